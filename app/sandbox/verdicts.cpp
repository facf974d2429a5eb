// SPDX-License-Identifier: MIT
#include "sandbox/verdicts.h"

#include "billing/choices.h"
#include "billing/verdicttext.h"
#include "sandbox/objectlist.h"

#include <map>

using namespace Qt::StringLiterals;

// GET /_sandbox/verdicts: why each event counts or not, judged when it is read (design.md, "Who judges").
namespace {

constexpr qsizetype eventsPerQuestion = 200;

struct Asked {
    Event event;
    TimePoint at;
    qint64 arrival = 0;
};

// A customer's side of the question, read once for all of its events.
struct CustomerView {
    bool known = false;
    qsizetype first = 0; // its subscriptions among all that are read, oldest first
    qsizetype count = 0;
};

// All that one answer is made from.
struct Question {
    QList<Asked> events;
    std::map<QByteArray, CustomerView> customers;
    QList<Row> subscriptions;
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
        out = Asked{event, stored.at, stored.arrival};
    });
    return out;
}

Question questionOf(const Reading &read, const QList<QByteArray> &ids)
{
    Question out;
    for (const QByteArray &id : ids) {
        const std::optional<Asked> asked = askedEvent(read, id);
        if (!asked)
            continue;
        out.events.append(*asked);
        const QByteArray &customer = asked->event.customer.text;
        if (out.customers.contains(customer))
            continue;
        const QList<Row> rows
            = read.list({.kind = Kind::Subscription, .parent = customer, .newestFirst = false});
        const bool known = read.find(Kind::Customer, customer).has_value();
        out.customers.emplace(customer, CustomerView{known, out.subscriptions.size(), rows.size()});
        out.subscriptions += rows;
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
    verdict.standing = book.ledger.standing(asked.at, asked.arrival, verdict.meter);
    verdict.reason = verdict.period && verdict.standing ? MeterVerdict::Reason::Counted
                                                        : MeterVerdict::Reason::OutsidePeriod;
}

Verdict verdictOf(const Asked &asked, const CustomerView &customer, const Ledgers::View &view)
{
    Verdict out{asked.event.id, customer.known, false, {}};
    std::vector<const SubscriptionBook *> books; // of its active subscriptions
    for (qsizetype i = customer.first; i < customer.first + customer.count; ++i) {
        const SubscriptionBook *book = view.books[size_t(i)];
        if (book && book->subscription.status == SubscriptionStatus::Active)
            books.push_back(book);
    }
    out.subscribed = !books.empty();
    const EventViewOf event(asked.event);
    for (const Ledgers::KnownMeter &known : view.meters) {
        const MeterVerdict plain = plainVerdict(known, event.view(), asked.at);
        bool priced = false;
        for (const SubscriptionBook *book : books) {
            if (!book->priceOf(known.meter.id) || (priced && !choices::countsInEachSubscription))
                continue;
            priced = true;
            out.meters.append(plain);
            addTerms(out.meters.last(), *book, asked);
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
        const Question question = questionOf(read, ids);
        QList<Verdict> verdicts;
        world.ledgers.visit(read, question.subscriptions, [&](const Ledgers::View &view) {
            for (const Asked &asked : question.events)
                verdicts.append(verdictOf(asked, question.customers.at(asked.event.customer.text), view));
        });
        Answer answer; // written while others may ask
        answer.body = R"({"items":[)";
        for (qsizetype i = 0; i < verdicts.size(); ++i) {
            if (i > 0)
                answer.body += ',';
            appendText(answer.body, verdicts[i]);
        }
        answer.body += "]}";
        return answer;
    });
}

} // namespace

MeterVerdict plainVerdict(const Ledgers::KnownMeter &known, const EventView &event, TimePoint at)
{
    MeterVerdict verdict = judgeMeter(known.meter, event);
    if (verdict.counted())
        verdict.reason = known.archivedAt(at) ? MeterVerdict::Reason::MeterArchived
                                              : MeterVerdict::Reason::CountedNoPrice;
    return verdict;
}

std::span<const Route> verdictRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/_sandbox/verdicts", Access::Token, verdicts},
    };
    return table;
}
