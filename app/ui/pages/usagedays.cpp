// SPDX-License-Identifier: MIT
#include "ui/pages/usagedays.h"

#include "billing/rules.h"

#include <algorithm>

namespace {

QDate localDay(TimePoint at)
{
    return toDateTime(at).toLocalTime().date();
}

void addTo(Decimal &sum, const Decimal &part)
{
    sum = Decimal::add(sum, part).value_or(sum);
}

std::optional<Ledger> ledgerOf(
    const Subscription &subscription, const Meter &meter, const PeriodEvents &events)
{
    const auto price = std::ranges::find(subscription.meters, meter.id, &MeterPrice::meter);
    if (price == subscription.meters.end())
        return std::nullopt;
    const Period period = subscription.currentPeriod();
    MeterPrice left = *price;
    const qint64 used = events.unread.rounded().value_or(0);
    if (used > 0)
        left.freeThreshold = std::max<qint64>(price->freeThreshold.value_or(0) - used, 0);
    Ledger ledger(
        subscription.currency, {period}, {MeterTerms{.meter = meter, .price = left, .archived = {}}});
    // The service lists newest first; among equal times the later one arrived later.
    qint64 arrival = events.events.size();
    for (const Event &event : events.events)
        ledger.add(EventViewOf(event).view(), event.at.value_or(period.start), --arrival);
    return ledger;
}

} // namespace

Decimal unreadUnits(
    const Subscription &subscription, const Meter &meter, const QList<Event> &events, const Decimal &consumed)
{
    using Type = Aggregation::Type;
    if (meter.is.aggregation.type != Type::Count && meter.is.aggregation.type != Type::Sum)
        return {};
    Decimal read;
    for (const Event &event : events) {
        const Judgement judgement = judge(meter, EventViewOf(event).view());
        if (judgement.counts() && subscription.currentPeriod().contains(event.at.value_or(TimePoint{})))
            addTo(read, judgement.contribution);
    }
    return std::max(Decimal::subtract(consumed, read).value_or(Decimal()), Decimal());
}

QList<DayUsage> usageByDay(const Subscription &subscription, const Meter &meter, const PeriodEvents &events)
{
    const auto ledger = ledgerOf(subscription, meter, events);
    if (!ledger)
        return {};
    const Period period = subscription.currentPeriod();
    QList<DayUsage> days;
    const QDate first = localDay(period.start);
    for (QDate day = first; day <= localDay(period.end); day = day.addDays(1))
        days.append({day, {}, {}});
    for (const Event &event : events.events) {
        const auto standing = ledger->standing(event.id, meter.id);
        const qint64 index = first.daysTo(localDay(event.at.value_or(period.start)));
        if (!standing || index < 0 || index >= days.size())
            continue;
        addTo(days[index].unitsFree, standing->unitsFree);
        addTo(days[index].unitsPaid, standing->unitsPaid);
    }
    return days;
}

QList<PaidUnit> paidUnits(const Subscription &subscription, const Meter &meter, const PeriodEvents &events)
{
    const auto ledger = ledgerOf(subscription, meter, events);
    if (!ledger)
        return {};
    QList<PaidUnit> paid;
    for (const Event &event : events.events) {
        const auto standing = ledger->standing(event.id, meter.id);
        if (standing && !standing->unitsPaid.isZero())
            paid.append({event.id, event.at.value_or(subscription.currentPeriod().start), *standing});
    }
    std::ranges::sort(paid, {}, [](const PaidUnit &unit) { return unit.standing.runningTotal; });
    return paid;
}
