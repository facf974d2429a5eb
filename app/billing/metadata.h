// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"
#include "support/result.h"

#include <QJsonObject>
#include <QList>

// One value of an event's or object's metadata: text, number or boolean (dodo-api.md 2.1). A number keeps the
// digits it was sent with, so that nothing is lost on the way to a bill.
struct MetaValue {
    enum class Type { Text, Number, Boolean };
    Type type = Type::Text;
    QByteArray text; // UTF-8 text, the JSON number as written, or true / false

    static MetaValue ofText(const QString &value) { return {Type::Text, value.toUtf8()}; }
    static MetaValue ofNumber(const QByteArray &digits) { return {Type::Number, digits}; }
    static MetaValue ofBoolean(bool value) { return {Type::Boolean, value ? "true" : "false"}; }

    std::optional<Decimal> number() const; // nullopt unless a number that fits
    QString string() const { return QString::fromUtf8(text); }

    friend bool operator==(const MetaValue &, const MetaValue &) = default;
};

struct MetaEntry {
    QByteArray key;
    MetaValue value;

    friend bool operator==(const MetaEntry &, const MetaEntry &) = default;
};

using Metadata = QList<MetaEntry>; // in the order sent

// The same without ownership, so that a parser need not copy.
struct MetaView {
    QByteArrayView key;
    MetaValue::Type type;
    QByteArrayView text;
};

Result<MetaValue> metaValueFromJson(const QJsonValue &value, const QString &path);
Result<Metadata> metadataFromJson(const QJsonObject &json, const QString &path); // types only, no limits
QJsonValue toJson(const MetaValue &value);
QJsonObject toJson(const Metadata &metadata);

// Limits for the metadata of objects: 50 pairs, key 40, value 500 characters (2.1). Events have their own
// (rules.h).
Result<void> checkObjectMetadata(const Metadata &metadata, const QString &path);
