// SPDX-License-Identifier: MIT
#pragma once

#include "session/connections.h"

#include <QTimer>

class QTcpSocket;

// When a real service stops answering in the middle of a demonstration: carries on in the sandbox with the
// same objects and ids, keeps what is owed in the outbox, and goes back when the network returns. What the
// sandbox counts meanwhile is a copy; nothing is owed twice.
class Rescue : public QObject {
    Q_OBJECT
public:
    enum class State {
        Calm,
        Offline, // a real service does not answer
        CarryingOn, // in the sandbox, with copies
        Back, // at the service again; the sandbox's world is still the copy
    };
    struct Owed {
        EventId id;
        TimePoint at;
        bool parked = false;
        friend bool operator==(const Owed &, const Owed &) = default;
    };

    // Both must outlive it. `sandbox` is where this program's own sandbox listens; the clock is the outbox's,
    // empty: the system's.
    Rescue(Connections &connections, Destination sandbox, std::shared_ptr<Clock> clock = {},
        QObject *parent = nullptr);
    ~Rescue() override;

    State state() const { return m_state; }
    Destination::Mode from() const { return m_place.mode; } // the service it is about
    QString placeName() const; // "Test mode", "Live mode", "127.0.0.1:4020"
    bool isBusy() const { return m_busy; }
    bool answers() const { return m_answers; } // while carrying on: the service can be reached again
    const std::optional<Error> &problem() const { return m_problem; } // why a step was not done

    const QList<Owed> &owed() const { return m_owed; } // to that service, oldest first
    std::optional<std::chrono::minutes> minutesLeft(const Owed &owed) const; // nullopt: too late
    int madeInSandbox() const { return m_made; } // events that belong to the sandbox alone
    int notKnownHere() const { return m_unknown; } // units counted there that no copy makes up for

    void tryAgain();
    void carryOn();
    // Looks first whether the service answers. Live mode needs its words again: confirmationNeeded().
    void goBack();
    void restoreSandbox(); // after going back: the world as it was before
    void dismiss(); // Offline or Back: the strip goes

    void setProbeEvery(milliseconds every); // 30 s

Q_SIGNALS:
    void changed();
    void confirmationNeeded(); // live mode has to be opened

private:
    void failed(const Error &error);
    void lookAtStanding();
    void modeChanged();
    void goOffline();
    void probe(std::function<void(bool)> then);
    void probed(bool reached);
    void readOwed();
    void readMade();
    void copy(const QList<OutboxEntry> &known);
    void putWorld(const QJsonObject &world);
    void enterSandbox(const QByteArray &snapshot);
    void countUnknown();
    void returned();
    void setState(State state);
    void end(const std::optional<Error> &problem);

    Connections &m_connections;
    Session &m_session;
    const Destination m_sandbox;
    const std::shared_ptr<Clock> m_clock;
    State m_state = State::Calm;
    Destination m_place; // the service that failed
    QByteArray m_world; // its name in the outbox
    QByteArray m_snapshot; // of the sandbox's world before
    QByteArray m_worldBefore; // its name
    QString m_customerBefore; // the subscription that was played there
    QString m_subscription; // that is played
    Decimal m_countedThere;
    QList<Owed> m_owed;
    int m_made = 0;
    int m_unknown = 0;
    bool m_busy = false;
    bool m_answers = false;
    std::optional<Error> m_problem;
    QTimer m_probeTimer;
    QTcpSocket *m_socket = nullptr;
};
