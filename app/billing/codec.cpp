// SPDX-License-Identifier: MIT
#include "billing/codec.h"

#include "billing/choices.h"

#include <algorithm>

using namespace Qt::StringLiterals;

Error invalid(const QString &path, const QString &sentence)
{
    return invalid(path, sentence, choices::wrongShape.status, choices::wrongShape.code);
}

Error invalid(const QString &path, const QString &sentence, int status, const QString &code)
{
    return {.kind = Error::Kind::Invalid,
        .message = path + u' ' + sentence + u'.',
        .code = code,
        .field = path,
        .status = status};
}

QString memberPath(const QString &path, const QString &member)
{
    return path.isEmpty() ? member : path + u'.' + member;
}

Decimal decimalIn(JsonReader &in, QLatin1StringView key)
{
    const QString text = in.string(key);
    const auto number = Decimal::fromJsonNumber(text.toUtf8());
    if (in.ok() && !number)
        in.fail(key, u"must be a decimal number in text, such as \"1.5\""_s);
    return number.value_or(Decimal());
}

std::optional<Decimal> optionalDecimalIn(JsonReader &in, QLatin1StringView key)
{
    return in.has(key) ? std::optional(decimalIn(in, key)) : std::nullopt;
}

qsizetype characters(QByteArrayView utf8)
{
    return std::ranges::count_if(utf8, [](char c) { return (uchar(c) & 0xc0) != 0x80; });
}

qsizetype characters(QStringView text)
{
    return std::ranges::count_if(text, [](QChar c) { return !c.isLowSurrogate(); });
}

QJsonValue orNull(const std::optional<QString> &text)
{
    return text ? QJsonValue(*text) : QJsonValue(QJsonValue::Null);
}

void insertIf(QJsonObject &json, QLatin1StringView key, const std::optional<QString> &text)
{
    if (text)
        json.insert(key, *text);
}
