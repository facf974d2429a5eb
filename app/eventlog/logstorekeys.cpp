// SPDX-License-Identifier: MIT
#include "eventlog/logstorekeys.h"

#include "eventlog/logstorepack.h"

#include <algorithm>

namespace {
constexpr size_t keysWaiting = 16'384; // what opening may have to read again
constexpr size_t knownWords = 1 << 19; // 4 MB: one of 400 new ids is looked for in vain at two million
constexpr qint64 mostNoted = 6'000'000; // then rows that went meanwhile are worth forgetting
constexpr int learntAtOnce = 20'000;
constexpr int placesOfKey = 4;

// Keys are as good as random: 25 bits each of it, overlapping.
size_t placeOf(qint64 key, int which)
{
    return size_t((quint64(key) * 0x9e3779b97f4a7c15ULL >> (which * 13)) % (knownWords * 64));
}
} // namespace

std::vector<qint64> LogKeys::keysOf(const QUuid &id, const QList<QByteArray> &events)
{
    std::vector<qint64> keys{logpack::keyOf(id)};
    for (const QByteArray &event : events)
        keys.push_back(logpack::keyOf(EventId{event}));
    std::ranges::sort(keys);
    const auto repeated = std::ranges::unique(keys);
    keys.erase(repeated.begin(), repeated.end());
    return keys;
}

Result<void> LogKeys::read(qint64 oldAbove, qint64 oldTo)
{
    LogQuery rows(m_db,
        "SELECT rows.n, id, events FROM rows JOIN payloads USING(n) WHERE rows.n>coalesce((SELECT CAST(text "
        "AS INTEGER)"
        " FROM settings WHERE key=CAST('keys.to' AS BLOB)), 0)"
        " AND NOT (rows.n>? AND rows.n<=?)");
    rows << oldAbove << oldTo;
    while (rows.next())
        add(rows->integer(0), QUuid::fromRfc4122(rows->bytes(1)), logpack::idsOf(rows->view(2)));
    return rows.outcome();
}

void LogKeys::add(qint64 number, const QUuid &id, const QList<QByteArray> &events)
{
    for (const qint64 key : keysOf(id, events)) {
        m_waiting.emplace(key, number);
        note(key);
    }
}

Result<void> LogKeys::forget(qint64 number, const QUuid &id, const QList<QByteArray> &events)
{
    for (const qint64 key : keysOf(id, events)) {
        for (Waiting *waiting : {&m_waiting, &m_settling}) {
            const auto [first, last] = waiting->equal_range(key);
            const auto found
                = std::find_if(first, last, [number](const auto &each) { return each.second == number; });
            if (found == last)
                continue;
            if (found == m_next)
                ++m_next;
            waiting->erase(found);
        }
        LogQuery forgotten(m_db, "DELETE FROM keys WHERE key=? AND n=?");
        if (const auto done = (forgotten << key << number).run(); !done)
            return done;
    }
    return {};
}

Result<QList<qint64>> LogKeys::rows(qint64 key, qint64 floor, int limit, Which which)
{
    QList<qint64> numbers;
    if (!mayBeThere(key))
        return numbers;
    LogQuery found(m_db,
        which == Which::Oldest ? "SELECT n FROM keys WHERE key=? AND n>? ORDER BY n LIMIT ?"
                               : "SELECT n FROM keys WHERE key=? AND n>? ORDER BY n DESC LIMIT ?");
    found << key << floor << limit;
    while (found.next())
        numbers.append(found->integer(0));
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    for (const Waiting *waiting : {&m_waiting, &m_settling}) {
        const auto [first, last] = waiting->equal_range(key);
        for (auto each = first; each != last; ++each) {
            if (each->second > floor)
                numbers.append(each->second);
        }
    }
    std::ranges::sort(numbers);
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    const qsizetype over = std::max<qsizetype>(0, numbers.size() - limit);
    return which == Which::Oldest ? numbers.first(numbers.size() - over) : numbers.sliced(over);
}

void LogKeys::note(qint64 key)
{
    if (m_known.empty())
        return;
    for (int which = 0; which < placesOfKey; ++which) {
        const size_t place = placeOf(key, which);
        m_known[place / 64] |= quint64(1) << place % 64;
    }
    ++m_noted;
}

bool LogKeys::mayBeThere(qint64 key) const
{
    if (!m_learnt)
        return true;
    for (int which = 0; which < placesOfKey; ++which) {
        const size_t place = placeOf(key, which);
        if (!(m_known[place / 64] >> place % 64 & 1))
            return false;
    }
    return true;
}

Result<bool> LogKeys::learn()
{
    if (m_learnt && m_noted < m_mostNoted)
        return false;
    if (m_learnt || m_known.empty()) {
        m_learnt = false;
        m_known.assign(knownWords, 0);
        m_noted = 0;
        m_learntTo = std::numeric_limits<qint64>::min();
        for (const Waiting *waiting : {&m_waiting, &m_settling}) {
            for (const auto &[key, number] : *waiting)
                note(key);
        }
    }
    LogQuery keys(m_db, "SELECT key FROM keys WHERE key>? ORDER BY key LIMIT ?");
    keys << m_learntTo << learntAtOnce;
    int read = 0;
    for (; keys.next(); ++read) {
        m_learntTo = keys->integer(0);
        note(m_learntTo);
    }
    if (const auto outcome = keys.outcome(); !outcome)
        return outcome.error();
    m_learnt = read < learntAtOnce;
    m_mostNoted = std::max(mostNoted, 2 * m_noted); // a table that is large stays so
    return !m_learnt;
}

Result<void> LogKeys::settle(qint64 last, qsizetype most)
{
    if (m_next == m_settling.end()) { // those before are in the table, as their transaction was kept
        m_settling.clear();
        if (m_waiting.size() >= keysWaiting)
            m_settling.swap(m_waiting);
        m_next = m_settling.begin();
        m_settledTo = last;
        if (m_settling.empty())
            return {};
    }
    for (; m_next != m_settling.end() && most > 0; ++m_next, --most) {
        LogQuery stored(m_db, "INSERT OR IGNORE INTO keys(key, n) VALUES(?, ?)");
        if (const auto done = (stored << m_next->first << m_next->second).run(); !done)
            return done;
    }
    if (m_next != m_settling.end())
        return {};
    LogQuery settled(m_db, "INSERT OR REPLACE INTO settings(key, text) VALUES(?, ?)");
    return (settled << QByteArray("keys.to") << QByteArray::number(m_settledTo)).run();
}
