// SPDX-License-Identifier: MIT
#pragma once

#include "billing/customer.h"
#include "billing/price.h"

enum class SubscriptionStatus { Pending, Active, OnHold, Paused, Cancelled, Failed, Expired, PastDue };

QLatin1StringView wireName(SubscriptionStatus status);
std::optional<SubscriptionStatus> subscriptionStatusFromWire(QStringView name);

// dodo-api.md 2.7. Keeps the price it was bought with (5.1.36); `meters` come from it.
struct Subscription {
    SubscriptionId id;
    ProductId product;
    std::optional<QString> productName; // lists only
    QByteArray brandId;
    Customer customer; // CustomerLimited on the wire
    QByteArray country = "US";
    SubscriptionStatus status = SubscriptionStatus::Pending;
    QByteArray currency = "USD";
    qint64 recurringPreTaxAmount = 0;
    TimePoint createdAt;
    TimePoint previousBillingDate; // start of the current period
    TimePoint nextBillingDate; // its end
    Cycle frequency;
    Cycle period;
    QList<MeterPrice> meters; // MeterCart; empty in lists
    Metadata metadata;

    Period currentPeriod() const { return {previousBillingDate, nextBillingDate}; }
    friend bool operator==(const Subscription &, const Subscription &) = default;
};

Result<Subscription> subscriptionFromJson(
    const QJsonObject &json, const QString &path = {}); // whole or list item
QJsonObject toJson(const Subscription &subscription);
QJsonObject toListJson(const Subscription &subscription);
