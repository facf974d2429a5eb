// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/sandboxcontrols.h"
#include "eventlog/log.h"
#include "eventlog/logmodel.h"
#include "session/session.h"

#include <QPointer>

// Brings the sandbox's record into the window's log: follows /_sandbox/exchanges by the log's cursor; of a
// real service the log has what the transport recorded. Fills the table model, reads the rows it asks for
// again, and fetches verdicts: of rows that are painted first, then of those that came in, newest first.
// Usage is read again when somebody else's events arrive.
class LogFollower : public QObject {
    Q_OBJECT
public:
    LogFollower(Session &session, EventLog &log, LogModel &model, QObject *parent = nullptr);

    void start(); // also after the world changed

Q_SIGNALS:
    void arrived(const QList<Exchange> &exchanges); // for the lamp of "Connect my own program"
    void missed(qint64 count); // exchanges that the sandbox no longer kept when this window asked
    void verdictsChanged();

private:
    void follow();
    void take(const QByteArray &world, const QList<Exchange> &exchanges);
    void hearAgain(const QList<LogRow> &rows);
    void fillModel();
    void askVerdicts();
    void takeVerdicts(const QList<EventId> &asked, const Result<QList<Verdict>> &verdicts);
    void noteEvents(const QList<LogRow> &rows);
    QList<EventId> nextBatch();

    Session &m_session;
    EventLog &m_log;
    LogModel &m_model;
    QPointer<ExchangeFollower> m_follower;
    QList<EventId> m_wanted; // by the model: rows that are painted
    QList<EventId> m_unjudged; // of rows that came in
    bool m_asking = false;
    int m_worlds = 0; // counts what was opened
    QTimer m_judge;
};
