// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QSet>

#include <atomic>
#include <shared_mutex>
#include <vector>

// Every event id the world holds, 128 bits each: 64 of a seeded hash and the row's number. No index over ids
// lies on disk; a hit is verified against the row, so that two ids of one hash stay apart. Beside them the
// customers' ids, which ingest asks for at each event.
class EventIds {
public:
    EventIds();

    // The rows whose id may be this one; the caller compares. Any thread.
    template<typename Same>
    qint64 find(QByteArrayView id, Same same) const
    {
        const std::shared_lock lock(m_mutex);
        for (size_t at = slot(hashOf(id));; at = (at + 1) & m_mask) {
            const Entry &entry = m_entries[at];
            if (entry.row == 0)
                return 0;
            if (entry.hash == hashOf(id) && same(entry.row))
                return entry.row;
        }
    }

    void insert(QByteArrayView id, qint64 row); // the id must be new
    void reserve(size_t count);
    size_t size() const;
    quint64 changes() const; // grows with every insert, of either kind
    void clear();

    // Grows when a meter or subscription changes and again when that is committed, so that who keeps what
    // they say, and may have read it in between, reads it anew. Any thread.
    void touchTerms() { m_terms.fetch_add(1); }
    quint64 terms() const { return m_terms.load(); }

    void addCustomer(QByteArrayView id);
    bool hasCustomer(QByteArrayView id) const;

private:
    struct Entry {
        quint64 hash = 0;
        qint64 row = 0; // 0: free
    };
    quint64 hashOf(QByteArrayView id) const;
    size_t slot(quint64 hash) const { return size_t(hash) & m_mask; }
    void grow(size_t slots);
    void place(const Entry &entry);

    const size_t m_seed;
    mutable std::shared_mutex m_mutex;
    std::vector<Entry> m_entries;
    size_t m_mask = 0;
    size_t m_size = 0;
    quint64 m_changes = 0;
    std::atomic<quint64> m_terms = 1;
    QSet<QByteArray> m_customers;
};
