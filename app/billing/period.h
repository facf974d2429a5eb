// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"

#include <QList>

#include <optional>

enum class Interval { Day, Week, Month, Year };

// So many days, weeks, months or years (dodo-api.md 2.1 TimeInterval).
struct Cycle {
    int count = 1;
    Interval interval = Interval::Month;

    friend bool operator==(const Cycle &, const Cycle &) = default;
};

// From `start` up to but not including `end`.
struct Period {
    TimePoint start;
    TimePoint end;

    bool contains(TimePoint at) const { return at >= start && at < end; }
    friend bool operator==(const Period &, const Period &) = default;
};

QLatin1StringView wireName(Interval interval); // "Month"
std::optional<Interval> intervalFromWire(QStringView name);

// `anchor` plus n cycles. Months keep the anchor's day (choices::dayIn).
TimePoint cycleStart(TimePoint anchor, const Cycle &cycle, int n);

// The billing period of a subscription begun at `anchor` that holds `at` (the first one when `at` is
// earlier).
Period periodAt(TimePoint anchor, const Cycle &cycle, TimePoint at);

// All periods begun up to `now`, oldest first.
QList<Period> periodsUpTo(TimePoint anchor, const Cycle &cycle, TimePoint now);
