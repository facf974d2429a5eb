// SPDX-License-Identifier: MIT
#include "session/payloadsender.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Call<PayloadRequest> ready(const PayloadRequest &request)
{
    const CallSource<PayloadRequest> source;
    source.finish(request);
    return source.call();
}

// A person sends real money's events one at a time.
Error notInLive()
{
    return {.kind = Error::Kind::Invalid,
        .message = PayloadSender::tr("Live mode sends one event at a time. Use the sandbox or test mode."),
        .field = u"live"_s};
}

Error switchedMeanwhile()
{
    return {.kind = Error::Kind::Cancelled, .message = {}};
}

bool isRefusal(const Error &error)
{
    return error.kind == Error::Kind::Invalid && error.status >= 400;
}

} // namespace

PayloadSender::PayloadSender(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

void PayloadSender::send(int requests, Make make, Refusal refusal)
{
    if (m_running || requests < 1)
        return;
    m_running = true;
    m_cancelled = false;
    m_make = std::move(make);
    m_refusal = refusal;
    m_world = m_session.world();
    m_sent.clear();
    m_outcome = {};
    m_outcome.requests = requests;
    Q_EMIT progressed(0, requests);
    if (m_session.isLive() && requests > 1)
        m_outcome.error = notInLive();
    next();
}

void PayloadSender::send(const PayloadRequest &request)
{
    send(1, [request](int) { return ready(request); });
}

void PayloadSender::cancel()
{
    m_cancelled = m_running;
    if (m_call)
        m_call->cancel();
}

void PayloadSender::next()
{
    if (m_world != m_session.world() && !m_outcome.error)
        m_outcome.error = switchedMeanwhile();
    if (m_cancelled && m_outcome.done < m_outcome.requests)
        m_outcome.error = Error{.kind = Error::Kind::Cancelled, .message = {}};
    if (m_outcome.error || m_outcome.done == m_outcome.requests)
        return askCounted();
    whenDone(m_make(m_outcome.done), this, [this](const Result<PayloadRequest> &request) {
        if (request && !m_cancelled && m_world == m_session.world())
            return post(*request);
        if (!request)
            m_outcome.error = request.error();
        next();
    });
}

void PayloadSender::post(const PayloadRequest &request)
{
    if (request.texts.isEmpty()) {
        if (m_outcome.left++ == 0)
            m_outcome.leftWhy = request.left;
        return passed();
    }
    if (m_session.isLive() && request.texts.size() > 1) {
        m_outcome.error = notInLive();
        return next();
    }
    m_call = m_session.client().ingest(request.texts, request.ids);
    whenDone(*m_call, this, [this, request](const Result<int> &accepted) {
        m_call.reset();
        answered(request, accepted);
    });
}

void PayloadSender::answered(const PayloadRequest &request, const Result<int> &accepted)
{
    if (!accepted) {
        if (!isRefusal(accepted.error())) {
            m_outcome.error = accepted.error();
            return next();
        }
        if (m_outcome.refused++ == 0)
            m_outcome.refusal = accepted.error();
        if (m_refusal == Refusal::Ends)
            m_outcome.requests = m_outcome.done + 1;
        return passed();
    }
    m_outcome.accepted += *accepted;
    m_outcome.events += int(request.texts.size());
    m_outcome.stamped += request.stamped;
    if (m_outcome.first.isEmpty())
        m_outcome.first = {request.ids.value(0)};
    for (qsizetype i = 0; i < request.texts.size(); ++i)
        m_sent.append({request.ids.value(i)});
    passed();
}

void PayloadSender::passed()
{
    ++m_outcome.done;
    Q_EMIT progressed(m_outcome.done, m_outcome.requests);
    next();
}

void PayloadSender::askCounted()
{
    if (m_sent.isEmpty() || m_world != m_session.world())
        return end();
    Q_EMIT asking();
    whenDone(m_session.verdicts(m_sent), this, [this](const Result<QList<Verdict>> &verdicts) {
        // Elsewhere than in the sandbox some may be unknown: then nobody can say.
        if (verdicts && (m_session.inSandbox() || verdicts->size() == m_sent.size()))
            m_outcome.counted = int(std::ranges::count_if(*verdicts, &Verdict::counted));
        askBill();
    });
}

void PayloadSender::askBill()
{
    if (m_world != m_session.world())
        return end();
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

void PayloadSender::end()
{
    m_running = false;
    m_make = {};
    Q_EMIT finished(m_outcome);
}
