// SPDX-License-Identifier: MIT
#pragma once

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

// The service's error body (1.6) or, where there is none, a sentence by status. `host` is for the sentence.
Error errorOf(int status, const Headers &head, const QByteArray &body, const QString &host);
