// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "support/clock.h"

#include <optional>

// One event on its way to the service. Times are the injected clock's. Rows are never deleted.
struct OutboxEntry {
    enum class State { Queued, Sending, Sent, Parked, Discarded }; // stored as numbers: only append

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
    QString why; // a sentence, for Parked and Discarded
    bool kept = false; // parked, and somebody chose to leave it there
    std::optional<TimePoint> originalAt = {}; // when it happened, where it goes with another timestamp
    qint64 seq = 0; // given by the workspace, and kept

    friend bool operator==(const OutboxEntry &, const OutboxEntry &) = default;
};

// How far an event is from the service's limit of one hour.
enum class Lateness { Fresh, Near, Late }; // Near: under 10 minutes left
Lateness latenessOf(TimePoint eventAt, TimePoint now);

// What waits for the current destination.
struct OutboxCounts {
    int queued = 0;
    int sending = 0;
    int parked = 0;
    TimePoint oldest; // timestamp of the oldest event queued or sending; TimePoint{} when there is none

    int waiting() const { return queued + sending; }
    friend bool operator==(const OutboxCounts &, const OutboxCounts &) = default;
};

// Which entries are meant. Empty members do not narrow.
struct OutboxQuery {
    enum class Show { Waiting, Parked, Sent, Discarded, Open, All }; // Open: waiting and parked
    Show show = Show::Waiting;
    QByteArray destination = {};
    QString text = {}; // stands somewhere in the event or in what is said of it, in any case of A to Z

    friend bool operator==(const OutboxQuery &, const OutboxQuery &) = default;
};

// What to do with an event the service takes no longer.
enum class LateChoice {
    SendNow, // with the present time; the original one goes as metadata `original_timestamp`
    Keep, // stays parked
    Discard, // stays as a row, with the reason
};

// What one destination has still to get.
struct OutboxOwed {
    QByteArray destination;
    int waiting = 0;
    int parked = 0;
    TimePoint oldest; // timestamp of the oldest one

    friend bool operator==(const OutboxOwed &, const OutboxOwed &) = default;
};

// How the delivery stands.
struct OutboxStanding {
    enum class Kind {
        Going, // sends, or has nothing to send
        Waiting, // for the next try after a failure
        KeyRefused, // stopped until sendNow() or setDestination()
        WrongAddress, // the same
        Capped, // the most events a minute have left
        Offline, // as Waiting, and the failure was the network's
    };
    Kind kind = Kind::Going;
    std::optional<Error> error = {}; // the last failure, unless something arrived since
    TimePoint nextTry = {}; // TimePoint{} when none is planned
    int inFlight = 0; // batches under way

    bool stopped() const { return kind == Kind::KeyRefused || kind == Kind::WrongAddress; }
    friend bool operator==(const OutboxStanding &, const OutboxStanding &) = default;
};

// One call to a real service, as it is kept for good. No body and no secret.
struct AuditRow {
    qint64 seq = 0; // given by the workspace
    TimePoint at;
    QByteArray method;
    QByteArray target; // path and query
    int status = 0; // 0: no answer
    int events = 0; // events in the request
    int retry = 0; // 0 for the first try
    QString what = {}; // in words
    QString failure = {}; // empty when there was none

    friend bool operator==(const AuditRow &, const AuditRow &) = default;
};
