// SPDX-License-Identifier: MIT
#include "session/customerbook.h"

#include <algorithm>

using namespace Qt::StringLiterals;

CustomerBook::CustomerBook(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&session, &Session::worldChanged, this, &CustomerBook::forget);
}

void CustomerBook::forget()
{
    ++m_world;
    ++m_search;
    m_customers.clear();
    m_subscriptions.clear();
    m_found.reset();
    m_problem.reset();
    m_nextPage = 0;
    m_reading = 0;
    m_more = m_loaded = false;
    Q_EMIT changed();
}

void CustomerBook::open()
{
    if (!m_loaded && m_reading == 0)
        reload();
}

void CustomerBook::reload()
{
    readPage(0, true);
    readSubscriptionPage(0);
}

void CustomerBook::readMore()
{
    if (m_more && m_reading == 0)
        readPage(m_nextPage, false);
}

void CustomerBook::readPage(int page, bool anew)
{
    ++m_reading;
    Q_EMIT changed();
    whenDone(m_session.client().customersPage({}, page), this,
        [this, page, anew, world = m_world](const Result<ListPage<Customer>> &read) {
            if (world != m_world)
                return;
            --m_reading;
            if (!read)
                return failed(read.error());
            if (anew)
                m_customers.clear();
            for (const Customer &one : read->items) {
                if (std::ranges::find(m_customers, one.id, &Customer::id) == m_customers.end())
                    m_customers.append(one); // a new one pushes the others onto the next page
            }
            m_nextPage = page + 1;
            m_more = read->more;
            m_loaded = true;
            m_problem.reset();
            Q_EMIT changed();
        });
}

// The first pages; one customer's own are read when that one is chosen.
void CustomerBook::readSubscriptionPage(int page)
{
    constexpr int mostPages = 2;
    ++m_reading;
    whenDone(m_session.client().subscriptionsPage({}, page), this,
        [this, page, world = m_world](const Result<ListPage<Subscription>> &read) {
            if (world != m_world)
                return;
            --m_reading;
            if (!read)
                return failed(read.error());
            if (page == 0)
                m_subscriptions.clear();
            merge(read->items);
            Q_EMIT changed();
            if (read->more && page + 1 < mostPages)
                readSubscriptionPage(page + 1);
        });
}

void CustomerBook::readSubscriptions(const CustomerId &customer)
{
    const SubscriptionFilter own{.customer = customer, .product = {}, .status = {}};
    whenDone(m_session.client().subscriptionsPage(own, 0), this,
        [this, customer, world = m_world](const Result<ListPage<Subscription>> &read) {
            if (world != m_world)
                return;
            if (!read)
                return failed(read.error());
            m_subscriptions.removeIf(
                [&customer](const Subscription &known) { return known.customer.id == customer; });
            merge(read->items);
            Q_EMIT changed();
        });
}

void CustomerBook::merge(const QList<Subscription> &read)
{
    for (const Subscription &one : read) {
        const auto known = std::ranges::find(m_subscriptions, one.id, &Subscription::id);
        if (known == m_subscriptions.end())
            m_subscriptions.append(one);
        else
            *known = one;
    }
}

void CustomerBook::searchEmail(const QString &email)
{
    const int search = ++m_search;
    if (email.isEmpty()) {
        m_found.reset();
        return Q_EMIT changed();
    }
    ++m_reading;
    Q_EMIT changed();
    whenDone(m_session.client().customersPage(email, 0), this,
        [this, search, world = m_world](const Result<ListPage<Customer>> &read) {
            if (world != m_world)
                return;
            --m_reading;
            if (search != m_search)
                return Q_EMIT changed();
            if (!read)
                return failed(read.error());
            m_found = read->items;
            m_problem.reset();
            Q_EMIT changed();
        });
}

// What was read stays.
void CustomerBook::failed(const Error &error)
{
    if (error.kind != Error::Kind::Cancelled)
        m_problem = error;
    Q_EMIT changed();
}

const Customer *CustomerBook::customer(const CustomerId &id) const
{
    for (const QList<Customer> *list : {&m_customers, m_found ? &*m_found : nullptr}) {
        if (!list)
            continue;
        const auto at = std::ranges::find(*list, id, &Customer::id);
        if (at != list->end())
            return &*at;
    }
    return nullptr;
}

QList<Subscription> CustomerBook::subscriptionsOf(const CustomerId &customer) const
{
    QList<Subscription> own;
    for (const Subscription &one : m_subscriptions) {
        if (one.customer.id == customer)
            own.append(one);
    }
    std::ranges::stable_sort(own, [](const Subscription &a, const Subscription &b) {
        const auto rank = [](const Subscription &one) { return one.status != SubscriptionStatus::Active; };
        return std::pair(rank(a), b.createdAt) < std::pair(rank(b), a.createdAt);
    });
    return own;
}
