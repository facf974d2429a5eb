// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/eventplaces.h"
#include "support/result.h"

#include <QByteArrayView>
#include <QSet>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <vector>

// Every event id the world holds, 64 bits each: 32 of a seeded hash and the row's number. No index over ids
// lies on disk; a hit is verified against the row, so that two ids of one hash stay apart. Beside them which
// rows are whose, and the customers' ids, which ingest asks for at each event.
class EventIds {
public:
    EventIds();

    // The rows whose id may be this one; the caller compares. Any thread.
    template<typename Same>
    qint64 find(QByteArrayView id, Same same) const
    {
        const quint32 hash = hashOf(id);
        const std::shared_lock lock(m_mutex);
        for (size_t at = hash & m_mask;; at = (at + 1) & m_mask) {
            const Entry &entry = m_entries[at];
            if (entry.row == 0)
                return 0;
            if (entry.hash == hash && same(qint64(entry.row)))
                return entry.row;
        }
    }

    // The id must be new, the row the highest so far and below 2^32.
    void insert(QByteArrayView id, QByteArrayView customer, qint64 row);
    void reserve(size_t count);
    size_t size() const;
    quint64 changes() const; // grows with every insert, of either kind
    void clear();

    // They are read from the store by a thread of its own while reads are answered already, and anew after
    // something was taken back. Who writes waits for the first time to end, which may have failed.
    void settle(); // all that is stored is here
    void loaded(const std::optional<Error> &problem);
    Result<void> awaitLoaded() const;
    // What a reader asks before its view of the store begins. The same answer later means that all its rows
    // are here; 0: they are not.
    quint64 settled() const { return m_settled; }
    // A customer's rows behind `row`, newest first, or nothing when `settled` is no longer true. Some may be
    // younger than the reader's view.
    std::optional<std::vector<qint64>> rowsOf(QByteArrayView customer, qint64 row, quint64 settled) const;

    // Grows when a meter or subscription changes and again when that is committed, so that who keeps what
    // they say, and may have read it in between, reads it anew. Any thread.
    void touchTerms() { m_terms.fetch_add(1); }
    quint64 terms() const { return m_terms.load(); }

    void addCustomer(QByteArrayView id);
    bool hasCustomer(QByteArrayView id) const;

private:
    struct Entry {
        quint32 hash = 0;
        quint32 row = 0; // 0: free
    };
    quint32 hashOf(QByteArrayView id) const;
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
    EventPlaces m_places;

    std::atomic<quint64> m_settled = 0; // which time it is
    quint64 m_times = 0;

    mutable std::mutex m_loadMutex;
    mutable std::condition_variable m_loadEnded;
    std::atomic<bool> m_loaded = false;
    std::optional<Error> m_problem; // set before m_loaded
};
