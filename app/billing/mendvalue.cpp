// SPDX-License-Identifier: MIT
#include "billing/mendvalue.h"

#include "billing/codec.h"
#include "billing/namecheck.h"
#include "billing/rules.h"
#include "support/strictjson.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostHalvings = 12;
constexpr qsizetype longestValue = limits::metadataValueLength;

bool isOrder(Operator op)
{
    return op >= Operator::GreaterThan && op <= Operator::LessThanOrEquals;
}

MetaValue ofDecimal(const Decimal &number)
{
    return MetaValue::ofNumber(number.toText());
}

std::vector<const Condition *> conditionsOf(const Demand &demand, Operator op)
{
    std::vector<const Condition *> out;
    std::ranges::copy_if(demand.conditions, std::back_inserter(out),
        [op](const Condition *condition) { return condition->op == op; });
    return out;
}

// The same value as another type: "150" as a number, 5 as text.
QList<MetaValue> retyped(const MetaValue &own)
{
    if (own.type != MetaValue::Type::Text)
        return {MetaValue::ofText(own.string())};
    QList<MetaValue> out;
    const QByteArray text = own.text.trimmed();
    if (isJsonNumber(text))
        out.append(MetaValue::ofNumber(text));
    const QByteArray lower = text.toLower();
    if (lower == "true" || lower == "false")
        out.append(MetaValue::ofBoolean(lower == "true"));
    return out;
}

// Whole numbers first, then by their distance from what is there, then as they were found.
void sortNumbers(std::vector<Decimal> &numbers, const std::optional<Decimal> &own)
{
    const auto away = [&](const Decimal &number) {
        const auto distance = own ? Decimal::subtract(number, *own) : std::optional(Decimal());
        if (!distance)
            return Decimal(std::numeric_limits<qint64>::max());
        return distance->isNegative() ? Decimal::subtract({}, *distance).value_or(*distance) : *distance;
    };
    std::ranges::stable_sort(numbers, {},
        [&](const Decimal &number) { return std::tuple(number.digitsAfterPoint(), away(number)); });
}

// Between two bounds: half way, and again, so that single excluded values do not matter.
void addBetween(std::vector<Decimal> &numbers, const Decimal &low, Decimal high)
{
    const Decimal half = *Decimal::fromText("0.5");
    for (int i = 0; i < mostHalvings; ++i) {
        const auto sum = Decimal::add(low, high);
        const auto middle = sum ? Decimal::multiply(*sum, half) : std::nullopt;
        if (!middle)
            return;
        numbers.push_back(*middle);
        high = *middle;
    }
}

// The bounds of the conditions, numbers beside and between them.
std::vector<Decimal> numbersFor(const Demand &demand, const std::optional<Decimal> &own)
{
    std::vector<Decimal> bounds;
    for (const Condition *condition : demand.conditions) {
        if (const auto bound = condition->value.number())
            bounds.push_back(*bound);
    }
    std::vector<Decimal> out = bounds;
    std::ranges::sort(bounds);
    const qint64 steps = std::min<qint64>(qint64(bounds.size()), mostHalvings);
    for (const Decimal &bound : bounds) {
        for (qint64 step = 1; step <= steps; ++step) {
            for (const Decimal &by : {Decimal(step), Decimal(-step)}) {
                if (const auto beside = Decimal::add(bound, by))
                    out.push_back(*beside);
            }
        }
    }
    for (size_t i = 1; i < bounds.size() && i < size_t(mostHalvings); ++i)
        addBetween(out, bounds[i - 1], bounds[i]);
    out.push_back(1);
    out.push_back(0);
    sortNumbers(out, own);
    return out;
}

// All that must be in the text, each once.
QString needlesOf(const Demand &demand, const QString &start, const QString &between)
{
    QString out = start;
    for (const Condition *condition : conditionsOf(demand, Operator::Contains)) {
        const QString needle = condition->value.string();
        if (!out.contains(needle))
            out += (out.isEmpty() ? QString() : between) + needle;
    }
    return out;
}

QString withoutBanned(const Demand &demand, QString text)
{
    const auto banned = conditionsOf(demand, Operator::DoesNotContain);
    for (bool found = true; found;) { // what is left may form a banned text anew
        found = false;
        for (const Condition *condition : banned) {
            const QString word = condition->value.string();
            found = found || (!word.isEmpty() && text.contains(word));
            if (!word.isEmpty())
                text.remove(word);
        }
    }
    return text;
}

QStringList textsFor(const Demand &demand, const std::optional<MetaValue> &own)
{
    const QString is = own && own->type == MetaValue::Type::Text ? own->string() : QString();
    const QString cleaned = withoutBanned(demand, is).trimmed();
    QStringList out;
    for (const QString &between : {u" "_s, QString(), u"-"_s})
        out << needlesOf(demand, {}, between);
    for (const QString &between : {u" "_s, QString(), u"-"_s})
        out << needlesOf(demand, is, between) << needlesOf(demand, cleaned, between);
    out << u"other"_s << u"x"_s << u"0"_s;
    const QString needles = out.first();
    for (qsizetype i = 2; i <= qsizetype(demand.conditions.size()) + 2; ++i)
        out << needles + QString::number(i) << u"other%1"_s.arg(i);
    out.removeAll(QString());
    out << QString();
    return out;
}

bool near(const QString &seen, const QString &wanted)
{
    using Kind = NameCheck::Kind;
    const Kind kind = checkName(seen, wanted).kind;
    return kind != Kind::Empty && kind != Kind::OtherMeter && kind != Kind::Different;
}

} // namespace

bool holds(const Demand &demand, const std::optional<MetaValue> &value)
{
    if (!value)
        return demand.conditions.empty() && !demand.number;
    Meter probe;
    if (demand.number)
        probe.is.aggregation = {Aggregation::Type::Sum, demand.key};
    Filter filter;
    for (const Condition *condition : demand.conditions)
        filter.clauses.push_back({*condition});
    probe.is.filter = filter; // an and without parts is true
    const QByteArray key = demand.key.toUtf8();
    const MetaView entry{key, value->type, value->text};
    const EventView event{.id = {}, .customer = {}, .name = {}, .at = {}, .metadata = {&entry, 1}};
    return judge(probe, event).counts();
}

std::optional<DemandedValue> valueFor(const Demand &demand, const std::optional<MetaValue> &own)
{
    const auto fits = [&demand](const MetaValue &value) {
        return characters(value.text) <= longestValue && holds(demand, value);
    };
    if (own) {
        for (const MetaValue &value : retyped(*own)) {
            if (fits(value))
                return DemandedValue{value, false};
        }
    }
    for (const Condition *condition : conditionsOf(demand, Operator::Equals)) {
        if (fits(condition->value))
            return DemandedValue{condition->value, false};
    }
    const bool ordered = demand.number
        || std::ranges::any_of(demand.conditions, [](const Condition *c) { return isOrder(c->op); });
    QList<MetaValue> numbers;
    for (const Decimal &number : numbersFor(demand, own ? own->number() : std::nullopt))
        numbers.append(ofDecimal(number));
    QList<MetaValue> texts;
    for (const QString &text : textsFor(demand, own))
        texts.append(MetaValue::ofText(text));
    // A condition that excludes one value leaves the type to us: that of the value it names.
    const auto type = demand.conditions.empty() ? MetaValue::Type::Number : demand.conditions[0]->value.type;
    const bool flags = type == MetaValue::Type::Boolean && !ordered;
    QList<MetaValue> all
        = flags ? QList{MetaValue::ofBoolean(true), MetaValue::ofBoolean(false)} : QList<MetaValue>();
    all += ordered || type == MetaValue::Type::Number ? numbers + texts : texts + numbers;
    const auto found = std::ranges::find_if(all, fits);
    return found == all.end() ? std::nullopt : std::optional(DemandedValue{*found, true});
}

int distanceTo(const Condition &condition, const std::optional<MetaValue> &own)
{
    if (!own)
        return 3;
    const Demand demand{.key = condition.key, .conditions = {&condition}, .number = false};
    if (holds(demand, own))
        return 0;
    const auto sameButTyped = [&](const MetaValue &value) { return holds(demand, value); };
    if (std::ranges::any_of(retyped(*own), sameButTyped))
        return 1;
    const bool texts = own->type == MetaValue::Type::Text && condition.value.type == own->type;
    return texts && near(own->string(), condition.value.string()) ? 1 : 2;
}
