// SPDX-License-Identifier: MIT
#include "sandbox/creditroutes.h"

#include "sandbox/creditcart.h"
#include "sandbox/creditpass.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

namespace {

QJsonValue amountOr(const std::optional<QJsonObject> &balance, QLatin1StringView key)
{
    return balance ? balance->value(key) : QJsonValue(u"0"_s);
}

// CreditUsage (dodo-api.md 2.7): what more overage may come, with the rules of this subscription.
QJsonObject usageItem(
    const Reading &read, const QByteArray &customer, const Credit &credit, const CreditRules &rules)
{
    const auto balance = creditBalance(read, customer, credit.id.text);
    const QJsonValue overage = amountOr(balance, "overage"_L1);
    const Decimal owed = Decimal::fromText(overage.toString().toUtf8()).value_or(Decimal());
    const bool bounded = rules.overageEnabled && rules.overageLimit;
    QJsonObject out{
        {"credit_entitlement_id"_L1, credit.id.string()},
        {"credit_entitlement_name"_L1, credit.is.name},
        {"unit"_L1, credit.is.unit},
        {"balance"_L1, amountOr(balance, "balance"_L1)},
        {"overage"_L1, overage},
        {"overage_enabled"_L1, rules.overageEnabled},
        {"limit_reached"_L1, bounded && owed >= *rules.overageLimit},
        {"overage_limit"_L1, QJsonValue::Null},
        {"remaining_headroom"_L1, QJsonValue::Null},
    };
    if (rules.overageLimit)
        out.insert("overage_limit"_L1, rules.overageLimit->toString());
    if (bounded) {
        const auto left = Decimal::subtract(*rules.overageLimit, owed);
        out.insert("remaining_headroom"_L1, std::max(left.value_or(Decimal()), Decimal()).toString());
    }
    return out;
}

// Each entitlement once: those that are granted and those that its meters draw from.
QJsonArray usageItems(const Reading &read, const QJsonObject &stored)
{
    const SubscriptionCredits credits = subscriptionCredits(stored);
    QList<CreditId> ids;
    for (const GrantedCredit &granted : credits.granted)
        ids.append(granted.credit);
    for (const CreditMeter &meter : credits.meters) {
        if (!ids.contains(meter.credit))
            ids.append(meter.credit);
    }
    const QByteArray customer = stored["customer"_L1]["customer_id"_L1].toString().toUtf8();
    QJsonArray out;
    for (const CreditId &id : ids) {
        if (const auto credit = findCredit(read, id))
            out.append(usageItem(read, customer, *credit, credits.rulesFor(*credit)));
    }
    return out;
}

} // namespace

Answer retrieveCreditUsage(const Request &request, World &world)
{
    if (const auto settled = settleCredits(world); !settled)
        return answerError(settled.error());
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Subscription, request.segment(1));
        if (!row)
            return answerError(notFound(u"subscription"_s, request.segment(1)));
        return answerJson({{"subscription_id"_L1, QString::fromUtf8(row->id)},
            {"items"_L1, usageItems(read, row->object())}});
    });
}

// GET /customers/{id}/credit-entitlements (dodo-api.md 2.5): those that the customer has a balance of.
Answer listCustomerCredits(const Request &request, World &world)
{
    if (const auto settled = settleCredits(world); !settled)
        return answerError(settled.error());
    return reading(world, [&](const Reading &read) {
        if (!read.find(Kind::Customer, request.segment(1)))
            return answerError(notFound(u"customer"_s, request.segment(1)));
        QJsonArray items;
        const auto rows = read.list({.kind = Kind::CreditBalance, .parent = request.segment(1)});
        for (const Row &row : rows) {
            const auto credit = shownCredit(read, row.label.toUtf8());
            if (!credit)
                continue;
            const QJsonObject balance = row.object();
            items.append(QJsonObject{{"credit_entitlement_id"_L1, row.label}, {"name"_L1, credit->is.name},
                {"unit"_L1, credit->is.unit},
                {"description"_L1,
                    credit->is.description ? QJsonValue(*credit->is.description) : QJsonValue()},
                {"balance"_L1, balance["balance"_L1]}, {"overage"_L1, balance["overage"_L1]}});
        }
        return answerItems(items);
    });
}

std::span<const Route> creditRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/credit-entitlements", Access::Token, createCredit},
        {Method::Get, "/credit-entitlements", Access::Token, listCredits},
        {Method::Get, "/credit-entitlements/:", Access::Token, retrieveCredit},
        {Method::Patch, "/credit-entitlements/:", Access::Token, patchCredit},
        {Method::Delete, "/credit-entitlements/:", Access::Token, deleteCredit},
        {Method::Post, "/credit-entitlements/:/undelete", Access::Token, undeleteCredit},
        {Method::Get, "/credit-entitlements/:/balances", Access::Token, listCreditBalances},
        {Method::Get, "/credit-entitlements/:/balances/:", Access::Token, retrieveCreditBalance},
        {Method::Get, "/credit-entitlements/:/balances/:/grants", Access::Token, listCreditGrants},
        {Method::Get, "/credit-entitlements/:/balances/:/ledger", Access::Token, listCreditLedger},
        {Method::Post, "/credit-entitlements/:/balances/:/ledger-entries", Access::Token, createCreditEntry},
        {Method::Get, "/customers/:/credit-entitlements", Access::Token, listCustomerCredits},
        {Method::Get, "/subscriptions/:/credit-usage", Access::Token, retrieveCreditUsage},
    };
    return table;
}
