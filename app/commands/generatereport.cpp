// SPDX-License-Identifier: MIT
#include "commands/generatereport.h"

#include "billing/money.h"
#include "imaging/provider.h"

using namespace Qt::StringLiterals;

namespace {

const MeterUsage *usageOf(const GenerateReport &report)
{
    const MeterVerdict *counted = report.track.countedBy();
    if (!counted || !report.bill)
        return nullptr;
    for (const MeterUsage &usage : report.bill->meters) {
        if (usage.id == counted->meter)
            return &usage;
    }
    return nullptr;
}

QString sentLine(const GenerateReport &report)
{
    const PictureTrack &track = report.track;
    if (!report.billing)
        return u"Made, not billed."_s;
    if (!track.billed)
        return u"Made, not billed: no customer yet. Add --example to make one."_s;
    if (track.ingested < 0)
        return u"Kept, not sent yet: %1"_s.arg(track.error ? track.error->message : u"no answer."_s);
    return u"Event    %1 (%2), accepted, ingested %3"_s.arg(report.eventName, track.id.string())
        .arg(track.ingested);
}

QString countedWords(const PictureTrack &track)
{
    const MeterVerdict *counted = track.countedBy();
    if (!counted || !counted->standing)
        return {};
    const Standing &standing = *counted->standing;
    return u"%1 %2 by %3, %4"_s.arg(displayCount(standing.runningTotal), counted->unit, counted->meterName,
        standing.unitsPaid.isZero() ? u"free"_s : displayMoney(standing.amount, counted->currency));
}

QString countedLine(const GenerateReport &report)
{
    const QString words = countedWords(report.track);
    return words.isEmpty() ? u"Counted  no. The Event log tab says why."_s : u"Counted  "_s + words;
}

QString engineName(const PictureTrack &track)
{
    return provider(track.order.provider).name;
}

// Nothing for the demo painter, which charges nobody.
QString costLine(const GenerateReport &report)
{
    const ImageRow &row = report.track.row;
    const auto dollars = [](const Decimal &usd) { return displayMoney(usd.shifted(2).value_or(usd), "USD"); };
    const QString by = engineName(report.track);
    if (row.costUsd)
        return u"Cost     %1 at %2, from its usage"_s.arg(dollars(*row.costUsd), by);
    if (!row.estimateUsd)
        return u"Cost     not known at %1"_s.arg(by);
    return row.estimateUsd->isZero() ? u"Cost     nothing at %1"_s.arg(by)
                                     : u"Cost     %1 at %2, an estimate"_s.arg(dollars(*row.estimateUsd), by);
}

QJsonValue orNull(const std::optional<Decimal> &usd)
{
    return usd ? QJsonValue(usd->toString()) : QJsonValue();
}

QString nameOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Invalid:
        return u"invalid"_s;
    case Error::Kind::Unauthorized:
        return u"unauthorized"_s;
    case Error::Kind::NotFound:
        return u"not_found"_s;
    case Error::Kind::Conflict:
        return u"conflict"_s;
    case Error::Kind::RateLimited:
        return u"rate_limited"_s;
    case Error::Kind::Server:
        return u"server"_s;
    case Error::Kind::Network:
        return u"network"_s;
    case Error::Kind::Timeout:
        return u"timeout"_s;
    case Error::Kind::Cancelled:
        return u"cancelled"_s;
    case Error::Kind::Protocol:
        return u"protocol"_s;
    case Error::Kind::Storage:
        return u"storage"_s;
    case Error::Kind::Refused:
        break;
    }
    return u"refused"_s;
}

QJsonValue errorJson(const std::optional<Error> &error)
{
    if (!error)
        return {};
    return QJsonObject{
        {"kind"_L1, nameOf(error->kind)}, {"code"_L1, error->code}, {"message"_L1, error->message}};
}

// A refusal is told in one sentence that blames nobody; other failures say what they were.
QString withoutPicture(const PictureTrack &track)
{
    if (track.error && track.error->kind == Error::Kind::Refused)
        return u"No picture, nothing is billed: %1 refused the prompt."_s.arg(engineName(track));
    return u"No picture, nothing is billed. %1"_s.arg(track.error ? track.error->message : QString());
}

QString billLine(const GenerateReport &report)
{
    return u"Bill     %1 so far"_s.arg(displayMoney(Decimal(report.bill->total), report.bill->currency));
}

// None where the provider takes none and told none.
QJsonValue seedJson(const PictureTrack &track)
{
    const bool taken = provider(track.order.provider).has(Provider::Seed, track.order.model);
    return taken || track.row.seed > 0 ? QJsonValue(qint64(track.row.seed)) : QJsonValue();
}

} // namespace

QString toText(const GenerateReport &report)
{
    const PictureTrack &track = report.track;
    if (!track.stored)
        return withoutPicture(track);
    QStringList lines{u"Painted  %1, %2 ms"_s.arg(track.row.caption).arg(track.paintMs),
        u"         by the %1"_s.arg(track.row.engine)};
    if (!track.row.unknown.isEmpty())
        lines << u"         words not known: %1"_s.arg(track.row.unknown.join(u", "_s));
    lines << u"File     %1"_s.arg(report.file);
    if (track.order.provider != "demo")
        lines << costLine(report);
    lines << sentLine(report);
    if (track.ingested >= 0 && track.verdict)
        lines << countedLine(report);
    if (track.billTotal && report.bill)
        lines << billLine(report);
    return lines.join(u'\n');
}

QJsonObject toJson(const GenerateReport &report)
{
    const PictureTrack &track = report.track;
    QJsonObject out{{"event_id"_L1, track.id.string()}, {"prompt"_L1, track.order.prompt},
        {"caption"_L1, track.row.caption}, {"engine"_L1, track.row.engine}, {"model"_L1, track.row.model},
        {"quality"_L1, QString::fromLatin1(track.order.tier)},
        {"size"_L1, u"%1x%2"_s.arg(track.row.size.width()).arg(track.row.size.height())},
        {"seed"_L1, seedJson(track)}, {"file"_L1, report.file}, {"ms"_L1, track.paintMs},
        {"event"_L1, track.billed ? QJsonValue(report.eventName) : QJsonValue()}, {"answer"_L1, QJsonValue()},
        {"usage"_L1, QJsonValue()}, {"provider"_L1, QString::fromLatin1(track.order.provider)},
        {"provider_quality"_L1, QString::fromLatin1(track.row.providerQuality)},
        {"estimate_usd"_L1, orNull(track.stored ? track.row.estimateUsd : report.estimateUsd)},
        {"cost_usd"_L1, orNull(track.row.costUsd)}, {"error"_L1, errorJson(track.error)}};
    if (track.ingested >= 0)
        out["answer"_L1] = QJsonObject{{"status"_L1, 200}, {"ingested_count"_L1, track.ingested}};
    else if (track.error)
        out["answer"_L1]
            = QJsonObject{{"status"_L1, track.error->status}, {"message"_L1, track.error->message}};
    if (const MeterUsage *usage = usageOf(report))
        out["usage"_L1]
            = toJson(UsagePeriod{.period = report.bill->period, .meters = {*usage}})["meters"_L1][0];
    return out;
}

ReceiptBill receiptBill(const GenerateReport &report)
{
    const PictureTrack &track = report.track;
    const MeterVerdict *counted = track.countedBy();
    ReceiptBill out;
    if (counted && counted->standing) {
        out.price = counted->standing->amount;
        out.currency = counted->currency;
        out.verdict = u"Counted: %1."_s.arg(countedWords(track));
    } else if (track.verdict) {
        out.verdict = u"Not counted."_s;
    }
    if (track.billTotal && report.bill)
        out.period = report.bill->period;
    return out;
}
