// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

#include <deque>
#include <optional>

// How fast a real service may be read. The defaults are tier 0 (dodo-api.md 1.7).
struct ReadLimits {
    int perSecond = 40;
    int perMinute = 240;
    int percent = 80; // of either, for reading
    int atOnce = 3; // of the six connections that Qt keeps to one host
    milliseconds second = 1s;
    milliseconds minute = 60s;
    milliseconds trickle = 2s; // a read gets through this often, however much is being sent

    friend bool operator==(const ReadLimits &, const ReadLimits &) = default;
};

// Counts what goes to one service and says when the next read may. Sending is counted too, since it uses up
// the same limit, but is never held back. Learns the tier from X-RateLimit-*. Times are monotonic.
class ReadBudget {
public:
    explicit ReadBudget(const ReadLimits &limits = {});

    // 0 or less: now.
    milliseconds waitForRead(milliseconds now) const;
    void countRead(milliseconds now);
    void countSent(milliseconds now);
    // An answer came. `wallNow` is for a reset told as a date.
    void learn(int status, const Headers &head, milliseconds now, TimePoint wallNow);

    const ReadLimits &limits() const { return m_limits; }
    std::optional<int> limit() const { return m_limit; }
    std::optional<int> remaining() const { return m_remaining; }
    TimePoint resetAt() const { return m_resetAt; }

    struct Use {
        milliseconds at;
        bool read;
    };

private:
    void count(milliseconds now, bool read);
    void learnTier(int limit, milliseconds windowLeft);
    void learnReset(const Headers &head, milliseconds now, TimePoint wallNow);

    ReadLimits m_limits;
    std::deque<Use> m_uses; // of the last minute
    std::optional<milliseconds> m_lastRead;
    milliseconds m_pausedUntil{0};
    milliseconds m_windowEnds{0}; // on the monotonic clock: the end of the window that was told
    std::optional<int> m_limit;
    std::optional<int> m_remaining;
    TimePoint m_resetAt;
};
