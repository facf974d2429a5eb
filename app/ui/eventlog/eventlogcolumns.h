// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>

class EventLog;
class EventLogRows;
class EventLogTableHead;
class QTableView;

// The columns of the log's table: which are wanted, in what order, how wide, and by which the rows are
// sorted. Remembered with the log. Where there is no room some of them go by themselves: first the event id,
// then the quality, then the latency.
class EventLogColumns : public QObject {
    Q_OBJECT

public:
    EventLogColumns(EventLog &log, EventLogRows &rows, QTableView &table, EventLogTableHead &head);

    QString name(int column) const;
    QList<int> order() const; // logical numbers as they stand
    bool wanted(int column) const { return !m_unwanted.contains(column); }
    void setWanted(int column, bool wanted); // one always stays
    void move(int column, int by);
    void widen(int column, int by); // px at 100 % text
    void sortBy(int column, Qt::SortOrder order);
    void reset(); // all as it was first
    bool isFirst() const; // nothing was changed
    void fit(); // by the room there is

Q_SIGNALS:
    void changed();

private:
    void clicked(int column);
    void resized(int column, int width);
    int natural(int column) const; // what it needs of its own
    int width(int column) const;
    int narrowest(int column) const;
    void restore();
    void keep();

    EventLog &m_log;
    EventLogRows &m_rows;
    QTableView &m_table;
    EventLogTableHead &m_head;
    QList<int> m_unwanted;
    QList<int> m_byHand; // a width each at 100 % text, 0 for its own
    int m_sorted = 0;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_fitting = false;
};
