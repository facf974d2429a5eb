// SPDX-License-Identifier: MIT
#include "sandbox/usage.h"

#include "billing/choices.h"
#include "sandbox/creditcart.h"
#include "sandbox/ledgers.h"
#include "sandbox/objectlist.h"

#include <array>

using namespace Qt::StringLiterals;

namespace {

// Its periods count from the day it began or from a date that was moved, or, in a seed file that bills on
// another day, from the current one.
TimePoint anchorOf(const QJsonObject &stored, const Subscription &subscription)
{
    if (const auto kept = timeFromIso(stored[ownKey]["anchor"_L1].toString().toLatin1()))
        return *kept;
    const TimePoint current = subscription.previousBillingDate;
    const bool fits = periodAt(subscription.createdAt, subscription.frequency, current).start == current;
    return fits ? subscription.createdAt : current;
}

QList<Period> reckonedPeriods(const QJsonObject &stored, const Subscription &subscription)
{
    const TimePoint anchor = anchorOf(stored, subscription);
    const auto startOf = [&](int n) { return cycleStart(anchor, subscription.frequency, n); };
    int n = 0;
    while (startOf(n) > subscription.createdAt)
        --n;
    QList<Period> out;
    for (; startOf(n) < subscription.nextBillingDate; ++n) {
        if (startOf(n + 1) > subscription.createdAt)
            out.append({std::max(startOf(n), subscription.createdAt), startOf(n + 1)});
    }
    if (!out.isEmpty())
        out.last().end = subscription.nextBillingDate;
    return out;
}

QJsonArray spanJson(const Period &period)
{
    return {QString::fromLatin1(toIso(period.start)), QString::fromLatin1(toIso(period.end))};
}

QJsonArray spansJson(const QList<Period> &periods)
{
    QJsonArray out;
    for (const Period &period : periods)
        out.append(spanJson(period));
    return out;
}

// What GET /subscriptions/{id}/usage-history asks for (dodo-api.md 2.7).
struct UsageQuery {
    std::optional<TimePoint> from; // both inclusive
    std::optional<TimePoint> to;
    std::optional<QByteArray> meter;
    Page page;

    bool takes(const Period &period) const
    {
        return (!from || period.end > *from) && (!to || period.start <= *to);
    }
};

Result<UsageQuery> usageQuery(const Request &request)
{
    const auto from = queryTime(request, "start_date", 400);
    if (!from)
        return from.error();
    const auto to = queryTime(request, "end_date", 400);
    if (!to)
        return to.error();
    if (*from && *to && **from > **to)
        return invalidQuery(u"start_date must not be after end_date."_s, u"start_date"_s, 400);
    const Result<Page> page = pageOf(request);
    if (!page)
        return page.error();
    return UsageQuery{*from, *to, queryText(request, "meter_id"), *page};
}

QJsonArray usageItems(const QList<UsagePeriod> &usage, const UsageQuery &query)
{
    static_assert(choices::usageIsByPeriod);
    QJsonArray items;
    qint64 toSkip = query.page.offset();
    for (UsagePeriod period : usage) {
        if (query.meter)
            period.meters.removeIf([&](const MeterUsage &line) { return line.id.text != *query.meter; });
        if (period.meters.isEmpty() || !query.takes(period.period) || toSkip-- > 0)
            continue;
        items.append(toJson(period));
        if (items.size() == query.page.size)
            break;
    }
    return items;
}

// What an answer says as it is stored; the rest is read and written anew, so that every key is there.
constexpr std::array keptKeys{"quantity"_L1, "tax_inclusive"_L1, "trial_period_days"_L1, "trial_amount"_L1,
    "on_demand"_L1, "cancel_at_next_billing_date"_L1, "cancelled_at"_L1, "paused_at"_L1, "expires_at"_L1,
    "discount_id"_L1, "discount_cycles_remaining"_L1, "discounts"_L1, "payment_method_id"_L1,
    "has_payment_method"_L1, "scheduled_change"_L1, "tax_id"_L1, "customer_business_name"_L1, "addons"_L1,
    "custom_field_responses"_L1, "cancellation_comment"_L1, "cancellation_feedback"_L1};

} // namespace

QList<MeterTerms> termsOf(const Reading &read, const Subscription &subscription)
{
    QList<MeterTerms> terms;
    for (const MeterPrice &price : subscription.meters) {
        const std::optional<Row> row = read.find(Kind::Meter, price.meter.text);
        if (!row)
            continue; // a seed file may leave a meter out
        if (const Result<Meter> meter = meterFromJson(row->object()))
            terms.append({*meter, price, row->archivedSpans});
    }
    return terms;
}

Answer usageHistory(const Request &request, World &world)
{
    const Result<UsageQuery> query = usageQuery(request);
    if (!query)
        return answerError(query.error());
    return reading(world, [&](const Reading &read) {
        const std::optional<Row> row = read.find(Kind::Subscription, request.segment(1));
        if (!row)
            return answerError(notFound(u"subscription"_s, request.segment(1)));
        if (query->meter && !read.find(Kind::Meter, *query->meter))
            return answerError(notFound(u"meter"_s, *query->meter));
        Result<QList<UsagePeriod>> usage = Error{.kind = Error::Kind::Storage, .message = {}};
        world.ledgers.visit(read, {*row}, [&](const Ledgers::View &view) {
            const SubscriptionBook *book = view.books.front();
            usage = book ? book->ledger.usage() : subscriptionFromJson(row->object()).error();
        });
        return usage ? answerItems(usageItems(*usage, *query)) : answerError(usage.error());
    });
}

QJsonObject shownSubscription(const Reading &read, const QJsonObject &stored)
{
    auto subscription = subscriptionFromJson(stored);
    if (!subscription) // what is stored was checked
        return withoutOwn(stored);
    if (const std::optional<Row> row = read.find(Kind::Customer, subscription->customer.id.text)) {
        if (const Result<Customer> customer = customerFromJson(row->object()))
            subscription->customer = *customer;
    }
    QJsonObject out = toJson(*subscription);
    for (const auto key : keptKeys) {
        if (stored.contains(key))
            out.insert(key, stored[key]);
    }
    QJsonObject billing = out["billing"_L1].toObject();
    const QJsonObject address = stored["billing"_L1].toObject();
    for (auto it = address.begin(); it != address.end(); ++it)
        billing.insert(it.key(), it.value());
    out.insert("billing"_L1, billing);
    out.insert("credit_entitlement_cart"_L1, creditCartJson(read, stored));
    out.insert("meter_credit_entitlement_cart"_L1, meterCreditCartJson(stored));
    return out;
}

TimePoint termEnd(const Subscription &subscription)
{
    return cycleStart(subscription.createdAt, subscription.period, 1);
}

TimePoint nextBilling(const QJsonObject &stored, const Subscription &subscription)
{
    const TimePoint at = subscription.nextBillingDate;
    const Period regular = periodAt(anchorOf(stored, subscription), subscription.frequency, at);
    const TimePoint next = regular.start == at ? regular.end : cycleStart(at, subscription.frequency, 1);
    return std::min(next, termEnd(subscription));
}

void beginNextPeriod(QJsonObject &stored, const Subscription &subscription)
{
    const TimePoint at = subscription.nextBillingDate;
    const QString from = QString::fromLatin1(toIso(at));
    const TimePoint next = nextBilling(stored, subscription);
    if (periodAt(anchorOf(stored, subscription), subscription.frequency, at).start != at) {
        QJsonObject own = stored[ownKey].toObject();
        own.insert("anchor"_L1, from);
        stored.insert(ownKey, own);
    }
    stored.insert("previous_billing_date"_L1, from);
    stored.insert("next_billing_date"_L1, QString::fromLatin1(toIso(next)));
}

QList<Period> periodsOf(const QJsonObject &stored, const Subscription &subscription)
{
    const QJsonValue closed = stored[ownKey]["closed"_L1];
    if (!closed.isArray())
        return reckonedPeriods(stored, subscription);
    QList<Period> out;
    const QJsonArray spans = closed.toArray();
    for (const auto &span : spans) {
        const auto start = timeFromIso(span[0].toString().toLatin1());
        const auto end = timeFromIso(span[1].toString().toLatin1());
        if (start && end)
            out.append({*start, *end});
    }
    const Period current = subscription.currentPeriod();
    if (out.isEmpty() || current.start >= out.last().end) // not the last one of a subscription that ended
        out.append(current);
    return out;
}

QJsonArray closedPeriods(const QJsonObject &stored, const Subscription &subscription)
{
    const QJsonValue kept = stored[ownKey]["closed"_L1];
    if (!kept.isArray())
        return spansJson(reckonedPeriods(stored, subscription));
    QJsonArray out = kept.toArray(); // as it stands: years of daily cycles are not read anew at each of them
    const Period current = subscription.currentPeriod();
    const auto lastEnd = timeFromIso(out.last()[1].toString().toLatin1());
    if (!lastEnd || current.start >= *lastEnd)
        out.append(QJsonValue(spanJson(current)));
    return out;
}

void moveNextBilling(QJsonObject &stored, TimePoint at)
{
    const auto subscription = subscriptionFromJson(stored);
    QJsonObject own = stored[ownKey].toObject();
    if (subscription && !own["closed"_L1].isArray()) { // from now on they are not told by the dates
        QList<Period> past = reckonedPeriods(stored, *subscription);
        past.removeIf(
            [&](const Period &period) { return period.start >= subscription->previousBillingDate; });
        own.insert("closed"_L1, spansJson(past));
        stored.insert(ownKey, own);
    }
    stored.insert("next_billing_date"_L1, QString::fromLatin1(toIso(at)));
}

std::optional<Period> SubscriptionBook::periodOf(TimePoint at) const
{
    for (const Period &period : periods) {
        if (period.contains(at))
            return period;
    }
    return {};
}

const MeterPrice *SubscriptionBook::priceOf(const MeterId &meter) const
{
    for (const MeterPrice &price : subscription.meters) {
        if (price.meter == meter)
            return &price;
    }
    return nullptr;
}
