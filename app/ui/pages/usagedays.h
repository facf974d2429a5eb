// SPDX-License-Identifier: MIT
#pragma once

#include "billing/event.h"
#include "billing/ledger.h"
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

// Events of a customer in one period; `unread` are the units of those that were not read, so that the free
// units they took are not given out twice.
struct PeriodEvents {
    QList<Event> events; // newest first
    Decimal unread;
};

// What usage-history counts beyond these events; 0 for Max and Last, where units do not add up.
Decimal unreadUnits(const Subscription &subscription, const Meter &meter, const QList<Event> &events,
    const Decimal &consumed);

// From the period's first day to its last, every day once. Shares come from billing's ledger.
QList<DayUsage> usageByDay(const Subscription &subscription, const Meter &meter, const PeriodEvents &events);

// An event that costs something, and what it did to the bill.
struct PaidUnit {
    EventId event;
    TimePoint at;
    Standing standing;
};

QList<PaidUnit> paidUnits(const Subscription &subscription, const Meter &meter,
    const PeriodEvents &events); // oldest first
