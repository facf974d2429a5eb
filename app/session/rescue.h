// SPDX-License-Identifier: MIT
#pragma once

#include "session/connections.h"
#include "session/rescuerecord.h"

#include <QTimer>

class NetworkSettings;

// When a real service stops answering in the middle of a demonstration: carries on in the sandbox with the
// same objects and ids, keeps what is owed in the outbox, and goes back when the network returns. What the
// sandbox counts meanwhile is a copy; nothing is owed twice. The sandbox of before can be restored, also
// after the program was ended.
class Rescue : public QObject {
    Q_OBJECT
public:
    enum class State {
        Calm,
        Offline, // a real service does not answer
        CarryingOn, // in the sandbox, with copies
        Back, // at a service again; the sandbox's world is still the copy
        Restored, // the sandbox's world is the one of before
    };
    struct Owed {
        EventId id;
        TimePoint at;
        bool parked = false;
        friend bool operator==(const Owed &, const Owed &) = default;
    };
    // The service takes no event older than this (dodo-api.md 2.3).
    static constexpr std::chrono::minutes takenFor{60};

    // Connections and network must outlive it. `sandbox` is where this program's own sandbox listens. What an
    // earlier run left is taken up at once.
    Rescue(Connections &connections, const NetworkSettings &network, Destination sandbox,
        QObject *parent = nullptr);
    ~Rescue() override;

    State state() const { return m_state; }
    const QByteArray &world() const { return m_world; } // of the service it is about
    bool isThere() const { return m_session.world() == m_world; } // billing goes to it
    bool isBusy() const { return m_busy; }
    bool answers() const { return m_answers; } // while carrying on: the service can be reached again
    const std::optional<Error> &problem() const { return m_problem; } // why a step was not done

    const QList<Owed> &owed() const { return m_owed; } // to that service, oldest first
    std::optional<std::chrono::minutes> minutesLeft(const Owed &owed) const; // nullopt: too late
    int copied() const { return m_copied; } // events the sandbox was given
    int madeInSandbox() const { return m_made; } // events that belong to the sandbox alone
    // Units counted there that the copies do not make up for: other programs' events, at least so many.
    Decimal missingHere() const { return m_missing; }

    void tryAgain();
    void carryOn();
    // Looks first whether the service answers. Live mode needs its words again: confirmationNeeded().
    void goBack();
    void restoreSandbox(); // CarryingOn or Back: the world as it was before
    void dismiss(); // Back: the copies stay. Restored: it was read

    void setProbeEvery(milliseconds every); // 30 s

Q_SIGNALS:
    void changed();
    void confirmationNeeded(); // live mode has to be opened

private:
    using Known = std::function<void(const Result<QList<OutboxEntry>> &)>;

    void failed(const Error &error);
    void lookAtStanding();
    void goOffline();
    void settle();
    void rest();
    void worldChanged();
    void sessionChanged();
    void probe();
    void readAnew();
    void look(std::function<void(bool answers)> then);
    void ask(const Destination &place, std::function<void(bool answers)> then);
    void readOwed();
    void readMade();
    void setState(State state);
    void end(const std::optional<Error> &problem);
    bool start(); // of a step that takes its time
    QString sandboxName() const;
    bool holdsCopies() const { return m_record && m_record->areCopies(sandboxName()); }

    void resume();
    void carryOnWithoutCopies();
    void readKnown(Known then);
    void readKnown(TimePoint from, qint64 after, const QList<OutboxEntry> &before, Known then);
    void putWorld(const QList<OutboxEntry> &known);
    void keepSandbox(const QJsonObject &copies);
    void keepRecord(const RescueRecord &record, const QJsonObject &copies);
    void fillSandbox(const QJsonObject &copies);
    void enterSandbox();
    void goBackWithKey();
    void giveBack(std::function<void(const std::optional<Error> &problem)> then);

    Connections &m_connections;
    Session &m_session;
    const NetworkSettings &m_network;
    const Destination m_sandbox;
    State m_state = State::Calm;
    Destination m_place; // the service that failed, without its key: that may be another one by then
    QByteArray m_world; // its name in the outbox
    std::optional<RescueRecord> m_record; // while the world of before can be restored
    Decimal m_countedThere;
    Decimal m_missing;
    QList<Owed> m_owed;
    int m_copied = 0;
    int m_made = 0;
    bool m_busy = false;
    bool m_probing = false;
    bool m_trying = false; // a whole reading was asked for, and did not fail yet
    bool m_counted = false; // m_missing is known
    bool m_answers = false;
    std::optional<Error> m_problem;
    QTimer m_probeTimer;
};
