// SPDX-License-Identifier: MIT
#include "sandbox/creditcycle.h"

#include "sandbox/creditaccount.h"
#include "sandbox/creditpass.h"

using namespace Qt::StringLiterals;

namespace {

CustomerId customerOf(const QJsonObject &stored)
{
    return CustomerId::of(stored["customer"_L1]["customer_id"_L1].toString());
}

QByteArray idOf(const QJsonObject &stored)
{
    return stored["subscription_id"_L1].toString().toUtf8();
}

CreditCause causeOf(const QJsonObject &stored, TimePoint at)
{
    return {.at = at, .referenceType = "subscription", .referenceId = idOf(stored)};
}

TimePoint timeIn(const QJsonObject &stored, QLatin1StringView key)
{
    return timeFromIso(stored[key].toString().toLatin1()).valueOr(TimePoint());
}

// Each entitlement once: those granted, and those that only meters draw from.
QList<CreditId> creditsIn(const SubscriptionCredits &credits)
{
    QList<CreditId> out;
    for (const GrantedCredit &one : credits.granted)
        out.append(one.credit);
    for (const CreditMeter &meter : credits.meters) {
        if (!out.contains(meter.credit))
            out.append(meter.credit);
    }
    return out;
}

// There is no rate between currencies here, so overage priced in another one than the subscription's cannot
// be on its bill.
bool isBillable(const CreditRules &rules, const QJsonObject &stored)
{
    return rules.pricePerUnit
        && (!rules.currency || QString::fromLatin1(*rules.currency) == stored["currency"_L1].toString());
}

Result<PaymentLine> overageLine(const Decimal &overage, const CreditRules &rules, const Credit &credit)
{
    const auto exact = Decimal::multiply(overage, *rules.pricePerUnit);
    const auto rounded = exact ? choices::roundedAmount(*exact) : std::nullopt; // 5.1.1
    const QString name = u"Overage of %1"_s.arg(credit.is.name);
    if (!rounded || *rounded > choices::largestAmount)
        return choices::refused(choices::tooLargeAmount,
            u"%1 is more than the service can state, at most %2 in the smallest unit."_s.arg(name).arg(
                choices::largestAmount));
    return PaymentLine{.name = name,
        .amount = *rounded,
        .units = LineUnits{credit.is.unit, overage, Decimal(0), overage, *rules.pricePerUnit}};
}

QList<MeterTotal> totalsOf(const QList<MeterUsage> &consumed)
{
    QList<MeterTotal> out;
    for (const MeterUsage &usage : consumed) {
        const bool applies = choices::freeOnCredits == choices::FreeOnCredits::Applies;
        if (const auto units = chargeableUnits(usage.consumedUnits, applies ? usage.freeThreshold : 0))
            out.append({usage.id, *units});
    }
    return out;
}

// What the end of the cycle takes along: grants of this subscription that were there when the cycle began;
// one that was carried within it has a time of its own.
CreditPool::Which carriedFrom(const QJsonObject &stored)
{
    return [id = idOf(stored), start = timeIn(stored, "previous_billing_date"_L1)](const CreditGrant &grant) {
        return grant.sourceId == id
            && (grant.source != CreditGrant::Source::Rollover || grant.createdAt <= start);
    };
}

CreditPool::Which grantedBy(const QJsonObject &stored)
{
    return [id = idOf(stored)](const CreditGrant &grant) {
        return grant.sourceId == id && grant.source == CreditGrant::Source::Subscription;
    };
}

// Whose time is over with the cycle. Those of another subscription roll over at an end of their own (3.5).
CreditPool::Which endingWith(const QJsonObject &stored, TimePoint at)
{
    return [id = idOf(stored), at](const CreditGrant &grant) {
        const bool recurs = grant.source == CreditGrant::Source::Subscription
            || grant.source == CreditGrant::Source::Rollover;
        return grant.expiresAt && *grant.expiresAt <= at && (grant.sourceId == id || !recurs);
    };
}

// Trial credits may be revoked at the trial's end (3.5); they are not carried over then.
bool isRevoked(const GrantedCredit &granted, const QJsonObject &stored)
{
    return granted.trialExpires && inTrial(stored);
}

void endCycle(CreditPool &pool, const GrantedCredit &granted, const QJsonObject &stored, TimePoint at,
    const std::function<QByteArray()> &newId)
{
    if (isRevoked(granted, stored))
        pool.expire(grantedBy(stored), at);
    else
        pool.rollOver(carriedFrom(stored), granted.rules, at, newId);
    pool.expire(endingWith(stored, at), at);
}

} // namespace

Result<QList<PaymentLine>> closeCredits(
    Writing &out, World &world, QJsonObject &stored, const QList<MeterUsage> &consumed, TimePoint at)
{
    drawTotals(out, world, stored, totalsOf(consumed), at);
    const SubscriptionCredits credits = subscriptionCredits(stored);
    QList<PaymentLine> lines;
    const auto ids = creditsIn(credits);
    for (const CreditId &id : ids) {
        const auto account = creditAccount(out, customerOf(stored), id);
        if (!account)
            continue;
        const CreditRules rules = credits.rulesFor(account->credit);
        const Decimal overage = account->pool.invoiced(rules);
        if (overage.isZero() || !isBillable(rules, stored))
            continue;
        const auto line = overageLine(overage, rules, account->credit);
        if (!line)
            return line.error();
        lines.append(*line);
    }
    return lines;
}

void carryCredits(Writing &out, World &world, QJsonObject &stored, CycleEnd end, TimePoint at)
{
    SubscriptionCredits credits = subscriptionCredits(stored);
    if (!end.paid || credits.isEmpty())
        return;
    const auto newId = [&] { return world.ids.next(Prefix::CreditGrant); };
    const auto ids = creditsIn(credits);
    for (const CreditId &id : ids) {
        auto account = creditAccount(out, customerOf(stored), id);
        if (!account)
            continue;
        const CreditRules rules = credits.rulesFor(account->credit);
        if (account->pool.invoiced(rules).isZero() || isBillable(rules, stored))
            account->pool.resetOverage(rules);
        const auto granted = std::ranges::find(credits.granted, id, &GrantedCredit::credit);
        if (end.goesOn && granted != credits.granted.end())
            endCycle(account->pool, *granted, stored, at, newId);
        store(out, world, *account, causeOf(stored, at));
    }
    for (CreditMeter &meter : credits.meters)
        meter.drawn = 0;
    setSubscriptionCredits(stored, credits);
}

void grantCredits(Writing &out, World &world, const QJsonObject &stored, TimePoint at)
{
    const auto granted = subscriptionCredits(stored).granted;
    const bool trial = inTrial(stored);
    for (const GrantedCredit &one : granted) {
        auto account = creditAccount(out, customerOf(stored), one.credit);
        const Decimal amount = trial ? one.trialAmount.value_or(one.amount) : one.amount;
        if (!account || amount <= Decimal(0))
            continue;
        account->pool.add(
            {.id = world.ids.next(Prefix::CreditGrant),
                .initial = amount,
                .remaining = amount,
                .source = CreditGrant::Source::Subscription,
                .sourceId = idOf(stored),
                .createdAt = at,
                .updatedAt = at,
                .expiresAt = isRevoked(one, stored) ? std::optional(timeIn(stored, "next_billing_date"_L1))
                                                    : expiryOf(one.rules, at),
                .parent = {},
                .metadata = {}},
            one.rules);
        store(out, world, *account, causeOf(stored, at));
    }
}

void grantOnce(Writing &out, World &world, const CustomerId &customer, const QJsonObject &payment,
    const QList<GrantedCredit> &credits, int quantity)
{
    const TimePoint at = timeIn(payment, "created_at"_L1);
    const QByteArray id = payment["payment_id"_L1].toString().toUtf8();
    for (const GrantedCredit &one : credits) {
        auto account = creditAccount(out, customer, one.credit);
        const auto amount = Decimal::multiply(one.amount, quantity);
        if (!account || !amount || *amount <= Decimal(0))
            continue;
        account->pool.add({.id = world.ids.next(Prefix::CreditGrant),
                              .initial = *amount,
                              .remaining = *amount,
                              .source = CreditGrant::Source::OneTime,
                              .sourceId = id,
                              .createdAt = at,
                              .updatedAt = at,
                              .expiresAt = expiryOf(one.rules, at),
                              .parent = {},
                              .metadata = {}},
            one.rules);
        store(out, world, *account, {.at = at, .referenceType = "payment", .referenceId = id});
    }
}

bool inTrial(const QJsonObject &stored)
{
    const int days = stored["trial_period_days"_L1].toInt();
    const TimePoint bought = timeIn(stored, "created_at"_L1);
    const bool isFirst = timeIn(stored, "previous_billing_date"_L1) <= bought; // moved dates may end it early
    return days > 0 && isFirst
        && timeIn(stored, "next_billing_date"_L1) <= cycleStart(bought, {days, Interval::Day}, 1);
}
