// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogtimelinesteps.h"

#include "billing/money.h"
#include "eventlog/logrecord.h"
#include "eventlog/verdictwords.h"
#include "ui/eventlog/eventlogtries.h"
#include "ui/pages/generatewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = ChainNode::State;
using Opens = TimelineStep::Opens;

namespace {

struct Timeline {
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

constexpr qsizetype mostTries = 12; // the list of tries has them all

void addPicture(const TimelineFacts &facts, QList<TimelineStep> &out)
{
    if (!facts.image)
        return;
    const ImageRow &image = *facts.image;
    out.append({.icon = IconName::TextCursor,
        .name = Timeline::tr("Prompt"),
        .fact = u'“' + image.prompt + u'”',
        .at = {}});
    out.append({.icon = IconName::Send,
        .name = Timeline::tr("Picture asked for"),
        .fact = u"%1, %2"_s.arg(generate::engineName(image), QString::fromUtf8(image.tier)),
        .at = image.at - milliseconds(image.paintMs)});
    out.append({.icon = IconName::Image,
        .name = Timeline::tr("Picture made"),
        .fact = generate::sizeText(image.size) + u", "_s + generate::bytesText(image.bytes),
        .at = image.at,
        .opens = Opens::Picture});
}

void addStart(const TimelineFacts &facts, QList<TimelineStep> &out)
{
    const bool picture = facts.image.has_value();
    if (!picture)
        out.append({.icon = IconName::Clock,
            .name = Timeline::tr("Happened"),
            .fact
            = facts.stamped ? Timeline::tr("by its own timestamp") : Timeline::tr("No timestamp was sent."),
            .at = facts.stamped});
    if (!facts.entry)
        return;
    const bool waits = facts.tries.isEmpty() && facts.entry->state != OutboxEntry::State::Sent;
    out.append({.state = waits ? State::Queued : State::Done,
        .icon = IconName::Box,
        .name = Timeline::tr("Queued"),
        .fact = facts.entry->state == OutboxEntry::State::Parked
            ? facts.entry->why
            : Timeline::tr("kept on this computer first"),
        .at = facts.entry->queuedAt});
}

TimelineStep tryStep(const LogRow &row, int number, int of, bool known)
{
    const QString sender = senderText(row.sender);
    const QString how = row.failed() ? logtries::outcome(row)
        : known                      ? Timeline::tr("known before, counts once")
                                     : Timeline::tr("answered in %1").arg(logwords::latency(row.took));
    return {.state = row.failed() ? State::Failed : State::Done,
        .icon = known ? IconName::Copy : IconName::Send,
        .name = known ? Timeline::tr("Sent again")
            : of == 1 ? Timeline::tr("Sent")
                      : Timeline::tr("Try %1").arg(number),
        .fact = u"%1, %2"_s.arg(how, sender),
        .at = row.at,
        .opens = Opens::Row,
        .exchange = row.exchange};
}

TimelineStep acceptedStep(const LogRow &row)
{
    const bool batch = row.eventCount > 1;
    return {.icon = IconName::Check,
        .name = Timeline::tr("Accepted"),
        .fact = batch ? Timeline::tr("%1, %2 of %3 events new")
                            .arg(row.status)
                            .arg(row.ingested)
                            .arg(QLocale().toString(row.eventCount))
                      : Timeline::tr("%1, ingested %2").arg(row.status).arg(row.ingested),
        .at = row.at + row.took,
        .opens = Opens::Row,
        .exchange = row.exchange};
}

// Every try in its order; where it was taken in, a step of its own. Whether it was.
bool addTries(const TimelineFacts &facts, QList<TimelineStep> &out)
{
    const auto first = std::ranges::find_if(facts.tries, logtries::accepted);
    const qsizetype taken = first == facts.tries.end() ? -1 : first - facts.tries.begin();
    const qsizetype before = taken < 0 ? facts.tries.size() : taken + 1;
    const qsizetype skipped = std::max<qsizetype>(0, facts.tries.size() - mostTries);
    for (qsizetype i = 0; i < facts.tries.size(); ++i) {
        const bool known = taken >= 0 && i > taken && !facts.tries[i].failed();
        if (i >= mostTries && i != taken)
            continue;
        out.append(tryStep(facts.tries[i], int(i) + 1, int(before), known));
        if (i == taken)
            out.append(acceptedStep(facts.tries[i]));
    }
    if (skipped > 0)
        out.append({.icon = IconName::Ellipsis,
            .name = Timeline::tr("%1 more tries").arg(skipped),
            .fact = Timeline::tr("The list below the answer has them all."),
            .at = {},
            .timed = false});
    return taken >= 0;
}

const MeterVerdict *countedBy(const Verdict &verdict)
{
    const auto found
        = std::ranges::find(verdict.meters, MeterVerdict::Reason::Counted, &MeterVerdict::reason);
    return found == verdict.meters.end() ? nullptr : &*found;
}

TimelineStep countedStep(const TimelineFacts &facts, bool accepted)
{
    TimelineStep step{.icon = IconName::Gauge, .name = Timeline::tr("Counted"), .at = {}, .timed = false};
    const auto &verdict = facts.choice.verdict;
    if (!accepted || !verdict) {
        step.state = State::Waiting;
        step.fact = accepted ? Timeline::tr("not known yet") : Timeline::tr("only once it is accepted");
        return step;
    }
    if (verdict->meters.isEmpty()) {
        step.state = State::NotCounted;
        step.name = Timeline::tr("Not counted");
        step.fact = Timeline::tr("There is no meter yet.");
        return step;
    }
    const MeterVerdict *counted = countedBy(*verdict);
    const MeterVerdict &meter = counted ? *counted : verdict->meters.first();
    step.opens = Opens::Meter;
    step.meter = meter.meter;
    if (counted) {
        step.fact = u"%1: %2"_s.arg(meter.meterName, words::standing(meter));
        return step;
    }
    const bool stranger = !verdict->customerKnown || !verdict->subscribed;
    const QString why = words::reason(meter);
    step.state = State::NotCounted;
    step.name = Timeline::tr("Not counted");
    step.fact = stranger || why.isEmpty() ? words::customerClause(*verdict) : why;
    return step;
}

const UsagePeriod *periodOf(const MeterVerdict &meter, const QList<UsagePeriod> &usage)
{
    const auto holds
        = [&meter](const UsagePeriod &one) { return meter.period && one.period == *meter.period; };
    const auto found = std::ranges::find_if(usage, holds);
    return found == usage.end() ? nullptr : &*found;
}

void addBill(const TimelineFacts &facts, bool accepted, QList<TimelineStep> &out)
{
    const MeterVerdict *meter = accepted && facts.choice.verdict ? countedBy(*facts.choice.verdict) : nullptr;
    TimelineStep bill{
        .icon = IconName::ReceiptText, .name = Timeline::tr("On the bill"), .at = {}, .timed = false};
    if (!meter) {
        bill.state = State::Waiting;
        bill.fact = Timeline::tr("only once it is counted");
        out.append(bill);
        return;
    }
    const bool closed = meter->period && meter->period->end <= facts.now;
    const UsagePeriod *period = periodOf(*meter, facts.usage);
    const auto line = period ? std::ranges::find(period->meters, meter->meter, &MeterUsage::id)
                             : QList<MeterUsage>::const_iterator();
    bill.opens = Opens::Bill;
    if (!period || line == period->meters.end()) {
        bill.fact = Timeline::tr("its amount is not known here");
    } else {
        const QString units = displayUnits(line->consumedUnits, meter->unit);
        const QString total = displayMoney(Decimal(line->totalPrice), line->currency);
        bill.fact = closed ? u"%1, %2"_s.arg(units, total) : Timeline::tr("%1, %2 so far").arg(units, total);
    }
    out.append(bill);
    TimelineStep invoice{
        .icon = IconName::FileCheck, .name = Timeline::tr("Invoice"), .at = {}, .timed = false};
    if (closed) {
        invoice.fact = generate::periodText(*meter->period);
        invoice.at = meter->period->end;
        invoice.timed = true;
        invoice.opens = Opens::Bill;
    } else {
        invoice.state = State::Waiting;
        invoice.fact = meter->period
            ? Timeline::tr("when the period ends on %1")
                  .arg(toDateTime(meter->period->end).toLocalTime().toString(u"d MMM"_s))
            : Timeline::tr("once the period is over");
    }
    out.append(invoice);
}

} // namespace

QList<TimelineStep> timelineSteps(const TimelineFacts &facts)
{
    QList<TimelineStep> out;
    addPicture(facts, out);
    addStart(facts, out);
    const bool accepted = addTries(facts, out);
    if (!accepted)
        out.append({.state = State::Waiting,
            .icon = IconName::Check,
            .name = Timeline::tr("Accepted"),
            .fact = Timeline::tr("not yet"),
            .at = {},
            .timed = false});
    out.append(countedStep(facts, accepted));
    addBill(facts, accepted, out);
    return out;
}

namespace timeline {

QString time(TimePoint at)
{
    return toDateTime(at).toLocalTime().toString(u"hh:mm:ss.zzz"_s);
}

// Times of two clocks may run backwards; then nothing is said.
QString since(TimePoint before, TimePoint at)
{
    const auto ms = std::chrono::duration_cast<milliseconds>(at - before).count();
    if (ms < 0)
        return {};
    if (ms < 1000)
        return Timeline::tr("+%1 ms").arg(ms);
    if (ms < 60'000)
        return Timeline::tr("+%1 s").arg(QLocale().toString(double(ms) / 1000, 'f', 1));
    return u'+' + words::age(at - before);
}

} // namespace timeline
