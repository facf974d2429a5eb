// SPDX-License-Identifier: MIT
#include "dodo/apierror.h"

#include "dodo/failure.h"
#include "support/strictjson.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

constexpr char keyBullets[] = "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022";
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

using Mode = Destination::Mode;

bool isIngest(const ApiRequest &request)
{
    return request.segments == QByteArrayList{"events", "ingest"};
}

// "meter" of meters/mtr_1; empty for a list's address.
QString objectOf(const ApiRequest &request)
{
    if (request.segments.size() < 2 || isIngest(request))
        return {};
    QString kind = QString::fromLatin1(request.segments.first());
    if (kind.endsWith(u's'))
        kind.chop(1);
    return kind;
}

QString keySentence(const QString &host, Mode mode)
{
    switch (mode) {
    case Mode::Test:
        return u"%1 does not accept the key. Paste a test key that is still valid."_s.arg(host);
    case Mode::Live:
        return u"%1 does not accept the key. Paste a live key that is still valid."_s.arg(host);
    default:
        return u"%1 does not accept the key. Check it and its mode."_s.arg(host);
    }
}

QString rightSentence(const ApiRequest &request)
{
    if (request.method == "GET")
        return u"This key may not read this. Paste a key with more rights."_s;
    if (isIngest(request))
        return u"This key only reads. Events wait until you paste one that may write."_s;
    return u"This key only reads. Paste one that may also write."_s;
}

QString absentSentence(const QString &host, const ApiRequest &request)
{
    const QString object = objectOf(request);
    if (object.isEmpty())
        return u"%1 has nothing at this address. Check the base URL."_s.arg(host);
    return u"%1 has no such %2. Read the list again."_s.arg(host, object);
}

QString clashSentence(int status, const QString &host)
{
    if (status == 410)
        return u"This was archived at %1. Unarchive it, or choose another."_s.arg(host);
    return u"%1 cannot do this in its present state. Read it again first."_s.arg(host);
}

QString refusalSentence(int status, const QString &host, const ApiRequest &request)
{
    switch (status) {
    case 405:
        return u"%1 takes no %2 at this address. Check the base URL."_s.arg(
            host, QString::fromLatin1(request.method));
    case 413:
        return u"This is too large for %1. Send less at once."_s.arg(host);
    case 425:
        return u"%1 does not take the call yet. Try again in a moment."_s.arg(host);
    default:
        return u"%1 refuses the call (status %2). Check what was sent."_s.arg(host).arg(status);
    }
}

QString faultSentence(int status, const QString &host)
{
    if (status == 502 || status == 504)
        return u"A server before %1 gets no answer from it (status %2). Try later."_s.arg(host).arg(status);
    if (status == 503)
        return u"%1 is busy or being mended (status 503). Try again later."_s.arg(host);
    if (status == 511)
        return u"This network wants you to sign in. Use a browser, then try again."_s;
    return u"%1 has a fault of its own (status %2). Try again later."_s.arg(host).arg(status);
}

QString sentenceOf(int status, const ApiRequest &request, const Destination &destination)
{
    const QString host = failure::placeOf(destination.baseUrl);
    switch (status) {
    case 401:
        return keySentence(host, destination.mode);
    case 403:
        return rightSentence(request);
    case 404:
        return absentSentence(host, request);
    case 408:
        return u"%1 waited too long for the call. Try again."_s.arg(host);
    case 409:
    case 410:
        return clashSentence(status, host);
    case 429:
        return u"%1 takes no more calls for the moment. Wait and try again."_s.arg(host);
    default:
        break;
    }
    return status >= 500 ? faultSentence(status, host) : refusalSentence(status, host, request);
}

// A service that is not ours says best what is wrong with a call, and we what to do about all else.
bool itsWordsAreBest(int status, Mode mode)
{
    return mode == Mode::Sandbox || status == 400 || status == 409 || status == 410 || status == 422;
}

// Our sandbox starts its sentences with the path of the wrong member: "events[3].customer_id is missing."
QString fieldOf(const QString &message)
{
    static const QRegularExpression path(
        u"^([a-z_][a-z0-9_]*(?:\\[\\d+\\])?(?:\\.[a-z0-9_]+(?:\\[\\d+\\])?)*) (?:is|must|has|needs|takes) "_s);
    return path.match(message).captured(1);
}

bool sameOrigin(const QUrl &one, const QUrl &other)
{
    const int usual = one.scheme() == "http"_L1 ? 80 : 443;
    return one.scheme() == other.scheme() && one.host() == other.host()
        && one.port(usual) == other.port(usual);
}

Error redirected(int status, const Headers &head, const Destination &destination)
{
    const QUrl &base = destination.baseUrl;
    const QUrl to = base.resolved(QUrl::fromEncoded(headerValue(head, "location")));
    const QString host = failure::placeOf(base);
    QString sentence = u"%1 sends calls on to %2. The key did not go there. Check the base URL."_s.arg(
        host, failure::placeOf(to));
    if (headerValue(head, "location").isEmpty() || to.host().isEmpty())
        sentence = u"%1 sends calls on to nowhere (status %2). Check the base URL."_s.arg(host).arg(status);
    else if (sameOrigin(base, to))
        sentence = u"%1 sends calls on to another path. Check the base URL."_s.arg(host);
    return {.kind = Error::Kind::Protocol, .message = sentence, .field = u"base_url"_s, .status = status};
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

Error errorOf(int status, const Headers &head, const QByteArray &body, const ApiRequest &request,
    const Destination &destination)
{
    if (status >= 300 && status < 400)
        return redirected(status, head, destination);
    Error error{
        .kind = kindOf(status), .message = sentenceOf(status, request, destination), .status = status};
    const Result<QJsonObject> json = readObject(withoutKey(body, destination.key));
    if (!json)
        return error;
    error.code = (*json)["code"_L1].toString().left(longestMessage);
    const QString message = (*json)["message"_L1].toString().left(longestMessage);
    if (!message.isEmpty() && itsWordsAreBest(status, destination.mode))
        error.message = message;
    error.field = fieldOf(message);
    return error;
}

QByteArray withoutKey(QByteArray text, const QByteArray &key)
{
    constexpr qsizetype shortestKey = 8; // a shorter one would blot out words
    return key.size() < shortestKey ? text : text.replace(key, QByteArray(keyBullets));
}
