// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "billing/product.h"
#include "sandbox/world.h"

// A stored checkout session: what it answers, what was asked for, and how often it was submitted.
struct CheckoutSession {
    CheckoutStatus status;
    NewCheckout asked;
    int attempts = 0;
    QList<SubscriptionId> subscriptions = {}; // made by the one that succeeded

    bool consumed() const; // a payment succeeded
};

constexpr auto sessionLifetime = std::chrono::hours{24}; // dodo-api.md 2.6

Result<CheckoutSession> sessionFromJson(const QJsonObject &json);
QJsonObject toJson(const CheckoutSession &session); // as stored

// 404 NOT_FOUND, 422 CHECKOUT_SESSION_CONSUMED or INVALID_REQUEST_PARAMETERS when its 24 hours are over.
Result<CheckoutSession> openSession(const Reading &read, const QByteArray &id, TimePoint now);

Result<Product> findProduct(const Reading &read, const ProductId &id);
