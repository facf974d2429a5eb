// SPDX-License-Identifier: MIT
#include "eventlog/logreaderhar.h"

#include "support/jsonreader.h"

#include <QStringDecoder>
#include <QUrl>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 partSize = 65536;
constexpr double longestMs = 24.0 * 3600 * 1000;
constexpr int deepest = 64;

Error unreadable()
{
    return {.kind = Error::Kind::Invalid,
        .message = u"The file is no whole HAR: log.entries has no end."_s,
        .code = {},
        .field = u"log.entries"_s};
}

Headers headFrom(JsonReader &in)
{
    const auto pairs = in.list<std::pair<QByteArray, QByteArray>>(
        "headers"_L1, [](const QJsonObject &json, const QString &at) {
            JsonReader pair(json, at);
            const std::pair read{pair.string("name"_L1).toLower().toUtf8(), pair.string("value"_L1).toUtf8()};
            return pair.finish(read);
        });
    Headers head;
    for (auto [name, value] : pairs) {
        if (!name.startsWith(':')) // HTTP/2 writes the request's line so
            head.emplaceBack(name, value.replace('\n', ' ').replace('\r', ' '));
    }
    return head;
}

QByteArray authority(const QUrl &url)
{
    const QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

// Text as it was; of anything else its size.
QByteArray bodyFrom(JsonReader &content)
{
    const QByteArray text = content.optionalString("text"_L1).value_or(QString()).toUtf8();
    if (content.optionalString("encoding"_L1).value_or(QString()) != "base64"_L1)
        return text;
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        content.fail("text"_L1, u"must be base64."_s);
        return {};
    }
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString shown = utf8(decoded.decoded);
    if (!utf8.hasError() && !shown.contains(QChar::Null))
        return decoded.decoded;
    return "\u2026(" + QByteArray::number(decoded.decoded.size()) + " bytes of "
        + content.optionalString("mimeType"_L1).value_or(u"data"_s).toUtf8() + ')';
}

void readRequest(JsonReader &in, const QUrl &url, Exchange &out)
{
    out.method = in.string("method"_L1).toLatin1();
    out.target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    if (!out.target.startsWith('/'))
        out.target.prepend('/');
    out.requestHead = headFrom(in);
    if (headerValue(out.requestHead, "host").isEmpty())
        out.requestHead.prepend({"host", authority(url)});
    if (const auto posted = in.optionalObject("postData"_L1)) {
        JsonReader post(*posted, in.path("postData"_L1));
        out.requestBody = in.take(post.finish(bodyFrom(post)));
    }
}

void readAnswer(JsonReader &in, Exchange &out)
{
    out.status = int(in.integer("status"_L1, 0, 999));
    out.answerHead = headFrom(in);
    if (const auto answered = in.optionalObject("content"_L1)) {
        JsonReader content(*answered, in.path("content"_L1));
        out.answerBody = in.take(content.finish(bodyFrom(content)));
    }
}

microseconds tookFrom(JsonReader &in, const QJsonValue &time)
{
    const double ms = time.toDouble(-2);
    if (ms < -1 || ms > longestMs || std::isnan(ms))
        in.fail("time"_L1, u"must be a number of milliseconds."_s);
    return microseconds{ms > 0 && ms <= longestMs ? std::llround(ms * 1000) : 0};
}

} // namespace

Result<std::optional<Exchange>> exchangeFromHar(const QJsonObject &entry)
{
    JsonReader in(entry);
    JsonReader request(in.object("request"_L1), u"request"_s);
    JsonReader response(in.object("response"_L1), u"response"_s);
    const QUrl url = QUrl::fromEncoded(request.string("url"_L1).toUtf8(), QUrl::StrictMode);
    Exchange out;
    out.at = in.time("startedDateTime"_L1);
    out.took = tookFrom(in, entry["time"_L1]);
    const bool called = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (request.ok() && url.isValid() && !url.scheme().isEmpty() && !called)
        return std::optional<Exchange>();
    if (request.ok() && (!url.isValid() || url.host().isEmpty()))
        request.fail("url"_L1, u"must be an address."_s);
    readRequest(request, url, out);
    readAnswer(response, out);
    out.id = QUuid::fromString(in.optionalString("_id"_L1).value_or(QString()));
    const auto comment = in.optionalString("comment"_L1);
    // A comment of this program's own, or of a call without an answer, says why it failed.
    if (comment && !comment->isEmpty() && (out.status == 0 || !out.id.isNull()))
        out.failure
            = Error{.kind = Error::Kind::Network, .message = *comment, .code = {}, .status = out.status};
    out.sender = senderOf(out.requestHead);
    out.retry = qBound(0, headerValue(out.requestHead, "x-stainless-retry-count").toInt(), 100);
    in.take(request.finish(true));
    in.take(response.finish(true));
    return in.finish(std::optional(out));
}

bool HarEntries::begins(QByteArrayView firstLetters)
{
    QByteArray plain = firstLetters.toByteArray();
    if (plain.startsWith("\xef\xbb\xbf"))
        plain.remove(0, 3);
    plain = plain.left(200).simplified().replace(' ', "");
    return plain.startsWith("{\"log\":");
}

HarEntries::HarEntries(QIODevice &device)
    : m_device(device)
{
}

std::optional<char> HarEntries::letter()
{
    if (m_at == m_part.size()) {
        m_part = m_device.read(partSize);
        m_at = 0;
        if (m_part.isEmpty())
            return std::nullopt;
    }
    return m_part[m_at++];
}

std::optional<char> HarEntries::visible()
{
    for (;;) {
        const auto next = letter();
        if (!next || !QByteArrayView(" \t\r\n").contains(*next))
            return next;
    }
}

std::optional<QByteArray> HarEntries::text()
{
    QByteArray out;
    for (auto next = letter(); next && out.size() < partSize; next = letter()) {
        if (*next == '"')
            return out;
        out += *next;
        if (*next == '\\')
            out += letter().value_or(' ');
    }
    return std::nullopt;
}

// Passes one value over, from its first letter to its last, keeping it where it is asked for. A number or a
// word ends before the comma or bracket behind it, which stays to be read.
bool HarEntries::pass(char first, QByteArray *kept, qint64 longest)
{
    QByteArray open;
    bool quoted = false;
    for (std::optional<char> at = first; at; at = letter()) {
        const bool isEnd = !quoted && open.isEmpty() && QByteArrayView(",]}").contains(*at);
        if (isEnd) {
            --m_at;
            return true;
        }
        if (kept)
            kept->append(*at);
        if (kept && kept->size() > longest)
            return false;
        if (quoted && *at == '\\') {
            const char escaped = letter().value_or(' ');
            if (kept)
                kept->append(escaped);
        } else if (*at == '"') {
            quoted = !quoted;
        } else if (!quoted && (*at == '{' || *at == '[')) {
            open += *at;
        } else if (!quoted && (*at == '}' || *at == ']')) {
            open.chop(1);
        }
        if (open.size() > deepest)
            return false;
        if (!quoted && open.isEmpty() && QByteArrayView("\"}]").contains(*at))
            return true;
    }
    return false;
}

// {"log": { …, "entries": [ : members before it are passed over.
Result<void> HarEntries::findEntries()
{
    for (const char *wanted : {"log", "entries"}) {
        auto next = visible();
        while (next && *next != '{') // a byte order mark
            next = visible();
        for (next = visible(); next; next = visible()) {
            if (*next == ',')
                continue;
            const auto key = *next == '"' ? text() : std::nullopt;
            if (!key || visible() != ':')
                return unreadable();
            if (*key == wanted)
                break;
            const auto value = visible();
            if (!value || !pass(*value, nullptr, 0))
                return unreadable();
        }
        if (!next)
            return unreadable();
    }
    if (visible() != '[')
        return unreadable();
    return {};
}

Result<QByteArray> HarEntries::next(qint64 longest)
{
    if (m_ended)
        return QByteArray();
    if (!m_found) {
        if (const auto found = findEntries(); !found)
            return found.error();
        m_found = true;
    }
    auto first = visible();
    if (first == ',')
        first = visible();
    if (first == ']') {
        m_ended = true;
        return QByteArray();
    }
    QByteArray entry;
    if (!first || *first != '{' || !pass(*first, &entry, longest))
        return unreadable();
    return entry;
}
