// SPDX-License-Identifier: MIT
#include "eventlog/logrecords.h"

void LogRecords::append(const LogRecord &record)
{
    const size_t slot = m_skipped + m_size;
    if (slot == m_chunks.size() * chunk)
        m_chunks.push_back(std::make_unique<LogRecord[]>(chunk));
    at(slot) = record;
    ++m_size;
}

void LogRecords::prepend(std::span<const LogRecord> records)
{
    for (size_t i = records.size(); i > 0; --i) {
        if (m_skipped == 0) {
            m_chunks.push_front(std::make_unique<LogRecord[]>(chunk));
            m_skipped = chunk;
        }
        at(--m_skipped) = records[i - 1];
        ++m_size;
    }
}

void LogRecords::drop(int first, int count)
{
    for (int kept = first; kept > 0; --kept) // pinned ones
        (*this)[kept - 1 + count] = (*this)[kept - 1];
    m_skipped += size_t(count);
    m_size -= size_t(count);
    for (; m_skipped >= chunk; m_skipped -= chunk)
        m_chunks.pop_front();
    if (m_size == 0)
        clear();
}

void LogRecords::clear()
{
    m_chunks.clear();
    m_skipped = 0;
    m_size = 0;
}

int LogRecords::lowerBound(qint64 number) const
{
    int low = 0;
    int high = size();
    // Mostly without gaps: then the place is known.
    if (high > 0 && (*this)[high - 1].number - (*this)[0].number == quint32(high - 1))
        return int(std::clamp<qint64>(number - (*this)[0].number, 0, high));
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if ((*this)[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int LogRecords::find(qint64 number) const
{
    const int at = lowerBound(number);
    return at < size() && (*this)[at].number == number ? at : -1;
}
