// SPDX-License-Identifier: MIT
#include "sandbox/subscribe.h"

#include "sandbox/checkouts.h"
#include "sandbox/objectlist.h"
#include "sandbox/purchase.h"
#include "sandbox/usage.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

// The same as a checkout of one product; its own names for some members.
Result<NewCheckout> checkoutOf(const QJsonObject &json)
{
    JsonReader in(json);
    QJsonObject item{{"product_id"_L1, in.string("product_id"_L1)},
        {"quantity"_L1, in.integer("quantity"_L1, 1, std::numeric_limits<qint32>::max())}};
    QJsonObject checkout{
        {"customer"_L1, in.object("customer"_L1)}, {"billing_address"_L1, in.object("billing"_L1)}};
    if (!in.ok())
        return in.finish(NewCheckout{});
    for (const auto key : {"metadata"_L1, "return_url"_L1, "tax_id"_L1, "customer_business_name"_L1,
             "discount_codes"_L1, "billing_currency"_L1}) {
        if (json.contains(key))
            checkout.insert(key, json[key]);
    }
    if (json.contains("addons"_L1))
        item.insert("addons"_L1, json["addons"_L1]);
    QJsonObject data;
    for (const auto key : {"trial_period_days"_L1, "on_demand"_L1}) {
        if (json.contains(key))
            data.insert(key, json[key]);
    }
    checkout.insert("product_cart"_L1, QJsonArray{item});
    checkout.insert("subscription_data"_L1, data);
    return newCheckoutFromJson(checkout);
}

QJsonObject answerOf(
    const Reading &read, const World &world, const CheckoutSession &session, const QJsonObject &subscription)
{
    const QJsonObject shown = shownSubscription(read, subscription);
    return {{"subscription_id"_L1, shown["subscription_id"_L1]},
        {"payment_id"_L1, session.prepared.value_or(PaymentId{}).string()},
        {"customer"_L1, shown["customer"_L1]}, {"metadata"_L1, shown["metadata"_L1]},
        {"addons"_L1, shown["addons"_L1]},
        {"recurring_pre_tax_amount"_L1, shown["recurring_pre_tax_amount"_L1]},
        {"trial_amount"_L1, shown["trial_amount"_L1]}, {"payment_method_required"_L1, true},
        {"payment_link"_L1, world.baseUrl + "/session/"_L1 + session.status.id.string()},
        {"expires_on"_L1, QString::fromLatin1(toIso(session.end()))}, {"client_secret"_L1, QJsonValue::Null},
        {"discount_id"_L1, QJsonValue::Null}, {"discount_ids"_L1, QJsonValue::Null},
        {"one_time_product_cart"_L1, QJsonValue::Null}};
}

Result<QJsonObject> subscribeTo(Writing &out, World &world, const NewCheckout &asked)
{
    const auto session = makeSession(out, world, asked).andThen([&](const CheckoutSession &made) {
        return prepare(out, world, made);
    });
    if (!session)
        return session.error();
    const auto subscription = prepareSubscription(out, world, *session);
    if (!subscription)
        return subscription.error();
    return answerOf(out, world, *session, *subscription);
}

} // namespace

Answer createSubscription(const Request &request, World &world)
{
    const auto asked = bodyObject(request).andThen(checkoutOf);
    if (!asked)
        return answerError(asked.error());
    return writing(request, world, [&](Writing &out) {
        const auto made = subscribeTo(out, world, *asked);
        return made ? answerJson(*made) : answerError(made.error());
    });
}
