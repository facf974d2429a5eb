// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logmodel.h"

// What one program of the reader's has sent since the counting began. An event is counted once, however
// often it is sent.
class ConnectedSender {
public:
    explicit ConnectedSender(Sender sender);

    const Sender &sender() const { return m_sender; }
    qsizetype events() const { return m_events.size() + m_unnamed; }
    qsizetype counted() const { return m_counted; }
    bool sampled() const { return m_sampled; } // of a large request only the first event is judged
    bool waits() const; // a verdict of the newest request is still to come
    const Refusal &refusal() const { return m_refusal; } // of the newest request; Kind::None when accepted
    const std::optional<Verdict> &missed() const { return m_missed; } // of the newest request, not counted

    void take(const LogRow &row);
    void judge(const LogModel &log);

private:
    enum class Stage { Refused, Accepted, Judged };

    void takeEvents(const LogRow &row);

    Sender m_sender;
    QHash<EventId, Stage> m_events;
    qsizetype m_unnamed = 0; // sent without an id of their own in the row
    qsizetype m_counted = 0;
    bool m_sampled = false;
    QList<EventId> m_waiting;
    QList<EventId> m_newest;
    Refusal m_refusal;
    std::optional<Verdict> m_missed;
};

// Counts what other programs send, a sender at a time. Neither this program nor a browser is one of them.
class ConnectTally {
public:
    void take(const QList<Exchange> &exchanges);
    void judge(const LogModel &log);
    void clear() { m_senders.clear(); }
    const QList<ConnectedSender> &senders() const { return m_senders; } // the last one heard is the last

private:
    ConnectedSender &senderOf(const Sender &sender);

    QList<ConnectedSender> m_senders;
};
