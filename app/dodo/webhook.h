// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "support/clock.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

using WebhookId = Id<struct WebhookTag>;

// An address that the service sends signed messages to (dodo-api.md 2.10). No types means all of them.
struct Webhook {
    WebhookId id;
    QString url;
    QString description = {};
    bool disabled = false;
    QStringList types = {}; // filter_types: "payment.succeeded"
    std::optional<int> rateLimit = {};
    TimePoint createdAt = {};
    TimePoint updatedAt = {};

    friend bool operator==(const Webhook &, const Webhook &) = default;
};

struct NewWebhook {
    QString url;
    QString description = {};
    QStringList types = {};
    QString idempotencyKey = {}; // the same again gives the same endpoint

    friend bool operator==(const NewWebhook &, const NewWebhook &) = default;
};

QJsonObject toJson(const NewWebhook &webhook);
Result<Webhook> webhookFromJson(const QJsonObject &json, const QString &path = {});
