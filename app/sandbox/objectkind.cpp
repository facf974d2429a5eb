// SPDX-License-Identifier: MIT
#include "sandbox/objectkind.h"

#include "billing/credit.h"
#include "billing/meter.h"
#include "billing/product.h"
#include "billing/subscription.h"
#include "sandbox/creditcart.h"
#include "sandbox/creditkinds.h"
#include "sandbox/endpoint.h"
#include "sandbox/webhookmessage.h"
#include "support/jsonreader.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kinds{Kind::Credit, Kind::Meter, Kind::Addon, Kind::Product, Kind::Customer,
    Kind::Subscription, Kind::CreditBalance, Kind::CreditGrant, Kind::CreditEntry, Kind::Checkout,
    Kind::Payment, Kind::Image, Kind::Webhook, Kind::Message, Kind::WalletEntry};

QLatin1StringView idKey(Kind kind)
{
    switch (kind) {
    case Kind::Product:
        return "product_id"_L1;
    case Kind::Customer:
        return "customer_id"_L1;
    case Kind::Subscription:
        return "subscription_id"_L1;
    case Kind::Payment:
        return "payment_id"_L1;
    case Kind::Meter:
    case Kind::Checkout:
    case Kind::Image:
    case Kind::Webhook:
    case Kind::Message:
    case Kind::Credit:
    case Kind::CreditBalance:
    case Kind::CreditGrant:
    case Kind::CreditEntry:
    case Kind::Addon:
    case Kind::WalletEntry:
        break;
    }
    return "id"_L1;
}

bool isOfAccount(Kind kind)
{
    return kind == Kind::CreditBalance || kind == Kind::CreditGrant || kind == Kind::CreditEntry;
}

QByteArray parentOf(Kind kind, const QJsonObject &json)
{
    if (kind == Kind::Subscription)
        return json["customer"_L1]["customer_id"_L1].toString().toUtf8();
    if (kind == Kind::Payment)
        return json["subscription_id"_L1].toString().toUtf8();
    if (kind == Kind::Message)
        return json["webhook_id"_L1].toString().toUtf8();
    if (isOfAccount(kind) || kind == Kind::WalletEntry)
        return json["customer_id"_L1].toString().toUtf8();
    return {};
}

QString labelOf(Kind kind, const QJsonObject &json)
{
    if (isOfAccount(kind))
        return json["credit_entitlement_id"_L1].toString();
    switch (kind) {
    case Kind::Customer:
        return json["email"_L1].toString();
    case Kind::Meter:
        return json["event_name"_L1].toString();
    case Kind::Subscription:
        return json["product_id"_L1].toString();
    case Kind::Credit:
        return json["name"_L1].toString();
    case Kind::WalletEntry:
        return json["currency"_L1].toString();
    case Kind::Checkout:
        return json["sandbox"_L1]["via"_L1].toString();
    default:
        return {};
    }
}

std::optional<TimePoint> dueIn(JsonReader &in, Kind kind, const QJsonObject &json)
{
    if (kind == Kind::Message)
        return in.optionalTime("next_attempt_at"_L1);
    const QString status = json["status"_L1].toString();
    const bool retries = status == "on_hold"_L1 && json["sandbox"_L1]["retries"_L1].toBool();
    if (kind == Kind::Subscription && (status == "active"_L1 || retries))
        return in.optionalTime("next_billing_date"_L1);
    const bool spent = json["is_expired"_L1].toBool() || json["remaining_amount"_L1].toString() == "0"_L1;
    if (kind == Kind::CreditGrant && !spent)
        return in.optionalTime("expires_at"_L1);
    return std::nullopt;
}

template<typename T>
Result<void> without(const Result<T> &result)
{
    if (!result)
        return result.error();
    return {};
}

} // namespace

std::span<const Kind> objectKinds()
{
    return kinds;
}

QLatin1StringView stateKey(Kind kind)
{
    static constexpr QLatin1StringView keys[]
        = {"meters"_L1, "products"_L1, "customers"_L1, "subscriptions"_L1, "checkouts"_L1, "payments"_L1,
            "images"_L1, "deliveries"_L1, "webhooks"_L1, "credit_entitlements"_L1, "credit_balances"_L1,
            "credit_grants"_L1, "credit_ledger"_L1, "addons"_L1, "wallet_ledger"_L1};
    return keys[size_t(kind)];
}

Result<ObjectColumns> columnsOf(Kind kind, const QJsonObject &json)
{
    JsonReader in(json);
    ObjectColumns out{.id = in.string(idKey(kind)).toUtf8(),
        .createdAt = in.time("created_at"_L1),
        .parent = parentOf(kind, json),
        .due = dueIn(in, kind, json),
        .label = labelOf(kind, json)};
    if (in.ok() && out.id.isEmpty())
        in.fail(idKey(kind), u"must not be empty"_s);
    return in.finish(out);
}

Result<void> checkObject(Kind kind, const QJsonObject &json)
{
    switch (kind) {
    case Kind::Meter:
        return without(meterFromJson(json));
    case Kind::Product:
        return without(productFromJson(json));
    case Kind::Customer:
        return without(customerFromJson(json));
    case Kind::Subscription:
        if (const auto read = subscriptionFromJson(json); !read)
            return read.error();
        return checkSubscriptionCredits(json);
    case Kind::Message:
        return without(webhookMessageFromJson(json));
    case Kind::Webhook:
        return without(webhookEndpointFromJson(json));
    case Kind::Credit:
        return without(creditFromJson(json));
    case Kind::CreditBalance:
        return checkCreditBalance(json);
    case Kind::CreditGrant:
        return checkCreditGrant(json);
    case Kind::CreditEntry:
        return checkCreditEntry(json);
    default:
        return without(columnsOf(kind, json));
    }
}
