// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "support/clock.h"

#include <optional>

// One event on its way to the service. Times are the injected clock's.
struct OutboxEntry {
    enum class State { Queued, Sending, Sent, Parked };

    EventId id;
    QByteArray json; // the event object as it is sent
    QByteArray destination; // the world it was made for; it goes to no other
    State state = State::Queued;
    int tries = 0;
    TimePoint queuedAt;
    TimePoint eventAt; // the event's own timestamp; the service refuses it 1 hour later
    TimePoint nextAt; // when it is tried again, for Queued
    std::optional<Error> lastError;
    std::optional<TimePoint> sentAt;
    QString parkedWhy; // a sentence, for Parked

    friend bool operator==(const OutboxEntry &, const OutboxEntry &) = default;
};

// What waits for the current destination.
struct OutboxCounts {
    int queued = 0;
    int sending = 0;
    int parked = 0;
    TimePoint oldest; // timestamp of the oldest event queued or sending; TimePoint{} when there is none

    int waiting() const { return queued + sending; }
    friend bool operator==(const OutboxCounts &, const OutboxCounts &) = default;
};
