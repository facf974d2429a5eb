// SPDX-License-Identifier: MIT
#include "sandbox/purchase.h"

#include "billing/subscription.h"
#include "sandbox/endpoint.h"
#include "sandbox/objectlist.h"
#include "sandbox/payments.h"
#include "sandbox/usage.h"
#include "sandbox/webhookevent.h"

using namespace Qt::StringLiterals;

namespace {

// What one cart item costs at once before a discount, smallest unit.
qint64 fullAmount(const Price &price, int quantity)
{
    if (const auto *once = std::get_if<OneTimePrice>(&price))
        return once->price * quantity;
    if (const auto *recurring = std::get_if<RecurringPrice>(&price))
        return recurring->price * quantity;
    return std::get<UsagePrice>(price).fixedPrice * quantity;
}

qint64 firstAmount(const Price &price, int quantity)
{
    const qint64 share = 10000 - discountBps(basicsOf(price));
    return (fullAmount(price, quantity) * share + 5000) / 10000; // half away from zero; never negative
}

std::optional<Customer> newestByEmail(const Reading &read, const QString &email)
{
    for (const Row &row : read.list({.kind = Kind::Customer, .label = email, .limit = 1})) {
        if (const Result<Customer> customer = customerFromJson(row.object()))
            return *customer;
    }
    return {};
}

Result<NewCustomer> buyer(const CheckoutSession &session, const Submission &submission)
{
    NewCustomer out = session.asked.newCustomer.value_or(NewCustomer{});
    if (out.email.isEmpty())
        out.email = submission.email.value_or(QString()).trimmed();
    if (out.name.isEmpty())
        out.name = submission.name.value_or(QString()).trimmed();
    if (!out.email.contains(u'@'))
        return invalidBody(u"An e-mail address is needed."_s, u"email"_s);
    if (out.name.isEmpty())
        out.name = out.email.section(u'@', 0, 0);
    return out;
}

// The checkout's customer, the newest with the same e-mail, or a new one.
Result<Customer> customerFor(
    Writing &write, World &world, const CheckoutSession &session, const Submission &submission)
{
    if (session.asked.customerId) {
        const std::optional<Row> row = write.find(Kind::Customer, session.asked.customerId->text);
        return row ? customerFromJson(row->object())
                   : notFound(u"customer"_s, session.asked.customerId->text);
    }
    const Result<NewCustomer> fields = buyer(session, submission);
    if (!fields)
        return fields.error();
    if (!session.asked.alwaysCreateNewCustomer) {
        if (const std::optional<Customer> known = newestByEmail(write, fields->email))
            return *known;
    }
    const Customer made{{world.ids.next(Prefix::Customer)}, world.businessId, *fields, world.clock.now()};
    write.insert(Kind::Customer, toJson(made));
    return made;
}

// The price as bought stays with the subscription (5.1.36).
Subscription subscriptionTo(const Product &product, const Customer &customer, const CheckoutSession &session,
    World &world, int quantity)
{
    const Price &price = product.is.price;
    const auto *recurring = std::get_if<RecurringPrice>(&price);
    const auto *usage = std::get_if<UsagePrice>(&price);
    const TimePoint now = world.clock.now();
    const Cycle frequency = usage ? usage->frequency : recurring->frequency;
    const Period first = periodAt(now, frequency, now);
    Subscription out{
        .id = {world.ids.next(Prefix::Subscription)},
        .product = product.id,
        .productName = product.is.name,
        .brandId = world.brandId,
        .customer = customer,
        .country = session.asked.country,
        .status = SubscriptionStatus::Active,
        .currency = basicsOf(price).currency,
        .recurringPreTaxAmount = firstAmount(price, quantity),
        .createdAt = now,
        .previousBillingDate = first.start,
        .nextBillingDate = first.end,
        .frequency = frequency,
        .period = usage ? usage->period : recurring->period,
        .meters = usage ? usage->meters : QList<MeterPrice>(),
        .metadata = session.asked.metadata,
    };
    out.nextBillingDate = std::min(out.nextBillingDate, termEnd(out));
    return out;
}

// Beside what the API shows: what the next renewal needs to know.
QJsonObject storedSubscription(
    const Subscription &made, const Product &product, int quantity, const QByteArray &lastFour)
{
    QJsonObject json = toJson(made);
    json.insert("expires_at"_L1, QString::fromLatin1(toIso(termEnd(made))));
    json.insert(ownKey,
        QJsonObject{{"name"_L1, product.is.name}, {"fixed_price"_L1, fullAmount(product.is.price, quantity)},
            {"discount_bps"_L1, discountBps(basicsOf(product.is.price))},
            {"card_last_four"_L1, QString::fromLatin1(lastFour)}});
    return json;
}

// In one fixed order, though a receiver must take any (dodo-api.md 2.10).
void announcePurchase(
    Writing &write, World &world, const QJsonObject &payment, const QList<QJsonObject> &subscriptions)
{
    const TimePoint now = world.clock.now();
    const QString outcome = payment["status"_L1].toString();
    announce(write, world, u"payment."_s + outcome, now, paymentData(withoutOwn(payment)));
    for (const QJsonObject &subscription : subscriptions) {
        const QJsonObject data = subscriptionData(shownSubscription(write, subscription));
        for (const auto type :
            {"subscription.active"_L1, "subscription.renewed"_L1, "subscription.updated"_L1})
            announce(write, world, type, now, data);
    }
}

} // namespace

std::optional<CardOutcome> cardOutcome(QByteArrayView number)
{
    QByteArray digits;
    for (const char c : number) {
        if (c != ' ' && c != '-')
            digits.append(c);
    }
    if (digits == "4242424242424242" || digits == "4000000000000341") // the latter fails only later charges
        return CardOutcome::Succeeds;
    if (digits == "4000000000000002")
        return CardOutcome::Declined;
    if (digits == "4000000000009995")
        return CardOutcome::NoFunds;
    return {};
}

QString sentenceOf(CardOutcome outcome)
{
    switch (outcome) {
    case CardOutcome::Succeeds:
        return u"The card works."_s;
    case CardOutcome::Declined:
        return u"The card is declined."_s;
    case CardOutcome::NoFunds:
        break;
    }
    return u"The card has no funds."_s;
}

Result<CheckoutSession> submit(
    Writing &write, World &world, CheckoutSession session, const Submission &submission)
{
    const std::optional<CardOutcome> outcome = cardOutcome(submission.card);
    if (!outcome)
        return invalidBody(u"This is not a test card. 4242 4242 4242 4242 works."_s, u"card"_s);
    const Result<Customer> customer = customerFor(write, world, session, submission);
    if (!customer)
        return customer.error();
    const bool failed = *outcome != CardOutcome::Succeeds;
    PaymentFacts payment{.id = {world.ids.next(Prefix::Payment)},
        .customer = *customer,
        .country = session.asked.country,
        .createdAt = world.clock.now(),
        .status = failed ? "failed" : "succeeded",
        .checkout = session.status.id,
        .cardLastFour = submission.card.right(4),
        .metadata = session.asked.metadata};
    QList<QJsonObject> subscriptions;
    for (const CartItem &item : session.asked.cart) {
        const Result<Product> product = findProduct(write, item.product);
        if (!product)
            return product.error();
        payment.currency = basicsOf(product->is.price).currency;
        const qint64 amount = firstAmount(product->is.price, item.quantity);
        payment.amount += amount;
        payment.lines.append({product->is.name, amount});
        payment.products.append(product->id);
        if (!isRecurring(product->is.price)) {
            payment.cart.append(item);
        } else if (!failed) {
            const Subscription made = subscriptionTo(*product, *customer, session, world, item.quantity);
            subscriptions.append(storedSubscription(made, *product, item.quantity, payment.cardLastFour));
            write.insert(Kind::Subscription, subscriptions.last());
            payment.subscriptions.append(made.id);
        }
    }
    if (failed) {
        payment.errorCode = *outcome == CardOutcome::Declined ? "CARD_DECLINED" : "INSUFFICIENT_FUNDS";
        payment.errorMessage = sentenceOf(*outcome);
    }
    const QJsonObject paymentStored = paymentJson(payment, world);
    write.insert(Kind::Payment, paymentStored);
    announcePurchase(write, world, paymentStored, subscriptions);
    session.attempts += 1;
    session.subscriptions = payment.subscriptions;
    session.status.payment = payment.id;
    session.status.paymentStatus = payment.status;
    session.status.customerEmail = customer->is.email;
    session.status.customerName = customer->is.name;
    write.update(Kind::Checkout, toJson(session));
    return session;
}
