// SPDX-License-Identifier: MIT
#pragma once

#include "billing/rules.h"
#include "billing/usage.h"

#include <QHash>

#include <memory>

// One meter of one subscription: the meter as made, the price as bought, and when it was archived.
struct MeterTerms {
    Meter meter;
    MeterPrice price;
    QList<Period> archived; // an open end is TimePoint::max()

    friend bool operator==(const MeterTerms &, const MeterTerms &) = default;
};

// What one counted event did to the bill of its period. Shares are by time, then arrival, and exact
// (design.md, Verdict).
struct Standing {
    Decimal unitsFree; // count and sum: how much of this event fell into the free units
    Decimal unitsPaid; // max and last: the current reading carries all units, the others none
    Decimal amount; // unitsPaid x price, smallest unit, unrounded
    Decimal runningTotal; // the meter's reading after this event, in this order
    Decimal before; // the reading before it
    bool current = false; // max: this is the peak; last: this is the reading now
    std::optional<TimePoint> replacedAt; // max, last: when a later event took over

    friend bool operator==(const Standing &, const Standing &) = default;
};

// One ordered pass over the events of one customer for one subscription. Arithmetic lives here and nowhere
// else; a running counter elsewhere is a cache of this. What was added out of order is put in its place when
// something is asked: one thread at a time, also for the const functions.
class Ledger {
public:
    // ByPlace keeps no ids: 16 bytes for each counted event, 24 more by id; on top a bit for each meter, 8
    // bytes where it is not a count.
    enum class Lookup { ById, ByPlace };
    Ledger(
        QByteArray currency, QList<Period> periods, QList<MeterTerms> meters, Lookup lookup = Lookup::ById);
    ~Ledger();
    Ledger(Ledger &&) noexcept;
    Ledger &operator=(Ledger &&) noexcept;

    // In any order. `arrival` breaks ties of time and differs for each event. Returns whether any meter
    // counted it.
    bool add(const EventView &event, TimePoint at, qint64 arrival);

    // nullopt when not counted
    std::optional<Standing> standing(const EventId &event, const MeterId &meter) const; // ById
    std::optional<Standing> standing(TimePoint at, qint64 arrival, const MeterId &meter) const;
    Result<QList<UsagePeriod>>
    usage() const; // one a period, newest first; refused when a line leaves 32 bits
    // The reading of one meter in the period that begins at `start`; nullopt when it has none or 128 bits
    // cannot hold it.
    std::optional<Decimal> consumed(TimePoint start, const MeterId &meter) const;
    qint64 memory() const; // bytes, about

private:
    struct Accounts;
    std::unique_ptr<Accounts> m_accounts;
};
