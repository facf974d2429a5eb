// SPDX-License-Identifier: MIT
#include "sandbox/subscriptioncharge.h"

#include "billing/subscription.h"
#include "sandbox/endpoint.h"
#include "sandbox/objectlist.h"
#include "sandbox/purchase.h"
#include "sandbox/usage.h"
#include "sandbox/webhookevent.h"

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> textIn(const QJsonObject &json, QLatin1StringView key)
{
    const QJsonValue value = json[key];
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

AddressLines addressIn(const QJsonObject &stored)
{
    const QJsonObject billing = stored["billing"_L1].toObject();
    return {.city = textIn(billing, "city"_L1),
        .state = textIn(billing, "state"_L1),
        .street = textIn(billing, "street"_L1),
        .zipcode = textIn(billing, "zipcode"_L1)};
}

Customer customerOf(const Reading &read, const Subscription &subscription)
{
    const auto row = read.find(Kind::Customer, subscription.customer.id.text);
    const auto known = row ? customerFromJson(row->object()) : Result(subscription.customer);
    return known.valueOr(subscription.customer);
}

} // namespace

std::optional<Error> cardRefusal(const QJsonObject &stored, qint64 amount)
{
    if (amount <= 0 || stored[ownKey]["card_last_four"_L1].toString() != failsLaterLastFour)
        return std::nullopt;
    return Error{.message = sentenceOf(CardOutcome::Declined), .code = u"CARD_DECLINED"_s};
}

PaymentId makePayment(Writing &out, World &world, const QJsonObject &stored, const SubscriptionCharge &charge,
    const std::optional<Error> &refused)
{
    const Subscription subscription = subscriptionFromJson(stored).valueOr(Subscription{});
    PaymentFacts facts{.id = {world.ids.next(Prefix::Payment)},
        .customer = customerOf(out, subscription),
        .country = subscription.country,
        .createdAt = charge.at,
        .status = refused ? "failed" : "succeeded",
        .currency = subscription.currency,
        .amount = charge.amount,
        .checkout = {},
        .subscriptions = {subscription.id},
        .cardLastFour = stored[ownKey]["card_last_four"_L1].toString(u"4242"_s).toLatin1(),
        .metadata = charge.metadata.value_or(subscription.metadata),
        .lines = charge.lines,
        .products = {subscription.product},
        .address = addressIn(stored),
        .period = charge.period,
        .methodId = stored["payment_method_id"_L1].toString().toLatin1()};
    if (refused) {
        facts.errorCode = refused->code.toLatin1();
        facts.errorMessage = refused->message;
    }
    QJsonObject json = paymentJson(facts, world);
    json.insert("retry_attempt"_L1, charge.retry);
    out.insert(Kind::Payment, json);
    const QString type = refused ? u"payment.failed"_s : u"payment.succeeded"_s;
    announce(out, world, type, charge.at, paymentData(shownPayment(json, world)));
    return facts.id;
}

void announceSubscription(
    Writing &out, World &world, const QJsonObject &stored, QLatin1StringView what, TimePoint at)
{
    announce(out, world, "subscription."_L1 + what, at, subscriptionData(shownSubscription(out, stored)));
}
