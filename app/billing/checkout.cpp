// SPDX-License-Identifier: MIT
#include "billing/checkout.h"

#include "billing/codec.h"

using namespace Qt::StringLiterals;

namespace {

constexpr int mostProducts = 20;

Result<CartItem> cartItemFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const CartItem item{
        .product = ProductId::of(in.string("product_id"_L1)),
        .quantity = int(in.integer("quantity"_L1, 1, std::numeric_limits<qint32>::max())),
    };
    return in.finish(item);
}

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

void readCountry(JsonReader &in, NewCheckout &out)
{
    const auto address = in.optionalObject("billing_address"_L1);
    if (!address)
        return;
    JsonReader inner(*address, in.path("billing_address"_L1));
    const QString country = inner.string("country"_L1);
    if (inner.ok() && country.size() != 2)
        inner.fail("country"_L1, u"must be two capital letters, such as US"_s);
    out.country = in.take(inner.finish(country.toUtf8()));
}

void checkCart(JsonReader &in, const QList<CartItem> &cart)
{
    if (in.ok() && cart.isEmpty()) // the misspelling is the service's own
        in.fail(invalid(in.path("product_cart"_L1), u"must have a product"_s, 422, u"PRODUCT_CART_EMTPY"_s));
    if (in.ok() && cart.size() > mostProducts)
        in.fail("product_cart"_L1, u"must have at most %1 products"_s.arg(mostProducts));
}

} // namespace

Result<NewCheckout> newCheckoutFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    NewCheckout out;
    out.cart = in.list<CartItem>("product_cart"_L1, cartItemFromJson);
    checkCart(in, out.cart);
    readCustomer(in, out);
    readCountry(in, out);
    out.returnUrl = in.optionalString("return_url"_L1);
    out.cancelUrl = in.optionalString("cancel_url"_L1);
    if (const auto flags = in.optionalObject("feature_flags"_L1)) {
        JsonReader inner(*flags, in.path("feature_flags"_L1));
        const bool always = inner.optionalBoolean("always_create_new_customer"_L1).value_or(false);
        out.alwaysCreateNewCustomer = in.take(inner.finish(always));
    }
    if (const auto metadata = in.optionalObject("metadata"_L1))
        out.metadata = in.take(metadataFromJson(*metadata, in.path("metadata"_L1)));
    return in.finish(out);
}

Result<CreatedCheckout> createdCheckoutFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const CreatedCheckout out{
        .id = CheckoutId::of(in.string("session_id"_L1)),
        .url = in.optionalString("checkout_url"_L1).value_or(QString()),
    };
    return in.finish(out);
}

Result<CheckoutStatus> checkoutStatusFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    CheckoutStatus out{
        .id = CheckoutId::of(in.string("id"_L1)),
        .createdAt = in.time("created_at"_L1),
        .payment = {},
        .paymentStatus = {},
        .customerEmail = in.optionalString("customer_email"_L1),
        .customerName = in.optionalString("customer_name"_L1),
    };
    if (const auto payment = in.optionalString("payment_id"_L1))
        out.payment = PaymentId::of(*payment);
    if (const auto status = in.optionalString("payment_status"_L1))
        out.paymentStatus = status->toUtf8();
    return in.finish(out);
}

QJsonObject toJson(const NewCheckout &checkout)
{
    QJsonArray cart;
    for (const CartItem &item : checkout.cart)
        cart.append(QJsonObject{{"product_id"_L1, item.product.string()}, {"quantity"_L1, item.quantity}});
    QJsonObject out{
        {"product_cart"_L1, cart},
        {"billing_address"_L1, QJsonObject{{"country"_L1, QString::fromUtf8(checkout.country)}}},
    };
    if (checkout.customerId)
        out.insert("customer"_L1, QJsonObject{{"customer_id"_L1, checkout.customerId->string()}});
    else if (checkout.newCustomer)
        out.insert("customer"_L1, toJson(*checkout.newCustomer));
    insertIf(out, "return_url"_L1, checkout.returnUrl);
    insertIf(out, "cancel_url"_L1, checkout.cancelUrl);
    if (checkout.alwaysCreateNewCustomer)
        out.insert("feature_flags"_L1, QJsonObject{{"always_create_new_customer"_L1, true}});
    if (!checkout.metadata.isEmpty())
        out.insert("metadata"_L1, toJson(checkout.metadata));
    return out;
}

QJsonObject toJson(const CreatedCheckout &checkout)
{
    return {
        {"session_id"_L1, checkout.id.string()},
        {"checkout_url"_L1, checkout.url.isEmpty() ? QJsonValue() : QJsonValue(checkout.url)},
        {"payment_id"_L1, QJsonValue::Null},
        {"client_secret"_L1, QJsonValue::Null},
        {"publishable_key"_L1, QJsonValue::Null},
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
