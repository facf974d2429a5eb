// SPDX-License-Identifier: MIT
// What mouse and keys do in a JsonView.
#include "ui/parts/jsonfind.h"
#include "ui/parts/jsonpainter.h"

#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>

using namespace Qt::StringLiterals;
using Kind = JsonRow::Kind;

namespace {

constexpr int margin = 16;

} // namespace

JsonView::Place JsonView::placeAt(const QPointF &at) const
{
    const int row = int((at.y() - margin + verticalScrollBar()->value()) / rowHeight());
    if (row < 0 || m_rows.size() == 0)
        return {0, 0};
    if (row >= m_rows.size())
        return {m_rows.size() - 1, int(m_rows.text(m_rows.size() - 1).size())};
    return {row, JsonPainter(*this).columnAt(row, at.x())};
}

void JsonView::fold(int row, bool on)
{
    const JsonRow was = m_rows.row(row);
    m_rows.fold(row, on);
    m_anchor = m_cursor = {};
    rebuild();
    if (m_caret >= 0)
        setCaret(was.kind == Kind::Json ? m_rows.rowOf(was.line) : row);
}

void JsonView::foldAll(bool on)
{
    m_rows.foldAll(on);
    m_anchor = m_cursor = {};
    m_caret = -1;
    rebuild();
    placeBars();
}

void JsonView::setCaret(int row)
{
    m_caret = std::clamp(row, -1, m_rows.size() - 1);
    viewport()->update();
    setAccessibleDescription(m_caret < 0 ? QString() : m_rows.text(m_caret).trimmed());
    placeBars();
    Q_EMIT rowChosen();
}

void JsonView::moveCaret(int row, bool select)
{
    row = std::clamp(row, 0, std::max(m_rows.size() - 1, 0));
    if (select && m_anchor == m_cursor)
        m_anchor = {std::max(m_caret, 0), 0};
    m_cursor = {row, select ? int(m_rows.text(row).size()) : 0};
    if (!select)
        m_anchor = m_cursor;
    setCaret(row);
    scrollToRow(row);
}

void JsonView::scrollToRow(int row)
{
    const int top = margin + row * rowHeight();
    const int above = top - margin;
    const int below = top + rowHeight() + margin - viewport()->height();
    const int now = verticalScrollBar()->value();
    verticalScrollBar()->setValue(now > above ? above : std::max(now, below));
}

// Right opens what is folded, then goes in; Left folds what is open, then goes out.
void JsonView::stepInto(bool in)
{
    if (m_caret < 0)
        return moveCaret(0, false);
    if (m_rows.foldable(m_caret) && m_rows.folded(m_caret) == in)
        return fold(m_caret, !in);
    const JsonRow &is = m_rows.row(m_caret);
    if (in)
        return moveCaret(m_caret + 1, false);
    if (is.kind == Kind::Json && m_rows.layout().line(is.line).parent >= 0)
        moveCaret(m_rows.rowOf(m_rows.layout().line(is.line).parent), false);
}

QString JsonView::lineOf(int row) const
{
    const JsonRow &is = m_rows.row(row);
    return is.kind == Kind::Json && m_rows.foldable(row) && m_rows.folded(row)
        ? m_rows.layout().value(is.line)
        : m_rows.text(row);
}

QString JsonView::selectedText() const
{
    const auto [from, to] = std::minmax(m_anchor, m_cursor);
    QString out;
    for (int row = from.row; row >= 0 && row <= to.row; ++row) {
        const int start = row == from.row ? from.column : 0;
        const QString text = row == to.row ? m_rows.text(row).left(to.column) : lineOf(row);
        if (row > from.row && m_rows.row(row).from == 0)
            out += u'\n';
        out += text.mid(start);
    }
    return out;
}

void JsonView::copy()
{
    const QString text = m_anchor != m_cursor ? selectedText() : m_caret >= 0 ? chosenValue() : QString();
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

QString JsonView::chosenPath() const
{
    const bool json = m_caret >= 0 && m_rows.row(m_caret).kind == Kind::Json;
    return json ? m_rows.layout().place(m_rows.row(m_caret).line) : QString();
}

// Of a text without its quotes: that is what one pastes.
QString JsonView::chosenValue() const
{
    if (m_caret < 0)
        return {};
    if (m_rows.row(m_caret).kind != Kind::Json)
        return m_rows.lineText(m_caret).trimmed();
    const QString value = m_rows.layout().value(m_rows.row(m_caret).line);
    return value.startsWith(u'"') ? value.mid(1, value.size() - 2) : value;
}

void JsonView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_rows.size() == 0)
        return QAbstractScrollArea::mousePressEvent(event);
    const int row = int((event->position().y() - margin + verticalScrollBar()->value()) / rowHeight());
    if (row < 0 || row >= m_rows.size()) {
        m_anchor = m_cursor = {};
        return setCaret(-1);
    }
    const bool onFold = event->position().x() < margin + 4 || m_rows.row(row).kind == Kind::More;
    if (m_rows.foldable(row) && onFold && !(m_rows.row(row).kind == Kind::Json && m_rows.row(row).line == 0))
        return fold(row, !m_rows.folded(row));
    m_cursor = placeAt(event->position());
    if (!event->modifiers().testFlag(Qt::ShiftModifier))
        m_anchor = m_cursor;
    setCaret(row);
}

void JsonView::mouseMoveEvent(QMouseEvent *event)
{
    if (!event->buttons().testFlag(Qt::LeftButton) || m_anchor.row < 0)
        return;
    m_cursor = placeAt(event->position());
    scrollToRow(m_cursor.row);
    viewport()->update();
}

// The whole value, without its quotes.
void JsonView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const Place at = placeAt(event->position());
    if (at.row < 0 || m_rows.row(at.row).kind != Kind::Json || m_rows.row(at.row).from > 0)
        return;
    const int line = m_rows.row(at.row).line;
    if (m_rows.foldable(at.row))
        return line == 0 ? void() : fold(at.row, !m_rows.folded(at.row));
    const int start = m_rows.layout().valueStart(line);
    const int length = m_rows.layout().valueLength(line);
    const int quote = m_rows.text(at.row).mid(start, 1) == "\""_L1 ? 1 : 0;
    m_anchor = {at.row, start + quote};
    m_cursor = {at.row, std::min(start + length - quote, int(m_rows.text(at.row).size()))};
    setCaret(at.row);
}

bool JsonView::movesCaret(int key, bool select)
{
    const int page = std::max(viewport()->height() / rowHeight() - 1, 1);
    switch (key) {
    case Qt::Key_Up:
        moveCaret(m_caret - 1, select);
        return true;
    case Qt::Key_Down:
        moveCaret(m_caret + 1, select);
        return true;
    case Qt::Key_PageUp:
        moveCaret(m_caret - page, select);
        return true;
    case Qt::Key_PageDown:
        moveCaret(m_caret + page, select);
        return true;
    case Qt::Key_Home:
        moveCaret(0, select);
        return true;
    case Qt::Key_End:
        moveCaret(m_rows.size() - 1, select);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        stepInto(key == Qt::Key_Right);
        return true;
    default:
        return false;
    }
}

bool JsonView::doesOther(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Space
        || ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !event->modifiers());
    if (event->matches(QKeySequence::Copy))
        copy();
    else if (event->matches(QKeySequence::Find))
        find();
    else if (event->matches(QKeySequence::FindNext) || event->matches(QKeySequence::FindPrevious))
        stepMatch(event->matches(QKeySequence::FindNext) ? 1 : -1);
    else if (event->matches(QKeySequence::SelectAll)) {
        m_anchor = {0, 0};
        m_cursor = {m_rows.size() - 1, int(m_rows.text(m_rows.size() - 1).size())};
        viewport()->update();
    } else if (event->key() == Qt::Key_Plus || event->key() == Qt::Key_Minus)
        foldAll(event->key() == Qt::Key_Minus);
    else if (enter && m_caret >= 0 && m_rows.foldable(m_caret))
        fold(m_caret, !m_rows.folded(m_caret));
    else
        return event->key() == Qt::Key_Escape && cancel();
    return true;
}

void JsonView::keyPressEvent(QKeyEvent *event)
{
    const bool select = event->modifiers().testFlag(Qt::ShiftModifier);
    const bool plain = !event->modifiers().testFlag(Qt::ControlModifier);
    if (m_rows.size() > 0 && ((plain && movesCaret(event->key(), select)) || doesOther(event)))
        event->accept();
    else
        event->ignore();
}

// By key it starts at the first row of the body, so that the arrows do something.
void JsonView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKey && m_caret < 0 && m_pathBar && m_rows.isJson())
        setCaret(m_rows.rowOf(0));
}

bool JsonView::cancel()
{
    if (m_find && !m_find->isHidden()) {
        m_find->hide();
        search({});
        placeBars();
        setFocus(Qt::OtherFocusReason);
        return true;
    }
    const bool any = m_caret >= 0 || m_anchor != m_cursor;
    m_anchor = m_cursor = {};
    setCaret(-1);
    return any;
}

void JsonView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse && m_rows.size() > 0 && m_anchor == m_cursor)
        setCaret(placeAt(event->pos()).row);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, &JsonView::copy)->setEnabled(m_anchor != m_cursor || m_caret >= 0);
    if (!chosenPath().isEmpty())
        menu->addAction(
            tr("Copy path"), this, [this] { QGuiApplication::clipboard()->setText(chosenPath()); });
    menu->addAction(tr("Copy all"), this, &JsonView::copyAll);
    if (m_rows.isJson()) {
        menu->addSeparator();
        menu->addAction(tr("Fold all"), this, [this] { foldAll(true); });
        menu->addAction(tr("Unfold all"), this, [this] { foldAll(false); });
    }
    menu->popup(event->globalPos());
}
