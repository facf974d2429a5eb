// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "eventlog/logrecord.h"

#include <functional>

// What the verdict column says of one row: the chip's shape and its words (look.md "Verdict chip").
struct RowVerdict {
    enum class Kind {
        None, // no chip; words may still say "Accepted"
        Free, // empty square
        Paid, // filled square
        Counted, // counted without a price, or by a peak or a reading
        NotCounted, // struck square
        Refused, // octagon
        Duplicate, // sheets
        Queued, // clock
    };
    Kind kind = Kind::None;
    QString words;

    friend bool operator==(const RowVerdict &, const RowVerdict &) = default;
};

// What other rows say about this row's events.
struct SentBefore {
    std::optional<TimePoint> earlier; // an earlier row already brought the first event in
    std::optional<TimePoint> later; // this row failed, a later one succeeded
};

using Verdicts = QHash<EventId, Verdict>;
using KnownVerdict = std::function<const Verdict *(const EventId &)>; // nullptr for one not known

RowVerdict verdictBy(const LogRow &row, const KnownVerdict &known, const SentBefore &sent = {});
RowVerdict verdictOf(const LogRow &row, const Verdicts &verdicts, const SentBefore &sent = {});

// Whether the verdicts of its events decide what is said of it; all else stands in the row itself.
bool asksVerdict(const LogRow &row);
bool asksVerdict(const LogRecord &record);
// The chip of a record that asks none, whose words are not known. `ownSender`: a row of this program, which
// sends again by itself.
RowVerdict::Kind kindOf(const LogRecord &record, bool ownSender);

// The chip of one event or one meter, as in the detail pane.
RowVerdict chipOf(const Verdict &verdict);
RowVerdict chipOf(const MeterVerdict &meter);
