// SPDX-License-Identifier: MIT
#include "sandbox/creditaccount.h"
#include "sandbox/creditcycle.h"

using namespace Qt::StringLiterals;

// Grants whose own time is over between two renewals.
namespace {

bool isOfSubscription(const CreditGrant &grant)
{
    return grant.source == CreditGrant::Source::Subscription || grant.source == CreditGrant::Source::Rollover;
}

// The rules by which a grant of a subscription that goes on is carried when its time is over (3.5: rollover
// runs before expiry). Trial credits that are revoked are not.
std::optional<CreditRules> carryRules(const Reading &read, const CreditGrant &grant, const CreditId &credit)
{
    if (!isOfSubscription(grant))
        return std::nullopt;
    const auto row = read.find(Kind::Subscription, grant.sourceId);
    const QJsonObject stored = row ? row->object() : QJsonObject();
    if (stored["status"_L1].toString() != wireName(SubscriptionStatus::Active))
        return std::nullopt;
    const auto granted = subscriptionCredits(stored).granted;
    const auto one = std::ranges::find(granted, credit, &GrantedCredit::credit);
    const bool revoked = one != granted.end() && one->trialExpires && inTrial(stored);
    return one == granted.end() || revoked ? std::nullopt : std::optional(one->rules);
}

// Returns whether there was something of it to end.
bool endGrant(Writing &out, World &world, CreditAccount &account, const QByteArray &id)
{
    const auto found = std::ranges::find(account.pool.grants(), id, &CreditGrant::id);
    if (found == account.pool.grants().end() || !found->isOpen() || !found->expiresAt)
        return false;
    const CreditGrant grant = *found;
    const TimePoint at = *grant.expiresAt;
    const auto isIt = [&](const CreditGrant &one) { return one.id == id; };
    if (const auto rules = carryRules(out, grant, account.credit.id))
        account.pool.rollOver(isIt, *rules, at, [&] { return world.ids.next(Prefix::CreditGrant); });
    account.pool.expire(isIt, at);
    CreditCause cause{.at = at, .referenceType = {}, .referenceId = grant.sourceId};
    if (!grant.sourceId.isEmpty())
        cause.referenceType = isOfSubscription(grant) ? "subscription" : "payment";
    store(out, world, account, cause);
    return true;
}

} // namespace

Result<int> expireCredits(Writing &out, World &world, TimePoint limit)
{
    int done = 0;
    for (;;) {
        const auto rows = out.due(Kind::CreditGrant, limit, 1);
        if (out.error())
            return *out.error();
        if (rows.isEmpty())
            return done;
        QJsonObject json = rows.first().object();
        const auto customer = CustomerId::of(json["customer_id"_L1].toString());
        const auto credit = CreditId::of(json["credit_entitlement_id"_L1].toString());
        auto account = creditAccount(out, customer, credit);
        if (!account || !endGrant(out, world, *account, rows.first().id)) {
            // A seed file's that has no entitlement, or nothing left: no balance changes.
            json.insert("is_expired"_L1, true);
            out.update(Kind::CreditGrant, json);
        }
        ++done;
    }
}
