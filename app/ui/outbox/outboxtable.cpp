// SPDX-License-Identifier: MIT
#include "ui/outbox/outboxtable.h"

#include "ui/parts/rowdelegate.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

OutboxTable::OutboxTable(QWidget *parent)
    : QTableView(parent)
{
    prepareTable(this, RowDelegate::Height::Log);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    horizontalHeader()->setMinimumSectionSize(24);
}

void OutboxTable::setWidths(const QList<int> &widths)
{
    m_widths = widths;
    fit();
}

void OutboxTable::fit()
{
    QHeaderView *head = horizontalHeader();
    for (int column = 0; column < m_widths.size() && column < head->count(); ++column) {
        const bool grows = m_widths[column] == 0;
        head->setSectionResizeMode(column, grows ? QHeaderView::Stretch : QHeaderView::Fixed);
        if (!grows)
            setColumnWidth(column, scaled(m_widths[column]));
    }
}

QPair<int, int> OutboxTable::rowsInSight() const
{
    const int rows = model() ? model()->rowCount() : 0;
    const int last = rowAt(viewport()->height() - 1);
    return {rowAt(0), last < 0 ? rows - 1 : last};
}

QList<int> OutboxTable::chosenRows() const
{
    QList<int> rows;
    if (selectionModel()) {
        for (const QModelIndex &index : selectionModel()->selectedRows())
            rows.append(index.row());
    }
    std::ranges::sort(rows);
    return rows;
}

void OutboxTable::chooseAny()
{
    if (model()->rowCount() == 0 || selectionModel()->hasSelection())
        return;
    const int row = currentIndex().isValid() ? currentIndex().row() : 0;
    selectionModel()->setCurrentIndex(
        model()->index(row, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void OutboxTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT chosenChanged();
}

void OutboxTable::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return Q_EMIT openRequested();
    if (event->key() == Qt::Key_Delete)
        return Q_EMIT deleteRequested();
    QTableView::keyPressEvent(event);
}

// Letters are no search here: the field above is.
void OutboxTable::keyboardSearch(const QString &) { }

void OutboxTable::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    if (model())
        chooseAny();
}

bool OutboxTable::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        fit();
    return QTableView::event(event);
}
