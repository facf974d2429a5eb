// SPDX-License-Identifier: MIT
#pragma once

#include "billing/customer.h"

// dodo-api.md 2.6
struct CartItem {
    ProductId product;
    int quantity = 1;

    friend bool operator==(const CartItem &, const CartItem &) = default;
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

    friend bool operator==(const NewCheckout &, const NewCheckout &) = default;
};

struct CreatedCheckout {
    CheckoutId id;
    QString url; // checkout_url

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
QJsonObject toJson(const NewCheckout &checkout);
QJsonObject toJson(const CreatedCheckout &checkout);
QJsonObject toJson(const CheckoutStatus &status);
