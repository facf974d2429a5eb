// SPDX-License-Identifier: MIT
#include "billing/subscription.h"

#include "billing/codec.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array statusNames{"pending"_L1, "active"_L1, "on_hold"_L1, "paused"_L1, "cancelled"_L1,
    "failed"_L1, "expired"_L1, "past_due"_L1};

constexpr auto ratesKey = "meter_credit_entitlement_cart"_L1;

// MeterCart: as a MeterPrice, with the currency and without a price when billed in credits.
Result<MeterPrice> meterCartFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    MeterPrice out{
        .meter = MeterId::of(in.string("meter_id"_L1)),
        .pricePerUnit = {},
        .freeThreshold = in.integer("free_threshold"_L1, 0),
        .creditEntitlementId = {},
        .meterUnitsPerCredit = {},
        .name = in.string("name"_L1),
        .measurementUnit = in.string("measurement_unit"_L1),
        .description = in.optionalString("description"_L1),
    };
    const auto text = in.optionalString("price_per_unit"_L1);
    const auto number = text ? Decimal::fromText(text->toUtf8()) : std::nullopt;
    const bool isFree = number && number->isZero(); // one that is billed in credits (5.1.28)
    if (text && !isFree && in.ok())
        out.pricePerUnit = in.take(pricePerUnitFromText(text->toUtf8(), in.path("price_per_unit"_L1)));
    return in.finish(out);
}

// MeterCreditCart: which of the meters are billed in credits, and how.
struct CreditRate {
    MeterId meter;
    QString credit;
    Decimal unitsPerCredit;
};

Result<CreditRate> creditRateFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const CreditRate out{.meter = MeterId::of(in.string("meter_id"_L1)),
        .credit = in.string("credit_entitlement_id"_L1),
        .unitsPerCredit = decimalIn(in, "meter_units_per_credit"_L1)};
    if (in.ok() && out.unitsPerCredit <= Decimal(0))
        in.fail("meter_units_per_credit"_L1, u"must be above 0"_s);
    return in.finish(out);
}

QJsonArray creditRatesJson(const Subscription &s)
{
    QJsonArray out;
    for (const MeterPrice &price : s.meters) {
        if (price.creditEntitlementId && price.meterUnitsPerCredit)
            out.append(QJsonObject{{"credit_entitlement_id"_L1, *price.creditEntitlementId},
                {"meter_id"_L1, price.meter.string()}, {"meter_name"_L1, price.name},
                {"meter_units_per_credit"_L1, price.meterUnitsPerCredit->toString()},
                {"product_id"_L1, s.product.string()}});
    }
    return out;
}

QJsonObject meterCartJson(const MeterPrice &price, const QByteArray &currency)
{
    return {
        {"meter_id"_L1, price.meter.string()},
        {"name"_L1, price.name},
        {"currency"_L1, QString::fromUtf8(currency)},
        {"free_threshold"_L1, price.freeThreshold.value_or(0)},
        {"measurement_unit"_L1, price.measurementUnit},
        {"description"_L1, orNull(price.description)},
        {"price_per_unit"_L1, price.pricePerUnit ? QJsonValue(price.pricePerUnit->toString()) : QJsonValue()},
    };
}

QJsonObject billingJson(const QByteArray &country)
{
    return {{"country"_L1, QString::fromUtf8(country)}, {"city"_L1, QJsonValue::Null},
        {"state"_L1, QJsonValue::Null}, {"street"_L1, QJsonValue::Null}, {"zipcode"_L1, QJsonValue::Null}};
}

Cycle cycleIn(JsonReader &in, QLatin1StringView count, QLatin1StringView interval)
{
    const qint64 number = in.integer(count, 1, std::numeric_limits<qint32>::max());
    const auto name = intervalFromWire(in.string(interval));
    if (in.ok() && !name)
        in.fail(interval, u"must be Day, Week, Month or Year"_s);
    return {.count = int(number), .interval = name.value_or(Interval::Month)};
}

SubscriptionStatus statusIn(JsonReader &in)
{
    const auto status = subscriptionStatusFromWire(in.string("status"_L1));
    if (in.ok() && !status)
        in.fail("status"_L1, u"is not a status that this program knows"_s);
    return status.value_or(SubscriptionStatus::Pending);
}

void readNested(JsonReader &in, Subscription &out)
{
    const QJsonObject customer = in.object("customer"_L1);
    if (in.ok())
        out.customer = in.take(customerFromLimitedJson(customer, in.path("customer"_L1)));
    if (const auto billing = in.optionalObject("billing"_L1))
        out.country = billing->value("country"_L1).toString().toUtf8();
    if (in.has("meters"_L1))
        out.meters = in.list<MeterPrice>("meters"_L1, meterCartFromJson);
    QList<CreditRate> rates;
    if (in.has(ratesKey))
        rates = in.list<CreditRate>(ratesKey, creditRateFromJson);
    for (const auto &[meter, credit, unitsPerCredit] : rates) {
        for (MeterPrice &price : out.meters) {
            if (price.meter != meter)
                continue;
            price.creditEntitlementId = credit;
            price.meterUnitsPerCredit = unitsPerCredit;
        }
    }
    if (const auto metadata = in.optionalObject("metadata"_L1))
        out.metadata = in.take(metadataFromJson(*metadata, in.path("metadata"_L1)));
}

} // namespace

QLatin1StringView wireName(SubscriptionStatus status)
{
    return statusNames[size_t(status)];
}

std::optional<SubscriptionStatus> subscriptionStatusFromWire(QStringView name)
{
    for (size_t i = 0; i < statusNames.size(); ++i) {
        if (name == statusNames[i])
            return SubscriptionStatus(i);
    }
    return std::nullopt;
}

Result<Subscription> subscriptionFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    Subscription out{
        .id = SubscriptionId::of(in.string("subscription_id"_L1)),
        .product = ProductId::of(in.string("product_id"_L1)),
        .productName = in.optionalString("product_name"_L1),
        .brandId = in.optionalString("brand_id"_L1).value_or(QString()).toUtf8(), // not in lists
        .customer = {},
        .status = statusIn(in),
        .currency = in.string("currency"_L1).toUtf8(),
        .recurringPreTaxAmount = in.integer("recurring_pre_tax_amount"_L1),
        .createdAt = in.time("created_at"_L1),
        .previousBillingDate = in.time("previous_billing_date"_L1),
        .nextBillingDate = in.time("next_billing_date"_L1),
        .frequency = cycleIn(in, "payment_frequency_count"_L1, "payment_frequency_interval"_L1),
        .period = cycleIn(in, "subscription_period_count"_L1, "subscription_period_interval"_L1),
        .meters = {},
        .metadata = {},
    };
    readNested(in, out);
    return in.finish(out);
}

QJsonObject toListJson(const Subscription &s)
{
    return {
        {"subscription_id"_L1, s.id.string()},
        {"product_id"_L1, s.product.string()},
        {"product_name"_L1, orNull(s.productName)},
        {"customer"_L1, toLimitedJson(s.customer)},
        {"billing"_L1, billingJson(s.country)},
        {"status"_L1, wireName(s.status)},
        {"currency"_L1, QString::fromUtf8(s.currency)},
        {"quantity"_L1, 1},
        {"recurring_pre_tax_amount"_L1, s.recurringPreTaxAmount},
        {"tax_inclusive"_L1, false},
        {"created_at"_L1, QString::fromLatin1(toIso(s.createdAt))},
        {"previous_billing_date"_L1, QString::fromLatin1(toIso(s.previousBillingDate))},
        {"next_billing_date"_L1, QString::fromLatin1(toIso(s.nextBillingDate))},
        {"payment_frequency_count"_L1, s.frequency.count},
        {"payment_frequency_interval"_L1, wireName(s.frequency.interval)},
        {"subscription_period_count"_L1, s.period.count},
        {"subscription_period_interval"_L1, wireName(s.period.interval)},
        {"trial_period_days"_L1, 0},
        {"trial_amount"_L1, QJsonValue::Null},
        {"on_demand"_L1, false},
        {"cancel_at_next_billing_date"_L1, false},
        {"cancelled_at"_L1, QJsonValue::Null},
        {"paused_at"_L1, QJsonValue::Null},
        {"discount_id"_L1, QJsonValue::Null},
        {"discount_cycles_remaining"_L1, QJsonValue::Null},
        {"discounts"_L1, QJsonArray()},
        {"payment_method_id"_L1, QJsonValue::Null},
        {"scheduled_change"_L1, QJsonValue::Null},
        {"tax_id"_L1, QJsonValue::Null},
        {"customer_business_name"_L1, QJsonValue::Null},
        {"has_payment_method"_L1, true},
        {"metadata"_L1, toJson(s.metadata)},
    };
}

QJsonObject toJson(const Subscription &s)
{
    QJsonArray meters;
    for (const MeterPrice &price : s.meters)
        meters.append(meterCartJson(price, s.currency));
    QJsonObject out = toListJson(s);
    out.remove("product_name"_L1);
    out.insert("brand_id"_L1, QString::fromUtf8(s.brandId));
    out.insert("addons"_L1, QJsonArray());
    out.insert("meters"_L1, meters);
    out.insert("credit_entitlement_cart"_L1, QJsonArray());
    out.insert(ratesKey, creditRatesJson(s));
    out.insert("expires_at"_L1, QJsonValue::Null);
    out.insert("cancellation_comment"_L1, QJsonValue::Null);
    out.insert("cancellation_feedback"_L1, QJsonValue::Null);
    out.insert("custom_field_responses"_L1, QJsonValue::Null);
    return out;
}
