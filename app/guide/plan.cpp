// SPDX-License-Identifier: MIT
#include "guide/plan.h"

#include "billing/money.h"
#include "guide/recipe.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// The words of the window's lists, in the order of the enums.
constexpr QLatin1StringView aggregations[]{"Count"_L1, "Sum"_L1, "Max"_L1, "Last"_L1};
constexpr QLatin1StringView operators[]{"equals"_L1, "not equals"_L1, "greater than"_L1,
    "greater than or equals"_L1, "less than"_L1, "less than or equals"_L1, "contains"_L1,
    "does not contain"_L1};

QString typeWord(const MetaValue &value)
{
    switch (value.type) {
    case MetaValue::Type::Number:
        return u"Number"_s;
    case MetaValue::Type::Boolean:
        return u"Boolean"_s;
    default:
        return u"String"_s;
    }
}

// One group of conditions, which is all the window's form makes of a recipe's filter.
QJsonObject filterOf(const Filter &filter)
{
    QJsonArray conditions;
    for (const Clause &clause : filter.clauses) {
        const auto *condition = std::get_if<Condition>(&clause.is);
        if (!condition)
            continue;
        conditions.append(QJsonObject{{"row"_L1, QString::number(conditions.size() + 1)},
            {"added"_L1, !conditions.isEmpty()}, {"key"_L1, condition->key},
            {"operator"_L1, operators[int(condition->op)]}, {"type"_L1, typeWord(condition->value)},
            {"value"_L1, condition->value.string()}});
    }
    return {{"conjunction"_L1, filter.conjunction == Conjunction::Or ? u"OR"_s : u"AND"_s},
        {"conditions"_L1, conditions}};
}

void addPrice(QJsonObject &meter, const MeterPrice &price, const QByteArray &currency)
{
    const Decimal each = price.pricePerUnit.value_or(Decimal());
    const Decimal free(price.freeThreshold.value_or(0));
    meter.insert("price"_L1, mainFromMinor(each, currency));
    meter.insert("price_text"_L1, displayMoney(each, currency));
    meter.insert("dear"_L1, mainFromMinor(each.shifted(1).value_or(each), currency));
    meter.insert("free"_L1, free.toString());
    meter.insert("free_text"_L1, displayCount(free));
}

QJsonObject meterOf(const Recipe &recipe, qsizetype number)
{
    const NewMeter &is = recipe.meters[number];
    QJsonObject meter{{"number"_L1, QString::number(number + 1)},
        {"suffix"_L1, number == 0 ? QString() : u"-%1"_s.arg(number + 1)}, {"name"_L1, is.name},
        {"description"_L1, is.description.value_or(QString())}, {"event_name"_L1, is.eventName},
        {"unit"_L1, is.measurementUnit}, {"one"_L1, oneUnit(is.measurementUnit)},
        {"aggregation"_L1, aggregations[int(is.aggregation.type)]},
        {"aggregation_type"_L1, wireName(is.aggregation.type)}, {"key"_L1, is.aggregation.key},
        {"more"_L1, number + 1 < recipe.meters.size()}};
    if (is.filter)
        meter.insert("filter"_L1, filterOf(*is.filter));
    const auto *price = std::get_if<UsagePrice>(&recipe.product.price);
    const QString name = u"meter:%1"_s.arg(number);
    for (const MeterPrice &line : price ? price->meters : QList<MeterPrice>()) {
        if (line.meter.string() == name)
            addPrice(meter, line, price->basics.currency);
    }
    return meter;
}

} // namespace

QJsonObject planOf(const Recipe &recipe)
{
    QJsonArray meters;
    for (qsizetype i = 0; i < recipe.meters.size(); ++i)
        meters.append(meterOf(recipe, i));
    const auto *price = std::get_if<UsagePrice>(&recipe.product.price);
    const Decimal fixed(price ? price->fixedPrice : 0);
    const QByteArray currency = price ? price->basics.currency : QByteArray("USD");
    const bool filtered
        = std::ranges::any_of(recipe.meters, [](const NewMeter &meter) { return meter.filter.has_value(); });
    return {{"count"_L1, QString::number(recipe.meters.size())}, {"filtered"_L1, filtered},
        {"batch"_L1, displayCount(Decimal(recipe.batch))}, {"meters"_L1, meters},
        {"product"_L1,
            QJsonObject{{"name"_L1, recipe.product.name}, {"has_fixed"_L1, !fixed.isZero()},
                {"fixed"_L1, fixed.isZero() ? u"0"_s : mainFromMinor(fixed, currency)},
                {"fixed_text"_L1, displayMoney(fixed, currency)}}},
        {"customer"_L1, QJsonObject{{"name"_L1, recipe.customer.name}, {"email"_L1, recipe.customer.email}}}};
}
