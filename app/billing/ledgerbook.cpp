// SPDX-License-Identifier: MIT
#include "billing/ledgerbook.h"

#include <algorithm>

namespace {

// So many late events are put in their places without being asked: their number stays in proportion.
constexpr size_t lateAtMost = 16384;

} // namespace

LedgerBook::LedgerBook(std::vector<Aggregation::Type> types)
    : m_types(std::move(types))
    , m_wide(m_types.size())
{
}

void LedgerBook::add(const LedgerKey &key, std::span<const EventMatcher::Counted> counted)
{
    ++m_rows;
    for (const EventMatcher::Counted &one : counted) {
        const bool adds = m_types[one.meter] != Aggregation::Type::Count;
        if (adds && !m_wide[one.meter] && !LedgerColumn::isSmall(one.units)) {
            m_wide[one.meter] = true;
            m_carried = 1;
        }
    }
    if (m_pages.empty() || m_pages.back()->last() <= key)
        return appendTo(m_pages, key, counted);
    appendTo(m_late, key, counted);
    if (++m_lateRows > std::max(lateAtMost, m_rows / 2))
        placeLate();
}

void LedgerBook::appendTo(Pages &pages, const LedgerKey &key, std::span<const EventMatcher::Counted> counted)
{
    if (pages.empty() || pages.back()->full())
        pages.push_back(std::make_unique<LedgerPage>(m_types.size()));
    pages.back()->append(key, counted, m_types);
}

void LedgerBook::settle()
{
    if (!m_late.empty())
        placeLate();
    carryOn();
}

// Each page that a late event belongs into is written anew together with those events, as one page or more;
// all others stay.
void LedgerBook::placeLate()
{
    std::vector<Source> late;
    late.reserve(m_lateRows);
    for (const auto &page : m_late) {
        for (size_t row = 0; row < page->size(); ++row)
            late.push_back({page.get(), row});
    }
    std::ranges::stable_sort(late, {}, &Source::key);

    Pages out;
    auto next = late.begin();
    for (size_t i = 0; i < m_pages.size(); ++i) {
        const LedgerPage &page = *m_pages[i];
        const auto behind = [](const LedgerKey &key, const Source &source) { return key < source.key(); };
        const auto end
            = i + 1 == m_pages.size() ? late.end() : std::upper_bound(next, late.end(), page.last(), behind);
        if (next == end) {
            out.push_back(std::move(m_pages[i]));
            continue;
        }
        m_carried = std::min(m_carried, std::max<size_t>(out.size(), 1));
        std::vector<Source> rows;
        for (size_t row = 0; row < page.size(); ++row) {
            for (; next != end && next->key() < page.key(row); ++next)
                rows.push_back(*next);
            rows.push_back({&page, row});
        }
        rows.insert(rows.end(), next, end);
        next = end;
        append(out, rows);
    }
    m_pages = std::move(out);
    m_late.clear();
    m_lateRows = 0;
}

// In pages of equal size, so that each has room for what comes late again.
void LedgerBook::append(Pages &pages, const std::vector<Source> &rows) const
{
    const size_t count = (rows.size() + LedgerColumn::rowsAtMost - 1) / LedgerColumn::rowsAtMost;
    const size_t each = (rows.size() + count - 1) / count;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (i % each == 0)
            pages.push_back(std::make_unique<LedgerPage>(m_types.size()));
        pages.back()->appendFrom(*rows[i].page, rows[i].row, m_types);
    }
}

LedgerColumn::Sums LedgerBook::sumsOf(size_t meter) const
{
    return m_wide[meter] ? LedgerColumn::Sums::InOrder : LedgerColumn::Sums::AtOnce;
}

// What each meter had come to before each page.
void LedgerBook::carryOn()
{
    for (; m_carried < m_pages.size(); ++m_carried) {
        const LedgerPage &from = *m_pages[m_carried - 1];
        LedgerPage &to = *m_pages[m_carried];
        for (size_t meter = 0; meter < m_types.size(); ++meter) {
            const LedgerColumn &before = from.column(meter);
            LedgerColumn &column = to.column(meter);
            column.countBefore = before.countBefore + qint64(before.size());
            column.readingBefore = before.reading(m_types[meter], before.size(), sumsOf(meter));
        }
    }
}

std::optional<Decimal> LedgerBook::consumed(size_t meter)
{
    settle();
    if (m_pages.empty())
        return Decimal(0);
    const LedgerColumn &column = m_pages.back()->column(meter);
    if (m_types[meter] == Aggregation::Type::Count)
        return Decimal(column.countBefore + qint64(column.size()));
    return column.reading(m_types[meter], column.size(), sumsOf(meter));
}

std::optional<LedgerBook::Place> LedgerBook::find(const LedgerKey &key) const
{
    const auto page = std::ranges::lower_bound(m_pages, key, {}, [](const auto &one) { return one->last(); });
    if (page == m_pages.end())
        return std::nullopt;
    const auto row = (*page)->rowOf(key);
    return row ? std::optional(Place{size_t(page - m_pages.begin()), *row}) : std::nullopt;
}

std::optional<LedgerBook::Share> LedgerBook::share(const LedgerKey &key, size_t meter)
{
    settle();
    const auto place = find(key);
    if (!place || !m_pages[place->page]->column(meter).has(place->row))
        return std::nullopt;
    const LedgerColumn &column = m_pages[place->page]->column(meter);
    const size_t rank = column.rank(place->row);
    const qint64 earlier = column.countBefore + qint64(rank);
    Share out;
    if (m_types[meter] == Aggregation::Type::Count) {
        out.before = Decimal(earlier);
        out.after = Decimal(earlier + 1);
        return out;
    }
    const Decimal units = column.units(rank);
    out.before = column.reading(m_types[meter], rank, sumsOf(meter));
    if (m_types[meter] == Aggregation::Type::Sum) {
        out.after = out.before ? Decimal::add(*out.before, units) : std::nullopt;
    } else if (m_types[meter] == Aggregation::Type::Last) {
        out.after = units;
        placeLast(*place, meter, out);
    } else {
        out.after = earlier == 0 ? units : std::max(*out.before, units);
        if (earlier == 0 || *out.after > *out.before)
            placePeak(*place, meter, out);
    }
    return out;
}

// The first page from `first` on that ends behind what is looked for, told by the head of the page after it.
size_t LedgerBook::pageHolding(
    size_t first, const std::function<bool(const LedgerColumn &)> &isBehind, size_t meter) const
{
    const auto after = std::partition_point(m_pages.begin() + qsizetype(first) + 1, m_pages.end(),
        [&](const auto &page) { return !isBehind(page->column(meter)); });
    return size_t(after - m_pages.begin()) - 1;
}

// The first event that reached the peak holds it until a higher one. Readings of max never fall.
void LedgerBook::placePeak(const Place &place, size_t meter, Share &out) const
{
    const auto higher = [&](const LedgerColumn &column) { return *column.readingBefore > *out.after; };
    const size_t at = pageHolding(place.page, higher, meter);
    const LedgerColumn &column = m_pages[at]->column(meter);
    const auto rank = column.firstAbove(*out.after, at == place.page ? column.rank(place.row) + 1 : 0);
    out.current = !rank;
    if (rank)
        out.replacedAt = m_pages[at]->key(column.rowOf(*rank)).at;
}

// The newest by time, then arrival, until the next one.
void LedgerBook::placeLast(const Place &place, size_t meter, Share &out) const
{
    const LedgerColumn &own = m_pages[place.page]->column(meter);
    const size_t rank = own.rank(place.row) + 1;
    const qint64 upToHere = own.countBefore + qint64(rank);
    const auto more = [&](const LedgerColumn &column) { return column.countBefore > upToHere; };
    const size_t at = pageHolding(place.page, more, meter);
    const LedgerColumn &column = m_pages[at]->column(meter);
    const size_t next = at == place.page ? rank : 0;
    out.current = next >= column.size();
    if (!out.current)
        out.replacedAt = m_pages[at]->key(column.rowOf(next)).at;
}

qint64 LedgerBook::memory() const
{
    qint64 out = 0;
    for (const Pages *pages : {&m_pages, &m_late}) {
        for (const auto &page : *pages)
            out += page->memory();
    }
    return out;
}
