// SPDX-License-Identifier: MIT
#include "billing/period.h"

#include "billing/choices.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono;

constexpr std::array intervalNames{"Day"_L1, "Week"_L1, "Month"_L1, "Year"_L1};

// Four-digit years are all that the wire's times can say; nothing begins later than this.
constexpr TimePoint furthest = sys_days{year{9999} / 12 / 31};
constexpr qint64 mostDays = 4'000'000;
constexpr qint64 mostMonths = 120'000;
constexpr int largestCount = 1'000'000; // keeps every product below inside an int64

TimePoint daysLater(TimePoint anchor, qint64 count)
{
    return count > mostDays ? furthest : std::min(anchor + days{count}, furthest);
}

TimePoint monthsLater(TimePoint anchor, qint64 count)
{
    if (count > mostMonths)
        return furthest;
    const auto day = floor<days>(anchor);
    const year_month_day date{day};
    const year_month month = year_month{date.year(), date.month()} + months{int(count)};
    if (month.year() > year{9998})
        return furthest;
    const year_month_day clamped = month / choices::dayIn(month, date.day());
    return sys_days{clamped} + (anchor - day);
}

bool countsMonths(Interval interval)
{
    return interval == Interval::Month || interval == Interval::Year;
}

// Days or months in one cycle.
qint64 stepsOf(const Cycle &cycle)
{
    const qint64 count = std::clamp(cycle.count, 1, largestCount);
    if (cycle.interval == Interval::Week)
        return count * 7;
    return cycle.interval == Interval::Year ? count * 12 : count;
}

// At most one off the cycle that holds `at`.
qint64 cycleNear(TimePoint anchor, const Cycle &cycle, TimePoint at)
{
    const auto from = floor<days>(anchor);
    const auto to = floor<days>(at);
    if (!countsMonths(cycle.interval))
        return (to - from).count() / stepsOf(cycle);
    const year_month_day first{from};
    const year_month_day last{to};
    const qint64 between = (int(last.year()) - int(first.year())) * 12 + int(unsigned(last.month()))
        - int(unsigned(first.month()));
    return between / stepsOf(cycle);
}

} // namespace

QLatin1StringView wireName(Interval interval)
{
    return intervalNames[size_t(interval)];
}

std::optional<Interval> intervalFromWire(QStringView name)
{
    for (size_t i = 0; i < intervalNames.size(); ++i) {
        if (name == intervalNames[i])
            return Interval(i);
    }
    return std::nullopt;
}

TimePoint cycleStart(TimePoint anchor, const Cycle &cycle, int n)
{
    const qint64 steps = stepsOf(cycle) * n;
    return countsMonths(cycle.interval) ? monthsLater(anchor, steps) : daysLater(anchor, steps);
}

Period periodAt(TimePoint anchor, const Cycle &cycle, TimePoint at)
{
    int n = at < anchor ? 0 : int(cycleNear(anchor, cycle, at));
    while (n > 0 && cycleStart(anchor, cycle, n) > at)
        --n;
    while (cycleStart(anchor, cycle, n + 1) <= at && cycleStart(anchor, cycle, n + 1) < furthest)
        ++n;
    return {cycleStart(anchor, cycle, n), cycleStart(anchor, cycle, n + 1)};
}

QList<Period> periodsUpTo(TimePoint anchor, const Cycle &cycle, TimePoint now)
{
    QList<Period> out;
    for (int n = 0; cycleStart(anchor, cycle, n) <= now && cycleStart(anchor, cycle, n) < furthest; ++n)
        out.append({cycleStart(anchor, cycle, n), cycleStart(anchor, cycle, n + 1)});
    return out;
}
