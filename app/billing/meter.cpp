// SPDX-License-Identifier: MIT
#include "billing/meter.h"

#include "billing/choices.h"
#include "billing/codec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

NewMeter newMeterIn(JsonReader &in)
{
    NewMeter out{
        .name = in.string("name"_L1),
        .eventName = in.string("event_name"_L1),
        .measurementUnit = in.string("measurement_unit"_L1),
        .aggregation = {},
        .description = in.optionalString("description"_L1),
        .filter = {},
    };
    const QJsonObject aggregation = in.object("aggregation"_L1);
    if (in.ok())
        out.aggregation = in.take(aggregationFromJson(aggregation, in.path("aggregation"_L1)));
    if (const auto filter = in.optionalObject("filter"_L1); filter && in.ok())
        out.filter = in.take(filterFromJson(*filter, in.path("filter"_L1)));
    return out;
}

QJsonObject commonJson(const NewMeter &meter)
{
    return {
        {"name"_L1, meter.name},
        {"event_name"_L1, meter.eventName},
        {"measurement_unit"_L1, meter.measurementUnit},
        {"aggregation"_L1, toJson(meter.aggregation)},
    };
}

} // namespace

QLatin1StringView wireName(Aggregation::Type type)
{
    return choices::aggregations[size_t(type)];
}

Result<Aggregation> aggregationFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    Aggregation out;
    const QString type = in.string("type"_L1);
    const auto found = std::ranges::find(choices::aggregations, type);
    if (in.ok() && found == choices::aggregations.end())
        in.fail("type"_L1, u"must be count, sum, max or last"_s);
    if (found != choices::aggregations.end())
        out.type = Aggregation::Type(found - choices::aggregations.begin());
    if (out.type != Aggregation::Type::Count) {
        out.key = in.string("key"_L1);
        if (in.ok() && out.key.isEmpty())
            in.fail("key"_L1, u"must name the metadata property"_s);
    }
    return in.finish(out);
}

QJsonObject toJson(const Aggregation &aggregation)
{
    QJsonObject out{{"type"_L1, wireName(aggregation.type)}};
    if (!aggregation.key.isEmpty())
        out.insert("key"_L1, aggregation.key);
    return out;
}

Result<NewMeter> newMeterFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const NewMeter meter = newMeterIn(in);
    if (in.ok() && characters(meter.name) < choices::shortestText)
        in.fail("name"_L1, u"must not be empty"_s);
    if (in.ok() && characters(meter.eventName) < choices::shortestText)
        in.fail("event_name"_L1, u"must not be empty"_s);
    if (in.ok() && characters(meter.measurementUnit) < choices::shortestText)
        in.fail("measurement_unit"_L1, u"must not be empty"_s);
    return in.finish(meter);
}

Result<Meter> meterFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const Meter meter{
        .id = MeterId::of(in.string("id"_L1)),
        .businessId = in.string("business_id"_L1).toUtf8(),
        .is = newMeterIn(in),
        .createdAt = in.time("created_at"_L1),
        .updatedAt = in.time("updated_at"_L1),
    };
    return in.finish(meter);
}

QJsonObject toJson(const NewMeter &meter)
{
    QJsonObject out = commonJson(meter);
    insertIf(out, "description"_L1, meter.description);
    if (meter.filter)
        out.insert("filter"_L1, toJson(*meter.filter));
    return out;
}

QJsonObject toJson(const Meter &meter)
{
    QJsonObject out = commonJson(meter.is);
    QJsonObject aggregation = toJson(meter.is.aggregation);
    if (meter.is.aggregation.key.isEmpty()) // an answer has every key
        aggregation.insert("key"_L1, QJsonValue::Null);
    out.insert("aggregation"_L1, aggregation);
    out.insert("id"_L1, meter.id.string());
    out.insert("business_id"_L1, QString::fromUtf8(meter.businessId));
    out.insert("description"_L1, orNull(meter.is.description));
    out.insert("filter"_L1, meter.is.filter ? QJsonValue(toJson(*meter.is.filter)) : QJsonValue());
    out.insert("created_at"_L1, QString::fromLatin1(toIso(meter.createdAt)));
    out.insert("updated_at"_L1, QString::fromLatin1(toIso(meter.updatedAt)));
    return out;
}
