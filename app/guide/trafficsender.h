// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QObject>

// What became of a lot of events, in the service's figures.
struct TrafficOutcome {
    int events = 0; // asked for
    int answered = 0; // in requests that were answered
    int accepted = 0; // newly stored
    std::optional<int> counted; // of all, by a meter with a price; nullopt when nobody could say
    std::optional<qint64> bill; // so far, smallest unit
    QByteArray currency = "USD";
    std::optional<Error> error; // why it ended early; Kind::Cancelled when the person wanted so
    bool again = false; // the same events once more

    friend bool operator==(const TrafficOutcome &, const TrafficOutcome &) = default;
};

// Sends events in requests of a hundred, so that progress is real and a cancel is quick, then asks which
// counted and what the bill is. The same events can be sent again, with the ids they were made with. In live
// mode nothing is sent, and a lot ends where billing goes elsewhere.
class TrafficSender : public QObject {
    Q_OBJECT
public:
    static constexpr int eventsPerRequest = 100;

    // The session must outlive it.
    explicit TrafficSender(Session &session, QObject *parent = nullptr);

    void send(const QList<Event> &events); // nothing while one is running
    void sendAgain();
    void cancel();
    void forget(); // the last events: the world or the customer is another one

    bool running() const { return m_running; }
    const QList<Event> &events() const { return m_events; } // the last ones

Q_SIGNALS:
    void progressed(int done, int of);
    void finished(const TrafficOutcome &outcome);

private:
    void start(bool again);
    void refuse();
    bool moved() const { return m_session.world() != m_world; }
    void next();
    void answered(int size, const Result<int> &accepted);
    void askCounted();
    void askBill();
    void end();

    Session &m_session;
    QList<Event> m_events;
    QByteArray m_world; // they are sent to
    TrafficOutcome m_outcome;
    std::optional<Call<int>> m_call;
    bool m_running = false;
    bool m_cancelled = false;
    bool m_forgetting = false;
};
