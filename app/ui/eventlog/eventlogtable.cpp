// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogtable.h"

#include "ui/eventlog/eventlogrows.h"
#include "ui/parts/button.h"
#include "ui/parts/paint.h"
#include "ui/parts/rowdelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace {

constexpr int pageMargin = 24;
constexpr int cellMargin = 12;
constexpr int requestShare = 45; // per cent of the spare width; the verdict takes the rest
constexpr int folding[] = {LogModel::EventIdColumn, LogModel::Quality, LogModel::Latency};

// The longest text a column is made for; longer ones are shortened.
QString sampleOf(int column)
{
    switch (column) {
    case LogModel::Time:
        return u"25 Nov 10:14:22.520"_s;
    case LogModel::From:
        return u"TypeScript 2.52.0"_s;
    case LogModel::Request:
        return u"POST /events/ingest"_s;
    case LogModel::Status:
        return u"200"_s;
    case LogModel::Latency:
        return u"1,234 ms"_s;
    case LogModel::EventIdColumn:
        return u"img_7f3a9c41e2d8"_s;
    case LogModel::EventName:
        return u"image.generated "_s;
    case LogModel::Quality:
        return u"standard"_s;
    default:
        return u"Sent before at 10:14:22"_s;
    }
}

} // namespace

EventLogTable::EventLogTable(EventLogRows &rows, QWidget *parent)
    : QTableView(parent)
    , m_rows(rows)
    , m_below(new Button(this))
{
    prepareTable(this, RowDelegate::Height::Log);
    setModel(&rows);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setAccessibleName(tr("Event log"));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsClickable(false);
    // The first words stand under the page's own margin.
    horizontalHeader()->setStyleSheet(
        u"QHeaderView::section:first { padding-left: %1px; }"_s.arg(pageMargin));

    m_below->setObjectName(u"logNewBelow"_s);
    m_below->setRole(ButtonRole::Primary);
    m_below->setButtonSize(ButtonSize::Small);
    m_below->setIconName(IconName::ArrowDown);
    m_below->hide();
    connect(m_below, &QAbstractButton::clicked, this, &EventLogTable::toBottom);
    connect(&rows, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { follow(first, last); });
    connect(&rows, &QAbstractItemModel::modelReset, this, &EventLogTable::toBottom);
    connect(verticalScrollBar(), &QAbstractSlider::valueChanged, this, &EventLogTable::noteScroll);
    connect(verticalScrollBar(), &QAbstractSlider::rangeChanged, this, [this] {
        if (m_following)
            verticalScrollBar()->setValue(verticalScrollBar()->maximum());
        showBelow();
    });
}

void EventLogTable::follow(int first, int last)
{
    if (!m_following && last == m_rows.rowCount() - 1)
        m_new += last - first + 1;
    showBelow();
}

void EventLogTable::noteScroll()
{
    m_following = verticalScrollBar()->value() >= verticalScrollBar()->maximum();
    if (m_following)
        m_new = 0;
    showBelow();
}

void EventLogTable::toBottom()
{
    m_following = true;
    m_new = 0;
    scrollToBottom();
    showBelow();
}

void EventLogTable::showBelow()
{
    m_below->setVisible(m_new > 0);
    if (m_new == 0)
        return;
    m_below->setText(tr("%1 new below").arg(m_new));
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
    scrollTo(index);
}

// Rows are what is chosen: Home and End mean the oldest and the newest.
QModelIndex EventLogTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action == MoveHome || action == MoveEnd)
        return m_rows.index(action == MoveHome ? 0 : m_rows.rowCount() - 1, 0);
    return QTableView::moveCursor(action, modifiers);
}

void EventLogTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!selected.isEmpty())
        Q_EMIT chosen(selected.indexes().first().row());
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
    QTableView::keyPressEvent(event);
    const int key = event->key();
    const bool moves = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_Home || key == Qt::Key_End;
    if (moves && currentIndex().isValid() && !selectionModel()->isSelected(currentIndex()))
        choose(currentIndex().row());
}

int EventLogTable::wanted(int column) const
{
    const bool plain = column == LogModel::From || column == LogModel::VerdictColumn;
    const int icon = column == LogModel::From || column == LogModel::VerdictColumn ? scaled(14) + 8 : 0;
    const QString head = m_rows.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const int words = widthOf(sampleOf(column), plain ? TextRole::Small : TextRole::MonoSmall) + icon;
    const int first = column == LogModel::Time ? pageMargin - cellMargin : 0;
    return std::max(words, widthOf(head, TextRole::Help) + 4) + 2 * cellMargin + first + 2;
}

void EventLogTable::fitColumns()
{
    int needed = 0;
    for (int column = 0; column < LogModel::columns; ++column) {
        setColumnHidden(column, false);
        needed += wanted(column);
    }
    for (const int column : folding) {
        if (needed <= viewport()->width())
            break;
        needed -= wanted(column);
        setColumnHidden(column, true);
    }
    const int spare = std::max(0, viewport()->width() - needed);
    for (int column = 0; column < LogModel::VerdictColumn; ++column)
        setColumnWidth(
            column, wanted(column) + (column == LogModel::Request ? spare * requestShare / 100 : 0));
}

void EventLogTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    showBelow();
}

bool EventLogTable::event(QEvent *event)
{
    const bool handled = QTableView::event(event);
    if (event->type() == QEvent::StyleChange)
        fitColumns();
    return handled;
}
