// SPDX-License-Identifier: MIT
#pragma once

#include "billing/creditpool.h"
#include "billing/product.h"
#include "billing/subscription.h"
#include "sandbox/world.h"

// What a customer has of one entitlement; nothing while there is no balance (dodo-api.md 2.9).
std::optional<QJsonObject> creditBalance(
    const Reading &read, const QByteArray &customer, const QByteArray &credit);

// A deleted one too; nullopt when there is none.
std::optional<Credit> findCredit(const Reading &read, const CreditId &id);

// The credits a subscription was bought with (5.1.36), kept under ownKey "credits" of its JSON.
struct GrantedCredit { // each cycle
    CreditId credit;
    Decimal amount;
    CreditRules rules; // the entitlement's, the product's over them, the cart's and PATCHes over those
    bool prorates = false;
    std::optional<Decimal> trialAmount;
    bool trialExpires = false;

    friend bool operator==(const GrantedCredit &, const GrantedCredit &) = default;
};

struct CreditMeter { // billed in credits
    MeterId meter;
    CreditId credit;
    Decimal unitsPerCredit;
    Decimal drawn; // credits of the current period that were asked of the account, covered or not

    friend bool operator==(const CreditMeter &, const CreditMeter &) = default;
};

struct SubscriptionCredits {
    QList<GrantedCredit> granted;
    QList<CreditMeter> meters;

    bool isEmpty() const { return granted.isEmpty() && meters.isEmpty(); }
    // The rules for usage of `credit`: the granted one's, else the entitlement's own.
    CreditRules rulesFor(const Credit &credit) const;
};

SubscriptionCredits subscriptionCredits(const QJsonObject &stored);
Result<void> checkSubscriptionCredits(const QJsonObject &stored); // whether that can be read, of a seed file
void setSubscriptionCredits(QJsonObject &stored, const SubscriptionCredits &credits);

// For a new subscription to `product`, with what the checkout's cart says over it.
Result<SubscriptionCredits> creditsBought(
    const Reading &read, const Product &product, const QJsonArray &cartCredits);
// "credit_entitlement_cart" of PATCH /subscriptions/{id}, over what is there.
Result<SubscriptionCredits> patchedCredits(
    const Reading &read, SubscriptionCredits credits, const QJsonArray &cart);

// The two carts of an answer (2.7), balances as they are now; empty lists when there is nothing.
QJsonArray creditCartJson(const Reading &read, const QJsonObject &stored);
QJsonArray meterCreditCartJson(const QJsonObject &stored);
