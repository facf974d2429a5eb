// SPDX-License-Identifier: MIT
#pragma once

#include "support/clock.h"

#include <functional>

// How long to wait after the nth failed try (1 is the first). Injected so that tests need not wait.
using RetryDelay = std::function<milliseconds(int tries)>;

constexpr milliseconds firstDelay = 500ms;
constexpr milliseconds longestDelay = 60s;

// 0.5 s doubling to 60 s, times `jitter` (0.75 to 1: dodo-api.md 1.4).
milliseconds delayAfter(int tries, double jitter);

RetryDelay randomBackoff();

// What is left of a stored waiting time, whatever the wall clock has done since: 0 to 60 s.
milliseconds remainingDelay(TimePoint nextAt, TimePoint now);
