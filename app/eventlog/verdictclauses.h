// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"

// A verdict clause by clause, in the order a reader asks: is it this meter's event, is it billed, in which
// period, as which unit, at what price.
namespace words {

struct VerdictLine {
    enum class Part {
        Name,
        Filter, // a group's head or one of its conditions
        Property,
        Archived,
        Customer,
        Priced,
        Period,
        First,
        Units,
        Reading, // running total, peak or reading
    };
    enum class Mark { Tick, Cross, Dash };
    Part part = Part::Name;
    Mark mark = Mark::Tick;
    int depth = 0; // groups in groups
    QString text;
    QString seen;

    bool isWrong() const { return mark == Mark::Cross; }
    friend bool operator==(const VerdictLine &, const VerdictLine &) = default;
};

// What the window knows beside the verdict. All of it may be missing.
struct VerdictFacts {
    std::optional<Event> event; // as it was sent
    std::optional<TimePoint> at; // when it was stamped
    std::optional<Period> period; // the subscription's that is looked at, when the verdict names none
    std::optional<TimePoint> sentBefore; // an earlier request brought this id in
    bool archived = false; // the meter
};

QList<VerdictLine> verdictLines(
    const Verdict &verdict, const MeterVerdict &meter, const VerdictFacts &facts = {});

QString periodText(const Period &period); // 1 Nov to 1 Dec

} // namespace words
