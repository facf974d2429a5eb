// SPDX-License-Identifier: MIT
#include "dodo/request.h"

#include "support/strictjson.h"

namespace {

using Repeat = ApiRequest::Repeat;
using Expect = ApiRequest::Expect;
using Pairs = QList<std::pair<QByteArray, QByteArray>>;

// What stays raw in a path segment beside letters, digits and - . _ ~ (dodo-api.md 1.3).
constexpr char rawInSegment[] = ":@$&'()*+,;=!";

ApiRequest get(QByteArrayList segments, Pairs query = {})
{
    return {.segments = std::move(segments), .query = std::move(query)};
}

ApiRequest create(const QByteArray &collection, const QJsonObject &json)
{
    return {.method = "POST", .segments = {collection}, .body = compact(json), .repeat = Repeat::Unsafe};
}

// Archiving and its undoing: no body either way, and twice has the effect of once.
ApiRequest quiet(const QByteArray &method, QByteArrayList segments)
{
    return {.method = method, .segments = std::move(segments), .expect = Expect::Nothing};
}

ApiRequest patch(const QByteArray &collection, const QByteArray &id, const QJsonObject &json, Expect expect)
{
    return {.method = "PATCH", .segments = {collection, id}, .body = compact(json), .expect = expect};
}

Pairs paged(int page, Pairs query)
{
    query.emplaceBack("page_number", QByteArray::number(page));
    query.emplaceBack("page_size", QByteArray::number(listPageSize));
    return query;
}

Pairs archivedPaged(Listing listing, int page)
{
    return paged(page, listing == Listing::Archived ? Pairs{{"archived", "true"}} : Pairs{});
}

template<typename T>
void addId(Pairs &query, const char *name, const std::optional<T> &id)
{
    if (id)
        query.emplaceBack(name, id->text);
}

void addTime(Pairs &query, const char *name, const std::optional<TimePoint> &at)
{
    if (at)
        query.emplaceBack(name, toIso(*at));
}

} // namespace

QByteArray targetOf(const ApiRequest &request)
{
    QByteArray out;
    for (const QByteArray &segment : request.segments)
        out += '/' + segment.toPercentEncoding(rawInSegment);
    char separator = '?';
    for (const auto &[name, value] : request.query) {
        out += separator + name.toPercentEncoding() + '=' + value.toPercentEncoding();
        separator = '&';
    }
    return out;
}

namespace requests {

ApiRequest createMeter(const NewMeter &meter)
{
    return create("meters", toJson(meter));
}

ApiRequest meters(Listing listing, int page)
{
    return get({"meters"}, archivedPaged(listing, page));
}

ApiRequest meter(const MeterId &id)
{
    return get({"meters", id.text});
}

ApiRequest archiveMeter(const MeterId &id)
{
    return quiet("DELETE", {"meters", id.text});
}

ApiRequest unarchiveMeter(const MeterId &id)
{
    return quiet("POST", {"meters", id.text, "unarchive"});
}

ApiRequest createProduct(const NewProduct &product)
{
    return create("products", toJson(product));
}

ApiRequest products(Listing listing, int page)
{
    return get({"products"}, archivedPaged(listing, page));
}

ApiRequest product(const ProductId &id)
{
    return get({"products", id.text});
}

ApiRequest patchProduct(const ProductId &id, const ProductPatch &changes)
{
    return patch("products", id.text, toJson(changes), Expect::Nothing);
}

ApiRequest archiveProduct(const ProductId &id)
{
    return quiet("DELETE", {"products", id.text});
}

ApiRequest unarchiveProduct(const ProductId &id)
{
    return quiet("POST", {"products", id.text, "unarchive"});
}

ApiRequest createCustomer(const NewCustomer &customer)
{
    return create("customers", toJson(customer));
}

ApiRequest customers(const QString &email, int page)
{
    return get({"customers"}, paged(page, email.isEmpty() ? Pairs{} : Pairs{{"email", email.toUtf8()}}));
}

ApiRequest customer(const CustomerId &id)
{
    return get({"customers", id.text});
}

ApiRequest patchCustomer(const CustomerId &id, const CustomerPatch &changes)
{
    return patch("customers", id.text, toJson(changes), Expect::Object);
}

ApiRequest createCheckout(const NewCheckout &checkout)
{
    return create("checkouts", toJson(checkout));
}

ApiRequest checkout(const CheckoutId &id)
{
    return get({"checkouts", id.text});
}

ApiRequest subscriptions(const SubscriptionFilter &filter, int page)
{
    Pairs query;
    addId(query, "customer_id", filter.customer);
    addId(query, "product_id", filter.product);
    if (filter.status)
        query.emplaceBack("status", QByteArray(wireName(*filter.status).data()));
    return get({"subscriptions"}, paged(page, query));
}

ApiRequest subscription(const SubscriptionId &id)
{
    return get({"subscriptions", id.text});
}

ApiRequest usageHistory(const SubscriptionId &id, const UsageFilter &filter, int page)
{
    Pairs query;
    addTime(query, "start_date", filter.start);
    addTime(query, "end_date", filter.end);
    addId(query, "meter_id", filter.meter);
    return get({"subscriptions", id.text, "usage-history"}, paged(page, query));
}

ApiRequest ingest(const QList<QByteArray> &eventJsonTexts, const QList<QByteArray> &ids)
{
    return {.method = "POST",
        .segments = {"events", "ingest"},
        .body = "{\"events\":[" + eventJsonTexts.join(',') + "]}",
        .events = ids}; // safe to repeat: the service knows the ids
}

ApiRequest events(const EventFilter &filter, int page)
{
    Pairs query;
    addId(query, "customer_id", filter.customer);
    if (filter.eventName)
        query.emplaceBack("event_name", *filter.eventName);
    addId(query, "meter_id", filter.meter);
    addTime(query, "start", filter.start);
    addTime(query, "end", filter.end);
    return get({"events"}, paged(page, query));
}

ApiRequest event(const EventId &id)
{
    return get({"events", id.text});
}

ApiRequest createWebhook(const NewWebhook &webhook)
{
    ApiRequest request = create("webhooks", toJson(webhook));
    if (!webhook.idempotencyKey.isEmpty())
        request.repeat = Repeat::Safe;
    return request;
}

ApiRequest webhooks(const QByteArray &iterator)
{
    Pairs query{{"limit", QByteArray::number(listPageSize)}};
    if (!iterator.isEmpty())
        query.emplaceBack("iterator", iterator);
    return get({"webhooks"}, query);
}

ApiRequest webhookSecret(const WebhookId &id)
{
    ApiRequest request = get({"webhooks", id.text, "secret"});
    request.holdsSecret = true;
    return request;
}

ApiRequest deleteWebhook(const WebhookId &id)
{
    return quiet("DELETE", {"webhooks", id.text});
}

} // namespace requests
