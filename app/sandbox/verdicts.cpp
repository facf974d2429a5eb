// SPDX-License-Identifier: MIT
#include "billing/verdict.h"

#include "sandbox/objectlist.h"
#include "sandbox/usage.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

// GET /_sandbox/verdicts: why each event counts or not, judged when it is read (design.md, "Who judges").
namespace {

constexpr qsizetype eventsPerQuestion = 200;

struct Asked {
    Event event;
    TimePoint at;
};

// A customer's side of the question, read once for all of its events.
struct CustomerView {
    bool known = false;
    std::vector<SubscriptionBook> books; // of its active subscriptions, oldest first
};

struct KnownMeter {
    Meter meter;
    bool live = true;
    QList<Period> archived;

    bool archivedAt(TimePoint at) const
    {
        return std::ranges::any_of(archived, [at](const Period &span) { return span.contains(at); });
    }
};

std::optional<Asked> askedEvent(const Reading &read, const QByteArray &id)
{
    std::optional<Asked> out;
    read.event(id, [&](const StoredEvent &stored) {
        const EventView &view = stored.view;
        Event event{
            {view.id.toByteArray()}, {view.customer.toByteArray()}, view.name.toByteArray(), stored.at, {}};
        for (const MetaView &entry : view.metadata)
            event.metadata.append({entry.key.toByteArray(), {entry.type, entry.text.toByteArray()}});
        out = Asked{event, stored.at};
    });
    return out;
}

QList<KnownMeter> allMeters(const Reading &read)
{
    QList<KnownMeter> out;
    for (const Row &row : read.list({.kind = Kind::Meter, .newestFirst = false})) {
        if (const Result<Meter> meter = meterFromJson(row.object()))
            out.append({*meter, !row.archived, row.archivedSpans});
    }
    return out;
}

CustomerView customerView(const Reading &read, const CustomerId &id)
{
    CustomerView out;
    out.known = read.find(Kind::Customer, id.text).has_value();
    const ObjectQuery query{.kind = Kind::Subscription, .parent = id.text, .newestFirst = false};
    for (const Row &row : read.list(query)) {
        auto book = bookOf(read, row.object());
        if (book && book->subscription.status == SubscriptionStatus::Active)
            out.books.push_back(std::move(*book));
    }
    return out;
}

// The price that a subscription puts on the meter, and what the event did there.
void addTerms(MeterVerdict &verdict, const SubscriptionBook &book, const Asked &asked)
{
    const MeterPrice &price = *book.priceOf(verdict.meter);
    verdict.freeThreshold = price.freeThreshold.value_or(0);
    verdict.pricePerUnit = price.pricePerUnit.value_or(Decimal());
    verdict.currency = book.subscription.currency;
    if (verdict.reason != MeterVerdict::Reason::CountedNoPrice)
        return;
    verdict.period = book.periodOf(asked.at);
    verdict.standing = book.ledger.standing(asked.event.id, verdict.meter);
    verdict.reason = verdict.period && verdict.standing ? MeterVerdict::Reason::Counted
                                                        : MeterVerdict::Reason::OutsidePeriod;
}

MeterVerdict plainVerdict(const KnownMeter &known, const Asked &asked)
{
    MeterVerdict verdict = judgeMeter(known.meter, EventViewOf(asked.event).view());
    if (verdict.counted())
        verdict.reason = known.archivedAt(asked.at) ? MeterVerdict::Reason::MeterArchived
                                                    : MeterVerdict::Reason::CountedNoPrice;
    return verdict;
}

Verdict verdictOf(const Asked &asked, const CustomerView &customer, const QList<KnownMeter> &meters)
{
    Verdict out{asked.event.id, customer.known, !customer.books.empty(), {}};
    for (const KnownMeter &known : meters) {
        const MeterVerdict plain = plainVerdict(known, asked);
        bool priced = false;
        for (const SubscriptionBook &book : customer.books) { // counted in each (dodo-api.md 5.1.40)
            if (!book.priceOf(known.meter.id))
                continue;
            priced = true;
            out.meters.append(plain);
            addTerms(out.meters.last(), book, asked);
        }
        if (!priced && known.live)
            out.meters.append(plain);
    }
    sortByNearness(out.meters);
    return out;
}

Answer verdicts(const Request &request, World &world)
{
    const QList<QByteArray> ids = queryTexts(request, "event_id");
    if (ids.isEmpty() || ids.size() > eventsPerQuestion)
        return answerError(
            invalidQuery(u"Name 1 to %1 events as event_id."_s.arg(eventsPerQuestion), u"event_id"_s));
    return reading(world, [&](const Reading &read) {
        const QList<KnownMeter> meters = allMeters(read);
        std::map<QByteArray, CustomerView> customers;
        QJsonArray items;
        for (const QByteArray &id : ids) {
            const std::optional<Asked> asked = askedEvent(read, id);
            if (!asked)
                continue;
            const CustomerId &customer = asked->event.customer;
            if (!customers.contains(customer.text))
                customers.emplace(customer.text, customerView(read, customer));
            items.append(toJson(verdictOf(*asked, customers.at(customer.text), meters)));
        }
        return answerItems(items);
    });
}

} // namespace

std::span<const Route> verdictRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/_sandbox/verdicts", Access::Token, verdicts},
    };
    return table;
}
