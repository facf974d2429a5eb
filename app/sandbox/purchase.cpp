// SPDX-License-Identifier: MIT
#include "sandbox/purchase.h"

#include "billing/codec.h"
#include "billing/subscription.h"
#include "sandbox/cart.h"
#include "sandbox/creditpurchase.h"
#include "sandbox/endpoint.h"
#include "sandbox/objectlist.h"
#include "sandbox/payments.h"
#include "sandbox/plan.h"
#include "sandbox/savedcard.h"
#include "sandbox/usage.h"
#include "sandbox/webhookevent.h"

using namespace Qt::StringLiterals;

namespace {

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

// The price as bought stays with the subscription (5.1.36). A trial is a first period of its own length.
Subscription subscriptionTo(
    const CartLine &line, const Customer &customer, const CheckoutSession &session, World &world)
{
    const Price &price = line.product.is.price;
    const auto *recurring = std::get_if<RecurringPrice>(&price);
    const auto *usage = std::get_if<UsagePrice>(&price);
    const TimePoint now = world.clock.now();
    const Cycle frequency = usage ? usage->frequency : recurring->frequency;
    const Cycle first = line.trialDays > 0 ? Cycle{line.trialDays, Interval::Day} : frequency;
    Subscription out{
        .id = {world.ids.next(Prefix::Subscription)},
        .product = line.product.id,
        .productName = line.product.is.name,
        .brandId = world.brandId,
        .customer = customer,
        .country = session.asked.country,
        .status = SubscriptionStatus::Active,
        .currency = basicsOf(price).currency,
        .recurringPreTaxAmount = line.discounted(line.cyclePrice()),
        .createdAt = now,
        .previousBillingDate = now,
        .nextBillingDate = cycleStart(now, first, 1),
        .frequency = frequency,
        .period = usage ? usage->period : recurring->period,
        .meters = usage ? usage->meters : QList<MeterPrice>(),
        .metadata = session.asked.metadata,
    };
    out.nextBillingDate = std::min(out.nextBillingDate, termEnd(out));
    return out;
}

// What each cycle takes, as it was bought.
Plan planOf(const CartLine &line, const Subscription &made)
{
    const auto *recurring = std::get_if<RecurringPrice>(&line.product.is.price);
    const auto *usage = std::get_if<UsagePrice>(&line.product.is.price);
    Plan out{.product = line.product.id,
        .name = line.product.is.name,
        .description = line.product.is.description,
        .currency = made.currency,
        .quantity = line.item.quantity,
        .discountBps = discountBps(basicsOf(line.product.is.price)),
        .frequency = made.frequency,
        .period = made.period,
        .items = {{line.product.is.name, usage ? usage->fixedPrice : recurring->price, line.item.quantity}}};
    for (const AddonLine &addon : line.addons)
        out.items.append({addon.addon.is.name, addon.addon.is.price, addon.quantity, addon.addon.id.text});
    return out;
}

// Beside what the API shows: what the next renewal needs to know.
QJsonObject storedSubscription(
    const Subscription &made, const CartLine &line, const NewCheckout &asked, const QByteArray &lastFour)
{
    QJsonObject json = toJson(made);
    json.insert("expires_at"_L1, QString::fromLatin1(toIso(termEnd(made))));
    json.insert("trial_period_days"_L1, line.trialDays);
    json.insert("on_demand"_L1, line.onDemand.has_value());
    json.insert("billing"_L1, billingJson(asked.country, asked.address));
    json.insert("tax_id"_L1, orNull(asked.taxId));
    json.insert("customer_business_name"_L1, orNull(asked.businessName));
    json.insert("payment_method_id"_L1, QString::fromLatin1(savedMethod(made.customer.id, lastFour)));
    QJsonObject own{{"card_last_four"_L1, QString::fromLatin1(lastFour)}};
    if (line.trialDays > 0) {
        json.insert("trial_amount"_L1, line.dueNow());
        own.insert("trial"_L1, true); // the renewal removes it
        own.insert("closed"_L1, QJsonArray()); // its periods do not count from the day it began
    }
    json.insert(ownKey, own);
    setPlan(json, planOf(line, made));
    return json;
}

void addLines(PaymentFacts &payment, const CartLine &line)
{
    const QString &name = line.product.is.name;
    if (line.trialDays > 0) {
        payment.lines.append({u"%1, trial of %2 days"_s.arg(name).arg(line.trialDays), line.dueNow()});
        return;
    }
    if (line.onDemand) {
        payment.lines.append({name, line.dueNow()});
        return;
    }
    payment.lines.append({name, line.productPrice(), {}, line.item.quantity});
    for (const AddonLine &addon : line.addons)
        payment.lines.append({addon.addon.is.name, addon.price(), {}, addon.quantity});
    if (const qint64 off = line.cyclePrice() - line.dueNow(); off > 0)
        payment.lines.append({u"Discount"_s, -off});
}

// What is known of it before a card is.
PaymentFacts paymentFor(
    const PricedCart &cart, const CheckoutSession &session, const Customer &customer, World &world)
{
    PaymentFacts payment{.id = session.prepared.value_or(PaymentId{}),
        .customer = customer,
        .country = session.asked.country,
        .createdAt = world.clock.now(),
        .status = "requires_payment_method",
        .currency = cart.currency,
        .amount = cart.dueNow(),
        .checkout = session.status.id,
        .cardLastFour = {},
        .metadata = session.asked.metadata,
        .address = session.asked.address};
    if (payment.id.isEmpty())
        payment.id = {world.ids.next(Prefix::Payment)};
    for (const CartLine &line : cart.lines) {
        addLines(payment, line);
        payment.products.append(line.product.id);
        if (!line.recurring())
            payment.cart.append(line.item);
    }
    return payment;
}

// A prepared one keeps when it was made and its invoice's number.
QJsonObject stored(Writing &write, const PaymentFacts &payment, const World &world)
{
    QJsonObject json = paymentJson(payment, world);
    const std::optional<Row> before = write.find(Kind::Payment, payment.id.text);
    if (!before) {
        write.insert(Kind::Payment, json);
        return json;
    }
    const QJsonObject old = before->object();
    for (const auto key : {"created_at"_L1, "invoice_id"_L1})
        json.insert(key, old[key]);
    json.insert("updated_at"_L1, QString::fromLatin1(toIso(world.clock.now())));
    write.update(Kind::Payment, json);
    return json;
}

struct Charge {
    CardOutcome outcome = CardOutcome::Succeeds;
    QByteArray lastFour;
};

// A number of the published ones, or a card that was saved, of which one pays only once.
Result<Charge> chargeOf(const Submission &submission)
{
    if (!submission.savedCard.isEmpty()) {
        const bool fails = submission.savedCard == QByteArrayView(failsLaterLastFour.data());
        return Charge{fails ? CardOutcome::Declined : CardOutcome::Succeeds, submission.savedCard};
    }
    const std::optional<CardOutcome> outcome = cardOutcome(submission.card);
    if (!outcome)
        return invalidBody(u"This is not a test card. 4242 4242 4242 4242 works."_s, u"card"_s);
    return Charge{*outcome, submission.card.right(4)};
}

void fail(PaymentFacts &payment, CardOutcome outcome)
{
    payment.status = "failed";
    payment.errorCode = outcome == CardOutcome::Declined ? "CARD_DECLINED" : "INSUFFICIENT_FUNDS";
    payment.errorMessage = sentenceOf(outcome);
}

Result<QList<QJsonObject>> subscribe(Writing &write, World &world, const PricedCart &cart,
    const CheckoutSession &session, PaymentFacts &payment)
{
    QList<QJsonObject> out;
    for (const CartLine &line : cart.lines) {
        if (!line.recurring())
            continue;
        Subscription made = subscriptionTo(line, payment.customer, session, world);
        const bool waits = !session.subscriptions.isEmpty(); // for this payment
        if (waits)
            made.id = session.subscriptions.first();
        out.append(storedSubscription(made, line, session.asked, payment.cardLastFour));
        if (const auto attached = attachCredits(write, world, out.last(), line); !attached)
            return attached.error();
        waits ? write.update(Kind::Subscription, out.last())
              : write.insert(Kind::Subscription, out.last());
        payment.subscriptions.append(made.id);
    }
    return out;
}

// In one fixed order, though a receiver must take any (dodo-api.md 2.10).
void announcePurchase(
    Writing &write, World &world, const QJsonObject &payment, const QList<QJsonObject> &subscriptions)
{
    const TimePoint now = world.clock.now();
    const QString outcome = payment["status"_L1].toString();
    announce(write, world, u"payment."_s + outcome, now, paymentData(shownPayment(payment, world)));
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

Result<CheckoutSession> prepare(Writing &write, World &world, CheckoutSession session)
{
    const Result<PricedCart> cart = pricedCart(write, session.asked);
    if (!cart)
        return cart.error();
    const Result<Customer> customer = customerFor(write, world, session, {});
    if (!customer)
        return customer.error();
    const PaymentFacts payment = paymentFor(*cart, session, *customer, world);
    write.insert(Kind::Payment, paymentJson(payment, world));
    session.prepared = payment.id;
    session.asked.customerId = customer->id;
    session.asked.newCustomer.reset();
    session.status.customerEmail = customer->is.email;
    session.status.customerName = customer->is.name;
    write.update(Kind::Checkout, toJson(session));
    return session;
}

Result<QJsonObject> prepareSubscription(Writing &write, World &world, CheckoutSession session)
{
    const Result<PricedCart> cart = pricedCart(write, session.asked);
    if (!cart)
        return cart.error();
    const Result<Customer> customer = customerFor(write, world, session, {});
    if (!customer)
        return customer.error();
    const CartLine &line = cart->lines.first();
    if (!line.recurring())
        return codeError("INVALID_REQUEST_PARAMETERS",
            u"“%1” is bought once. A subscription needs a recurring product."_s.arg(line.product.is.name), 422,
            u"product_id"_s);
    const Subscription made = subscriptionTo(line, *customer, session, world);
    QJsonObject json = storedSubscription(made, line, session.asked, {});
    json.insert("status"_L1, wireName(SubscriptionStatus::Pending));
    json.insert("has_payment_method"_L1, false);
    json.insert("payment_method_id"_L1, QJsonValue::Null);
    write.insert(Kind::Subscription, json);
    session.subscriptions = {made.id};
    write.update(Kind::Checkout, toJson(session));
    return json;
}

Result<CheckoutSession> submit(
    Writing &write, World &world, CheckoutSession session, const Submission &submission)
{
    const Result<Charge> charge = chargeOf(submission);
    if (!charge)
        return charge.error();
    const Result<PricedCart> cart = pricedCart(write, session.asked);
    if (!cart)
        return cart.error();
    const Result<Customer> customer = customerFor(write, world, session, submission);
    if (!customer)
        return customer.error();
    PaymentFacts payment = paymentFor(*cart, session, *customer, world);
    payment.cardLastFour = charge->lastFour;
    payment.status = "succeeded";
    Result<QList<QJsonObject>> subscriptions = QList<QJsonObject>();
    const bool succeeds = charge->outcome == CardOutcome::Succeeds;
    if (succeeds) {
        payment.methodId = savedMethod(customer->id, charge->lastFour);
        subscriptions = subscribe(write, world, *cart, session, payment);
        if (!subscriptions)
            return subscriptions.error();
    } else {
        fail(payment, charge->outcome);
    }
    const QJsonObject paid = stored(write, payment, world);
    announcePurchase(write, world, paid, *subscriptions);
    if (succeeds) {
        if (const auto granted = grantPurchased(write, world, *cart, paid, *subscriptions); !granted)
            return granted.error();
    }
    session.attempts += 1;
    if (succeeds) // after another card one that waits for its payment still waits
        session.subscriptions = payment.subscriptions;
    session.status.payment = payment.id;
    session.status.paymentStatus = payment.status;
    session.status.customerEmail = customer->is.email;
    session.status.customerName = customer->is.name;
    session.prepared.reset(); // another try is another payment
    write.update(Kind::Checkout, toJson(session));
    return session;
}
