// SPDX-License-Identifier: MIT
#include "sandbox/renewal.h"

#include "sandbox/endpoint.h"
#include "sandbox/objectlist.h"
#include "sandbox/payments.h"
#include "sandbox/purchase.h"
#include "sandbox/usage.h"
#include "sandbox/webhookevent.h"

#include <unordered_map>

using namespace Qt::StringLiterals;

namespace {

// One subscription at the end of its period.
struct Due {
    QJsonObject json; // as stored
    Subscription subscription;
    Ledger ledger; // of the period that ends
    Bill bill = {};

    TimePoint at() const { return subscription.nextBillingDate; }
    QJsonObject own() const { return json[ownKey].toObject(); }
    bool termOver() const { return at() >= termEnd(subscription); }
    bool cancels() const { return json["cancel_at_next_billing_date"_L1].toBool(); }
    bool goesOn() const { return !termOver() && !cancels(); }
};

Result<Due> dueOf(const Reading &read, const Row &row)
{
    const QJsonObject json = row.object();
    const auto subscription = subscriptionFromJson(json);
    if (!subscription)
        return subscription.error();
    return Due{json, *subscription,
        Ledger(subscription->currency, {subscription->currentPeriod()}, termsOf(read, *subscription))};
}

// One pass over the events for all that are due, however many there are.
void readUsage(const Reading &read, std::vector<Due> &dues)
{
    std::unordered_map<std::string, std::vector<Due *>> byCustomer;
    EventQuery query{.from = TimePoint::max(), .to = TimePoint::min(), .newestFirst = false};
    for (Due &due : dues) {
        byCustomer[due.subscription.customer.id.text.toStdString()].push_back(&due);
        query.from = std::min(*query.from, due.subscription.previousBillingDate);
        query.to = std::max(*query.to, due.at());
    }
    if (byCustomer.size() == 1)
        query.customer = dues.front().subscription.customer.id.text;
    read.events(query, [&](const StoredEvent &event) {
        const auto found
            = byCustomer.find(std::string(event.view.customer.data(), size_t(event.view.customer.size())));
        if (found != byCustomer.end()) {
            for (Due *due : found->second)
                due->ledger.add(event.view, event.at, event.arrival);
        }
        return true;
    });
}

// What the subscription was bought for. One from a seed file says only what recurs.
UsagePrice priceOf(const Due &due)
{
    const QJsonObject own = due.own();
    UsagePrice price;
    price.basics.currency = due.subscription.currency;
    price.basics.discountBps = own["discount_bps"_L1].toInt();
    price.fixedPrice = own["fixed_price"_L1].toInteger(due.subscription.recurringPreTaxAmount);
    price.meters = due.subscription.meters;
    if (!due.goesOn())
        price.fixedPrice = 0; // there is no next cycle to pay in advance
    return price;
}

Result<Bill> billOf(const Due &due)
{
    const auto usage = due.ledger.usage();
    if (!usage)
        return usage.error();
    QList<std::pair<MeterId, Decimal>> consumed;
    for (const MeterUsage &line : usage->first().meters)
        consumed.append({line.id, line.consumedUnits});
    return billFor(priceOf(due), consumed);
}

QList<PaymentLine> linesOf(const Due &due)
{
    QList<PaymentLine> out;
    if (due.bill.fixedPrice > 0)
        out.append({due.own()["name"_L1].toString(u"Subscription"_s), due.bill.fixedPrice});
    for (const BillLine &line : due.bill.lines)
        out.append({line.name, line.rounded});
    if (due.bill.discount > 0)
        out.append({u"Discount"_s, -due.bill.discount});
    return out;
}

// At a charge, the fourth test card is declined (dodo-api.md 2.6); an amount that the wire cannot hold is
// refused and said so (5.1.34).
std::optional<Error> refusalOf(const Due &due, const Result<Bill> &bill)
{
    if (!bill)
        return bill.error();
    if (due.own()["card_last_four"_L1].toString() == failsLaterLastFour && bill->total > 0)
        return Error{.message = sentenceOf(CardOutcome::Declined), .code = u"CARD_DECLINED"_s};
    return std::nullopt;
}

QJsonObject makePayment(Writing &out, World &world, const Due &due, const std::optional<Error> &refused)
{
    const auto customer = out.find(Kind::Customer, due.subscription.customer.id.text);
    const auto known = customer ? customerFromJson(customer->object()) : Result(due.subscription.customer);
    PaymentFacts facts{.id = {world.ids.next(Prefix::Payment)},
        .customer = known.valueOr(due.subscription.customer),
        .country = due.subscription.country,
        .createdAt = due.at(),
        .status = refused ? "failed" : "succeeded",
        .currency = due.subscription.currency,
        .amount = due.bill.total,
        .checkout = {},
        .subscriptions = {due.subscription.id},
        .cardLastFour = due.own()["card_last_four"_L1].toString(u"4242"_s).toLatin1(),
        .metadata = due.subscription.metadata,
        .lines = linesOf(due),
        .products = {due.subscription.product}};
    if (refused) {
        facts.errorCode = refused->code.toLatin1();
        facts.errorMessage = refused->message;
    }
    const QJsonObject json = paymentJson(facts, world);
    out.insert(Kind::Payment, json);
    const QString type = refused ? u"payment.failed"_s : u"payment.succeeded"_s;
    announce(out, world, type, due.at(), paymentData(withoutOwn(json)));
    return json;
}

// The subscription after it, and the event that says so.
QString moveOn(Due &due, bool refused)
{
    QJsonObject &json = due.json;
    const QString at = QString::fromLatin1(toIso(due.at()));
    QJsonObject own = due.own();
    own.insert("closed"_L1, closedPeriods(json, due.subscription));
    json.insert(ownKey, own);
    if (refused && due.goesOn()) { // the period stays the last one until somebody pays
        json.insert("status"_L1, wireName(SubscriptionStatus::OnHold));
        return u"subscription.on_hold"_s;
    }
    if (due.goesOn()) {
        json.insert("previous_billing_date"_L1, at);
        json.insert("next_billing_date"_L1, QString::fromLatin1(toIso(nextBilling(due.subscription))));
        return u"subscription.renewed"_s;
    }
    if (due.cancels()) {
        json.insert("status"_L1, wireName(SubscriptionStatus::Cancelled));
        json.insert("cancelled_at"_L1, at);
        json.insert("cancel_at_next_billing_date"_L1, false);
        return u"subscription.cancelled"_s;
    }
    json.insert("status"_L1, wireName(SubscriptionStatus::Expired));
    json.insert("expires_at"_L1, at);
    return u"subscription.expired"_s;
}

// The order of its messages is always the same: the payment, what became of the subscription, its fields.
void renew(Writing &out, World &world, Due &due)
{
    const auto bill = billOf(due);
    due.bill = bill.valueOr(Bill{});
    const auto refused = refusalOf(due, bill);
    if (refused || due.bill.total > 0) // a period that costs nothing makes no payment (5.1.24)
        makePayment(out, world, due, refused);
    const QString type = moveOn(due, refused.has_value());
    out.update(Kind::Subscription, due.json);
    const QJsonObject data = subscriptionData(shownSubscription(out, due.json));
    announce(out, world, type, due.at(), data);
    announce(out, world, u"subscription.updated"_s, due.at(), data);
}

// The first of all that are due, and the others that no second renewal comes between.
Result<int> renewFirst(Writing &out, World &world, const QList<Row> &rows, TimePoint limit)
{
    std::vector<Due> dues;
    TimePoint horizon = limit;
    for (const Row &row : rows) {
        auto due = dueOf(out, row);
        if (!due)
            return due.error();
        if (due->at() > horizon)
            break;
        horizon = std::min(horizon, nextBilling(due->subscription));
        dues.push_back(std::move(*due));
    }
    if (dues.empty()) // its stored time was rounded down: writing it again puts it right
        out.update(Kind::Subscription, rows.first().object());
    else
        readUsage(out, dues);
    for (Due &due : dues)
        renew(out, world, due);
    return int(dues.size());
}

} // namespace

Result<int> renewDue(Writing &out, World &world, TimePoint limit)
{
    int done = 0;
    for (;;) {
        const auto rows = out.due(Kind::Subscription, limit);
        if (out.error())
            return *out.error();
        if (rows.isEmpty())
            return done;
        const auto renewed = renewFirst(out, world, rows, limit);
        if (!renewed)
            return renewed.error();
        done += *renewed;
    }
}

Result<void> settle(World &world)
{
    Result<int> renewed = 0;
    const auto effects = [&](Writing &out) {
        renewed = renewDue(out, world, world.clock.now());
        return renewed.ok();
    };
    if (const auto written = world.store.write({.effects = effects, .record = {}}); !written)
        return written;
    if (!renewed)
        return renewed.error();
    if (*renewed > 0)
        world.wakeCron();
    return {};
}
