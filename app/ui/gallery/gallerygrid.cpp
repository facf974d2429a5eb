// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerygrid.h"

#include "ui/gallery/gallerydelegate.h"
#include "ui/parts/paint.h"
#include "ui/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace {

constexpr int margin = 24;
constexpr int scrollBar = 12; // stands in the right margin
constexpr int topMargin = 12;
constexpr int gap = 16; // between pictures, frames included
constexpr int lineGap = 12;
constexpr int frame = GalleryDelegate::frame;

int leastSide(GalleryGrid::Size size)
{
    switch (size) {
    case GalleryGrid::Size::Small:
        return scaled(112);
    case GalleryGrid::Size::Medium:
        return scaled(176);
    case GalleryGrid::Size::Large:
        return scaled(272);
    }
    return 0;
}

} // namespace

GalleryGrid::GalleryGrid(QWidget *parent)
    : QAbstractItemView(parent)
    , m_delegate(new GalleryDelegate(this))
{
    setSelectionMode(ExtendedSelection);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // no jump when it comes
    setVerticalScrollMode(ScrollPerPixel);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Pictures"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    m_sight.setSingleShot(true);
    connect(&m_sight, &QTimer::timeout, this, &GalleryGrid::saySight);
}

void GalleryGrid::setModel(QAbstractItemModel *model)
{
    QAbstractItemView::setModel(model);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &GalleryGrid::listChanged);
    listChanged();
}

void GalleryGrid::reset()
{
    QAbstractItemView::reset();
    listChanged();
}

void GalleryGrid::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsInserted(parent, start, end);
    listChanged();
}

void GalleryGrid::listChanged()
{
    updateGeometries();
    viewport()->update();
    m_sight.start(0);
}

void GalleryGrid::setTiles(Size size)
{
    if (size == m_tiles)
        return;
    m_tiles = size;
    arrange();
}

void GalleryGrid::setFootRoom(int px)
{
    m_footRoom = px;
    updateGeometries();
}

// As many columns as fit; the pictures grow into what is left. What stood at the top stays there.
void GalleryGrid::arrange()
{
    const int before = m_side;
    const int top = rowAt(verticalOffset());
    const int into = verticalOffset() - (rows() > 0 ? tile(top).top() : 0);
    const int wide = std::max(viewport()->width() + scrollBar - 2 * (margin - frame), 1);
    m_columns = std::max((wide + gap - 2 * frame) / (leastSide(m_tiles) + gap), 1);
    const int cell = (wide - (m_columns - 1) * (gap - 2 * frame)) / m_columns;
    m_side = std::max(cell - 2 * frame, 16);
    m_left = margin - frame;
    m_pitch = m_side + 2 * frame + m_delegate->wordsHeight() + lineGap;
    updateGeometries();
    if (before != m_side) {
        verticalScrollBar()->setValue(rows() > 0 && top > 0 ? tile(top).top() + into : verticalOffset());
        Q_EMIT sideChanged(m_side);
    }
    viewport()->update();
    m_sight.start(0);
}

QRect GalleryGrid::tile(int row) const
{
    const int column = row % m_columns;
    const int line = row / m_columns;
    const int cell = m_side + 2 * frame;
    return {m_left + column * (cell + gap - 2 * frame), topMargin - frame + line * pitch(), cell,
        pitch() - lineGap};
}

int GalleryGrid::rowAt(int y) const
{
    const int line = std::max(y - topMargin + frame, 0) / pitch();
    return std::clamp(line * m_columns, 0, std::max(rows() - 1, 0));
}

int GalleryGrid::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect GalleryGrid::visualRect(const QModelIndex &index) const
{
    return index.isValid() ? tile(index.row()).translated(0, -verticalOffset()) : QRect();
}

QModelIndex GalleryGrid::indexAt(const QPoint &point) const
{
    const QPoint place = point + QPoint(0, verticalOffset());
    if (!model() || place.y() < topMargin - frame)
        return {};
    const int first = (place.y() - topMargin + frame) / pitch() * m_columns;
    for (int row = first; row < std::min(first + m_columns, rows()); ++row) {
        if (tile(row).contains(place))
            return model()->index(row, 0);
    }
    return {};
}

void GalleryGrid::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    const QRect box = tile(index.row());
    const int high = viewport()->height() - m_footRoom;
    int at = verticalOffset();
    if (hint == PositionAtCenter)
        at = box.center().y() - high / 2;
    else if (hint == PositionAtTop || box.top() < at)
        at = box.top() - topMargin;
    else if (hint == PositionAtBottom || box.bottom() > at + high)
        at = box.bottom() - high + lineGap;
    verticalScrollBar()->setValue(at);
}

void GalleryGrid::updateGeometries()
{
    const int lines = (rows() + m_columns - 1) / m_columns;
    const int content = topMargin - frame + lines * pitch() + m_footRoom;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(std::max(pitch() / 6, 1));
    verticalScrollBar()->setRange(0, std::max(content - viewport()->height(), 0));
    QAbstractItemView::updateGeometries();
}

void GalleryGrid::scrollContentsBy(int, int dy)
{
    viewport()->scroll(0, dy); // only what came into sight is painted
    m_sight.start(0);
}

void GalleryGrid::saySight()
{
    const int first = rowAt(verticalOffset());
    const int last = std::min(rowAt(verticalOffset() + viewport()->height()) + m_columns, rows()) - 1;
    Q_EMIT sightChanged(first, last);
}

QModelIndex GalleryGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    if (rows() == 0)
        return {};
    const int now = currentIndex().row();
    if (now < 0)
        return model()->index(0, 0);
    const int page = std::max(viewport()->height() / pitch(), 1) * m_columns;
    int row = now;
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        row = now - 1;
        break;
    case MoveRight:
    case MoveNext:
        row = now + 1;
        break;
    case MoveUp:
        row = now >= m_columns ? now - m_columns : now;
        break;
    case MoveDown: // from above a gap at the end, to the last one
        row = now / m_columns < (rows() - 1) / m_columns ? now + m_columns : now;
        break;
    case MovePageUp:
        row = now >= page ? now - page : now % m_columns;
        break;
    case MovePageDown:
        row = now + page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = rows() - 1;
        break;
    }
    return model()->index(std::clamp(row, 0, rows() - 1), 0);
}

// A rubber band takes what it touches; Shift with a click or a key takes everything between two pictures, as
// one reads. The rectangle then goes from the middle of the one to the middle of the other.
void GalleryGrid::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    QItemSelection selection;
    if (state() != DragSelectingState) {
        const QModelIndex from = indexAt(rect.topLeft());
        const QModelIndex to = indexAt(rect.bottomRight());
        if (from.isValid() && to.isValid())
            selection.select(std::min(from, to), std::max(from, to));
    } else if (rows() > 0) {
        const QRect place = rect.normalized().translated(0, verticalOffset());
        const int last = std::min(rowAt(place.bottom()) + m_columns, rows());
        for (int row = rowAt(place.top()); row < last; ++row) {
            if (tile(row).intersects(place))
                selection.select(model()->index(row, 0), model()->index(row, 0));
        }
    }
    selectionModel()->select(selection, command);
}

QRegion GalleryGrid::visualRegionForSelection(const QItemSelection &selection) const
{
    const int first = rowAt(verticalOffset());
    const int last = std::min(rowAt(verticalOffset() + viewport()->height()) + m_columns, rows()) - 1;
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        for (int row = std::max(range.top(), first); row <= std::min(range.bottom(), last); ++row)
            region += tile(row).translated(0, -verticalOffset());
    }
    return region;
}

void GalleryGrid::startDrag(Qt::DropActions)
{
    Q_EMIT dragRequested();
}

void GalleryGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    arrange();
}

void GalleryGrid::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRect clip = event->rect();
    painter.fillRect(clip, theme().ground);
    if (rows() == 0)
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QModelIndex hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    const bool under = viewport()->underMouse();
    const QStyle::State state = option.state & ~(QStyle::State_HasFocus | QStyle::State_MouseOver);
    const int from = rowAt(clip.top() + verticalOffset());
    const int to = std::min(rowAt(clip.bottom() + verticalOffset()) + m_columns, rows());
    for (int row = from; row < to; ++row) {
        const QModelIndex index = model()->index(row, 0);
        option.rect = visualRect(index);
        if (!option.rect.intersects(clip))
            continue;
        option.state = state;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_HasFocus, m_ring && hasFocus() && index == currentIndex());
        option.state.setFlag(QStyle::State_MouseOver, under && index == hovered);
        itemDelegate()->paint(&painter, option, index);
    }
    if (!m_band.isNull())
        paintBox(painter, m_band.translated(0, -verticalOffset()), {}, theme().accent.ink, 4);
}

void GalleryGrid::focusInEvent(QFocusEvent *event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QAbstractItemView::focusInEvent(event);
}

void GalleryGrid::mousePressEvent(QMouseEvent *event)
{
    m_ring = false;
    m_pressed = event->position().toPoint() + QPoint(0, verticalOffset());
    QAbstractItemView::mousePressEvent(event);
}

void GalleryGrid::mouseMoveEvent(QMouseEvent *event)
{
    QAbstractItemView::mouseMoveEvent(event);
    if (state() != DragSelectingState)
        return;
    m_band = QRect(m_pressed, event->position().toPoint() + QPoint(0, verticalOffset())).normalized();
    viewport()->update();
}

void GalleryGrid::mouseReleaseEvent(QMouseEvent *event)
{
    QAbstractItemView::mouseReleaseEvent(event);
    if (m_band.isNull())
        return;
    m_band = {};
    viewport()->update();
}

// What stands there is painted, so a screen reader is told in words.
void GalleryGrid::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    setAccessibleDescription(current.data(Qt::AccessibleTextRole).toString());
}

void GalleryGrid::keyPressEvent(QKeyEvent *event)
{
    if (!m_ring && event->key() != Qt::Key_Control && event->key() != Qt::Key_Shift) {
        m_ring = true;
        viewport()->update(visualRect(currentIndex()));
    }
    if (event->key() == Qt::Key_Delete)
        return Q_EMIT deleteRequested();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        && !(event->modifiers() & Qt::ControlModifier) && currentIndex().isValid())
        return Q_EMIT openRequested(currentIndex());
    if (event->key() == Qt::Key_Escape && selectionModel()->hasSelection())
        return clearSelection();
    QAbstractItemView::keyPressEvent(event);
}

void GalleryGrid::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier) || event->angleDelta().y() == 0)
        return QAbstractItemView::wheelEvent(event);
    const int step = event->angleDelta().y() > 0 ? 1 : -1;
    const Size size = Size(std::clamp(int(m_tiles) + step, int(Size::Small), int(Size::Large)));
    event->accept();
    if (size == m_tiles)
        return;
    setTiles(size);
    Q_EMIT tilesChanged(size);
}

void GalleryGrid::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && event->button() == Qt::LeftButton && !event->modifiers())
        Q_EMIT openRequested(index);
}

void GalleryGrid::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() != QEvent::StyleChange) // text size or theme
        return;
    m_delegate->refresh();
    arrange();
}
