// SPDX-License-Identifier: MIT
#include "sandbox/renewal.h"

#include "billing/choices.h"
#include "sandbox/creditcycle.h"
#include "sandbox/creditpass.h"
#include "sandbox/creditpurchase.h"
#include "sandbox/cyclebill.h"
#include "sandbox/objectlist.h"
#include "sandbox/planchange.h"
#include "sandbox/subscriptioncharge.h"

using namespace Qt::StringLiterals;

namespace {

void insertOwn(QJsonObject &stored, QLatin1StringView key, const QJsonValue &value)
{
    QJsonObject own = stored[ownKey].toObject();
    if (value.isUndefined())
        own.remove(key);
    else
        own.insert(key, value);
    stored.insert(ownKey, own);
}

// The period stays the last one until somebody pays: by PATCH of next_billing_date it is tried again, and
// then reaches up to that date.
void putOnHold(Due &due)
{
    if (due.before && scheduleKeepsOnFailure(*due.before))
        due.json = *std::exchange(due.before, {});
    if (due.before) // the credits of the new plan come once it is paid
        insertOwn(due.json, "plan_credits"_L1, true);
    insertOwn(due.json, "unpaid"_L1, due.own()["unpaid"_L1].toInt() + 1);
    insertOwn(due.json, "retries"_L1, QJsonValue::Undefined);
    due.json.insert("status"_L1, wireName(SubscriptionStatus::OnHold));
}

void closePeriod(Due &due, qint64 leftOverUsed)
{
    insertOwn(due.json, "closed"_L1, closedPeriods(due.json, due.subscription));
    for (const auto key : {"unpaid"_L1, "retries"_L1, "owed"_L1, "trial"_L1, "plan_credits"_L1})
        insertOwn(due.json, key, QJsonValue::Undefined);
    if (leftOverUsed > 0)
        insertOwn(due.json, "left_over"_L1, due.own()["left_over"_L1].toInteger() - leftOverUsed);
}

void end(Due &due, SubscriptionStatus as, QLatin1StringView dateKey)
{
    due.json = withoutSchedule(due.json);
    insertOwn(due.json, "pending"_L1, QJsonValue::Undefined);
    due.json.insert("status"_L1, wireName(as));
    due.json.insert(dateKey, QString::fromLatin1(toIso(due.at())));
    due.json.insert("cancel_at_next_billing_date"_L1, false);
}

// The subscription after it, and the events that say so, in their order.
QList<QLatin1StringView> moveOn(Due &due, const CycleBill &bill, bool refused)
{
    if (refused && due.goesOn()) {
        putOnHold(due);
        return due.before ? QList{"plan_changed"_L1, "on_hold"_L1} : QList{"on_hold"_L1};
    }
    const bool goesOn = due.goesOn();
    const bool cancels = due.cancels();
    closePeriod(due, bill.leftOver);
    if (!goesOn) {
        end(due, cancels ? SubscriptionStatus::Cancelled : SubscriptionStatus::Expired,
            cancels ? "cancelled_at"_L1 : "expires_at"_L1);
        return {cancels ? "cancelled"_L1 : "expired"_L1};
    }
    beginNextPeriod(due.json, due.subscription);
    QList<QLatin1StringView> out;
    if (due.before)
        out.append("plan_changed"_L1);
    if (due.subscription.status == SubscriptionStatus::OnHold) {
        due.json.insert("status"_L1, wireName(SubscriptionStatus::Active));
        out.append("active"_L1);
    }
    if (!due.onDemand()) // nothing was deducted (2.10)
        out.append("renewed"_L1);
    return out;
}

void pay(Writing &out, World &world, const Due &due, const CycleBill &bill, const std::optional<Error> &no)
{
    if (choices::makesPayment(bill.total, no.has_value())) // 5.1.24
        makePayment(out, world, due.json,
            {.at = due.at(),
                .amount = bill.total,
                .lines = bill.lines,
                .period = due.subscription.currentPeriod(),
                .retry = due.own()["unpaid"_L1].toInt()},
            no);
}

// What an amount that the wire cannot hold comes to: refused, and said so (5.1.34).
std::optional<Error> refusalOf(const Due &due, const Result<CycleBill> &bill)
{
    return bill ? cardRefusal(due.json, bill->total) : std::optional(bill.error());
}

Result<void> renew(Writing &out, World &world, Due &due)
{
    const auto consumed = consumedBy(due);
    const auto overage = closeCredits(out, world, due.json, consumed.valueOr({}), due.at());
    const auto bill = consumed.andThen([&](const auto &lines) {
        return overage.andThen([&](const auto &more) { return billOf(due, lines, more); });
    });
    const auto refused = refusalOf(due, bill);
    const CycleBill owed = bill.valueOr(CycleBill{});
    pay(out, world, due, owed, refused);
    carryCredits(out, world, due.json, {.paid = !refused, .goesOn = due.goesOn()}, due.at());
    const bool renews = !refused && due.goesOn();
    const bool changesPlan = due.before || due.own()["plan_credits"_L1].toBool();
    if (renews && changesPlan) {
        if (const auto taken = takePlanCredits(out, due.json); !taken)
            return taken;
    }
    const auto told = moveOn(due, owed, refused.has_value());
    out.update(Kind::Subscription, due.json);
    for (const auto what : told)
        announceSubscription(out, world, due.json, what, due.at());
    announceSubscription(out, world, due.json, "updated"_L1, due.at());
    if (renews)
        grantCredits(out, world, due.json, due.at());
    return {};
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
        horizon = std::min(horizon, nextBilling(due->json, due->subscription));
        dues.push_back(std::move(*due));
    }
    if (dues.empty()) // its stored time was rounded down: writing it again puts it right
        out.update(Kind::Subscription, rows.first().object());
    else
        readUsage(out, dues);
    for (Due &due : dues) {
        // What expires at the same moment comes after it, as rollover runs before expiry (3.5).
        if (const auto expired = expireCredits(out, world, due.at() - microseconds{1}); !expired)
            return expired.error();
        if (const auto renewed = renew(out, world, due); !renewed)
            return renewed.error();
    }
    return int(dues.size());
}

} // namespace

Result<int> renewDue(Writing &out, World &world, TimePoint limit)
{
    const auto drawn = drawCredits(out, world); // before anything of it expires
    if (!drawn)
        return drawn.error();
    int done = *drawn;
    for (;;) {
        const auto rows = out.due(Kind::Subscription, limit);
        if (out.error())
            return *out.error();
        const auto next
            = rows.isEmpty() ? expireCredits(out, world, limit) : renewFirst(out, world, rows, limit);
        if (!next)
            return next.error();
        done += *next;
        if (rows.isEmpty())
            return done;
    }
}

std::optional<TimePoint> nextChange(const Reading &read)
{
    const auto renewal = read.nextDue(Kind::Subscription);
    const auto expiry = read.nextDue(Kind::CreditGrant);
    return renewal && expiry ? std::min(*renewal, *expiry) : (renewal ? renewal : expiry);
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
