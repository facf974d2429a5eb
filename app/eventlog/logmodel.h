// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logmodelverdicts.h"
#include "eventlog/logrecords.h"
#include "eventlog/logrowcache.h"

#include <QAbstractTableModel>
#include <QTimer>

struct LogOpening;

// The event table: every row of the world, newest at the bottom. Of each row a record stays in memory; full
// rows only of the newest and of those looked at. A row that is painted and is not here is asked for, and so
// are verdicts. New rows of one frame arrive as one range; data() only looks up and formats.
class LogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Time, From, Request, Status, Latency, EventIdColumn, EventName, Quality, VerdictColumn };
    static constexpr int columns = VerdictColumn + 1;
    enum Role { RowRole = Qt::UserRole, VerdictRole, NameCheckRole };

    explicit LogModel(QObject *parent = nullptr);
    void setNames(LogNames &names); // the log's; before anything is in it
    const LogNames &names() const { return *m_names; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    LogRow row(int row) const; // whole when it is here, else what its record tells
    const LogRow *whole(int row) const; // nullptr when it is not here; until the next change
    const LogRecord &record(int row) const; // not Filled: still being read
    RowVerdict verdict(int row) const;
    RowVerdict verdictOf(const LogRow &row) const { return m_verdicts.say(row); }
    std::optional<Verdict> verdictFor(const EventId &event) const;
    int rowOf(const QUuid &exchange) const; // of the rows that are here whole; -1 for none
    QList<int> rowsOfEvent(const EventId &event) const; // rising; as above
    int rowFrom(qint64 rowNumber) const; // the first row with that number or a higher one
    QVariant eventData(const LogRow &row, int column, int role) const; // of one event's row
    int rowOfNumber(qint64 rowNumber) const; // -1 when it is not here
    bool filled() const { return m_unfilled == 0; }
    int firstFilled() const { return m_unfilled; }
    int ownReads() const { return m_ownReads - m_ownHeld; } // rows outside the Events scope

    void open(const LogOpening &opening); // instead of all there was
    void earlier(const std::vector<LogRecord> &records);
    void append(const QList<LogRow> &rows);
    void replace(const QList<LogRow> &rows); // all of them, at once
    void clear();
    void drop(const QList<qint64> &rowNumbers); // rising
    void mark(const QList<qint64> &rowNumbers, const LogMark &mark);
    void flush(); // what waits, now
    void setPaused(bool paused); // new rows are held back
    int paused() const { return m_paused ? m_held : 0; } // rows held back
    void setShownKey(const QString &key); // heading of the quality column

    void setVerdicts(const Verdicts &verdicts); // adds to and replaces those known
    void answered(const QList<EventId> &asked); // that is all there is of verdictsWanted()
    void takeRows(const QList<qint64> &asked, const QList<LogRow> &rows); // the answer to rowsWanted()
    // Finds out what is said of these rows, which are asked for where they are not here; then judged().
    void judge(const QList<qint64> &rowNumbers);
    // A late event or another meter changes what was said of these.
    void judgeAgain(const QList<qint64> &rowNumbers);

Q_SIGNALS:
    void rowsWanted(const QList<qint64> &rowNumbers);
    void verdictsWanted(const QList<EventId> &events);
    void verdictsSeen(const QList<std::pair<qint64, std::pair<quint8, LogNames::Id>>> &seen);
    void changed(const QList<qint64> &rowNumbers); // what they say, or their marks
    void earlierRead();
    void leaving(const QList<qint64> &rowNumbers); // still here
    void held(int rows); // while paused
    void verdictsSet();
    void judged();

private:
    static constexpr qsizetype mostWanted = 200; // rows asked for at once because they were painted

    void reset(int unfilled);
    void add(LogRow row, QSet<qint64> &touched);
    void learn(LogRow &row, QSet<qint64> &touched);
    void noteVerdict(LogRecord &record, const LogRow &row);
    void noteVerdict(const LogRow &row);
    void removeRows(const QList<int> &at);
    void announce(QList<qint64> rowNumbers);
    void tellSeen();
    void want(const LogRecord &record) const;
    void ask();
    void settle(const QList<qint64> &rowNumbers);
    qint64 lastNumber() const;
    QString display(int at, int column) const;
    QVariant nameCheck(const LogRow &row) const;

    LogNames m_ownNames;
    LogNames *m_names = &m_ownNames;
    LogRecords m_records;
    int m_unfilled = 0; // rows before them that are still read
    int m_held = 0; // the last of them, not shown yet
    int m_ownReads = 0;
    int m_ownHeld = 0;
    bool m_paused = false;
    mutable LogRowCache m_rows;
    mutable LogVerdicts m_verdicts;
    mutable QCache<qint64, RowVerdict> m_said = QCache<qint64, RowVerdict>(10'000);
    mutable QList<qint64> m_wanted; // painted, not here
    QSet<qint64> m_asking; // asked for, no answer yet
    QSet<qint64> m_judging;
    QList<std::pair<qint64, std::pair<quint8, LogNames::Id>>> m_seen; // to be told
    QString m_key;
    QTimer m_flush;
    mutable QTimer m_ask;
};
