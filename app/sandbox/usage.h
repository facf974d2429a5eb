// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ledger.h"
#include "billing/subscription.h"
#include "sandbox/world.h"

// A stored subscription as its GET gives it, with the customer as stored now.
QJsonObject shownSubscription(const Reading &read, const QJsonObject &stored);

QList<MeterTerms> termsOf(const Reading &read, const Subscription &subscription);

// When its periods are (dodo-api.md 3.4). Months keep the day they began on (5.1.27); the term cuts the last
// period short when it does not end with one.
TimePoint termEnd(const Subscription &subscription);
// The end of the period after the current one. A date that was moved begins a count of its own, which
// beginNextPeriod keeps.
TimePoint nextBilling(const QJsonObject &stored, const Subscription &subscription);
void beginNextPeriod(QJsonObject &stored, const Subscription &subscription);
// Another end for the current period, however many regular ones fit into it.
void moveNextBilling(QJsonObject &stored, TimePoint at);
// Up to the current or last one, oldest first: those that were closed here, or else those that its dates
// tell.
QList<Period> periodsOf(const QJsonObject &stored, const Subscription &subscription);
QJsonArray closedPeriods(const QJsonObject &stored, const Subscription &subscription); // with the current one

// One subscription and the ledger of all its customer's events since it began; kept by Ledgers.
struct SubscriptionBook {
    Subscription subscription;
    QList<Period> periods; // the current or last one included, oldest first
    Ledger ledger;

    std::optional<Period> periodOf(TimePoint at) const;
    const MeterPrice *priceOf(const MeterId &meter) const; // null when it is not part of it
};

Answer usageHistory(const Request &request, World &world); // GET /subscriptions/{id}/usage-history
