// SPDX-License-Identifier: MIT
#pragma once

#include "billing/customer.h"
#include "billing/decimal.h"

using AddonId = Id<struct AddonTag>;

struct CartAddon {
    AddonId addon;
    int quantity = 1;

    friend bool operator==(const CartAddon &, const CartAddon &) = default;
};

// Another amount of a credit than the product grants.
struct CartCredit {
    QString credit;
    Decimal amount; // above 0

    friend bool operator==(const CartCredit &, const CartCredit &) = default;
};

// dodo-api.md 2.6
struct CartItem {
    ProductId product;
    int quantity = 1;
    QList<CartAddon> addons = {}; // subscriptions only
    std::optional<qint64> amount = {}; // smallest unit; only where one pays what one wants
    QList<CartCredit> credits = {};

    friend bool operator==(const CartItem &, const CartItem &) = default;
};

// What an address has beside its country.
struct AddressLines {
    std::optional<QString> city = {};
    std::optional<QString> state = {};
    std::optional<QString> street = {};
    std::optional<QString> zipcode = {};

    friend bool operator==(const AddressLines &, const AddressLines &) = default;
};

// `billing` of payments and subscriptions: every key, null where empty.
QJsonObject billingJson(const QByteArray &country, const AddressLines &address);

// subscription_data.on_demand
struct OnDemand {
    bool mandateOnly = false; // the card is only kept
    std::optional<qint64> price = {}; // of the first charge, instead of the product's

    friend bool operator==(const OnDemand &, const OnDemand &) = default;
};

struct NewCheckout {
    QList<CartItem> cart;
    std::optional<CustomerId> customerId; // one of these two, or neither: the page then asks
    std::optional<NewCustomer> newCustomer; // name may be empty
    std::optional<QString> returnUrl;
    std::optional<QString> cancelUrl;
    QByteArray country = "US";
    bool alwaysCreateNewCustomer = false; // feature_flags
    Metadata metadata;

    AddressLines address = {};
    bool confirm = false; // charges are prepared at once
    std::optional<QString> paymentMethod = {}; // a saved one; with `confirm` and `customerId`
    std::optional<int> trialDays = {}; // subscription_data, over the product's own
    std::optional<OnDemand> onDemand = {};
    QStringList discountCodes = {};
    std::optional<QString> taxId = {};
    std::optional<QString> businessName = {};
    std::optional<QString> collection = {}; // product_collection_id

    friend bool operator==(const NewCheckout &, const NewCheckout &) = default;
};

struct CreatedCheckout {
    CheckoutId id;
    QString url; // checkout_url; empty when a saved card was charged
    std::optional<PaymentId> payment = {}; // these three only with `confirm`
    std::optional<QString> clientSecret = {};
    std::optional<QString> publishableKey = {};

    friend bool operator==(const CreatedCheckout &, const CreatedCheckout &) = default;
};

struct CheckoutStatus {
    CheckoutId id;
    TimePoint createdAt;
    std::optional<PaymentId> payment; // null until the customer submits
    std::optional<QByteArray> paymentStatus; // IntentStatus: succeeded, failed, …
    std::optional<QString> customerEmail;
    std::optional<QString> customerName;

    friend bool operator==(const CheckoutStatus &, const CheckoutStatus &) = default;
};

Result<NewCheckout> newCheckoutFromJson(const QJsonObject &json);
Result<CreatedCheckout> createdCheckoutFromJson(const QJsonObject &json);
Result<CheckoutStatus> checkoutStatusFromJson(const QJsonObject &json);
QJsonObject toJson(const CartItem &item);
QJsonObject toJson(const NewCheckout &checkout);
QJsonObject toJson(const CreatedCheckout &checkout);
QJsonObject toJson(const CheckoutStatus &status);
