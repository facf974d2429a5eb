// SPDX-License-Identifier: MIT
#include "sandbox/subscriptionpatch.h"

#include "billing/subscription.h"
#include "sandbox/endpoint.h"
#include "sandbox/objectlist.h"
#include "sandbox/renewal.h"
#include "sandbox/usage.h"
#include "sandbox/webhookevent.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

struct SubscriptionPatch {
    std::optional<TimePoint> nextBilling;
    std::optional<bool> cancelsLater;
    bool cancelsNow = false;
    QJsonObject plain; // members that are kept as they come
};

// The texts that say why, and the members that nothing here depends on.
constexpr std::pair<QLatin1StringView, QLatin1StringView> texts[]
    = {{"cancellation_comment"_L1, "cancellation_comment"_L1},
        {"cancellation_feedback"_L1, "cancellation_feedback"_L1}, {"tax_id"_L1, "tax_id"_L1}};

Result<SubscriptionPatch> patchFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    SubscriptionPatch out{.nextBilling = in.optionalTime("next_billing_date"_L1),
        .cancelsLater = in.optionalBoolean("cancel_at_next_billing_date"_L1),
        .plain = {}};
    const auto status = in.optionalString("status"_L1);
    out.cancelsNow = status == "cancelled"_L1;
    if (json.contains("pause"_L1)) // removed from the service; always refused
        in.fail("pause"_L1, u"is not taken any more"_s);
    if (status == "paused"_L1 || status == "active"_L1)
        in.fail(codeError("UNSUPPORTED_ACTION", u"The sandbox does not pause subscriptions."_s));
    else if (status && !out.cancelsNow)
        in.fail("status"_L1, u"must be cancelled"_s);
    for (const auto &[key, member] : texts) {
        if (const auto text = in.optionalString(key))
            out.plain.insert(member, *text);
    }
    if (const auto metadata = in.optionalObject("metadata"_L1))
        out.plain.insert("metadata"_L1, toJson(in.take(metadataFromJson(*metadata, u"metadata"_s))));
    return in.finish(out);
}

std::optional<Error> refusalOf(
    const Subscription &subscription, const SubscriptionPatch &patch, TimePoint now)
{
    using Status = SubscriptionStatus;
    if (subscription.status == Status::Expired)
        return codeError("SUBSCRIPTION_EXPIRED", u"The subscription's term is over."_s);
    if (subscription.status == Status::Cancelled || subscription.status == Status::Failed)
        return codeError("SUBSCRIPTION_INACTIVE", u"The subscription has ended."_s);
    if (patch.nextBilling && *patch.nextBilling <= now)
        return codeError("INVALID_REQUEST_PARAMETERS", u"next_billing_date must be in the future."_s, 422,
            u"next_billing_date"_s);
    if (patch.nextBilling && *patch.nextBilling > termEnd(subscription))
        return codeError("INVALID_REQUEST_PARAMETERS",
            u"next_billing_date is after the subscription's term."_s, 422, u"next_billing_date"_s);
    return std::nullopt;
}

QJsonObject patched(QJsonObject json, const SubscriptionPatch &patch)
{
    for (auto it = patch.plain.begin(); it != patch.plain.end(); ++it)
        json.insert(it.key(), it.value());
    if (patch.nextBilling)
        json.insert("next_billing_date"_L1, QString::fromLatin1(toIso(*patch.nextBilling)));
    if (patch.cancelsLater)
        json.insert("cancel_at_next_billing_date"_L1, *patch.cancelsLater);
    return json;
}

// An active one reaches the end of its last period now, and renewal does the rest; one on hold just ends.
Result<void> cancelNow(Writing &out, World &world, QJsonObject json, TimePoint now)
{
    const QString at = QString::fromLatin1(toIso(now));
    if (json["status"_L1].toString() == wireName(SubscriptionStatus::Active)) {
        json.insert("next_billing_date"_L1, at);
        json.insert("cancel_at_next_billing_date"_L1, true);
        out.update(Kind::Subscription, json);
        const auto renewed = renewDue(out, world, now);
        return renewed ? Result<void>() : Result<void>(renewed.error());
    }
    json.insert("status"_L1, wireName(SubscriptionStatus::Cancelled));
    json.insert("cancelled_at"_L1, at);
    out.update(Kind::Subscription, json);
    const QJsonObject data = subscriptionData(shownSubscription(out, json));
    announce(out, world, u"subscription.cancelled"_s, now, data);
    announce(out, world, u"subscription.updated"_s, now, data);
    return {};
}

Answer apply(Writing &out, World &world, const QByteArray &id, const SubscriptionPatch &patch)
{
    const TimePoint now = world.clock.now();
    if (const auto renewed = renewDue(out, world, now); !renewed)
        return answerError(renewed.error());
    const auto row = out.find(Kind::Subscription, id);
    if (!row)
        return answerError(notFound(u"subscription"_s, id));
    const auto subscription = subscriptionFromJson(row->object());
    if (!subscription)
        return answerError(subscription.error());
    if (const auto refused = refusalOf(*subscription, patch, now))
        return answerError(*refused);
    const QJsonObject json = patched(row->object(), patch);
    if (patch.cancelsNow) {
        if (const auto done = cancelNow(out, world, json, now); !done)
            return answerError(done.error());
    } else {
        out.update(Kind::Subscription, json);
        announce(out, world, u"subscription.updated"_s, now, subscriptionData(shownSubscription(out, json)));
    }
    return answerJson(shownSubscription(out, out.find(Kind::Subscription, id)->object()));
}

} // namespace

Answer patchSubscription(const Request &request, World &world)
{
    const auto patch = bodyObject(request).andThen(patchFromJson);
    if (!patch)
        return answerError(patch.error());
    const Answer answer = writing(
        request, world, [&](Writing &out) { return apply(out, world, request.segment(1), *patch); });
    world.wakeCron();
    return answer;
}
