// SPDX-License-Identifier: MIT
#pragma once

#include "billing/subscription.h"

#include <QJsonArray>

// The body of PATCH /subscriptions/{id} (dodo-api.md 2.7), read strictly. What is not there stays.
struct SubscriptionPatch {
    std::optional<TimePoint> nextBilling = {};
    std::optional<bool> cancelsLater = {};
    std::optional<SubscriptionStatus> status = {}; // cancelled, paused or active
    std::optional<QString> cancelReason = {};
    std::optional<QString> customerName = {};
    std::optional<int> periodCount = {};
    std::optional<Interval> periodInterval = {};
    std::optional<QJsonArray> creditCart = {};
    std::optional<TimePoint> endsOnDemand = {}; // disable_on_demand: when it is billed next
    QJsonObject plain = {}; // members that are kept as they come
};

Result<SubscriptionPatch> subscriptionPatchFromJson(const QJsonObject &json);
