// SPDX-License-Identifier: MIT
#pragma once

#include "session/queueview.h"
#include "session/session.h"

#include <QAbstractTableModel>
#include <QTimer>

// Entries of the outbox as a table, read page by page as they are scrolled into sight and again when the
// outbox changes. Rows keep their places: only what came or went is told.
class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { State, Name, Customer, Made, Age, Left, Tries, Next, Place, Why, Id, ColumnCount };
    static constexpr int pageSize = 500;

    explicit QueueModel(Session &session, QObject *parent = nullptr); // must outlive it

    void setQuery(const OutboxQuery &query); // read at once
    const OutboxQuery &query() const { return m_query; }
    const QueueRow *row(int index) const; // null past the end
    int rowOf(const EventId &id) const; // -1
    bool isLoaded() const { return m_loaded; } // the first page came
    void reload(); // soon; coalesced
    void tick(int first, int last); // ages and waits of these rows go on

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void loaded(); // a page or a reload is in
    void failed(const Error &error);

private:
    QString text(const QueueRow &row, int column) const;
    QVariant ink(const QueueRow &row, int column) const;
    void read(int limit, int offset);
    void take(const QList<OutboxEntry> &entries, int limit, int offset);
    void replace(QList<QueueRow> rows);
    void dropGone(const QSet<EventId> &kept);
    void insertNew(const QList<QueueRow> &rows);

    Session &m_session;
    OutboxQuery m_query;
    QList<QueueRow> m_rows;
    QTimer m_soon;
    int m_run = 0; // the latest question is answered
    bool m_more = false;
    bool m_reading = false;
    bool m_again = false;
    bool m_wantsMore = false;
    bool m_loaded = false;
};
