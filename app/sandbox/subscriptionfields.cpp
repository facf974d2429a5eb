// SPDX-License-Identifier: MIT
#include "sandbox/subscriptionfields.h"

#include "billing/choices.h"
#include "billing/codec.h"
#include "billing/countries.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

// What the SDKs of 2.52 name.
constexpr std::array reasons{"cancelled_by_customer"_L1, "cancelled_by_merchant"_L1,
    "cancelled_by_merchant_send_dunning"_L1, "cancelled_by_merchant_grace_period_expired"_L1, "dodo_team"_L1};
constexpr std::array feedbacks{"too_expensive"_L1, "missing_features"_L1, "switched_service"_L1, "unused"_L1,
    "customer_service"_L1, "low_quality"_L1, "too_complex"_L1, "other"_L1};

template<size_t Count>
std::optional<QString> oneOf(
    JsonReader &in, QLatin1StringView key, const std::array<QLatin1StringView, Count> &values)
{
    auto text = in.optionalString(key);
    if (text && in.ok() && std::ranges::find(values, *text) == values.end())
        in.fail(key, u"is no value that the service knows"_s);
    return text;
}

std::optional<SubscriptionStatus> statusIn(JsonReader &in, const QJsonObject &json)
{
    const auto name = in.optionalString(choices::pausingField);
    if (!name)
        return std::nullopt;
    const auto status = subscriptionStatusFromWire(*name);
    using Status = SubscriptionStatus;
    if (status != Status::Cancelled && status != Status::Paused && status != Status::Active)
        in.fail("status"_L1, u"must be cancelled, paused or active"_s);
    if (status != Status::Cancelled && json.size() > 1)
        in.fail("status"_L1, u"must be sent alone to pause or resume"_s);
    return status;
}

// An address with every key of BillingAddress, null where it says nothing.
void readBilling(JsonReader &in, SubscriptionPatch &out)
{
    const auto billing = in.optionalObject("billing"_L1);
    if (!billing)
        return;
    JsonReader inner(*billing, in.path("billing"_L1));
    const QString country = inner.string("country"_L1);
    if (inner.ok() && !countries().contains(country.toUtf8()))
        inner.fail(invalid(inner.path("country"_L1), u"must be two capital letters, such as US"_s, 422,
            u"UNSUPPORTED_COUNTRY"_s));
    QJsonObject address{{"country"_L1, country}};
    for (const auto key : {"city"_L1, "state"_L1, "street"_L1, "zipcode"_L1}) {
        const auto text = inner.optionalString(key);
        address.insert(key, text ? QJsonValue(*text) : QJsonValue());
    }
    out.plain.insert("billing"_L1, in.take(inner.finish(address)));
}

// Null takes these away.
void readTexts(JsonReader &in, const QJsonObject &json, SubscriptionPatch &out)
{
    for (const auto key : {"cancellation_comment"_L1, "tax_id"_L1, "customer_business_name"_L1}) {
        const auto text = in.optionalString(key);
        if (json.contains(key))
            out.plain.insert(key, text ? QJsonValue(*text) : QJsonValue());
    }
    if (const auto feedback = oneOf(in, "cancellation_feedback"_L1, feedbacks))
        out.plain.insert("cancellation_feedback"_L1, *feedback);
}

void readPeriod(JsonReader &in, SubscriptionPatch &out)
{
    const qint64 most = std::numeric_limits<qint32>::max();
    if (const auto count = in.optionalInteger("subscription_period_count"_L1, 1, most))
        out.periodCount = int(*count);
    const auto name = in.optionalString("subscription_period_interval"_L1);
    out.periodInterval = name ? intervalFromWire(*name) : std::nullopt;
    if (name && !out.periodInterval)
        in.fail("subscription_period_interval"_L1, u"must be Day, Week, Month or Year"_s);
    if (name && !out.periodCount)
        in.fail("subscription_period_count"_L1, u"is missing beside subscription_period_interval"_s);
}

} // namespace

Result<SubscriptionPatch> subscriptionPatchFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    SubscriptionPatch out;
    if (in.has("pause"_L1)) // removed from the service in August 2026; always refused
        in.fail("pause"_L1, u"is not taken any more; send status paused or active"_s);
    out.status = statusIn(in, json);
    out.nextBilling = in.optionalTime("next_billing_date"_L1);
    out.cancelsLater = in.optionalBoolean("cancel_at_next_billing_date"_L1);
    out.cancelReason = oneOf(in, "cancel_reason"_L1, reasons);
    out.customerName = in.optionalString("customer_name"_L1);
    if (out.customerName && out.customerName->trimmed().isEmpty())
        in.fail("customer_name"_L1, u"must not be empty"_s);
    out.creditCart = in.optionalArray("credit_entitlement_cart"_L1);
    if (const auto disable = in.optionalObject("disable_on_demand"_L1)) {
        JsonReader inner(*disable, in.path("disable_on_demand"_L1));
        const TimePoint next = inner.time("next_billing_date"_L1);
        out.endsOnDemand = in.take(inner.finish(next));
    }
    if (const auto object = in.optionalObject("metadata"_L1)) {
        const Metadata metadata = in.take(metadataFromJson(*object, u"metadata"_s));
        if (const auto fits = checkObjectMetadata(metadata, u"metadata"_s); in.ok() && !fits)
            in.fail(fits.error());
        out.plain.insert("metadata"_L1, toJson(metadata));
    }
    readBilling(in, out);
    readTexts(in, json, out);
    readPeriod(in, out);
    return in.finish(out);
}
