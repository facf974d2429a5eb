// SPDX-License-Identifier: MIT
#include "sandbox/creditwatch.h"

#include "sandbox/creditcart.h"
#include "sandbox/store.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 rowsAtOnce = 500;

quint64 generationOf(const Reading &read)
{
    return read.meta("generation").value_or("1").toULongLong();
}

bool isActive(const QJsonObject &stored)
{
    return stored["status"_L1].toString() == wireName(SubscriptionStatus::Active);
}

bool hasEnded(const QJsonObject &stored)
{
    const auto status = subscriptionStatusFromWire(stored["status"_L1].toString());
    return status == SubscriptionStatus::Cancelled || status == SubscriptionStatus::Expired
        || status == SubscriptionStatus::Failed;
}

} // namespace

void CreditWatch::add(const Reading &read, const QByteArray &subscription)
{
    const quint64 generation = generationOf(read);
    const std::lock_guard lock(m_mutex);
    m_known[subscription] = generation;
    m_any = true;
}

bool CreditWatch::any(const Store &store) const
{
    return m_any || m_generation != store.generation();
}

QList<Row> CreditWatch::active(const Reading &read)
{
    const quint64 generation = generationOf(read);
    const std::lock_guard lock(m_mutex);
    if (generation > m_generation)
        readAll(read, generation);
    QList<Row> out;
    for (auto it = m_known.begin(); it != m_known.end();) {
        const auto row = read.find(Kind::Subscription, it->first);
        const QJsonObject stored = row ? row->object() : QJsonObject();
        // One that is not there may be just about to be committed, but not if it is of an earlier world.
        const bool gone = row ? hasEnded(stored) : it->second < generation;
        if (row && isActive(stored))
            out.append(*row);
        it = gone ? m_known.erase(it) : std::next(it);
    }
    m_any = !m_known.empty();
    return out;
}

void CreditWatch::readAll(const Reading &read, quint64 generation)
{
    for (qint64 offset = 0;; offset += rowsAtOnce) {
        const auto rows = read.list(
            {.kind = Kind::Subscription, .newestFirst = false, .offset = offset, .limit = rowsAtOnce});
        for (const Row &row : rows) {
            if (row.json.contains("\"meter_units_per_credit\"")
                && !subscriptionCredits(row.object()).meters.isEmpty())
                m_known[row.id] = generation;
        }
        if (rows.size() < rowsAtOnce)
            break;
    }
    if (!read.error())
        m_generation = generation;
}
