// SPDX-License-Identifier: MIT
#pragma once

#include "billing/price.h"
#include "billing/verdict.h"

// What would make an event that does not count on a meter count there: changes of the event, or one of the
// meter where the event is as it should be. Nothing is sent or made by this.

// One value of the event.
struct EventChange {
    enum class Kind {
        Rename, // event_name becomes `to`
        Customer, // customer_id becomes `to`
        Stamp, // timestamp becomes `to`
        Set, // metadata `key` becomes `to`; it was there
        Add, // metadata `key` is added with `to`
    };
    Kind kind = Kind::Set;
    QString key;
    MetaValue from; // what it was; unset for Add
    MetaValue to;
    bool example = false; // another value would do as well

    friend bool operator==(const EventChange &, const EventChange &) = default;
};

// The event's side: the fewest changes that make every clause true; the first of several equally good ones.
// No changes at all when it counts as it is.
struct Mend {
    QList<EventChange> changes;
    // What the event would bring and do to the bill; unset where it cannot be told, or not without guessing.
    std::optional<Decimal> units; // what it adds, or its reading
    std::optional<Decimal> reading; // the meter's afterwards
    std::optional<Decimal> paid; // units that the bill grows by
    std::optional<Decimal> amount; // the same in the smallest unit of `currency`, unrounded
    QByteArray currency;
    qint64 freeThreshold = 0; // of the price it was worked out with

    bool isOne() const { return changes.size() == 1; }
    friend bool operator==(const Mend &, const Mend &) = default;
};

// What is known besides the meter and the event. All of it may be missing.
struct MendFacts {
    std::optional<TimePoint> now; // the service's date: a timestamp it no longer takes is mended
    std::optional<Period> period; // the subscription's current one: so is a timestamp outside it
    std::optional<CustomerId> customer; // one with a subscription, when the event's own has none
    bool archived = false; // the meter takes no new events
    std::optional<MeterPrice> price; // the subscription's for this meter
    QByteArray currency;
    std::optional<Decimal> consumed; // the meter's reading of the period so far
};

// Nothing when no change of the event alone can do it: an archived meter, conditions that exclude each other.
std::optional<Mend> mendEvent(const Meter &meter, const Event &event, const MendFacts &facts = {});

// The same event under its new id. A timestamp that the service would no longer take becomes `now`.
Event mended(const Event &event, const Mend &mend, const EventId &newId, TimePoint now);

// The meter's side: the same meter with the least change that lets this event through: the event's own name,
// and each failing condition widened by the value seen, or left out where it has none. Nothing when the event
// itself is broken (a missing aggregation property) or counts already.
std::optional<NewMeter> mendMeter(const Meter &meter, const Event &event);

// The meter as its verdict shows it, without its description.
Meter meterOf(const MeterVerdict &verdict);
// The event as far as that verdict shows it: its name and the values the filter looked at.
Event seenEvent(const MeterVerdict &verdict);
