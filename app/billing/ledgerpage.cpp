// SPDX-License-Identifier: MIT
#include "billing/ledgerpage.h"

#include <algorithm>
#include <bit>

namespace {

// 56 bits of digits and 8 of places. With 2^31 events their sum stays below 2^55 x 2^31 x 10^12, which 128
// bits hold: small units can be added in any order.
constexpr int placesBits = 8;
constexpr qint64 digitsEnd = qint64(1) << (63 - placesBits);
constexpr int smallPlaces = 12;

constexpr auto powers = [] {
    std::array<Int128, smallPlaces + 1> out{};
    out[0] = 1;
    for (size_t i = 1; i < out.size(); ++i)
        out[i] = out[i - 1] * 10;
    return out;
}();

std::optional<qint64> packed(const Decimal &units)
{
    const Int128 digits = units.digits();
    if (units.digitsAfterPoint() > smallPlaces || digits <= -digitsEnd || digits >= digitsEnd)
        return std::nullopt;
    return qint64(digits) * (qint64(1) << placesBits) + units.digitsAfterPoint();
}

qint64 digitsOf(qint64 small)
{
    return small >> placesBits;
}

int placesOf(qint64 small)
{
    return int(small & ((1 << placesBits) - 1));
}

Decimal unpacked(qint64 small)
{
    return Decimal::ofDigits(digitsOf(small), placesOf(small));
}

} // namespace

bool LedgerColumn::isSmall(const Decimal &units)
{
    return packed(units).has_value();
}

size_t LedgerColumn::rank(size_t row) const
{
    size_t out = 0;
    for (size_t i = 0; i < row / 64; ++i)
        out += size_t(std::popcount(m_rows[i]));
    const quint64 below = (quint64(1) << (row % 64)) - 1;
    return out + size_t(std::popcount(m_rows[row / 64] & below));
}

size_t LedgerColumn::rowOf(size_t rank) const
{
    size_t word = 0;
    for (auto here = size_t(std::popcount(m_rows[0])); rank >= here;
         here = size_t(std::popcount(m_rows[++word])))
        rank -= here;
    quint64 bits = m_rows[word];
    for (; rank > 0; --rank)
        bits &= bits - 1; // without the lowest
    return word * 64 + size_t(std::countr_zero(bits));
}

void LedgerColumn::append(size_t row, const Decimal &units, Aggregation::Type type)
{
    m_rows[row / 64] |= quint64(1) << (row % 64);
    ++m_size;
    m_whole.reset();
    if (type == Aggregation::Type::Count)
        return;
    const auto small = m_wide.empty() ? packed(units) : std::nullopt;
    if (small) {
        m_small.push_back(*small);
        m_places = std::max(m_places, placesOf(*small));
        return;
    }
    for (const qint64 earlier : std::exchange(m_small, {}))
        m_wide.push_back(unpacked(earlier));
    m_wide.push_back(units);
}

Decimal LedgerColumn::units(size_t rank) const
{
    return m_wide.empty() ? unpacked(m_small[rank]) : m_wide[rank];
}

Decimal LedgerColumn::smallSum(size_t count) const
{
    if (count == m_size && m_whole)
        return *m_whole;
    Int128 sum = 0;
    for (size_t i = 0; i < count; ++i)
        sum += digitsOf(m_small[i]) * powers[size_t(m_places - placesOf(m_small[i]))];
    const Decimal out = Decimal::ofDigits(sum, m_places);
    if (count == m_size)
        m_whole = out;
    return out;
}

std::optional<Decimal> LedgerColumn::sum(size_t count, Sums sums) const
{
    if (!readingBefore || sums == Sums::AtOnce)
        return readingBefore ? Decimal::add(*readingBefore, smallSum(count)) : std::nullopt;
    std::optional<Decimal> out = readingBefore;
    for (size_t i = 0; i < count && out; ++i)
        out = Decimal::add(*out, units(i));
    return out;
}

Decimal LedgerColumn::peak(size_t count) const
{
    if (count == m_size && m_whole)
        return *m_whole;
    Decimal out = units(0);
    for (size_t i = 1; i < count; ++i)
        out = std::max(out, units(i));
    if (count == m_size)
        m_whole = out;
    return out;
}

std::optional<Decimal> LedgerColumn::reading(Aggregation::Type type, size_t count, Sums sums) const
{
    if (count == 0)
        return readingBefore;
    switch (type) {
    case Aggregation::Type::Count:
        return Decimal(countBefore + qint64(count));
    case Aggregation::Type::Sum:
        return sum(count, sums);
    case Aggregation::Type::Max:
        return countBefore > 0 ? std::max(*readingBefore, peak(count)) : peak(count);
    case Aggregation::Type::Last:
        break;
    }
    return units(count - 1);
}

std::optional<size_t> LedgerColumn::firstAbove(const Decimal &peak, size_t fromRank) const
{
    for (size_t i = fromRank; i < m_size; ++i) {
        if (units(i) > peak)
            return i;
    }
    return std::nullopt;
}

qint64 LedgerColumn::memory() const
{
    return qint64(m_small.capacity() * sizeof(qint64) + m_wide.capacity() * sizeof(Decimal));
}

std::optional<size_t> LedgerPage::rowOf(const LedgerKey &key) const
{
    const auto at = std::ranges::lower_bound(m_keys, key);
    return at != m_keys.end() && *at == key ? std::optional(size_t(at - m_keys.begin())) : std::nullopt;
}

void LedgerPage::append(const LedgerKey &key, std::span<const EventMatcher::Counted> counted,
    const std::vector<Aggregation::Type> &types)
{
    for (const EventMatcher::Counted &one : counted)
        m_columns[one.meter].append(m_keys.size(), one.units, types[one.meter]);
    m_keys.push_back(key);
}

void LedgerPage::appendFrom(const LedgerPage &other, size_t row, const std::vector<Aggregation::Type> &types)
{
    for (size_t i = 0; i < m_columns.size(); ++i) {
        const LedgerColumn &from = other.m_columns[i];
        if (!from.has(row))
            continue;
        const bool counts = types[i] == Aggregation::Type::Count;
        m_columns[i].append(m_keys.size(), counts ? Decimal(1) : from.units(from.rank(row)), types[i]);
    }
    m_keys.push_back(other.m_keys[row]);
}

qint64 LedgerPage::memory() const
{
    auto out = qint64(m_keys.capacity() * sizeof(LedgerKey) + m_columns.size() * sizeof(LedgerColumn));
    for (const LedgerColumn &column : m_columns)
        out += column.memory();
    return out;
}
