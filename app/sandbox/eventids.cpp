// SPDX-License-Identifier: MIT
#include "sandbox/eventids.h"

#include <QHashFunctions>
#include <QRandomGenerator>

#include <bit>
#include <mutex>
#include <utility>

namespace {

constexpr size_t smallest = 1024;

} // namespace

EventIds::EventIds()
    : m_seed(size_t(QRandomGenerator::system()->generate64()))
{
    clear();
}

quint64 EventIds::hashOf(QByteArrayView id) const
{
    return quint64(qHashBits(id.data(), size_t(id.size()), m_seed));
}

void EventIds::insert(QByteArrayView id, qint64 row)
{
    const std::unique_lock lock(m_mutex);
    if ((m_size + 1) * 4 > m_entries.size() * 3)
        grow(m_entries.size() * 2);
    place({hashOf(id), row});
    ++m_size;
    ++m_changes;
}

void EventIds::reserve(size_t count)
{
    const std::unique_lock lock(m_mutex);
    const size_t slots = std::bit_ceil(count * 4 / 3 + 1);
    if (slots > m_entries.size())
        grow(slots);
}

size_t EventIds::size() const
{
    const std::shared_lock lock(m_mutex);
    return m_size;
}

quint64 EventIds::changes() const
{
    const std::shared_lock lock(m_mutex);
    return m_changes;
}

void EventIds::clear()
{
    const std::unique_lock lock(m_mutex);
    m_entries.assign(smallest, {});
    m_mask = smallest - 1;
    m_size = 0;
    m_customers.clear();
    ++m_changes;
    touchTerms();
}

void EventIds::addCustomer(QByteArrayView id)
{
    const std::unique_lock lock(m_mutex);
    m_customers.insert(id.toByteArray());
    ++m_changes;
}

bool EventIds::hasCustomer(QByteArrayView id) const
{
    const std::shared_lock lock(m_mutex);
    return m_customers.contains(QByteArray::fromRawData(id.data(), id.size()));
}

void EventIds::grow(size_t slots)
{
    const std::vector<Entry> old = std::exchange(m_entries, std::vector<Entry>(slots));
    m_mask = slots - 1;
    for (const Entry &entry : old) {
        if (entry.row != 0)
            place(entry);
    }
}

void EventIds::place(const Entry &entry)
{
    size_t at = slot(entry.hash);
    while (m_entries[at].row != 0)
        at = (at + 1) & m_mask;
    m_entries[at] = entry;
}
