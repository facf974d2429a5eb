// SPDX-License-Identifier: MIT
#pragma once

#include "billing/checkout.h"
#include "billing/event.h"
#include "billing/meter.h"
#include "billing/product.h"
#include "billing/subscription.h"
#include "dodo/webhook.h"

#include <QByteArrayList>

// One call as a value: nothing is sent by making it, and a test can compare it.
struct ApiRequest {
    // Whether sending it twice has the effect of sending it once. Creating calls do not.
    enum class Repeat { Safe, Unsafe };
    enum class Expect { Object, Nothing }; // what a success carries

    QByteArray method = "GET";
    QByteArrayList segments = {}; // of the path, not encoded: "events", "gen:abc/1"
    QList<std::pair<QByteArray, QByteArray>> query = {}; // in order, not encoded
    std::optional<QByteArray> body = {}; // JSON text
    Repeat repeat = Repeat::Safe;
    Expect expect = Expect::Object;
    QList<QByteArray> events = {}; // ids of the events in the body, for the log
    bool holdsSecret = false; // the answer is one: the record leaves it out

    friend bool operator==(const ApiRequest &, const ApiRequest &) = default;
};

// "/events/gen:abc%2F1?page_size=100": encoded segment by segment (dodo-api.md 1.3).
QByteArray targetOf(const ApiRequest &request);

enum class Listing { Current, Archived };

constexpr int listPageSize = 100; // the most the service takes (1.5)

struct SubscriptionFilter {
    std::optional<CustomerId> customer = {};
    std::optional<ProductId> product = {};
    std::optional<SubscriptionStatus> status = {};

    friend bool operator==(const SubscriptionFilter &, const SubscriptionFilter &) = default;
};

struct EventFilter {
    std::optional<CustomerId> customer = {};
    std::optional<QByteArray> eventName = {};
    std::optional<MeterId> meter = {};
    std::optional<TimePoint> start = {}; // from, inclusive (5.1.18)
    std::optional<TimePoint> end = {}; // up to, exclusive

    friend bool operator==(const EventFilter &, const EventFilter &) = default;
};

struct UsageFilter {
    std::optional<TimePoint> start = {}; // both inclusive (2.7)
    std::optional<TimePoint> end = {};
    std::optional<MeterId> meter = {};

    friend bool operator==(const UsageFilter &, const UsageFilter &) = default;
};

// One function an endpoint (dodo-api.md 2.2 to 2.7, 2.10). Lists take a zero-based page.
namespace requests {

ApiRequest createMeter(const NewMeter &meter);
ApiRequest meters(Listing listing, int page);
ApiRequest meter(const MeterId &id);
ApiRequest archiveMeter(const MeterId &id);
ApiRequest unarchiveMeter(const MeterId &id);

ApiRequest createProduct(const NewProduct &product);
ApiRequest products(Listing listing, int page);
ApiRequest product(const ProductId &id);
ApiRequest patchProduct(const ProductId &id, const ProductPatch &patch);
ApiRequest archiveProduct(const ProductId &id);
ApiRequest unarchiveProduct(const ProductId &id);

ApiRequest createCustomer(const NewCustomer &customer);
ApiRequest customers(const QString &email, int page); // every customer when the e-mail is empty
ApiRequest customer(const CustomerId &id);
ApiRequest patchCustomer(const CustomerId &id, const CustomerPatch &patch);

ApiRequest createCheckout(const NewCheckout &checkout);
ApiRequest checkout(const CheckoutId &id);

ApiRequest subscriptions(const SubscriptionFilter &filter, int page);
ApiRequest subscription(const SubscriptionId &id);
ApiRequest usageHistory(const SubscriptionId &id, const UsageFilter &filter, int page);

// The texts are joined as they stand, never parsed again. The ids are for the log.
ApiRequest ingest(const QList<QByteArray> &eventJsonTexts, const QList<QByteArray> &ids);
ApiRequest events(const EventFilter &filter, int page);
ApiRequest event(const EventId &id);

ApiRequest createWebhook(const NewWebhook &webhook);
ApiRequest webhooks(const QByteArray &iterator); // empty: the first page
ApiRequest webhookSecret(const WebhookId &id);
ApiRequest deleteWebhook(const WebhookId &id);

} // namespace requests
