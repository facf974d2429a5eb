// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/route.h"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>

// The documented rate limits (dodo-api.md 1.7). Off until a tier is set: the sandbox invents none (5.1.41).
// Kept in memory only. Any thread; costs one load while off.
class RateLimits {
public:
    using Instant = std::chrono::steady_clock::time_point; // limits are about real time

    void set(std::optional<int> tier); // 0 to 2; none: off. Counts start anew.
    std::optional<int> tier() const;

    // One request; the window that is nearest to its end.
    struct Standing {
        bool allowed = true;
        int limit = 0;
        int remaining = 0;
        qint64 resetSeconds = 0; // until this window begins anew (5.1.29)
    };
    // `caller`: the key, empty for a request without one. nullopt while off.
    std::optional<Standing> take(QByteArrayView caller, Instant now)
    {
        return m_on.load(std::memory_order_relaxed) ? count(caller, now) : std::nullopt;
    }

private:
    struct Window {
        Instant start;
        int used = 0;
    };
    struct Caller {
        Window second;
        Window minute;
    };
    std::optional<Standing> count(QByteArrayView caller, Instant now);

    std::atomic<bool> m_on = false;
    mutable std::mutex m_mutex;
    int m_tier = 0;
    std::map<QByteArray, Caller> m_callers; // by key
};

Headers rateHeaders(const RateLimits::Standing &standing); // X-RateLimit-*
std::span<const Route> rateLimitRoutes(); // /_sandbox/rate-limit: {"tier": 0 to 2, or null for none}
