// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "billing/period.h"
#include "sandbox/world.h"

// What the amount of a line was reckoned from: units of a meter, credits beyond the balance.
struct LineUnits {
    QString unit; // "images"
    Decimal used;
    Decimal free;
    Decimal chargeable;
    Decimal pricePerUnit; // smallest unit

    friend bool operator==(const LineUnits &, const LineUnits &) = default;
};

// One line of a payment's bill.
struct PaymentLine {
    QString name;
    qint64 amount = 0; // smallest unit; below zero for a discount
    std::optional<LineUnits> units = {}; // of meters and of credits' overage
    int quantity = 1;

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
    AddressLines address = {};
    std::optional<Period> period = {}; // whose usage it bills
    QByteArray methodId = {}; // of the saved card (2.6); empty when none was used
};

// As it is stored, with an invoice of its own.
QJsonObject paymentJson(const PaymentFacts &facts, const World &world);

// As the API gives it: without what is the sandbox's own, its invoice at this server's address.
QJsonObject shownPayment(const QJsonObject &stored, const World &world);

// Of what a payment was stored with.
QList<PaymentLine> linesOfPayment(const QJsonObject &stored);
std::optional<Period> periodOfPayment(const QJsonObject &stored);

std::span<const Route> paymentRoutes();
