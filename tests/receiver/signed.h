// SPDX-License-Identifier: MIT
#pragma once

#include "receiver/webhookverify.h"

#include <QMessageAuthenticationCode>

// A message as the service signs it, to be spoiled by tests. The HMAC is worked out here, not by the code
// under test.
struct SignedMessage {
    static constexpr auto whole = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static constexpr auto bytes = "0123456789abcdef0123456789abcdef"; // of that secret

    QByteArray id = "msg_2b8d";
    QByteArray seconds = "1767225600";
    QByteArray body = "{\"type\":\"payment.succeeded\"}";
    QByteArray key = bytes;

    QByteArray signature() const
    {
        const QByteArray said = id + '.' + seconds + '.' + body;
        return "v1," + QMessageAuthenticationCode::hash(said, key, QCryptographicHash::Sha256).toBase64();
    }
    Headers headers() const
    {
        return {{"webhook-id", id}, {"webhook-timestamp", seconds}, {"webhook-signature", signature()}};
    }
    TimePoint at() const { return TimePoint(std::chrono::seconds(seconds.toLongLong())); }
};
