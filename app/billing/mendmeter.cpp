// SPDX-License-Identifier: MIT
#include "billing/mend.h"

#include <algorithm>

namespace {

// Wide keeps every condition and lets the seen value pass beside it; Plain leaves failing conditions out.
enum class Way { Wide, Plain };

bool isOrder(Operator op)
{
    return op >= Operator::GreaterThan && op <= Operator::LessThanOrEquals;
}

Clause either(Clause a, Clause b)
{
    return {Filter{.conjunction = Conjunction::Or, .clauses = {std::move(a), std::move(b)}}};
}

// Groups hold conditions or groups, not both (dodo-api.md 3.3): conditions beside groups get one of their
// own.
void separate(Filter &group)
{
    const auto isGroup = [](const Clause &part) { return std::holds_alternative<Filter>(part.is); };
    if (std::ranges::none_of(group.clauses, isGroup))
        return;
    Filter own{.conjunction = group.conjunction, .clauses = {}};
    std::vector<Clause> groups;
    for (Clause &part : group.clauses)
        (isGroup(part) ? groups : own.clauses).push_back(std::move(part));
    if (!own.clauses.empty())
        groups.insert(groups.begin(), {own});
    group.clauses = std::move(groups);
}

// Makes a meter's filter true of one event. Nothing means: without this part.
class Widening {
public:
    explicit Widening(Way way)
        : m_way(way)
    {
    }

    std::optional<Clause> of(const Clause &clause, const ClauseVerdict &verdict) const
    {
        if (verdict.isTrue())
            return clause;
        if (const auto *condition = std::get_if<Condition>(&clause.is))
            return ofCondition(*condition, verdict);
        const Filter &group = std::get<Filter>(clause.is);
        return group.conjunction == Conjunction::And ? ofAll(group, verdict) : ofAny(group, verdict);
    }

private:
    std::optional<Clause> ofCondition(const Condition &condition, const ClauseVerdict &verdict) const
    {
        if (!verdict.seen || condition.op == Operator::NotEquals)
            return std::nullopt;
        Condition seen{condition.key, Operator::Equals, *verdict.seen};
        if (isOrder(condition.op) && verdict.seen->number()) {
            const bool lower
                = condition.op == Operator::GreaterThan || condition.op == Operator::GreaterThanOrEquals;
            seen.op = lower ? Operator::GreaterThanOrEquals : Operator::LessThanOrEquals;
            return Clause{seen};
        }
        return m_way == Way::Wide ? std::optional(either({condition}, {seen})) : std::nullopt;
    }

    std::optional<Clause> ofAll(const Filter &group, const ClauseVerdict &verdict) const
    {
        Filter out{.conjunction = Conjunction::And, .clauses = {}};
        for (size_t i = 0; i < group.clauses.size(); ++i) {
            if (auto part = of(group.clauses[i], verdict.children[i]))
                out.clauses.push_back(std::move(*part));
        }
        if (out.clauses.empty())
            return std::nullopt;
        if (out.clauses.size() == 1 && std::holds_alternative<Filter>(out.clauses.front().is))
            return out.clauses.front();
        separate(out);
        return Clause{out};
    }

    // One more value beside those that pass, else the first part that can be widened.
    std::optional<Clause> ofAny(const Filter &group, const ClauseVerdict &verdict) const
    {
        constexpr size_t mostClauses = 10;
        Filter out = group;
        for (size_t i = 0; i < group.clauses.size(); ++i) {
            const auto *condition = std::get_if<Condition>(&group.clauses[i].is);
            const ClauseVerdict &part = verdict.children[i];
            if (!condition || !part.seen || group.clauses.size() == mostClauses)
                continue;
            out.clauses.push_back({Condition{condition->key, Operator::Equals, *part.seen}});
            separate(out);
            return Clause{out};
        }
        for (size_t i = 0; i < group.clauses.size(); ++i) {
            if (auto part = of(group.clauses[i], verdict.children[i])) {
                out.clauses[i] = std::move(*part);
                separate(out);
                return Clause{out};
            }
        }
        return std::nullopt;
    }

    Way m_way;
};

NewMeter widened(const Meter &meter, const Event &event, Way way)
{
    NewMeter out = meter.is;
    out.eventName = QString::fromUtf8(event.name);
    if (!meter.is.filter)
        return out;
    const ClauseVerdict verdict = *judge(meter, EventViewOf(event).view()).filter;
    const auto filter = Widening(way).of({*meter.is.filter}, verdict);
    out.filter = filter ? std::optional(std::get<Filter>(filter->is)) : std::nullopt;
    return out;
}

// What the service takes and what lets the event through.
bool isMend(const NewMeter &meter, const Event &event)
{
    Meter made;
    made.is = meter;
    return newMeterFromJson(toJson(meter)) && judge(made, EventViewOf(event).view()).counts();
}

} // namespace

std::optional<NewMeter> mendMeter(const Meter &meter, const Event &event)
{
    const Judgement judgement = judge(meter, EventViewOf(event).view());
    if (judgement.counts() || judgement.property != PropertyState::Usable)
        return std::nullopt;
    for (const Way way : {Way::Wide, Way::Plain}) {
        NewMeter made = widened(meter, event, way);
        if (isMend(made, event))
            return made;
    }
    return std::nullopt;
}
