// SPDX-License-Identifier: MIT
#include "billing/codec.h"
#include "sandbox/cart.h"
#include "sandbox/checkouts.h"
#include "sandbox/objectlist.h"

using namespace Qt::StringLiterals;

// POST /checkouts/preview (dodo-api.md 2.6): what the same body would cost, without making anything. Its keys
// are those of the newest SDK's type; tax is 0 here as on every payment.
namespace {

struct Breakup {
    qint64 subtotal = 0;
    qint64 total = 0;

    QJsonObject json() const
    {
        return {{"subtotal"_L1, subtotal}, {"discount"_L1, subtotal - total}, {"tax"_L1, 0},
            {"total_amount"_L1, total}};
    }
};

QJsonArray metersJson(const Price &price)
{
    QJsonArray out;
    const auto *usage = std::get_if<UsagePrice>(&price);
    for (const MeterPrice &meter : usage ? usage->meters : QList<MeterPrice>())
        out.append(QJsonObject{{"name"_L1, meter.name}, {"measurement_unit"_L1, meter.measurementUnit},
            {"price_per_unit"_L1, meter.pricePerUnit.value_or(Decimal()).toString()},
            {"free_threshold"_L1, meter.freeThreshold ? QJsonValue(*meter.freeThreshold) : QJsonValue()},
            {"description"_L1, orNull(meter.description)}});
    return out;
}

QJsonObject addonJson(const CartLine &line, const AddonLine &addon)
{
    const NewAddon &is = addon.addon.is;
    const QString currency = QString::fromUtf8(is.currency);
    const qint64 discounted = line.discounted(addon.price());
    return {{"addon_id"_L1, addon.addon.id.string()}, {"name"_L1, is.name},
        {"description"_L1, orNull(is.description)}, {"currency"_L1, currency}, {"og_currency"_L1, currency},
        {"quantity"_L1, addon.quantity}, {"single_quantity_price"_L1, is.price},
        {"og_price"_L1, addon.price()}, {"discounted_price"_L1, discounted},
        {"discount_amount"_L1, addon.price() - discounted},
        {"tax_category"_L1, QString::fromUtf8(is.taxCategory)}, {"tax_inclusive"_L1, false},
        {"tax_rate"_L1, 0}, {"tax"_L1, 0}};
}

// What the product grants; where the cart says another amount, that one.
QJsonArray creditsJson(const Reading &read, const CartLine &line)
{
    QJsonArray out;
    const auto row = read.find(Kind::Product, line.product.id.text);
    const QJsonArray granted = row ? row->object()["credit_entitlements"_L1].toArray() : QJsonArray();
    for (const auto &item : granted) {
        const QString id = item["credit_entitlement_id"_L1].toString();
        const auto credit = read.find(Kind::Credit, id.toUtf8());
        QString amount = item["credits_amount"_L1].toString();
        for (const CartCredit &wish : line.item.credits)
            amount = wish.credit == id ? wish.amount.toString() : amount;
        out.append(QJsonObject{{"credit_entitlement_id"_L1, id},
            {"credit_entitlement_name"_L1, credit ? credit->object()["name"_L1] : QJsonValue(QString())},
            {"credit_entitlement_unit"_L1, credit ? credit->object()["unit"_L1] : QJsonValue(QString())},
            {"credits_amount"_L1, amount}});
    }
    return out;
}

QJsonObject lineJson(const Reading &read, const CartLine &line)
{
    const PriceBasics &basics = basicsOf(line.product.is.price);
    const QString currency = QString::fromUtf8(basics.currency);
    const qint64 price = line.productPrice();
    const qint64 discounted = line.discounted(price);
    QJsonArray addons;
    for (const AddonLine &addon : line.addons)
        addons.append(addonJson(line, addon));
    return {{"product_id"_L1, line.product.id.string()}, {"name"_L1, line.product.is.name},
        {"description"_L1, orNull(line.product.is.description)}, {"quantity"_L1, line.item.quantity},
        {"currency"_L1, currency}, {"og_currency"_L1, currency}, {"og_price"_L1, price},
        {"discounted_price"_L1, discounted}, {"discount_amount"_L1, price - discounted},
        {"discount_cycle"_L1, QJsonValue::Null}, {"is_subscription"_L1, line.recurring()},
        {"is_usage_based"_L1, std::holds_alternative<UsagePrice>(line.product.is.price)},
        {"meters"_L1, metersJson(line.product.is.price)}, {"addons"_L1, addons},
        {"credit_entitlements"_L1, creditsJson(read, line)},
        {"tax_category"_L1, QString::fromUtf8(line.product.is.taxCategory)},
        {"tax_inclusive"_L1, basics.taxInclusive.value_or(false)}, {"tax_rate"_L1, 0}, {"tax"_L1, 0}};
}

QString nextBillingOf(const CartLine &line, TimePoint now)
{
    const auto *usage = std::get_if<UsagePrice>(&line.product.is.price);
    const auto *recurring = std::get_if<RecurringPrice>(&line.product.is.price);
    const Cycle frequency = usage ? usage->frequency : recurring->frequency;
    const Cycle first = line.trialDays > 0 ? Cycle{line.trialDays, Interval::Day} : frequency;
    const TimePoint termEnd = cycleStart(now, usage ? usage->period : recurring->period, 1);
    return QString::fromLatin1(toIso(std::min(cycleStart(now, first, 1), termEnd)));
}

QJsonObject subscriptionJson(const CartLine &line, TimePoint now)
{
    return {{"product_id"_L1, line.product.id.string()}, {"amount_due_now"_L1, line.dueNow()},
        {"recurring_amount"_L1, line.discounted(line.cyclePrice())},
        {"next_billing_date"_L1, nextBillingOf(line, now)}, {"recurring_tax"_L1, 0}, {"tax_due_now"_L1, 0},
        {"trial_period_days"_L1, line.trialDays}};
}

QJsonObject previewJson(const Reading &read, const NewCheckout &asked, const PricedCart &cart, TimePoint now)
{
    Breakup current;
    Breakup recurring;
    QJsonArray items;
    QJsonArray subscriptions;
    for (const CartLine &line : cart.lines) {
        items.append(lineJson(read, line));
        current.subtotal += line.ownAmountNow().value_or(line.cyclePrice());
        current.total += line.dueNow();
        if (!line.recurring())
            continue;
        recurring.subtotal += line.cyclePrice();
        recurring.total += line.discounted(line.cyclePrice());
        subscriptions.append(subscriptionJson(line, now));
    }
    const bool recurs = !subscriptions.isEmpty();
    const QJsonValue first = recurs ? subscriptions.first() : QJsonValue();
    const bool tries = first["trial_period_days"_L1].toInt() > 0;
    const QJsonValue trialAmount = tries ? first["amount_due_now"_L1] : QJsonValue();
    return {{"billing_country"_L1, QString::fromUtf8(asked.country)},
        {"currency"_L1, QString::fromUtf8(cart.currency)}, {"product_cart"_L1, items},
        {"current_breakup"_L1, current.json()}, {"total_price"_L1, current.total}, {"total_tax"_L1, 0},
        {"recurring_breakup"_L1, recurs ? QJsonValue(recurring.json()) : QJsonValue()},
        {"subscriptions"_L1, recurs ? QJsonValue(subscriptions) : QJsonValue()},
        {"next_billing_date"_L1, recurs ? first["next_billing_date"_L1] : QJsonValue()},
        {"trial_period_days"_L1, recurs ? first["trial_period_days"_L1] : QJsonValue()},
        {"trial_amount"_L1, trialAmount}, {"is_byop"_L1, false},
        {"payment_method_required"_L1, recurs || current.total > 0},
        {"tax_id_business_name"_L1, QJsonValue::Null}, {"tax_id_err_msg"_L1, QJsonValue::Null},
        {"tax_id_format_name"_L1, QJsonValue::Null}};
}

} // namespace

Answer previewCheckout(const Request &request, World &world)
{
    const Result<NewCheckout> asked = checkoutBody(request);
    if (!asked)
        return answerError(asked.error());
    return reading(world, [&](const Reading &read) {
        const Result<PricedCart> cart = pricedCart(read, *asked);
        if (!cart)
            return answerError(cart.error());
        if (asked->customerId && !read.find(Kind::Customer, asked->customerId->text))
            return answerError(notFound(u"customer"_s, asked->customerId->text));
        return answerJson(previewJson(read, *asked, *cart, world.clock.now()));
    });
}
