// SPDX-License-Identifier: MIT
#include "ui/pages/usagedays.h"

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
    const Subscription &subscription, const Meter &meter, const QList<Event> &events)
{
    const auto price = std::ranges::find(subscription.meters, meter.id, &MeterPrice::meter);
    if (price == subscription.meters.end())
        return std::nullopt;
    const Period period = subscription.currentPeriod();
    Ledger ledger(
        subscription.currency, {period}, {MeterTerms{.meter = meter, .price = *price, .archived = {}}});
    // The service lists newest first; among equal times the later one arrived later.
    qint64 arrival = events.size();
    for (const Event &event : events)
        ledger.add(EventViewOf(event).view(), event.at.value_or(period.start), --arrival);
    return ledger;
}

} // namespace

QList<DayUsage> usageByDay(const Subscription &subscription, const Meter &meter, const QList<Event> &events)
{
    const auto ledger = ledgerOf(subscription, meter, events);
    if (!ledger)
        return {};
    const Period period = subscription.currentPeriod();
    QList<DayUsage> days;
    const QDate first = localDay(period.start);
    for (QDate day = first; day <= localDay(period.end); day = day.addDays(1))
        days.append({day, {}, {}});
    for (const Event &event : events) {
        const auto standing = ledger->standing(event.id, meter.id);
        const qint64 index = first.daysTo(localDay(event.at.value_or(period.start)));
        if (!standing || index < 0 || index >= days.size())
            continue;
        addTo(days[index].unitsFree, standing->unitsFree);
        addTo(days[index].unitsPaid, standing->unitsPaid);
    }
    return days;
}

QList<PaidUnit> paidUnits(const Subscription &subscription, const Meter &meter, const QList<Event> &events)
{
    const auto ledger = ledgerOf(subscription, meter, events);
    if (!ledger)
        return {};
    QList<PaidUnit> paid;
    for (const Event &event : events) {
        const auto standing = ledger->standing(event.id, meter.id);
        if (standing && !standing->unitsPaid.isZero())
            paid.append({event.id, event.at.value_or(subscription.currentPeriod().start), *standing});
    }
    std::ranges::sort(paid, {}, [](const PaidUnit &unit) { return unit.standing.runningTotal; });
    return paid;
}
