// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "support/call.h"
#include "support/clock.h"

#include <optional>

// What goes out in one request: 1 to 1000 events, no id twice.
struct Shipment {
    QByteArray destination; // the world they were made for
    QList<EventId> ids;
    QList<QByteArray> json; // event objects, in the order of the ids

    bool isEmpty() const { return ids.isEmpty(); }
};

// What became of it.
struct Delivered {
    int ingested = 0; // may be lower than sent without being a failure (dodo-api.md 5.1.3)
    std::optional<Error> failure = {};
    std::optional<milliseconds> retryAfter = {}; // what the service asked for
    std::optional<bool> again = {}; // its x-should-retry (1.4); false asks for the longest wait
};

// How a shipment leaves: one try, joined to the network by the layer above. Called on the outbox's thread. A
// call that fails as a whole is a Delivered with that failure.
using Deliver = std::function<Call<Delivered>(const Shipment &)>;

// Every bound of the delivery. Tests and benchmarks change them.
struct OutboxLimits {
    int eventsPerBatch = 1000; // the service's own limit (2.3)
    qsizetype bytesPerBatch = 900 * 1024; // its body limit is not published: below 1 MB
    int firstFlights = 2; // batches under way; one after a failure, one more with each success
    int mostFlights = 4; // hides the client's stall on large bodies (qt-facts.md, HTTP client)
    milliseconds longestWait = 60s; // also for what the service asks for
    milliseconds capWindow = 60s; // what setCap() counts in
};
