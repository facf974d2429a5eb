// SPDX-License-Identifier: MIT
#include "billing/codec.h"
#include "sandbox/creditcart.h"
#include "sandbox/creditroutes.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

// One item of a checkout's `credit_entitlements` or of a PATCH's `credit_entitlement_cart`.
struct CartWish {
    CreditId credit;
    std::optional<Decimal> amount;
    CreditOverrides overrides;
};

Result<CartWish> cartWishFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    CartWish out{.credit = CreditId::of(in.string("credit_entitlement_id"_L1)),
        .amount = optionalDecimalIn(in, "credits_amount"_L1),
        .overrides = creditOverridesIn(in)};
    if (in.ok() && out.amount && *out.amount <= Decimal(0))
        in.fail("credits_amount"_L1, u"must be above 0"_s);
    // Not among what a cart may say (dodo-api.md 2.7).
    out.overrides.overageBehavior.reset();
    out.overrides.pricePerUnit.reset();
    out.overrides.currency.reset();
    return in.finish(out);
}

GrantedCredit *find(QList<GrantedCredit> &granted, const CreditId &credit)
{
    const auto at = std::ranges::find(granted, credit, &GrantedCredit::credit);
    return at == granted.end() ? nullptr : &*at;
}

Result<void> put(const Reading &read, GrantedCredit &granted, const CartWish &item, const QString &path)
{
    granted.amount = item.amount.value_or(granted.amount);
    granted.rules = merged(granted.rules, item.overrides);
    if (const auto wrong = wrongRules(granted.rules, path))
        return *wrong;
    const auto credit = findCredit(read, granted.credit);
    const std::pair<QLatin1StringView, std::optional<Decimal>> amounts[]
        = {{"credits_amount"_L1, item.amount}, {"overage_limit"_L1, item.overrides.overageLimit}};
    for (const auto &[key, amount] : amounts) {
        if (const auto wrong = credit && amount ? wrongAmount(*amount, *credit) : std::nullopt)
            return invalid(memberPath(path, key), *wrong);
    }
    return {};
}

Result<SubscriptionCredits> putAll(
    const Reading &read, SubscriptionCredits credits, const QJsonArray &cart, const QString &name)
{
    QSet<CreditId> seen;
    for (qsizetype i = 0; i < cart.size(); ++i) {
        const QString path = u"%1[%2]"_s.arg(name).arg(i);
        const auto item = cartWishFromJson(cart.at(i).toObject(), path);
        if (!item)
            return item.error();
        const QString id = memberPath(path, u"credit_entitlement_id"_s);
        GrantedCredit *granted = find(credits.granted, item->credit);
        if (!granted)
            return invalid(
                id, u"names “%1”, which does not come with the product"_s.arg(item->credit.string()));
        if (seen.contains(item->credit))
            return invalid(id, u"stands twice in the list"_s);
        seen.insert(item->credit);
        if (const auto done = put(read, *granted, *item, path); !done)
            return done.error();
    }
    return credits;
}

QList<CreditMeter> creditMeters(const Price &price)
{
    QList<CreditMeter> out;
    const auto *usage = std::get_if<UsagePrice>(&price);
    const auto meters = usage ? usage->meters : QList<MeterPrice>();
    for (const MeterPrice &meter : meters) {
        if (meter.creditEntitlementId && meter.meterUnitsPerCredit)
            out.append({.meter = meter.meter,
                .credit = CreditId::of(*meter.creditEntitlementId),
                .unitsPerCredit = *meter.meterUnitsPerCredit,
                .drawn = {}});
    }
    return out;
}

// A checkout's cart says an amount and nothing else (dodo-api.md 2.6).
QJsonArray amountsAlone(const QJsonArray &cart)
{
    QJsonArray out;
    for (const auto &item : cart)
        out.append(QJsonObject{{"credit_entitlement_id"_L1, item["credit_entitlement_id"_L1]},
            {"credits_amount"_L1, item["credits_amount"_L1]}});
    return out;
}

} // namespace

// A product keeps what was attached to it when the entitlement is deleted later, so its buyers get it.
Result<SubscriptionCredits> creditsBought(
    const Reading &read, const Product &product, const QJsonArray &cartCredits)
{
    SubscriptionCredits out{.granted = {}, .meters = creditMeters(product.is.price)};
    for (const AttachedCredit &attached : product.is.credits) {
        if (const auto credit = findCredit(read, attached.credit)) // a seed file may leave it out
            out.granted.append({.credit = attached.credit,
                .amount = attached.amount,
                .rules = merged(credit->is.rules, attached.overrides),
                .prorates = attached.prorates,
                .trialAmount = attached.trialAmount,
                .trialExpires = attached.trialExpires});
    }
    return putAll(read, out, amountsAlone(cartCredits), u"credit_entitlements"_s);
}

Result<SubscriptionCredits> patchedCredits(
    const Reading &read, SubscriptionCredits credits, const QJsonArray &cart)
{
    return putAll(read, std::move(credits), cart, u"credit_entitlement_cart"_s);
}
