// SPDX-License-Identifier: MIT
#include "ui/parts/jsontext.h"

#include <QJsonDocument>
#include <QStringView>

using namespace Qt::StringLiterals;

namespace {

// Lays out text that QJsonDocument has already found sound, so it need not doubt it. QJsonDocument itself
// would sort the keys, and a person wants to see them as they were sent.
class Printer {
public:
    explicit Printer(QStringView json)
        : m_json(json)
    {
    }

    QList<JsonLine> lines()
    {
        value({}, {}, 0);
        return m_lines;
    }

private:
    QChar peek()
    {
        while (m_at < m_json.size() && m_json[m_at].isSpace())
            ++m_at;
        return m_at < m_json.size() ? m_json[m_at] : QChar();
    }

    QStringView scalar()
    {
        const qsizetype start = m_at;
        if (peek() == u'"') {
            for (++m_at; m_at < m_json.size() && m_json[m_at] != u'"'; ++m_at)
                m_at += m_json[m_at] == u'\\' ? 1 : 0;
            ++m_at;
        } else {
            while (m_at < m_json.size() && !m_json[m_at].isSpace() && !u",]}:"_s.contains(m_json[m_at]))
                ++m_at;
        }
        return m_json.sliced(start, m_at - start);
    }

    // `key` is what stands before the value on its line: "\"name\": ".
    void value(const QString &key, const QString &path, int depth)
    {
        const QChar first = peek();
        const QString indent(depth * 2, u' ');
        if (first == u'{' || first == u'[') {
            block(indent, key, path, depth, first);
            return;
        }
        const QStringView text = scalar();
        m_lines.append({.text = indent + key + text.toString(),
            .path = path,
            .valueStart = int(indent.size() + key.size()),
            .valueLength = int(text.size())});
    }

    void block(const QString &indent, const QString &key, const QString &path, int depth, QChar open)
    {
        const QChar close = open == u'{' ? u'}' : u']';
        const qsizetype opened = m_lines.size();
        m_lines.append({.text = indent + key + open,
            .path = path,
            .valueStart = int(indent.size() + key.size()),
            .valueLength = 1});
        ++m_at;
        if (peek() == close) {
            ++m_at;
            m_lines[opened].text += close;
            m_lines[opened].valueLength = 2;
            return;
        }
        members(path, depth + 1, open == u'{', close);
        m_lines.append({.text = indent + close});
        m_lines[opened].closes = int(m_lines.size()) - 1;
    }

    void members(const QString &path, int depth, bool named, QChar close)
    {
        for (int index = 0;; ++index) {
            QString key;
            QString name = QString::number(index);
            peek();
            if (named) {
                const QString quoted = scalar().toString();
                name = quoted.mid(1, quoted.size() - 2);
                key = quoted + u": "_s;
                peek();
                ++m_at; // the colon
            }
            value(key, path.isEmpty() ? name : path + u'.' + name, depth);
            const bool last = peek() == close;
            ++m_at; // comma or bracket
            if (last)
                return;
            m_lines.last().text += u',';
        }
    }

    QStringView m_json;
    qsizetype m_at = 0;
    QList<JsonLine> m_lines;
};

} // namespace

QList<JsonLine> prettyJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError || document.isNull())
        return {};
    const QString text = QString::fromUtf8(json);
    return Printer(text).lines();
}

QList<JsonToken> jsonTokens(const QString &line)
{
    QList<JsonToken> tokens;
    for (int at = 0; at < line.size();) {
        const QChar c = line[at];
        int end = at + 1;
        if (c.isSpace()) {
            at = end;
            continue;
        }
        JsonToken::Kind kind = JsonToken::Kind::Punctuation;
        if (c == u'"') {
            for (; end < line.size() && line[end] != u'"'; ++end)
                end += line[end] == u'\\' ? 1 : 0;
            ++end;
            kind = end < line.size() && line[end] == u':' ? JsonToken::Kind::Key : JsonToken::Kind::String;
        } else if (c.isDigit() || c == u'-') {
            while (end < line.size() && (line[end].isLetterOrNumber() || u"+-."_s.contains(line[end])))
                ++end;
            kind = JsonToken::Kind::Number;
        } else if (c.isLetter()) {
            while (end < line.size() && line[end].isLetter())
                ++end;
            kind = JsonToken::Kind::Literal;
        }
        end = std::min(end, int(line.size()));
        tokens.append({kind, at, end - at});
        at = end;
    }
    return tokens;
}
