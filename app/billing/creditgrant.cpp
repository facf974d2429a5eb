// SPDX-License-Identifier: MIT
#include "billing/creditpool.h"

#include <array>

using namespace Qt::StringLiterals;

// Names and figures of grants and entries.
namespace {

constexpr std::array sources{"subscription"_L1, "one_time"_L1, "addon"_L1, "api"_L1, "rollover"_L1};
// Without auto_top_up and refund, which nothing here makes.
constexpr std::array types{"credit_added"_L1, "credit_deducted"_L1, "credit_expired"_L1,
    "credit_rolled_over"_L1, "rollover_forfeited"_L1, "overage_charged"_L1, "overage_reset"_L1,
    "manual_adjustment"_L1};

template<typename T, size_t size>
std::optional<T> fromWire(const std::array<QLatin1StringView, size> &names, QStringView name)
{
    for (size_t i = 0; i < size; ++i) {
        if (name == names[i])
            return T(i);
    }
    return std::nullopt;
}

constexpr qint64 longestDays = 365 * 1000; // what lies further off is never reached, and no calendar holds it

qint64 mostDaysOf(Interval interval)
{
    static constexpr qint64 days[] = {1, 7, 31, 366};
    return days[size_t(interval)];
}

std::optional<TimePoint> momentAfter(const Cycle &cycle, TimePoint at)
{
    if (cycle.count * mostDaysOf(cycle.interval) > longestDays)
        return std::nullopt;
    return cycleStart(at, cycle, 1);
}

} // namespace

QLatin1StringView wireName(CreditGrant::Source source)
{
    return sources[size_t(source)];
}

std::optional<CreditGrant::Source> grantSourceFromWire(QStringView name)
{
    return fromWire<CreditGrant::Source>(sources, name);
}

QLatin1StringView wireName(CreditEntry::Type type)
{
    return types[size_t(type)];
}

std::optional<CreditEntry::Type> entryTypeFromWire(QStringView name)
{
    return fromWire<CreditEntry::Type>(types, name);
}

std::optional<TimePoint> expiryOf(const CreditRules &rules, TimePoint at)
{
    return rules.expiresAfterDays ? momentAfter({*rules.expiresAfterDays, Interval::Day}, at) : std::nullopt;
}

std::optional<TimePoint> carriedUntil(const CreditRules &rules, TimePoint at)
{
    return rules.rolloverTimeframe ? momentAfter(*rules.rolloverTimeframe, at) : expiryOf(rules, at);
}

// Both as whole numbers of one scale, so that the division is exact; then whole steps of the precision.
std::optional<Decimal> creditsFor(const Decimal &units, const Decimal &unitsPerCredit, int precision)
{
    const int places = std::max(units.digitsAfterPoint(), unitsPerCredit.digitsAfterPoint());
    const auto dividend = units.shifted(places + precision);
    const auto divisor = unitsPerCredit.shifted(places);
    if (!dividend || !divisor || *divisor <= Decimal(0))
        return std::nullopt;
    return Decimal::ofDigits(choices::wholeSteps(dividend->digits(), divisor->digits()), precision);
}
