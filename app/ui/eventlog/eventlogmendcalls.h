// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QObject>

// A meter cannot be changed (dodo-api.md 2.2), so a mend is a new one, the products patched to it and the old
// one archived. Each call is named before it is made; what is refused stops the rest, and starting again goes
// on from there. The old meter goes last: until then it counts as before.
class EventLogMendCalls : public QObject {
    Q_OBJECT

public:
    struct Call {
        enum class State { Named, Running, Done, Refused };
        QByteArray method;
        QString path;
        QString purpose;
        State state = State::Named;
        QString answer; // the new id, or the service's code and message

        friend bool operator==(const Call &, const Call &) = default;
    };

    EventLogMendCalls(Session &session, const NewMeter &made, const Meter &old, QObject *parent);

    const QList<Call> &calls() const { return m_calls; }
    const NewMeter &made() const { return m_made; }
    const Meter &old() const { return m_old; }
    bool running() const { return m_running; }
    bool started() const { return m_next > 0 || m_running || m_refused; }
    bool finished() const { return m_next == m_calls.size(); }
    bool isBought() const; // a subscription that runs keeps the old meter
    void start();

Q_SIGNALS:
    void changed();

private:
    void next();
    bool isElsewhere();
    void createMeter();
    void patchProduct(const ProductId &id);
    void archiveMeter();
    void done(const QString &answer);
    void refuse(const Error &error);

    Session &m_session;
    const QByteArray m_world; // whose meter it is
    NewMeter m_made;
    Meter m_old;
    QList<ProductId> m_products;
    QList<Call> m_calls;
    MeterId m_new;
    qsizetype m_next = 0;
    bool m_running = false;
    bool m_refused = false;
};
