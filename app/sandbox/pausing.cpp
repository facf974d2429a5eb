// SPDX-License-Identifier: MIT
#include "sandbox/pausing.h"

#include "billing/subscription.h"
#include "sandbox/objectlist.h"
#include "sandbox/renewal.h"
#include "sandbox/subscriptioncharge.h"
#include "sandbox/usage.h"

using namespace Qt::StringLiterals;

namespace {

Error notNow(const QString &sentence)
{
    return codeError("INVALID_REQUEST_PARAMETERS", sentence, 422, u"status"_s);
}

bool is(const QJsonObject &stored, SubscriptionStatus status)
{
    return stored["status"_L1].toString() == wireName(status);
}

void keep(Writing &out, World &world, const QJsonObject &stored, QLatin1StringView what, TimePoint now)
{
    out.update(Kind::Subscription, stored);
    announceSubscription(out, world, stored, what, now);
    announceSubscription(out, world, stored, "updated"_L1, now);
}

} // namespace

std::optional<Error> pauseSubscription(Writing &out, World &world, QJsonObject stored, TimePoint now)
{
    if (!is(stored, SubscriptionStatus::Active))
        return notNow(u"Only an active subscription can be paused."_s);
    stored.insert("status"_L1, wireName(SubscriptionStatus::Paused));
    stored.insert("paused_at"_L1, QString::fromLatin1(toIso(now)));
    keep(out, world, stored, "paused"_L1, now);
    return std::nullopt;
}

std::optional<Error> resumeSubscription(Writing &out, World &world, QJsonObject stored, TimePoint now)
{
    if (!is(stored, SubscriptionStatus::Paused))
        return notNow(u"Only a paused subscription can be made active."_s);
    const auto next = timeFromIso(stored["next_billing_date"_L1].toString().toLatin1());
    if (next && *next < now)
        moveNextBilling(stored, now);
    stored.insert("status"_L1, wireName(SubscriptionStatus::Active));
    stored.insert("paused_at"_L1, QJsonValue::Null);
    keep(out, world, stored, "unpaused"_L1, now);
    const auto renewed = renewDue(out, world, now);
    return renewed ? std::nullopt : std::optional(renewed.error());
}
