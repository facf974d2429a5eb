// SPDX-License-Identifier: MIT
#include "ui/parts/jsonscanner.h"

#include <QByteArrayView>

#include <algorithm>
#include <cctype>
#include <cstring>

using Kind = JsonLayout::Kind;
using Line = JsonLayout::Line;

JsonScanner::JsonScanner(const QByteArray &source, std::vector<Line> &lines)
    : m_source(source.constData())
    , m_size(qint32(std::min<qsizetype>(source.size(), INT32_MAX)))
    , m_lines(lines)
{
}

void JsonScanner::skipSpace()
{
    while (m_at < m_size && std::strchr(" \t\r\n", m_source[m_at]) && m_source[m_at] != '\0')
        ++m_at;
}

bool JsonScanner::scan()
{
    skipSpace();
    if (!at('{') && !at('['))
        return false;
    bool sound = value({});
    while (sound && !m_open.empty())
        sound = member();
    closeAll();
    skipSpace();
    return sound && m_at == m_size;
}

// The next value of the innermost block, or its end.
bool JsonScanner::member()
{
    skipSpace();
    Block &in = m_open.back();
    if (at(in.named ? '}' : ']')) {
        if (in.comma)
            return false;
        close();
        return true;
    }
    if (in.place > 0 && !in.comma)
        return false;
    in.comma = false;
    Line line{.parent = in.line, .place = in.place++, .depth = quint16(m_open.size())};
    if (in.named && !key(line))
        return false;
    return value(line);
}

bool JsonScanner::key(Line &line)
{
    line.key = m_at;
    if (!at('"') || !text())
        return false;
    line.keyLength = m_at - line.key;
    skipSpace();
    if (!at(':'))
        return false;
    ++m_at;
    skipSpace();
    return true;
}

bool JsonScanner::value(Line line)
{
    if (m_at >= m_size)
        return false;
    line.value = m_at;
    if (at('{') || at('[')) {
        if (m_open.size() >= JsonLayout::deepest)
            return false;
        open(line);
        return true;
    }
    const bool sound = at('"') ? text() : scalar();
    line.valueLength = m_at - line.value;
    if (line.valueLength == 0)
        return false;
    m_lines.push_back(line);
    if (sound)
        ended(qint32(m_lines.size()) - 1);
    return sound;
}

bool JsonScanner::text()
{
    for (++m_at; m_at < m_size; ++m_at) {
        if (m_source[m_at] == '"') {
            ++m_at;
            return true;
        }
        if (uchar(m_source[m_at]) < 0x20)
            return false;
        m_at += m_source[m_at] == '\\';
    }
    m_at = m_size;
    return false;
}

bool JsonScanner::scalar()
{
    const qint32 from = m_at;
    while (m_at < m_size && (isalnum(uchar(m_source[m_at])) || std::strchr("+-.", m_source[m_at]))
        && m_source[m_at] != '\0')
        ++m_at;
    const QByteArrayView text(m_source + from, m_at - from);
    if (text == "true" || text == "false" || text == "null")
        return true;
    const bool number = !text.empty() && (isdigit(uchar(text.front())) || text.front() == '-')
        && isdigit(uchar(text.back())) && std::all_of(text.begin(), text.end(), [](char c) {
               return isdigit(uchar(c)) || std::strchr("+-.eE", c);
           });
    return number && m_at < m_size;
}

void JsonScanner::open(Line line)
{
    const bool named = at('{');
    ++m_at;
    skipSpace();
    if (at(named ? '}' : ']')) { // nothing in it: stays on its line
        ++m_at;
        line.valueLength = m_at - line.value;
        m_lines.push_back(line);
        ended(qint32(m_lines.size()) - 1);
        return;
    }
    line.kind = Kind::Open;
    m_lines.push_back(line);
    m_open.push_back({.line = qint32(m_lines.size()) - 1, .named = named});
}

void JsonScanner::close()
{
    const qint32 opening = m_open.back().line;
    m_open.pop_back();
    Line line{.value = m_at,
        .valueLength = 1,
        .parent = opening,
        .end = opening,
        .depth = quint16(m_open.size()),
        .kind = Kind::Close};
    ++m_at;
    Line &start = m_lines[size_t(opening)];
    start.valueLength = m_at - start.value;
    start.end = qint32(m_lines.size());
    m_lines.push_back(line);
    ended(qint32(m_lines.size()) - 1);
}

void JsonScanner::ended(qint32 line)
{
    skipSpace();
    if (m_open.empty() || !at(','))
        return;
    ++m_at;
    m_lines[size_t(line)].comma = true;
    m_open.back().comma = true;
}

// What the text's early end left open goes to the last line.
void JsonScanner::closeAll()
{
    for (const Block &block : m_open) {
        Line &start = m_lines[size_t(block.line)];
        start.end = qint32(m_lines.size()) - 1;
        start.valueLength = m_at - start.value;
    }
}
