// SPDX-License-Identifier: MIT
#include "eventlog/logrowcache.h"

#include <algorithm>

LogRowCache::Newest::iterator LogRowCache::inNewest(qint64 rowNumber)
{
    const auto at = std::ranges::lower_bound(
        m_newest, rowNumber, {}, [](const Kept &kept) { return kept.row.rowNumber; });
    return at != m_newest.end() && at->row.rowNumber == rowNumber ? at : m_newest.end();
}

void LogRowCache::append(const LogRow &row)
{
    m_newest.push_back({row});
    m_ids += row.events.size();
    note(row);
    while (qsizetype(m_newest.size()) > newest || (m_ids > idsOfNewest && m_newest.size() > 1))
        dropOldest();
}

// One that was looked at is probably still on the screen.
void LogRowCache::dropOldest()
{
    Kept oldest = std::move(m_newest.front());
    m_newest.pop_front();
    m_ids -= oldest.row.events.size();
    forget(oldest.row);
    if (oldest.looked)
        add(oldest.row);
}

void LogRowCache::add(const LogRow &row)
{
    if (find(row.rowNumber))
        return change(row);
    m_others.push_front(row);
    m_places.insert(row.rowNumber, m_others.begin());
    note(row);
    shorten();
}

void LogRowCache::shorten()
{
    while (m_others.size() > others) {
        forget(m_others.back());
        m_places.remove(m_others.back().rowNumber);
        m_others.pop_back();
    }
}

void LogRowCache::change(const LogRow &row)
{
    if (const auto at = inNewest(row.rowNumber); at != m_newest.end())
        at->row = row;
    else if (const auto place = m_places.constFind(row.rowNumber); place != m_places.cend())
        **place = row;
}

void LogRowCache::drop(qint64 rowNumber)
{
    if (const auto at = inNewest(rowNumber); at != m_newest.end()) {
        m_ids -= at->row.events.size();
        forget(at->row);
        m_newest.erase(at);
    } else if (const auto place = m_places.constFind(rowNumber); place != m_places.cend()) {
        forget(**place);
        m_others.erase(*place);
        m_places.remove(rowNumber);
    }
}

void LogRowCache::clear()
{
    m_newest.clear();
    m_ids = 0;
    m_others.clear();
    m_places.clear();
    m_exchanges.clear();
    m_events.clear();
}

const LogRow *LogRowCache::find(qint64 rowNumber) const
{
    auto *self = const_cast<LogRowCache *>(this);
    if (const auto at = self->inNewest(rowNumber); at != self->m_newest.end())
        return &at->row;
    const auto place = m_places.constFind(rowNumber);
    return place == m_places.cend() ? nullptr : &**place;
}

const LogRow *LogRowCache::look(qint64 rowNumber)
{
    if (const auto at = inNewest(rowNumber); at != m_newest.end()) {
        at->looked = true;
        return &at->row;
    }
    const auto place = m_places.constFind(rowNumber);
    if (place == m_places.cend())
        return nullptr;
    m_others.splice(m_others.begin(), m_others, *place);
    return &m_others.front();
}

void LogRowCache::note(const LogRow &row)
{
    m_exchanges.insert(row.exchange, row.rowNumber);
    for (const EventId &event : row.events) {
        QList<qint64> &rows = m_events[event];
        const auto at = std::ranges::lower_bound(rows, row.rowNumber);
        if (at == rows.end() || *at != row.rowNumber) // the same id twice in one request
            rows.insert(at, row.rowNumber);
    }
}

void LogRowCache::forget(const LogRow &row)
{
    if (numberOf(row.exchange) == row.rowNumber)
        m_exchanges.remove(row.exchange);
    for (const EventId &event : row.events) {
        const auto found = m_events.find(event);
        if (found == m_events.end())
            continue;
        found->removeOne(row.rowNumber);
        if (found->isEmpty())
            m_events.erase(found);
    }
}
