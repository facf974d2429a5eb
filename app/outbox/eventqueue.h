// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/deliver.h"
#include "outbox/eventrows.h"

#include <functional>
#include <limits>
#include <memory>

// Events that go out in one request.
struct Batch {
    Shipment shipment;
    std::vector<qint64> seqs;
    std::vector<qint64> times; // of the events, as stored
    int tries = 0; // the most any of them has had before

    bool isEmpty() const { return seqs.empty(); }
    int size() const { return int(seqs.size()); }
};

// What is to be taken.
struct TakeOrder {
    QByteArray destination;
    TimePoint now;
    int batches = 1; // at most
    int events = 1000; // of each, at most
    qsizetype bytes = 900 * 1024; // the same, unless one event alone is more
    bool ahead = false; // events may be ahead of the clock
    QString lateWhy; // the sentence of those that are too old
};

struct Taken {
    std::vector<std::shared_ptr<const Batch>> batches; // none is empty
    QList<EventId> late; // parked just now: too old to be accepted
    std::optional<TimePoint> next = {}; // when the first of those ahead of the clock may go, if none can yet
};

// The outbox's table as a queue, the oldest event first: what goes out next, and what became of it. Blocking;
// on the file's own thread. Each function is one transaction, on disk when it returns.
class EventQueue {
public:
    EventQueue(Database &db, Flying &flying);

    Result<Taken> take(const TakeOrder &order);

    // What became of a batch; it is under way no longer.
    Result<void> markSent(const std::vector<std::shared_ptr<const Batch>> &batches, TimePoint now);
    void giveBack(const Batch &batch); // unsent, and no try is counted
    // Again under the same ids. After every third failure others have their turn first: a batch that the
    // service cannot bear must not keep them for ever.
    Result<void> requeue(const Batch &batch, const Error &error, TimePoint nextAt);
    Result<void> split(const Batch &batch, const Error &error); // in two requests from now on
    Result<void> park(const Batch &batch, const Error &error, const QString &why); // of one event

private:
    struct Place {
        qint64 at = std::numeric_limits<qint64>::min();
        qint64 seq = 0;
        friend auto operator<=>(const Place &, const Place &) = default;
    };
    enum class Pass { End, Full };

    Result<void> parkLate(const TakeOrder &order, Taken &taken);
    Result<void> next(const TakeOrder &order, Batch &batch);
    Result<Pass> fill(const TakeOrder &order, Batch &batch, std::optional<Place> until, int &most);
    Result<std::optional<TimePoint>> firstAhead(const TakeOrder &order);
    Result<void> mark(const Batch &batch, TimePoint now);
    Result<void> settle(const Batch &batch, const std::function<Result<void>()> &steps);
    void landed(const Batch &batch, bool settled);

    Database &m_db;
    Flying &m_flying;
    QByteArray m_destination; // of the place
    Place m_place; // taken up to here; begins anew at the end, and when something comes back
    bool m_resting = false; // a batch behind the place lets others go first, in requests of their own
};
