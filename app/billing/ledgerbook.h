// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ledgerpage.h"

#include <functional>
#include <memory>

// The events of one period in order, in pages; each page knows what its meters had come to before it, so that
// a share is found by reading one page and an append changes nothing behind it. Events out of order wait and
// are put in their places before the next question, page by page; the answers are the same as of one ordered
// pass over all.
class LedgerBook {
public:
    explicit LedgerBook(std::vector<Aggregation::Type> types);

    void add(const LedgerKey &key, std::span<const EventMatcher::Counted> counted);

    // One counted event, seen by one meter.
    struct Share {
        std::optional<Decimal> before; // nullopt: 128 bits cannot hold it
        std::optional<Decimal> after;
        bool current = false; // max, last: the reading that stands
        std::optional<TimePoint> replacedAt;
    };
    std::optional<Share> share(const LedgerKey &key, size_t meter); // nullopt when not counted
    std::optional<Decimal> consumed(size_t meter); // the reading at the end
    qint64 memory() const;

private:
    struct Place {
        size_t page = 0;
        size_t row = 0;
    };
    struct Source { // a row on its way to its place
        const LedgerPage *page = nullptr;
        size_t row = 0;
        const LedgerKey &key() const { return page->key(row); }
    };
    using Pages = std::vector<std::unique_ptr<LedgerPage>>;

    void appendTo(Pages &pages, const LedgerKey &key, std::span<const EventMatcher::Counted> counted);
    void settle();
    void placeLate();
    void append(Pages &pages, const std::vector<Source> &rows) const;
    void carryOn();
    LedgerColumn::Sums sumsOf(size_t meter) const;
    std::optional<Place> find(const LedgerKey &key) const;
    size_t pageHolding(
        size_t first, const std::function<bool(const LedgerColumn &)> &isBehind, size_t meter) const;
    void placePeak(const Place &place, size_t meter, Share &out) const;
    void placeLast(const Place &place, size_t meter, Share &out) const;

    std::vector<Aggregation::Type> m_types;
    std::vector<bool> m_wide; // meters with units that are large or fine
    Pages m_pages; // in order
    Pages m_late; // as they came
    size_t m_rows = 0; // of both
    size_t m_lateRows = 0;
    size_t m_carried = 1; // pages whose column heads are right
};
