// SPDX-License-Identifier: MIT
#include "billing/filter.h"

#include "billing/choices.h"
#include "billing/codec.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int maxClauses = 10;
constexpr int maxKeyLength = 100;

constexpr std::array operatorNames{"equals"_L1, "not_equals"_L1, "greater_than"_L1,
    "greater_than_or_equals"_L1, "less_than"_L1, "less_than_or_equals"_L1, "contains"_L1,
    "does_not_contain"_L1};

bool isOrder(Operator op)
{
    return op >= Operator::GreaterThan && op <= Operator::LessThanOrEquals;
}

bool isSearch(Operator op)
{
    return op == Operator::Contains || op == Operator::DoesNotContain;
}

QString operatorList()
{
    QStringList names;
    for (const QLatin1StringView name : operatorNames)
        names.append(name);
    return names.join(", "_L1);
}

Result<Filter> groupFromJson(const QJsonObject &json, const QString &path, int depth)
{
    if (depth > choices::deepestGroup)
        return invalid(path, u"is nested deeper than %1 levels below the root"_s.arg(choices::deepestGroup));
    JsonReader in(json, path);
    Filter out;
    const QString conjunction = in.string("conjunction"_L1);
    if (in.ok() && conjunction != "and"_L1 && conjunction != "or"_L1)
        in.fail("conjunction"_L1, u"must be and or or"_s);
    out.conjunction = conjunction == "or"_L1 ? Conjunction::Or : Conjunction::And;
    const qsizetype count = in.array("clauses"_L1).size();
    if (in.ok() && (count < 1 || count > maxClauses))
        in.fail("clauses"_L1, u"must have 1 to %1 clauses"_s.arg(maxClauses));
    static_assert(choices::readsMixedClauses); // each clause is looked at for itself
    const auto clause = [depth](const QJsonObject &item, const QString &itemPath) -> Result<Clause> {
        if (item.contains("conjunction"_L1) || item.contains("clauses"_L1))
            return groupFromJson(item, itemPath, depth + 1).andThen([](const Filter &group) {
                return Result<Clause>(Clause{group});
            });
        return conditionFromJson(item, itemPath).andThen([](const Condition &condition) {
            return Result<Clause>(Clause{condition});
        });
    };
    if (in.ok()) {
        const QList<Clause> clauses = in.list<Clause>("clauses"_L1, clause);
        out.clauses.assign(clauses.begin(), clauses.end());
    }
    return in.finish(out);
}

void collectKeys(const Filter &filter, QList<QString> &keys)
{
    for (const Clause &clause : filter.clauses) {
        if (const auto *group = std::get_if<Filter>(&clause.is))
            collectKeys(*group, keys);
        else if (const QString &key = std::get<Condition>(clause.is).key; !keys.contains(key))
            keys.append(key);
    }
}

} // namespace

bool operator==(const Filter &a, const Filter &b)
{
    return a.conjunction == b.conjunction && a.clauses == b.clauses;
}

bool operator==(const Clause &a, const Clause &b)
{
    return a.is == b.is;
}

QLatin1StringView wireName(Operator op)
{
    return operatorNames[size_t(op)];
}

QLatin1StringView wireName(Conjunction conjunction)
{
    return conjunction == Conjunction::And ? "and"_L1 : "or"_L1;
}

std::optional<Operator> operatorFromWire(QStringView name)
{
    for (size_t i = 0; i < operatorNames.size(); ++i) {
        if (name == operatorNames[i])
            return Operator(i);
    }
    return std::nullopt;
}

Result<Condition> conditionFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    Condition out{.key = in.string("key"_L1), .op = Operator::Equals, .value = {}};
    if (in.ok() && (characters(out.key) < choices::shortestFilterKey || characters(out.key) > maxKeyLength))
        in.fail(
            "key"_L1, u"must have %1 to %2 characters"_s.arg(choices::shortestFilterKey).arg(maxKeyLength));
    const auto op = operatorFromWire(in.string("operator"_L1));
    if (in.ok() && !op)
        in.fail("operator"_L1, u"must be one of "_s + operatorList());
    out.op = op.value_or(Operator::Equals);
    if (!json.contains("value"_L1))
        in.fail("value"_L1, u"is missing"_s);
    else
        out.value = in.take(metaValueFromJson(json.value("value"_L1), in.path("value"_L1)));
    if (isOrder(out.op) && out.value.type != MetaValue::Type::Number)
        in.fail("value"_L1, u"must be a number for %1"_s.arg(wireName(out.op)));
    if (isSearch(out.op) && out.value.type != MetaValue::Type::Text)
        in.fail("value"_L1, u"must be text for %1"_s.arg(wireName(out.op)));
    return in.finish(out);
}

Result<Filter> filterFromJson(const QJsonObject &json, const QString &path)
{
    return groupFromJson(json, path, 0);
}

QJsonObject toJson(const Condition &condition)
{
    return {{"key"_L1, condition.key}, {"operator"_L1, wireName(condition.op)},
        {"value"_L1, toJson(condition.value)}};
}

QJsonObject toJson(const Filter &filter)
{
    const bool parted = !choices::writesMixedClauses
        && std::ranges::any_of(
            filter.clauses, [](const Clause &clause) { return std::holds_alternative<Filter>(clause.is); });
    QJsonArray clauses;
    for (const Clause &clause : filter.clauses) {
        if (const auto *group = std::get_if<Filter>(&clause.is))
            clauses.append(toJson(*group));
        else if (parted)
            clauses.append(toJson(Filter{Conjunction::And, {clause}}));
        else
            clauses.append(toJson(std::get<Condition>(clause.is)));
    }
    return {{"conjunction"_L1, wireName(filter.conjunction)}, {"clauses"_L1, clauses}};
}

QList<QString> keysOf(const Filter &filter)
{
    QList<QString> keys;
    collectKeys(filter, keys);
    return keys;
}
