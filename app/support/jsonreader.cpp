// SPDX-License-Identifier: MIT
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

Error wrong(const QString &path, const QString &sentence)
{
    return {.kind = Error::Kind::Invalid,
        .message = path + u' ' + sentence + u'.',
        .code = u"INVALID_REQUEST_BODY"_s,
        .field = path,
        .status = 422};
}

// A JSON number that is a whole number an int64 holds; nullopt otherwise.
std::optional<qint64> wholeNumber(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    constexpr qint64 unlikely = std::numeric_limits<qint64>::min() + 1;
    const qint64 number = value.toInteger(unlikely);
    if (number == unlikely && value.toInteger(0) == 0)
        return std::nullopt;
    return number;
}

} // namespace

JsonReader::JsonReader(QJsonObject json, QString path)
    : m_json(std::move(json))
    , m_path(std::move(path))
{
}

QString JsonReader::path(QLatin1StringView key) const
{
    return m_path.isEmpty() ? QString(key) : m_path + u'.' + key;
}

QString JsonReader::elementPath(QLatin1StringView key, qsizetype index) const
{
    return path(key) + u'[' + QString::number(index) + u']';
}

bool JsonReader::has(QLatin1StringView key) const
{
    const QJsonValue value = m_json.value(key);
    return !value.isUndefined() && !value.isNull();
}

void JsonReader::fail(QLatin1StringView key, const QString &sentence)
{
    fail(wrong(path(key), sentence));
}

void JsonReader::fail(const Error &error)
{
    if (!m_error)
        m_error = error;
}

QJsonValue JsonReader::required(QLatin1StringView key)
{
    if (!m_json.contains(key))
        fail(key, u"is missing"_s);
    return m_json.value(key);
}

QJsonObject JsonReader::element(QLatin1StringView key, const QJsonArray &items, qsizetype index)
{
    if (!items.at(index).isObject())
        fail(wrong(elementPath(key, index), u"must be an object"_s));
    return items.at(index).toObject();
}

QString JsonReader::string(QLatin1StringView key)
{
    const QJsonValue value = required(key);
    if (!value.isString())
        fail(key, u"must be text"_s);
    return value.toString();
}

qint64 JsonReader::integer(QLatin1StringView key, qint64 min, qint64 max)
{
    const auto number = wholeNumber(required(key));
    if (!number)
        fail(key, u"must be a whole number"_s);
    else if (*number < min || *number > max)
        fail(key, u"must be from %1 to %2"_s.arg(min).arg(max));
    return number.value_or(0);
}

bool JsonReader::boolean(QLatin1StringView key)
{
    const QJsonValue value = required(key);
    if (!value.isBool())
        fail(key, u"must be true or false"_s);
    return value.toBool();
}

QJsonObject JsonReader::object(QLatin1StringView key)
{
    const QJsonValue value = required(key);
    if (!value.isObject())
        fail(key, u"must be an object"_s);
    return value.toObject();
}

QJsonArray JsonReader::array(QLatin1StringView key)
{
    const QJsonValue value = required(key);
    if (!value.isArray())
        fail(key, u"must be a list"_s);
    return value.toArray();
}

TimePoint JsonReader::time(QLatin1StringView key)
{
    const QString text = string(key);
    return ok() ? take(timeFromIso(text.toUtf8(), path(key))) : TimePoint{};
}

std::optional<QString> JsonReader::optionalString(QLatin1StringView key)
{
    return has(key) ? std::optional(string(key)) : std::nullopt;
}

std::optional<qint64> JsonReader::optionalInteger(QLatin1StringView key, qint64 min, qint64 max)
{
    return has(key) ? std::optional(integer(key, min, max)) : std::nullopt;
}

std::optional<bool> JsonReader::optionalBoolean(QLatin1StringView key)
{
    return has(key) ? std::optional(boolean(key)) : std::nullopt;
}

std::optional<QJsonObject> JsonReader::optionalObject(QLatin1StringView key)
{
    return has(key) ? std::optional(object(key)) : std::nullopt;
}

std::optional<QJsonArray> JsonReader::optionalArray(QLatin1StringView key)
{
    return has(key) ? std::optional(array(key)) : std::nullopt;
}

std::optional<TimePoint> JsonReader::optionalTime(QLatin1StringView key)
{
    return has(key) ? std::optional(time(key)) : std::nullopt;
}
