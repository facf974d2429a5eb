// SPDX-License-Identifier: MIT
#include "sandbox/cyclebill.h"

#include "billing/choices.h"
#include "sandbox/objectlist.h"
#include "sandbox/planchange.h"

#include <unordered_map>

using namespace Qt::StringLiterals;

namespace {

// What the subscription was bought for.
UsagePrice priceOf(const Due &due)
{
    const Plan plan = planIn(due.json);
    UsagePrice price;
    price.basics.currency = due.subscription.currency;
    price.basics.discountBps = plan.discountBps;
    price.fixedPrice = due.onDemand() ? 0 : choices::feeAtRenewal(plan.fullAmount(), due.goesOn());
    price.meters = due.subscription.meters;
    return price;
}

LineUnits unitsOf(const BillLine &line)
{
    return {.unit = line.unit,
        .used = line.consumed,
        .free = Decimal(line.freeThreshold),
        .chargeable = line.chargeable,
        .pricePerUnit = line.pricePerUnit};
}

// Charges of plan changes that the card refused (planchange.h).
QList<PaymentLine> owedLines(const QJsonObject &own)
{
    QList<PaymentLine> out;
    const QJsonArray owed = own["owed"_L1].toArray();
    for (const auto &line : owed)
        out.append({line["name"_L1].toString(), line["amount"_L1].toInteger()});
    return out;
}

QList<PaymentLine> linesOf(const Due &due, const Bill &bill)
{
    QList<PaymentLine> out = bill.fixedPrice > 0 ? linesOf(planIn(due.json)) : QList<PaymentLine>();
    for (const BillLine &line : bill.lines)
        out.append({.name = line.name, .amount = line.rounded, .units = unitsOf(line)});
    if (bill.discount > 0)
        out.append({u"Discount"_s, -bill.discount});
    return out;
}

} // namespace

QJsonObject Due::own() const
{
    return json[ownKey].toObject();
}

Result<Due> dueOf(const Reading &read, const Row &row)
{
    const QJsonObject json = row.object();
    auto subscription = subscriptionFromJson(json);
    if (!subscription)
        return subscription.error();
    Due due{json, *subscription,
        Ledger(subscription->currency, {subscription->currentPeriod()}, termsOf(read, *subscription))};
    if (const auto changed = due.goesOn() ? withScheduledPlan(json) : std::nullopt) {
        due.before = json;
        due.json = *changed;
        due.subscription = subscriptionFromJson(*changed).valueOr(*subscription);
    }
    return due;
}

void readUsage(const Reading &read, std::vector<Due> &dues)
{
    std::unordered_map<std::string, std::vector<Due *>> byCustomer;
    EventQuery query{.from = TimePoint::max(), .to = TimePoint::min(), .newestFirst = false};
    for (Due &due : dues) {
        if (due.subscription.meters.isEmpty())
            continue;
        byCustomer[due.subscription.customer.id.text.toStdString()].push_back(&due);
        query.from = std::min(*query.from, due.subscription.previousBillingDate);
        query.to = std::max(*query.to, due.at());
    }
    if (byCustomer.empty())
        return;
    if (byCustomer.size() == 1)
        query.customer = byCustomer.begin()->second.front()->subscription.customer.id.text;
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

Result<QList<MeterUsage>> consumedBy(const Due &due)
{
    const auto usage = due.ledger.usage();
    if (!usage)
        return usage.error();
    return usage->isEmpty() ? QList<MeterUsage>() : usage->first().meters;
}

Result<CycleBill> billOf(const Due &due, const QList<MeterUsage> &consumed, const QList<PaymentLine> &more)
{
    QList<std::pair<MeterId, Decimal>> units;
    for (const MeterUsage &line : consumed)
        units.append({line.id, line.consumedUnits});
    const auto bill = billFor(priceOf(due), units);
    if (!bill)
        return bill.error();
    CycleBill out{.consumed = consumed, .lines = linesOf(due, *bill), .total = bill->total};
    for (const PaymentLine &line : owedLines(due.own()) + more) {
        out.lines.append(line);
        out.total += line.amount;
    }
    const qint64 left = qMin(out.total, due.own()["left_over"_L1].toInteger());
    if (left > 0) {
        out.lines.append({u"Left over from an earlier plan"_s, -left});
        out.total -= left;
        out.leftOver = left;
    }
    if (out.total > choices::largestAmount)
        return choices::refused(choices::tooLargeAmount, u"The total is more than the service can state."_s);
    return out;
}
