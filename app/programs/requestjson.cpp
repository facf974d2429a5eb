// SPDX-License-Identifier: MIT
#include "programs/requestjson.h"

#include "programs/literal.h"
#include "support/strictjson.h"

#include <QLocale>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

class Reader {
public:
    explicit Reader(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    std::optional<WrittenJson> whole()
    {
        auto json = value(0);
        skipSpace();
        return json && m_at == m_bytes.size() ? json : std::nullopt;
    }

private:
    void skipSpace()
    {
        while (m_at < m_bytes.size() && QByteArrayView(" \t\r\n").contains(m_bytes[m_at]))
            ++m_at;
    }

    bool take(char letter)
    {
        skipSpace();
        if (m_at >= m_bytes.size() || m_bytes[m_at] != letter)
            return false;
        ++m_at;
        return true;
    }

    std::optional<WrittenJson> value(int depth)
    {
        skipSpace();
        if (m_at >= m_bytes.size() || depth > deepestWrittenJson)
            return std::nullopt;
        switch (m_bytes[m_at]) {
        case '{':
            return object(depth);
        case '[':
            return list(depth);
        case '"':
            return text();
        default:
            return bare();
        }
    }

    std::optional<WrittenJson> object(int depth)
    {
        WrittenJson out{.kind = WrittenJson::Kind::Object, .token = {}, .keys = {}, .values = {}};
        take('{');
        if (take('}'))
            return out;
        do {
            skipSpace();
            auto key = text();
            if (!key || !take(':'))
                return std::nullopt;
            auto member = value(depth + 1);
            if (!member)
                return std::nullopt;
            out.keys.append(key->token);
            out.values.append(*std::move(member));
        } while (take(','));
        return take('}') ? std::optional(out) : std::nullopt;
    }

    std::optional<WrittenJson> list(int depth)
    {
        WrittenJson out{.kind = WrittenJson::Kind::List, .token = {}, .keys = {}, .values = {}};
        take('[');
        if (take(']'))
            return out;
        do {
            auto item = value(depth + 1);
            if (!item)
                return std::nullopt;
            out.values.append(*std::move(item));
        } while (take(','));
        return take(']') ? std::optional(out) : std::nullopt;
    }

    // Control characters must be escapes, and an escape one of JSON's.
    std::optional<WrittenJson> text()
    {
        const qsizetype first = m_at;
        if (m_at >= m_bytes.size() || m_bytes[m_at] != '"')
            return std::nullopt;
        for (++m_at; m_at < m_bytes.size() && m_bytes[m_at] != '"'; ++m_at) {
            if (uchar(m_bytes[m_at]) < 0x20)
                return std::nullopt;
            if (m_bytes[m_at] == '\\' && !escape())
                return std::nullopt;
        }
        if (m_at >= m_bytes.size())
            return std::nullopt;
        ++m_at;
        return leaf(WrittenJson::Kind::Text, first);
    }

    // At a backslash; ends on the escape's last letter.
    bool escape()
    {
        if (++m_at >= m_bytes.size() || !QByteArrayView("\"\\/bfnrtu").contains(m_bytes[m_at]))
            return false;
        if (m_bytes[m_at] != 'u')
            return true;
        for (int i = 0; i < 4; ++i) {
            if (++m_at >= m_bytes.size() || !QByteArrayView("0123456789abcdefABCDEF").contains(m_bytes[m_at]))
                return false;
        }
        return true;
    }

    std::optional<WrittenJson> bare()
    {
        const qsizetype first = m_at;
        while (m_at < m_bytes.size() && !QByteArrayView(" \t\r\n,:]}[{\"").contains(m_bytes[m_at]))
            ++m_at;
        const QByteArrayView token = m_bytes.sliced(first, m_at - first);
        if (token == "true" || token == "false" || token == "null")
            return leaf(WrittenJson::Kind::Word, first);
        return isJsonNumber(token) ? leaf(WrittenJson::Kind::Number, first) : std::nullopt;
    }

    std::optional<WrittenJson> leaf(WrittenJson::Kind kind, qsizetype first) const
    {
        return WrittenJson{.kind = kind,
            .token = m_bytes.sliced(first, m_at - first).toByteArray(),
            .keys = {},
            .values = {}};
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

// A number's significant digits and the power of ten behind them, so that 12.50 and 1.25e1 are one.
std::pair<QByteArray, int> valueOfDigits(const QByteArray &number)
{
    const qsizetype end
        = std::ranges::find_if(number, [](char c) { return c == 'e' || c == 'E'; }) - number.begin();
    int power = end < number.size() ? number.mid(end + 1).toInt() : 0;
    QByteArray digits = number.first(end);
    digits.replace("-", {});
    if (const qsizetype point = digits.indexOf('.'); point >= 0) {
        power -= int(digits.size() - point - 1);
        digits.remove(point, 1);
    }
    while (digits.startsWith('0'))
        digits.remove(0, 1);
    while (digits.endsWith('0')) {
        digits.chop(1);
        ++power;
    }
    return {digits, digits.isEmpty() ? 0 : power};
}

bool fitsDouble(const QByteArray &number)
{
    const double value = number.toDouble();
    return std::isfinite(value)
        && valueOfDigits(number)
        == valueOfDigits(QByteArray::number(value, 'g', QLocale::FloatingPointShortest));
}

bool isWhole(const QByteArray &number)
{
    constexpr qsizetype most = 4000; // Python reads no longer ones from its source
    return number.size() <= most
        && std::ranges::none_of(number, [](char c) { return c == '.' || c == 'e' || c == 'E'; });
}

void write(const WrittenJson &json, const QByteArray &indent, QByteArray &out)
{
    const bool object = json.kind == WrittenJson::Kind::Object;
    if (!object && json.kind != WrittenJson::Kind::List) {
        out += seenToken(json.token);
        return;
    }
    if (json.values.isEmpty()) {
        out += object ? "{}" : "[]";
        return;
    }
    const QByteArray inner = indent + "  ";
    out += object ? '{' : '[';
    for (qsizetype i = 0; i < json.values.size(); ++i) {
        out += (i == 0 ? "\n" : ",\n") + inner;
        if (object)
            out += seenToken(json.keys[i]) + ": ";
        write(json.values[i], inner, out);
    }
    out += '\n' + indent + (object ? '}' : ']');
}

} // namespace

const WrittenJson *WrittenJson::value(QByteArrayView key) const
{
    for (qsizetype i = 0; i < keys.size(); ++i) {
        if (textOfToken(keys[i]) == QString::fromUtf8(key))
            return &values[i];
    }
    return nullptr;
}

std::optional<WrittenJson> readWrittenJson(QByteArrayView bytes)
{
    return bytes.isValidUtf8() ? Reader(bytes).whole() : std::nullopt;
}

QString textOfToken(const QByteArray &token)
{
    const QString in = QString::fromUtf8(token.mid(1, token.size() - 2));
    QString out;
    for (qsizetype i = 0; i < in.size(); ++i) {
        if (in[i] != u'\\') {
            out += in[i];
            continue;
        }
        const char16_t letter = in[++i].unicode();
        if (letter == u'u') {
            out += QChar(QStringView(in).sliced(i + 1, 4).toUShort(nullptr, 16));
            i += 4;
        } else {
            static constexpr QStringView from = u"bfnrt";
            const qsizetype at = from.indexOf(QChar(letter));
            out += at < 0 ? QChar(letter) : QChar(u"\b\f\n\r\t"[at]);
        }
    }
    return out;
}

QByteArray tokenOfText(const QString &text)
{
    return textLiteral(Language::Json, text);
}

bool isLiteralSafe(const WrittenJson &json, Numbers numbers)
{
    const auto isText = [](const QByteArray &token) { return textOfToken(token).isValidUtf16(); };
    switch (json.kind) {
    case WrittenJson::Kind::Text:
        return isText(json.token);
    case WrittenJson::Kind::Number:
        return (numbers == Numbers::BigIntegers && isWhole(json.token)) || fitsDouble(json.token);
    case WrittenJson::Kind::Word:
        return true;
    case WrittenJson::Kind::Object:
    case WrittenJson::Kind::List:
        break;
    }
    QSet<QString> names;
    for (const QByteArray &key : json.keys)
        names.insert(textOfToken(key));
    return names.size() == json.keys.size() && std::ranges::all_of(json.keys, isText)
        && std::ranges::all_of(
            json.values, [&](const WrittenJson &value) { return isLiteralSafe(value, numbers); });
}

QByteArray writtenLines(const WrittenJson &json)
{
    QByteArray out;
    write(json, {}, out);
    return out;
}
