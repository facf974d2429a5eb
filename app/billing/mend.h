// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"

// What would make an event that does not count on a meter count there: changes of the event, or one of the
// meter where the event is as it should be. Nothing is sent or made by this.

// One value of the event. Written in the order they have to be made.
struct EventChange {
    enum class Kind {
        Rename, // event_name becomes `to`
        Set, // metadata `key` becomes `to`; it was there
        Add, // metadata `key` is added with `to`
        Stamp, // timestamp becomes now, or is left out
        Customer, // customer_id becomes `to`
    };
    Kind kind = Kind::Set;
    QString key;
    MetaValue from; // what it was; unset for Add
    MetaValue to;

    friend bool operator==(const EventChange &, const EventChange &) = default;
};

// The event's side: the fewest changes that make every clause true; the first of several equally good ones.
struct Mend {
    QList<EventChange> changes;
    std::optional<Decimal> amount; // what it would cost then, when that can be told (smallest unit)
    QByteArray currency;

    bool isOne() const { return changes.size() == 1; }
    friend bool operator==(const Mend &, const Mend &) = default;
};

// Nothing when no change of the event alone can do it (an archived meter, no subscription).
std::optional<Mend> mendEvent(const Meter &meter, const Event &event);

// The meter's side: the same meter with the least change that lets this event through: the event's own name,
// or the failing condition widened by the value seen. Nothing when the event itself is broken (a missing
// aggregation property).
std::optional<NewMeter> mendMeter(const Meter &meter, const Event &event);

Event mended(const Event &event, const Mend &mend, const EventId &newId, TimePoint now);
