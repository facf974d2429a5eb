// SPDX-License-Identifier: MIT
#include "sandbox/checkouts.h"

#include "sandbox/cart.h"
#include "sandbox/objectlist.h"
#include "sandbox/purchase.h"
#include "sandbox/savedcard.h"
#include "support/jsonreader.h"

using namespace Qt::StringLiterals;

namespace {

// Keys of our own, beside those of SessionStatus.
constexpr auto askedKey = "request"_L1;
constexpr auto attemptsKey = "attempts"_L1;
constexpr auto subscriptionsKey = "subscription_ids"_L1;
constexpr auto expiresKey = "expires_at"_L1;
constexpr auto preparedKey = "prepared_payment_id"_L1;
constexpr auto viaKey = "via"_L1;

QString sessionUrl(const World &world, const CheckoutSession &session)
{
    return world.baseUrl + "/session/"_L1 + session.status.id.string();
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

// A card that was saved is charged at once; else the session waits for one.
Answer confirmed(Writing &write, World &world, const CheckoutSession &session)
{
    CreatedCheckout out{session.status.id, {}, {}, {}, {}};
    if (session.asked.paymentMethod) {
        const auto card = savedCard(write, *session.asked.customerId, session.asked.paymentMethod->toUtf8());
        if (!card)
            return answerError(codeError("INVALID_REQUEST_PARAMETERS",
                u"The customer has no payment method “%1”."_s.arg(*session.asked.paymentMethod), 422,
                u"payment_method_id"_s));
        const auto paid = submit(write, world, session, {.savedCard = *card});
        if (!paid)
            return answerError(paid.error());
        out.payment = paid->status.payment;
        return answerJson(toJson(out));
    }
    const auto waiting = prepare(write, world, session);
    if (!waiting)
        return answerError(waiting.error());
    out.url = sessionUrl(world, session);
    out.payment = waiting->prepared;
    out.clientSecret = QString::fromLatin1(world.ids.next(Prefix::Token));
    out.publishableKey = "pk_test_"_L1 + QString::fromUtf8(world.businessId);
    return answerJson(toJson(out));
}

Answer createCheckout(const Request &request, World &world)
{
    const Result<NewCheckout> asked = checkoutBody(request);
    if (!asked)
        return answerError(asked.error());
    const Answer answer = writing(request, world, [&](Writing &write) {
        const Result<CheckoutSession> session = makeSession(write, world, *asked);
        if (!session)
            return answerError(session.error());
        if (asked->confirm)
            return confirmed(write, world, *session);
        return answerJson(toJson(CreatedCheckout{session->status.id, sessionUrl(world, *session)}));
    });
    if (asked->paymentMethod)
        world.wakeCron(); // the charge may have messages to send
    return answer;
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

QString CheckoutSession::validFor() const
{
    return end() - status.createdAt > confirmedLifetime ? u"24 hours"_s : u"15 minutes"_s;
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
    session.expiresAt = in.optionalTime(expiresKey);
    if (const auto prepared = in.optionalString(preparedKey))
        session.prepared = PaymentId::of(*prepared);
    session.via = json[ownKey][viaKey].toString();
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
    json.insert(expiresKey, QString::fromLatin1(toIso(session.end())));
    if (session.prepared)
        json.insert(preparedKey, session.prepared->string());
    if (!session.via.isEmpty())
        json.insert(ownKey, QJsonObject{{viaKey, session.via}});
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
    if (now >= session->end())
        return codeError("INVALID_REQUEST_PARAMETERS",
            u"This checkout session has expired. It was valid for %1."_s.arg(session->validFor()));
    return session;
}

Result<CheckoutSession> makeSession(
    Writing &write, World &world, const NewCheckout &asked, const QString &via)
{
    if (const auto cart = pricedCart(write, asked); !cart)
        return cart.error();
    Result<CheckoutStatus> status = newStatus(write, asked);
    if (!status)
        return status.error();
    status->id = {world.ids.next(Prefix::Checkout)};
    status->createdAt = world.clock.now();
    CheckoutSession session{*status, asked};
    session.expiresAt = status->createdAt + (asked.confirm ? confirmedLifetime : sessionLifetime);
    session.via = via;
    write.insert(Kind::Checkout, toJson(session));
    return session;
}

Result<NewCheckout> checkoutBody(const Request &request)
{
    const Result<NewCheckout> asked = bodyObject(request).andThen(newCheckoutFromJson);
    if (!asked)
        return asked;
    if (const auto fits = checkObjectMetadata(asked->metadata, u"metadata"_s); !fits)
        return fits.error();
    return asked;
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
        {Method::Post, "/checkouts/preview", Access::Token, previewCheckout},
        {Method::Get, "/checkouts/:", Access::Token, retrieveCheckout},
    };
    return table;
}
