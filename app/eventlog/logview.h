// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logfilter.h"
#include "eventlog/logmodel.h"

class EventLog;

// The rows of a LogModel that a table shows: those in scope that the query lets through, in the order asked
// for, with the events of unfolded requests below them. Looked through in slices, newest rows first, so that
// no key press waits for a long log; what is found later is put in front of what is there.
class LogView : public QAbstractTableModel {
    Q_OBJECT
public:
    enum class Scope {
        Events, // leaves out what this program only read, unless it failed
        All
    };
    static constexpr int mostExpanded = 200; // requests unfolded at once

    LogView(LogModel &log, EventLog *store, QObject *parent = nullptr); // without a store: no text search

    void setScope(Scope scope);
    void setQuery(const QString &query);
    const LogFilter &filter() const { return m_filter; }
    void setPinnedOnly(bool only);
    // Time ascending is the order of arrival and costs nothing. Event ids have no order: false.
    static bool canSort(int column) { return column != LogModel::EventIdColumn; }
    void sortBy(int column, Qt::SortOrder order);
    bool sorted() const { return m_column != LogModel::Time || m_order != Qt::AscendingOrder; }

    bool busy() const { return m_busy; } // for more than 100 ms
    bool scanning() const; // something is still looked through
    int percent() const;
    void cancel(); // what was found stays

    int total() const; // rows in scope, filtered or not
    int logRow(int row) const; // of the LogModel
    LogRow row(int row) const; // of an event's row: the request with that event alone
    RowVerdict verdict(int row) const;
    int rowOfExchange(const QUuid &exchange) const; // -1 when it is not here, as the next two
    int rowOfEvent(const EventId &event) const; // the one that brought it in, else the last
    int rowOfNumber(qint64 rowNumber) const;

    void setExpanded(int row, bool expanded);
    bool isExpanded(int row) const;
    bool isExpandable(int row) const; // an ingest of several events
    std::optional<int> eventAt(int row) const; // its place in the request, of a row below an unfolded one

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void scanned(); // the whole log has been looked through
    void busyChanged(bool busy);

private:
    void rebuild();
    void insert(int first, int last);
    void follow(const QModelIndex &from, const QModelIndex &to);
    bool lets(int row) const;

    LogModel &m_log;
    EventLog *m_store;
    LogFilter m_filter;
    Scope m_scope = Scope::Events;
    bool m_pinnedOnly = false;
    int m_column = LogModel::Time;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    bool m_busy = false;
    std::vector<int> m_rows; // ascending
};
