// SPDX-License-Identifier: MIT
#include "sandbox/checkouts.h"

#include "sandbox/objectlist.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

// Keys of our own, beside those of SessionStatus.
constexpr auto askedKey = "request"_L1;
constexpr auto attemptsKey = "attempts"_L1;
constexpr auto subscriptionsKey = "subscription_ids"_L1;

// Add-ons and on-demand do not go with usage-based products (1.6, 2.6); the codec does not keep them.
Result<void> checkUsageCart(const QJsonObject &body, qsizetype item)
{
    const QJsonObject entry = body.value("product_cart"_L1).toArray().at(item).toObject();
    if (!entry.value("addons"_L1).toArray().isEmpty())
        return codeError(
            "ADDONS_IN_USAGE_BASED_BILLING_NOT_SUPPORTED", u"A usage based product takes no add-ons."_s);
    const QJsonObject data = body.value("subscription_data"_L1).toObject();
    if (data.value("on_demand"_L1).isObject())
        return codeError("ON_DEMAND_USAGE_BASED_BILLING_NOT_SUPPORTED",
            u"A usage based product cannot be charged on demand."_s);
    return {};
}

// The currency of the item's product, when it may be in the cart.
Result<QByteArray> checkItem(
    const Reading &read, const CartItem &item, const QJsonObject &body, qsizetype index)
{
    const std::optional<Row> row = read.find(Kind::Product, item.product.text);
    if (!row)
        return notFound(u"product"_s, item.product.text);
    if (row->archived)
        return codeError("PRODUCT_IS_DELETED", u"The product “%1” is archived."_s.arg(item.product.string()));
    const Result<Product> product = productFromJson(row->object());
    if (!product)
        return product.error();
    if (std::holds_alternative<UsagePrice>(product->is.price)) {
        if (item.quantity != 1)
            return codeError("INVALID_QUANTITY", u"The quantity of a usage based product must be 1."_s);
        if (const Result<void> usage = checkUsageCart(body, index); !usage)
            return usage.error();
    }
    return basicsOf(product->is.price).currency;
}

Result<void> checkCart(const Reading &read, const NewCheckout &asked, const QJsonObject &body)
{
    QByteArray currency;
    for (qsizetype i = 0; i < asked.cart.size(); ++i) {
        const Result<QByteArray> own = checkItem(read, asked.cart.at(i), body, i);
        if (!own)
            return own.error();
        if (i > 0 && *own != currency)
            return codeError("UNSUPPORTED_CURRENCY", u"All products of a cart must have one currency."_s);
        currency = *own;
    }
    return {};
}

Result<CheckoutStatus> newStatus(const Reading &read, const NewCheckout &asked)
{
    CheckoutStatus status;
    if (asked.newCustomer) {
        status.customerEmail = asked.newCustomer->email;
        if (!asked.newCustomer->name.isEmpty())
            status.customerName = asked.newCustomer->name;
    }
    if (!asked.customerId)
        return status;
    const std::optional<Row> row = read.find(Kind::Customer, asked.customerId->text);
    if (!row)
        return notFound(u"customer"_s, asked.customerId->text);
    const Result<Customer> customer = customerFromJson(row->object());
    if (!customer)
        return customer.error();
    status.customerEmail = customer->is.email;
    status.customerName = customer->is.name;
    return status;
}

Error withQuantityCode(Error error)
{
    if (error.field.endsWith(".quantity"_L1))
        error.code = u"INVALID_QUANTITY"_s;
    return error;
}

Answer createCheckout(const Request &request, World &world)
{
    const Result<QJsonObject> body = bodyObject(request);
    if (!body)
        return answerError(body.error());
    const Result<NewCheckout> asked = newCheckoutFromJson(*body);
    if (!asked)
        return answerError(withQuantityCode(asked.error()));
    return writing(request, world, [&](Writing &write) {
        if (const Result<void> fits = checkCart(write, *asked, *body); !fits)
            return answerError(fits.error());
        Result<CheckoutStatus> status = newStatus(write, *asked);
        if (!status)
            return answerError(status.error());
        status->id = {world.ids.next(Prefix::Checkout)};
        status->createdAt = world.clock.now();
        write.insert(Kind::Checkout, toJson(CheckoutSession{*status, *asked}));
        return answerJson(
            toJson(CreatedCheckout{status->id, world.baseUrl + "/session/"_L1 + status->id.string()}));
    });
}

Answer retrieveCheckout(const Request &request, World &world)
{
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Checkout, request.segment(1));
        if (!row)
            return answerError(notFound(u"checkout session"_s, request.segment(1)));
        const Result<CheckoutStatus> status = checkoutStatusFromJson(row->object());
        return status ? answerJson(toJson(*status)) : answerError(status.error());
    });
}

} // namespace

bool CheckoutSession::consumed() const
{
    return status.paymentStatus == QByteArray("succeeded");
}

Result<CheckoutSession> sessionFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    CheckoutSession session{
        .status = in.take(checkoutStatusFromJson(json)),
        .asked = in.take(newCheckoutFromJson(in.object(askedKey))),
        .attempts = int(in.optionalInteger(attemptsKey).value_or(0)),
    };
    for (const QJsonValue &id : in.optionalArray(subscriptionsKey).value_or(QJsonArray()))
        session.subscriptions.append(SubscriptionId::of(id.toString()));
    return in.finish(session);
}

QJsonObject toJson(const CheckoutSession &session)
{
    QJsonObject json = toJson(session.status);
    QJsonArray subscriptions;
    for (const SubscriptionId &id : session.subscriptions)
        subscriptions.append(id.string());
    json.insert(askedKey, toJson(session.asked));
    json.insert(attemptsKey, session.attempts);
    json.insert(subscriptionsKey, subscriptions);
    return json;
}

Result<CheckoutSession> openSession(const Reading &read, const QByteArray &id, TimePoint now)
{
    const std::optional<Row> row = read.find(Kind::Checkout, id);
    if (!row)
        return notFound(u"checkout session"_s, id);
    const Result<CheckoutSession> session = sessionFromJson(row->object());
    if (!session)
        return session.error();
    if (session->consumed())
        return codeError("CHECKOUT_SESSION_CONSUMED", u"This checkout session is paid already."_s);
    if (now >= session->status.createdAt + sessionLifetime)
        return codeError(
            "INVALID_REQUEST_PARAMETERS", u"This checkout session has expired. It was valid for 24 hours."_s);
    return session;
}

Result<Product> findProduct(const Reading &read, const ProductId &id)
{
    const std::optional<Row> row = read.find(Kind::Product, id.text);
    if (!row)
        return notFound(u"product"_s, id.text);
    return productFromJson(row->object());
}

std::span<const Route> checkoutRoutes()
{
    static constexpr Route table[]{
        {Method::Post, "/checkouts", Access::Token, createCheckout},
        {Method::Get, "/checkouts/:", Access::Token, retrieveCheckout},
    };
    return table;
}
