// SPDX-License-Identifier: MIT
#include "billing/subscription.h"

#include "sandbox/changeplan.h"
#include "sandbox/creditpass.h"
#include "sandbox/objectlist.h"
#include "sandbox/ondemand.h"
#include "sandbox/subscribe.h"
#include "sandbox/subscriptionpatch.h"
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

// SubListItem: the whole object without what only its own GET gives, and with the product's name.
QJsonObject listItem(const Reading &read, const Row &row)
{
    QJsonObject item = shownSubscription(read, row.object());
    for (const auto key : {"addons"_L1, "brand_id"_L1, "meters"_L1, "credit_entitlement_cart"_L1,
             "meter_credit_entitlement_cart"_L1, "expires_at"_L1, "cancellation_comment"_L1,
             "cancellation_feedback"_L1, "custom_field_responses"_L1})
        item.remove(key);
    const auto product = read.find(Kind::Product, item["product_id"_L1].toString().toUtf8());
    item.insert("product_name"_L1, product ? product->object()["name"_L1] : QJsonValue());
    return item;
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
        QJsonArray items;
        for (const Row &row : pageOfRows(read, query, *page, keep))
            items.append(listItem(read, row));
        return answerItems(items);
    });
}

Answer retrieveSubscription(const Request &request, World &world)
{
    if (const auto settled = settleCredits(world); !settled) // its carts show balances
        return answerError(settled.error());
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Subscription, request.segment(1));
        return row ? answerJson(shownSubscription(read, row->object()))
                   : answerError(notFound(u"subscription"_s, request.segment(1)));
    });
}

} // namespace

std::span<const Route> subscriptionRoutes()
{
    static constexpr Route table[]{
        {Method::Get, "/subscriptions", Access::Token, listSubscriptions},
        {Method::Post, "/subscriptions", Access::Token, createSubscription},
        {Method::Get, "/subscriptions/:", Access::Token, retrieveSubscription},
        {Method::Patch, "/subscriptions/:", Access::Token, patchSubscription},
        {Method::Get, "/subscriptions/:/usage-history", Access::Token, usageHistory},
        {Method::Post, "/subscriptions/:/change-plan", Access::Token, changePlan},
        {Method::Post, "/subscriptions/:/change-plan/preview", Access::Token, previewPlan},
        {Method::Delete, "/subscriptions/:/change-plan/scheduled", Access::Token, cancelScheduledPlan},
        {Method::Post, "/subscriptions/:/charge", Access::Token, chargeOnDemand},
        {Method::Post, "/_sandbox/subscriptions/:/card", Access::Token, takeOtherCard},
    };
    return table;
}
