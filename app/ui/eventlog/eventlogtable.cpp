// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogtable.h"

#include "ui/eventlog/eventlogcolumns.h"
#include "ui/eventlog/eventlogrows.h"
#include "ui/eventlog/eventlogtablehead.h"
#include "ui/parts/button.h"
#include "ui/parts/rowdelegate.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QScrollBar>

using namespace Qt::StringLiterals;

EventLogTable::EventLogTable(EventLogRows &rows, EventLog &log, QWidget *parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_head(new EventLogTableHead(this))
    , m_below(new Button(this))
{
    setHorizontalHeader(m_head);
    prepareTable(this, RowDelegate::Height::Log);
    static_cast<RowDelegate *>(itemDelegate())->setFirstMargin(pageMargin);
    setModel(&rows);
    setUpHead();
    m_columns = new EventLogColumns(log, rows, *this, *m_head);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setAccessibleName(tr("Event log"));
    m_below->setObjectName(u"logNewBelow"_s);
    m_below->setRole(ButtonRole::Primary);
    m_below->setButtonSize(ButtonSize::Small);
    m_below->hide();
    connectAll();
}

void EventLogTable::setUpHead()
{
    m_head->setObjectName(u"logHead"_s);
    m_head->setSectionResizeMode(QHeaderView::Interactive);
    m_head->setStretchLastSection(true);
    m_head->setSectionsClickable(true); // a header's own; a table turns it off
}

void EventLogTable::connectAll()
{
    connect(m_below, &QAbstractButton::clicked, this,
        [this] { m_held >= 0 ? Q_EMIT resumeRequested() : toBottom(); });
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &EventLogTable::begin);
    connect(&m_rows, &QAbstractItemModel::layoutAboutToBeChanged, this,
        [this] { m_top = m_rows.index(verticalScrollBar()->value(), 0); });
    connect(&m_rows, &QAbstractItemModel::layoutChanged, this, [this] {
        updateGeometries();
        verticalScrollBar()->setValue(
            m_following || !m_top.isValid() ? verticalScrollBar()->maximum() : m_top.row());
        m_top = QPersistentModelIndex();
    });
    connect(verticalScrollBar(), &QAbstractSlider::valueChanged, this, &EventLogTable::noteScroll);
    connect(verticalScrollBar(), &QAbstractSlider::rangeChanged, this, [this] {
        if (m_following)
            verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        showBelow();
    });
}

// A sorted list begins at its top.
void EventLogTable::begin()
{
    if (!m_rows.sorted())
        return toBottom();
    m_following = false;
    m_new = 0;
    scrollToTop();
    showBelow();
}

// What stands above the first row in sight pushes it down: the view goes with it.
void EventLogTable::rowsInserted(const QModelIndex &parent, int first, int last)
{
    const int top = verticalScrollBar()->value();
    const int count = last - first + 1;
    const bool atEnd = last == m_rows.rowCount() - 1;
    QTableView::rowsInserted(parent, first, last);
    if (m_following)
        return;
    if (first <= top && !atEnd) {
        updateGeometries(); // the bar learns its new range first
        verticalScrollBar()->setValue(top + count);
    } else if (atEnd && !m_rows.eventAt(first) && !m_rows.sorted() && !m_rows.scanning()) {
        m_new += count; // events of an unfolded request were there before
    }
    showBelow();
}

void EventLogTable::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const int top = verticalScrollBar()->value();
    QTableView::rowsAboutToBeRemoved(parent, first, last);
    if (!m_following && first < top)
        verticalScrollBar()->setValue(top - (std::min(last, top - 1) - first + 1));
}

void EventLogTable::noteScroll()
{
    m_following = !m_rows.sorted() && verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    if (m_following)
        m_new = 0;
    showBelow();
}

QPair<int, int> EventLogTable::rowsInSight() const
{
    const int last = rowAt(viewport()->height() - 1);
    return {rowAt(0), last < 0 ? m_rows.rowCount() - 1 : last};
}

void EventLogTable::toBottom()
{
    m_following = !m_rows.sorted();
    m_new = 0;
    scrollToBottom();
    showBelow();
}

void EventLogTable::setHeld(int rows)
{
    m_held = rows;
    showBelow();
}

void EventLogTable::showBelow()
{
    m_below->setVisible(m_new > 0 || m_held >= 0);
    if (m_below->isHidden())
        return;
    const QLocale locale;
    m_below->setIconName(m_held >= 0 ? IconName::Play : IconName::ArrowDown);
    m_below->setText(m_held < 0 ? tr("%1 new below").arg(locale.toString(m_new))
            : m_held == 0       ? tr("Paused. Resume")
                                : tr("Paused, %1 held back. Resume").arg(locale.toString(m_held)));
    m_below->resize(m_below->sizeHint());
    m_below->move((width() - m_below->width()) / 2, height() - m_below->height() - 8);
    m_below->raise();
}

void EventLogTable::choose(int row)
{
    if (row < 0 || row >= m_rows.rowCount())
        return;
    const QModelIndex index = m_rows.index(row, 0);
    setCurrentIndex(index);
    selectionModel()->select(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

// Rows are what is chosen: Home and End mean the first and the last.
QModelIndex EventLogTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action == MoveHome || action == MoveEnd)
        return m_rows.index(action == MoveHome ? 0 : m_rows.rowCount() - 1, 0);
    return QTableView::moveCursor(action, modifiers);
}

void EventLogTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (currentIndex().isValid() && selectionModel()->isSelected(currentIndex()))
        Q_EMIT chosen(currentIndex().row());
}

void EventLogTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() && current.row() != previous.row() && selectionModel()->isSelected(current))
        Q_EMIT chosen(current.row());
}

// The arrow keys begin at the newest row; until then nothing is chosen.
void EventLogTable::focusInEvent(QFocusEvent *event)
{
    if (!currentIndex().isValid())
        selectionModel()->setCurrentIndex(
            m_rows.index(m_rows.rowCount() - 1, 0), QItemSelectionModel::NoUpdate);
    QTableView::focusInEvent(event);
}

// Where there is no further row to go to, the key chooses the one it stands on.
void EventLogTable::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if ((key == Qt::Key_Right || key == Qt::Key_Left) && event->modifiers() == Qt::NoModifier)
        return unfoldByKey(key) ? event->accept() : event->ignore();
    QTableView::keyPressEvent(event);
    const bool moves = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End;
    if (moves && currentIndex().isValid() && !selectionModel()->isSelected(currentIndex()))
        choose(currentIndex().row());
}

// Letters are keys of their own here.
void EventLogTable::keyboardSearch(const QString &) { }

bool EventLogTable::unfoldByKey(int key)
{
    const int row = currentIndex().row();
    if (row < 0)
        return false;
    const std::optional<int> event = m_rows.eventAt(row);
    if (event && key == Qt::Key_Left)
        choose(row - *event - 1);
    else if (m_rows.isExpandable(row) && m_rows.isExpanded(row) && key == Qt::Key_Right)
        choose(row + 1);
    else if (m_rows.isExpandable(row) && m_rows.isExpanded(row) != (key == Qt::Key_Right))
        unfold(row, key == Qt::Key_Right);
    else
        return false;
    return true;
}

// The row that is unfolded stays where it is.
void EventLogTable::unfold(int row, bool open)
{
    const int top = verticalScrollBar()->value();
    m_following = false;
    m_rows.setExpanded(row, open);
    verticalScrollBar()->setValue(top);
    viewport()->update();
}

void EventLogTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool first = index.isValid() && index.column() == m_head->firstShown();
    if (event->button() == Qt::LeftButton && first && m_rows.isExpandable(index.row())
        && RowDelegate::branchRect(visualRect(index)).contains(event->position().toPoint()))
        return unfold(index.row(), !m_rows.isExpanded(index.row()));
    QTableView::mousePressEvent(event);
}

// By key it opens at the row that has the keyboard.
void EventLogTable::contextMenuEvent(QContextMenuEvent *event)
{
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid()) {
        const QRect row = visualRect(m_rows.index(currentIndex().row(), m_head->firstShown()));
        at = viewport()->mapToGlobal(row.bottomLeft() + QPoint(pageMargin, 0));
    }
    Q_EMIT menuRequested(at);
}

void EventLogTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    m_columns->fit();
    showBelow();
}

bool EventLogTable::event(QEvent *event)
{
    const bool handled = QTableView::event(event);
    if (event->type() == QEvent::StyleChange)
        m_columns->fit();
    return handled;
}
