// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/sandboxcontrols.h"
#include "eventlog/log.h"
#include "eventlog/logmodel.h"
#include "session/session.h"

#include <QPointer>

// Brings the sandbox's record into the window's log: follows /_sandbox/exchanges by the log's cursor, fills
// the table model, and fetches the verdicts of events that came in. Usage is read again when somebody else's
// events arrive.
class LogFollower : public QObject {
    Q_OBJECT
public:
    LogFollower(Session &session, EventLog &log, LogModel &model, QObject *parent = nullptr);

    void start(); // also after the world changed

Q_SIGNALS:
    void arrived(const QList<Exchange> &exchanges); // for the lamp of "Connect my own program"
    void verdictsChanged();

private:
    void follow();
    void take(const QList<Exchange> &exchanges);
    void askVerdicts();
    void noteEvents(const QList<LogRow> &rows);

    Session &m_session;
    EventLog &m_log;
    LogModel &m_model;
    QPointer<ExchangeFollower> m_follower;
    QList<EventId> m_unjudged;
    QTimer m_judge;
};
