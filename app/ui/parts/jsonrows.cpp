// SPDX-License-Identifier: MIT
#include "ui/parts/jsonrows.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = JsonRow::Kind;
using LineKind = JsonLayout::Kind;

namespace {

constexpr int narrow = 60; // columns; below it comments stand under the text
constexpr int foldedWidth = 90; // columns that a folded block takes at most
constexpr int shortest = 12; // columns that a broken line has at least

// Where to break `text` that has `room` columns left: behind the last space, else in the middle of a word.
int breakAt(const QString &text, int from, int room)
{
    if (text.size() - from <= room)
        return int(text.size());
    const auto space = text.lastIndexOf(u' ', from + room - 1);
    return space > from + room / 2 ? int(space) + 1 : from + room;
}

} // namespace

void JsonRows::setHead(const QStringList &lines)
{
    m_head = lines;
}

void JsonRows::setMore(const QString &title, const QStringList &lines)
{
    m_moreTitle = title;
    m_more = lines;
}

void JsonRows::setNote(const QString &note)
{
    m_note = note;
}

void JsonRows::setBody(const QByteArray &text, std::shared_ptr<const JsonLayout> layout)
{
    m_body = text;
    m_layout = std::move(layout);
    m_folded.assign(size_t(m_layout->size()), false);
    for (int i = 0; m_layout->size() > foldedAbove && i < m_layout->size(); ++i)
        m_folded[size_t(i)] = m_layout->line(i).kind == LineKind::Open && m_layout->line(i).depth >= 2;
    m_starts.clear();
    if (isJson() || text.isEmpty())
        return;
    m_starts.push_back(0);
    for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
        m_starts.push_back(qint32(at) + 1);
}

void JsonRows::build(int columns, Break lines)
{
    const int room = std::max(columns, shortest);
    m_rows.clear();
    m_widest = 0;
    addHead();
    addComments(columns);
    m_bodyFrom = size();
    if (isJson())
        addJson(lines == Break::AtEdge && linesInSight() <= mostBroken ? room : 0);
    else
        addText(room);
    m_bodyEnd = size();
    if (!m_under.isEmpty())
        m_rows.push_back({.kind = Kind::Blank});
    for (int i = 0; i < m_under.size(); ++i)
        m_rows.push_back({.kind = Kind::Note, .line = i});
    if (!m_note.isEmpty())
        addBroken({.kind = Kind::Note, .line = int(m_under.size())}, m_note, room, 0);
}

void JsonRows::addHead()
{
    for (int i = 0; i < m_head.size(); ++i) {
        m_rows.push_back({.kind = i == 0 ? Kind::Title : Kind::Head, .line = i});
        m_widest = std::max(m_widest, int(m_head[i].size()));
    }
    if (hasMore()) {
        m_rows.push_back({.kind = Kind::More, .line = 0});
        for (int i = 0; m_moreOpen && i < m_more.size(); ++i) {
            m_rows.push_back({.kind = Kind::Head, .line = int(m_head.size()) + i});
            m_widest = std::max(m_widest, int(m_more[i].size()));
        }
    }
    if (!m_rows.empty() && (!m_body.isEmpty() || !m_note.isEmpty()))
        m_rows.push_back({.kind = Kind::Blank});
}

int JsonRows::linesInSight() const
{
    int lines = 0;
    for (int i = 0; i < m_layout->size(); ++lines)
        i = isFolded(i) ? m_layout->line(i).end + 1 : i + 1;
    return lines;
}

void JsonRows::addJson(int columns)
{
    for (int i = 0; i < m_layout->size();) {
        const JsonLayout::Line &line = m_layout->line(i);
        const bool closed = isFolded(i);
        if (columns > 0) {
            const QString text = closed ? m_layout->folded(i) : m_layout->text(i);
            addBroken({.kind = Kind::Json, .line = i}, text, columns, line.depth * 2 + 2);
        } else {
            m_rows.push_back({.kind = Kind::Json, .line = i});
            const int most = closed ? foldedWidth : JsonLayout::longestValue + 24;
            const int letters = line.kind == LineKind::Value || closed ? std::min(line.valueLength, most) : 1;
            m_widest = std::max(m_widest, line.depth * 2 + line.keyLength + 3 + letters);
        }
        i = closed ? line.end + 1 : i + 1;
    }
    if (columns == 0 && !m_beside.empty())
        m_widest = std::max(m_widest, m_commentColumn + 40);
}

void JsonRows::addText(int columns)
{
    for (int i = 0; i < int(m_starts.size()); ++i)
        addBroken({.kind = Kind::Text, .line = i}, textLine(i), columns, 0);
}

void JsonRows::addBroken(JsonRow row, const QString &text, int columns, int hang)
{
    const int room = std::max(columns - hang, shortest);
    int from = 0;
    do {
        const int end = breakAt(text, from, from == 0 ? std::max(columns, shortest) : room);
        row.from = from;
        row.length = from == 0 && end == text.size() ? -1 : end - from;
        m_rows.push_back(row);
        m_widest = std::max(m_widest, end - from + (from == 0 ? 0 : hang));
        from = end;
    } while (from < text.size());
}

QString JsonRows::commentOf(int line) const
{
    const auto found = std::ranges::find(m_beside, line, &std::pair<int, QString>::first);
    return found == m_beside.end() ? QString() : found->second;
}

// Beside their lines in one column, or under the text where that is narrow.
void JsonRows::addComments(int columns)
{
    m_beside.clear();
    m_under.clear();
    m_commentColumn = 0;
    for (const JsonComment &comment : std::as_const(m_comments)) {
        const int line = isJson() ? m_layout->find(comment.path) : -1;
        if (line < 0)
            continue;
        m_commentColumn = std::max(m_commentColumn, int(m_layout->text(line).size()) + 3);
        if (columns < narrow)
            m_under.append(u"// %1: %2"_s.arg(comment.path.section(u'.', -1), comment.text));
        else
            m_beside.emplace_back(line, u"// "_s + comment.text);
    }
}

QString JsonRows::textLine(int line) const
{
    const qint32 from = m_starts[size_t(line)];
    const bool last = size_t(line) + 1 == m_starts.size();
    const qsizetype end = last ? m_body.size() : m_starts[size_t(line) + 1] - 1;
    return QString::fromUtf8(m_body.sliced(from, end - from)).replace(u'\t', u"    "_s);
}

QString JsonRows::lineText(int at) const
{
    const JsonRow &is = row(at);
    switch (is.kind) {
    case Kind::Title:
    case Kind::Head:
        return is.line < m_head.size() ? m_head[is.line] : u"  "_s + m_more[is.line - m_head.size()];
    case Kind::More:
        return m_moreTitle;
    case Kind::Text:
        return textLine(is.line);
    case Kind::Note:
        return is.line < m_under.size() ? m_under[is.line] : m_note;
    case Kind::Blank:
        return {};
    case Kind::Json:
        break;
    }
    const QString text = isFolded(is.line) ? m_layout->folded(is.line) : m_layout->text(is.line);
    const QString comment = commentOf(is.line);
    return comment.isEmpty() ? text : text.leftJustified(m_commentColumn) + comment;
}

QString JsonRows::text(int at) const
{
    const JsonRow &is = row(at);
    return lineText(at).mid(is.from, is.length);
}

int JsonRows::commentAt(int at) const
{
    return row(at).kind == Kind::Json && !commentOf(row(at).line).isEmpty() ? m_commentColumn : -1;
}

int JsonRows::hanging(int at) const
{
    const JsonRow &is = row(at);
    return is.kind == Kind::Json && is.from > 0 ? m_layout->line(is.line).depth * 2 + 2 : 0;
}

bool JsonRows::foldable(int at) const
{
    const JsonRow &is = row(at);
    if (is.kind == Kind::More)
        return true;
    return is.kind == Kind::Json && is.from == 0 && m_layout->line(is.line).kind == LineKind::Open;
}

bool JsonRows::folded(int at) const
{
    return row(at).kind == Kind::More ? !m_moreOpen : isFolded(row(at).line);
}

void JsonRows::fold(int at, bool on)
{
    if (row(at).kind == Kind::More)
        m_moreOpen = !on;
    else
        m_folded[size_t(row(at).line)] = on;
}

// The outermost block stays open: it would hide everything.
void JsonRows::foldAll(bool on)
{
    for (int i = 1; i < m_layout->size(); ++i)
        m_folded[size_t(i)] = on && m_layout->line(i).kind == LineKind::Open;
    if (m_layout->size() > 0)
        m_folded[0] = false;
}

void JsonRows::open(int first, int last)
{
    for (int i = first; i <= std::min(last, first + foldedAbove); ++i)
        m_folded[size_t(i)] = false;
}

bool JsonRows::reveal(int line)
{
    bool changed = false;
    for (int i = m_layout->line(line).parent; i >= 0; i = m_layout->line(i).parent) {
        changed = changed || isFolded(i);
        m_folded[size_t(i)] = false;
    }
    return changed;
}

int JsonRows::rowOf(int line, int column) const
{
    const auto begin = m_rows.begin() + m_bodyFrom;
    const auto end = m_rows.begin() + m_bodyEnd;
    auto found = std::ranges::lower_bound(begin, end, line, {}, &JsonRow::line);
    if (found == end || found->line != line)
        return -1;
    while (found + 1 != end && (found + 1)->line == line && (found + 1)->from <= column)
        ++found;
    return int(found - m_rows.begin());
}

std::pair<int, int> JsonRows::textPlace(qsizetype offset) const
{
    const auto after = std::ranges::upper_bound(m_starts, offset);
    const int line = int(after - m_starts.begin()) - 1;
    const qint32 from = m_starts[size_t(line)];
    return {
        line, int(QString::fromUtf8(m_body.sliced(from, offset - from)).replace(u'\t', u"    "_s).size())};
}
