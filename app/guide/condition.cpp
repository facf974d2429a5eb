// SPDX-License-Identifier: MIT
#include "guide/condition.h"

#include "billing/decimal.h"
#include "guide/onlykeys.h"
#include "guide/placeholders.h"
#include "guide/playstep.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = Criterion::Kind;
using Compare = Criterion::Compare;

const QHash<QString, Compare> &looks()
{
    static const QHash<QString, Compare> all{{u"there"_s, Compare::There}, {u"shown"_s, Compare::Shown},
        {u"enabled"_s, Compare::Enabled}, {u"checked"_s, Compare::Checked}, {u"filled"_s, Compare::Filled},
        {u"empty"_s, Compare::Empty}};
    return all;
}

// "equals", "atLeast", "matches" or "is", exactly one of them.
void readCompare(JsonReader &in, const QJsonObject &json, Criterion &criterion)
{
    if (json.size() != 2)
        in.fail("this"_L1, u"must compare with one of equals, atLeast, matches, is"_s);
    if (const auto is = in.optionalString("is"_L1)) {
        const bool fact = criterion.kind == Kind::Fact;
        criterion.compare = looks().value(*is, Compare::Equals);
        if (criterion.compare == Compare::Equals || (criterion.compare == Compare::There) != fact)
            in.fail("is"_L1, u"must say how it looks"_s);
        return;
    }
    const std::pair<QLatin1StringView, Compare> ways[]{
        {"equals"_L1, Compare::Equals}, {"atLeast"_L1, Compare::AtLeast}, {"matches"_L1, Compare::Matches}};
    for (const auto &[key, way] : ways) {
        if (!json.contains(key))
            continue;
        criterion.compare = way;
        criterion.value = json.value(key);
        if (way == Compare::Matches && !QRegularExpression(criterion.value.toString()).isValid())
            in.fail(key, u"must be a regular expression"_s);
        return;
    }
    in.fail("this"_L1, u"must compare with one of equals, atLeast, matches, is"_s);
}

void readParts(JsonReader &in, QLatin1StringView key, Criterion &criterion)
{
    criterion.parts = in.list<Criterion>(key, criterionFromJson);
    if (criterion.parts.isEmpty())
        in.fail(key, u"must hold a condition"_s);
}

void readPart(JsonReader &in, QLatin1StringView key, Criterion &criterion)
{
    criterion.parts = {in.take(criterionFromJson(in.object(key), in.path(key)))};
}

bool isThere(const QJsonValue &value)
{
    if (value.isArray())
        return !value.toArray().isEmpty();
    if (value.isString())
        return !value.toString().isEmpty();
    if (value.isDouble())
        return value.toDouble() > 0;
    return value.isObject() || value.toBool();
}

std::optional<Decimal> number(const QJsonValue &value)
{
    return value.isString() ? Decimal::fromText(value.toString().trimmed().toUtf8())
        : value.isDouble()  ? std::optional(Decimal(value.toInteger()))
                            : std::nullopt;
}

bool atLeast(const QJsonValue &value, const QJsonValue &least)
{
    const auto a = number(value);
    const auto b = number(least);
    return a && b && *a >= *b;
}

// A person may write 0.05 as 0.050.
bool sameOnScreen(const QJsonValue &seen, const QJsonValue &wanted)
{
    const auto a = number(seen);
    const auto b = number(wanted);
    return seen == wanted || (a && b && *a == *b);
}

bool compares(const Criterion &criterion, const QJsonValue &seen, const QJsonObject &facts)
{
    switch (criterion.compare) {
    case Compare::AtLeast:
        return atLeast(seen, filledIn(criterion.value, facts));
    case Compare::Matches:
        return seen.isString()
            && QRegularExpression(filledIn(criterion.value.toString(), facts))
                   .match(seen.toString())
                   .hasMatch();
    case Compare::There:
        return isThere(seen);
    default:
        return !seen.isUndefined() && seen == filledIn(criterion.value, facts);
    }
}

bool looksRight(const Criterion &criterion, const QJsonObject &facts, const Screen &screen)
{
    const QString control = filledIn(criterion.subject, facts);
    switch (criterion.compare) {
    case Compare::Shown:
        return screen.shown(control);
    case Compare::Enabled:
        return screen.shown(control) && screen.enabled(control);
    case Compare::Checked:
        return screen.checked(control);
    case Compare::Filled:
    case Compare::Empty: {
        const auto text = screen.text(control);
        return text && text->trimmed().isEmpty() == (criterion.compare == Compare::Empty);
    }
    case Compare::Equals: {
        const auto text = screen.text(control);
        return text && sameOnScreen(QJsonValue(*text), filledIn(criterion.value, facts));
    }
    default: {
        const auto text = screen.text(control);
        return text && compares(criterion, QJsonValue(*text), facts);
    }
    }
}

// {"atLeast": NUMBER} and {"there": true} compare, anything else must be equal.
bool fits(const QJsonValue &seen, const QJsonValue &wanted, const QJsonObject &facts)
{
    const QJsonObject compare = wanted.toObject();
    if (compare.size() == 1 && compare.contains("atLeast"_L1))
        return atLeast(seen, filledIn(compare.value("atLeast"_L1), facts));
    if (compare.size() == 1 && compare.contains("there"_L1))
        return isThere(seen) == compare.value("there"_L1).toBool();
    return !seen.isUndefined() && seen == filledIn(wanted, facts);
}

bool hasSome(const Criterion &criterion, const QJsonObject &facts)
{
    const QJsonArray items = at(facts, filledIn(criterion.subject, facts)).toArray();
    return std::ranges::any_of(items, [&](const QJsonValue &item) {
        for (auto it = criterion.where.begin(); it != criterion.where.end(); ++it) {
            if (!fits(at(item, it.key()), it.value(), facts))
                return false;
        }
        return true;
    });
}

bool everyHolds(const Criterion &criterion, QJsonObject facts, const Screen &screen)
{
    const QJsonArray items = at(facts, filledIn(criterion.subject, facts)).toArray();
    return !items.isEmpty() && std::ranges::all_of(items, [&](const QJsonValue &item) {
        facts.insert("item"_L1, item);
        return holds(criterion.parts.first(), facts, screen);
    });
}

} // namespace

bool Criterion::readsFacts() const
{
    return kind == Kind::Fact || kind == Kind::Some || kind == Kind::Every
        || std::ranges::any_of(parts, &Criterion::readsFacts);
}

Result<Criterion> criterionFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    onlyKeys(in, json,
        {"fact"_L1, "some"_L1, "where"_L1, "every"_L1, "holds"_L1, "on"_L1, "equals"_L1, "atLeast"_L1,
            "matches"_L1, "is"_L1, "all"_L1, "any"_L1, "not"_L1});
    const std::pair<QLatin1StringView, Kind> kinds[]{{"fact"_L1, Kind::Fact}, {"some"_L1, Kind::Some},
        {"every"_L1, Kind::Every}, {"on"_L1, Kind::On}, {"all"_L1, Kind::All}, {"any"_L1, Kind::Any},
        {"not"_L1, Kind::Not}};
    const auto found
        = std::ranges::find_if(kinds, [&](const auto &kind) { return json.contains(kind.first); });
    Criterion criterion;
    if (found == std::end(kinds)) {
        in.fail("this"_L1, u"must be a condition"_s);
        return in.finish(criterion);
    }
    const auto &[key, kind] = *found;
    criterion.kind = kind;
    if (kind == Kind::All || kind == Kind::Any) {
        readParts(in, key, criterion);
    } else if (kind == Kind::Not) {
        readPart(in, key, criterion);
    } else {
        criterion.subject = in.string(key);
        if (kind == Kind::Some)
            criterion.where = in.object("where"_L1);
        else if (kind == Kind::Every)
            readPart(in, "holds"_L1, criterion);
        else
            readCompare(in, json, criterion);
    }
    return in.finish(criterion);
}

bool holds(const Criterion &criterion, const QJsonObject &facts, const Screen &screen)
{
    const auto one = [&](const Criterion &part) { return holds(part, facts, screen); };
    switch (criterion.kind) {
    case Kind::Fact:
        return compares(criterion, at(facts, filledIn(criterion.subject, facts)), facts);
    case Kind::Some:
        return hasSome(criterion, facts);
    case Kind::Every:
        return everyHolds(criterion, facts, screen);
    case Kind::On:
        return looksRight(criterion, facts, screen);
    case Kind::All:
        return std::ranges::all_of(criterion.parts, one);
    case Kind::Any:
        return std::ranges::any_of(criterion.parts, one);
    case Kind::Not:
        return !one(criterion.parts.first());
    }
    return false;
}
