// SPDX-License-Identifier: MIT
#include "billing/checkout.h"

#include "billing/checkoutrequest.h"
#include "billing/codec.h"

using namespace Qt::StringLiterals;

namespace {

Result<NewCustomer> buyerFromJson(const QJsonObject &json, const QString &path)
{
    QJsonObject named = json; // the name is optional here only
    if (!json.contains("name"_L1) || json.value("name"_L1).isNull())
        named.insert("name"_L1, QString());
    return newCustomerFromJson(named, path);
}

void readCustomer(JsonReader &in, NewCheckout &out)
{
    const auto customer = in.optionalObject("customer"_L1);
    if (!customer)
        return;
    const QString path = in.path("customer"_L1);
    JsonReader inner(*customer, path);
    if (inner.has("customer_id"_L1))
        out.customerId = in.take(inner.finish(CustomerId::of(inner.string("customer_id"_L1))));
    else
        out.newCustomer = in.take(buyerFromJson(*customer, path));
}

std::optional<PaymentId> paymentIn(JsonReader &in)
{
    const auto payment = in.optionalString("payment_id"_L1);
    return payment ? std::optional(PaymentId::of(*payment)) : std::nullopt;
}

QJsonArray addonsJson(const QList<CartAddon> &addons)
{
    QJsonArray out;
    for (const CartAddon &addon : addons)
        out.append(QJsonObject{{"addon_id"_L1, addon.addon.string()}, {"quantity"_L1, addon.quantity}});
    return out;
}

QJsonArray creditsJson(const QList<CartCredit> &credits)
{
    QJsonArray out;
    for (const CartCredit &credit : credits)
        out.append(QJsonObject{
            {"credit_entitlement_id"_L1, credit.credit}, {"credits_amount"_L1, credit.amount.toString()}});
    return out;
}

QJsonObject givenAddress(const NewCheckout &checkout)
{
    QJsonObject out{{"country"_L1, QString::fromUtf8(checkout.country)}};
    insertIf(out, "city"_L1, checkout.address.city);
    insertIf(out, "state"_L1, checkout.address.state);
    insertIf(out, "street"_L1, checkout.address.street);
    insertIf(out, "zipcode"_L1, checkout.address.zipcode);
    return out;
}

QJsonObject subscriptionDataOf(const NewCheckout &checkout)
{
    QJsonObject out;
    if (checkout.trialDays)
        out.insert("trial_period_days"_L1, *checkout.trialDays);
    if (const auto &demand = checkout.onDemand) {
        QJsonObject terms{{"mandate_only"_L1, demand->mandateOnly}};
        if (demand->price)
            terms.insert("product_price"_L1, *demand->price);
        out.insert("on_demand"_L1, terms);
    }
    return out;
}

} // namespace

Result<NewCheckout> newCheckoutFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    NewCheckout out;
    out.cart = cartIn(in);
    readCustomer(in, out);
    readAddress(in, out);
    out.returnUrl = in.optionalString("return_url"_L1);
    out.cancelUrl = in.optionalString("cancel_url"_L1);
    out.confirm = in.optionalBoolean("confirm"_L1).value_or(false);
    out.paymentMethod = in.optionalString("payment_method_id"_L1);
    out.taxId = in.optionalString("tax_id"_L1);
    out.businessName = in.optionalString("customer_business_name"_L1);
    out.collection = in.optionalString("product_collection_id"_L1);
    readFlags(in, out);
    readSubscriptionData(in, out);
    readDiscounts(in, out);
    checkLooks(in);
    if (const auto metadata = in.optionalObject("metadata"_L1))
        out.metadata = in.take(metadataFromJson(*metadata, in.path("metadata"_L1)));
    checkTogether(in, out);
    return in.finish(out);
}

Result<CreatedCheckout> createdCheckoutFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const CreatedCheckout out{
        .id = CheckoutId::of(in.string("session_id"_L1)),
        .url = in.optionalString("checkout_url"_L1).value_or(QString()),
        .payment = paymentIn(in),
        .clientSecret = in.optionalString("client_secret"_L1),
        .publishableKey = in.optionalString("publishable_key"_L1),
    };
    return in.finish(out);
}

Result<CheckoutStatus> checkoutStatusFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    CheckoutStatus out{
        .id = CheckoutId::of(in.string("id"_L1)),
        .createdAt = in.time("created_at"_L1),
        .payment = paymentIn(in),
        .paymentStatus = {},
        .customerEmail = in.optionalString("customer_email"_L1),
        .customerName = in.optionalString("customer_name"_L1),
    };
    if (const auto status = in.optionalString("payment_status"_L1))
        out.paymentStatus = status->toUtf8();
    return in.finish(out);
}

QJsonObject billingJson(const QByteArray &country, const AddressLines &address)
{
    return {
        {"country"_L1, QString::fromUtf8(country)},
        {"city"_L1, orNull(address.city)},
        {"state"_L1, orNull(address.state)},
        {"street"_L1, orNull(address.street)},
        {"zipcode"_L1, orNull(address.zipcode)},
    };
}

QJsonObject toJson(const CartItem &item)
{
    QJsonObject out{{"product_id"_L1, item.product.string()}, {"quantity"_L1, item.quantity}};
    if (!item.addons.isEmpty())
        out.insert("addons"_L1, addonsJson(item.addons));
    if (item.amount)
        out.insert("amount"_L1, *item.amount);
    if (!item.credits.isEmpty())
        out.insert("credit_entitlements"_L1, creditsJson(item.credits));
    return out;
}

QJsonObject toJson(const NewCheckout &checkout)
{
    QJsonArray cart;
    for (const CartItem &item : checkout.cart)
        cart.append(toJson(item));
    QJsonObject out{
        {"product_cart"_L1, cart},
        {"billing_address"_L1, givenAddress(checkout)},
    };
    if (checkout.customerId)
        out.insert("customer"_L1, QJsonObject{{"customer_id"_L1, checkout.customerId->string()}});
    else if (checkout.newCustomer)
        out.insert("customer"_L1, toJson(*checkout.newCustomer));
    insertIf(out, "return_url"_L1, checkout.returnUrl);
    insertIf(out, "cancel_url"_L1, checkout.cancelUrl);
    insertIf(out, "payment_method_id"_L1, checkout.paymentMethod);
    insertIf(out, "tax_id"_L1, checkout.taxId);
    insertIf(out, "customer_business_name"_L1, checkout.businessName);
    insertIf(out, "product_collection_id"_L1, checkout.collection);
    if (checkout.alwaysCreateNewCustomer)
        out.insert("feature_flags"_L1, QJsonObject{{"always_create_new_customer"_L1, true}});
    if (checkout.confirm)
        out.insert("confirm"_L1, true);
    if (!checkout.discountCodes.isEmpty())
        out.insert("discount_codes"_L1, QJsonArray::fromStringList(checkout.discountCodes));
    if (const QJsonObject data = subscriptionDataOf(checkout); !data.isEmpty())
        out.insert("subscription_data"_L1, data);
    if (!checkout.metadata.isEmpty())
        out.insert("metadata"_L1, toJson(checkout.metadata));
    return out;
}

QJsonObject toJson(const CreatedCheckout &checkout)
{
    return {
        {"session_id"_L1, checkout.id.string()},
        {"checkout_url"_L1, checkout.url.isEmpty() ? QJsonValue() : QJsonValue(checkout.url)},
        {"payment_id"_L1, checkout.payment ? QJsonValue(checkout.payment->string()) : QJsonValue()},
        {"client_secret"_L1, orNull(checkout.clientSecret)},
        {"publishable_key"_L1, orNull(checkout.publishableKey)},
    };
}

QJsonObject toJson(const CheckoutStatus &status)
{
    return {
        {"id"_L1, status.id.string()},
        {"created_at"_L1, QString::fromLatin1(toIso(status.createdAt))},
        {"payment_id"_L1, status.payment ? QJsonValue(status.payment->string()) : QJsonValue()},
        {"payment_status"_L1,
            status.paymentStatus ? QJsonValue(QString::fromUtf8(*status.paymentStatus)) : QJsonValue()},
        {"customer_email"_L1, orNull(status.customerEmail)},
        {"customer_name"_L1, orNull(status.customerName)},
    };
}
