// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/route.h"

#include <QJsonObject>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>

// What happens to the next requests that fit, instead of or on top of their answer, so that a program's
// handling of failures can be tried. Kept in memory only.
struct Fault {
    QByteArray id;
    QByteArray method; // empty: any
    QByteArray path; // "/events/ingest"; a star at its end takes all that begin so; empty: any
    qint64 times = 1; // how many requests it is still for
    milliseconds delay{0}; // before anything is done
    int status = 0; // answered instead of the handler's work; 0: the request is carried out
    QString code; // of that answer; empty: the status's own
    std::optional<qint64> retryAfter; // seconds, with that answer
    Answer::Ending ending = Answer::Ending::Whole; // the work is done, the answer does not arrive whole

    bool fits(QByteArrayView ofMethod, QByteArrayView target) const;
};

Result<Fault> faultFromJson(const QJsonObject &json);
QJsonObject toJson(const Fault &fault);

// Any thread. Asking costs one load while there is none.
class Faults {
public:
    void add(const Fault &fault);
    void clear();
    QList<Fault> all() const; // in the order in which they are tried

    std::optional<Fault> take(QByteArrayView method, QByteArrayView target)
    {
        return m_any.load(std::memory_order_relaxed) ? takeFirst(method, target) : std::nullopt;
    }
    // Ends early when faults are cleared or `stop` was called.
    void wait(milliseconds delay);
    void stop();

private:
    std::optional<Fault> takeFirst(QByteArrayView method, QByteArrayView target);

    std::atomic<bool> m_any = false;
    mutable std::mutex m_mutex;
    std::condition_variable m_change;
    QList<Fault> m_faults;
    quint64 m_cleared = 0;
    bool m_stopped = false;
};
