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

quint32 EventIds::hashOf(QByteArrayView id) const
{
    return quint32(qHashBits(id.data(), size_t(id.size()), m_seed));
}

void EventIds::insert(QByteArrayView id, QByteArrayView customer, qint64 row)
{
    const quint32 hash = hashOf(id);
    const std::unique_lock lock(m_mutex);
    if ((m_size + 1) * 4 > m_entries.size() * 3)
        grow(m_entries.size() * 2);
    place({hash, quint32(row)});
    m_places.add(customer, row);
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
    m_places.clear();
    ++m_changes;
    m_settled = 0;
    touchTerms();
}

void EventIds::settle()
{
    const std::unique_lock lock(m_mutex);
    m_settled = ++m_times;
}

void EventIds::loaded(const std::optional<Error> &problem)
{
    {
        const std::lock_guard lock(m_loadMutex);
        m_problem = problem;
        m_loaded = true;
    }
    m_loadEnded.notify_all();
}

Result<void> EventIds::awaitLoaded() const
{
    if (!m_loaded) {
        std::unique_lock lock(m_loadMutex);
        m_loadEnded.wait(lock, [this] { return m_loaded.load(); });
    }
    return m_problem ? Result<void>(*m_problem) : Result<void>();
}

std::optional<std::vector<qint64>> EventIds::rowsOf(
    QByteArrayView customer, qint64 row, quint64 settled) const
{
    const std::shared_lock lock(m_mutex);
    if (settled == 0 || m_settled != settled)
        return std::nullopt;
    return m_places.after(customer, row);
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
    size_t at = entry.hash & m_mask;
    while (m_entries[at].row != 0)
        at = (at + 1) & m_mask;
    m_entries[at] = entry;
}
