// SPDX-License-Identifier: MIT
#include "ui/pages/generatewords.h"

#include "billing/money.h"
#include "eventlog/verdictwords.h"
#include "imaging/provider.h"
#include "ui/pages/generateforecast.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace generate {

namespace {

    using Stage = PictureTrack::Stage;
    using State = ChainNode::State;

    struct Words {
        Q_DECLARE_TR_FUNCTIONS(Generate)
    };

    bool beyond(const PictureTrack &track, Stage stage)
    {
        const Stage reached = track.stage == Stage::Failed ? track.failedAt : track.stage;
        return reached != Stage::Cancelled && reached > stage;
    }

    QString since(int ms)
    {
        return ms > 0 ? u'+' + milliseconds(ms) : QString();
    }

    QString clockTime(TimePoint at)
    {
        return at == TimePoint{} ? QString() : toDateTime(at).toLocalTime().toString(u"hh:mm:ss.zzz"_s);
    }

    QString asSentencePart(QString text)
    {
        while (text.endsWith(u'.'))
            text.chop(1);
        return text;
    }

    QString detailOf(const PictureTrack &track)
    {
        const QSize size = track.row.size.isValid() ? track.row.size : track.order.size;
        const QString asked = QString::fromLatin1(track.order.tier) + u", "_s + sizeText(size);
        const bool styled = provider(track.order.provider).has(Provider::Style, track.order.model);
        return styled ? asked + u", "_s + QString::fromLatin1(track.order.style) : asked;
    }

    ChainNode promptNode(const PictureTrack &track, const Place &place)
    {
        ChainNode node{.fact = track.order.prompt, .detail = detailOf(track)};
        node.time = clockTime(track.startedAt);
        if (track.stage == Stage::Waiting) {
            node.time = place.waitsBehind > 0 ? Words::tr("%1 before it").arg(place.waitsBehind) : QString();
            return node;
        }
        node.state = State::Done;
        return node;
    }

    ChainNode pictureNode(const PictureTrack &track)
    {
        switch (track.stage) {
        case Stage::Waiting:
            return {};
        case Stage::Painting:
            return {.fact = Words::tr("Painting %1 %").arg(track.percent),
                .detail = track.paintStage,
                .state = State::Running,
                .percent = track.percent};
        case Stage::Saving:
            return {.fact = Words::tr("Saving"), .detail = {}, .state = State::Running, .percent = 100};
        case Stage::Cancelled:
            return {.fact = Words::tr("Cancelled"), .detail = Words::tr("Cancelled is not billed.")};
        case Stage::Failed:
            if (!track.stored)
                return {.fact = Words::tr("No picture"),
                    .detail = track.error ? track.error->message : QString(),
                    .state = State::Failed};
            break;
        default:
            break;
        }
        return {.fact = Words::tr("Painted and decoded"),
            .detail = u"PNG, %1, %2"_s.arg(sizeText(track.row.size), bytesText(track.row.bytes)),
            .time = since(track.paintMs),
            .state = State::Done};
    }

    // The outbox has stopped for the picture's place: nothing is tried again by itself.
    QString awaited(const PictureTrack &track)
    {
        const bool key = !track.error || track.error->kind == Error::Kind::Unauthorized;
        return key ? Words::tr("Waiting for a key") : Words::tr("Waiting for the address");
    }

    ChainNode sentNode(const PictureTrack &track, const Place &place)
    {
        if (!track.stored)
            return {};
        if (track.stage == Stage::Failed)
            return {.fact = Words::tr("Not sent"),
                .detail = track.error ? track.error->message : QString(),
                .state = State::Failed};
        if (track.stage == Stage::Sending && track.stopped)
            return {.fact = awaited(track),
                .detail = track.error ? track.error->message : Words::tr("Nothing is lost."),
                .state = State::Queued};
        if (track.stage == Stage::Sending && track.tries > 0)
            return {.fact = Words::tr("Queued, try %1").arg(track.tries + 1),
                .detail = track.error ? track.error->message : Words::tr("Nothing is lost."),
                .state = State::Queued};
        ChainNode node{.fact = place.eventName, .factFont = ChainNode::FactFont::Mono};
        node.state = beyond(track, Stage::Sending) ? State::Done : State::Running;
        if (node.state == State::Running)
            node.detail = Words::tr("on its way");
        else if (track.ingested == 0)
            node.detail = Words::tr("accepted: 200, sent before");
        else if (track.ingested > 0)
            node.detail = Words::tr("accepted: 200, ingested %1").arg(track.ingested);
        else
            node.detail = Words::tr("accepted");
        node.time = since(track.sentMs);
        return node;
    }

    QString unitText(const MeterVerdict &meter)
    {
        if (!meter.standing)
            return words::standing(meter);
        const QString reading = displayCount(meter.standing->runningTotal);
        return meter.aggregation.type == Aggregation::Type::Count ? Words::tr("Unit %1").arg(reading)
            : meter.aggregation.type == Aggregation::Type::Sum    ? Words::tr("%1 so far").arg(reading)
                                                                  : words::standing(meter);
    }

    QString notCountedReason(const Verdict &verdict)
    {
        if (!verdict.customerKnown || !verdict.subscribed)
            return words::customerClause(verdict);
        if (verdict.meters.isEmpty())
            return Words::tr("No meter yet");
        const auto noPrice
            = std::ranges::find(verdict.meters, MeterVerdict::Reason::CountedNoPrice, &MeterVerdict::reason);
        return noPrice != verdict.meters.end() ? words::standing(*noPrice)
                                               : words::reason(verdict.meters.first());
    }

    // What the meter would have counted instead of it.
    QString wantedInstead(const Verdict &verdict)
    {
        if (verdict.meters.isEmpty())
            return {};
        const MeterVerdict &meter = verdict.meters.first();
        const QString accepted = acceptedValues(meter);
        return accepted.isEmpty() ? meter.meterName : Words::tr("this meter counts %1").arg(accepted);
    }

    ChainNode countedNode(const PictureTrack &track)
    {
        if (!track.verdict) {
            if (track.stage == Stage::Done && track.billed)
                return {.fact = Words::tr("Not known here now")};
            return {.state = track.stage == Stage::Counting ? State::Running : State::Waiting};
        }
        const MeterVerdict *meter = track.countedBy();
        if (!meter)
            return {.name = Words::tr("Not counted"),
                .fact = notCountedReason(*track.verdict),
                .detail = wantedInstead(*track.verdict),
                .time = since(track.countedMs),
                .state = State::NotCounted};
        return {.fact = unitText(*meter),
            .detail = meter->meterName,
            .time = since(track.countedMs),
            .state = State::Done};
    }

    QString billNow(const PictureTrack &track)
    {
        return track.billTotal ? displayMoney(Decimal(*track.billTotal), track.currency) : QString();
    }

    QString freeUnits(const MeterVerdict &meter)
    {
        return displayCount(Decimal(meter.freeThreshold));
    }

    ChainNode onBillNode(const PictureTrack &track)
    {
        const MeterVerdict *meter = track.countedBy();
        if (track.verdict && !meter)
            return {.fact = Words::tr("Not on the bill"),
                .detail = track.billTotal ? Words::tr("the bill stays %1").arg(billNow(track)) : QString()};
        if (track.stage != Stage::Done || !meter || !meter->standing)
            return {.state = track.stage == Stage::Counting && meter ? State::Running : State::Waiting};
        ChainNode node{.time = since(track.onBillMs), .state = State::Done};
        const Standing &standing = *meter->standing;
        const bool count = meter->aggregation.type == Aggregation::Type::Count;
        const QString now = track.billTotal ? Words::tr(", now %1").arg(billNow(track)) : QString();
        if (standing.unitsPaid.isZero()) {
            node.fact = words::standing(*meter) + now;
            node.detail = count ? Words::tr("nothing is charged for it") : meter->meterName;
            return node;
        }
        node.lead = u"+ "_s + displayMoney(standing.amount, meter->currency);
        node.fact = now;
        if (count)
            node.detail = meter->freeThreshold > 0
                ? Words::tr("unit %1 is beyond the %2 free ones")
                      .arg(displayCount(standing.runningTotal), freeUnits(*meter))
                : Words::tr("unit %1").arg(displayCount(standing.runningTotal));
        else
            node.detail = words::standing(*meter);
        return node;
    }

} // namespace

QString acceptedValues(const MeterVerdict &meter)
{
    const auto &filter = meter.judgement.filter;
    if (meter.reason != MeterVerdict::Reason::FilterFailed || !filter)
        return {};
    const auto *group = std::get_if<Conjunction>(&filter->clause);
    if (!group || (*group == Conjunction::And && filter->children.size() > 1))
        return {};
    QStringList values;
    QString key;
    for (const ClauseVerdict &child : filter->children) {
        const auto *condition = std::get_if<Condition>(&child.clause);
        if (!condition || condition->op != Operator::Equals || (!key.isEmpty() && condition->key != key))
            return {};
        key = condition->key;
        values.append(words::value(condition->value));
    }
    return values.join(Words::tr(" or "));
}

ChainNodes chainNodes(const PictureTrack &track, const Place &place)
{
    return {promptNode(track, place), pictureNode(track), sentNode(track, place), countedNode(track),
        onBillNode(track)};
}

QString chainTotal(const PictureTrack &track)
{
    if (track.stage != Stage::Done || track.paintMs == 0)
        return {};
    const int all = track.paintMs + track.sentMs + track.countedMs + track.onBillMs;
    return u"%1 s"_s.arg(QLocale::c().toString(all / 1000.0, 'f', 2));
}

QString endSentence(const PictureTrack &track)
{
    if (track.stage == Stage::Cancelled)
        return Words::tr("Cancelled. Nothing is billed.");
    if (track.stage == Stage::Failed)
        return Words::tr("%1. Nothing is billed.")
            .arg(asSentencePart(track.error ? track.error->message : Words::tr("The picture failed")));
    if (!track.billed)
        return Words::tr("Picture made, not billed: no customer yet");
    const QString bill = track.billTotal ? Words::tr(", bill %1").arg(billNow(track)) : QString();
    const MeterVerdict *meter = track.countedBy();
    if (!meter || !meter->standing)
        return Words::tr("Picture not counted: %1%2")
            .arg(track.verdict ? notCountedReason(*track.verdict) : Words::tr("no verdict"), bill);
    const Standing &standing = *meter->standing;
    const QString price
        = standing.unitsPaid.isZero() ? Words::tr("free") : displayMoney(standing.amount, meter->currency);
    if (meter->aggregation.type != Aggregation::Type::Count)
        return Words::tr("Picture counted, %1%2").arg(price, bill);
    return Words::tr("Picture %1 counted, %2%3").arg(displayCount(standing.runningTotal), price, bill);
}

PictureOrder orderOf(const ImageRow &row)
{
    return {.prompt = row.prompt,
        .provider = row.provider,
        .model = row.model,
        .tier = row.tier,
        .size = row.size,
        .style = row.style,
        .seed = row.seed,
        .negative = row.negative,
        .format = row.format};
}

QString painted(const ImageRow &row)
{
    return row.caption.isEmpty() ? row.prompt : Words::tr("Painted: %1").arg(row.caption);
}

QString engineName(const ImageRow &row)
{
    return row.engine.section(u" ("_s, 0, 0);
}

QString byWhom(const ImageRow &row)
{
    return row.model == "demo-painter"_L1 ? Words::tr("By the demo painter, not AI.")
                                          : Words::tr("By %1.").arg(engineName(row));
}

QString wordsNote(const ImageRow &row)
{
    if (!row.unknown.isEmpty())
        return Words::tr("Words not known: %1").arg(row.unknown.join(u", "_s));
    return row.model == "demo-painter"_L1 ? Words::tr("Every word was used.") : QString();
}

QString providerCost(const ImageRow &row)
{
    if (provider(row.provider).charges == Provider::Charges::Nothing)
        return {};
    if (row.costUsd && row.estimateUsd && *row.costUsd != *row.estimateUsd)
        return Words::tr("%1, estimated %2")
            .arg(providerMoney(*row.costUsd), providerMoney(*row.estimateUsd));
    if (row.costUsd)
        return providerMoney(*row.costUsd);
    return row.estimateUsd ? Words::tr("about %1").arg(providerMoney(*row.estimateUsd))
                           : Words::tr("unknown");
}

QString sizeText(const QSize &size)
{
    return u"%1 × %2"_s.arg(size.width()).arg(size.height());
}

QString bytesText(qint64 bytes)
{
    if (bytes < 1000 * 1000)
        return u"%1 kB"_s.arg((bytes + 500) / 1000);
    const qint64 tenths = (bytes + 50'000) / 100'000;
    return u"%1.%2 MB"_s.arg(tenths / 10).arg(tenths % 10);
}

QString milliseconds(int ms)
{
    return ms < 1000 ? u"%1 ms"_s.arg(ms) : u"%1 s"_s.arg(QLocale::c().toString(ms / 1000.0, 'f', 2));
}

QString seconds(int ms)
{
    return u"%1 s"_s.arg(QLocale::c().toString(ms / 1000.0, 'f', 1));
}

QString periodText(const Period &period)
{
    const QLocale english(QLocale::English);
    const QDate from = toDateTime(period.start).toLocalTime().date();
    const QDate to = toDateTime(period.end).toLocalTime().date();
    const QString start = english.toString(from, from.year() == to.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
    return Words::tr("%1 to %2").arg(start, english.toString(to, u"d MMM yyyy"_s));
}

} // namespace generate
