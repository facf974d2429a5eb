// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ledger.h"
#include "billing/namecheck.h"

// Why one stored event counts on one meter, or not.
struct MeterVerdict {
    enum class Reason {
        Counted, // and priced: standing is set
        CountedNoPrice, // the meter matches, but no active subscription of the customer prices it
        NameDiffers,
        FilterFailed,
        PropertyMissing,
        TextNotNumber,
        NotNumber,
        OutsidePeriod,
        MeterArchived,
    };
    MeterId meter;
    QString meterName;
    QString unit;
    Aggregation aggregation;
    QString eventName; // the meter's
    Reason reason = Reason::Counted;
    NameCheck name; // how the event's name differs, when it does
    Judgement judgement;
    std::optional<Period> period; // the one it fell into
    qint64 freeThreshold = 0;
    Decimal pricePerUnit; // smallest unit
    QByteArray currency;
    std::optional<Standing> standing;

    bool counted() const { return reason == Reason::Counted || reason == Reason::CountedNoPrice; }
    friend bool operator==(const MeterVerdict &, const MeterVerdict &) = default;
};

// The verdict of design.md for one event: every live meter, not-counted ones first, nearest miss first.
struct Verdict {
    EventId event;
    bool customerKnown = true;
    bool subscribed = false; // the customer has an active subscription
    QList<MeterVerdict> meters;

    bool counted() const; // by a meter with a price
    friend bool operator==(const Verdict &, const Verdict &) = default;
};

// One event against all meters, without money: fills everything but period and standing.
MeterVerdict judgeMeter(const Meter &meter, const EventView &event);
void sortByNearness(QList<MeterVerdict> &meters);

// Shape of GET /_sandbox/verdicts items.
QJsonObject toJson(const Verdict &verdict);
Result<Verdict> verdictFromJson(const QJsonObject &json, const QString &path = {});
