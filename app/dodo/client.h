// SPDX-License-Identifier: MIT
#pragma once

#include "billing/usage.h"
#include "dodo/done.h"
#include "dodo/listpage.h"
#include "dodo/transport.h"
#include "dodo/webhook.h"

// One sending of a batch, for a caller that repeats by rules of its own.
struct IngestTry {
    Result<int> counted; // ingested_count, which may be lower than sent without being a failure (5.1.3)
    std::optional<milliseconds> wait = {}; // Retry-After, however long
    std::optional<bool> again = {}; // x-should-retry, which wins over every rule (1.4)
};

// The billing service, typed (dodo-api.md 2.2 to 2.7, 2.10). Lists are read whole, page by page, up to
// `mostPages`, or one page at a time, counted from 0.
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
    Call<ListPage<Meter>> metersPage(Listing listing, int page);
    Call<Meter> meter(const MeterId &id);
    Call<Done> archiveMeter(const MeterId &id);
    Call<Done> unarchiveMeter(const MeterId &id);

    Call<Product> createProduct(const NewProduct &product);
    Call<QList<Product>> products(Listing listing = Listing::Current);
    Call<ListPage<Product>> productsPage(Listing listing, int page);
    Call<Product> product(const ProductId &id);
    Call<Done> patchProduct(const ProductId &id, const ProductPatch &patch);
    Call<Done> archiveProduct(const ProductId &id);
    Call<Done> unarchiveProduct(const ProductId &id);

    Call<Customer> createCustomer(const NewCustomer &customer);
    Call<QList<Customer>> customers(const QString &email = {});
    Call<ListPage<Customer>> customersPage(const QString &email, int page);
    Call<Customer> customer(const CustomerId &id);
    Call<Customer> patchCustomer(const CustomerId &id, const CustomerPatch &patch);

    Call<CreatedCheckout> createCheckout(const NewCheckout &checkout);
    Call<CheckoutStatus> checkout(const CheckoutId &id);

    Call<QList<Subscription>> subscriptions(const SubscriptionFilter &filter = {});
    Call<ListPage<Subscription>> subscriptionsPage(const SubscriptionFilter &filter, int page);
    Call<Subscription> subscription(const SubscriptionId &id);
    Call<QList<UsagePeriod>> usageHistory(const SubscriptionId &id, const UsageFilter &filter = {});

    // 1 to 1000 events; gives ingested_count, which may be lower than sent without being a failure (5.1.3).
    Call<int> ingest(const QList<Event> &events);
    // The same from stored JSON texts, one event each, in the same order as their ids.
    Call<int> ingest(const QList<QByteArray> &eventJsonTexts, const QList<QByteArray> &ids);
    // Without repeats. The call itself fails only when nothing was sent at all or it was cancelled.
    Call<IngestTry> ingestOnce(const QList<QByteArray> &eventJsonTexts, const QList<QByteArray> &ids);
    Call<QList<Event>> events(const EventFilter &filter = {});
    Call<ListPage<Event>> eventsPage(const EventFilter &filter, int page);
    Call<Event> event(const EventId &id);

    Call<Webhook> createWebhook(const NewWebhook &webhook);
    Call<QList<Webhook>> webhooks();
    Call<QByteArray> webhookSecret(const WebhookId &id); // whsec_…; in no record of the call
    Call<Done> deleteWebhook(const WebhookId &id);

private:
    Transport &m_transport;
};
