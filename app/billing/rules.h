// SPDX-License-Identifier: MIT
#pragma once

#include "billing/choices.h"
#include "billing/event.h"
#include "billing/meter.h"

// The rule book: what an event may be, and what one meter says of it. No parser, no history, no floating
// point.

namespace limits { // dodo-api.md 2.1, 2.3, 3.1
constexpr int eventsPerRequest = 1000;
constexpr int metadataPairs = 50;
constexpr int metadataKeyLength = choices::longestEventKey; // characters
constexpr int metadataValueLength = 500;
constexpr auto oldestEvent = std::chrono::hours{1};
constexpr auto furthestAhead = std::chrono::minutes{5};
constexpr int idLength = choices::longestId;
constexpr int eventNameLength = choices::longestEventName;
} // namespace limits

// Limits and time window of one event. The Error carries status 400 or 422 and the service's code; `path` is
// where it stands, such as events[3].
Result<void> check(const EventView &event, TimePoint now, const QString &path = {});

// What a filter clause came to for one event.
struct ClauseVerdict {
    enum class Outcome { True, False, PropertyMissing, OtherType }; // all but True mean false
    Outcome outcome = Outcome::True;
    std::variant<Condition, Conjunction> clause; // a condition, or a group with its children below
    std::optional<MetaValue> seen; // the event's value, for a condition whose property is there
    std::vector<ClauseVerdict> children;

    static constexpr bool holds(Outcome outcome)
    {
        return outcome == Outcome::True
            || (outcome == Outcome::PropertyMissing && choices::missingPropertyHolds);
    }
    bool isTrue() const { return holds(outcome); }
    friend bool operator==(const ClauseVerdict &, const ClauseVerdict &) = default;
};

// What the aggregated property gives; always Usable for Count.
enum class PropertyState { Usable, Missing, TextNotNumber, NotNumber };

struct PropertyReading {
    PropertyState state = PropertyState::Usable;
    Decimal value; // 0 unless usable
};

// One event against one meter, clause by clause.
struct Judgement {
    bool nameMatches = false;
    std::optional<ClauseVerdict> filter; // nullopt when the meter has none
    PropertyState property = PropertyState::Usable;
    Decimal contribution; // 1 for Count, else the property's value; 0 when not counted

    bool counts() const;
    friend bool operator==(const Judgement &, const Judgement &) = default;
};

using choices::NumericText;

PropertyReading readProperty(
    const Aggregation &aggregation, const EventView &event, NumericText text = choices::numericText);
Judgement judge(const Meter &meter, const EventView &event, NumericText text = choices::numericText);
bool matches(
    const Meter &meter, const EventView &event); // name and filter only: what GET /events?meter_id= lists
