// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logmark.h"

#include <QColor>
#include <QHash>
#include <QObject>

#include <functional>

class EventLog;
class EventLogRows;
class QTableView;
struct LogRow;

// What the user puts on the chosen rows, all at once: a pin, one of five colours, a note.
class EventLogMarks : public QObject {
    Q_OBJECT

public:
    EventLogMarks(EventLog &log, EventLogRows &rows, QTableView &table);

    static constexpr int lookedAt = 1000; // of the chosen rows, for what the menu says of them

    static QColor colour(int number); // 1 to LogMark::colours
    static QString colourName(int number); // 0: "No colour"

    QList<int> selected() const; // rows of the table, in order
    QList<int> chosen() const; // the same with a request in place of its events
    QList<qint64> numbers() const; // of the same
    bool pinned() const; // all of them, as far as looked at
    int colour() const; // the one they all have, else -1
    QString note() const; // that of the first with one

    void togglePin();
    void setColour(int number);
    void setNote(const QString &note);

private:
    LogMark markOf(const LogRow &row) const;
    void send(const QList<qint64> &numbers, const LogMark &mark);
    using Change = std::function<void(LogMark &)>;
    void change(const Change &apply);
    void changeUnread(const QList<qint64> &numbers, const Change &apply);
    void changeKnown(const QList<LogRow> &rows, const Change &apply);

    EventLog &m_log;
    EventLogRows &m_rows;
    QTableView &m_table;
    QHash<qint64, LogMark> m_sent; // not stored yet: the next change builds on it
};
