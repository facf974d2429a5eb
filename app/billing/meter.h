// SPDX-License-Identifier: MIT
#pragma once

#include "billing/filter.h"
#include "billing/ids.h"
#include "support/clock.h"

// dodo-api.md 2.2, 3.2
struct Aggregation {
    enum class Type { Count, Sum, Max, Last };
    Type type = Type::Count;
    QString key; // the metadata property; empty for Count

    friend bool operator==(const Aggregation &, const Aggregation &) = default;
};

// What POST /meters takes. A meter cannot be changed once made, only archived.
struct NewMeter {
    QString name;
    QString eventName; // matched byte by byte
    QString measurementUnit; // a label; never converts
    Aggregation aggregation;
    std::optional<QString> description;
    std::optional<Filter> filter;

    friend bool operator==(const NewMeter &, const NewMeter &) = default;
};

struct Meter {
    MeterId id;
    QByteArray businessId;
    NewMeter is;
    TimePoint createdAt;
    TimePoint updatedAt;

    friend bool operator==(const Meter &, const Meter &) = default;
};

constexpr int metersPerAccount = 50; // dodo-api.md 2.2

QLatin1StringView wireName(Aggregation::Type type); // "count"

Result<Aggregation> aggregationFromJson(const QJsonObject &json, const QString &path);
QJsonObject toJson(const Aggregation &aggregation);
Result<NewMeter> newMeterFromJson(const QJsonObject &json);
Result<Meter> meterFromJson(const QJsonObject &json);
QJsonObject toJson(const NewMeter &meter);
QJsonObject toJson(const Meter &meter);
