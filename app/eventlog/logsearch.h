// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <vector>

// What is looked for in the stored texts: every word must stand in the request's target, an event's id or
// one of both bodies, and none of `without`. ASCII letters match in either case.
struct LogWanted {
    QStringList words;
    QStringList without;
    QStringList ids; // only in event ids
    QStringList withoutIds;

    bool isEmpty() const
    {
        return words.isEmpty() && without.isEmpty() && ids.isEmpty() && withoutIds.isEmpty();
    }
    friend bool operator==(const LogWanted &, const LogWanted &) = default;
};

// One search through log.db, newest rows first, on two threads with connections of their own. Signals come
// on the thread of this object, batches in falling order of row numbers. Deleting it gives it up.
class LogSearch : public QObject {
    Q_OBJECT
public:
    ~LogSearch() override;

    int percent() const { return m_percent; }

Q_SIGNALS:
    // Everything above `down to` has been looked at; row numbers fall.
    void found(const std::vector<quint32> &rowNumbers, qint64 downTo);
    void finished();
    void failed(const Error &error);

private:
    friend class EventLog;
    struct Work;
    LogSearch(const QString &file, const QByteArray &world, const LogWanted &wanted, QObject *parent);

    std::unique_ptr<Work> m_work;
    int m_percent = 0;
};

// Whether one exchange's texts hold what is looked for: the same rule for rows as they come in.
bool holds(const Exchange &exchange, const LogWanted &wanted);
