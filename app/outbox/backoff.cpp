// SPDX-License-Identifier: MIT
#include "outbox/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

milliseconds delayAfter(int tries, double jitter)
{
    const int doublings = std::clamp(tries - 1, 0, 7); // 0.5 s doubled 7 times is past the cap
    const milliseconds delay = std::min(firstDelay * (1 << doublings), longestDelay);
    return std::chrono::duration_cast<milliseconds>(delay * jitter);
}

RetryDelay randomBackoff()
{
    return [](int tries) {
        return delayAfter(tries, 0.75 + 0.25 * QRandomGenerator::global()->generateDouble());
    };
}

milliseconds remainingDelay(TimePoint nextAt, TimePoint now)
{
    return std::clamp(std::chrono::duration_cast<milliseconds>(nextAt - now), 0ms, longestDelay);
}
