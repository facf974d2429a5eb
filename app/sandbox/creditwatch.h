// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/reading.h"

#include <atomic>
#include <map>
#include <mutex>

class Store;

// Which subscriptions draw credits for metered usage, and whether events have come since the last pass, so
// that a world without such meters pays nothing for them. Any thread.
class CreditWatch {
public:
    // A new one with meters that are billed in credits, before it is committed to the world of `read`.
    void add(const Reading &read, const QByteArray &subscription);

    // Whether there may be any in this world; the first look at a world finds out.
    bool any(const Store &store) const;
    QList<Row> active(const Reading &read);

    // True for the first events after a pass: then one is to be made.
    bool eventsCame(const Store &store) { return any(store) && !m_pending.exchange(true); }
    bool isPending() const { return m_pending; }
    bool takePending() { return m_pending.exchange(false); }
    void putOff() { m_pending = true; } // the pass failed

private:
    void readAll(const Reading &read, quint64 generation);

    std::mutex m_mutex;
    std::atomic<quint64> m_generation = 0; // of the world that was read
    std::atomic<bool> m_any = false;
    std::atomic<bool> m_pending = true; // what came before the start may not have been drawn
    std::map<QByteArray, quint64> m_known; // and the world they were met in
};
