// SPDX-License-Identifier: MIT
#include "sandbox/webhookevent.h"

#include "billing/subscription.h"
#include "sandbox/objectlist.h"
#include "sandbox/payments.h"
#include "sandbox/usage.h"
#include "support/strictjson.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array types{
    "payment.succeeded"_L1,
    "payment.failed"_L1,
    "payment.processing"_L1,
    "payment.cancelled"_L1,
    "refund.succeeded"_L1,
    "refund.failed"_L1,
    "dispute.opened"_L1,
    "dispute.expired"_L1,
    "dispute.accepted"_L1,
    "dispute.cancelled"_L1,
    "dispute.challenged"_L1,
    "dispute.won"_L1,
    "dispute.lost"_L1,
    "subscription.active"_L1,
    "subscription.renewed"_L1,
    "subscription.on_hold"_L1,
    "subscription.paused"_L1,
    "subscription.unpaused"_L1,
    "subscription.cancelled"_L1,
    "subscription.failed"_L1,
    "subscription.expired"_L1,
    "subscription.plan_changed"_L1,
    "subscription.updated"_L1,
    "subscription.update_payment_method"_L1,
    "subscription.past_due"_L1,
    "license_key.created"_L1,
    "payout.created"_L1,
    "payout.on_hold"_L1,
    "payout.in_progress"_L1,
    "payout.failed"_L1,
    "payout.success"_L1,
    "credit.added"_L1,
    "credit.deducted"_L1,
    "credit.expired"_L1,
    "credit.rolled_over"_L1,
    "credit.rollover_forfeited"_L1,
    "credit.overage_charged"_L1,
    "credit.overage_reset"_L1,
    "credit.manual_adjustment"_L1,
    "credit.balance_low"_L1,
    "abandoned_checkout.detected"_L1,
    "abandoned_checkout.recovered"_L1,
    "dunning.started"_L1,
    "dunning.recovered"_L1,
    "entitlement_grant.created"_L1,
    "entitlement_grant.delivered"_L1,
    "entitlement_grant.failed"_L1,
    "entitlement_grant.revoked"_L1,
};
static_assert(types.size() == 48); // dodo-api.md 2.10

QJsonObject withType(QJsonObject object, QLatin1StringView type)
{
    object.insert("payload_type"_L1, type);
    return object;
}

Error missing(const QString &sentence)
{
    return codeError("INVALID_REQUEST_PARAMETERS", sentence, 422);
}

std::optional<Row> wantedSubscription(const Reading &read, const std::optional<QByteArray> &id)
{
    if (id)
        return read.find(Kind::Subscription, *id);
    const auto newest = read.list({.kind = Kind::Subscription, .limit = 1});
    return newest.isEmpty() ? std::nullopt : std::optional(newest.first());
}

Result<QJsonObject> testSubscription(
    const Reading &read, const QString &state, const std::optional<QByteArray> &id)
{
    const auto row = wantedSubscription(read, id);
    if (!row)
        return id ? notFound(u"subscription"_s, *id)
                  : missing(u"There is no subscription yet. Buy a product first."_s);
    QJsonObject json = shownSubscription(read, row->object());
    if (subscriptionStatusFromWire(state)) // on_hold, cancelled, …; renewed and updated are no states
        json.insert("status"_L1, state);
    return subscriptionData(json);
}

Result<QJsonObject> testPayment(const Reading &read, const World &world, const QString &state,
    const std::optional<QByteArray> &subscription)
{
    if (subscription && !read.find(Kind::Subscription, *subscription))
        return notFound(u"subscription"_s, *subscription);
    const auto rows = read.list({.kind = Kind::Payment, .parent = subscription});
    if (rows.isEmpty())
        return missing(u"There is no payment yet. Buy a product first."_s);
    const auto isIt = [&](const Row &row) { return row.object()["status"_L1].toString() == state; };
    const auto same = std::ranges::find_if(rows, isIt);
    QJsonObject json = shownPayment((same == rows.end() ? rows.first() : *same).object(), world);
    json.insert("status"_L1, state);
    return paymentData(json);
}

} // namespace

std::span<const QLatin1StringView> webhookEventTypes()
{
    return types;
}

bool isWebhookEventType(QStringView name)
{
    return std::ranges::any_of(types, [&](QLatin1StringView type) { return name == type; });
}

QByteArray webhookBody(
    const QByteArray &businessId, const QString &type, TimePoint at, const QJsonObject &data)
{
    return compact({{"business_id"_L1, QString::fromUtf8(businessId)}, {"type"_L1, type},
        {"timestamp"_L1, QString::fromLatin1(toIso(at))}, {"data"_L1, data}});
}

QJsonObject paymentData(const QJsonObject &payment)
{
    return withType(payment, "Payment"_L1);
}

QJsonObject subscriptionData(const QJsonObject &subscription)
{
    QJsonObject out = withType(subscription, "Subscription"_L1);
    out.insert("past_due_ends_at"_L1, QJsonValue::Null);
    return out;
}

Result<QJsonObject> testData(const Reading &read, const World &world, const QString &type,
    const std::optional<QByteArray> &subscription)
{
    const QString group = type.section(u'.', 0, 0);
    const QString state = type.section(u'.', 1);
    if (group == "subscription"_L1)
        return testSubscription(read, state, subscription);
    if (group == "payment"_L1)
        return testPayment(read, world, state, subscription);
    return missing(u"A test message is about a payment or a subscription, not “%1”."_s.arg(type));
}
