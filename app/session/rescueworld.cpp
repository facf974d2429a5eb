// SPDX-License-Identifier: MIT
#include "session/rescueworld.h"

#include "support/strictjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// The one that is played was read whole; of others the list tells no meters, but their product does.
QList<Subscription> subscriptionsIn(const ServiceState &state)
{
    QList<Subscription> out;
    if (state.subscription)
        out.append(*state.subscription);
    for (Subscription other : state.subscriptions) {
        if (state.subscription && other.id == state.subscription->id)
            continue;
        const auto product = std::ranges::find_if(
            state.products, [&](const Product &candidate) { return candidate.id == other.product; });
        const auto *price
            = product == state.products.end() ? nullptr : std::get_if<UsagePrice>(&product->is.price);
        if (other.meters.isEmpty() && price)
            other.meters = price->meters;
        out.append(other);
    }
    return out;
}

// A subscription names its customer without business and time.
QList<Customer> customersOf(const QList<Subscription> &subscriptions, const QByteArray &business)
{
    QList<Customer> out;
    for (const Subscription &subscription : subscriptions) {
        Customer customer = subscription.customer;
        if (std::ranges::any_of(out, [&](const Customer &known) { return known.id == customer.id; }))
            continue;
        if (customer.businessId.isEmpty())
            customer.businessId = business;
        if (customer.createdAt == TimePoint{})
            customer.createdAt = subscription.createdAt;
        out.append(customer);
    }
    return out;
}

template<typename T>
QJsonArray listOf(const QList<T> &items)
{
    QJsonArray out;
    for (const T &item : items)
        out.append(toJson(item));
    return out;
}

// Archived objects take part as such: the sandbox would judge events by them again otherwise.
template<typename T>
void addArchived(QJsonArray &list, const QList<T> &items)
{
    for (const T &item : items) {
        QJsonObject json = toJson(item);
        json.insert("archived_spans"_L1,
            QJsonArray{QJsonArray{QString::fromLatin1(toIso(item.updatedAt)), QJsonValue::Null}});
        list.append(json);
    }
}

} // namespace

RescueWorld rescueWorldOf(const ServiceState &state, const QList<OutboxEntry> &known)
{
    const QList<Subscription> subscriptions = subscriptionsIn(state);
    const QByteArray business = state.meters.isEmpty() ? QByteArray() : state.meters.first().businessId;
    const QList<Customer> customers = customersOf(subscriptions, business);
    QJsonArray meters = listOf(state.meters);
    QJsonArray products = listOf(state.products);
    addArchived(meters, state.archivedMeters);
    addArchived(products, state.archivedProducts);

    QList<OutboxEntry> newest = known;
    std::ranges::sort(newest, {}, &OutboxEntry::eventAt);
    newest = newest.mid(qMax(qsizetype(0), newest.size() - RescueWorld::mostEvents));
    RescueWorld out;
    QJsonArray events;
    for (const OutboxEntry &entry : std::as_const(newest)) {
        const auto json = readObject(entry.json);
        if (!json)
            continue;
        const auto customer = CustomerId::of(json->value("customer_id"_L1).toString());
        if (std::ranges::any_of(customers, [&](const Customer &one) { return one.id == customer; }))
            events.append(*json);
    }
    out.events = int(events.size());
    out.json = {{"version"_L1, 1}, {"meters"_L1, meters}, {"products"_L1, products},
        {"customers"_L1, listOf(customers)}, {"subscriptions"_L1, listOf(subscriptions)},
        {"events"_L1, events}};
    return out;
}

Decimal unitsOf(const ServiceState &state)
{
    Decimal out;
    if (state.usage.isEmpty())
        return out;
    for (const MeterUsage &meter : state.usage.first().meters)
        out = Decimal::add(out, meter.consumedUnits).value_or(out);
    return out;
}
