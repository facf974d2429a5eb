// SPDX-License-Identifier: MIT
#include "guide/traffic.h"

#include "session/session.h"

#include <algorithm>

namespace {

// How many steps lie between the ends. Decimals do not divide, so all three are made whole first.
qint64 stepsOf(const TrafficPattern::Value &value)
{
    const auto span = Decimal::subtract(value.to, value.from);
    if (!span)
        return 0;
    const int places = std::max(span->digitsAfterPoint(), value.step.digitsAfterPoint());
    const auto whole = [places](const Decimal &number) -> qint64 {
        const auto shifted = number.shifted(places);
        return shifted ? shifted->rounded().value_or(0) : 0;
    };
    const qint64 step = whole(value.step);
    return step > 0 ? whole(*span) / step : 0;
}

Decimal atStep(const TrafficPattern::Value &value, qint64 step)
{
    const auto above = Decimal::multiply(value.step, Decimal(step));
    const auto sum = above ? Decimal::add(value.from, *above) : std::nullopt;
    return sum.value_or(value.from);
}

// Ours begin with their own letters, so that an event sent without a picture is not taken for one.
EventId nextId(IdSource &ids)
{
    const QByteArray id = ids.next(Prefix::Event);
    return {trafficEvents.toByteArray() + id.sliced(prefixText(Prefix::Event).size())};
}

} // namespace

Traffic::Traffic(QList<TrafficPattern> patterns, int batch, quint64 seed, IdSource &ids)
    : m_random(quint32(seed) ^ quint32(seed >> 32))
    , m_ids(ids)
{
    int total = 0;
    for (const TrafficPattern &pattern : patterns)
        total += pattern.weight;
    for (TrafficPattern &pattern : patterns) {
        const int round = std::max(1, batch * pattern.weight / std::max(1, total));
        const qsizetype values = pattern.values.size();
        m_turns.append({.pattern = std::move(pattern), .round = round, .drawn = QList<qint64>(values)});
    }
    m_next = make();
}

QList<Event> Traffic::take(int count, const CustomerId &customer, TimePoint at)
{
    QList<Event> events;
    events.reserve(count);
    for (int i = 0; i < count; ++i) {
        Event event = std::exchange(m_next, make());
        event.customer = customer;
        event.at = at;
        events.append(std::move(event));
    }
    return events;
}

// Each pattern earns its weight a turn, and the richest pays for the turn with everything: spread evenly.
Traffic::Turn &Traffic::turn()
{
    int total = 0;
    for (Turn &one : m_turns) {
        one.credit += one.pattern.weight;
        total += one.pattern.weight;
    }
    Turn &richest = *std::ranges::max_element(m_turns, {}, &Turn::credit);
    richest.credit -= total;
    return richest;
}

Event Traffic::make()
{
    if (m_turns.isEmpty())
        return {};
    Turn &now = turn();
    Event event{.id = nextId(m_ids), .customer = {}, .name = now.pattern.eventName, .at = {}, .metadata = {}};
    for (int i = 0; i < int(now.pattern.values.size()); ++i)
        event.metadata.append({now.pattern.values[i].key.toUtf8(), value(now, i)});
    ++now.made;
    return event;
}

MetaValue Traffic::value(Turn &turn, int number)
{
    const TrafficPattern::Value &value = turn.pattern.values[number];
    if (value.choices.isEmpty())
        return MetaValue::ofNumber(fromRange(turn, number).toText());
    const qsizetype count = value.choices.size();
    return value.choices[value.inOrder ? qsizetype(turn.made % count) : m_random.bounded(count)];
}

Decimal Traffic::fromRange(Turn &turn, int number)
{
    const TrafficPattern::Value &value = turn.pattern.values[number];
    const qint64 steps = stepsOf(value);
    const int place = int(turn.made % turn.round);
    if (place % 2 == 1)
        return atStep(value, steps - turn.drawn[number]);
    if (place == turn.round - 1)
        return atStep(value, steps / 2); // without a partner
    turn.drawn[number] = qint64(m_random.bounded(quint64(steps) + 1));
    return atStep(value, turn.drawn[number]);
}

QList<TrafficPattern> patternsFor(const Recipe &recipe, const QByteArray &eventName)
{
    QList<TrafficPattern> patterns = recipe.traffic;
    if (!eventName.isEmpty())
        patterns.removeIf([&](const TrafficPattern &pattern) { return pattern.eventName != eventName; });
    return patterns;
}
