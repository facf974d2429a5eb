// SPDX-License-Identifier: MIT
#include "sandbox/answers.h"

#include "support/strictjson.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestPage = std::numeric_limits<qint32>::max();
constexpr qint64 largestPageSize = 100;

int statusOf(const Error &error)
{
    if (error.status != 0)
        return error.status;
    switch (error.kind) {
    case Error::Kind::Unauthorized:
        return 401;
    case Error::Kind::NotFound:
        return 404;
    case Error::Kind::Conflict:
        return 409;
    case Error::Kind::RateLimited:
        return 429;
    case Error::Kind::Invalid:
    case Error::Kind::Protocol:
    case Error::Kind::Refused:
        return 422;
    default:
        return 500;
    }
}

QLatin1StringView codeOf(int status)
{
    switch (status) {
    case 400:
        return "INVALID_REQUEST_PARAMETERS"_L1;
    case 401:
        return "UNAUTHORIZED"_L1;
    case 403:
        return "FORBIDDEN"_L1;
    case 404:
        return "NOT_FOUND"_L1;
    case 405:
        return "METHOD_NOT_ALLOWED"_L1;
    case 409:
        return "CONFLICT"_L1;
    case 413:
        return "PAYLOAD_TOO_LARGE"_L1;
    case 415:
        return "UNSUPPORTED_MEDIA_TYPE"_L1;
    case 429:
        return "TOO_MANY_REQUESTS"_L1;
    case 422:
        return "INVALID_REQUEST_BODY"_L1;
    default:
        return "INTERNAL_SERVER_ERROR"_L1;
    }
}

QString quoted(QByteArrayView key)
{
    return u'“' + QString::fromUtf8(key) + u'”';
}

} // namespace

Answer answerJson(const QJsonObject &json, int status)
{
    return {.status = status, .body = compact(json), .type = "application/json", .extra = {}, .stream = {}};
}

Answer answerItems(const QJsonArray &items)
{
    Answer out = answerJson({{"items"_L1, items}});
    out.rows = items.size();
    return out;
}

Answer answerEmpty(int status)
{
    return {.status = status, .body = {}, .type = {}, .extra = {}, .stream = {}};
}

Answer answerError(const Error &error)
{
    const int status = statusOf(error);
    Answer out = answerJson({{"code"_L1, error.code.isEmpty() ? QString(codeOf(status)) : error.code},
                                {"message"_L1, error.message}},
        status);
    if (status == 500 && !choices::serverErrorsAreRetried)
        out.extra.emplaceBack("x-should-retry", "false");
    return out;
}

Answer answerHtml(const QByteArray &html, int status)
{
    return {.status = status, .body = html, .type = "text/html; charset=utf-8", .extra = {}, .stream = {}};
}

Error notFound(const QString &what, const QByteArray &id)
{
    return choices::refused(
        choices::unknownObject, u"There is no %1 “%2”."_s.arg(what, QString::fromUtf8(id)));
}

Error invalidBody(const QString &sentence, const QString &field)
{
    return choices::refused(choices::wrongShape, sentence, field);
}

Error invalidQuery(const QString &sentence, const QString &field, int status)
{
    return {.kind = Error::Kind::Invalid,
        .message = sentence,
        .code = u"INVALID_QUERY_PARAMS"_s,
        .field = field,
        .status = status};
}

Result<QJsonObject> bodyObject(const Request &request)
{
    return readObject(request.body);
}

std::optional<QByteArray> queryText(const Request &request, QByteArrayView key)
{
    for (const auto &[name, value] : request.query) {
        if (name == key)
            return value;
    }
    return std::nullopt;
}

QList<QByteArray> queryTexts(const Request &request, QByteArrayView key)
{
    QList<QByteArray> out;
    for (const auto &[name, value] : request.query) {
        if (name == key)
            out.append(value);
    }
    return out;
}

Result<std::optional<bool>> queryBool(const Request &request, QByteArrayView key)
{
    const auto text = queryText(request, key);
    if (!text)
        return std::optional<bool>();
    if (*text == "true" || *text == "false")
        return std::optional(*text == "true");
    return invalidQuery(u"%1 must be true or false."_s.arg(quoted(key)), QString::fromUtf8(key));
}

Result<std::optional<TimePoint>> queryTime(const Request &request, QByteArrayView key, int status)
{
    const auto text = queryText(request, key);
    if (!text)
        return std::optional<TimePoint>();
    const auto at = timeFromIso(*text, QString::fromUtf8(key));
    if (!at)
        return invalidQuery(at.error().message, QString::fromUtf8(key), status);
    return std::optional(*at);
}

Result<std::optional<qint64>> queryInteger(
    const Request &request, QByteArrayView key, qint64 min, qint64 max, int status)
{
    const auto text = queryText(request, key);
    if (!text)
        return std::optional<qint64>();
    bool ok = false;
    const qint64 value = text->toLongLong(&ok);
    if (!ok || value < min || value > max) {
        const QString sentence
            = u"%1 must be a whole number from %2 to %3."_s.arg(quoted(key)).arg(min).arg(max);
        return invalidQuery(sentence, QString::fromUtf8(key), status);
    }
    return std::optional(value);
}

Result<Page> pageOf(const Request &request)
{
    const auto number = queryInteger(request, "page_number", choices::firstPage, largestPage);
    if (!number)
        return number.error();
    const auto size = queryInteger(request, "page_size", 0, largestPageSize);
    if (!size)
        return size.error();
    Page out;
    out.number = number->value_or(choices::firstPage);
    out.size = choices::pageSize(size->value_or(choices::defaultPageSize));
    return out;
}
