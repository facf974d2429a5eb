// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/backoff.h"
#include "outbox/deliveryrules.h"
#include "outbox/outboxentry.h"
#include "support/worker.h"

#include <QElapsedTimer>
#include <QTimer>

#include <deque>
#include <mutex>

class Workspace;
struct Batch;
struct Taken;

// Sends what the workspace holds for one destination: several batches at a time, by the rules of
// deliveryrules.h. A failure of the service holds all, one of the content only the events it is about. Lives
// on the outbox's thread and waits for nothing.
class Dispatch : public QObject {
    Q_OBJECT
public:
    // All must outlive it; the workspace is used on the worker only.
    Dispatch(Worker &worker, Workspace &workspace, const Clock &clock, RetryDelay backoff,
        const OutboxLimits &limits);

    void setDeliver(Deliver deliver);
    void setDestination(const QByteArray &name);
    void setCap(int eventsPerMinute);
    void sendNow();
    void pump(); // starts what may start
    OutboxStanding standing() const { return m_standing; }

Q_SIGNALS:
    void standingChanged();
    void moved(); // the workspace's entries are other ones
    void sent(const QList<EventId> &ids, int ingested);
    void failed(const QList<EventId> &ids, const Error &error, TimePoint nextTry);
    void parked(const EventId &id, const QString &why);
    void storeFailed(const Error &error);

private:
    using Flight = std::shared_ptr<const Batch>;
    struct Accepted {
        Flight flight;
        int ingested;
    };
    using Settle = std::function<Result<void>(Workspace &)>;

    bool mayGo() const;
    void take(int room);
    void took(const Taken &taken);
    void deliver(const Flight &flight);
    void answered(const Flight &flight, const Delivered &delivered);
    void markSent(const Flight &flight, int ingested);
    void writeMarks();
    void refused(const Flight &flight, const Error &error);
    void tooLarge(const Flight &flight, const Error &error);
    void stopped(const Flight &flight, const Error &error, OutboxStanding::Kind kind);
    void retryLater(const Flight &flight, const Delivered &delivered);
    void requeue(const Flight &flight, const Error &error, TimePoint nextAt, TimePoint nextTry);
    void settle(Settle job, std::function<void()> then);
    void storeBroke(const Error &error);
    void hold(milliseconds delay);
    void nothingLeft(std::optional<TimePoint> next);
    int capRoom(); // events that may leave now
    void stand();

    Worker &m_worker;
    Workspace &m_workspace;
    const Clock &m_clock;
    const RetryDelay m_backoff;
    const OutboxLimits m_limits;
    Deliver m_deliver;
    QByteArray m_destination;
    qsizetype m_bytes; // of a batch; less once one was too large
    int m_flights; // batches that may be under way
    int m_inFlight = 0;
    bool m_taking = false;
    bool m_takeAgain = false;
    QTimer m_wait; // running while a failure waits for the next try
    QTimer m_ahead; // running while events are ahead of the clock
    QTimer m_capWait;
    TimePoint m_nextTry;
    int m_failures = 0; // in a row
    std::optional<Error> m_error;
    std::optional<OutboxStanding::Kind> m_stop;
    int m_cap = 0;
    std::deque<std::pair<qint64, int>> m_left; // when, how many
    QElapsedTimer m_monotonic;
    OutboxStanding m_standing;
    std::mutex m_marksMutex;
    std::vector<Accepted> m_marks; // what arrived while the store is busy is marked in one transaction
};
