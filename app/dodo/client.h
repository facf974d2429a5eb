// SPDX-License-Identifier: MIT
#pragma once

#include "billing/usage.h"
#include "dodo/done.h"
#include "dodo/transport.h"

// The billing service, typed (dodo-api.md 2.2 to 2.7). Lists are read whole, page by page, up to `mostPages`.
// An answer that lacks what the contract promises is Error::Kind::Protocol naming the member. A call whose
// client dies is finished as Cancelled.
class Client : public QObject {
    Q_OBJECT
public:
    static constexpr int mostPages = 50;

    explicit Client(Transport &transport, QObject *parent = nullptr);

    Transport &transport() const { return m_transport; }

    Call<Meter> createMeter(const NewMeter &meter);
    Call<QList<Meter>> meters(Listing listing = Listing::Current);
    Call<Meter> meter(const MeterId &id);
    Call<Done> archiveMeter(const MeterId &id);
    Call<Done> unarchiveMeter(const MeterId &id);

    Call<Product> createProduct(const NewProduct &product);
    Call<QList<Product>> products(Listing listing = Listing::Current);
    Call<Product> product(const ProductId &id);
    Call<Done> patchProduct(const ProductId &id, const ProductPatch &patch);
    Call<Done> archiveProduct(const ProductId &id);
    Call<Done> unarchiveProduct(const ProductId &id);

    Call<Customer> createCustomer(const NewCustomer &customer);
    Call<QList<Customer>> customers(const QString &email = {});
    Call<Customer> customer(const CustomerId &id);
    Call<Customer> patchCustomer(const CustomerId &id, const CustomerPatch &patch);

    Call<CreatedCheckout> createCheckout(const NewCheckout &checkout);
    Call<CheckoutStatus> checkout(const CheckoutId &id);

    Call<QList<Subscription>> subscriptions(const SubscriptionFilter &filter = {});
    Call<Subscription> subscription(const SubscriptionId &id);
    Call<QList<UsagePeriod>> usageHistory(const SubscriptionId &id, const UsageFilter &filter = {});

    // 1 to 1000 events; gives ingested_count, which may be lower than sent without being a failure (5.1.3).
    Call<int> ingest(const QList<Event> &events);
    // The same from stored JSON texts, one event each, in the same order as their ids.
    Call<int> ingest(const QList<QByteArray> &eventJsonTexts, const QList<QByteArray> &ids);
    Call<QList<Event>> events(const EventFilter &filter = {});
    Call<Event> event(const EventId &id);

private:
    Transport &m_transport;
};
