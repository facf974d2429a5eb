// SPDX-License-Identifier: MIT
#include "guide/trafficsender.h"

#include <algorithm>

TrafficSender::TrafficSender(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

void TrafficSender::send(const QList<Event> &events)
{
    if (m_running || events.isEmpty())
        return;
    m_events = events;
    m_session.isLive() ? refuse() : start(false);
}

void TrafficSender::sendAgain()
{
    if (!m_running && !m_events.isEmpty())
        m_session.isLive() ? refuse() : start(true);
}

// Made up events never reach a live account.
void TrafficSender::refuse()
{
    m_outcome = {.events = int(m_events.size()), .counted = {}, .bill = {}, .error = {}, .again = false};
    m_outcome.error = Error{.kind = Error::Kind::Refused,
        .message = tr("Live mode sends no made up events. Switch to test mode first.")};
    m_events.clear();
    Q_EMIT finished(m_outcome);
}

void TrafficSender::start(bool again)
{
    m_running = true;
    m_world = m_session.world();
    m_cancelled = false;
    m_outcome = {.events = int(m_events.size()), .counted = {}, .bill = {}, .error = {}, .again = again};
    Q_EMIT progressed(0, m_outcome.events);
    next();
}

void TrafficSender::cancel()
{
    m_cancelled = m_running;
    if (m_call)
        m_call->cancel();
}

void TrafficSender::forget()
{
    m_forgetting = m_running;
    cancel();
    if (!m_running)
        m_events.clear();
}

void TrafficSender::next()
{
    if (moved()) {
        m_outcome.error = Error{.kind = Error::Kind::Cancelled, .message = {}};
        return end();
    }
    if (m_outcome.answered == m_outcome.events)
        return askCounted();
    const QList<Event> batch = m_events.mid(m_outcome.answered, eventsPerRequest);
    m_call = m_session.client().ingest(batch);
    whenDone(*m_call, this, [this, size = int(batch.size())](const Result<int> &accepted) {
        m_call.reset();
        answered(size, accepted);
    });
}

void TrafficSender::answered(int size, const Result<int> &accepted)
{
    if (!accepted) {
        m_outcome.error = accepted.error();
    } else {
        m_outcome.accepted += *accepted;
        m_outcome.answered += size;
        Q_EMIT progressed(m_outcome.answered, m_outcome.events);
        if ((m_cancelled || moved()) && m_outcome.answered < m_outcome.events)
            m_outcome.error = Error{.kind = Error::Kind::Cancelled, .message = {}};
    }
    if ((m_outcome.error && m_outcome.answered == 0) || moved())
        return end();
    m_outcome.error ? askCounted() : next();
}

void TrafficSender::askCounted()
{
    const QList<Event> sent = m_events.first(m_outcome.answered);
    QList<EventId> ids;
    for (const Event &event : sent)
        ids.append(event.id);
    whenDone(m_session.verdicts(ids), this, [this, all = ids.size()](const Result<QList<Verdict>> &verdicts) {
        // Elsewhere than in the sandbox some may be unknown: then nobody can say.
        if (verdicts && (m_session.inSandbox() || verdicts->size() == all))
            m_outcome.counted = int(std::ranges::count_if(*verdicts, &Verdict::counted));
        askBill();
    });
}

void TrafficSender::askBill()
{
    const auto subscription = m_session.state().subscription;
    if (!subscription || moved())
        return end();
    m_session.refreshUsage();
    whenDone(m_session.client().usageHistory(subscription->id), this,
        [this, subscription](const Result<QList<UsagePeriod>> &usage) {
            if (usage && !usage->isEmpty()) {
                const BillSoFar bill = billSoFar(*subscription, usage->first());
                m_outcome.bill = bill.total;
                m_outcome.currency = bill.currency;
            }
            end();
        });
}

void TrafficSender::end()
{
    m_running = false;
    if (std::exchange(m_forgetting, false))
        m_events.clear();
    Q_EMIT finished(m_outcome);
}
