// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "session/payloadcheck.h"

#include <QObject>

class Worker;

// Forms the opinion of a text that changes: at once while it is short, on a thread of its own when it is
// long, and again when the log says that an id was accepted before. Only the last text asked about counts.
class PayloadWatch : public QObject {
    Q_OBJECT

public:
    PayloadWatch(Session &session, EventLog &log, QObject *parent = nullptr); // both must outlive it
    ~PayloadWatch() override;

    void check(const QString &text);
    const PayloadOpinion &opinion() const { return m_opinion; }
    bool waits() const { return m_waits; } // the opinion is still that of another text

Q_SIGNALS:
    void formed();

private:
    void take(const PayloadOpinion &opinion, const QString &text);
    void askLog(const QString &text);
    void note(const EventId &event, const QString &text);

    Session &m_session;
    EventLog &m_log;
    PayloadOpinion m_opinion;
    QString m_of; // the text it is of
    bool m_waits = false;
    QSet<EventId> m_accepted; // seen in the log
    quint64 m_asked = 0; // the last check
    std::unique_ptr<Worker> m_worker; // for long texts
};
