// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"
#include "support/retry.h"

#include <QUrl>

// One picture as an answer names it: inside the text, or behind an address that soon expires.
struct ImageAnswer {
    QByteArray base64; // empty when there is a URL
    QUrl url;
    std::optional<QString> revisedPrompt;
    QJsonObject extension; // "pixelmeter": what the demo painter tells of its work
};

// The first picture of an answer body or of a completed stream event. 200 with an error body, an empty
// `data` or an item without a payload are errors: never billed (image-api.md 2.2).
Result<ImageAnswer> imageAnswerOf(const QByteArray &json, const QString &host);

// The server's own words where it has any: {"error":{…}}, {"error":"…"}, {"detail":…}, {"message":…}; else a
// sentence by status (image-api.md 2.6, 3). Refused for a prompt the server will not draw.
Error imageErrorOf(int status, const Headers &head, const QByteArray &body, const QString &host);

// Only when nothing can have been made: no connection at all, 429 (not for lack of credit) and 503 (2.6).
std::optional<milliseconds> waitBeforeImageRetry(const Error &error, const Headers &head, bool neverConnected,
    int retriesMade, TimePoint now, const Backoff &backoff, int jitter);

// A body with each base64 text replaced by its size, for the log.
QByteArray withoutPictures(const QByteArray &body);
