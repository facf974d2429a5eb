// SPDX-License-Identifier: MIT
#include "session/logfollower.h"

#include <algorithm>

namespace {
constexpr qsizetype verdictsAtOnce = 200; // the most /_sandbox/verdicts takes
constexpr qsizetype mostUnjudged = 20'000; // ids of older rows are asked for when they are painted
constexpr auto verdictDelay = 60ms; // several rows become one question
constexpr auto afterFailure = 1000ms;
constexpr auto afterRemoteFailure = 30s; // of a real service, whose calls are counted
constexpr qsizetype rowsHeardAgain = 50; // requests with events that an earlier run sent
constexpr auto floodDelay = 250ms; // between questions while more comes in than can be asked
} // namespace

LogFollower::LogFollower(Session &session, EventLog &log, LogModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_log(log)
    , m_model(model)
{
    m_model.setNames(log.names());
    m_judge.setSingleShot(true);
    m_judge.setInterval(verdictDelay);
    connect(&m_judge, &QTimer::timeout, this, &LogFollower::askVerdicts);
    fillModel();
    connect(&session, &Session::worldChanged, this, &LogFollower::start);
}

void LogFollower::fillModel()
{
    connect(&m_log, &EventLog::opened, this, [this](const LogOpening &opening) {
        m_unjudged.clear();
        m_wanted.clear();
        m_model.open(opening);
        noteEvents(opening.newest);
        hearAgain(opening.newest);
    });
    connect(&m_log, &EventLog::earlier, &m_model, &LogModel::earlier);
    connect(&m_log, &EventLog::appended, this, [this](const QList<LogRow> &rows) {
        m_model.append(rows);
        noteEvents(rows);
    });
    connect(&m_log, &EventLog::dropped, &m_model, &LogModel::drop);
    connect(&m_log, &EventLog::marked, &m_model, &LogModel::mark);
    connect(&m_model, &LogModel::verdictsSeen, &m_log, &EventLog::keepVerdicts);
    connect(&m_model, &LogModel::rowsWanted, this, [this](const QList<qint64> &wanted) {
        whenDone(m_log.rows(wanted), &m_model, [this, wanted](const Result<QList<LogRow>> &rows) {
            m_model.takeRows(wanted, rows.valueOr({}));
        });
    });
    connect(&m_model, &LogModel::verdictsWanted, this, [this](const QList<EventId> &events) {
        m_wanted += events;
        if (!m_asking && !m_judge.isActive())
            m_judge.start();
    });
}

void LogFollower::start()
{
    delete m_follower;
    ++m_worlds;
    m_asking = false;
    m_unjudged.clear();
    m_wanted.clear();
    const QByteArray world = m_session.world();
    whenDone(m_log.setWorld(world), this, [this, world](const Result<qint64> &cursor) {
        if (cursor && world == m_session.world()) // else the cursor is that of another record
            follow();
    });
}

void LogFollower::follow()
{
    if (!m_session.sandbox() || m_follower)
        return;
    m_follower = m_session.sandbox()->follow(m_log.cursor(), this);
    connect(m_follower, &ExchangeFollower::arrived, this,
        [this, world = m_session.world()](const auto &exchanges) { take(world, exchanges); });
    connect(m_follower, &ExchangeFollower::missed, this, &LogFollower::missed);
}

// What was sent in an earlier run is known without asking the service.
void LogFollower::hearAgain(const QList<LogRow> &rows)
{
    if (m_session.inSandbox())
        return;
    QList<QUuid> wanted; // the newest
    for (auto row = rows.crbegin(); row != rows.crend() && wanted.size() < rowsHeardAgain; ++row) {
        if (row->ingest && !row->failed() && !row->imported)
            wanted.prepend(row->exchange);
    }
    for (const QUuid &id : std::as_const(wanted)) {
        whenDone(m_log.exchange(id), this, [this, world = m_session.world()](const auto &exchange) {
            if (exchange && exchange->has_value() && world == m_session.world())
                m_session.hear(world, **exchange);
        });
    }
}

void LogFollower::take(const QByteArray &world, const QList<Exchange> &exchanges)
{
    QList<Exchange> shown = exchanges;
    for (Exchange &exchange : shown) {
        const auto measured = std::chrono::round<milliseconds>(exchange.took);
        if (const int ms = m_session.shownMs(measured.count()); ms != measured.count())
            exchange.took = milliseconds(ms);
    }
    m_log.append(world, shown);
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
        if (row.ingest && !row.failed() && !row.imported)
            m_unjudged += row.events;
    }
    if (m_unjudged.size() > mostUnjudged)
        m_unjudged.remove(0, m_unjudged.size() - mostUnjudged);
    if (!m_unjudged.isEmpty() && !m_asking && !m_judge.isActive())
        m_judge.start();
}

// What is on the screen first, then the newest.
QList<EventId> LogFollower::nextBatch()
{
    QList<EventId> batch = m_wanted.mid(std::max<qsizetype>(0, m_wanted.size() - verdictsAtOnce));
    m_wanted.resize(m_wanted.size() - batch.size());
    const qsizetype more = std::min(verdictsAtOnce - batch.size(), m_unjudged.size());
    batch += m_unjudged.last(more);
    m_unjudged.resize(m_unjudged.size() - more);
    return batch;
}

void LogFollower::askVerdicts()
{
    const QList<EventId> batch = m_asking ? QList<EventId>() : nextBatch();
    if (batch.isEmpty())
        return;
    m_asking = true;
    whenDone(m_session.verdicts(batch), this, [this, batch, asked = m_worlds](const auto &verdicts) {
        if (asked != m_worlds) // another world may hold the same ids
            return;
        m_asking = false;
        if (verdicts)
            return takeVerdicts(batch, verdicts);
        m_wanted = batch + m_wanted; // no answer says nothing of them
        if (m_wanted.size() > mostUnjudged)
            m_wanted.remove(0, m_wanted.size() - mostUnjudged);
        m_judge.start(m_session.inSandbox() ? milliseconds(afterFailure) : milliseconds(afterRemoteFailure));
    });
}

void LogFollower::takeVerdicts(const QList<EventId> &asked, const Result<QList<Verdict>> &verdicts)
{
    Verdicts known;
    for (const Verdict &verdict : verdicts.valueOr({}))
        known.insert(verdict.event, verdict);
    m_model.setVerdicts(known);
    m_model.answered(asked);
    if (!known.isEmpty())
        Q_EMIT verdictsChanged();
    if (!m_wanted.isEmpty())
        m_judge.start(verdictDelay);
    else if (!m_unjudged.isEmpty())
        m_judge.start(m_unjudged.size() > 5 * verdictsAtOnce ? floodDelay : verdictDelay);
}
