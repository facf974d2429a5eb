// SPDX-License-Identifier: MIT
#pragma once

#include "billing/usage.h"
#include "sandbox/creditcart.h"
#include "sandbox/payments.h"

// What the end of a period does to the credits of a subscription, in steps around its payment. `stored` is
// the subscription's JSON with what it keeps for the sandbox; steps may change that part.

// Draws the rest of the period's usage and gives the overage to be billed (invoice_at_billing).
Result<QList<PaymentLine>> closeCredits(
    Writing &out, World &world, QJsonObject &stored, const QList<MeterUsage> &consumed, TimePoint at);

// After the payment, while `stored` still shows the period that ends: overage charged, reset or carried, then
// rollover, then what expires now. An unpaid bill leaves all as it is; one that ends carries nothing over.
struct CycleEnd {
    bool paid = true;
    bool goesOn = true;
};
void carryCredits(Writing &out, World &world, QJsonObject &stored, CycleEnd end, TimePoint at);

// The grants of the cycle that `stored` shows as the current one, the first included.
void grantCredits(Writing &out, World &world, const QJsonObject &stored, TimePoint at);
// Credits of a one-time product: `quantity` times the amount, of the payment.
void grantOnce(Writing &out, World &world, const CustomerId &customer, const QJsonObject &payment,
    const QList<GrantedCredit> &credits, int quantity);

// Whether the current period is a trial (3.5): trial_credits replace the amount then.
bool inTrial(const QJsonObject &stored);

// Grants whose time is over by `limit`, the earliest first; those of a subscription that goes on roll over
// where its rules say so. Returns how many.
Result<int> expireCredits(Writing &out, World &world, TimePoint limit);
