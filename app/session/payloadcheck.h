// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "session/session.h"

// One thing that is wrong, or worth knowing, in a payload that is being written.
struct PayloadRemark {
    enum class Kind { Error, Warning };
    Kind kind = Kind::Error;
    QString path; // "metadata.quality"; empty: the whole text
    QString sentence; // what is wrong and the way out
    qsizetype at = -1; // place in the text (UTF-16), -1 when it has none
    qsizetype length = 0;

    friend bool operator==(const PayloadRemark &, const PayloadRemark &) = default;
};

// What the service would make of the text, told before anything is sent (dodo-api.md 2.3, 3.1).
struct PayloadOpinion {
    QList<PayloadRemark> remarks;
    QList<Event> events; // those that can be read: one event, a list, or {"events": […]}
    QList<Verdict> verdicts; // one an event: each live meter, without standing

    bool sendable() const; // no error, at least one event
    int countedOn() const; // meters that would count the first event
};

// Bounded: at most 1,000 events and 4 MB are looked at.
PayloadOpinion opinionOf(const QString &text, const ServiceState &state, TimePoint now);
