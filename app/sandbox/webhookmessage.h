// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/world.h"

// One webhook message to one address, with every attempt to bring it there. Stored as Kind::Message; the
// text that was signed stays the same from the first attempt on.
struct WebhookMessage {
    struct Attempt {
        TimePoint at; // the sandbox's time
        int status = 0; // 0: nobody answered
        milliseconds took{0};
        QByteArray answer; // what is kept of its body
        QString problem;

        bool accepted() const { return problem.isEmpty() && status >= 200 && status < 300; }
        friend bool operator==(const Attempt &, const Attempt &) = default;
    };

    QByteArray id; // the webhook-id header, the same at every attempt
    QByteArray endpoint; // whk_…; empty for a test message
    QString url;
    QString type;
    TimePoint createdAt;
    QByteArray body;
    QList<Attempt> attempts;
    std::optional<TimePoint> nextAttempt; // while it is being retried

    bool accepted() const { return !attempts.isEmpty() && attempts.last().accepted(); }
    friend bool operator==(const WebhookMessage &, const WebhookMessage &) = default;
};

Result<WebhookMessage> webhookMessageFromJson(const QJsonObject &json);
QJsonObject toJson(const WebhookMessage &message); // as stored
QJsonObject answerOf(const WebhookMessage &message); // with the last attempt's members beside

// Signs and sends it now and adds the attempt. Takes as long as the receiver takes, at most 15 s.
Result<WebhookMessage::Attempt> attempt(
    const World &world, const WebhookMessage &message, const Headers &more = {});
