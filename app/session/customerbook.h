// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

// The account's customers and what they subscribed to, read page by page when somebody looks. Lists are in
// the service's order. Another world empties it at once; answers of the old one reach nobody.
class CustomerBook : public QObject {
    Q_OBJECT
public:
    explicit CustomerBook(Session &session, QObject *parent = nullptr);

    void open(); // reads the first pages, unless that happened
    void reload(); // from the first page again; what is shown stays until it is there
    void readMore(); // one page more of customers
    // Asks the service for this address; empty: everybody again.
    void searchEmail(const QString &email);
    // Reads this customer's subscriptions, whatever the pages hold.
    void readSubscriptions(const CustomerId &customer);

    const QList<Customer> &customers() const { return m_found ? *m_found : m_customers; }
    const Customer *customer(const CustomerId &id) const;
    QList<Subscription> subscriptionsOf(
        const CustomerId &customer) const; // the newest first, active before all

    bool loaded() const { return m_loaded; }
    bool loading() const { return m_reading > 0; }
    bool more() const { return !m_found && m_more; } // the service holds more customers than were read
    const std::optional<Error> &problem() const { return m_problem; } // of the last reading

Q_SIGNALS:
    void changed();

private:
    void forget();
    void readPage(int page, bool anew);
    void readSubscriptionPage(int page);
    void merge(const QList<Subscription> &read);
    void failed(const Error &error);

    Session &m_session;
    int m_world = 0; // counts worlds: an answer of an older one is dropped
    int m_search = 0; // likewise
    QList<Customer> m_customers;
    QList<Subscription> m_subscriptions;
    std::optional<QList<Customer>> m_found; // what a search found
    std::optional<Error> m_problem;
    int m_nextPage = 0;
    int m_reading = 0;
    bool m_more = false;
    bool m_loaded = false;
};
