// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "outbox/imagerow.h"
#include "support/worker.h"

#include <functional>
#include <mutex>
#include <vector>

class Workspace;

// An event as it is stored: its text is made where it arrives.
struct ArrivingEvent {
    EventId id;
    QByteArray json;
    TimePoint at;
};

// What is stored together, all of it or nothing.
struct Arrival {
    std::optional<ImageRow> image;
    QList<ArrivingEvent> events;
    QByteArray destination;
    TimePoint now;
    std::function<void(const Result<void> &)> done; // on the store thread, after COMMIT
};

// Group commit: what arrives while the store is busy goes to disk in one transaction.
class Arrivals {
public:
    // `stored` is told after each commit, on the store thread: whether pictures were among it.
    Arrivals(const Worker &worker, Workspace &workspace, std::function<void(bool)> stored);

    void add(Arrival arrival);

private:
    void drain();
    Result<void> storedAlone(const Arrival &arrival);

    const Worker &m_worker;
    Workspace &m_workspace;
    const std::function<void(bool)> m_stored;
    std::mutex m_mutex;
    std::vector<Arrival> m_waiting;
};
