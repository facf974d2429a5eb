// SPDX-License-Identifier: MIT
#include "sandbox/creditevents.h"

#include "sandbox/creditcart.h"
#include "sandbox/endpoint.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

namespace {

QStringList typesFor(const CreditEntry &entry)
{
    switch (entry.type) {
    case CreditEntry::Type::Added:
        return {u"credit.added"_s};
    case CreditEntry::Type::Deducted:
        return {u"credit.deducted"_s};
    case CreditEntry::Type::Expired:
        return {u"credit.expired"_s};
    case CreditEntry::Type::RolledOver:
        return {u"credit.rolled_over"_s};
    case CreditEntry::Type::RolloverForfeited:
        return {u"credit.rollover_forfeited"_s};
    case CreditEntry::Type::OverageCharged:
        return {u"credit.overage_charged"_s};
    case CreditEntry::Type::OverageReset:
        static_assert(choices::announcesOverageReset);
        return {u"credit.overage_reset"_s};
    case CreditEntry::Type::ManualAdjustment:
        break;
    }
    return {entry.isCredit ? u"credit.added"_s : u"credit.deducted"_s, u"credit.manual_adjustment"_s};
}

bool deducts(const CreditEntry &entry)
{
    return entry.type == CreditEntry::Type::Deducted
        || (entry.type == CreditEntry::Type::ManualAdjustment && !entry.isCredit);
}

QJsonObject balanceLowData(const CreditAccount &account, const QByteArray &subscription,
    const GrantedCredit &granted, const CreditEntry &entry, const Decimal &threshold, const World &world)
{
    return {{"payload_type"_L1, "CreditBalanceLow"_L1}, {"customer_id"_L1, account.customer.string()},
        {"subscription_id"_L1, QString::fromUtf8(subscription)},
        {"credit_entitlement_id"_L1, account.credit.id.string()},
        {"credit_entitlement_name"_L1, account.credit.is.name},
        {"brand_id"_L1, QString::fromUtf8(world.brandId)},
        {"available_balance"_L1, entry.balanceAfter.toString()},
        {"subscription_credits_amount"_L1, granted.amount.toString()},
        {"threshold_percent"_L1, granted.rules.lowBalancePercent.value_or(0)},
        {"threshold_amount"_L1, threshold.toString()}};
}

// dodo-api.md 3.5, 5.1.26: each active subscription of the customer has a threshold of its own.
void announceLow(Writing &out, World &world, const CreditAccount &account, const CreditEntry &entry,
    const QList<Row> &subscriptions, TimePoint at)
{
    for (const Row &row : subscriptions) {
        const QJsonObject stored = row.object();
        if (stored["status"_L1].toString() != "active"_L1)
            continue;
        const auto granted = subscriptionCredits(stored).granted;
        for (const GrantedCredit &one : granted) {
            const auto threshold = one.credit == account.credit.id && one.rules.lowBalancePercent
                ? choices::lowBalance(one.amount, *one.rules.lowBalancePercent)
                : std::nullopt;
            if (threshold && choices::isLowNow(entry.balanceBefore, entry.balanceAfter, *threshold))
                announce(out, world, u"credit.balance_low"_s, at,
                    balanceLowData(account, row.id, one, entry, *threshold, world));
        }
    }
}

} // namespace

QJsonObject creditEntryData(const QJsonObject &entry)
{
    QJsonObject out = withoutOwn(entry);
    out.insert("payload_type"_L1, "CreditLedgerEntry"_L1);
    return out;
}

void announceCredits(
    Writing &out, World &world, const CreditAccount &account, const QList<QJsonObject> &entries, TimePoint at)
{
    const QList<CreditEntry> &made = account.pool.entries();
    for (qsizetype i = 0; i < made.size(); ++i) {
        const auto types = typesFor(made[i]);
        for (const QString &type : types)
            announce(out, world, type, at, creditEntryData(entries[i]));
        if (deducts(made[i]))
            announceLow(out, world, account, made[i],
                out.list({.kind = Kind::Subscription, .parent = account.customer.text, .newestFirst = false}),
                at);
    }
}
