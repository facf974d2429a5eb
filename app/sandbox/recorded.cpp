// SPDX-License-Identifier: MIT
#include "sandbox/recorded.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView liveKey = "dodo_live_";
constexpr QByteArrayView webhookSecret = "\"secret\":\"whsec_";
constexpr QByteArrayView pictureKey = "\"b64_json\":";
constexpr QByteArrayView picturesKey = "\"images\":[\""; // WebUI's answer
constexpr qsizetype longBase64 = 512; // characters; a shorter text in such a list is something else

bool isKeyLetter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-'
        || c == '.';
}

// The library's own search stops at each first letter, of which JSON is full.
qsizetype find(QByteArrayView text, QByteArrayView what, qsizetype from = 0)
{
    const QByteArrayView rest = text.sliced(from);
    const void *at = rest.isEmpty()
        ? nullptr
        : memmem(rest.data(), size_t(rest.size()), what.data(), size_t(what.size()));
    return at ? from + (static_cast<const char *>(at) - rest.data()) : -1;
}

// "1.4 MB"
QByteArray sizeText(qsizetype bytes)
{
    if (bytes < 1000)
        return QByteArray::number(bytes) + " bytes";
    if (bytes < 1000 * 1000)
        return QByteArray::number(bytes / 1000) + " kB";
    const qsizetype tenths = bytes / 100000;
    return QByteArray::number(tenths / 10) + '.' + QByteArray::number(tenths % 10) + " MB";
}

QByteArray withoutPictures(QByteArrayView body)
{
    QByteArray out;
    qsizetype from = 0;
    for (;;) {
        const qsizetype key = find(body, pictureKey, from);
        const qsizetype open = key < 0 ? -1 : find(body, "\"", key + pictureKey.size());
        const qsizetype close = open < 0 ? -1 : find(body, "\"", open + 1);
        if (close < 0)
            return out + body.sliced(from).toByteArray();
        out.append(body.sliced(from, open + 1 - from));
        out.append("\u2026(" + sizeText(close - open - 1) + " of base64)");
        from = close;
    }
}

bool isBase64(QByteArrayView text)
{
    const auto fits = [](char c) { return isalnum(uchar(c)) || c == '+' || c == '/' || c == '='; };
    return text.size() >= longBase64 && std::all_of(text.begin(), text.end(), fits);
}

// The texts of one list, each replaced by its size.
QByteArray withoutPictureList(QByteArrayView body)
{
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype open = find(body, picturesKey) + picturesKey.size() - 1; open < body.size();) {
        const qsizetype close = find(body, "\"", open + 1);
        if (close < 0 || !isBase64(body.sliced(open + 1, close - open - 1)))
            break;
        out.append(body.sliced(from, open + 1 - from));
        out.append("\u2026(" + sizeText(close - open - 1) + " of base64)");
        from = close;
        open = close + 2; // the next one's mark, behind a comma
        if (find(body.sliced(from), "\",\"") != 0)
            break;
    }
    return out + body.sliced(from).toByteArray();
}

QByteArray cut(QByteArray body)
{
    if (body.size() <= recordedBodyLimit)
        return body;
    qsizetype end = recordedBodyLimit;
    while (end > 0 && (uchar(body[end]) & 0xc0) == 0x80) // not inside a character
        --end;
    const QByteArray note = cutNoteStart + sizeText(body.size() - end) + cutNoteEnd;
    body.truncate(end);
    return body + note;
}

// What GET /webhooks/:/secret answers.
QByteArray withoutWebhookSecret(QByteArray text)
{
    const qsizetype at = find(text, webhookSecret);
    if (at < 0)
        return text;
    const qsizetype from = at + webhookSecret.size();
    const qsizetype end = find(text, "\"", from);
    return text.replace(from, (end < 0 ? text.size() : end) - from, "••••••••");
}

bool isText(QByteArrayView type)
{
    return type.isEmpty() || type.startsWith("text/") || find(type, "json") >= 0
        || find(type, "urlencoded") >= 0;
}

} // namespace

QByteArray headText(const Headers &head)
{
    QByteArray out;
    out.reserve(head.size() * 48);
    for (const auto &[name, value] : head) {
        out.append(name).append(": ").append(value).append('\n');
    }
    return out;
}

Headers headFromText(QByteArrayView text)
{
    Headers out;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype end = find(text, "\n", from);
        const QByteArrayView line = text.sliced(from, (end < 0 ? text.size() : end) - from);
        const qsizetype colon = find(line, ": ");
        if (colon > 0)
            out.emplaceBack(line.first(colon).toByteArray(), line.sliced(colon + 2).toByteArray());
        from += line.size() + 1;
    }
    return out;
}

QByteArray idsText(const QList<QByteArray> &ids)
{
    QByteArray out;
    for (const QByteArray &id : ids)
        out.append(QByteArray::number(id.size())).append(':').append(id);
    return out;
}

QList<QByteArray> idsFromText(QByteArrayView text)
{
    QList<QByteArray> out;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype colon = find(text, ":", from);
        if (colon < 0)
            break;
        const qsizetype size = text.sliced(from, colon - from).toByteArray().toLongLong();
        if (size < 0 || colon + 1 + size > text.size())
            break;
        out.append(text.sliced(colon + 1, size).toByteArray());
        from = colon + 1 + size;
    }
    return out;
}

QByteArray keptBody(QByteArrayView body, QByteArrayView type)
{
    if (!isText(type))
        return '(' + sizeText(body.size()) + " of " + type.toByteArray() + ')';
    if (find(body, pictureKey) >= 0)
        return cut(withoutLiveKeys(withoutPictures(body)));
    if (find(body, picturesKey) >= 0)
        return cut(withoutLiveKeys(withoutPictureList(body)));
    return cut(withoutWebhookSecret(withoutLiveKeys(body.toByteArray())));
}

bool isKeptWhole(QByteArrayView body, QByteArrayView type)
{
    return body.size() <= recordedBodyLimit && isText(type) && find(body, pictureKey) < 0
        && find(body, picturesKey) < 0 && !holdsLiveKey(body);
}

bool holdsLiveKey(QByteArrayView text)
{
    return find(text, liveKey) >= 0;
}

QByteArray withoutLiveKeys(QByteArray text)
{
    for (qsizetype at = find(text, liveKey); at >= 0; at = find(text, liveKey, at)) {
        qsizetype end = at;
        while (end < text.size() && isKeyLetter(text[end]))
            ++end;
        text.replace(at, end - at, "••••••••");
    }
    return text;
}
