// SPDX-License-Identifier: MIT
#pragma once

#include "dodo/destination.h"
#include "dodo/request.h"
#include "support/retry.h"

// What one try came to, when it was no success.
struct FailedTry {
    int status = 0; // 0 when no answer came
    Headers head;
    bool lost = false; // the connection or the time ran out, before or inside the answer
};

// Whether and when to try again (dodo-api.md 1.4). A refusal that did nothing (408, 409, 429) is repeated for
// every request; a server fault or a lost connection only where twice is as good as once. x-should-retry
// wins over both.
std::optional<milliseconds> waitBeforeRetry(const ApiRequest &request, const FailedTry &failed,
    int retriesMade, TimePoint now, const Backoff &backoff, int jitter);

// The service's error body (1.6) or a sentence by status and call. A real service's own words are shown only
// where they name what was wrong with the call; the key is taken out of them.
Error errorOf(int status, const Headers &head, const QByteArray &body, const ApiRequest &request,
    const Destination &destination);

// What a service says back must not carry the key into a log or a window.
QByteArray withoutKey(QByteArray text, const QByteArray &key);
