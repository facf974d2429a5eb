// SPDX-License-Identifier: MIT
#include "ui/payload/payloadwatch.h"

#include "support/worker.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longText = 20'000; // letters
constexpr qsizetype idsLookedUp = 20;

bool brought(const LogRow &row)
{
    return row.ingest && !row.failed();
}

} // namespace

PayloadWatch::PayloadWatch(Session &session, EventLog &log, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_log(log)
{
    connect(&session, &Session::worldChanged, this, [this] { m_accepted.clear(); });
}

PayloadWatch::~PayloadWatch() = default;

void PayloadWatch::check(const QString &text)
{
    const quint64 asked = ++m_asked;
    m_waits = text != m_of;
    if (text.size() <= longText)
        return take(opinionOf(text, m_session.state(), m_session.now()), text);
    if (!m_worker)
        m_worker = std::make_unique<Worker>(u"payload"_s);
    const auto look = [text, state = m_session.state(), now = m_session.now()] {
        return Result<PayloadOpinion>(opinionOf(text, state, now));
    };
    whenDone(
        m_worker->ask<PayloadOpinion>(look), this, [this, asked, text](const Result<PayloadOpinion> &is) {
            if (asked == m_asked && is)
                take(*is, text);
        });
}

void PayloadWatch::take(const PayloadOpinion &opinion, const QString &text)
{
    m_opinion = opinion;
    m_of = text;
    m_waits = false;
    QSet<EventId> known;
    for (const Event &event : opinion.events) {
        if (m_accepted.contains(event.id))
            known.insert(event.id);
    }
    if (!known.isEmpty())
        addSentBefore(m_opinion, text, known);
    Q_EMIT formed();
    askLog(text);
}

// A few ids at a time, newly seen ones only.
void PayloadWatch::askLog(const QString &text)
{
    const quint64 asked = m_asked;
    for (const Event &event : m_opinion.events.first(std::min(m_opinion.events.size(), idsLookedUp))) {
        if (event.id.isEmpty() || m_accepted.contains(event.id))
            continue;
        whenDone(m_log.tries(event.id), this, [=, this, id = event.id](const Result<QList<LogRow>> &rows) {
            if (asked == m_asked && rows && std::ranges::any_of(*rows, brought))
                note(id, text);
        });
    }
}

void PayloadWatch::note(const EventId &event, const QString &text)
{
    m_accepted.insert(event);
    addSentBefore(m_opinion, text, {event});
    Q_EMIT formed();
}
