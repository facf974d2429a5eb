// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logmodel.h"

#include <QAbstractProxyModel>

#include <vector>

class LogFilterModel;

// What the log's table paints: the filtered rows that are in scope, with chip, icon, marks and ink for
// RowDelegate. A list of row numbers over the filter; cells only look up.
class EventLogRows : public QAbstractProxyModel {
    Q_OBJECT

public:
    enum class Scope {
        Events, // leaves out what this program only read, unless it failed
        All
    };

    EventLogRows(LogModel &log, LogFilterModel &filter, QObject *parent = nullptr);

    void setScope(Scope scope);
    bool scanning() const; // more rows may still be found
    int total() const; // rows of the log in scope, filtered or not
    const LogRow &row(int row) const { return m_log.row(logRow(row)); }
    const RowVerdict &verdict(int row) const { return m_log.verdict(logRow(row)); }
    int rowOfEvent(const EventId &event) const; // the one that brought it in, else the last; -1 for none
    int rowOfExchange(const QUuid &exchange) const; // -1 for none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QModelIndex mapToSource(const QModelIndex &proxy) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;

private:
    bool inScope(const LogRow &row) const;
    int logRow(int row) const;
    int logRowOf(int filtered) const;
    void rebuild();
    void insert(int first, int last);
    void remove(int first, int last);
    void follow(const QModelIndex &from, const QModelIndex &to);
    QVariant look(int row, int column, int role) const;
    QVariant marks(int row) const;

    LogModel &m_log;
    LogFilterModel &m_filter;
    Scope m_scope = Scope::Events;
    std::vector<int> m_rows; // rows of the filter, ascending
    mutable int m_counted = 0; // rows of the log looked at for the total
    mutable int m_total = 0;
};
