// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ledger.h"
#include "support/strictjson.h"

#include <QJsonDocument>

// Objects that several tests of this folder start from.
namespace samples {

inline QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

inline Decimal decimal(QByteArrayView text)
{
    return Decimal::fromText(text).value();
}

inline TimePoint at(QByteArrayView iso)
{
    return *timeFromIso(iso);
}

// {"quality": "hd"} and the like, keeping each number's digits.
inline Metadata metadata(const QByteArray &text)
{
    return *metadataFromJson(json(text), QStringLiteral("metadata"));
}

inline Meter meter(Aggregation::Type type, const char *key = "", const char *eventName = "image.generated")
{
    Meter out;
    out.id = {"mtr_1"};
    out.is.name = QStringLiteral("Images");
    out.is.eventName = QString::fromUtf8(eventName);
    out.is.measurementUnit = QStringLiteral("image");
    out.is.aggregation = {type, QString::fromUtf8(key)};
    return out;
}

inline Meter withFilter(Meter meter, const QByteArray &filter)
{
    meter.is.filter = *filterFromJson(json(filter), QStringLiteral("filter"));
    return meter;
}

// The filter of the published tutorial.
inline Meter tutorialMeter()
{
    return withFilter(meter(Aggregation::Type::Count), R"({"conjunction":"or","clauses":[
        {"key":"quality","operator":"equals","value":"standard"},
        {"key":"quality","operator":"equals","value":"hd"}]})");
}

inline MeterPrice price(const char *wire, qint64 freeThreshold)
{
    MeterPrice out;
    out.meter = {"mtr_1"};
    out.name = QStringLiteral("Images");
    out.measurementUnit = QStringLiteral("image");
    out.pricePerUnit = decimal(wire);
    out.freeThreshold = freeThreshold;
    return out;
}

inline Event event(
    const QByteArray &id, const QByteArray &metadataText = "{}", const QByteArray &name = "image.generated")
{
    Event out;
    out.id = {id};
    out.customer = {"cus_1"};
    out.name = name;
    out.metadata = metadata(metadataText);
    return out;
}

} // namespace samples
