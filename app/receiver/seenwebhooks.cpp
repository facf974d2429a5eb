// SPDX-License-Identifier: MIT
#include "receiver/seenwebhooks.h"

SeenInMemory::SeenInMemory(int atMost)
    : m_most(atMost)
{
}

Result<std::optional<TimePoint>> SeenInMemory::remember(const QByteArray &id, TimePoint now)
{
    while (!m_order.empty() && m_first.value(m_order.front()) < now - kept) {
        m_first.remove(m_order.front());
        m_order.pop_front();
    }
    if (const auto known = m_first.constFind(id); known != m_first.cend())
        return std::optional(*known);
    m_first.insert(id, now);
    m_order.push_back(id);
    if (int(m_order.size()) > m_most) {
        m_first.remove(m_order.front());
        m_order.pop_front();
    }
    return std::optional<TimePoint>();
}
