// SPDX-License-Identifier: MIT
#include "sandbox/guard.h"

#include "sandbox/recorded.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView loopbackNames[] = {"127.0.0.1", "localhost", "[::1]"};

bool isOwn(QByteArrayView hostAndPort, quint16 port)
{
    const QByteArray ending = ':' + QByteArray::number(port);
    return std::ranges::any_of(loopbackNames, [&](QByteArrayView name) {
        return hostAndPort.compare(name.toByteArray() + ending, Qt::CaseInsensitive) == 0;
    });
}

bool isOwnOrigin(QByteArrayView origin, quint16 port)
{
    constexpr QByteArrayView scheme = "http://";
    return origin.startsWith(scheme) && isOwn(origin.sliced(scheme.size()), port);
}

Error refusal(int status, const QString &sentence, const QString &code = {})
{
    const auto kind = status == 401 || status == 403 ? Error::Kind::Unauthorized : Error::Kind::Invalid;
    return {.kind = kind, .message = sentence, .code = code, .field = {}, .status = status};
}

// The media type without its parameters.
QByteArray mediaType(const Request &request)
{
    return headerValue(request.headers, "content-type").split(';').first().trimmed().toLower();
}

// Takes the same time for every key of this length.
bool sameKey(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size())
        return false;
    uchar difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= uchar(a[i] ^ b[i]);
    return difference == 0;
}

// What follows the scheme's name in the Authorization header; empty for another scheme.
QByteArray afterScheme(const QByteArray &header, QByteArrayView scheme)
{
    return header.left(scheme.size()).toLower() == scheme ? header.mid(scheme.size()).trimmed()
                                                          : QByteArray();
}

// Bearer's key, or Basic's password for those who take it.
QByteArray keyIn(const QByteArray &header, Access access)
{
    const QByteArray basic = QByteArray::fromBase64(afterScheme(header, "basic "));
    if (access == Access::Open && !basic.isEmpty())
        return basic.mid(basic.indexOf(':') + 1);
    return afterScheme(header, "bearer ");
}

bool isState(const Request &request)
{
    return request.method == Method::Put && request.target == "/_sandbox/state";
}

} // namespace

std::optional<Error> refusedHost(const Headers &headers, quint16 port)
{
    // Of two the first is taken here and perhaps the other one elsewhere.
    const auto count
        = std::ranges::count_if(headers, [](const auto &header) { return header.first == "host"; });
    if (count == 1 && isOwn(headerValue(headers, "host"), port))
        return std::nullopt;
    return refusal(403, u"This server answers to 127.0.0.1 and localhost only."_s);
}

std::optional<Error> refusedOrigin(const Request &request, Access access, quint16 port)
{
    const QByteArray origin = headerValue(request.headers, "origin");
    const QByteArray site = headerValue(request.headers, "sec-fetch-site");
    const bool foreign
        = (!origin.isEmpty() && !isOwnOrigin(origin, port)) || site == "cross-site" || site == "same-site";
    if (!foreign)
        return std::nullopt;
    const bool get = request.method == Method::Get;
    if (get && access == Access::File)
        return std::nullopt;
    if (get && access == Access::Page && headerValue(request.headers, "sec-fetch-mode") == "navigate")
        return std::nullopt;
    return refusal(403, u"A page of another site may not use this server."_s);
}

std::optional<Error> refusedKey(const Request &request, Access access, const QByteArray &onlyKey)
{
    if (access != Access::Token && access != Access::Open)
        return std::nullopt;
    const QByteArray header = headerValue(request.headers, "authorization");
    const QByteArray key = keyIn(header, access);
    const bool open = access == Access::Open && onlyKey.isEmpty();
    if (key.isEmpty() && !open)
        return refusal(401, u"The request has no API key. Send Authorization: Bearer and the key."_s);
    if (holdsLiveKey(key))
        return refusal(401, u"This is a live key. The sandbox takes test keys only and has not kept it."_s);
    if (!onlyKey.isEmpty() && !sameKey(key, onlyKey))
        return refusal(401, u"This is not the API key of this sandbox."_s);
    return std::nullopt;
}

std::optional<Error> refusedBody(const Request &request, Access access)
{
    if (request.body.size() > (isState(request) ? stateLimit : bodyLimit))
        return refusal(413, u"The body is larger than 4 MB."_s);
    const bool carries
        = request.method == Method::Post || request.method == Method::Put || request.method == Method::Patch;
    if (!carries || request.body.isEmpty())
        return std::nullopt;
    const bool page = access == Access::Page; // takes JSON too, with a key that its handler asks for
    const QByteArray type = mediaType(request);
    if (type == "application/json" || (page && type == "application/x-www-form-urlencoded"))
        return std::nullopt;
    return refusal(415,
        page ? u"Send the form as application/x-www-form-urlencoded."_s
             : u"Send the body as application/json."_s);
}
