// SPDX-License-Identifier: MIT
#pragma once

#include "billing/addon.h"
#include "billing/product.h"
#include "sandbox/reading.h"

// A checkout's cart against the products, add-ons and credits there are (dodo-api.md 2.6), and what it costs.
// All amounts are in the smallest unit.

struct AddonLine {
    Addon addon;
    int quantity = 1;

    qint64 price() const;
};

struct CartLine {
    CartItem item;
    Product product;
    QList<AddonLine> addons;
    int trialDays = 0; // subscriptions only
    std::optional<OnDemand> onDemand; // recurring ones only

    qint64 productPrice() const; // times its quantity, before the discount
    qint64 cyclePrice() const; // with its add-ons: what each cycle, or the one payment, takes
    qint64 discounted(qint64 amount) const; // half away from zero
    std::optional<qint64> ownAmountNow() const; // of a trial or a charge on demand, instead of a cycle's
    qint64 dueNow() const;
    bool recurring() const { return isRecurring(product.is.price); }
};

struct PricedCart {
    QByteArray currency;
    QList<CartLine> lines;

    qint64 dueNow() const;
};

// Below it, and above nothing, the gateway takes no payment: 0.50 in most currencies. The service does not
// publish its own.
constexpr qint64 smallestPayment = 50;

// Every code of 1.6 that a cart can meet.
Result<PricedCart> pricedCart(const Reading &read, const NewCheckout &asked);
