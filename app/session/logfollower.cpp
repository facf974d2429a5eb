// SPDX-License-Identifier: MIT
#include "session/logfollower.h"

#include <algorithm>

namespace {
constexpr qsizetype verdictsAtOnce = 200; // the most /_sandbox/verdicts takes
constexpr auto verdictDelay = 60ms; // several rows become one question
} // namespace

LogFollower::LogFollower(Session &session, EventLog &log, LogModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_log(log)
    , m_model(model)
{
    m_judge.setSingleShot(true);
    m_judge.setInterval(verdictDelay);
    connect(&m_judge, &QTimer::timeout, this, &LogFollower::askVerdicts);
    connect(&log, &EventLog::appended, this, [this](const QList<LogRow> &rows) {
        m_model.append(rows);
        noteEvents(rows);
    });
    connect(&log, &EventLog::replaced, this, [this](const QList<LogRow> &rows) {
        m_unjudged.clear();
        m_model.replace(rows);
        noteEvents(rows);
    });
    connect(&session, &Session::worldChanged, this, &LogFollower::start);
}

void LogFollower::start()
{
    delete m_follower;
    whenDone(m_log.setWorld(m_session.world()), this, [this](const Result<qint64> &cursor) {
        if (cursor)
            follow();
    });
}

void LogFollower::follow()
{
    if (!m_session.sandbox() || m_follower)
        return;
    m_follower = m_session.sandbox()->follow(m_log.cursor(), this);
    connect(m_follower, &ExchangeFollower::arrived, this, &LogFollower::take);
}

void LogFollower::take(const QList<Exchange> &exchanges)
{
    QList<Exchange> shown = exchanges;
    for (Exchange &exchange : shown) {
        const auto measured = std::chrono::round<milliseconds>(exchange.took);
        if (const int ms = m_session.shownMs(measured.count()); ms != measured.count())
            exchange.took = milliseconds(ms);
    }
    m_log.append(shown);
    const bool foreign = std::ranges::any_of(exchanges, [](const Exchange &exchange) {
        return exchange.sender.kind != Sender::Kind::App && exchange.method != "GET" && exchange.status < 300;
    });
    if (foreign)
        m_session.refresh();
    Q_EMIT arrived(exchanges);
}

void LogFollower::noteEvents(const QList<LogRow> &rows)
{
    for (const LogRow &row : rows) {
        if (row.ingest && !row.failed())
            m_unjudged += row.events;
    }
    if (!m_unjudged.isEmpty() && !m_judge.isActive())
        m_judge.start();
}

void LogFollower::askVerdicts()
{
    if (!m_session.sandbox() || m_unjudged.isEmpty())
        return;
    const QList<EventId> batch = m_unjudged.mid(std::max<qsizetype>(0, m_unjudged.size() - verdictsAtOnce));
    m_unjudged.resize(m_unjudged.size() - batch.size());
    whenDone(m_session.sandbox()->verdicts(batch), this, [this](const Result<QList<Verdict>> &verdicts) {
        if (!verdicts)
            return;
        Verdicts known;
        for (const Verdict &verdict : *verdicts)
            known.insert(verdict.event, verdict);
        m_model.setVerdicts(known);
        Q_EMIT verdictsChanged();
        if (!m_unjudged.isEmpty())
            m_judge.start();
    });
}
