// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogtablehead.h"

#include "ui/eventlog/eventlogtable.h"
#include "ui/icons.h"
#include "ui/parts/paint.h"

#include <QPainter>

namespace {
constexpr int headHeight = 28;
constexpr int arrowGap = 4;
} // namespace

EventLogTableHead::EventLogTableHead(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setAccessibleName(tr("Columns"));
}

void EventLogTableHead::setSorted(int column, Qt::SortOrder order)
{
    m_sorted = column;
    m_order = order;
    viewport()->update();
}

int EventLogTableHead::firstShown() const
{
    for (int i = 0; i < count(); ++i) {
        if (!isSectionHidden(logicalIndex(i)))
            return logicalIndex(i);
    }
    return -1;
}

void EventLogTableHead::mousePressEvent(QMouseEvent *event)
{
    m_pressed = true;
    QHeaderView::mousePressEvent(event);
}

void EventLogTableHead::mouseReleaseEvent(QMouseEvent *event)
{
    QHeaderView::mouseReleaseEvent(event);
    m_pressed = false;
}

QSize EventLogTableHead::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), std::max(scaled(headHeight), lineHeightOf(TextRole::Help) + 8)};
}

void EventLogTableHead::paintSection(QPainter *painter, const QRect &rect, int column) const
{
    const Theme &t = theme();
    painter->fillRect(rect, t.surface);
    painter->setPen(t.line);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const int first = column == firstShown() ? EventLogTable::pageMargin : EventLogTable::cellMargin;
    QRect box = rect.adjusted(first, 0, -EventLogTable::cellMargin, 0);
    const QString text = model()->headerData(column, Qt::Horizontal).toString();
    const auto sides
        = Qt::Alignment(model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt());
    const int side = scaled(12);
    const bool sorted = column == m_sorted;
    const int words
        = std::min(widthOf(text, TextRole::Help) + 1, box.width() - (sorted ? side + arrowGap : 0));
    if (sides & Qt::AlignRight)
        box.setLeft(box.right() + 1 - words - (sorted ? side + arrowGap : 0));
    QRectF place(box.left(), box.top(), words, box.height());
    paintWords(*painter, place, text, TextRole::Help, sorted ? t.text : t.dim);
    if (!sorted)
        return;
    painter->save();
    painter->translate(place.right() + arrowGap + side / 2.0, place.center().y());
    if (m_order == Qt::DescendingOrder)
        painter->rotate(180);
    paintIcon(*painter, QRectF(-side / 2.0, -side / 2.0, side, side), IconName::ArrowDown, t.dim);
    painter->restore();
}

// Also where no column stands.
void EventLogTableHead::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme().surface);
    painter.end();
    QHeaderView::paintEvent(event);
}
