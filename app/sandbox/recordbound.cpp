// SPDX-License-Identifier: MIT
#include "sandbox/recordbound.h"

#include "support/statement.h"

#include <algorithm>

namespace {

constexpr qint64 sliceAtLeast = 256; // rows
constexpr qint64 sliceAtMost = 4096;
constexpr qint64 whole = 100; // hundredths of the limits
constexpr qint64 until = 99; // pruning stops here, so that it does not begin anew with each row
constexpr qint64 twice = 200;
constexpr int agesKept = 16; // in the time of a fair chance

} // namespace

RecordBound::RecordBound(const RecordLimits &limits)
    : m_limits(limits)
{
}

RecordBound::Tally RecordBound::next(qint64 bytes)
{
    ++m_last.nth;
    ++m_added;
    m_last.total += bytes;
    return m_last;
}

Result<RecordBound::Row> RecordBound::rowOf(Database &db, const char *sql)
{
    const auto statement = db.prepared(sql);
    if (!statement)
        return statement.error();
    Row out;
    const auto row = (*statement)->step();
    if (row && *row)
        out = {(*statement)->integer(0), {(*statement)->integer(1), (*statement)->integer(2)}};
    (*statement)->reset();
    return row ? Result<Row>(out) : Result<Row>(row.error());
}

Result<void> RecordBound::load(Database &db)
{
    const auto last = rowOf(db, "SELECT seq, nth, total FROM exchanges ORDER BY seq DESC LIMIT 1");
    const auto oldest = rowOf(db, "SELECT seq, nth, total FROM exchanges ORDER BY seq LIMIT 1");
    if (!last || !oldest)
        return last ? oldest.error() : last.error();
    m_last = last->tally;
    m_oldest = *oldest;
    m_pruning = false;
    m_ages = {{std::chrono::steady_clock::now(), last->seq}};
    return {};
}

bool RecordBound::isOver(const Row &oldest, qint64 share) const
{
    const qint64 rows = m_last.nth - oldest.tally.nth + 1;
    const qint64 bytes = m_last.total - oldest.tally.total;
    return rows > m_limits.rows * share / whole || bytes > m_limits.bytes / whole * share;
}

qint64 RecordBound::free(const Row &oldest)
{
    if (isOver(oldest, twice))
        return std::numeric_limits<qint64>::max();
    const auto old = std::chrono::steady_clock::now() - m_limits.fairChance;
    const qint64 aged = m_ages.front().first <= old ? m_ages.front().second : 0;
    const std::lock_guard lock(m_mutex);
    return m_followers.empty() ? aged : std::min(aged, *m_followers.begin());
}

// Which number was reached when, in steps; the first one is as old as a fair chance, or not yet.
void RecordBound::noteAge()
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_ages.back().first >= m_limits.fairChance / agesKept)
        m_ages.emplace_back(now, m_oldest.seq + m_last.nth - m_oldest.tally.nth);
    while (m_ages.size() > 1 && m_ages[1].first <= now - m_limits.fairChance)
        m_ages.pop_front();
}

Result<void> RecordBound::prune(Database &db)
{
    if (m_added == 0)
        return {};
    if (m_oldest.seq == 0) { // these are the first ones
        const auto oldest = rowOf(db, "SELECT seq, nth, total FROM exchanges ORDER BY seq LIMIT 1");
        if (!oldest)
            return oldest.error();
        m_oldest = *oldest;
    }
    noteAge();
    m_pruning = m_pruning ? isOver(m_oldest, until) : isOver(m_oldest, whole);
    if (!m_pruning) {
        m_added = 0;
        return {};
    }
    const qint64 slice = std::clamp(2 * std::exchange(m_added, 0), sliceAtLeast, sliceAtMost);
    const qint64 last = free(m_oldest);
    const auto rows
        = db.prepared("SELECT seq, nth, total FROM exchanges WHERE seq>=?1 ORDER BY seq LIMIT ?2");
    if (!rows)
        return rows.error();
    (*rows)->bind(1, m_oldest.seq).bind(2, slice + 1);
    Row keep = m_oldest;
    qint64 count = -1;
    auto row = (*rows)->step();
    for (; row && *row; row = (*rows)->step()) {
        keep = {(*rows)->integer(0), {(*rows)->integer(1), (*rows)->integer(2)}};
        ++count;
        if (keep.seq > last || !isOver(keep, until))
            break;
    }
    (*rows)->reset();
    if (!row || count <= 0)
        return row ? Result<void>() : Result<void>(row.error());
    m_oldest = keep;
    return remove(db, keep.seq, count);
}

// Their number stays, so that a reader can be told how many are missing.
Result<void> RecordBound::remove(Database &db, qint64 before, qint64 count)
{
    const auto gone = db.prepared("DELETE FROM exchanges WHERE seq<?1");
    const auto noted = db.prepared("INSERT INTO meta (key, value) VALUES ('exchanges_gone', ?1)"
                                   " ON CONFLICT (key) DO UPDATE SET value=CAST(value AS INTEGER)+?1");
    if (!gone || !noted)
        return gone ? noted.error() : gone.error();
    (*gone)->bind(1, before);
    if (const auto done = (*gone)->run(); !done)
        return done;
    (*noted)->bind(1, count);
    return (*noted)->run();
}

RecordBound::Follower::Follower(RecordBound &bound, qint64 after)
    : m_bound(bound)
{
    const std::lock_guard lock(m_bound.m_mutex);
    m_place = m_bound.m_followers.insert(after);
}

RecordBound::Follower::~Follower()
{
    const std::lock_guard lock(m_bound.m_mutex);
    m_bound.m_followers.erase(m_place);
}

void RecordBound::Follower::at(qint64 after)
{
    const std::lock_guard lock(m_bound.m_mutex);
    auto node = m_bound.m_followers.extract(m_place);
    node.value() = after;
    m_place = m_bound.m_followers.insert(std::move(node));
}
