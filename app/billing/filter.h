// SPDX-License-Identifier: MIT
#pragma once

#include "billing/metadata.h"

#include <variant>
#include <vector>

// dodo-api.md 3.3
enum class Operator {
    Equals,
    NotEquals,
    GreaterThan,
    GreaterThanOrEquals,
    LessThan,
    LessThanOrEquals,
    Contains,
    DoesNotContain,
};

struct Condition {
    QString key; // 1 to 100 characters
    Operator op = Operator::Equals;
    MetaValue value;

    friend bool operator==(const Condition &, const Condition &) = default;
};

enum class Conjunction { And, Or };

struct Clause;

// and / or over 1 to 10 conditions or groups; a root and so many more levels as choices::deepestGroup says.
struct Filter {
    Conjunction conjunction = Conjunction::And;
    std::vector<Clause> clauses;

    friend bool operator==(const Filter &a, const Filter &b);
};

struct Clause {
    std::variant<Condition, Filter> is;

    friend bool operator==(const Clause &a, const Clause &b);
};

QLatin1StringView wireName(Operator op); // "greater_than"
QLatin1StringView wireName(Conjunction conjunction); // "and"
std::optional<Operator> operatorFromWire(QStringView name);

Result<Condition> conditionFromJson(const QJsonObject &json, const QString &path);
QJsonObject toJson(const Condition &condition);
Result<Filter> filterFromJson(const QJsonObject &json, const QString &path);
QJsonObject toJson(const Filter &filter);

// The keys the filter reads, each once, in order of first use.
QList<QString> keysOf(const Filter &filter);
