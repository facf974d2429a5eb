// SPDX-License-Identifier: MIT
#include "ui/code/codesample.h"

#include "session/picturejob.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

void set(Metadata &metadata, const QString &key, const MetaValue &value)
{
    const auto found = std::ranges::find(metadata, key.toUtf8(), &MetaEntry::key);
    if (found == metadata.end())
        metadata.append({key.toUtf8(), value});
    else
        found->value = value;
}

MetaValue shifted(const MetaValue &value, int by)
{
    const auto number = value.number();
    const auto sum = number ? Decimal::add(*number, Decimal(by)) : std::nullopt;
    return sum ? MetaValue::ofNumber(sum->toText()) : value;
}

// Anything but this.
MetaValue otherThan(const MetaValue &value)
{
    switch (value.type) {
    case MetaValue::Type::Text:
        return MetaValue::ofText(value.text == "other" ? u"another"_s : u"other"_s);
    case MetaValue::Type::Number:
        return shifted(value, 1);
    case MetaValue::Type::Boolean:
        return MetaValue::ofBoolean(value.text != "true");
    }
    return value;
}

MetaValue valueFor(const Condition &condition)
{
    switch (condition.op) {
    case Operator::NotEquals:
    case Operator::DoesNotContain:
        return otherThan(condition.value);
    case Operator::GreaterThan:
        return shifted(condition.value, 1);
    case Operator::LessThan:
        return shifted(condition.value, -1);
    default:
        return condition.value;
    }
}

// Of an `or`, its first clause.
void satisfy(Metadata &metadata, const Filter &filter)
{
    for (const Clause &clause : filter.clauses) {
        if (const auto *group = std::get_if<Filter>(&clause.is))
            satisfy(metadata, *group);
        else if (const auto *condition = std::get_if<Condition>(&clause.is))
            set(metadata, condition->key, valueFor(*condition));
        if (filter.conjunction == Conjunction::Or)
            return;
    }
}

} // namespace

Event sampleEvent(const NewMeter &meter, const CustomerId &customer, bool pictures)
{
    Event event{.id = {}, .customer = customer, .name = meter.eventName.toUtf8(), .at = {}, .metadata = {}};
    const PictureOrder order;
    if (pictures)
        event.metadata = eventMetadata(order, {order.model, "medium", order.size});
    if (meter.filter)
        satisfy(event.metadata, *meter.filter);
    const QByteArray key = meter.aggregation.key.toUtf8();
    const bool number = std::ranges::any_of(event.metadata,
        [&](const MetaEntry &entry) { return entry.key == key && entry.value.number().has_value(); });
    if (meter.aggregation.type != Aggregation::Type::Count && !number)
        set(event.metadata, meter.aggregation.key, MetaValue::ofNumber("150"));
    return event;
}
