// SPDX-License-Identifier: MIT
#include "billing/price.h"

#include "billing/codec.h"
#include "billing/money.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestAmount = std::numeric_limits<qint32>::max();
constexpr int digitsBefore = 5;
constexpr int digitsAfter = 12;

Error wrongPrice(const QString &field, const QString &text, const QString &code)
{
    QString message = field.isEmpty() ? text : field + ": "_L1 + text;
    return {.kind = Error::Kind::Invalid,
        .message = std::move(message),
        .code = code,
        .field = field,
        .status = 422};
}

// "5,0" meant 5.0; without a guess a plain 5 shows the form.
QString rightFormOf(QByteArrayView text)
{
    QByteArray mended = text.toByteArray().trimmed();
    mended.replace(',', '.');
    if (Decimal::fromText(mended))
        return QString::fromLatin1(mended);
    const auto number = Decimal::fromJsonNumber(mended);
    return number && !number->isNegative() ? number->toString() : u"5"_s;
}

Cycle cycleIn(JsonReader &in, QLatin1StringView count, QLatin1StringView interval)
{
    Cycle out;
    out.count = int(in.integer(count, 1, largestAmount));
    const auto name = intervalFromWire(in.string(interval));
    if (in.ok() && !name)
        in.fail(interval, u"must be Day, Week, Month or Year"_s);
    out.interval = name.value_or(Interval::Month);
    return out;
}

PriceBasics basicsIn(JsonReader &in)
{
    PriceBasics out;
    out.currency = in.string("currency"_L1).toUtf8();
    if (in.ok() && !currencies().contains(out.currency))
        in.fail(invalid(in.path("currency"_L1), u"is not a currency that the service takes"_s, 422,
            u"UNSUPPORTED_CURRENCY"_s));
    out.discount = int(in.optionalInteger("discount"_L1, 0, 100).value_or(choices::discountWhenAbsent));
    if (const auto bps = in.optionalInteger("discount_bps"_L1, 0, 10000))
        out.discountBps = int(*bps);
    out.purchasingPowerParity
        = in.optionalBoolean("purchasing_power_parity"_L1).value_or(choices::parityWhenAbsent);
    out.taxInclusive = in.optionalBoolean("tax_inclusive"_L1);
    return out;
}

Price oneTimeIn(JsonReader &in)
{
    return OneTimePrice{
        .basics = basicsIn(in),
        .price = in.integer("price"_L1, 0, largestAmount),
        .payWhatYouWant = in.optionalBoolean("pay_what_you_want"_L1).value_or(false),
        .suggestedPrice = in.optionalInteger("suggested_price"_L1, 0, largestAmount),
    };
}

Price recurringIn(JsonReader &in)
{
    return RecurringPrice{
        .basics = basicsIn(in),
        .price = in.integer("price"_L1, 0, largestAmount),
        .frequency = cycleIn(in, "payment_frequency_count"_L1, "payment_frequency_interval"_L1),
        .period = cycleIn(in, "subscription_period_count"_L1, "subscription_period_interval"_L1),
        .trialPeriodDays = int(in.optionalInteger("trial_period_days"_L1, 0, largestAmount).value_or(0)),
        .trialAmount = in.optionalInteger("trial_amount"_L1, 0, largestAmount),
        .trialAppliesDiscounts = in.optionalBoolean("trial_apply_discounts"_L1),
        .trialNeedsNoMethod = in.optionalBoolean("trial_payment_method_optional"_L1).value_or(false),
        .nothingNeedsNoMethod = in.optionalBoolean("zero_amount_payment_method_optional"_L1).value_or(false),
    };
}

bool isZero(const std::optional<QString> &text)
{
    const auto number = text ? Decimal::fromText(text->toUtf8()) : std::nullopt;
    return number && number->isZero();
}

void checkMeters(JsonReader &in, const QList<MeterPrice> &meters)
{
    if (in.ok() && meters.size() > metersPerProduct)
        in.fail("meters"_L1, u"must have at most %1 meters"_s.arg(metersPerProduct));
    QSet<MeterId> seen;
    for (const MeterPrice &price : meters) {
        if (seen.contains(price.meter))
            in.fail(invalid(in.path("meters"_L1), u"has the meter %1 twice"_s.arg(price.meter.string()), 422,
                u"DUPLICATE_METER_IDS_IN_REQUEST"_s));
        seen.insert(price.meter);
    }
}

Price usageIn(JsonReader &in)
{
    UsagePrice out{
        .basics = basicsIn(in),
        .fixedPrice = in.integer("fixed_price"_L1, 0, largestAmount),
        .frequency = cycleIn(in, "payment_frequency_count"_L1, "payment_frequency_interval"_L1),
        .period = cycleIn(in, "subscription_period_count"_L1, "subscription_period_interval"_L1),
        .meters = {},
    };
    if (in.has("meters"_L1))
        out.meters = in.list<MeterPrice>("meters"_L1, meterPriceFromJson);
    checkMeters(in, out.meters);
    return out;
}

QJsonObject basicsJson(const PriceBasics &basics, QLatin1StringView type)
{
    QJsonObject out{
        {"type"_L1, type},
        {"currency"_L1, QString::fromUtf8(basics.currency)},
        {"discount"_L1, basics.discount},
        {"purchasing_power_parity"_L1, basics.purchasingPowerParity},
    };
    if (basics.discountBps)
        out.insert("discount_bps"_L1, *basics.discountBps);
    if (basics.taxInclusive)
        out.insert("tax_inclusive"_L1, *basics.taxInclusive);
    return out;
}

void insertCycles(QJsonObject &out, const Cycle &frequency, const Cycle &period)
{
    out.insert("payment_frequency_count"_L1, frequency.count);
    out.insert("payment_frequency_interval"_L1, wireName(frequency.interval));
    out.insert("subscription_period_count"_L1, period.count);
    out.insert("subscription_period_interval"_L1, wireName(period.interval));
}

QJsonObject priceJson(const OneTimePrice &price)
{
    QJsonObject out = basicsJson(price.basics, "one_time_price"_L1);
    out.insert("price"_L1, price.price);
    out.insert("pay_what_you_want"_L1, price.payWhatYouWant);
    if (price.suggestedPrice)
        out.insert("suggested_price"_L1, *price.suggestedPrice);
    return out;
}

QJsonObject priceJson(const RecurringPrice &price)
{
    QJsonObject out = basicsJson(price.basics, "recurring_price"_L1);
    out.insert("price"_L1, price.price);
    insertCycles(out, price.frequency, price.period);
    out.insert("trial_period_days"_L1, price.trialPeriodDays);
    if (price.trialAmount)
        out.insert("trial_amount"_L1, *price.trialAmount);
    if (price.trialAppliesDiscounts)
        out.insert("trial_apply_discounts"_L1, *price.trialAppliesDiscounts);
    if (price.trialNeedsNoMethod)
        out.insert("trial_payment_method_optional"_L1, true);
    if (price.nothingNeedsNoMethod)
        out.insert("zero_amount_payment_method_optional"_L1, true);
    return out;
}

QJsonObject priceJson(const UsagePrice &price)
{
    QJsonObject out = basicsJson(price.basics, "usage_based_price"_L1);
    out.insert("fixed_price"_L1, price.fixedPrice);
    insertCycles(out, price.frequency, price.period);
    QJsonArray meters;
    for (const MeterPrice &meter : price.meters)
        meters.append(toJson(meter));
    out.insert("meters"_L1, meters);
    return out;
}

} // namespace

const PriceBasics &basicsOf(const Price &price)
{
    return std::visit([](const auto &kind) -> const PriceBasics & { return kind.basics; }, price);
}

int discountBps(const PriceBasics &basics)
{
    return basics.discountBps.value_or(basics.discount * 100);
}

bool isRecurring(const Price &price)
{
    return !std::holds_alternative<OneTimePrice>(price);
}

Result<Decimal> pricePerUnitFromText(QByteArrayView text, const QString &field)
{
    static_assert(choices::wirePrice == choices::PriceUnit::Smallest); // no factor of 100 stands here
    const auto number = Decimal::fromText(text);
    if (!number)
        return wrongPrice(field, u"Not a number that the API reads. Write %1."_s.arg(rightFormOf(text)),
            u"INTEGER_CONVERSION_FAILURE"_s);
    if (number->isZero() || number->isNegative())
        return wrongPrice(field, u"The price must be above 0."_s, u"INVALID_REQUEST_BODY"_s);
    if (number->digitsBeforePoint() > digitsBefore)
        return wrongPrice(field, u"The price has more than %1 digits before the point."_s.arg(digitsBefore),
            u"INVALID_REQUEST_BODY"_s);
    if (number->digitsAfterPoint() > digitsAfter)
        return wrongPrice(field, u"The price has more than %1 digits after the point."_s.arg(digitsAfter),
            u"INVALID_REQUEST_BODY"_s);
    return *number;
}

Result<MeterPrice> meterPriceFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    MeterPrice out{
        .meter = MeterId::of(in.string("meter_id"_L1)),
        .pricePerUnit = {},
        .freeThreshold = in.optionalInteger("free_threshold"_L1, 0),
        .creditEntitlementId = in.optionalString("credit_entitlement_id"_L1),
        .meterUnitsPerCredit = optionalDecimalIn(in, "meter_units_per_credit"_L1),
        .name = in.optionalString("name"_L1).value_or(QString()),
        .measurementUnit = in.optionalString("measurement_unit"_L1).value_or(QString()),
        .description = in.optionalString("description"_L1),
    };
    const auto text = in.optionalString("price_per_unit"_L1);
    const bool needless = out.creditEntitlementId && isZero(text); // 5.1.28 gives "0" where there is no price
    if (text && !needless && in.ok())
        out.pricePerUnit = in.take(pricePerUnitFromText(text->toUtf8(), in.path("price_per_unit"_L1)));
    else if (choices::needsPrice(out.creditEntitlementId.has_value()))
        in.fail("price_per_unit"_L1, u"is missing"_s);
    if (out.creditEntitlementId && !out.meterUnitsPerCredit)
        in.fail("meter_units_per_credit"_L1, u"is missing"_s);
    if (out.meterUnitsPerCredit && *out.meterUnitsPerCredit <= Decimal(0))
        in.fail("meter_units_per_credit"_L1, u"must be above 0"_s);
    return in.finish(out);
}

QJsonObject toJson(const MeterPrice &price)
{
    QJsonObject out{{"meter_id"_L1, price.meter.string()}};
    if (price.pricePerUnit)
        out.insert("price_per_unit"_L1, price.pricePerUnit->toString());
    if (price.freeThreshold)
        out.insert("free_threshold"_L1, *price.freeThreshold);
    insertIf(out, "credit_entitlement_id"_L1, price.creditEntitlementId);
    if (price.meterUnitsPerCredit)
        out.insert("meter_units_per_credit"_L1, price.meterUnitsPerCredit->toString());
    if (!price.name.isEmpty())
        out.insert("name"_L1, price.name);
    if (!price.measurementUnit.isEmpty())
        out.insert("measurement_unit"_L1, price.measurementUnit);
    insertIf(out, "description"_L1, price.description);
    return out;
}

Result<Price> priceFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const QString type = in.string("type"_L1);
    Price price;
    if (type == "one_time_price"_L1)
        price = oneTimeIn(in);
    else if (type == "recurring_price"_L1)
        price = recurringIn(in);
    else if (type == "usage_based_price"_L1)
        price = usageIn(in);
    else if (in.ok())
        in.fail("type"_L1, u"must be one_time_price, recurring_price or usage_based_price"_s);
    return in.finish(price);
}

QJsonObject toJson(const Price &price)
{
    return std::visit([](const auto &kind) { return priceJson(kind); }, price);
}
