// SPDX-License-Identifier: MIT
#include "billing/money.h"
#include "guide/facts.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString day(TimePoint at)
{
    return QLocale::c().toString(toDateTime(at).toLocalTime().date(), u"d MMM"_s);
}

Decimal less(const Decimal &a, const Decimal &b)
{
    return std::max(Decimal::subtract(a, b).value_or(Decimal()), Decimal());
}

QString sum(const QString &a, const QString &sign, const QString &b, const QString &result)
{
    return u"%1 %2 %3 = %4"_s.arg(a, sign, b, result);
}

QString times(const Decimal &units, const MeterUsage &line)
{
    const auto exact = Decimal::multiply(units, line.pricePerUnit);
    const auto amount = exact ? exact->rounded() : std::nullopt;
    return sum(displayCount(units), u"×"_s, displayMoney(line.pricePerUnit, line.currency),
        amount ? displayMoney(Decimal(*amount), line.currency) : u"?"_s);
}

// The two sums a person says back, and the slips that come to mind.
QJsonObject sumsOf(const MeterUsage &line)
{
    const Decimal free(line.freeThreshold);
    const Decimal used = std::min(line.consumedUnits, free);
    const Decimal both = Decimal::add(line.consumedUnits, free).value_or(line.consumedUnits);
    const Decimal more = Decimal::add(line.chargeableUnits, Decimal(1)).value_or(line.chargeableUnits);
    const QString consumed = displayCount(line.consumedUnits);
    return {
        {"units"_L1, sum(consumed, u"−"_s, displayCount(used), displayCount(line.chargeableUnits))},
        {"units_all"_L1, sum(consumed, u"−"_s, u"0"_s, consumed)},
        {"units_both"_L1, sum(consumed, u"+"_s, displayCount(free), displayCount(both))},
        {"money"_L1, times(line.chargeableUnits, line)},
        {"money_all"_L1, times(line.consumedUnits, line)},
        {"money_more"_L1, times(more, line)},
    };
}

QString unitOf(const Session &session, const MeterId &id)
{
    for (const MeterPrice &price : session.state().subscription->meters) {
        if (price.meter == id)
            return price.measurementUnit;
    }
    return {};
}

QString eventNameOf(const Session &session, const MeterId &id)
{
    const ServiceState &state = session.state();
    for (const QList<Meter> &meters : {state.meters, state.archivedMeters}) {
        const auto found = std::ranges::find(meters, id, &Meter::id);
        if (found != meters.end())
            return found->is.eventName;
    }
    return {};
}

QJsonObject lineOf(const Session &session, const MeterUsage &line)
{
    const Decimal free(line.freeThreshold);
    const QString unit = unitOf(session, line.id);
    QJsonObject facts{{"meter_id"_L1, line.id.string()}, {"name"_L1, line.name},
        {"event_name"_L1, eventNameOf(session, line.id)}, {"unit"_L1, unit}, {"one"_L1, oneUnit(unit)},
        {"consumed"_L1, displayCount(line.consumedUnits)}, {"free"_L1, displayCount(free)},
        {"free_used"_L1, displayCount(std::min(line.consumedUnits, free))},
        {"free_left"_L1, displayCount(less(free, line.consumedUnits))},
        {"billable"_L1, displayCount(line.chargeableUnits)},
        {"price"_L1, displayMoney(line.pricePerUnit, line.currency)},
        {"amount"_L1, displayMoney(Decimal(line.totalPrice), line.currency)}};
    facts.insert("sums"_L1, sumsOf(line));
    return facts;
}

} // namespace

QJsonObject billFacts(const Session &session)
{
    const auto bill = session.bill();
    if (!bill)
        return {};
    QJsonArray lines;
    for (const MeterUsage &line : bill->meters)
        lines.append(lineOf(session, line));
    // What one line says is also said of the bill while it is the only one.
    QJsonObject facts = lines.size() == 1 ? lines.first().toObject() : QJsonObject();
    facts.insert("lines"_L1, lines);
    facts.insert("total"_L1, displayMoney(Decimal(bill->total), bill->currency));
    facts.insert("fixed"_L1, displayMoney(Decimal(bill->fixedPrice), bill->currency));
    facts.insert("period_start"_L1, day(bill->period.start));
    facts.insert("period_end"_L1, day(bill->period.end));
    facts.insert("period_open"_L1, session.now() < bill->period.end);
    return facts;
}
