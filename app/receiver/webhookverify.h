// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

// Why a message is not taken for the service's. None: it is.
enum class WebhookFault {
    None,
    NoSecret, // nothing to check with
    BadSecret,
    HeaderMissing, // webhook-id, -timestamp or -signature
    HeaderEmpty,
    HeaderRepeated, // which of the two counts would be a guess
    BadId,
    BadTimestamp,
    TooOld,
    TooNew,
    NoKnownVersion, // signatures, but none of version v1
    WrongSignature,
};

struct WebhookVerdict {
    WebhookFault fault = WebhookFault::None;
    QString why; // a sentence; empty when it is good
    QByteArray id; // the webhook-id header, once it can be read
    TimePoint signedAt{}; // the webhook-timestamp header
    int secret = -1; // which of them signed it

    bool good() const { return fault == WebhookFault::None; }
};

constexpr std::chrono::seconds webhookTolerance{300}; // either way: 300 passes, 301 does not

// Standard Webhooks as the service's SDKs check them (dodo-api.md 2.11): HMAC-SHA256 over
// "id.timestamp.body", the body byte by byte as it came. Several signatures may stand behind one another; any
// that fits any of the secrets passes, so that the old secret holds while it is changed. Compared in constant
// time.
WebhookVerdict verifyWebhook(
    const Headers &headers, const QByteArray &rawBody, const QList<QByteArray> &secrets, TimePoint now);
