// SPDX-License-Identifier: MIT
#include "dodo/readbudget.h"

#include "support/retry.h"

#include <algorithm>
#include <array>

namespace {

struct Tier {
    int perSecond;
    int perMinute;
};
// dodo-api.md 1.7, and the limits of 2025 (5.2).
constexpr std::array tiers{Tier{40, 240}, Tier{100, 1000}, Tier{500, 5000}, Tier{10, 100}};
constexpr int secondsInEpoch = 1'000'000'000; // a reset above this is a date (5.1.29)
constexpr int seenInASecond = 100; // a number below this is one of a second
constexpr qint64 highestLimit = 100'000; // a greater one holds nobody back
constexpr milliseconds pauseUntold = 1s;
constexpr milliseconds longestPause = 60s;

std::optional<qint64> numberIn(const Headers &head, QByteArrayView name)
{
    bool ok = false;
    const qint64 number = headerValue(head, name).trimmed().toLongLong(&ok);
    return ok && number >= 0 ? std::optional(number) : std::nullopt;
}

} // namespace

ReadBudget::ReadBudget(const ReadLimits &limits)
    : m_limits(limits)
{
}

// Until fewer than `most` of those that `matches` are within the window.
template<typename Matches>
static milliseconds freeIn(
    const std::deque<ReadBudget::Use> &uses, milliseconds now, milliseconds window, int most, Matches matches)
{
    int left = std::max(1, most);
    for (auto use = uses.rbegin(); use != uses.rend() && now - use->at < window; ++use) {
        if (matches(*use) && --left == 0)
            return use->at + window - now;
    }
    return 0ms;
}

milliseconds ReadBudget::waitForRead(milliseconds now) const
{
    const auto share = [this](int limit) { return limit * m_limits.percent / 100; };
    const auto wait = [&](auto matches) {
        return std::max(freeIn(m_uses, now, m_limits.second, share(m_limits.perSecond), matches),
            freeIn(m_uses, now, m_limits.minute, share(m_limits.perMinute), matches));
    };
    const milliseconds reads = wait([](const Use &use) { return use.read; });
    const milliseconds trickle = m_lastRead ? *m_lastRead + m_limits.trickle - now : 0ms;
    const milliseconds all = std::min(wait([](const Use &) { return true; }), std::max(0ms, trickle));
    const bool nearlyUsed = m_limit && m_remaining && *m_remaining <= *m_limit - share(*m_limit);
    const milliseconds told = nearlyUsed ? m_windowEnds - now : 0ms;
    return std::max({reads, all, told, m_pausedUntil - now, 0ms});
}

void ReadBudget::count(milliseconds now, bool read)
{
    while (!m_uses.empty() && now - m_uses.front().at >= m_limits.minute)
        m_uses.pop_front();
    m_uses.push_back({now, read});
    const size_t most = size_t(m_limits.perMinute) * 2; // more says no more than this
    while (m_uses.size() > most)
        m_uses.pop_front();
    if (read)
        m_lastRead = now;
}

void ReadBudget::countRead(milliseconds now)
{
    count(now, true);
}

void ReadBudget::countSent(milliseconds now)
{
    count(now, false);
}

void ReadBudget::learn(int status, const Headers &head, milliseconds now, TimePoint wallNow)
{
    if (status == 401)
        return; // the limits of a caller without a key
    const auto limit = numberIn(head, "x-ratelimit-limit");
    const auto remaining = numberIn(head, "x-ratelimit-remaining");
    if (limit && *limit > 0) {
        learnReset(head, now, wallNow);
        m_limit = int(std::min(*limit, highestLimit));
        m_remaining = remaining ? std::optional(int(std::min(*remaining, qint64(*m_limit)))) : std::nullopt;
        learnTier(*m_limit, m_windowEnds - now);
    }
    if (status == 429) {
        const milliseconds reset = std::clamp<milliseconds>(m_windowEnds - now, pauseUntold, longestPause);
        const auto told = hintedWait(head, wallNow, {});
        m_pausedUntil = std::max(m_pausedUntil, now + told.value_or(limit ? reset : pauseUntold));
    }
}

// Seconds to go, or a date in seconds or milliseconds: which of them is not published.
void ReadBudget::learnReset(const Headers &head, milliseconds now, TimePoint wallNow)
{
    m_windowEnds = now;
    m_resetAt = {};
    const auto number = numberIn(head, "x-ratelimit-reset");
    if (!number)
        return;
    if (*number < secondsInEpoch)
        m_resetAt = wallNow + std::chrono::seconds{*number};
    else if (*number < qint64(secondsInEpoch) * 100)
        m_resetAt = TimePoint{std::chrono::seconds{*number}};
    else if (*number < qint64(secondsInEpoch) * 100'000)
        m_resetAt = TimePoint{milliseconds{*number}};
    else
        return;
    const auto ahead = std::chrono::ceil<milliseconds>(m_resetAt - wallNow);
    m_windowEnds = now + std::clamp<milliseconds>(ahead, 0ms, longestPause);
}

void ReadBudget::learnTier(int limit, milliseconds windowLeft)
{
    const bool isSecond = limit < seenInASecond || (limit == seenInASecond && windowLeft <= 1s);
    const auto known = std::ranges::find_if(tiers, [&](const Tier &tier) {
        return (isSecond && tier.perSecond == limit) || (!isSecond && tier.perMinute == limit)
            || (limit > seenInASecond && tier.perSecond == limit);
    });
    const Tier tier = known != tiers.end() ? *known
        : isSecond                         ? Tier{limit, limit * 6}
                                           : Tier{std::max(1, limit / 6), limit};
    m_limits.perSecond = tier.perSecond;
    m_limits.perMinute = tier.perMinute;
}
