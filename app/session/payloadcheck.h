// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "session/session.h"

#include <QSet>

// A change of the text that takes a remark away: what stands at a place becomes before + value + after.
struct PayloadMend {
    enum class Kind {
        Use, // `value` as JSON text; `shown` is what a person reads
        NewId, // whoever mends fills in the value
        Now,
        Remove,
    };
    Kind kind = Kind::Use;
    qsizetype at = 0;
    qsizetype length = 0; // 0: it is added
    QString before = {};
    QString value = {};
    QString after = {};
    QString shown = {};

    friend bool operator==(const PayloadMend &, const PayloadMend &) = default;
};

// One thing that is wrong, or worth knowing, in a payload that is being written.
struct PayloadRemark {
    enum class Kind { Error, Warning };
    Kind kind = Kind::Error;
    QString path; // "metadata.quality"; empty: the whole text
    QString sentence; // what is wrong and the way out
    qsizetype at = -1; // place in the text (UTF-16), -1 when it has none
    qsizetype length = 0;
    std::optional<PayloadMend> mend = {};

    friend bool operator==(const PayloadRemark &, const PayloadRemark &) = default;
};

// What the service would make of the text, told before anything is sent (dodo-api.md 2.3, 3.1).
struct PayloadOpinion {
    QList<PayloadRemark> remarks; // errors first, each in the order of the text
    QList<Event> events; // those that can be read: one event, a list, or {"events": […]}
    QList<Verdict> verdicts; // one an event: each live meter, without standing
    QList<QByteArray> texts; // what would be sent: each object as it stands, readable or not
    QList<QByteArray> ids; // of the texts; empty where there is none

    bool sendable() const; // no error, at least one event
    int countedOn() const; // meters that would count the first event
};

constexpr qsizetype mostPayloadRemarks = 50;

// Bounded: at most 1,000 events and 4 MB are looked at.
PayloadOpinion opinionOf(const QString &text, const ServiceState &state, TimePoint now);

// Besides: ids of the text's events that the log has seen accepted. Nothing would be billed twice.
void addSentBefore(PayloadOpinion &opinion, const QString &text, const QSet<EventId> &accepted);

// The text with the change made. `value` is what NewId and Now need, as plain text.
QString mendedText(const QString &text, const PayloadMend &mend, const QString &value = {});
