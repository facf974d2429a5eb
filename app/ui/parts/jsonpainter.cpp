// SPDX-License-Identifier: MIT
#include "ui/parts/jsonpainter.h"

#include "ui/fonts.h"
#include "ui/icons.h"
#include "ui/parts/jsontext.h"
#include "ui/parts/paint.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using Kind = JsonRow::Kind;

namespace {

constexpr int margin = 16;
constexpr int foldSide = 12;
constexpr qreal endless = 1e7;

QColor colourOf(JsonToken::Kind kind)
{
    const Theme &t = theme();
    switch (kind) {
    case JsonToken::Kind::Key:
        return t.json.key;
    case JsonToken::Kind::String:
        return t.json.string;
    case JsonToken::Kind::Number:
        return t.json.number;
    case JsonToken::Kind::Literal:
        return t.json.literal;
    case JsonToken::Kind::Punctuation:
        return t.dim;
    }
    return t.text;
}

QColor inkOf(Kind kind)
{
    const Theme &t = theme();
    switch (kind) {
    case Kind::Head:
        return t.dim;
    case Kind::More:
        return t.mute;
    case Kind::Note:
        return t.json.comment;
    default:
        return t.text;
    }
}

// Without ligatures: the letters as they were sent.
QFont letters()
{
    QFont font = fontOf(TextRole::Mono);
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

QTextLayout::FormatRange range(int start, int length, const QColor &ink)
{
    QTextLayout::FormatRange out{start, length, {}};
    out.format.setForeground(ink);
    return out;
}

} // namespace

JsonPainter::JsonPainter(const JsonView &view)
    : m_view(view)
    , m_rows(view.m_rows)
{
}

qreal JsonPainter::left(int row) const
{
    return margin + m_rows.hanging(row) * m_view.letterWidth() - m_view.horizontalScrollBar()->value();
}

qreal JsonPainter::top(int row) const
{
    return margin + qreal(row) * m_view.rowHeight() - m_view.verticalScrollBar()->value();
}

void JsonPainter::lay(QTextLayout &layout, int row) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.setFormats(formats(row));
    layout.beginLayout();
    layout.createLine().setLineWidth(endless);
    layout.endLayout();
}

int JsonPainter::columnAt(int row, qreal x) const
{
    QTextLayout layout(m_rows.text(row), letters());
    lay(layout, row);
    return layout.lineAt(0).xToCursor(x - left(row));
}

void JsonPainter::addTokens(int row, QList<QTextLayout::FormatRange> &formats) const
{
    const JsonRow &is = m_rows.row(row);
    QString line = m_rows.lineText(row);
    int end = m_rows.commentAt(row);
    const bool list = m_rows.foldable(row) && m_rows.folded(row)
        && m_rows.layout().source()[m_rows.layout().line(is.line).value] == '[';
    if (list)
        end = int(m_rows.layout().text(is.line).size()); // what follows counts its entries
    if (end >= 0) {
        formats.append(range(end - is.from, int(line.size()) - end, theme().json.comment));
        line.truncate(end);
    }
    for (const JsonToken &token : jsonTokens(line)) {
        const int start = std::max(token.start - is.from, 0);
        const int stop = token.start + token.length - is.from;
        if (stop > start)
            formats.append(range(start, stop - start, colourOf(token.kind)));
    }
}

// What was looked for: dark on amber as in the table, the match one stands at in the accent.
void JsonPainter::addFound(int row, QList<QTextLayout::FormatRange> &formats) const
{
    const QString text = m_rows.text(row);
    const auto add = [&formats](int start, int length, const QColor &ink, const QColor &fill) {
        formats.append(range(start, length, ink));
        formats.last().format.setBackground(fill);
    };
    const Theme &t = theme();
    QStringList words = m_view.m_words;
    if (m_view.m_match >= 0)
        words.append(m_view.m_wanted);
    for (const QString &word : std::as_const(words)) {
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0 && !word.isEmpty();
             at = text.indexOf(word, at + word.size(), Qt::CaseInsensitive))
            add(int(at), int(word.size()), t.markInk, t.markFill);
    }
    const JsonRow &is = m_rows.row(row);
    const bool body = is.kind == Kind::Json || is.kind == Kind::Text;
    if (!body || m_view.m_match < 0 || m_view.m_matches[m_view.m_match].line != is.line)
        return;
    const Span &match = m_view.m_matches[m_view.m_match];
    add(match.from - is.from, match.length, t.ground, t.accent.ink);
}

QList<QTextLayout::FormatRange> JsonPainter::formats(int row) const
{
    QList<QTextLayout::FormatRange> out;
    if (m_rows.row(row).kind == Kind::Json)
        addTokens(row, out);
    else
        out.append(range(0, int(m_rows.text(row).size()), inkOf(m_rows.row(row).kind)));
    addFound(row, out);
    return out;
}

void JsonPainter::paintGround(QPainter &painter, int row) const
{
    const JsonRow &is = m_rows.row(row);
    const QRectF box(0, top(row), m_view.viewport()->width(), m_view.rowHeight());
    if (row == m_view.m_caret)
        painter.fillRect(box, theme().select);
    const auto [first, last] = m_view.m_chosenLines;
    if (is.kind == Kind::Json && is.line >= first && is.line <= last)
        painter.fillRect(QRectF(0, box.top(), 3, box.height()), theme().accent.ink);
}

void JsonPainter::paintFold(QPainter &painter, int row) const
{
    const bool outermost = m_rows.row(row).kind == Kind::Json && m_rows.row(row).line == 0;
    if (!m_rows.foldable(row) || outermost)
        return;
    const qreal y = top(row) + (m_view.rowHeight() - foldSide) / 2.0;
    paintIcon(painter, QRectF(4, y, foldSide, foldSide),
        m_rows.folded(row) ? IconName::ChevronRight : IconName::ChevronDown, theme().mute);
}

void JsonPainter::paintMark(QPainter &painter, int row, const QTextLayout &layout, const Span &mark) const
{
    const JsonRow &is = m_rows.row(row);
    const int from = std::max(mark.from - is.from, 0);
    const int to = std::min(mark.from + mark.length - is.from, int(layout.text().size()));
    if (is.line != mark.line || to <= from)
        return;
    const QTextLine line = layout.lineAt(0);
    const qreal x = line.cursorToX(from);
    const qreal width = std::max(line.cursorToX(to) - x, 2.0);
    const QRectF box(left(row) + x, top(row) + 1, width, m_view.rowHeight() - 2);
    paintBox(painter, box.adjusted(-1, 0, 1, 0), theme().amber.tint, theme().amber.ink, 3);
}

void JsonPainter::paintBehind(QPainter &painter, int row, const QTextLayout &layout) const
{
    if (m_rows.row(row).kind != Kind::Json || (m_rows.foldable(row) && m_rows.folded(row)))
        return;
    for (const Span &mark : m_view.m_spans)
        paintMark(painter, row, layout, mark);
}

QList<QTextLayout::FormatRange> JsonPainter::selected(int row, int length) const
{
    const auto [from, to] = std::minmax(m_view.m_anchor, m_view.m_cursor);
    if (from == to || row < from.row || row > to.row)
        return {};
    const int start = row == from.row ? from.column : 0;
    const int end = row == to.row ? to.column : length;
    QTextLayout::FormatRange out{start, end - start, {}};
    out.format.setBackground(m_view.palette().highlight());
    return {out};
}

void JsonPainter::paint(QPainter &painter) const
{
    const int height = m_view.rowHeight();
    const int first = std::max((m_view.verticalScrollBar()->value() - margin) / height, 0);
    for (int row = first; row < m_rows.size() && top(row) < m_view.viewport()->height(); ++row) {
        paintGround(painter, row);
        QTextLayout layout(m_rows.text(row), letters());
        lay(layout, row);
        paintBehind(painter, row, layout);
        const QTextLine line = layout.lineAt(0);
        layout.draw(&painter, QPointF(left(row), top(row) + (height - line.height()) / 2),
            selected(row, int(layout.text().size())));
        paintFold(painter, row);
    }
}
