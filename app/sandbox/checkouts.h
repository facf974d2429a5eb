// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "billing/product.h"
#include "sandbox/world.h"

constexpr auto sessionLifetime = std::chrono::hours{24}; // dodo-api.md 2.6
constexpr auto confirmedLifetime = std::chrono::minutes{15};

// A stored checkout session: what it answers, what was asked for, and how often it was submitted.
struct CheckoutSession {
    CheckoutStatus status;
    NewCheckout asked;
    int attempts = 0;
    QList<SubscriptionId> subscriptions = {}; // made by the one that succeeded
    std::optional<TimePoint> expiresAt = {}; // 24 hours after it was made when it does not say
    std::optional<PaymentId> prepared = {}; // by `confirm`: the payment that waits for a card
    QString via = {}; // linkedVia when a static payment link made it

    bool consumed() const; // a payment succeeded
    TimePoint end() const { return expiresAt.value_or(status.createdAt + sessionLifetime); }
    QString validFor() const; // "24 hours"
};

constexpr QLatin1StringView linkedVia("link");

Result<CheckoutSession> sessionFromJson(const QJsonObject &json);
QJsonObject toJson(const CheckoutSession &session); // as stored

// 404 NOT_FOUND, 422 CHECKOUT_SESSION_CONSUMED or INVALID_REQUEST_PARAMETERS when its time is over.
Result<CheckoutSession> openSession(const Reading &read, const QByteArray &id, TimePoint now);

// A new one for what was asked, stored. Refuses what the cart or the customer does not allow.
Result<CheckoutSession> makeSession(
    Writing &write, World &world, const NewCheckout &asked, const QString &via = {});

// POST /checkouts and /checkouts/preview read the body alike.
Result<NewCheckout> checkoutBody(const Request &request);
Answer previewCheckout(const Request &request, World &world);

Result<Product> findProduct(const Reading &read, const ProductId &id);
