// SPDX-License-Identifier: MIT
#include "support/strictjson.h"

#include <QJsonDocument>
#include <QSet>

#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

// Reads digits from `at` on and gives how many there were.
qsizetype skipDigits(QByteArrayView text, qsizetype &at)
{
    const qsizetype first = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9')
        ++at;
    return at - first;
}

bool skipOne(QByteArrayView text, qsizetype &at, const char *oneOf)
{
    if (at >= text.size() || !QByteArrayView(oneOf).contains(text[at]))
        return false;
    ++at;
    return true;
}

// Looks only for what QJsonDocument lets pass: duplicate keys, depth, lone surrogates, control characters in
// texts, "1." and "\x". The rest of the grammar is the parser's work, so on anything odd the scan simply
// stops and the parser says what is wrong.
class Scan {
public:
    Scan(QByteArrayView bytes, const JsonLimits &limits)
        : m_bytes(bytes)
        , m_limits(limits)
    {
    }

    std::optional<QString> complaint()
    {
        for (m_pos = 0; m_pos < m_bytes.size() && !m_complaint; ++m_pos)
            step(m_bytes[m_pos]);
        return m_complaint;
    }

private:
    struct Level {
        bool object = false;
        bool expectsKey = false;
        QSet<QByteArray> keys;
    };

    void step(char c)
    {
        if (c == '{' || c == '[') {
            m_levels.push_back({.object = c == '{', .expectsKey = c == '{', .keys = {}});
            if (int(m_levels.size()) > m_limits.maxDepth)
                m_complaint = u"The JSON is nested deeper than %1 levels."_s.arg(m_limits.maxDepth);
        } else if ((c == '}' || c == ']') && !m_levels.empty()) {
            m_levels.pop_back();
        } else if (c == ',' && !m_levels.empty()) {
            m_levels.back().expectsKey = m_levels.back().object;
        } else if (c == '"') {
            text();
        } else if (QByteArrayView("-+.0123456789").contains(c)) {
            number();
        }
    }

    void number()
    {
        const qsizetype first = m_pos;
        while (m_pos < m_bytes.size() && QByteArrayView("-+.eE0123456789").contains(m_bytes[m_pos]))
            ++m_pos;
        const QByteArrayView written = m_bytes.sliced(first, m_pos - first);
        if (!isJsonNumber(written))
            m_complaint = u"The JSON has a wrong number: “%1”."_s.arg(
                QString::fromUtf8(written.first(qMin(written.size(), qsizetype(40)))));
        --m_pos; // the caller steps on
    }

    void text()
    {
        const qsizetype first = m_pos + 1;
        bool escaped = false;
        for (++m_pos; m_pos < m_bytes.size() && m_bytes[m_pos] != '"'; ++m_pos) {
            if (m_bytes[m_pos] == '\\') {
                escaped = true;
                if (m_pos + 1 < m_bytes.size() && !QByteArrayView("\"\\/bfnrtu").contains(m_bytes[m_pos + 1]))
                    m_complaint = u"The JSON has a wrong escape in a text."_s;
                surrogate();
                ++m_pos;
            } else if (uchar(m_bytes[m_pos]) < 0x20) {
                m_complaint = u"The JSON has a control character in a text. Write it as an escape."_s;
            }
        }
        if (m_levels.empty() || !m_levels.back().expectsKey)
            return;
        m_levels.back().expectsKey = false;
        const QByteArrayView raw
            = m_bytes.sliced(first, qMax(qsizetype(0), qMin(m_pos, m_bytes.size()) - first));
        const QByteArray key = escaped ? unescaped(raw) : raw.toByteArray();
        if (m_levels.back().keys.contains(key))
            m_complaint = u"The JSON has the key “%1” twice in one object."_s.arg(QString::fromUtf8(key));
        m_levels.back().keys.insert(key);
    }

    static QByteArray unescaped(QByteArrayView raw)
    {
        const auto list = QJsonDocument::fromJson("[\"" + raw.toByteArray() + "\"]").array();
        return list.isEmpty() ? raw.toByteArray() : list.at(0).toString().toUtf8();
    }

    // At a backslash: \ud83d must be followed by \udc00 to \udfff, and a low one must follow a high one.
    void surrogate()
    {
        const auto unit = unitAt(m_pos);
        if (!unit || *unit < 0xd800 || *unit > 0xdfff)
            return;
        const auto next = unitAt(m_pos + 6);
        if (*unit >= 0xdc00 || !next || *next < 0xdc00 || *next > 0xdfff)
            m_complaint = u"The JSON has half a surrogate pair."_s;
        else
            m_pos += 6;
    }

    std::optional<uint> unitAt(qsizetype at) const
    {
        if (at + 6 > m_bytes.size() || m_bytes[at] != '\\' || m_bytes[at + 1] != 'u')
            return std::nullopt;
        bool ok = false;
        const uint unit = m_bytes.sliced(at + 2, 4).toByteArray().toUInt(&ok, 16);
        return ok ? std::optional(unit) : std::nullopt;
    }

    QByteArrayView m_bytes;
    JsonLimits m_limits;
    qsizetype m_pos = 0;
    std::vector<Level> m_levels;
    std::optional<QString> m_complaint;
};

Error unreadable(const QString &sentence)
{
    return {.kind = Error::Kind::Protocol,
        .message = sentence,
        .code = u"INVALID_REQUEST_BODY"_s,
        .field = {},
        .status = 422};
}

Result<QJsonDocument> readDocument(QByteArrayView bytes, const JsonLimits &limits)
{
    if (bytes.size() > limits.maxBytes)
        return unreadable(u"The JSON is larger than %1 bytes."_s.arg(limits.maxBytes));
    if (bytes.startsWith("\xef\xbb\xbf"))
        return unreadable(u"The JSON starts with a byte order mark."_s);
    if (const auto complaint = Scan(bytes, limits).complaint())
        return unreadable(*complaint);
    QJsonParseError error;
    const auto document
        = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &error);
    if (error.error != QJsonParseError::NoError)
        return unreadable(u"This is not JSON: %1 at byte %2."_s.arg(error.errorString()).arg(error.offset));
    return document;
}

} // namespace

Result<QJsonObject> readObject(QByteArrayView bytes, const JsonLimits &limits)
{
    return readDocument(bytes, limits).andThen([](const QJsonDocument &document) -> Result<QJsonObject> {
        if (!document.isObject())
            return unreadable(u"The JSON must be an object."_s);
        return document.object();
    });
}

Result<QJsonArray> readArray(QByteArrayView bytes, const JsonLimits &limits)
{
    return readDocument(bytes, limits).andThen([](const QJsonDocument &document) -> Result<QJsonArray> {
        if (!document.isArray())
            return unreadable(u"The JSON must be a list."_s);
        return document.array();
    });
}

bool isJsonNumber(QByteArrayView text)
{
    qsizetype at = 0;
    skipOne(text, at, "-");
    const bool zero = at < text.size() && text[at] == '0';
    const qsizetype whole = skipDigits(text, at);
    if (whole == 0 || (zero && whole > 1))
        return false;
    if (skipOne(text, at, ".") && skipDigits(text, at) == 0)
        return false;
    if (skipOne(text, at, "eE")) {
        skipOne(text, at, "+-");
        if (skipDigits(text, at) == 0)
            return false;
    }
    return at == text.size();
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}
