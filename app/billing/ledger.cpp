// SPDX-License-Identifier: MIT
#include "billing/ledger.h"

#include <algorithm>
#include <tuple>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

// One counted event. Units stand apart, so that a meter that counts needs no number for each.
struct Entry {
    TimePoint at;
    qint64 arrival = 0;
    quint64 idHash = 0;
    quint32 value = 0; // where its units stand in Bucket::values; unused for Count

    auto order() const { return std::tie(at, arrival); }
};

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

// The counted events of one meter in one period. Sorted when first asked after a change.
class Bucket {
public:
    void add(const Entry &entry, Aggregation::Type type, const Decimal &units)
    {
        m_entries.push_back(entry);
        if (type != Aggregation::Type::Count) {
            m_entries.back().value = quint32(m_values.size());
            m_values.push_back(units);
        }
        m_settled = false;
    }

    // The meter's reading at the period's end; nullopt when 128 bits cannot hold it.
    std::optional<Decimal> consumed(Aggregation::Type type)
    {
        settle(type);
        if (m_entries.empty())
            return Decimal(0);
        return type == Aggregation::Type::Count ? Decimal(qint64(m_entries.size())) : m_readings.back();
    }

    std::optional<Standing> standing(quint64 idHash, const MeterTerms &terms)
    {
        const Aggregation::Type type = terms.meter.is.aggregation.type;
        settle(type);
        const auto found
            = std::ranges::lower_bound(m_index, idHash, {}, [](const auto &entry) { return entry.first; });
        if (found == m_index.end() || found->first != idHash)
            return std::nullopt;
        return standingAt(found->second, type, terms.price);
    }

private:
    void settle(Aggregation::Type type)
    {
        if (m_settled)
            return;
        m_settled = true;
        std::ranges::sort(m_entries, [](const Entry &a, const Entry &b) { return a.order() < b.order(); });
        m_index.clear();
        m_index.reserve(m_entries.size());
        for (size_t i = 0; i < m_entries.size(); ++i)
            m_index.emplace_back(m_entries[i].idHash, quint32(i));
        std::ranges::sort(m_index);
        if (type != Aggregation::Type::Count)
            settleReadings(type);
    }

    void settleReadings(Aggregation::Type type)
    {
        m_readings.clear();
        m_readings.reserve(m_entries.size());
        std::optional<Decimal> reading;
        for (const Entry &entry : m_entries) {
            const Decimal &units = m_values[entry.value];
            if (m_readings.empty() || type == Aggregation::Type::Last)
                reading = units;
            else if (type == Aggregation::Type::Sum)
                reading = reading ? Decimal::add(*reading, units) : std::nullopt;
            else
                reading = std::max(*reading, units);
            m_readings.push_back(reading);
        }
    }

    std::optional<Decimal> readingAfter(size_t i, Aggregation::Type type) const
    {
        return type == Aggregation::Type::Count ? Decimal(qint64(i) + 1) : m_readings[i];
    }

    std::optional<Standing> standingAt(size_t i, Aggregation::Type type, const MeterPrice &price) const
    {
        const auto after = readingAfter(i, type);
        const auto before = i == 0 ? Decimal(0) : readingAfter(i - 1, type);
        if (!after || !before)
            return std::nullopt;
        Standing out;
        out.runningTotal = *after;
        out.before = *before;
        const bool adds = type == Aggregation::Type::Count || type == Aggregation::Type::Sum;
        if (!adds)
            placeReading(i, type, out);
        // Of max and last the one reading that stands carries all units, so that shares add up to the line.
        const bool carries = adds || out.current;
        if (carries && !share(adds ? *before : Decimal(0), *after, price, out))
            return std::nullopt;
        return out;
    }

    // The units between two readings, parted at the free threshold. With negative units the reading falls
    // and shares may be negative; their sum is the line in any case.
    static bool share(const Decimal &before, const Decimal &after, const MeterPrice &price, Standing &out)
    {
        const qint64 free = price.freeThreshold.value_or(0);
        const auto paidBefore = chargeableUnits(before, free);
        const auto paidAfter = chargeableUnits(after, free);
        const auto units = Decimal::subtract(after, before);
        if (!paidBefore || !paidAfter || !units)
            return false;
        const auto paid = Decimal::subtract(*paidAfter, *paidBefore);
        const auto unpaid = paid ? Decimal::subtract(*units, *paid) : std::nullopt;
        const auto amount
            = paid ? Decimal::multiply(*paid, price.pricePerUnit.value_or(Decimal(0))) : std::nullopt;
        if (!unpaid || !amount)
            return false;
        out.unitsPaid = *paid;
        out.unitsFree = *unpaid;
        out.amount = *amount;
        return true;
    }

    // max: the first event that reached the peak holds it. last: the newest by time, then arrival.
    void placeReading(size_t i, Aggregation::Type type, Standing &out) const
    {
        if (type == Aggregation::Type::Last) {
            out.current = i + 1 == m_entries.size();
            if (!out.current)
                out.replacedAt = m_entries[i + 1].at;
            return;
        }
        const bool raised = i == 0 || out.runningTotal > out.before;
        if (!raised)
            return;
        // Readings of max never fall, so the first higher one is found by halving.
        const auto higher
            = std::upper_bound(m_readings.begin() + qsizetype(i), m_readings.end(), m_readings[i]);
        out.current = higher == m_readings.end();
        if (!out.current)
            out.replacedAt = m_entries[size_t(higher - m_readings.begin())].at;
    }

    std::vector<Entry> m_entries;
    std::vector<Decimal> m_values;
    std::vector<std::optional<Decimal>> m_readings; // after each entry, in order; not for Count
    std::vector<std::pair<quint64, quint32>> m_index; // id hash to position, sorted
    bool m_settled = true;
};

} // namespace

struct Ledger::Book {
    struct Account {
        MeterTerms terms;
        std::vector<Bucket> buckets; // one a period
    };

    // Where `at` falls, or nothing when it is outside all periods.
    std::optional<size_t> periodOf(TimePoint at) const
    {
        const auto after = std::ranges::upper_bound(periods, at, {}, &Period::start);
        if (after == periods.begin() || !std::prev(after)->contains(at))
            return std::nullopt;
        return size_t(std::distance(periods.begin(), after) - 1);
    }

    Result<MeterUsage> usageOf(Account &account, size_t period) const
    {
        const MeterPrice &price = account.terms.price;
        const QString &name = account.terms.meter.is.name;
        const auto consumed = account.buckets[period].consumed(account.terms.meter.is.aggregation.type);
        if (!consumed)
            return tooLarge(name);
        return billLine(price, *consumed).andThen([&](const BillLine &line) -> Result<MeterUsage> {
            return MeterUsage{
                .id = account.terms.meter.id,
                .name = name,
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
    std::vector<Account> accounts;
};

Ledger::Ledger(QByteArray currency, QList<Period> periods, QList<MeterTerms> meters)
    : m_book(std::make_unique<Book>())
{
    m_book->currency = std::move(currency);
    m_book->periods = std::move(periods);
    std::ranges::sort(m_book->periods, {}, &Period::start);
    for (MeterTerms &terms : meters)
        m_book->accounts.push_back({std::move(terms), std::vector<Bucket>(size_t(m_book->periods.size()))});
}

Ledger::~Ledger() = default;
Ledger::Ledger(Ledger &&) noexcept = default;

bool Ledger::add(const EventView &event, TimePoint at, qint64 arrival)
{
    const auto period = m_book->periodOf(at);
    if (!period)
        return false;
    bool counted = false;
    for (Book::Account &account : m_book->accounts) {
        const auto isOver = [at](const Period &span) { return span.contains(at); };
        if (std::ranges::any_of(account.terms.archived, isOver) || !matches(account.terms.meter, event))
            continue;
        const Aggregation &aggregation = account.terms.meter.is.aggregation;
        const PropertyReading reading = readProperty(aggregation, event);
        if (reading.state != PropertyState::Usable)
            continue;
        const Entry entry{.at = at, .arrival = arrival, .idHash = hashOf(event.id)};
        account.buckets[*period].add(entry, aggregation.type, reading.value);
        counted = true;
    }
    return counted;
}

std::optional<Standing> Ledger::standing(const EventId &event, const MeterId &meter) const
{
    for (Book::Account &account : m_book->accounts) {
        if (account.terms.meter.id != meter)
            continue;
        for (auto bucket = account.buckets.rbegin(); bucket != account.buckets.rend(); ++bucket) {
            if (auto standing = bucket->standing(hashOf(event.text), account.terms))
                return standing;
        }
    }
    return std::nullopt;
}

Result<QList<UsagePeriod>> Ledger::usage() const
{
    QList<UsagePeriod> out;
    for (size_t i = size_t(m_book->periods.size()); i-- > 0;) {
        UsagePeriod usage{.period = m_book->periods[qsizetype(i)], .meters = {}};
        for (Book::Account &account : m_book->accounts) {
            const Result<MeterUsage> meter = m_book->usageOf(account, i);
            if (!meter)
                return meter.error();
            usage.meters.append(*meter);
        }
        out.append(usage);
    }
    return out;
}
