// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class Outbox;

// What stands between a person and real money. Live mode is open only after its words were typed in this run,
// is never restored at a start, and sends no more than a cap of events a minute. While live there are no
// generators, replays, faults or load: pictures that were asked for bill one event each, and a request made
// by hand holds one event (PayloadSender).
class LiveGuard : public QObject {
    Q_OBJECT
public:
    explicit LiveGuard(Outbox &outbox, QObject *parent = nullptr);

    static QString phrase(); // what has to be typed, letter for letter: "use live mode"
    bool open(const QString &typed); // false: the words are not those
    void close();
    bool isOpen() const { return m_open; }

    // The most events that leave in any minute of live mode; 1 to 1000, 60 unless changed. Kept in the
    // workspace. More of them wait in the outbox and are named there.
    int eventsPerMinute() const;
    void setEventsPerMinute(int events);

Q_SIGNALS:
    void changed();

private:
    Outbox &m_outbox;
    bool m_open = false;
};
