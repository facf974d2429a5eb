// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"
#include "support/exchange.h"

// How long to wait before a request is sent again (dodo-api.md 1.4).
struct Backoff {
    int retries = 2; // after the first try
    milliseconds first = 500ms; // doubles with each retry
    milliseconds longest = 8s;
    milliseconds longestHint = 60s; // a server asking for more is not obeyed

    friend bool operator==(const Backoff &, const Backoff &) = default;
};

// min(first x 2^n, longest), n being the retries already made, times `jitter` thousandths.
milliseconds waitOf(const Backoff &backoff, int retriesMade, int jitter);

// What the server asks for: retry-after-ms, else retry-after in seconds or as an HTTP date, which is measured
// against the answer's own date where it gives one. Nullopt when it says nothing usable or more than allowed.
std::optional<milliseconds> hintedWait(const Headers &answerHead, TimePoint now, const Backoff &backoff);

int randomJitter(); // 750 to 1000
