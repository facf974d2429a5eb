// SPDX-License-Identifier: MIT
#include "guide/trafficsender.h"

#include <algorithm>

namespace {

// Outside the sandbox nobody judges for us: the rule book and the live meters say it.
int countedByRules(const QList<Event> &events, const QList<Meter> &meters)
{
    return int(std::ranges::count_if(events, [&meters](const Event &event) {
        const EventViewOf view(event);
        return std::ranges::any_of(
            meters, [&view](const Meter &meter) { return judgeMeter(meter, view.view()).counted(); });
    }));
}

} // namespace

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
    start(false);
}

void TrafficSender::sendAgain()
{
    if (!m_running && !m_events.isEmpty())
        start(true);
}

void TrafficSender::start(bool again)
{
    m_running = true;
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
        if (m_cancelled && m_outcome.answered < m_outcome.events)
            m_outcome.error = Error{.kind = Error::Kind::Cancelled, .message = {}};
    }
    if (m_outcome.error && m_outcome.answered == 0)
        return end();
    m_outcome.error ? askCounted() : next();
}

void TrafficSender::askCounted()
{
    const QList<Event> sent = m_events.first(m_outcome.answered);
    if (!m_session.sandbox()) {
        m_outcome.counted = countedByRules(sent, m_session.state().meters);
        return askBill();
    }
    QList<EventId> ids;
    for (const Event &event : sent)
        ids.append(event.id);
    whenDone(m_session.sandbox()->verdicts(ids), this, [this](const Result<QList<Verdict>> &verdicts) {
        if (verdicts)
            m_outcome.counted = int(std::ranges::count_if(*verdicts, &Verdict::counted));
        askBill();
    });
}

void TrafficSender::askBill()
{
    m_session.refreshUsage();
    const auto subscription = m_session.state().subscription;
    if (!subscription)
        return end();
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
