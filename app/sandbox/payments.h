// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "sandbox/world.h"

// One line of a payment's bill.
struct PaymentLine {
    QString name;
    qint64 amount = 0; // smallest unit; below zero for a discount

    friend bool operator==(const PaymentLine &, const PaymentLine &) = default;
};

// What a payment of the sandbox is made of (dodo-api.md 2.8). `amount` is in the smallest unit.
struct PaymentFacts {
    PaymentId id;
    Customer customer;
    QByteArray country = "US";
    TimePoint createdAt;
    QByteArray status; // IntentStatus
    QByteArray currency = "USD";
    qint64 amount = 0;
    CheckoutId checkout; // empty for a renewal
    QList<SubscriptionId> subscriptions = {};
    QList<CartItem> cart = {}; // one-time products only
    QByteArray cardLastFour;
    Metadata metadata;
    QList<PaymentLine> lines = {};
    QList<ProductId> products = {};
    QByteArray errorCode = {};
    QString errorMessage = {};
};

QJsonObject paymentJson(const PaymentFacts &facts, const World &world);

std::span<const Route> paymentRoutes();
