// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "billing/product.h"
#include "sandbox/payments.h"

// What a subscription pays in advance for each cycle, as it was when it was bought or changed (5.1.36): a
// product, how many of it, and its add-ons. Kept in the subscription's JSON; the API shows parts of it.
struct PlanItem {
    QString name;
    qint64 price = 0; // of one, smallest unit
    int quantity = 1;
    QByteArray addon = {}; // its id; empty: the product itself

    qint64 amount() const { return price * quantity; }
    friend bool operator==(const PlanItem &, const PlanItem &) = default;
};

struct Plan {
    ProductId product;
    QString name;
    std::optional<QString> description = {};
    QByteArray currency = "USD";
    int quantity = 1;
    int discountBps = 0;
    Cycle frequency;
    Cycle period;
    QList<PlanItem> items = {};

    qint64 fullAmount() const; // before the discount
    qint64 amount() const; // of one cycle, the discount taken off
    friend bool operator==(const Plan &, const Plan &) = default;
};

// 404 for an unknown add-on; refused when its amount leaves 32 bits (5.1.34) or the add-on's currency is
// another one. The product is recurring or usage-based.
Result<Plan> planOf(
    const Reading &read, const Product &product, int quantity, const QList<CartAddon> &addons = {});

Plan planIn(const QJsonObject &stored); // of a subscription; one from a seed file says only what recurs
void setPlan(QJsonObject &stored, const Plan &plan);

QJsonObject toJson(const Plan &plan); // kept for a change that is to come
Result<Plan> planFromJson(const QJsonObject &json);
QJsonArray addonsJson(const Plan &plan); // [{addon_id, quantity}]
QList<PaymentLine> linesOf(const Plan &plan); // of one cycle, without those that cost nothing
