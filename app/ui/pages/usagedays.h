// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "billing/meter.h"
#include "billing/subscription.h"

#include <QDate>

// What one local day brought on one meter in the current period.
struct DayUsage {
    QDate day;
    Decimal unitsFree;
    Decimal unitsPaid;

    friend bool operator==(const DayUsage &, const DayUsage &) = default;
};

// From the period's first day to its last, every day once. Shares come from billing's ledger.
QList<DayUsage> usageByDay(const Subscription &subscription, const Meter &meter, const QList<Event> &events);
