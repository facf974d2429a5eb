// SPDX-License-Identifier: MIT
#include "sandbox/ledgers.h"

#include <algorithm>

struct Ledgers::Kept {
    QByteArray json; // of the subscription, as stored
    quint64 metersRead = 0; // which reading of the meters its terms are from
    QList<MeterTerms> terms;
    SubscriptionBook book;
    qint64 upTo = 0; // the last arrival that was read
    quint64 asked = 0; // number of the question

    bool isFor(
        const Subscription &subscription, const QList<Period> &periods, const QList<MeterTerms> &with) const
    {
        const Subscription &own = book.subscription;
        return own.customer.id == subscription.customer.id && own.createdAt == subscription.createdAt
            && own.currency == subscription.currency && book.periods == periods && terms == with;
    }
    void add(const StoredEvent &event)
    {
        if (event.arrival > upTo && event.at >= book.subscription.createdAt)
            book.ledger.add(event.view, event.at, event.arrival);
    }
};

bool Ledgers::KnownMeter::archivedAt(TimePoint at) const
{
    return std::ranges::any_of(archived, [at](const Period &span) { return span.contains(at); });
}

Ledgers::Ledgers(qint64 mostBytes)
    : m_mostBytes(mostBytes)
{
}

Ledgers::~Ledgers() = default;

void Ledgers::visit(
    const Reading &read, const QList<Row> &subscriptions, const std::function<void(const View &)> &use)
{
    const quint64 generation = read.meta("generation").value_or("1").toULongLong();
    std::unique_lock lock(m_mutex);
    if (generation < m_generation) {
        lock.unlock();
        return Ledgers().visit(read, subscriptions, use);
    }
    if (std::exchange(m_generation, generation) != generation)
        m_kept.clear();
    ++m_question;
    readMeters(read);
    View view{.meters = m_meters, .books = {}};
    for (const Row &row : subscriptions) {
        const Kept *found = kept(row);
        view.books.push_back(found ? &found->book : nullptr);
    }
    readEvents(read);
    if (!read.error())
        use(view);
    else
        m_kept.clear(); // some may have taken a part of what came
    trim();
}

// The rows are compared as stored; only changed ones are read as meters again.
void Ledgers::readMeters(const Reading &read)
{
    QList<Row> rows = read.list({.kind = Kind::Meter, .newestFirst = false});
    const auto same = [](const Row &a, const Row &b) {
        return a.json == b.json && a.archived == b.archived && a.archivedSpans == b.archivedSpans;
    };
    if (m_metersRead > 0 && std::ranges::equal(rows, m_meterRows, same))
        return;
    ++m_metersRead;
    m_meters.clear();
    for (const Row &row : rows) {
        if (const Result<Meter> meter = meterFromJson(row.object()))
            m_meters.append({*meter, !row.archived, row.archivedSpans});
    }
    m_meterRows = std::move(rows);
}

QList<MeterTerms> Ledgers::termsOf(const Subscription &subscription) const
{
    QList<MeterTerms> terms;
    for (const MeterPrice &price : subscription.meters) {
        const auto known = std::ranges::find_if(
            m_meters, [&](const KnownMeter &one) { return one.meter.id == price.meter; });
        if (known != m_meters.end()) // a seed file may leave a meter out
            terms.append({known->meter, price, known->archived});
    }
    return terms;
}

// A ledger that can stay keeps what it has read; else there is a new one that has read nothing.
Ledgers::Kept *Ledgers::kept(const Row &row)
{
    auto &place = m_kept[row.id];
    if (place && place->json == row.json && place->metersRead == m_metersRead) {
        place->asked = m_question;
        return place.get();
    }
    const QJsonObject json = row.object();
    const auto subscription = subscriptionFromJson(json);
    if (!subscription) {
        m_kept.erase(row.id);
        return nullptr;
    }
    const QList<Period> periods = periodsOf(json, *subscription);
    const QList<MeterTerms> terms = termsOf(*subscription);
    if (place && place->isFor(*subscription, periods, terms)) {
        place->book.subscription = *subscription;
    } else {
        Ledger ledger(subscription->currency, periods, terms, Ledger::Lookup::ByPlace);
        SubscriptionBook book{*subscription, periods, std::move(ledger)};
        place = std::make_unique<Kept>(Kept{row.json, m_metersRead, terms, std::move(book)});
    }
    place->json = row.json;
    place->metersRead = m_metersRead;
    place->asked = m_question;
    return place.get();
}

// One pass for all, each from where it stopped.
void Ledgers::readEvents(const Reading &read)
{
    QHash<QByteArray, QList<Kept *>> byCustomer;
    for (const auto &[id, one] : m_kept)
        byCustomer[one->book.subscription.customer.id.text].append(one.get());
    std::vector<CustomerEvents> wanted;
    for (auto it = byCustomer.cbegin(); it != byCustomer.cend(); ++it)
        wanted.push_back({it.key(), (*std::ranges::min_element(*it, {}, &Kept::upTo))->upTo});
    if (wanted.empty())
        return;
    const qint64 last = read.eventsAfter(wanted, [&](const StoredEvent &event) {
        const QByteArrayView customer = event.view.customer;
        const auto those = byCustomer.constFind(QByteArray::fromRawData(customer.data(), customer.size()));
        for (Kept *one : *those)
            one->add(event);
    });
    for (const auto &[id, one] : m_kept)
        one->upTo = std::max(one->upTo, last);
}

void Ledgers::trim()
{
    qint64 bytes = 0;
    std::vector<std::pair<quint64, QByteArray>> byAge;
    for (const auto &[id, one] : m_kept) {
        bytes += one->book.ledger.memory();
        byAge.emplace_back(one->asked, id);
    }
    if (bytes <= m_mostBytes)
        return;
    std::ranges::sort(byAge);
    for (const auto &[asked, id] : byAge) {
        if (bytes <= m_mostBytes || asked == m_question)
            return;
        bytes -= m_kept.at(id)->book.ledger.memory();
        m_kept.erase(id);
    }
}
