// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// A registered webhook (dodo-api.md 2.10), stored as Kind::Webhook. All of a workspace's webhooks share its
// one signing key, so that the key of `serve`'s line fits every message and no seed file holds a secret.
struct WebhookEndpoint {
    QByteArray id;
    QString url;
    QString description;
    bool disabled = false;
    std::optional<QStringList> filterTypes; // nullopt: all; empty: none
    std::optional<qint64> rateLimit; // stored, no effect here
    QJsonObject metadata;
    QJsonObject headers; // sent with every message
    QString idempotencyKey;
    TimePoint createdAt;
    TimePoint updatedAt;

    bool takes(const QString &type) const
    {
        return !disabled && (!filterTypes || filterTypes->contains(type));
    }
    friend bool operator==(const WebhookEndpoint &, const WebhookEndpoint &) = default;
};

Result<WebhookEndpoint> webhookEndpointFromJson(const QJsonObject &json);
QJsonObject toJson(const WebhookEndpoint &endpoint); // as stored; the routes leave ownKey out

// What a POST or PATCH may say of one; what it leaves out stays.
Result<WebhookEndpoint> changed(WebhookEndpoint endpoint, const QJsonObject &json);
Result<QJsonObject> webhookHeaders(const QJsonObject &json); // checked, safe to be sent

// Queues one message for every endpoint that takes this type, oldest endpoint first, due at once. Sent after
// the commit, when World::wakeCron was called.
void announce(Writing &out, World &world, const QString &type, TimePoint at, const QJsonObject &data);
