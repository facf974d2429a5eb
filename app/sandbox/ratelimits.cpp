// SPDX-License-Identifier: MIT
#include "sandbox/ratelimits.h"

#include "billing/choices.h"
#include "sandbox/world.h"
#include "support/jsonreader.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Rate {
    int perSecond;
    int perMinute;
};
constexpr std::array tiers{Rate{40, 240}, Rate{100, 1000}, Rate{500, 5000}};
constexpr Rate withoutKey{20, 100};
static_assert(choices::rateLimit == choices::RateLimit::None); // so there is no tier to begin with
constexpr size_t callersKept = 256; // a program that tries keys must not fill the memory

using Standing = RateLimits::Standing;

template<typename W>
Standing standingOf(W &window, int limit, std::chrono::seconds length, RateLimits::Instant now)
{
    if (now - window.start >= length) {
        window.start = now;
        window.used = 0;
    }
    const auto left = std::chrono::ceil<std::chrono::seconds>(window.start + length - now);
    return {.allowed = window.used < limit,
        .limit = limit,
        .remaining = std::max(0, limit - window.used - 1),
        .resetSeconds = left.count()};
}

QJsonObject tierJson(const RateLimits &limits)
{
    const auto tier = limits.tier();
    return {{"tier"_L1, tier ? QJsonValue(*tier) : QJsonValue()}};
}

Answer getLimit(const Request &, World &world)
{
    return answerJson(tierJson(world.limits));
}

Answer setLimit(const Request &request, World &world)
{
    const auto json = bodyObject(request);
    if (!json)
        return answerError(json.error());
    JsonReader in(*json);
    if (!json->contains("tier"_L1))
        in.fail("tier"_L1, u"is missing; send 0, 1, 2 or null"_s);
    const auto tier = in.optionalInteger("tier"_L1, 0, qint64(tiers.size()) - 1);
    if (const auto read = in.finish(true); !read)
        return answerError(read.error());
    world.limits.set(tier ? std::optional(int(*tier)) : std::nullopt);
    return answerJson(tierJson(world.limits));
}

constexpr Route table[] = {
    {Method::Get, "/_sandbox/rate-limit", Access::Token, getLimit},
    {Method::Put, "/_sandbox/rate-limit", Access::Token, setLimit},
};

} // namespace

void RateLimits::set(std::optional<int> tier)
{
    const std::lock_guard lock(m_mutex);
    m_callers.clear();
    m_tier = tier.value_or(0);
    m_on = tier.has_value();
}

std::optional<int> RateLimits::tier() const
{
    const std::lock_guard lock(m_mutex);
    return m_on ? std::optional(m_tier) : std::nullopt;
}

std::optional<Standing> RateLimits::count(QByteArrayView key, Instant now)
{
    const std::lock_guard lock(m_mutex);
    if (m_callers.size() >= callersKept)
        m_callers.clear();
    Caller &caller = m_callers[key.toByteArray()];
    const Rate rate = key.isEmpty() ? withoutKey : tiers[size_t(m_tier)];
    const Standing second = standingOf(caller.second, rate.perSecond, std::chrono::seconds{1}, now);
    const Standing minute = standingOf(caller.minute, rate.perMinute, std::chrono::minutes{1}, now);
    if (second.allowed && minute.allowed) {
        ++caller.second.used;
        ++caller.minute.used;
    }
    if (second.allowed != minute.allowed)
        return second.allowed ? minute : second;
    return second.remaining < minute.remaining ? second : minute;
}

Headers rateHeaders(const Standing &standing)
{
    return {{"x-ratelimit-limit", QByteArray::number(standing.limit)},
        {"x-ratelimit-remaining", QByteArray::number(standing.allowed ? standing.remaining : 0)},
        {"x-ratelimit-reset", QByteArray::number(standing.resetSeconds)}};
}

std::span<const Route> rateLimitRoutes()
{
    return table;
}
