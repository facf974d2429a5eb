// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/plan.h"
#include "sandbox/usage.h"

#include <vector>

// What a subscription owes at the end of a period (dodo-api.md 3.4): the next cycle's plan in advance, the
// past one's usage, and what was left unpaid, less what an earlier plan left over.
struct CycleBill {
    QList<MeterUsage> consumed; // of the period that ends, in the subscription's order
    QList<PaymentLine> lines;
    qint64 leftOver = 0; // of an earlier plan, used up here
    qint64 total = 0;
};

// One subscription at the end of its period.
struct Due {
    QJsonObject json; // as stored; a plan change that was to come with this renewal is in it already
    Subscription subscription; // of `json`
    Ledger ledger; // of the period that ends
    std::optional<QJsonObject> before = {}; // the plan change's

    TimePoint at() const { return subscription.nextBillingDate; }
    QJsonObject own() const;
    bool termOver() const { return at() >= termEnd(subscription); }
    bool cancels() const { return json[QLatin1StringView("cancel_at_next_billing_date")].toBool(); }
    bool goesOn() const { return !termOver() && !cancels(); }
    bool onDemand() const { return json[QLatin1StringView("on_demand")].toBool(); }
};

Result<Due> dueOf(const Reading &read, const Row &row);

// One pass over the events for all that are due, however many there are.
void readUsage(const Reading &read, std::vector<Due> &dues);

// The usage of the period that ends; refused when a line leaves 32 bits (5.1.34), which is said.
Result<QList<MeterUsage>> consumedBy(const Due &due);

// `more` are lines of others, such as credits beyond the balance; the discount does not touch them.
Result<CycleBill> billOf(const Due &due, const QList<MeterUsage> &consumed, const QList<PaymentLine> &more);
