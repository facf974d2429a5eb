// SPDX-License-Identifier: MIT
#pragma once

#include "billing/choices.h"
#include "billing/matcher.h"
#include "billing/meter.h"

#include <array>

// Where an event stands among others. Arrivals differ.
using LedgerKey = choices::EventOrder;

// One meter's side of a page: which of its events count, and with how many units. Units that are small and
// not too fine lie in eight bytes each; a page that holds others keeps them all as they are.
class LedgerColumn {
public:
    static constexpr size_t rowsAtMost = 1024; // events of a page

    bool has(size_t row) const { return (m_rows[row / 64] >> (row % 64) & 1) != 0; }
    size_t rank(size_t row) const; // how many counted events stand before it
    size_t rowOf(size_t rank) const; // the other way round
    size_t size() const { return m_size; }

    void append(size_t row, const Decimal &units, Aggregation::Type type);
    Decimal units(size_t rank) const; // not for Count
    static bool isSmall(const Decimal &units);
    qint64 memory() const;

    // The meter's reading after the first `count` events of the page, from the one before it. nullopt is what
    // 128 bits cannot hold. InOrder adds one by one, which matters only where large units may pass that bound
    // on the way.
    enum class Sums { AtOnce, InOrder };
    std::optional<Decimal> reading(Aggregation::Type type, size_t count, Sums sums) const;
    std::optional<size_t> firstAbove(const Decimal &peak, size_t fromRank) const;

    // What the meter had come to before the page; kept by LedgerBook.
    qint64 countBefore = 0;
    std::optional<Decimal> readingBefore = Decimal(0);

private:
    std::optional<Decimal> sum(size_t count, Sums sums) const;
    Decimal smallSum(size_t count) const;
    Decimal peak(size_t count) const;

    std::array<quint64, rowsAtMost / 64> m_rows{};
    quint32 m_size = 0;
    int m_places = 0; // the finest of the small ones
    std::vector<qint64> m_small; // digits and places
    std::vector<Decimal> m_wide;
    mutable std::optional<Decimal> m_whole; // sum or peak of all of them, once asked
};

// Some events of one period and what each of several meters made of them. In the order of their keys, or, for
// those that came late, in the order they came.
class LedgerPage {
public:
    explicit LedgerPage(size_t meters)
        : m_columns(meters)
    {
    }

    bool full() const { return m_keys.size() == LedgerColumn::rowsAtMost; }
    size_t size() const { return m_keys.size(); }
    const LedgerKey &key(size_t row) const { return m_keys[row]; }
    const LedgerKey &last() const { return m_keys.back(); }
    std::optional<size_t> rowOf(const LedgerKey &key) const; // of a page in order
    LedgerColumn &column(size_t meter) { return m_columns[meter]; }
    const LedgerColumn &column(size_t meter) const { return m_columns[meter]; }

    void append(const LedgerKey &key, std::span<const EventMatcher::Counted> counted,
        const std::vector<Aggregation::Type> &types);
    void appendFrom(const LedgerPage &other, size_t row, const std::vector<Aggregation::Type> &types);
    qint64 memory() const;

private:
    std::vector<LedgerKey> m_keys;
    std::vector<LedgerColumn> m_columns;
};
