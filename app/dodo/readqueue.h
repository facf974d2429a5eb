// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/readbudget.h"

#include <QObject>
#include <QTimer>

#include <functional>

// The reads of one real service that wait for their turn, first come, first served.
class ReadQueue : public QObject {
    Q_OBJECT
public:
    using Now = std::function<milliseconds()>; // monotonic

    ReadQueue(const ReadLimits &limits, Now now, QObject *parent = nullptr);

    // Runs `go` at its turn, which may be at once. `who` says done() or leave() before it dies.
    void enter(QObject *who, std::function<void()> go);
    void leave(QObject *who); // while it waits
    void done(); // one that had its turn is over
    void sent();
    void answered(int status, const Headers &head, TimePoint wallNow);

    const ReadBudget &budget() const { return m_budget; }
    int waiting() const { return int(m_waiting.size()); }

Q_SIGNALS:
    void changed();

private:
    struct Waiting {
        QObject *who;
        std::function<void()> go;
    };
    void pump();

    ReadBudget m_budget;
    Now m_now;
    std::deque<Waiting> m_waiting;
    int m_underWay = 0;
    QTimer m_turn;
};
