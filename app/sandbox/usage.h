// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ledger.h"
#include "billing/subscription.h"
#include "sandbox/world.h"

// A subscription as it stands at `now`: the customer as stored, and the period that now is in.
Subscription presented(const Reading &read, Subscription subscription, TimePoint now);

// One subscription and the ledger of all its customer's events since it began. Made anew for each request,
// so that a late event, an archived meter or a moved clock can leave nothing stale.
struct SubscriptionBook {
    Subscription subscription;
    QList<Period> periods; // begun up to now, oldest first
    Ledger ledger;

    std::optional<Period> periodOf(TimePoint at) const;
    const MeterPrice *priceOf(const MeterId &meter) const; // null when it is not part of it
};

SubscriptionBook bookOf(const Reading &read, const Subscription &subscription, TimePoint now);

Answer usageHistory(const Request &request, World &world); // GET /subscriptions/{id}/usage-history
