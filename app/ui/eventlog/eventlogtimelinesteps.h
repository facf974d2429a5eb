// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "outbox/outboxentry.h"
#include "ui/eventlog/eventlogverdict.h"
#include "ui/parts/chain.h"

// What is known of one event's way from prompt to bill.
struct TimelineFacts {
    LogChoice choice;
    QList<LogRow> tries; // oldest first
    std::optional<TimePoint> stamped; // the event's own timestamp
    std::optional<ImageRow> image; // the picture this program made
    std::optional<OutboxEntry> entry; // this program's own event
    QList<UsagePeriod> usage; // of its customer; empty when it is not known
    QByteArray currency;
    TimePoint now; // the service's date
};

struct TimelineStep {
    enum class Opens { Nothing, Picture, Row, Meter, Bill };
    ChainNode::State state = ChainNode::State::Done;
    IconName icon = IconName::None;
    QString name = {}; // "Picture made"
    QString fact = {}; // what it says
    std::optional<TimePoint> at = {}; // nullopt: nobody kept it
    bool timed = true; // false: a state, which has no time of its own
    Opens opens = Opens::Nothing;
    QUuid exchange = {}; // for Row
    MeterId meter = {}; // for Meter

    friend bool operator==(const TimelineStep &, const TimelineStep &) = default;
};

QList<TimelineStep> timelineSteps(const TimelineFacts &facts);

namespace timeline {
QString time(TimePoint at); // 10:14:22.520
QString since(TimePoint before, TimePoint at); // +412 ms; +1.2 s; +3 min; empty when it went back
} // namespace timeline
