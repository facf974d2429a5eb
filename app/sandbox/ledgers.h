// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/usage.h"

#include <map>
#include <mutex>

// The ledgers of subscriptions that were asked about, kept so that the next question reads only what has come
// since. Each knows up to which arrival it has read; all of them go on in one pass. A ledger is made anew
// when its subscription's periods, prices or meters have changed, all are when the world is another one; a
// question from an older view of the store than the kept ones is answered from ledgers of its own. Any
// thread; one question at a time.
class Ledgers {
public:
    explicit Ledgers(
        qint64 mostBytes = 96 * 1024 * 1024); // beside those in use: least recently asked go first
    ~Ledgers();

    struct KnownMeter {
        Meter meter;
        bool live = true;
        QList<Period> archived;

        bool archivedAt(TimePoint at) const;
        friend bool operator==(const KnownMeter &, const KnownMeter &) = default;
    };

    // What `use` is given. Nothing of it may be kept.
    struct View {
        const QList<KnownMeter> &meters; // all of the world, oldest first
        std::vector<const SubscriptionBook *>
            books; // in the order of the rows; null: a row that cannot be read
    };
    void visit(
        const Reading &read, const QList<Row> &subscriptions, const std::function<void(const View &)> &use);

private:
    struct Kept;

    void readMeters(const Reading &read);
    Kept *kept(const Row &row);
    QList<MeterTerms> termsOf(const Subscription &subscription) const;
    void readEvents(const Reading &read);
    void trim();

    const qint64 m_mostBytes;
    std::mutex m_mutex;
    quint64 m_generation = 0; // of the world
    quint64 m_question = 0; // number of the present one
    QList<Row> m_meterRows;
    QList<KnownMeter> m_meters;
    quint64 m_metersRead = 0; // raised when they have changed
    std::map<QByteArray, std::unique_ptr<Kept>> m_kept; // by subscription
};
