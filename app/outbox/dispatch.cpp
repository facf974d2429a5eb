// SPDX-License-Identifier: MIT
#include "outbox/dispatch.h"

#include "outbox/workspace.h"
#include "support/faultpoint.h"

Dispatch::Dispatch(
    Worker &worker, Workspace &workspace, const Clock &clock, RetryDelay backoff, const OutboxLimits &limits)
    : m_worker(worker)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_backoff(std::move(backoff))
    , m_limits(limits)
    , m_bytes(limits.bytesPerBatch)
    , m_flights(limits.firstFlights)
{
    for (QTimer *timer : {&m_wait, &m_ahead, &m_capWait}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, &Dispatch::pump);
    }
    m_monotonic.start();
}

void Dispatch::setDeliver(Deliver deliver)
{
    m_deliver = std::move(deliver);
    pump();
}

void Dispatch::setDestination(const QByteArray &name)
{
    m_destination = name;
    m_stop.reset();
    m_wait.stop();
    m_ahead.stop();
    m_failures = 0;
    m_error.reset();
    m_flights = m_limits.firstFlights;
    m_bytes = m_limits.bytesPerBatch;
    stand();
    const auto next = m_worker.ask<std::optional<TimePoint>>(
        [&workspace = m_workspace, name] { return workspace.events().nextAt(name); });
    whenDone(next, this, [this, name](const Result<std::optional<TimePoint>> &at) {
        if (name != m_destination || !at)
            return;
        const milliseconds delay = *at ? remainingDelay(**at, m_clock.now()) : 0ms;
        if (delay > 0ms)
            hold(delay);
        pump();
    });
}

void Dispatch::setCap(int eventsPerMinute)
{
    m_cap = eventsPerMinute;
    m_capWait.stop();
    pump();
}

void Dispatch::sendNow()
{
    m_stop.reset();
    m_wait.stop();
    pump();
}

bool Dispatch::mayGo() const
{
    return m_deliver && !m_destination.isEmpty() && !m_stop && !m_wait.isActive();
}

void Dispatch::pump()
{
    if (m_taking) {
        m_takeAgain = true;
        return;
    }
    if (mayGo() && m_inFlight < m_flights) {
        if (const int room = capRoom(); room > 0)
            take(room);
    }
    stand();
}

// As many batches as may leave; with a cap one by one, so that none is taken in vain.
void Dispatch::take(int room)
{
    m_taking = true;
    m_takeAgain = false;
    const TakeOrder order{.destination = m_destination,
        .now = m_clock.now(),
        .batches = m_cap > 0 ? 1 : m_flights - m_inFlight,
        .events = qMin(room, m_limits.eventsPerBatch),
        .bytes = m_bytes,
        .ahead = m_destination.startsWith("sandbox"),
        .lateWhy = tr("The event is older than 1 hour. The service accepts it no longer.")};
    const auto call
        = m_worker.ask<Taken>([&workspace = m_workspace, order] { return workspace.queue().take(order); });
    whenDone(call, this, [this, why = order.lateWhy](const Result<Taken> &taken) {
        m_taking = false;
        if (!taken)
            return storeBroke(taken.error());
        for (const EventId &id : taken->late)
            Q_EMIT parked(id, why);
        took(*taken);
    });
}

void Dispatch::took(const Taken &taken)
{
    for (const Flight &flight : taken.batches)
        deliver(flight);
    if (!taken.batches.empty() || !taken.late.isEmpty()) {
        Q_EMIT moved();
        pump();
    } else if (m_takeAgain) {
        pump();
    } else {
        nothingLeft(taken.next);
    }
}

void Dispatch::nothingLeft(std::optional<TimePoint> next)
{
    if (m_inFlight == 0 && !m_wait.isActive()) {
        m_failures = 0; // what failed was taken away
        m_error.reset();
    }
    if (next)
        m_ahead.start(remainingDelay(*next, m_clock.now()) + 1ms);
    stand();
}

void Dispatch::deliver(const Flight &flight)
{
    // The destination or the key may have changed while the store was asked.
    if (flight->shipment.destination != m_destination || !mayGo()) {
        m_worker.post([&workspace = m_workspace, flight] { workspace.queue().giveBack(*flight); });
        return;
    }
    ++m_inFlight;
    if (m_cap > 0)
        m_left.emplace_back(m_monotonic.elapsed(), flight->size());
    const Call<Delivered> call = m_deliver(flight->shipment);
    reached(FaultPoint::Sent);
    whenDone(call, this, [this, flight](const Result<Delivered> &delivered) {
        --m_inFlight;
        reached(FaultPoint::Answered);
        answered(flight, delivered ? *delivered : Delivered{.failure = delivered.error()});
    });
}

void Dispatch::answered(const Flight &flight, const Delivered &delivered)
{
    if (!delivered.failure)
        return markSent(flight, delivered.ingested);
    switch (faultOf(*delivered.failure, delivered.again)) {
    case DeliveryFault::Content:
        return refused(flight, *delivered.failure);
    case DeliveryFault::TooLarge:
        return tooLarge(flight, *delivered.failure);
    case DeliveryFault::Key:
        return stopped(flight, *delivered.failure, OutboxStanding::Kind::KeyRefused);
    case DeliveryFault::Address:
        return stopped(flight, *delivered.failure, OutboxStanding::Kind::WrongAddress);
    case DeliveryFault::Service:
        return retryLater(flight, delivered);
    }
}

void Dispatch::markSent(const Flight &flight, int ingested)
{
    if (flight->shipment.destination == m_destination) {
        m_failures = 0;
        if (!m_stop) // else it says why
            m_error.reset();
        m_flights = qMin(m_flights + 1, m_limits.mostFlights);
    }
    {
        const std::lock_guard lock(m_marksMutex);
        m_marks.push_back({flight, ingested});
        if (m_marks.size() > 1)
            return; // one job is under way already
    }
    writeMarks();
}

void Dispatch::writeMarks()
{
    using Marked = std::vector<Accepted>;
    const auto call = m_worker.ask<Marked>([this, now = m_clock.now()]() -> Result<Marked> {
        Marked marked;
        {
            const std::lock_guard lock(m_marksMutex);
            marked.swap(m_marks);
        }
        std::vector<Flight> flights;
        for (const Accepted &accepted : marked)
            flights.push_back(accepted.flight);
        if (const auto done = m_workspace.queue().markSent(flights, now); !done)
            return done.error();
        reached(FaultPoint::Marked);
        return marked;
    });
    whenDone(call, this, [this](const Result<Marked> &marked) {
        if (!marked)
            return storeBroke(marked.error());
        for (const Accepted &accepted : *marked)
            Q_EMIT sent(accepted.flight->shipment.ids, accepted.ingested);
        Q_EMIT moved();
        pump();
    });
    pump(); // another may leave meanwhile
}

// The service refuses a request as a whole: in two halves, until the bad one stands alone.
void Dispatch::refused(const Flight &flight, const Error &error)
{
    if (flight->size() > 1)
        return settle(
            [flight, error](Workspace &workspace) { return workspace.queue().split(*flight, error); }, {});
    const QString why = error.message.isEmpty() ? tr("The service refused the event.") : error.message;
    settle([flight, error, why](Workspace &workspace) { return workspace.queue().park(*flight, error, why); },
        [this, flight, why] { Q_EMIT parked(flight->shipment.ids.first(), why); });
}

// The next batches are smaller from the start.
void Dispatch::tooLarge(const Flight &flight, const Error &error)
{
    qsizetype bytes = 0;
    for (const QByteArray &json : flight->shipment.json)
        bytes += json.size() + 1;
    if (flight->size() > 1 && flight->shipment.destination == m_destination)
        m_bytes = qMin(m_bytes, qMax(qsizetype(1), bytes / 2));
    refused(flight, error);
}

void Dispatch::stopped(const Flight &flight, const Error &error, OutboxStanding::Kind kind)
{
    // An answer from a service that was left behind says nothing about the present one.
    if (flight->shipment.destination == m_destination) {
        m_stop = kind;
        m_error = error;
    }
    requeue(flight, error, m_clock.now(), {});
}

void Dispatch::retryLater(const Flight &flight, const Delivered &delivered)
{
    const Error error = *delivered.failure;
    const bool present = flight->shipment.destination == m_destination;
    // What fails together is one failure.
    if (present && !m_wait.isActive())
        ++m_failures;
    const milliseconds delay = waitAfter(delivered, m_backoff(qMax(1, m_failures)), m_limits.longestWait);
    if (present) {
        if (!m_stop)
            m_error = error;
        m_flights = 1;
        hold(delay);
    }
    const TimePoint next = present ? m_nextTry : m_clock.now() + delay;
    requeue(flight, error, next, m_stop ? TimePoint{} : next);
}

void Dispatch::requeue(const Flight &flight, const Error &error, TimePoint nextAt, TimePoint nextTry)
{
    settle([flight, error, nextAt](
               Workspace &workspace) { return workspace.queue().requeue(*flight, error, nextAt); },
        [this, flight, error, nextTry] { Q_EMIT failed(flight->shipment.ids, error, nextTry); });
}

// One change on the store thread; when it is on disk `then` is told, and the queue goes on.
void Dispatch::settle(Settle job, std::function<void()> then)
{
    const auto call
        = m_worker.ask<void>([&workspace = m_workspace, job = std::move(job)] { return job(workspace); });
    whenDone(call, this, [this, then = std::move(then)](const Result<void> &done) {
        if (!done)
            return storeBroke(done.error());
        if (then)
            then();
        Q_EMIT moved();
        pump();
    });
    stand();
}

// A full disk, say. Nothing is lost by it: what is not marked goes again under the same ids.
void Dispatch::storeBroke(const Error &error)
{
    ++m_failures;
    m_error = error;
    hold(m_backoff(m_failures));
    Q_EMIT storeFailed(error);
    Q_EMIT moved();
    stand();
}

void Dispatch::hold(milliseconds delay)
{
    if (m_wait.isActive() && m_wait.remainingTimeAsDuration() >= delay)
        return;
    m_wait.start(delay);
    m_nextTry = m_clock.now() + delay;
}

int Dispatch::capRoom()
{
    if (m_cap <= 0)
        return m_limits.eventsPerBatch;
    const qint64 now = m_monotonic.elapsed();
    const qint64 window = m_limits.capWindow.count();
    while (!m_left.empty() && m_left.front().first + window <= now)
        m_left.pop_front();
    int room = m_cap;
    for (const auto &[when, events] : m_left)
        room -= events;
    if (room <= 0 && !m_capWait.isActive())
        m_capWait.start(milliseconds{m_left.front().first + window - now});
    return room;
}

void Dispatch::stand()
{
    using Kind = OutboxStanding::Kind;
    OutboxStanding now{.error = m_error, .inFlight = m_inFlight};
    if (m_stop) {
        now.kind = *m_stop;
    } else if (m_failures > 0 || m_wait.isActive()) {
        const bool network = m_error && m_error->kind == Error::Kind::Network;
        now.kind = network ? Kind::Offline : Kind::Waiting;
        now.nextTry = m_wait.isActive() ? m_nextTry : TimePoint{};
    } else if (m_capWait.isActive()) {
        now.kind = Kind::Capped;
        now.nextTry = m_clock.now() + m_capWait.remainingTimeAsDuration();
    }
    // While the cap waits the remaining time is read anew; only a new kind is news.
    if (now.kind == Kind::Capped && m_standing.kind == Kind::Capped)
        now.nextTry = m_standing.nextTry;
    if (now == m_standing)
        return;
    m_standing = now;
    Q_EMIT standingChanged();
}
