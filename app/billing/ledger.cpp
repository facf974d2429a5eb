// SPDX-License-Identifier: MIT
#include "billing/ledger.h"

#include "billing/ledgerbook.h"

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

quint64 hashOf(QByteArrayView id)
{
    return qHash(id, size_t(0));
}

Error tooLarge(const QString &meter)
{
    return {.kind = Error::Kind::Invalid,
        .message = u"The units of “%1” are too large or too fine to add exactly."_s.arg(meter),
        .code = u"INTEGER_CONVERSION_FAILURE"_s,
        .status = 422};
}

// Where the events of an id stand. A sorted part, and a short one of those that came since.
class IdIndex {
public:
    void add(quint64 hash, const LedgerKey &key) { m_entries.push_back({hash, key}); }

    QList<LedgerKey> find(quint64 hash)
    {
        if (m_entries.size() - m_sorted > unsortedAtMost)
            sort();
        QList<LedgerKey> out;
        const auto tail = m_entries.begin() + qsizetype(m_sorted);
        for (auto at = std::lower_bound(m_entries.begin(), tail, Entry{hash, {TimePoint::min(), 0}});
             at != tail && at->hash == hash; ++at)
            out.append(at->key);
        for (auto at = tail; at != m_entries.end(); ++at) {
            if (at->hash == hash)
                out.append(at->key);
        }
        return out;
    }
    qint64 memory() const { return qint64(m_entries.capacity() * sizeof(Entry)); }

private:
    struct Entry {
        quint64 hash = 0;
        LedgerKey key;
        friend auto operator<=>(const Entry &, const Entry &) = default;
    };
    static constexpr size_t unsortedAtMost = 4096;

    void sort()
    {
        const auto tail = m_entries.begin() + qsizetype(m_sorted);
        std::sort(tail, m_entries.end());
        std::inplace_merge(m_entries.begin(), tail, m_entries.end());
        m_sorted = m_entries.size();
    }

    std::vector<Entry> m_entries;
    size_t m_sorted = 0;
};

// The units between two readings, parted at the free threshold. With negative units the reading falls and
// shares may be negative; their sum is the line in any case.
bool part(const Decimal &before, const Decimal &after, const MeterPrice &price, Standing &out)
{
    const qint64 free = price.freeThreshold.value_or(0);
    const auto paidBefore = chargeableUnits(before, free);
    const auto paidAfter = chargeableUnits(after, free);
    const auto units = Decimal::subtract(after, before);
    if (!paidBefore || !paidAfter || !units)
        return false;
    const auto paid = Decimal::subtract(*paidAfter, *paidBefore);
    const auto unpaid = paid ? Decimal::subtract(*units, *paid) : std::nullopt;
    const auto amount = paid
        ? Decimal::multiply(*paid, price.pricePerUnit.value_or(choices::priceOfCreditMeter))
        : std::nullopt;
    if (!unpaid || !amount)
        return false;
    out.unitsPaid = *paid;
    out.unitsFree = *unpaid;
    out.amount = *amount;
    return true;
}

std::optional<Standing> standingOf(
    const LedgerBook::Share &share, Aggregation::Type type, const MeterPrice &price)
{
    if (!share.before || !share.after)
        return std::nullopt;
    Standing out;
    out.runningTotal = *share.after;
    out.before = *share.before;
    out.current = share.current;
    out.replacedAt = share.replacedAt;
    const bool adds = type == Aggregation::Type::Count || type == Aggregation::Type::Sum;
    // Of max and last the one reading that stands carries all units, so that shares add up to the line.
    const bool carries = adds || out.current;
    if (carries && !part(adds ? out.before : Decimal(0), out.runningTotal, price, out))
        return std::nullopt;
    return out;
}

QList<Meter> metersOf(const QList<MeterTerms> &terms)
{
    QList<Meter> out;
    for (const MeterTerms &one : terms)
        out.append(one.meter);
    return out;
}

} // namespace

struct Ledger::Accounts {
    Accounts(QByteArray money, QList<Period> spans, QList<MeterTerms> meters, Lookup how)
        : currency(std::move(money))
        , periods(std::move(spans))
        , terms(std::move(meters))
        , lookup(how)
        , matcher(metersOf(terms))
    {
        std::ranges::sort(periods, {}, &Period::start);
        std::vector<Aggregation::Type> types;
        for (const MeterTerms &one : terms) {
            types.push_back(one.meter.is.aggregation.type);
            archives = archives || !one.archived.isEmpty() || !choices::countsEventsBeforeMeter;
        }
        for (qsizetype i = 0; i < periods.size(); ++i)
            books.emplace_back(types);
    }

    // Where `at` falls, or nothing when it is outside all periods.
    std::optional<size_t> periodOf(TimePoint at) const
    {
        const auto after = std::ranges::upper_bound(periods, at, {}, &Period::start);
        if (after == periods.begin() || !std::prev(after)->contains(at))
            return std::nullopt;
        return size_t(std::distance(periods.begin(), after) - 1);
    }

    std::optional<size_t> meterOf(const MeterId &id) const
    {
        const auto found
            = std::ranges::find_if(terms, [&](const MeterTerms &one) { return one.meter.id == id; });
        return found == terms.end() ? std::nullopt : std::optional(size_t(found - terms.begin()));
    }

    // Without the meters that were archived at that time.
    std::span<const EventMatcher::Counted> counted(const EventView &event, TimePoint at)
    {
        const auto all = matcher.read(event);
        if (!archives)
            return all;
        live.clear();
        for (const EventMatcher::Counted &one : all) {
            const auto isOver = [at](const Period &span) { return span.contains(at); };
            const MeterTerms &meter = terms[qsizetype(one.meter)];
            if (!choices::countsEventsBeforeMeter && at < meter.meter.createdAt)
                continue;
            if (std::ranges::none_of(meter.archived, isOver))
                live.push_back(one);
        }
        return live;
    }

    std::optional<LedgerBook::Share> share(const LedgerKey &key, size_t meter)
    {
        const auto period = periodOf(key.at);
        return period ? books[*period].share(key, meter) : std::nullopt;
    }

    Result<MeterUsage> usageOf(qsizetype meter, size_t period)
    {
        const MeterTerms &account = terms.at(meter);
        const auto consumed = books[period].consumed(size_t(meter));
        if (!consumed)
            return tooLarge(account.meter.is.name);
        return billLine(account.price, *consumed).andThen([&](const BillLine &line) -> Result<MeterUsage> {
            return MeterUsage{
                .id = account.meter.id,
                .name = account.meter.is.name,
                .consumedUnits = line.consumed,
                .freeThreshold = line.freeThreshold,
                .chargeableUnits = line.chargeable,
                .pricePerUnit = line.pricePerUnit,
                .currency = currency,
                .totalPrice = line.rounded,
            };
        });
    }

    QByteArray currency;
    QList<Period> periods; // by start
    QList<MeterTerms> terms;
    Lookup lookup;
    EventMatcher matcher;
    bool archives = false; // some meter was archived at some time
    std::vector<LedgerBook> books; // one a period
    std::vector<EventMatcher::Counted> live;
    IdIndex ids;
};

Ledger::Ledger(QByteArray currency, QList<Period> periods, QList<MeterTerms> meters, Lookup lookup)
    : m_accounts(
        std::make_unique<Accounts>(std::move(currency), std::move(periods), std::move(meters), lookup))
{
}

Ledger::~Ledger() = default;
Ledger::Ledger(Ledger &&) noexcept = default;
Ledger &Ledger::operator=(Ledger &&) noexcept = default;

bool Ledger::add(const EventView &event, TimePoint at, qint64 arrival)
{
    const auto period = m_accounts->periodOf(at);
    if (!period)
        return false;
    const auto counted = m_accounts->counted(event, at);
    if (counted.empty())
        return false;
    const LedgerKey key{at, arrival};
    m_accounts->books[*period].add(key, counted);
    if (m_accounts->lookup == Lookup::ById)
        m_accounts->ids.add(hashOf(event.id), key);
    return true;
}

std::optional<Standing> Ledger::standing(const EventId &event, const MeterId &meter) const
{
    const auto account = m_accounts->meterOf(meter);
    if (!account)
        return std::nullopt;
    auto keys = m_accounts->ids.find(hashOf(event.text));
    std::ranges::sort(keys, std::greater<>());
    std::optional<LedgerBook::Share> share;
    std::optional<size_t> period;
    for (const LedgerKey &key : keys) { // an id stands once; if not, the earliest of the newest period counts
        if (share && m_accounts->periodOf(key.at) != period)
            break;
        if (auto found = m_accounts->share(key, *account)) {
            share = std::move(found);
            period = m_accounts->periodOf(key.at);
        }
    }
    const MeterTerms &terms = m_accounts->terms.at(qsizetype(*account));
    return share ? standingOf(*share, terms.meter.is.aggregation.type, terms.price) : std::nullopt;
}

std::optional<Standing> Ledger::standing(TimePoint at, qint64 arrival, const MeterId &meter) const
{
    const auto account = m_accounts->meterOf(meter);
    const auto share = account ? m_accounts->share({at, arrival}, *account) : std::nullopt;
    if (!share)
        return std::nullopt;
    const MeterTerms &terms = m_accounts->terms.at(qsizetype(*account));
    return standingOf(*share, terms.meter.is.aggregation.type, terms.price);
}

Result<QList<UsagePeriod>> Ledger::usage() const
{
    static_assert(choices::newestFirst);
    QList<UsagePeriod> out;
    for (size_t i = m_accounts->books.size(); i-- > 0;) {
        UsagePeriod usage{.period = m_accounts->periods.at(qsizetype(i)), .meters = {}};
        for (qsizetype meter = 0; meter < m_accounts->terms.size(); ++meter) {
            const Result<MeterUsage> line = m_accounts->usageOf(meter, i);
            if (!line)
                return line.error();
            usage.meters.append(*line);
        }
        out.append(usage);
    }
    return out;
}

std::optional<Decimal> Ledger::consumed(TimePoint start, const MeterId &meter) const
{
    const auto account = m_accounts->meterOf(meter);
    const auto period = m_accounts->periodOf(start);
    if (!account || !period || m_accounts->periods[qsizetype(*period)].start != start)
        return std::nullopt;
    return m_accounts->books[*period].consumed(*account);
}

qint64 Ledger::memory() const
{
    qint64 out = m_accounts->ids.memory();
    for (const LedgerBook &book : m_accounts->books)
        out += book.memory();
    return out;
}
