// SPDX-License-Identifier: MIT
#include "sandbox/plan.h"

#include "billing/choices.h"
#include "sandbox/objectlist.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

static_assert(choices::renewalPrice == choices::RenewalPrice::AsBought);

QString cycleText(const Cycle &cycle)
{
    return QString::number(cycle.count) + u' ' + wireName(cycle.interval);
}

Cycle cycleFromText(const QString &text)
{
    const auto interval = intervalFromWire(text.section(u' ', 1));
    return {qMax(1, text.section(u' ', 0, 0).toInt()), interval.value_or(Interval::Month)};
}

Cycle cycleIn(const QJsonObject &stored, QLatin1StringView count, QLatin1StringView interval)
{
    return {stored[count].toInt(1), intervalFromWire(stored[interval].toString()).value_or(Interval::Month)};
}

QJsonArray itemsJson(const QList<PlanItem> &items)
{
    QJsonArray out;
    for (const PlanItem &item : items)
        out.append(QJsonObject{{"name"_L1, item.name}, {"price"_L1, item.price},
            {"quantity"_L1, item.quantity}, {"addon_id"_L1, QString::fromUtf8(item.addon)}});
    return out;
}

QList<PlanItem> itemsFromJson(const QJsonArray &json)
{
    QList<PlanItem> out;
    for (const auto &item : json)
        out.append({item["name"_L1].toString(), item["price"_L1].toInteger(), item["quantity"_L1].toInt(1),
            item["addon_id"_L1].toString().toUtf8()});
    return out;
}

Result<PlanItem> itemOf(const Reading &read, const CartAddon &wanted, const QByteArray &currency)
{
    const auto row = read.find(Kind::Addon, wanted.addon.text);
    if (!row)
        return notFound(u"add-on"_s, wanted.addon.text);
    const QJsonObject addon = row->object();
    if (addon["currency"_L1].toString().toUtf8() != currency)
        return codeError("UNSUPPORTED_CURRENCY",
            u"The add-on “%1” has another currency than the product."_s.arg(addon["name"_L1].toString()), 422,
            u"addons"_s);
    return PlanItem{
        addon["name"_L1].toString(), addon["price"_L1].toInteger(), wanted.quantity, wanted.addon.text};
}

} // namespace

qint64 Plan::fullAmount() const
{
    qint64 sum = 0;
    for (const PlanItem &item : items)
        sum += item.amount();
    return sum;
}

qint64 Plan::amount() const
{
    const auto share = Decimal::multiply(Decimal(fullAmount()), Decimal(10000 - discountBps));
    const auto exact = share ? share->shifted(-4) : std::nullopt;
    return exact ? choices::roundedAmount(*exact).value_or(0) : 0;
}

Result<Plan> planOf(const Reading &read, const Product &product, int quantity, const QList<CartAddon> &addons)
{
    const auto *recurring = std::get_if<RecurringPrice>(&product.is.price);
    const auto *usage = std::get_if<UsagePrice>(&product.is.price);
    if (!recurring && !usage)
        return codeError("INVALID_REQUEST_PARAMETERS",
            u"“%1” is bought once. A subscription needs a recurring product."_s.arg(product.is.name), 422,
            u"product_id"_s);
    Plan out{.product = product.id,
        .name = product.is.name,
        .description = product.is.description,
        .currency = basicsOf(product.is.price).currency,
        .quantity = quantity,
        .discountBps = discountBps(basicsOf(product.is.price)),
        .frequency = usage ? usage->frequency : recurring->frequency,
        .period = usage ? usage->period : recurring->period,
        .items = {{product.is.name, usage ? usage->fixedPrice : recurring->price, quantity}}};
    for (const CartAddon &addon : addons) {
        const auto item = itemOf(read, addon, out.currency);
        if (!item)
            return item.error();
        out.items.append(*item);
    }
    for (const PlanItem &item : std::as_const(out.items)) {
        if (item.amount() > choices::largestAmount || out.fullAmount() > choices::largestAmount)
            return choices::refused(choices::tooLargeAmount,
                u"The amount for “%1” is more than the service can state."_s.arg(item.name), u"quantity"_s);
    }
    return out;
}

Plan planIn(const QJsonObject &stored)
{
    const QJsonObject own = stored[ownKey].toObject();
    Plan out{.product = ProductId::of(stored["product_id"_L1].toString()),
        .name = own["name"_L1].toString(u"Subscription"_s),
        .description = {},
        .currency = stored["currency"_L1].toString().toUtf8(),
        .quantity = stored["quantity"_L1].toInt(1),
        .discountBps = own["discount_bps"_L1].toInt(),
        .frequency = cycleIn(stored, "payment_frequency_count"_L1, "payment_frequency_interval"_L1),
        .period = cycleIn(stored, "subscription_period_count"_L1, "subscription_period_interval"_L1),
        .items = itemsFromJson(own["items"_L1].toArray())};
    if (out.items.isEmpty())
        out.items = {
            {out.name, own["fixed_price"_L1].toInteger(stored["recurring_pre_tax_amount"_L1].toInteger())}};
    return out;
}

void setPlan(QJsonObject &stored, const Plan &plan)
{
    stored.insert("product_id"_L1, plan.product.string());
    stored.insert("currency"_L1, QString::fromUtf8(plan.currency));
    stored.insert("quantity"_L1, plan.quantity);
    stored.insert("recurring_pre_tax_amount"_L1, plan.amount());
    stored.insert("payment_frequency_count"_L1, plan.frequency.count);
    stored.insert("payment_frequency_interval"_L1, wireName(plan.frequency.interval));
    stored.insert("subscription_period_count"_L1, plan.period.count);
    stored.insert("subscription_period_interval"_L1, wireName(plan.period.interval));
    stored.insert("addons"_L1, addonsJson(plan));
    QJsonObject own = stored[ownKey].toObject();
    own.insert("name"_L1, plan.name);
    own.insert("fixed_price"_L1, plan.fullAmount());
    own.insert("discount_bps"_L1, plan.discountBps);
    own.insert("items"_L1, itemsJson(plan.items));
    stored.insert(ownKey, own);
}

QJsonObject toJson(const Plan &plan)
{
    QJsonObject out{{"product_id"_L1, plan.product.string()}, {"name"_L1, plan.name},
        {"currency"_L1, QString::fromUtf8(plan.currency)}, {"quantity"_L1, plan.quantity},
        {"discount_bps"_L1, plan.discountBps}, {"frequency"_L1, cycleText(plan.frequency)},
        {"period"_L1, cycleText(plan.period)}, {"items"_L1, itemsJson(plan.items)}};
    if (plan.description)
        out.insert("description"_L1, *plan.description);
    return out;
}

Result<Plan> planFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const Plan out{.product = ProductId::of(in.string("product_id"_L1)),
        .name = in.string("name"_L1),
        .description = in.optionalString("description"_L1),
        .currency = in.string("currency"_L1).toUtf8(),
        .quantity = int(in.integer("quantity"_L1, 1, choices::largestAmount)),
        .discountBps = int(in.integer("discount_bps"_L1, 0, 10000)),
        .frequency = cycleFromText(in.string("frequency"_L1)),
        .period = cycleFromText(in.string("period"_L1)),
        .items = itemsFromJson(in.array("items"_L1))};
    return in.finish(out);
}

QJsonArray addonsJson(const Plan &plan)
{
    QJsonArray out;
    for (const PlanItem &item : plan.items) {
        if (!item.addon.isEmpty())
            out.append(
                QJsonObject{{"addon_id"_L1, QString::fromUtf8(item.addon)}, {"quantity"_L1, item.quantity}});
    }
    return out;
}

QList<PaymentLine> linesOf(const Plan &plan)
{
    QList<PaymentLine> out;
    for (const PlanItem &item : plan.items) {
        if (item.amount() > 0)
            out.append({.name = item.name, .amount = item.amount(), .quantity = item.quantity});
    }
    return out;
}
