// SPDX-License-Identifier: MIT
#pragma once

#include "billing/product.h"
#include "sandbox/world.h"

// Credits that come with products (dodo-api.md 2.4).

// What POST and PATCH of a product attach: entitlements that exist and are not deleted, amounts within their
// precision. A mapping keeps its id as long as its entitlement stays in the list.
Result<QList<AttachedCredit>> linkedCredits(
    const Reading &read, IdSource &ids, const Product &product, const QList<AttachedCredit> &before);

// A meter may be billed in any entitlement, attached or not: a customer's balance may come from elsewhere
// (3.5, "balances are per customer and entitlement").
Result<void> checkCreditMeter(const Reading &read, const MeterPrice &price);

// A stored product as its GET gives it: each mapping with its entitlement's name, unit and rules as they are
// now where the product says nothing of its own.
QJsonObject shownProduct(const Reading &read, QJsonObject stored);
