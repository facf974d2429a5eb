// SPDX-License-Identifier: MIT
#pragma once

#include "billing/usage.h"
#include "sandbox/payments.h"

// What the end of a period does to the credits of a subscription, in three steps around its payment. `stored`
// is the subscription's JSON with what it keeps for the sandbox; steps may change that part.

// Draws the rest of the period's usage and gives the overage to be billed (invoice_at_billing).
Result<QList<PaymentLine>> closeCredits(
    Writing &out, World &world, QJsonObject &stored, const QList<MeterUsage> &consumed, TimePoint at);

// After the payment: overage charged, reset or carried, then rollover; an unpaid bill leaves the overage.
Result<void> carryCredits(Writing &out, World &world, QJsonObject &stored, bool paid, TimePoint at);

// The next cycle's grants, and the first ones at the purchase.
Result<void> grantCredits(Writing &out, World &world, QJsonObject &stored, TimePoint at);

// Grants whose time is over by `limit`, the earliest first. Returns how many.
Result<int> expireCredits(Writing &out, World &world, TimePoint limit);
