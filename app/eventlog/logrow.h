// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "eventlog/logmark.h"
#include "support/exchange.h"

// Why the service turned an event down, read from the request itself and the answer.
struct Refusal {
    enum class Kind {
        None,
        CustomerUnknown,
        TooOld, // `by` is the event's age
        TooFarAhead, // `by` is how far
        RepeatedId, // the same id twice in one request
        TooManyEvents,
        NoEvents,
        BadMetadata, // more than 50 pairs, or a key or value too long
        BadField, // `field` is missing or of the wrong type
        BadJson,
        WrongKey, // 401, 403
        TooLarge, // 413
        RateLimited,
        Server,
        NoAnswer,
        Other,
    };
    Kind kind = Kind::None;
    QString field; // events[0].timestamp
    microseconds by{0};
    QString code; // the service's own
    QString message;

    friend bool operator==(const Refusal &, const Refusal &) = default;
};

// What the table keeps of one exchange; the payload stays in the store and is read when selected.
struct LogRow {
    static constexpr qsizetype idsKept = 100; // of a larger batch only the first id is kept

    QUuid exchange;
    qint64 rowNumber = 0; // order of arrival in this log
    TimePoint at;
    microseconds took{0};
    Sender sender;
    QByteArray method;
    QByteArray target;
    int status = 0; // 0 when no answer came
    int retry = 0;
    bool ingest = false; // POST /events/ingest
    QList<EventId> events; // ids in the request, in order
    int eventCount = 0; // 0 too when a long body was cut and its events were not read
    int ingested = -1; // the answer's ingested_count; -1 when it has none
    QByteArray eventName; // of the first event
    QByteArray customer; // of the first event
    QByteArray quality; // the first event's value of the shown metadata key
    Refusal refusal;
    std::optional<TimePoint> acceptedBefore; // an earlier row brought its one event in
    std::optional<TimePoint> acceptedLater; // this row failed, a later one brought it in
    LogMark mark;
    bool imported = false; // read from a file

    bool failed() const { return status == 0 || status >= 400; }
    EventId event() const { return events.value(0); }
    friend bool operator==(const LogRow &, const LogRow &) = default;
};

// Reads what the table shows out of an exchange. `key` is the metadata key of the quality column.
LogRow rowOf(const Exchange &exchange, const QByteArray &key);

// One event of a request, for the rows below it.
struct LogEvent {
    EventId id;
    QByteArray name;
    QByteArray customer;
    QByteArray quality; // its value of the shown metadata key
};
QList<LogEvent> eventsOf(const Exchange &exchange, const QByteArray &key);
