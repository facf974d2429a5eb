// SPDX-License-Identifier: MIT
#include "billing/metadata.h"

#include "billing/choices.h"
#include "billing/codec.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

constexpr int objectPairs = 50;
constexpr int objectKeyLength = choices::longestObjectKey;
constexpr int objectValueLength = 500;

// The shortest text that reads back as the same JSON number. Qt's own writer is asked, so that no binary
// fraction ever stands in a variable of ours.
QByteArray numberText(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

} // namespace

std::optional<Decimal> MetaValue::number() const
{
    return type == Type::Number ? Decimal::fromJsonNumber(text) : std::nullopt;
}

Result<MetaValue> metaValueFromJson(const QJsonValue &value, const QString &path)
{
    if (!choices::isMetadata(value.type()))
        return invalid(path, u"must be text, a number, true or false"_s);
    if (value.isString())
        return MetaValue::ofText(value.toString());
    if (value.isBool())
        return MetaValue::ofBoolean(value.toBool());
    return MetaValue::ofNumber(numberText(value));
}

Result<Metadata> metadataFromJson(const QJsonObject &json, const QString &path)
{
    Metadata out;
    out.reserve(json.size());
    for (auto it = json.begin(); it != json.end(); ++it) {
        const Result<MetaValue> value = metaValueFromJson(it.value(), memberPath(path, it.key()));
        if (!value)
            return value.error();
        out.append({it.key().toUtf8(), *value});
    }
    return out;
}

QJsonValue toJson(const MetaValue &value)
{
    switch (value.type) {
    case MetaValue::Type::Boolean:
        return value.text == "true";
    case MetaValue::Type::Number:
        return QJsonDocument::fromJson('[' + value.text + ']').array().at(0);
    case MetaValue::Type::Text:
        break;
    }
    return value.string();
}

QJsonObject toJson(const Metadata &metadata)
{
    QJsonObject out;
    for (const auto &[key, value] : metadata)
        out.insert(QString::fromUtf8(key), toJson(value));
    return out;
}

Result<void> checkObjectMetadata(const Metadata &metadata, const QString &path)
{
    if (metadata.size() > objectPairs)
        return invalid(path, u"has %1 pairs, at most %2 are allowed"_s.arg(metadata.size()).arg(objectPairs),
            choices::tooManyPairs.status, choices::tooManyPairs.code);
    for (const auto &[key, value] : metadata) {
        const QString member = memberPath(path, QString::fromUtf8(key));
        if (characters(key) > objectKeyLength)
            return invalid(member,
                u"has a key of %1 characters, at most %2 are allowed"_s.arg(characters(key))
                    .arg(objectKeyLength));
        if (characters(value.text) > objectValueLength)
            return invalid(member,
                u"has %1 characters, at most %2 are allowed"_s.arg(characters(value.text))
                    .arg(objectValueLength));
    }
    return {};
}
