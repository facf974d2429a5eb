// SPDX-License-Identifier: MIT
#include "sandbox/cron.h"

#include "billing/choices.h"
#include "sandbox/creditpass.h"
#include "sandbox/creditwatch.h"
#include "sandbox/endpoint.h"
#include "sandbox/renewal.h"
#include "sandbox/webhookmessage.h"

#include <array>
#include <list>

using namespace Qt::StringLiterals;

namespace {

// dodo-api.md 2.11: after the first attempt 8 more, each this long after the one before, in sandbox time.
constexpr std::array<std::chrono::seconds, 8> retryWaits{0s, 5s, 5min, 30min, 2h, 5h, 10h, 10h};

// The longest sleep while something is to come: the computer may have slept, or its clock been set.
constexpr milliseconds longestNap = 30s;
// How many messages the history holds, and after how many it is looked at.
constexpr qint64 historyKept = 1000;
constexpr int historyLooked = 100;
constexpr size_t mostSenders = 16;
constexpr milliseconds afterFailure = 250ms; // what is due could not be done
constexpr milliseconds untilWoken = std::chrono::hours{24};
// Under steady traffic; the first events after a quiet time are drawn at once (dodo-api.md 5.1.38).
constexpr milliseconds betweenDraws = 200ms;
static_assert(choices::creditPass == choices::CreditPass::AtOnce);

std::optional<WebhookEndpoint> endpointOf(const Reading &read, const WebhookMessage &message)
{
    const auto row = read.find(Kind::Webhook, message.endpoint);
    const auto endpoint = row ? webhookEndpointFromJson(row->object()) : Error{.message = {}};
    return endpoint && !endpoint->disabled ? std::optional(*endpoint) : std::nullopt;
}

Headers headersOf(const WebhookEndpoint &endpoint)
{
    Headers out;
    for (auto it = endpoint.headers.begin(); it != endpoint.headers.end(); ++it)
        out.emplaceBack(it.key().toLatin1(), it->toString().toLatin1());
    return out;
}

// What cannot be tried at all ends the message: nothing would change at a retry.
WebhookMessage given(WebhookMessage message, const Result<WebhookMessage::Attempt> &made)
{
    const TimePoint due = message.nextAttempt.value_or(message.createdAt);
    WebhookMessage::Attempt attempt
        = made ? *made : WebhookMessage::Attempt{.at = due, .answer = {}, .problem = made.error().message};
    const auto tries = size_t(message.attempts.size());
    message.attempts.append(attempt);
    message.nextAttempt.reset();
    if (made && !attempt.accepted() && tries < retryWaits.size())
        message.nextAttempt = due + retryWaits[tries];
    return message;
}

} // namespace

Cron::Cron(World &world)
    : m_world(world)
{
}

void Cron::start()
{
    m_thread = std::thread([this] { loop(); });
}

Cron::~Cron()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_change.notify_all();
    if (m_thread.joinable())
        m_thread.join();
    for (auto &[endpoint, sender] : m_senders)
        sender.thread.join();
}

void Cron::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
        m_idle = false;
    }
    m_change.notify_all();
}

void Cron::waitUntilIdle(milliseconds most)
{
    std::unique_lock lock(m_mutex);
    m_change.wait_for(lock, most, [this] { return m_idle || m_stop; });
}

void Cron::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        m_woken = false;
        lock.unlock();
        joinEnded();
        drawDue();
        while (workOnce()) { }
        const milliseconds nap = std::min(untilNext(), untilDraw());
        lock.lock();
        if (m_woken)
            continue;
        m_idle = m_senders.empty();
        m_change.notify_all();
        m_change.wait_for(lock, nap, [this] { return m_stop || m_woken; });
        m_idle = false;
    }
}

// Usage that came since the last pass is drawn from credits.
void Cron::drawDue()
{
    if (untilDraw() > 0ms || m_world.store.stopping() || !m_world.credits.takePending())
        return;
    m_lastDraw = std::chrono::steady_clock::now();
    if (!settleCredits(m_world))
        m_world.credits.putOff();
}

milliseconds Cron::untilDraw() const
{
    if (!m_world.credits.isPending())
        return untilWoken;
    const auto since = std::chrono::steady_clock::now() - m_lastDraw;
    return std::max(0ms, betweenDraws - std::chrono::duration_cast<milliseconds>(since));
}

// Whether there may be more to do at once.
bool Cron::workOnce()
{
    if (m_world.store.stopping())
        return false;
    const TimePoint now = m_world.clock.now();
    const auto renewals = m_world.store.read([&](const Reading &store) {
        const auto first = nextChange(store);
        return first && *first <= now;
    });
    if (!renewals)
        return false;
    const bool settled = *renewals && settle(m_world).ok();
    return settled || sendDue(now); // messages do not wait for what cannot be settled
}

// The first message of each address that is not being sent to, however many stand before it.
bool Cron::sendDue(TimePoint now)
{
    for (bool any = false;; any = true) {
        const auto first = m_world.store.read(
            [&](const Reading &store) { return store.firstDue(Kind::Message, now, busyEndpoints()); });
        if (!first || !*first || !beginSending(**first))
            return any;
    }
}

QByteArrayList Cron::busyEndpoints()
{
    QByteArrayList out;
    const std::lock_guard lock(m_mutex);
    for (const auto &[endpoint, sender] : m_senders)
        out.append(endpoint);
    return out;
}

bool Cron::beginSending(const Row &row)
{
    const QByteArray endpoint = row.parent;
    const std::lock_guard lock(m_mutex);
    if (m_stop || m_senders.size() >= mostSenders || m_senders.contains(endpoint))
        return false;
    m_senders[endpoint].thread = std::thread([this, row, endpoint] {
        const bool kept = sendOne(row);
        std::unique_lock ending(m_mutex);
        if (!kept)
            m_change.wait_for(ending, afterFailure, [this] { return m_stop; });
        m_senders[endpoint].ended = true;
        m_woken = true;
        m_change.notify_all();
    });
    return true;
}

void Cron::joinEnded()
{
    std::list<std::thread> ended;
    {
        const std::lock_guard lock(m_mutex);
        for (auto it = m_senders.begin(); it != m_senders.end();) {
            const bool done = it->second.ended;
            if (done)
                ended.push_back(std::move(it->second.thread));
            it = done ? m_senders.erase(it) : std::next(it);
        }
    }
    for (std::thread &thread : ended)
        thread.join();
}

bool Cron::sendOne(const Row &row)
{
    const auto message = webhookMessageFromJson(row.object());
    if (!message)
        return false;
    const auto endpoint = m_world.store.read([&](const Reading &read) { return endpointOf(read, *message); });
    if (!endpoint)
        return false;
    auto made = *endpoint ? attempt(m_world, *message, headersOf(**endpoint))
                          : Error{.message = u"This webhook was deleted or disabled."_s};
    if (m_world.store.stopping() && made && !made->accepted())
        return false; // tried again at the next start
    if (made)
        made->at = message->nextAttempt.value_or(made->at);
    const auto keep = [&](Writing &out) {
        const auto now = out.find(Kind::Message, message->id); // the world may have been exchanged meanwhile
        const auto stored = now ? webhookMessageFromJson(now->object()) : Error{.message = {}};
        if (stored && stored->nextAttempt)
            out.update(Kind::Message, toJson(given(*stored, made)));
        if (++m_sent % historyLooked == 0)
            out.keepNewest(Kind::Message, historyKept);
        return true;
    };
    return m_world.store.write({.effects = keep, .record = {}}).ok();
}

milliseconds Cron::untilNext() const
{
    const auto next = m_world.store.read([](const Reading &store) {
        const auto renewal = nextChange(store);
        const auto message = store.nextDue(Kind::Message);
        return renewal && message ? std::optional(std::min(*renewal, *message))
                                  : (renewal ? renewal : message);
    });
    if (!next)
        return longestNap;
    if (!*next)
        return untilWoken;
    const auto wait = std::chrono::ceil<milliseconds>(**next - m_world.clock.now());
    if (wait <= 0ms)
        return afterFailure;
    return m_world.clock.mode() == ClockMode::Frozen ? untilWoken : std::min(wait, longestNap);
}
