// SPDX-License-Identifier: MIT
#include "billing/subscription.h"

#include "sandbox/objectlist.h"
#include "sandbox/usage.h"

using namespace Qt::StringLiterals;

// dodo-api.md 2.7
namespace {

struct SubscriptionFilter {
    std::optional<QByteArray> product;
    std::optional<QByteArray> brand;
    std::optional<QByteArray> status;
    std::optional<bool> cancelling;
    CreatedRange created;

    bool keeps(const Row &row) const
    {
        const QJsonObject json = row.object();
        const auto is = [&](QLatin1StringView key, const std::optional<QByteArray> &wanted) {
            return !wanted || json.value(key).toString().toUtf8() == *wanted;
        };
        return is("product_id"_L1, product) && is("brand_id"_L1, brand) && is("status"_L1, status)
            && created.holds(row.createdAt)
            && (!cancelling || json.value("cancel_at_next_billing_date"_L1).toBool() == *cancelling);
    }
};

Result<SubscriptionFilter> filterOf(const Request &request)
{
    const auto cancelling = queryBool(request, "cancel_at_next_billing_date");
    if (!cancelling)
        return cancelling.error();
    const auto created = createdRange(request);
    if (!created)
        return created.error();
    const auto status = queryText(request, "status");
    if (status && !subscriptionStatusFromWire(QString::fromUtf8(*status)))
        return invalidQuery(
            u"“%1” is not a subscription status."_s.arg(QString::fromUtf8(*status)), u"status"_s);
    return SubscriptionFilter{
        queryText(request, "product_id"), queryText(request, "brand_id"), status, *cancelling, *created};
}

QJsonArray listItems(const Reading &read, const QList<Row> &rows, TimePoint now)
{
    QJsonArray items;
    for (const Row &row : rows) {
        const Result<Subscription> stored = subscriptionFromJson(row.object());
        if (!stored)
            continue;
        Subscription subscription = presented(read, *stored, now);
        if (const std::optional<Row> product = read.find(Kind::Product, subscription.product.text))
            subscription.productName = product->object().value("name"_L1).toString();
        items.append(toListJson(subscription));
    }
    return items;
}

Answer listSubscriptions(const Request &request, World &world)
{
    const auto page = pageOf(request);
    if (!page)
        return answerError(page.error());
    const auto filter = filterOf(request);
    if (!filter)
        return answerError(filter.error());
    return reading(world, [&](const Reading &read) {
        const ObjectQuery query{.kind = Kind::Subscription, .parent = queryText(request, "customer_id")};
        const auto keep = [&](const Row &row) { return filter->keeps(row); };
        return answerItems(listItems(read, pageOfRows(read, query, *page, keep), world.clock.now()));
    });
}

Answer retrieveSubscription(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Subscription, request.segment(1));
        if (!row)
            return answerError(notFound(u"subscription"_s, request.segment(1)));
        const Result<Subscription> subscription = subscriptionFromJson(row->object());
        if (!subscription)
            return answerError(subscription.error());
        return answerJson(toJson(presented(read, *subscription, world.clock.now())));
    });
}

} // namespace

std::span<const Route> subscriptionRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/subscriptions", Access::Token, listSubscriptions},
        {Method::Get, "/subscriptions/:", Access::Token, retrieveSubscription},
        {Method::Get, "/subscriptions/:/usage-history", Access::Token, usageHistory},
    };
    return table;
}
