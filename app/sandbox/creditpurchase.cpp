// SPDX-License-Identifier: MIT
#include "sandbox/creditpurchase.h"

#include "sandbox/checkouts.h"
#include "sandbox/creditcycle.h"
#include "sandbox/creditwatch.h"

using namespace Qt::StringLiterals;

namespace {

QJsonArray cartCredits(const CartItem &item)
{
    QJsonArray out;
    for (const CartCredit &credit : item.credits)
        out.append(QJsonObject{
            {"credit_entitlement_id"_L1, credit.credit}, {"credits_amount"_L1, credit.amount.toString()}});
    return out;
}

QJsonArray withoutPrices(const QJsonArray &meters, const QList<CreditMeter> &inCredits)
{
    QJsonArray out;
    for (const auto &item : meters) {
        QJsonObject meter = item.toObject();
        const auto id = MeterId::of(meter["meter_id"_L1].toString());
        if (std::ranges::find(inCredits, id, &CreditMeter::meter) != inCredits.end()) {
            meter.insert("price_per_unit"_L1, QJsonValue::Null);
            if (choices::freeOnCredits == choices::FreeOnCredits::Ignored)
                meter.insert("free_threshold"_L1, 0);
        }
        out.append(meter);
    }
    return out;
}

} // namespace

Result<void> attachCredits(const Reading &read, World &world, QJsonObject &stored, const CartLine &line)
{
    const auto credits = creditsBought(read, line.product, cartCredits(line.item));
    if (!credits)
        return credits.error();
    if (credits->isEmpty())
        return {};
    setSubscriptionCredits(stored, *credits);
    if (!credits->meters.isEmpty()) {
        stored.insert("meters"_L1, withoutPrices(stored["meters"_L1].toArray(), credits->meters));
        world.credits.add(read, stored["subscription_id"_L1].toString().toUtf8());
    }
    return {};
}

Result<void> takePlanCredits(const Reading &read, QJsonObject &stored)
{
    const auto product = findProduct(read, ProductId::of(stored["product_id"_L1].toString()));
    if (!product) // a seed file may leave it out, and a renewal must not fail for it
        return {};
    const auto credits = creditsBought(read, *product, {});
    if (!credits)
        return credits.error();
    if (!credits->isEmpty() || !subscriptionCredits(stored).isEmpty())
        setSubscriptionCredits(stored, *credits);
    return {};
}

Result<void> grantPurchased(Writing &out, World &world, const PricedCart &cart, const QJsonObject &payment,
    const QList<QJsonObject> &subscriptions)
{
    const TimePoint now = world.clock.now();
    for (const QJsonObject &subscription : subscriptions)
        grantCredits(out, world, subscription, now);
    const auto customer = CustomerId::of(payment["customer"_L1]["customer_id"_L1].toString());
    for (const CartLine &line : cart.lines) {
        if (line.recurring())
            continue;
        const auto credits = creditsBought(out, line.product, cartCredits(line.item));
        if (!credits)
            return credits.error();
        grantOnce(out, world, customer, payment, credits->granted, line.item.quantity);
    }
    return {};
}
