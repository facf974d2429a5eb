// SPDX-License-Identifier: MIT
#include "sandbox/ondemand.h"

#include "billing/choices.h"
#include "billing/money.h"
#include "billing/subscription.h"
#include "sandbox/changeplan.h"
#include "sandbox/objectlist.h"
#include "sandbox/plan.h"
#include "sandbox/purchase.h"
#include "sandbox/renewal.h"
#include "sandbox/subscriptioncharge.h"
#include "sandbox/subscriptionpatch.h"
#include "sandbox/usage.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

struct ChargeOrder {
    qint64 amount = 0;
    std::optional<QByteArray> currency;
    std::optional<QString> description;
    std::optional<Metadata> metadata;
};

Result<ChargeOrder> orderFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    ChargeOrder out{.amount = in.integer("product_price"_L1, 0, choices::largestAmount),
        .currency = {},
        .description = in.optionalString("product_description"_L1),
        .metadata = {}};
    if (const auto currency = in.optionalString("product_currency"_L1)) {
        out.currency = currency->toUtf8();
        if (in.ok() && !currencies().contains(*out.currency))
            in.fail(codeError("UNSUPPORTED_CURRENCY", u"This is no currency that the service takes."_s, 422,
                u"product_currency"_s));
    }
    if (const auto metadata = in.optionalObject("metadata"_L1))
        out.metadata = in.take(metadataFromJson(*metadata, u"metadata"_s));
    return in.finish(out);
}

std::optional<Error> chargeRefusal(const QJsonObject &stored, const ChargeOrder &order)
{
    const auto subscription = subscriptionFromJson(stored);
    if (!subscription)
        return subscription.error();
    if (auto ended = endedRefusal(*subscription))
        return ended;
    if (!subscription->meters.isEmpty())
        return choices::refused(
            choices::chargeOfUsage, u"A usage based subscription cannot be charged on demand."_s);
    if (!stored["on_demand"_L1].toBool())
        return codeError("UNSUPPORTED_ACTION",
            u"This subscription was not bought to be charged on demand. It is billed at its renewals."_s);
    if (subscription->status != SubscriptionStatus::Active)
        return codeError("SUBSCRIPTION_INACTIVE", u"The subscription is not active."_s);
    if (order.currency && *order.currency != subscription->currency)
        return codeError(
            "UNSUPPORTED_CURRENCY", u"The subscription has another currency."_s, 422, u"product_currency"_s);
    return std::nullopt;
}

Result<QByteArray> lastFourFrom(const QJsonObject &json)
{
    JsonReader in(json);
    const QByteArray card = in.string("card"_L1).toLatin1();
    if (in.ok() && cardOutcome(card) != CardOutcome::Succeeds)
        in.fail(invalidBody(
            u"This card cannot be saved. 4242 4242 4242 4242 works, 4000 0000 0000 0341 only until its next charge."_s,
            u"card"_s));
    return in.finish(card.right(4));
}

// A refused renewal is tried again now; its period reaches up to this moment.
Result<void> renewAgain(Writing &out, World &world, QJsonObject stored, TimePoint now)
{
    if (stored["status"_L1].toString() != wireName(SubscriptionStatus::OnHold))
        return {};
    moveNextBilling(stored, now);
    QJsonObject own = stored[ownKey].toObject();
    own.insert("retries"_L1, true);
    stored.insert(ownKey, own);
    out.update(Kind::Subscription, stored);
    const auto renewed = renewDue(out, world, now);
    return renewed ? Result<void>() : Result<void>(renewed.error());
}

Result<void> takeCard(
    Writing &out, World &world, QJsonObject stored, const QByteArray &lastFour, TimePoint now)
{
    const auto subscription = subscriptionFromJson(stored);
    if (!subscription)
        return subscription.error();
    if (const auto ended = endedRefusal(*subscription))
        return *ended;
    QJsonObject own = stored[ownKey].toObject();
    own.insert("card_last_four"_L1, QString::fromLatin1(lastFour));
    stored.insert(ownKey, own);
    out.update(Kind::Subscription, stored);
    announceSubscription(out, world, stored, "update_payment_method"_L1, now);
    announceSubscription(out, world, stored, "updated"_L1, now);
    const bool planOwes = own["pending"_L1].isObject() || !own["owed"_L1].toArray().isEmpty();
    if (planOwes && subscription->nextBillingDate > now)
        return chargeOwed(out, world, stored, now);
    if (const auto renewed = renewAgain(out, world, stored, now); !renewed)
        return renewed;
    const auto row = out.find(Kind::Subscription, subscription->id.text);
    const bool goesOn = row && row->object()["status"_L1].toString() == wireName(SubscriptionStatus::Active);
    return goesOn ? chargeOwed(out, world, row->object(), now) : Result<void>(); // a change that waits
}

} // namespace

Answer chargeOnDemand(const Request &request, World &world)
{
    const auto order = bodyObject(request).andThen(orderFromJson);
    if (!order)
        return answerError(order.error());
    return changingSubscription(
        request, world, request.segment(1), [&](Writing &out, const QJsonObject &stored, TimePoint now) {
            if (const auto refused = chargeRefusal(stored, *order))
                return answerError(*refused);
            const auto declined = cardRefusal(stored, order->amount);
            const QString name = order->description.value_or(planIn(stored).name);
            const PaymentId payment = makePayment(out, world, stored,
                {.at = now,
                    .amount = order->amount,
                    .lines = {{name, order->amount}},
                    .metadata = order->metadata},
                declined);
            if (!declined) // a deduction like any other (2.10)
                announceSubscription(out, world, stored, "renewed"_L1, now);
            return answerJson({{"payment_id"_L1, payment.string()}});
        });
}

Answer takeOtherCard(const Request &request, World &world)
{
    const auto lastFour = bodyObject(request).andThen(lastFourFrom);
    if (!lastFour)
        return answerError(lastFour.error());
    const QByteArray &id = request.segment(2);
    const auto change = [&](Writing &out, const QJsonObject &stored, TimePoint now) {
        if (const auto done = takeCard(out, world, stored, *lastFour, now); !done)
            return answerError(done.error());
        return answerJson(shownSubscription(out, out.find(Kind::Subscription, id)->object()));
    };
    return changingSubscription(request, world, id, change);
}
