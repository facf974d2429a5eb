// SPDX-License-Identifier: MIT
#include "sandbox/subscriptionpatch.h"

#include "sandbox/creditcart.h"
#include "sandbox/objectlist.h"
#include "sandbox/pausing.h"
#include "sandbox/renewal.h"
#include "sandbox/subscriptioncharge.h"
#include "sandbox/subscriptionfields.h"
#include "sandbox/usage.h"

using namespace Qt::StringLiterals;

namespace {

Error wrong(QLatin1StringView field, const QString &sentence)
{
    return codeError("INVALID_REQUEST_PARAMETERS", field + u' ' + sentence, 422, field);
}

std::optional<Error> dateRefusal(
    QLatin1StringView field, std::optional<TimePoint> date, const Subscription &subscription, TimePoint now)
{
    if (date && *date <= now)
        return wrong(field, u"must be in the future."_s);
    if (date && *date > termEnd(subscription))
        return wrong(field, u"is after the subscription's term."_s);
    return std::nullopt;
}

void insertTime(QJsonObject &json, QLatin1StringView key, TimePoint at)
{
    json.insert(key, QString::fromLatin1(toIso(at)));
}

void insertOwn(QJsonObject &json, QLatin1StringView key, const QJsonValue &value)
{
    QJsonObject own = json[ownKey].toObject();
    own.insert(key, value);
    json.insert(ownKey, own);
}

// A term is only made longer. A last period that it cut short becomes a whole one.
std::optional<Error> extend(QJsonObject &json, const SubscriptionPatch &patch)
{
    if (!patch.periodCount)
        return std::nullopt;
    const auto before = subscriptionFromJson(json);
    json.insert("subscription_period_count"_L1, *patch.periodCount);
    if (patch.periodInterval)
        json.insert("subscription_period_interval"_L1, wireName(*patch.periodInterval));
    const auto after = subscriptionFromJson(json);
    if (!before || !after)
        return before ? after.error() : before.error();
    if (termEnd(*after) < termEnd(*before))
        return wrong("subscription_period_count"_L1, u"can only make the term longer."_s);
    insertTime(json, "expires_at"_L1, termEnd(*after));
    if (before->nextBillingDate == termEnd(*before)) {
        Subscription start = *after;
        start.nextBillingDate = start.previousBillingDate;
        moveNextBilling(json, nextBilling(json, start));
    }
    return std::nullopt;
}

// A date brings one on hold back: its card is tried again then.
void moveDate(QJsonObject &json, const SubscriptionPatch &patch)
{
    if (patch.nextBilling) {
        moveNextBilling(json, *patch.nextBilling);
        if (json["status"_L1].toString() == wireName(SubscriptionStatus::OnHold))
            insertOwn(json, "retries"_L1, true);
    }
    if (patch.endsOnDemand) {
        json.insert("on_demand"_L1, false);
        moveNextBilling(json, *patch.endsOnDemand);
    }
}

std::optional<Error> refusalOf(const QJsonObject &json, const SubscriptionPatch &patch, TimePoint now)
{
    const auto subscription = subscriptionFromJson(json);
    if (!subscription)
        return subscription.error();
    if (auto ended = endedRefusal(*subscription))
        return ended;
    if (auto late = dateRefusal("next_billing_date"_L1, patch.nextBilling, *subscription, now))
        return late;
    if (patch.endsOnDemand && !json["on_demand"_L1].toBool())
        return wrong("disable_on_demand"_L1, u"needs a subscription that is charged on demand."_s);
    return dateRefusal("disable_on_demand.next_billing_date"_L1, patch.endsOnDemand, *subscription, now);
}

void renameCustomer(Writing &out, const QJsonObject &json, const QString &name)
{
    const auto row = out.find(Kind::Customer, json["customer"_L1]["customer_id"_L1].toString().toUtf8());
    if (!row)
        return;
    QJsonObject customer = row->object();
    customer.insert("name"_L1, name);
    out.update(Kind::Customer, customer);
}

Result<QJsonObject> patched(Writing &out, QJsonObject json, const SubscriptionPatch &patch)
{
    for (auto it = patch.plain.begin(); it != patch.plain.end(); ++it)
        json.insert(it.key(), it.value());
    if (const auto refused = extend(json, patch))
        return *refused;
    moveDate(json, patch);
    if (patch.cancelsLater)
        json.insert("cancel_at_next_billing_date"_L1, *patch.cancelsLater);
    if (patch.cancelReason)
        insertOwn(json, "cancel_reason"_L1, *patch.cancelReason);
    if (patch.creditCart) {
        const auto credits = patchedCredits(out, subscriptionCredits(json), *patch.creditCart);
        if (!credits)
            return credits.error();
        setSubscriptionCredits(json, *credits);
    }
    if (patch.customerName)
        renameCustomer(out, json, *patch.customerName);
    return json;
}

// An active or paused one reaches the end of its last period now, and renewal does the rest; one on hold
// just ends, and what it owes stays unpaid.
std::optional<Error> cancelNow(Writing &out, World &world, QJsonObject json, TimePoint now)
{
    if (json["status"_L1].toString() != wireName(SubscriptionStatus::OnHold)) {
        json.insert("status"_L1, wireName(SubscriptionStatus::Active));
        json.insert("paused_at"_L1, QJsonValue::Null);
        moveNextBilling(json, now);
        json.insert("cancel_at_next_billing_date"_L1, true);
        out.update(Kind::Subscription, json);
        const auto renewed = renewDue(out, world, now);
        return renewed ? std::nullopt : std::optional(renewed.error());
    }
    json.insert("status"_L1, wireName(SubscriptionStatus::Cancelled));
    json.insert("cancel_at_next_billing_date"_L1, false);
    json.insert("scheduled_change"_L1, QJsonValue::Null);
    insertTime(json, "cancelled_at"_L1, now);
    out.update(Kind::Subscription, json);
    announceSubscription(out, world, json, "cancelled"_L1, now);
    announceSubscription(out, world, json, "updated"_L1, now);
    return std::nullopt;
}

std::optional<Error> apply(
    Writing &out, World &world, const QJsonObject &stored, const SubscriptionPatch &patch, TimePoint now)
{
    if (auto refused = refusalOf(stored, patch, now))
        return refused;
    if (patch.status == SubscriptionStatus::Paused)
        return pauseSubscription(out, world, stored, now);
    if (patch.status == SubscriptionStatus::Active)
        return resumeSubscription(out, world, stored, now);
    const auto json = patched(out, stored, patch);
    if (!json)
        return json.error();
    if (patch.status == SubscriptionStatus::Cancelled)
        return cancelNow(out, world, *json, now);
    out.update(Kind::Subscription, *json);
    if (*json != stored || patch.customerName)
        announceSubscription(out, world, *json, "updated"_L1, now);
    return std::nullopt;
}

} // namespace

std::optional<Error> endedRefusal(const Subscription &subscription)
{
    using Status = SubscriptionStatus;
    if (subscription.status == Status::Expired)
        return codeError("SUBSCRIPTION_EXPIRED", u"The subscription's term is over."_s);
    if (subscription.status == Status::Cancelled || subscription.status == Status::Failed)
        return codeError("SUBSCRIPTION_INACTIVE", u"The subscription has ended."_s);
    return std::nullopt;
}

Answer changingSubscription(const Request &request, World &world, const QByteArray &id,
    const std::function<Answer(Writing &, const QJsonObject &stored, TimePoint now)> &change)
{
    const Answer answer = writing(request, world, [&](Writing &out) {
        const TimePoint now = world.clock.now();
        if (const auto renewed = renewDue(out, world, now); !renewed)
            return answerError(renewed.error());
        const auto row = out.find(Kind::Subscription, id);
        return row ? change(out, row->object(), now) : answerError(notFound(u"subscription"_s, id));
    });
    world.wakeCron();
    return answer;
}

Answer patchSubscription(const Request &request, World &world)
{
    const auto patch = bodyObject(request).andThen(subscriptionPatchFromJson);
    if (!patch)
        return answerError(patch.error());
    const QByteArray &id = request.segment(1);
    const auto change = [&](Writing &out, const QJsonObject &stored, TimePoint now) {
        if (const auto refused = apply(out, world, stored, *patch, now))
            return answerError(*refused);
        return answerJson(shownSubscription(out, out.find(Kind::Subscription, id)->object()));
    };
    return changingSubscription(request, world, id, change);
}
