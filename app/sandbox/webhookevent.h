// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/reading.h"

struct World;

// What a webhook says (dodo-api.md 2.10, 2.11).

std::span<const QLatin1StringView> webhookEventTypes(); // all 48
bool isWebhookEventType(QStringView name);

// {"business_id", "type", "timestamp", "data": the object as its GET gives it and "payload_type"}.
QByteArray webhookBody(
    const QByteArray &businessId, const QString &type, TimePoint at, const QJsonObject &data);
QJsonObject paymentData(const QJsonObject &payment);
QJsonObject subscriptionData(const QJsonObject &subscription);

// The data of a test message: the newest payment or the subscription meant, in the state that this type
// leaves it in, so that a receiver sees what it will see. Nothing is changed by it. Refused (422) for types
// of other objects and when there is no such object yet.
Result<QJsonObject> testData(const Reading &read, const World &world, const QString &type,
    const std::optional<QByteArray> &subscription);
