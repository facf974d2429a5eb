// SPDX-License-Identifier: MIT
#include "billing/mendsearch.h"

#include "billing/mendvalue.h"

#include <algorithm>

namespace {

constexpr int mostSteps = 4000;

std::optional<MetaValue> valueOf(const Event &event, const QString &key)
{
    const auto found = std::ranges::find(event.metadata, key.toUtf8(), &MetaEntry::key);
    return found == event.metadata.end() ? std::nullopt : std::optional(found->value);
}

// Which parts of the filter are to be true is tried out, with more and more changes allowed: of an and all
// parts, of an or one, the nearest first. What is demanded of one property is kept together, so that two
// conditions on it never ask for two values.
class Search {
public:
    Search(const Meter &meter, const Event &event)
        : m_meter(meter)
        , m_event(event)
    {
    }

    std::optional<QList<EventChange>> run()
    {
        const auto keys = m_meter.is.filter ? keysOf(*m_meter.is.filter).size() : 0;
        for (qsizetype budget = 0; budget <= keys + 1 && m_steps < mostSteps; ++budget) {
            m_budget = budget;
            m_demands.clear();
            if (start())
                return changes();
        }
        return std::nullopt;
    }

private:
    struct Keyed {
        Demand demand;
        std::optional<MetaValue> own;
        bool changed = false;
    };

    bool start()
    {
        const Aggregation &aggregation = m_meter.is.aggregation;
        if (aggregation.type != Aggregation::Type::Count) {
            Keyed &keyed = keyedOf(aggregation.key);
            keyed.demand.number = true;
            if (!settle(keyed))
                return false;
        }
        if (!m_meter.is.filter)
            return true;
        m_root = Clause{*m_meter.is.filter};
        return satisfy({&m_root});
    }

    // Makes every clause of the list true, the last first.
    bool satisfy(std::vector<const Clause *> todo)
    {
        if (todo.empty())
            return true;
        if (++m_steps > mostSteps)
            return false;
        const Clause *clause = todo.back();
        todo.pop_back();
        if (const auto *condition = std::get_if<Condition>(&clause->is))
            return demand(*condition) && satisfy(std::move(todo));
        const Filter &group = std::get<Filter>(clause->is);
        if (group.conjunction == Conjunction::And) {
            for (auto part = group.clauses.rbegin(); part != group.clauses.rend(); ++part)
                todo.push_back(&*part);
            return satisfy(std::move(todo));
        }
        return satisfyOne(group, todo);
    }

    bool satisfyOne(const Filter &group, const std::vector<const Clause *> &todo)
    {
        std::vector<const Clause *> parts;
        for (const Clause &part : group.clauses)
            parts.push_back(&part);
        std::ranges::stable_sort(parts, {}, [this](const Clause *part) { return distance(*part); });
        for (const Clause *part : parts) {
            const std::vector<Keyed> before = m_demands;
            std::vector<const Clause *> next = todo;
            next.push_back(part);
            if (satisfy(std::move(next)))
                return true;
            m_demands = before;
        }
        return false;
    }

    int distance(const Clause &clause) const
    {
        if (const auto *condition = std::get_if<Condition>(&clause.is))
            return distanceTo(*condition, valueOf(m_event, condition->key));
        const Filter &group = std::get<Filter>(clause.is);
        std::vector<int> parts;
        for (const Clause &part : group.clauses)
            parts.push_back(distance(part));
        return parts.empty()                        ? 0
            : group.conjunction == Conjunction::And ? std::ranges::max(parts)
                                                    : std::ranges::min(parts);
    }

    Keyed &keyedOf(const QString &key)
    {
        const auto found = std::ranges::find(m_demands, key, [](const Keyed &k) { return k.demand.key; });
        if (found != m_demands.end())
            return *found;
        m_demands.push_back({Demand{.key = key, .conditions = {}, .number = false}, valueOf(m_event, key)});
        return m_demands.back();
    }

    bool demand(const Condition &condition)
    {
        Keyed &keyed = keyedOf(condition.key);
        keyed.demand.conditions.push_back(&condition);
        return settle(keyed);
    }

    // Whether what is demanded of this property can be had within the budget.
    bool settle(Keyed &keyed)
    {
        keyed.changed = !holds(keyed.demand, keyed.own);
        if (!keyed.changed)
            return true;
        return std::ranges::count_if(m_demands, &Keyed::changed) <= m_budget
            && valueFor(keyed.demand, keyed.own);
    }

    QList<EventChange> changes() const
    {
        QList<EventChange> out;
        for (const Keyed &keyed : m_demands) {
            if (!keyed.changed)
                continue;
            const auto value = valueFor(keyed.demand, keyed.own);
            out.append({.kind = keyed.own ? EventChange::Kind::Set : EventChange::Kind::Add,
                .key = keyed.demand.key,
                .from = keyed.own.value_or(MetaValue()),
                .to = value->value,
                .example = value->example});
        }
        return out;
    }

    const Meter &m_meter;
    const Event &m_event;
    Clause m_root;
    std::vector<Keyed> m_demands;
    qsizetype m_budget = 0;
    int m_steps = 0;
};

} // namespace

std::optional<QList<EventChange>> mendMetadata(const Meter &meter, const Event &event)
{
    return Search(meter, event).run();
}
