// SPDX-License-Identifier: MIT
#include "billing/rules.h"
#include "guide/traffic.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// The other way round than a filter is read: values that make it true.
namespace {

constexpr qsizetype mostAlternatives = 64;
constexpr qint64 mostUnits = 100; // of a property nothing else says a thing about

using Conditions = QList<Condition>; // all of them at once

QList<Conditions> alternatives(const Filter &filter);

QList<Conditions> alternatives(const Clause &clause)
{
    if (const auto *group = std::get_if<Filter>(&clause.is))
        return alternatives(*group);
    return {{std::get<Condition>(clause.is)}};
}

QList<Conditions> alternatives(const Filter &filter)
{
    const bool all = filter.conjunction == Conjunction::And;
    QList<Conditions> out;
    if (all)
        out.append(Conditions());
    for (const Clause &clause : filter.clauses) {
        const QList<Conditions> more = alternatives(clause);
        if (!all) {
            out += more;
            continue;
        }
        QList<Conditions> joined;
        for (const Conditions &one : std::as_const(out)) {
            for (const Conditions &other : more)
                joined.append(one + other);
        }
        out = joined;
    }
    out.resize(std::min(out.size(), mostAlternatives));
    return out;
}

MetaValue besides(const MetaValue &value, qint64 by)
{
    const auto moved = Decimal::add(value.number().value_or(Decimal()), Decimal(by));
    return MetaValue::ofNumber(moved.value_or(Decimal()).toText());
}

MetaValue unlike(const MetaValue &value)
{
    switch (value.type) {
    case MetaValue::Type::Number:
        return besides(value, 1);
    case MetaValue::Type::Boolean:
        return MetaValue::ofBoolean(value.text != "true");
    case MetaValue::Type::Text:
        break;
    }
    return MetaValue::ofText(u"other"_s);
}

MetaValue candidate(const Condition &condition)
{
    switch (condition.op) {
    case Operator::GreaterThan:
        return besides(condition.value, 1);
    case Operator::LessThan:
        return besides(condition.value, -1);
    case Operator::NotEquals:
    case Operator::DoesNotContain:
        return unlike(condition.value);
    default:
        return condition.value;
    }
}

bool accepts(const Conditions &conditions, const MetaEntry &entry)
{
    Filter filter;
    for (const Condition &condition : conditions)
        filter.clauses.push_back({condition});
    Meter meter;
    meter.is.filter = filter;
    const Event event{.id = {}, .customer = {}, .name = {}, .at = {}, .metadata = {entry}};
    return judge(meter, EventViewOf(event).view()).counts();
}

// One value a property may have so that all of its conditions hold.
std::optional<MetaValue> valueFor(const QString &key, const Conditions &all)
{
    Conditions own = all;
    own.removeIf([&key](const Condition &condition) { return condition.key != key; });
    for (const Condition &condition : std::as_const(own)) {
        const MetaValue value = candidate(condition);
        if (accepts(own, {key.toUtf8(), value}))
            return value;
    }
    return std::nullopt;
}

// What an alternative asks for, property by property; empty when nothing fulfils it.
QList<TrafficPattern::Value> valuesFor(const Conditions &alternative)
{
    QList<TrafficPattern::Value> values;
    for (const Condition &condition : alternative) {
        if (std::ranges::find(values, condition.key, &TrafficPattern::Value::key) != values.end())
            continue;
        const auto value = valueFor(condition.key, alternative);
        if (!value)
            return {};
        values.append(
            {.key = condition.key, .choices = {*value}, .inOrder = false, .from = {}, .to = {}, .step = {}});
    }
    return values;
}

// Every value of one property, where the filter's ways differ in that one alone.
void addChoices(QList<TrafficPattern::Value> &values, const QList<TrafficPattern::Value> &more)
{
    if (values.size() != 1 || more.size() != 1 || values.first().key != more.first().key)
        return;
    const MetaValue &choice = more.first().choices.first();
    if (!values.first().choices.contains(choice))
        values.first().choices.append(choice);
}

} // namespace

TrafficPattern patternLike(const NewMeter &meter)
{
    TrafficPattern pattern{.eventName = meter.eventName.toUtf8(), .weight = 1, .values = {}};
    const QList<Conditions> ways = meter.filter ? alternatives(*meter.filter) : QList<Conditions>();
    for (const Conditions &way : ways) {
        const auto values = valuesFor(way);
        if (pattern.values.isEmpty())
            pattern.values = values;
        else
            addChoices(pattern.values, values);
    }
    const QString &key = meter.aggregation.key;
    const auto known = std::ranges::find(pattern.values, key, &TrafficPattern::Value::key);
    if (meter.aggregation.type != Aggregation::Type::Count && known == pattern.values.end())
        pattern.values.append(
            {.key = key, .choices = {}, .inOrder = false, .from = 1, .to = mostUnits, .step = 1});
    return pattern;
}
