// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logfilter.h"

#include <QAbstractProxyModel>
#include <QTimer>

#include <vector>

class LogModel;

// The rows of a LogModel that a filter lets through: a list of row numbers, built in slices so that no key
// press waits for a long log.
class LogFilterModel : public QAbstractProxyModel {
    Q_OBJECT
public:
    static constexpr int slice = 20000; // rows looked at before the event loop runs again

    explicit LogFilterModel(LogModel &log, QObject *parent = nullptr);

    void setQuery(const QString &query);
    int total() const; // rows of the log
    bool scanning() const; // slices are still to come

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QModelIndex mapToSource(const QModelIndex &proxy) const override;
    QModelIndex mapFromSource(const QModelIndex &source) const override;

Q_SIGNALS:
    void scanned(); // the whole log has been looked at

private:
    void restart();
    void scan();
    void follow(const QModelIndex &from, const QModelIndex &to, const QList<int> &roles);
    bool lets(int row) const;
    void insertAt(size_t at, int row);
    void removeAt(size_t at);

    LogModel &m_log;
    LogFilter m_filter;
    std::vector<int> m_rows; // ascending
    int m_next = 0; // the first row not looked at yet
    QTimer m_slice;
};
