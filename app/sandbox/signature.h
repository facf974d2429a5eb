// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>

// What a webhook's receiver checks: Standard Webhooks, as the SDKs implement it (dodo-api.md 2.11).

// "v1," and the base64 of HMAC-SHA256 over "id.seconds.body". The key is the base64 behind "whsec_", which
// may be missing; nullopt when it is none.
std::optional<QByteArray> webhookSignature(
    const QByteArray &secret, const QByteArray &id, qint64 seconds, const QByteArray &body);
