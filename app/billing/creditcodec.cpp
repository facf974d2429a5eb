// SPDX-License-Identifier: MIT
#include "billing/choices.h"
#include "billing/codec.h"
#include "billing/credit.h"
#include "billing/money.h"

using namespace Qt::StringLiterals;

// dodo-api.md 2.9 and the credits of a product in 2.4.
namespace {

constexpr int longestName = 255;
constexpr int longestUnit = 50;
constexpr int longestDescription = 1000;
constexpr int largestCount = std::numeric_limits<qint32>::max();

constexpr auto countKey = "rollover_timeframe_count"_L1;
constexpr auto intervalKey = "rollover_timeframe_interval"_L1;

QString textIn(JsonReader &in, QLatin1StringView key, int longest)
{
    const QString text = in.string(key);
    if (in.ok() && (text.isEmpty() || characters(text) > longest))
        in.fail(key, u"must have 1 to %1 characters"_s.arg(longest));
    return text;
}

std::optional<int> numberIn(JsonReader &in, QLatin1StringView key, int min, int max)
{
    const auto number = in.optionalInteger(key, min, max);
    return number ? std::optional(int(*number)) : std::nullopt;
}

// Not below 0.
std::optional<Decimal> amountIn(JsonReader &in, QLatin1StringView key)
{
    const auto amount = optionalDecimalIn(in, key);
    if (in.ok() && amount && amount->isNegative())
        in.fail(key, u"must not be below 0"_s);
    return amount;
}

std::optional<Cycle> timeframeIn(JsonReader &in)
{
    if (in.has(countKey) != in.has(intervalKey)) {
        const auto &[here, missing]
            = in.has(countKey) ? std::pair(countKey, intervalKey) : std::pair(intervalKey, countKey);
        in.fail(missing, u"must come together with %1"_s.arg(in.path(here)));
    }
    const auto count = numberIn(in, countKey, 1, largestCount);
    const auto name = in.optionalString(intervalKey);
    if (!count || !name || !in.ok())
        return std::nullopt;
    const auto interval = intervalFromWire(*name);
    if (!interval)
        in.fail(intervalKey, u"must be Day, Week, Month or Year"_s);
    return Cycle{*count, interval.value_or(Interval::Month)};
}

std::optional<OverageBehavior> behaviorIn(JsonReader &in)
{
    const auto name = in.optionalString("overage_behavior"_L1);
    if (!name || !in.ok())
        return std::nullopt;
    const auto behavior = overageBehaviorFromWire(*name);
    if (!behavior)
        in.fail("overage_behavior"_L1,
            u"must be forgive_at_reset, invoice_at_billing, carry_deficit or carry_deficit_auto_repay"_s);
    return behavior;
}

std::optional<QByteArray> currencyIn(JsonReader &in)
{
    const auto name = in.optionalString("currency"_L1);
    if (!name || !in.ok())
        return std::nullopt;
    if (!currencies().contains(name->toUtf8()))
        in.fail(invalid(in.path("currency"_L1), u"is not a currency that the service takes"_s, 422,
            u"UNSUPPORTED_CURRENCY"_s));
    return name->toUtf8();
}

// All but the limit of overage, which has two types on the wire (2.9).
CreditOverrides commonIn(JsonReader &in)
{
    return {
        .expiresAfterDays = numberIn(in, "expires_after_days"_L1, 1, largestCount),
        .rolloverEnabled = in.optionalBoolean("rollover_enabled"_L1),
        .rolloverPercentage = numberIn(in, "rollover_percentage"_L1, 0, 100),
        .rolloverTimeframe = timeframeIn(in),
        .maxRolloverCount = numberIn(in, "max_rollover_count"_L1, 0, largestCount),
        .overageEnabled = in.optionalBoolean("overage_enabled"_L1),
        .overageLimit = {},
        .overageBehavior = behaviorIn(in),
        .pricePerUnit = amountIn(in, "price_per_unit"_L1),
        .currency = currencyIn(in),
        .lowBalancePercent = numberIn(in, "low_balance_threshold_percent"_L1, 0, 100),
    };
}

NewCredit newCreditIn(JsonReader &in)
{
    for (const auto key : {"rollover_enabled"_L1, "overage_enabled"_L1}) {
        if (!in.has(key))
            in.fail(key, u"is missing"_s);
    }
    CreditOverrides said = commonIn(in);
    said.lowBalancePercent.reset(); // a product's matter
    if (const auto limit = in.optionalInteger("overage_limit"_L1, 0))
        said.overageLimit = Decimal(*limit);
    NewCredit out{
        .name = textIn(in, "name"_L1, longestName),
        .unit = textIn(in, "unit"_L1, longestUnit),
        .precision = int(in.integer("precision"_L1, 0, choices::finestPrecision)),
        .description = in.optionalString("description"_L1),
        .rules = merged({}, said),
    };
    if (in.ok() && out.description && characters(*out.description) > longestDescription)
        in.fail("description"_L1, u"must have at most %1 characters"_s.arg(longestDescription));
    if (const auto wrong = wrongRules(out.rules, {}); wrong && in.ok())
        in.fail(*wrong);
    return out;
}

template<typename T>
QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonValue orNull(const std::optional<Decimal> &value)
{
    return value ? QJsonValue(value->toString()) : QJsonValue(QJsonValue::Null);
}

bool proratesIn(JsonReader &in)
{
    const auto name = in.optionalString("proration_behavior"_L1);
    if (in.ok() && name && *name != "prorate"_L1 && *name != "no_prorate"_L1)
        in.fail("proration_behavior"_L1, u"must be prorate or no_prorate"_s);
    return name == "prorate"_L1;
}

// AttachCredit beside the overrides.
QJsonObject attachedJson(const AttachedCredit &attached)
{
    return {
        {"credit_entitlement_id"_L1, attached.credit.string()},
        {"credits_amount"_L1, attached.amount.toString()},
        {"proration_behavior"_L1, attached.prorates ? "prorate"_L1 : "no_prorate"_L1},
        {"trial_credits"_L1, orNull(attached.trialAmount)},
        {"trial_credits_expire_after_trial"_L1, attached.trialExpires},
    };
}

} // namespace

std::optional<Error> wrongRules(const CreditRules &rules, const QString &path)
{
    if (rules.overageEnabled && !rules.pricePerUnit)
        return invalid(memberPath(path, u"price_per_unit"_s), u"is needed when overage is enabled"_s);
    if (rules.pricePerUnit && !rules.currency)
        return invalid(memberPath(path, u"currency"_s), u"is needed when a price is set"_s);
    return std::nullopt;
}

QJsonObject toJson(const CreditRules &rules)
{
    QJsonObject out{
        {"expires_after_days"_L1, orNull(rules.expiresAfterDays)},
        {"rollover_enabled"_L1, rules.rolloverEnabled},
        {"rollover_percentage"_L1, orNull(rules.rolloverPercentage)},
        {countKey, QJsonValue::Null},
        {intervalKey, QJsonValue::Null},
        {"max_rollover_count"_L1, orNull(rules.maxRolloverCount)},
        {"overage_enabled"_L1, rules.overageEnabled},
        {"overage_limit"_L1, orNull(rules.overageLimit)},
        {"overage_behavior"_L1, wireName(rules.overageBehavior)},
        {"price_per_unit"_L1, orNull(rules.pricePerUnit)},
        {"currency"_L1,
            rules.currency ? QJsonValue(QString::fromUtf8(*rules.currency)) : QJsonValue(QJsonValue::Null)},
        {"low_balance_threshold_percent"_L1, orNull(rules.lowBalancePercent)},
    };
    if (rules.rolloverTimeframe) {
        out.insert(countKey, rules.rolloverTimeframe->count);
        out.insert(intervalKey, wireName(rules.rolloverTimeframe->interval));
    }
    return out;
}

Result<NewCredit> newCreditFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const NewCredit credit = newCreditIn(in);
    return in.finish(credit);
}

Result<Credit> creditFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const Credit credit{
        .id = CreditId::of(in.string("id"_L1)),
        .businessId = in.string("business_id"_L1).toUtf8(),
        .is = newCreditIn(in),
        .createdAt = in.time("created_at"_L1),
        .updatedAt = in.time("updated_at"_L1),
    };
    return in.finish(credit);
}

QJsonObject toJson(const Credit &credit)
{
    QJsonObject out = toJson(credit.is.rules);
    out.remove("low_balance_threshold_percent"_L1);
    if (const auto &limit = credit.is.rules.overageLimit) // an i64 here
        out.insert("overage_limit"_L1, limit->toText().toLongLong());
    out.insert("id"_L1, credit.id.string());
    out.insert("business_id"_L1, QString::fromUtf8(credit.businessId));
    out.insert("name"_L1, credit.is.name);
    out.insert("unit"_L1, credit.is.unit);
    out.insert("precision"_L1, credit.is.precision);
    out.insert("description"_L1, orNull(credit.is.description));
    out.insert("created_at"_L1, QString::fromLatin1(toIso(credit.createdAt)));
    out.insert("updated_at"_L1, QString::fromLatin1(toIso(credit.updatedAt)));
    return out;
}

CreditOverrides overridesOf(const CreditRules &rules)
{
    return {
        .expiresAfterDays = rules.expiresAfterDays,
        .rolloverEnabled = rules.rolloverEnabled,
        .rolloverPercentage = rules.rolloverPercentage,
        .rolloverTimeframe = rules.rolloverTimeframe,
        .maxRolloverCount = rules.maxRolloverCount,
        .overageEnabled = rules.overageEnabled,
        .overageLimit = rules.overageLimit,
        .overageBehavior = rules.overageBehavior,
        .pricePerUnit = rules.pricePerUnit,
        .currency = rules.currency,
        .lowBalancePercent = rules.lowBalancePercent,
    };
}

CreditOverrides creditOverridesIn(JsonReader &in)
{
    CreditOverrides out = commonIn(in);
    out.overageLimit = amountIn(in, "overage_limit"_L1);
    return out;
}

Result<AttachedCredit> attachedCreditFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const AttachedCredit attached{
        .mappingId = in.optionalString("id"_L1).value_or(QString()).toUtf8(),
        .credit = CreditId::of(in.string("credit_entitlement_id"_L1)),
        .amount = decimalIn(in, "credits_amount"_L1),
        .overrides = creditOverridesIn(in),
        .prorates = proratesIn(in),
        .trialAmount = amountIn(in, "trial_credits"_L1),
        .trialExpires = in.optionalBoolean("trial_credits_expire_after_trial"_L1).value_or(false),
    };
    return in.finish(attached);
}

// What is not said stays out, so that it is read back as not said.
QJsonObject toJson(const AttachedCredit &attached)
{
    QJsonObject out = toJson(merged({}, attached.overrides));
    if (!attached.overrides.rolloverEnabled)
        out.remove("rollover_enabled"_L1);
    if (!attached.overrides.overageEnabled)
        out.remove("overage_enabled"_L1);
    if (!attached.overrides.overageBehavior)
        out.remove("overage_behavior"_L1);
    const QJsonObject own = attachedJson(attached);
    for (auto it = own.begin(); it != own.end(); ++it)
        out.insert(it.key(), it.value());
    if (!attached.mappingId.isEmpty())
        out.insert("id"_L1, QString::fromLatin1(attached.mappingId));
    for (const QString &key : out.keys()) {
        if (out.value(key).isNull())
            out.remove(key);
    }
    return out;
}

QJsonObject toMappingJson(const AttachedCredit &attached, const Credit &credit)
{
    QJsonObject out = toJson(merged(credit.is.rules, attached.overrides));
    const QJsonObject own = attachedJson(attached);
    for (auto it = own.begin(); it != own.end(); ++it)
        out.insert(it.key(), it.value());
    out.insert("id"_L1, QString::fromLatin1(attached.mappingId));
    out.insert("credit_entitlement_name"_L1, credit.is.name);
    out.insert("credit_entitlement_unit"_L1, credit.is.unit);
    return out;
}
