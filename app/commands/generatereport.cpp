// SPDX-License-Identifier: MIT
#include "commands/generatereport.h"

#include "billing/money.h"

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
    if (!track.billed)
        return u"Made, not billed: no customer yet. Add --example to make one."_s;
    if (track.ingested < 0)
        return u"Kept, not sent yet: %1"_s.arg(track.error ? track.error->message : u"no answer."_s);
    return u"Event    %1 (%2), accepted, ingested %3"_s.arg(report.eventName, track.id.string())
        .arg(track.ingested);
}

QString countedLine(const GenerateReport &report)
{
    const MeterVerdict *counted = report.track.countedBy();
    if (!counted || !counted->standing)
        return u"Counted  no. The Event log tab says why."_s;
    const Standing &standing = *counted->standing;
    return u"Counted  %1 %2 by %3, %4"_s.arg(displayCount(standing.runningTotal), counted->unit,
        counted->meterName,
        standing.unitsPaid.isZero() ? u"free"_s : displayMoney(standing.amount, counted->currency));
}

QString billLine(const GenerateReport &report)
{
    return u"Bill     %1 so far"_s.arg(displayMoney(Decimal(report.bill->total), report.bill->currency));
}

} // namespace

QString toText(const GenerateReport &report)
{
    const PictureTrack &track = report.track;
    if (track.stage == PictureTrack::Stage::Failed && !track.stored)
        return u"No picture, nothing is billed. %1"_s.arg(track.error ? track.error->message : QString());
    QStringList lines{u"Painted  %1, %2 ms"_s.arg(track.row.caption).arg(track.paintMs),
        u"         by the %1"_s.arg(track.row.engine)};
    if (!track.row.unknown.isEmpty())
        lines << u"         words not known: %1"_s.arg(track.row.unknown.join(u", "_s));
    lines << u"File     %1"_s.arg(report.file) << sentLine(report);
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
        {"seed"_L1, qint64(track.row.seed)}, {"file"_L1, report.file}, {"ms"_L1, track.paintMs},
        {"event"_L1, track.billed ? QJsonValue(report.eventName) : QJsonValue()}, {"answer"_L1, QJsonValue()},
        {"usage"_L1, QJsonValue()}};
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
