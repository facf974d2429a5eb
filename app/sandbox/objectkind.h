// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/result.h"

#include <QJsonObject>

#include <optional>
#include <span>

// What the store keeps as objects. Each is one JSON object as the API gives it, and may hold keys of our own
// beside those (the routes leave them out when they answer).
enum class Kind {
    Meter,
    Product,
    Customer,
    Subscription,
    Checkout,
    Payment,
    Image,
    Message,
    Webhook,
    Credit, // a credit entitlement
    CreditBalance, // of one customer and entitlement
    CreditGrant,
    CreditEntry, // of the ledger
    Addon,
    WalletEntry, // of a customer's money wallet
};

std::span<const Kind> objectKinds();
QLatin1StringView stateKey(Kind kind); // its list in a seed file: "meters"

// The columns that are read from the JSON, so that a route writes only the object.
struct ObjectColumns {
    QByteArray id; // meters, checkouts, images: "id"; else "product_id", "customer_id", …
    TimePoint createdAt; // "created_at"
    // subscriptions: customer.customer_id; payments: subscription_id; deliveries: webhook_id; balances, grants
    // and ledger entries of credits, entries of wallets: customer_id
    QByteArray parent;
    // active subscriptions and those on hold that are tried again: next_billing_date; deliveries:
    // next_attempt_at; grants of which something is left: expires_at
    std::optional<TimePoint> due = {};
    // customers: email; meters: event_name; subscriptions: product_id; credit entitlements: name; balances,
    // grants and ledger entries: credit_entitlement_id; entries of wallets: currency; checkouts: sandbox.via
    QString label;
};
Result<ObjectColumns> columnsOf(Kind kind, const QJsonObject &json);

// Whether a seed file's object has the shape that the routes rely on.
Result<void> checkObject(Kind kind, const QJsonObject &json);
