// SPDX-License-Identifier: MIT
#pragma once

#include "billing/subscription.h"
#include "billing/usage.h"

// The current period's bill as the service's usage-history gives it (design.md, "Whose number"): never our
// own sums of events. `total` is the fixed price plus the lines, in the smallest unit.
struct BillSoFar {
    QList<MeterUsage> meters;
    QString unit; // of the only meter; empty when there are several
    Period period;
    QByteArray currency = "USD";
    qint64 fixedPrice = 0;
    qint64 total = 0;

    Decimal consumed() const { return meters.size() == 1 ? meters.first().consumedUnits : Decimal(); }
    Decimal chargeable() const { return meters.size() == 1 ? meters.first().chargeableUnits : Decimal(); }
    Decimal freeUsed() const; // of the only meter: what the free units took up
    Decimal freeLeft() const;

    friend bool operator==(const BillSoFar &, const BillSoFar &) = default;
};

BillSoFar billSoFar(const Subscription &subscription, const UsagePeriod &usage);
