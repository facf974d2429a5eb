// SPDX-License-Identifier: MIT
#include "dodo/client.h"

#include "dodo/pager.h"
#include "dodo/webhookpager.h"

using namespace Qt::StringLiterals;

namespace {

Call<Done> quiet(const Call<ApiAnswer> &raw)
{
    return decoded<Done>(raw, [](const ApiAnswer &) -> Result<Done> { return Done{}; });
}

template<typename T>
Call<QList<T>> paged(Client &client, typename Pager<T>::PageRequest request, typename Pager<T>::ReadItem read)
{
    return (new Pager<T>(client.transport(), std::move(request), std::move(read), Client::mostPages, &client))
        ->start();
}

template<typename T>
Call<ListPage<T>> onePage(Client &client, const ApiRequest &request, typename Pager<T>::ReadItem read)
{
    return decodedObject<ListPage<T>>(client.transport().send(request), [read](const QJsonObject &json) {
        JsonReader in(json);
        const QList<T> items = in.list<T>("items"_L1, read);
        return in.finish(ListPage<T>{items, items.size() >= listPageSize});
    });
}

// A codec that names no path of its own, told where its object stands.
template<typename T>
auto at(Result<T> (*read)(const QJsonObject &))
{
    return [read](const QJsonObject &json, const QString &path) -> Result<T> {
        const Result<T> value = read(json);
        if (value)
            return value;
        Error error = value.error();
        error.field.prepend(path + u'.');
        error.message.prepend(path + u'.');
        return error;
    };
}

template<typename T>
auto alone(Result<T> (*read)(const QJsonObject &, const QString &))
{
    return [read](const QJsonObject &json) { return read(json, {}); };
}

Result<int> ingestedCount(const QJsonObject &json)
{
    JsonReader in(json);
    const auto count = int(in.integer("ingested_count"_L1, 0, std::numeric_limits<int>::max()));
    return in.finish(count);
}

} // namespace

Client::Client(Transport &transport, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
{
}

Call<Meter> Client::createMeter(const NewMeter &meter)
{
    return decodedObject<Meter>(m_transport.send(requests::createMeter(meter)), meterFromJson);
}

Call<QList<Meter>> Client::meters(Listing listing)
{
    return paged<Meter>(
        *this, [listing](int page) { return requests::meters(listing, page); }, at(meterFromJson));
}

Call<ListPage<Meter>> Client::metersPage(Listing listing, int page)
{
    return onePage<Meter>(*this, requests::meters(listing, page), at(meterFromJson));
}

Call<Meter> Client::meter(const MeterId &id)
{
    return decodedObject<Meter>(m_transport.send(requests::meter(id)), meterFromJson);
}

Call<Done> Client::archiveMeter(const MeterId &id)
{
    return quiet(m_transport.send(requests::archiveMeter(id)));
}

Call<Done> Client::unarchiveMeter(const MeterId &id)
{
    return quiet(m_transport.send(requests::unarchiveMeter(id)));
}

Call<Product> Client::createProduct(const NewProduct &product)
{
    return decodedObject<Product>(m_transport.send(requests::createProduct(product)), productFromJson);
}

Call<QList<Product>> Client::products(Listing listing)
{
    return paged<Product>(
        *this, [listing](int page) { return requests::products(listing, page); }, productFromListJson);
}

Call<ListPage<Product>> Client::productsPage(Listing listing, int page)
{
    return onePage<Product>(*this, requests::products(listing, page), productFromListJson);
}

Call<Product> Client::product(const ProductId &id)
{
    return decodedObject<Product>(m_transport.send(requests::product(id)), productFromJson);
}

Call<Done> Client::patchProduct(const ProductId &id, const ProductPatch &patch)
{
    return quiet(m_transport.send(requests::patchProduct(id, patch)));
}

Call<Done> Client::archiveProduct(const ProductId &id)
{
    return quiet(m_transport.send(requests::archiveProduct(id)));
}

Call<Done> Client::unarchiveProduct(const ProductId &id)
{
    return quiet(m_transport.send(requests::unarchiveProduct(id)));
}

Call<Customer> Client::createCustomer(const NewCustomer &customer)
{
    return decodedObject<Customer>(
        m_transport.send(requests::createCustomer(customer)), alone(customerFromJson));
}

Call<QList<Customer>> Client::customers(const QString &email)
{
    return paged<Customer>(
        *this, [email](int page) { return requests::customers(email, page); }, customerFromJson);
}

Call<ListPage<Customer>> Client::customersPage(const QString &email, int page)
{
    return onePage<Customer>(*this, requests::customers(email, page), customerFromJson);
}

Call<Customer> Client::customer(const CustomerId &id)
{
    return decodedObject<Customer>(m_transport.send(requests::customer(id)), alone(customerFromJson));
}

Call<Customer> Client::patchCustomer(const CustomerId &id, const CustomerPatch &patch)
{
    return decodedObject<Customer>(
        m_transport.send(requests::patchCustomer(id, patch)), alone(customerFromJson));
}

Call<CreatedCheckout> Client::createCheckout(const NewCheckout &checkout)
{
    return decodedObject<CreatedCheckout>(
        m_transport.send(requests::createCheckout(checkout)), createdCheckoutFromJson);
}

Call<CheckoutStatus> Client::checkout(const CheckoutId &id)
{
    return decodedObject<CheckoutStatus>(m_transport.send(requests::checkout(id)), checkoutStatusFromJson);
}

Call<QList<Subscription>> Client::subscriptions(const SubscriptionFilter &filter)
{
    return paged<Subscription>(
        *this, [filter](int page) { return requests::subscriptions(filter, page); }, subscriptionFromJson);
}

Call<ListPage<Subscription>> Client::subscriptionsPage(const SubscriptionFilter &filter, int page)
{
    return onePage<Subscription>(*this, requests::subscriptions(filter, page), subscriptionFromJson);
}

Call<Subscription> Client::subscription(const SubscriptionId &id)
{
    return decodedObject<Subscription>(
        m_transport.send(requests::subscription(id)), alone(subscriptionFromJson));
}

Call<QList<UsagePeriod>> Client::usageHistory(const SubscriptionId &id, const UsageFilter &filter)
{
    return paged<UsagePeriod>(
        *this, [id, filter](int page) { return requests::usageHistory(id, filter, page); },
        usagePeriodFromJson);
}

Call<int> Client::ingest(const QList<Event> &events)
{
    QList<QByteArray> texts;
    QList<QByteArray> ids;
    for (const Event &event : events) {
        texts.append(toText(event));
        ids.append(event.id.text);
    }
    return ingest(texts, ids);
}

Call<int> Client::ingest(const QList<QByteArray> &eventJsonTexts, const QList<QByteArray> &ids)
{
    return decodedObject<int>(m_transport.send(requests::ingest(eventJsonTexts, ids)), ingestedCount);
}

Call<IngestTry> Client::ingestOnce(const QList<QByteArray> &eventJsonTexts, const QList<QByteArray> &ids)
{
    const CallSource<IngestTry> source;
    const Call<SingleTry> raw = m_transport.sendOnce(requests::ingest(eventJsonTexts, ids));
    source.onCancel([raw] { raw.cancel(); });
    raw.future().then([source](const Result<SingleTry> &tried) {
        if (!tried)
            return source.finish(tried.error());
        const Result<int> counted = readAs<int>(tried->answer, ingestedCount);
        source.finish(IngestTry{.counted = counted, .wait = tried->wait, .again = tried->again});
    });
    return source.call();
}

Call<QList<Event>> Client::events(const EventFilter &filter)
{
    return paged<Event>(
        *this, [filter](int page) { return requests::events(filter, page); }, eventFromJson);
}

Call<ListPage<Event>> Client::eventsPage(const EventFilter &filter, int page)
{
    return onePage<Event>(*this, requests::events(filter, page), eventFromJson);
}

Call<Event> Client::event(const EventId &id)
{
    return decodedObject<Event>(m_transport.send(requests::event(id)), alone(eventFromJson));
}

Call<Webhook> Client::createWebhook(const NewWebhook &webhook)
{
    return decodedObject<Webhook>(m_transport.send(requests::createWebhook(webhook)), alone(webhookFromJson));
}

Call<QList<Webhook>> Client::webhooks()
{
    return (new WebhookPager(m_transport, mostPages, this))->start();
}

Call<QByteArray> Client::webhookSecret(const WebhookId &id)
{
    return decodedObject<QByteArray>(
        m_transport.send(requests::webhookSecret(id)), [](const QJsonObject &json) {
            JsonReader in(json);
            const QByteArray secret = in.string("secret"_L1).toUtf8();
            return in.finish(secret);
        });
}

Call<Done> Client::deleteWebhook(const WebhookId &id)
{
    return quiet(m_transport.send(requests::deleteWebhook(id)));
}
