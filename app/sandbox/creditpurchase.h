// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/cart.h"
#include "sandbox/world.h"

// What a purchase does with the credits that come with a product (dodo-api.md 2.4, 3.5).

// Keeps them in a new subscription before it is stored. Its meters that are billed in credits have no price
// and no free units there (5.1.28, 5.2 "free threshold on credit-billed meters").
Result<void> attachCredits(const Reading &read, World &world, QJsonObject &stored, const CartLine &line);

// After a change of plan its credits are those of the new product, from the next grants on; what was granted
// before stays.
Result<void> takePlanCredits(const Reading &read, QJsonObject &stored);

// The first grants, once the payment is made: each cycle's of subscriptions, and those of one-time products.
Result<void> grantPurchased(Writing &out, World &world, const PricedCart &cart, const QJsonObject &payment,
    const QList<QJsonObject> &subscriptions);
