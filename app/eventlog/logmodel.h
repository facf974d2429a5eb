// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/rowverdict.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>

#include <vector>

// The event table: newest at the bottom. New rows wait at most 100 ms and arrive as one range; data() only
// looks up and formats. Verdicts are computed when they are set, not when painted.
class LogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, From, Request, Status, Latency, EventIdColumn, EventName, Quality, VerdictColumn };
    static constexpr int columns = VerdictColumn + 1;
    enum Role { RowRole = Qt::UserRole, VerdictRole, NameCheckRole };

    explicit LogModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    const LogRow &row(int row) const { return m_rows[size_t(row)]; }
    const RowVerdict &verdict(int row) const { return m_verdicts[size_t(row)]; }
    std::optional<Verdict> verdictFor(const EventId &event) const;
    int rowOf(const QUuid &exchange) const; // -1 when it is not here

    void append(const QList<LogRow> &rows);
    void replace(const QList<LogRow> &rows); // all of them, at once
    void clear();
    void flush(); // what waits, now
    void setVerdicts(const Verdicts &verdicts); // adds to and replaces those known
    void setShownKey(const QString &key); // heading of the quality column

private:
    struct Seen {
        TimePoint at;
        QUuid exchange; // the first one that brought the event in
    };
    void note(const LogRow &row, int at, QSet<int> &touched);
    RowVerdict judge(const LogRow &row) const;
    void judgeAgain(const QSet<int> &rows);
    QString display(int at, int column) const;
    QVariant nameCheck(const LogRow &row) const;

    std::vector<LogRow> m_rows;
    std::vector<RowVerdict> m_verdicts; // one a row
    QList<LogRow> m_pending;
    Verdicts m_known;
    QHash<EventId, Seen> m_accepted;
    QHash<EventId, QList<int>> m_rowsOf; // rows by event, oldest first
    QString m_key;
    QTimer m_flush;
};
