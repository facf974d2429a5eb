// SPDX-License-Identifier: MIT
#include "session/judge.h"

#include <algorithm>

// What the judge reads for a question: one call at a time, few of each kind.
namespace {

constexpr qsizetype mostSubscriptions = 5; // of one customer
constexpr qsizetype mostMeters = 20; // that the session's pages do not hold

} // namespace

template<typename T, typename Handler>
void Judge::ask(const Call<T> &call, Handler handle)
{
    whenDone(call, this,
        [this, handle](const Result<T> &result) { result ? handle(*result) : fail(result.error()); });
}

void Judge::readBook(const CustomerId &customer)
{
    const SubscriptionFilter active{
        .customer = customer, .product = {}, .status = SubscriptionStatus::Active};
    whenDone(m_session.client().subscriptionsPage(active, 0), this,
        [this, customer](const Result<ListPage<Subscription>> &page) {
            // Of a customer it does not know, a service may say so at once.
            if (!page && page.error().kind != Error::Kind::NotFound)
                return fail(page.error());
            QList<SubscriptionId> left;
            if (page) {
                for (const Subscription &subscription :
                    page->items.first(std::min(page->items.size(), mostSubscriptions)))
                    left.prepend(subscription.id); // oldest first
            }
            readSubscription(customer, {}, left);
        });
}

// Lists leave the meters out.
void Judge::readSubscription(const CustomerId &customer, QList<Subscription> read, QList<SubscriptionId> left)
{
    const auto go = [this, customer, left](QList<Subscription> with, const Subscription &one) {
        with.append(one);
        readSubscription(customer, with, left.mid(1));
    };
    if (!left.isEmpty()) {
        if (const auto &own = m_session.state().subscription; own && own->id == left.first())
            return go(read, *own);
        return ask(m_session.client().subscription(left.first()),
            [go, read](const Subscription &one) { go(read, one); });
    }
    Book &book = bookOf(customer);
    book.judged.setSubscriptions(read);
    QList<MeterId> missing;
    const QList<JudgeMeter> known = meters();
    for (const Subscription &subscription : read) {
        for (const MeterPrice &price : subscription.meters) {
            const bool here = std::ranges::any_of(
                known, [&price](const JudgeMeter &meter) { return meter.meter.id == price.meter; });
            if (!here && !missing.contains(price.meter) && missing.size() < mostMeters)
                missing.append(price.meter);
        }
    }
    readMissingMeters(customer, missing);
}

void Judge::readMissingMeters(const CustomerId &customer, QList<MeterId> left)
{
    if (left.isEmpty())
        return checkCustomer(customer);
    const MeterId id = left.takeFirst();
    whenDone(m_session.client().meter(id), this, [this, customer, left](const Result<Meter> &meter) {
        if (meter)
            m_otherMeters.insert(meter->id.text, *meter);
        else if (meter.error().kind != Error::Kind::NotFound)
            return fail(meter.error());
        readMissingMeters(customer, left);
    });
}

// Without a subscription nothing has a price; whether there is such a customer still says why.
void Judge::checkCustomer(const CustomerId &customer)
{
    if (!bookOf(customer).judged.subscriptions().isEmpty()) {
        bookOf(customer).judged.setUnknown(false);
        return readEvents(customer, 0);
    }
    whenDone(m_session.client().customer(customer), this, [this, customer](const Result<Customer> &found) {
        if (!found && found.error().kind != Error::Kind::NotFound)
            return fail(found.error());
        Book &book = bookOf(customer);
        book.judged.setUnknown(!found);
        book.read = true;
        book.stale = false;
        next();
    });
}

void Judge::readEvents(const CustomerId &customer, int page)
{
    if (page == 0)
        bookOf(customer).listed.clear();
    const EventFilter own{.customer = customer,
        .eventName = {},
        .meter = {},
        .start = bookOf(customer).judged.since(),
        .end = {}};
    ask(m_session.client().eventsPage(own, page), [this, customer, page](const ListPage<Event> &read) {
        Book &book = bookOf(customer);
        book.pages = page + 1;
        takeEvents(book, read);
        if (!book.read)
            return readEvents(customer, page + 1);
        tellKnown();
        next();
    });
}

// A second reading ends where it meets what the first one read.
void Judge::takeEvents(Book &book, const ListPage<Event> &page)
{
    book.read = false;
    const bool met = book.whole && !page.items.isEmpty() && book.judged.wasListed(page.items.last().id)
        && page.items.first().at >= page.items.last().at;
    book.listed += page.items;
    if (page.more && !met && book.pages < mostPages)
        return;
    const bool fromTheStart = !met;
    if (!met)
        book.whole = !page.more;
    const QList<Event> listed = std::exchange(book.listed, {});
    book.judged.addListed(listed, fromTheStart);
    for (const Event &event : listed)
        remember(event);
    book.read = true;
    book.stale = false;
}

// A service is not asked for what this program made for another place.
void Judge::readSingle(const EventId &id)
{
    whenDone(m_session.outbox().entry(id), this, [this, id](const Result<std::optional<OutboxEntry>> &entry) {
        if (!entry || !*entry || (*entry)->destination == m_session.world())
            return readStored(id);
        addStranger(id);
        next();
    });
}

void Judge::readStored(const EventId &id)
{
    whenDone(m_session.client().event(id), this, [this, id](const Result<Event> &event) {
        if (!event && event.error().kind != Error::Kind::NotFound)
            return fail(event.error());
        if (event && event->at) {
            bookOf(event->customer).judged.addListed({*event}, false);
            remember(*event);
        } else {
            addStranger(id);
        }
        next();
    });
}
