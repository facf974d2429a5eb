// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imagerequest.h"
#include "support/exchange.h"
#include "support/retry.h"

// What an answer that is no picture says: {"error":{…}}, {"error":"…"}, {"detail":…}, {"message":…}, or
// nothing readable, then by status (image-api.md 2.6, 3). `server` is the name to show. Refused for a prompt
// the server will not draw.
Error imageErrorOf(int status, const Headers &head, const QByteArray &body, const QString &server);

// The same with what only the caller knows: whether a key was sent, which model was asked for, and that this
// is Ollama, which makes pictures no more. The key never stays in the text,
// which is cut to what can be shown.
Error inContext(Error error, const ImageDestination &destination, const QString &model);

// A text that may hold the key, as an answer or a message may, with bullets in its place.
QByteArray withoutKey(QByteArray text, const ImageDestination &destination);

// Only when nothing can have been made: no connection at all, 429 (not for lack of credit) and 503 (2.6). A
// server that asks for a longer wait than is allowed is not asked again.
std::optional<milliseconds> waitBeforeImageRetry(const Error &error, const Headers &head, bool neverConnected,
    int retriesMade, TimePoint now, const Backoff &backoff, int jitter);
