// SPDX-License-Identifier: MIT
#include "billing/matcher.h"

#include <algorithm>

namespace {

// Text that no UTF-8 can carry, such as half a character, equals no event's.
std::optional<QByteArray> exactUtf8(const QString &text)
{
    QByteArray out = text.toUtf8();
    return QString::fromUtf8(out) == text ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

EventMatcher::EventMatcher(const QList<Meter> &meters)
{
    for (const Meter &meter : meters) {
        Ready ready;
        if (const auto name = exactUtf8(meter.is.eventName)) {
            const auto known = std::ranges::find(m_names, *name);
            ready.name = size_t(known - m_names.begin());
            if (known == m_names.end())
                m_names.push_back(*name);
        }
        if (meter.is.filter)
            ready.filter = groupOf(*meter.is.filter);
        if (meter.is.aggregation.type != Aggregation::Type::Count)
            ready.property = keyOf(meter.is.aggregation.key);
        m_meters.push_back(std::move(ready));
    }
}

size_t EventMatcher::keyOf(const QString &key)
{
    auto text = exactUtf8(key);
    const auto known = std::ranges::find(m_keys, text, &Key::text);
    if (known != m_keys.end())
        return size_t(known - m_keys.begin());
    m_keys.push_back({.text = std::move(text), .seen = false, .value = {}});
    return m_keys.size() - 1;
}

EventMatcher::Group EventMatcher::groupOf(const Filter &filter)
{
    Group out{.conjunction = filter.conjunction, .tests = {}, .groups = {}};
    for (const Clause &clause : filter.clauses) {
        if (const auto *group = std::get_if<Filter>(&clause.is))
            out.groups.push_back(groupOf(*group));
        else if (const auto *condition = std::get_if<Condition>(&clause.is))
            out.tests.push_back({keyOf(condition->key), ReadyCondition(*condition)});
    }
    return out;
}

std::span<const EventMatcher::Counted> EventMatcher::read(const EventView &event)
{
    m_counted.clear();
    const auto name = std::ranges::find_if(
        m_names, [&](const QByteArray &known) { return QByteArrayView(known) == event.name; });
    if (name == m_names.end())
        return {};
    look(event);
    const auto wanted = size_t(name - m_names.begin());
    for (size_t i = 0; i < m_meters.size(); ++i) {
        const Ready &meter = m_meters[i];
        if (meter.name != wanted || (meter.filter && !isTrue(*meter.filter)))
            continue;
        if (const auto units = unitsOf(meter))
            m_counted.push_back({quint32(i), *units});
    }
    return m_counted;
}

// The first of several values of one key is the one that counts.
void EventMatcher::look(const EventView &event)
{
    for (Key &key : m_keys)
        key.seen = false;
    for (const MetaView &entry : event.metadata) {
        for (Key &key : m_keys) {
            if (!key.text || QByteArrayView(*key.text) != entry.key)
                continue;
            if (!std::exchange(key.seen, true))
                key.value = SeenValue(entry);
            break;
        }
    }
}

bool EventMatcher::isTrue(const Test &test) const
{
    const Key &key = m_keys[test.key];
    return ClauseVerdict::holds(test.condition.outcome(key.seen ? &key.value : nullptr));
}

bool EventMatcher::isTrue(const Group &group) const
{
    const auto holds = [this](const auto &part) { return isTrue(part); };
    if (group.conjunction == Conjunction::And)
        return std::ranges::all_of(group.tests, holds) && std::ranges::all_of(group.groups, holds);
    return std::ranges::any_of(group.tests, holds) || std::ranges::any_of(group.groups, holds);
}

std::optional<Decimal> EventMatcher::unitsOf(const Ready &meter) const
{
    if (!meter.property)
        return Decimal(1);
    const Key &key = m_keys[*meter.property];
    if (!key.seen || !choices::aggregates(key.value.type()))
        return std::nullopt;
    return key.value.type() == MetaValue::Type::Number ? key.value.number()
                                                       : Decimal::fromJsonNumber(key.value.text());
}
