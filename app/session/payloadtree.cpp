// SPDX-License-Identifier: MIT
#include "session/payloadtree.h"

#include "support/strictjson.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = JsonLimits().maxDepth;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Payload)
};

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\n' || c == u'\t' || c == u'\r' || c == QChar::ParagraphSeparator;
}

QString unescaped(QStringView quoted)
{
    if (!quoted.contains(u'\\'))
        return quoted.sliced(1, quoted.size() - 2).toString();
    return QJsonDocument::fromJson('[' + quoted.toUtf8() + ']')[0].toString();
}

class Reader {
public:
    explicit Reader(QStringView text)
        : m_text(text)
    {
    }

    PayloadTree read()
    {
        PayloadTree out;
        if (value(out.root, 1)) {
            skip();
            if (m_at < m_text.size())
                fail(Words::tr("nothing may follow the end of the JSON"), 1);
        }
        out.fault = m_fault;
        return out;
    }

private:
    QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }

    void skip()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }

    bool fail(const QString &what, qsizetype length = 1) { return failAt(m_at, length, what); }

    bool failAt(qsizetype at, qsizetype length, const QString &what, std::optional<QString> instead = {})
    {
        if (!m_fault)
            m_fault = {what, at, length, std::move(instead)};
        return false;
    }

    bool value(PayloadNode &node, int depth)
    {
        skip();
        node.at = m_at;
        const QChar first = peek();
        bool fine = false;
        if (first == u'{' || first == u'[')
            fine = block(node, depth);
        else if (first == u'"')
            fine = text(node);
        else if (first == u'-' || first.isDigit())
            fine = number(node);
        else
            fine = literal(node);
        node.length = m_at - node.at;
        return fine;
    }

    bool block(PayloadNode &node, int depth)
    {
        if (depth > deepest)
            return fail(Words::tr("at most %1 levels may stand in each other").arg(deepest));
        const bool object = peek() == u'{';
        const QChar close = object ? u'}' : u']';
        node.kind = object ? PayloadNode::Kind::Object : PayloadNode::Kind::List;
        ++m_at;
        skip();
        if (peek() == close) {
            ++m_at;
            return true;
        }
        QSet<QString> keys;
        while (true) {
            PayloadNode child;
            if (object && !key(child, keys))
                return false;
            const bool fine = value(child, depth + 1);
            node.children.push_back(std::move(child));
            if (!fine)
                return false;
            skip();
            if (peek() == close) {
                ++m_at;
                return true;
            }
            if (!comma(close))
                return false;
        }
    }

    bool comma(QChar close)
    {
        if (peek() != u',') {
            // The mistake is seen here and is made where the value before ends.
            return fail(m_at >= m_text.size() ? Words::tr("the closing %1 is missing").arg(close)
                                              : Words::tr("a comma or %1 is expected here").arg(close));
        }
        const qsizetype at = m_at++;
        skip();
        if (peek() == close)
            return failAt(at, 1, Words::tr("no comma may stand before %1").arg(close), QString());
        return true;
    }

    bool key(PayloadNode &child, QSet<QString> &keys)
    {
        skip();
        child.keyAt = m_at;
        if (peek() != u'"')
            return fail(peek() == u'\'' ? Words::tr("a name stands in double quotes")
                                        : Words::tr("a name in double quotes is expected here"));
        if (!quoted())
            return false;
        child.keyLength = m_at - child.keyAt;
        child.key = unescaped(m_text.sliced(child.keyAt, child.keyLength));
        if (keys.contains(child.key))
            return failAt(child.keyAt, child.keyLength,
                Words::tr("the name “%1” stands twice in one object").arg(child.key.left(40)));
        keys.insert(child.key);
        skip();
        if (peek() != u':')
            return fail(Words::tr("a colon is expected after the name"));
        ++m_at;
        return true;
    }

    bool text(PayloadNode &node)
    {
        node.kind = PayloadNode::Kind::Text;
        return quoted();
    }

    bool quoted()
    {
        const qsizetype opened = m_at++;
        for (; m_at < m_text.size() && m_text[m_at] != u'"'; ++m_at) {
            const QChar c = m_text[m_at];
            if (c == u'\n' || c == QChar::ParagraphSeparator)
                break;
            if (c.unicode() < 0x20)
                return fail(Words::tr("a tab or control character is written as \\t or \\u0000 in text"));
            if (c == u'\\' && !escape())
                return false;
            if (c.isSurrogate() && !pair())
                return fail(Words::tr("half a surrogate pair is no letter"));
        }
        if (peek() != u'"')
            return failAt(opened, m_at - opened, Words::tr("the closing quote of this text is missing"));
        ++m_at;
        return true;
    }

    bool pair()
    {
        const bool whole
            = m_text[m_at].isHighSurrogate() && m_at + 1 < m_text.size() && m_text[m_at + 1].isLowSurrogate();
        m_at += whole;
        return whole;
    }

    // At a backslash; leaves off at the escape's last letter.
    bool escape()
    {
        const QChar kind = m_at + 1 < m_text.size() ? m_text[m_at + 1] : QChar();
        if (kind != u'u') {
            if (!u"\"\\/bfnrt"_s.contains(kind) || kind.isNull())
                return fail(Words::tr("no such escape exists; a backslash is written twice"), 2);
            ++m_at;
            return true;
        }
        const auto unit = unitAt(m_at);
        if (!unit)
            return fail(Words::tr("four hexadecimal digits are expected after \\u"), 2);
        if (!QChar::isSurrogate(*unit)) {
            m_at += 5;
            return true;
        }
        const auto low = unitAt(m_at + 6);
        if (!QChar::isHighSurrogate(*unit) || !low || !QChar::isLowSurrogate(*low))
            return fail(Words::tr("half a surrogate pair is no letter"), 6);
        m_at += 11;
        return true;
    }

    std::optional<char32_t> unitAt(qsizetype at) const
    {
        if (at + 6 > m_text.size() || m_text[at] != u'\\' || m_text[at + 1] != u'u')
            return std::nullopt;
        bool ok = false;
        const uint unit = m_text.sliced(at + 2, 4).toUInt(&ok, 16);
        return ok && m_text[at + 2] != u'+' ? std::optional<char32_t>(unit) : std::nullopt;
    }

    bool number(PayloadNode &node)
    {
        node.kind = PayloadNode::Kind::Number;
        const qsizetype first = m_at;
        while (m_at < m_text.size() && u"+-.eE0123456789"_s.contains(m_text[m_at]))
            ++m_at;
        const QStringView written = m_text.sliced(first, m_at - first);
        if (isJsonNumber(written.toLatin1())) {
            // What no reader of JSON can hold is refused by all of them.
            const bool fits = std::isfinite(written.toDouble());
            return fits || failAt(first, written.size(), Words::tr("this number is too large for JSON"));
        }
        return failAt(first, written.size(),
            Words::tr("“%1” is no number as JSON writes it").arg(written.left(40).toString()));
    }

    bool literal(PayloadNode &node)
    {
        const qsizetype first = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isLetterOrNumber() || m_text[m_at] == u'_'))
            ++m_at;
        const QStringView word = m_text.sliced(first, m_at - first);
        node.kind = PayloadNode::Kind::Literal;
        if (word == u"true" || word == u"false" || word == u"null")
            return true;
        const QString small = word.toString().toLower();
        if (small == u"true"_s || small == u"false"_s)
            return failAt(
                first, word.size(), Words::tr("JSON writes “%1” in small letters").arg(word), small);
        if (small == u"none"_s || small == u"undefined"_s || small == u"nil"_s || small == u"null"_s)
            return failAt(first, word.size(), Words::tr("JSON writes null for nothing"), u"null"_s);
        if (!word.isEmpty())
            return failAt(
                first, word.size(), Words::tr("text stands in double quotes"), u'"' + word.toString() + u'"');
        if (peek() == u'\'')
            return fail(Words::tr("text stands in double quotes"));
        if (peek() == u'/' || peek() == u'#')
            return fail(Words::tr("JSON has no comments"));
        return fail(Words::tr("a value is expected here"));
    }

    QStringView m_text;
    qsizetype m_at = 0;
    std::optional<PayloadFault> m_fault;
};

} // namespace

const PayloadNode *PayloadNode::child(QStringView name) const
{
    const auto found
        = std::ranges::find_if(children, [name](const PayloadNode &is) { return is.key == name; });
    return found == children.end() ? nullptr : &*found;
}

PayloadTree readPayload(QStringView text)
{
    return Reader(text).read();
}

PayloadPlace placeIn(QStringView text, qsizetype at)
{
    const QStringView before = text.first(std::clamp<qsizetype>(at, 0, text.size()));
    const qsizetype line = before.lastIndexOf(u'\n');
    return {int(before.count(u'\n')) + 1, int(before.size() - line)};
}
