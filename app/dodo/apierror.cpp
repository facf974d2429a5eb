// SPDX-License-Identifier: MIT
#include "dodo/apierror.h"

#include "support/strictjson.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr int longestMessage = 500; // of somebody else's text

Error::Kind kindOf(int status)
{
    switch (status) {
    case 401:
    case 403:
        return Error::Kind::Unauthorized;
    case 404:
        return Error::Kind::NotFound;
    case 408:
        return Error::Kind::Timeout;
    case 409:
    case 410:
        return Error::Kind::Conflict;
    case 429:
        return Error::Kind::RateLimited;
    default:
        break;
    }
    if (status >= 500)
        return Error::Kind::Server;
    return status >= 400 ? Error::Kind::Invalid : Error::Kind::Protocol;
}

QString sentenceOf(int status, const QString &host)
{
    switch (kindOf(status)) {
    case Error::Kind::Unauthorized:
        return u"%1 does not accept the key. Check it and its mode."_s.arg(host);
    case Error::Kind::NotFound:
        return u"%1 has nothing at this address. Check the base URL."_s.arg(host);
    case Error::Kind::RateLimited:
        return u"%1 takes no more calls for the moment. Wait and try again."_s.arg(host);
    case Error::Kind::Server:
        return u"%1 has a fault of its own (status %2). Try again later."_s.arg(host).arg(status);
    default:
        return u"%1 answered with status %2."_s.arg(host).arg(status);
    }
}

// Our sandbox starts its sentences with the path of the wrong member: "events[3].customer_id is missing."
QString fieldOf(const QString &message)
{
    static const QRegularExpression path(
        u"^([a-z_][a-z0-9_]*(?:\\[\\d+\\])?(?:\\.[a-z0-9_]+(?:\\[\\d+\\])?)*) (?:is|must|has|needs|takes) "_s);
    return path.match(message).captured(1);
}

Error redirected(int status, const Headers &head, const QString &host)
{
    const QUrl to = QUrl::fromEncoded(headerValue(head, "location"));
    const QString where = to.host().isEmpty() ? u"another address"_s : to.host();
    return {.kind = Error::Kind::Protocol,
        .message = u"%1 sends calls on to %2. Check the base URL."_s.arg(host, where),
        .field = u"base_url"_s,
        .status = status};
}

} // namespace

std::optional<milliseconds> waitBeforeRetry(const ApiRequest &request, const FailedTry &failed,
    int retriesMade, TimePoint now, const Backoff &backoff, int jitter)
{
    const QByteArray told = headerValue(failed.head, "x-should-retry");
    const bool safe = request.repeat == ApiRequest::Repeat::Safe;
    const bool refused = failed.status == 408 || failed.status == 409 || failed.status == 429;
    const bool worthIt = refused || (safe && (failed.lost || failed.status >= 500));
    if (retriesMade >= backoff.retries || told == "false" || !(worthIt || told == "true"))
        return std::nullopt;
    return hintedWait(failed.head, now, backoff).value_or(waitOf(backoff, retriesMade, jitter));
}

Error errorOf(int status, const Headers &head, const QByteArray &body, const QString &host)
{
    if (status >= 300 && status < 400)
        return redirected(status, head, host);
    Error error{.kind = kindOf(status), .message = sentenceOf(status, host), .status = status};
    const Result<QJsonObject> json = readObject(body);
    if (!json)
        return error;
    error.code = (*json)["code"_L1].toString().left(longestMessage);
    const QString message = (*json)["message"_L1].toString().left(longestMessage);
    if (!message.isEmpty())
        error.message = message;
    error.field = fieldOf(message);
    return error;
}
