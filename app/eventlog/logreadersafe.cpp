// SPDX-License-Identifier: MIT
#include "eventlog/logreadersafe.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr char bullets[] = "\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022";
constexpr char bulletsInQuery[] = "%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2";
constexpr QByteArrayView liveKey = "dodo_live_";
constexpr qsizetype longestMethod = 32;
constexpr qsizetype mostHeaders = 500;

Error wrong(const QString &field, const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence.arg(field), .code = {}, .field = field};
}

bool isTokenLetter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, isTokenLetter);
}

bool isPlain(const QByteArray &text)
{
    return std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 127; });
}

// By its name: tools write headers and parameters of their own.
bool namesSecret(const QByteArray &name)
{
    static constexpr QByteArrayView parts[] = {"token", "secret", "password", "passwd", "api-key", "api_key",
        "apikey", "access_key", "access-key", "authorization", "cookie", "session", "credential"};
    const QByteArray lower = name.toLower();
    return lower == "key" || lower == "auth" || lower == "sig" || lower == "signature"
        || std::ranges::any_of(parts, [&](QByteArrayView part) { return lower.contains(part); });
}

QByteArray withoutLiveKeys(QByteArray text)
{
    qsizetype at = 0;
    while ((at = text.indexOf(liveKey, at)) >= 0) {
        at += liveKey.size();
        qsizetype end = at;
        while (end < text.size() && (isalnum(uchar(text[end])) || text[end] == '_' || text[end] == '-'))
            ++end;
        if (end > at)
            text.replace(at, end - at, bullets);
    }
    return text;
}

Headers withoutSecrets(const Headers &head)
{
    Headers safe = masked(head); // keeps the scheme where there is one
    for (qsizetype i = 0; i < safe.size(); ++i) {
        auto &[name, value] = safe[i];
        if (namesSecret(name) && value == head[i].second && !value.isEmpty() && !value.contains(bullets))
            value = bullets;
        value = withoutLiveKeys(value); // whatever the header is called
    }
    return safe;
}

QByteArray withoutSecrets(const QByteArray &target)
{
    const qsizetype query = target.indexOf('?');
    if (query < 0)
        return target;
    QByteArrayList pairs = target.mid(query + 1).split('&');
    for (QByteArray &pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && equals + 1 < pair.size()
            && namesSecret(QByteArray::fromPercentEncoding(pair.left(equals)))
            && !pair.contains(bulletsInQuery) && !pair.contains(bullets))
            pair = pair.left(equals + 1) + bulletsInQuery;
    }
    return target.left(query + 1) + pairs.join('&');
}

Result<void> checkHead(const Headers &head, const QString &field)
{
    if (head.size() > mostHeaders)
        return wrong(field, u"%1 has more headers than this program reads."_s);
    for (qsizetype i = 0; i < head.size(); ++i) {
        if (!isToken(head[i].first) || !isPlain(head[i].second))
            return wrong(u"%1[%2]"_s.arg(field).arg(i), u"%1 is not a header."_s);
    }
    return {};
}

} // namespace

Result<Exchange> madeSafe(Exchange exchange)
{
    if (!isToken(exchange.method) || exchange.method.size() > longestMethod)
        return wrong(u"method"_s, u"%1 is not a method of HTTP."_s);
    if (exchange.target.isEmpty() || !isPlain(exchange.target) || exchange.target.contains(' '))
        return wrong(u"target"_s, u"%1 is not a path."_s);
    if (exchange.took < 0us)
        return wrong(u"took_us"_s, u"%1 is below 0."_s);
    for (const auto &checked : {checkHead(exchange.requestHead, u"request_head"_s),
             checkHead(exchange.answerHead, u"answer_head"_s)}) {
        if (!checked)
            return checked.error();
    }
    exchange.requestHead = withoutSecrets(exchange.requestHead);
    exchange.answerHead = withoutSecrets(exchange.answerHead);
    exchange.target = withoutLiveKeys(withoutSecrets(exchange.target));
    exchange.requestBody = withoutLiveKeys(exchange.requestBody);
    exchange.answerBody = withoutLiveKeys(exchange.answerBody);
    for (QByteArray &id : exchange.events)
        id = withoutLiveKeys(id);
    if (exchange.failure)
        exchange.failure->message = QString::fromUtf8(withoutLiveKeys(exchange.failure->message.toUtf8()));
    return exchange;
}
