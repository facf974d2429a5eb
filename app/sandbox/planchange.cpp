// SPDX-License-Identifier: MIT
#include "sandbox/planchange.h"

#include "billing/choices.h"
#include "billing/subscription.h"
#include "sandbox/objectlist.h"
#include "sandbox/usage.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 whole = 1'000'000;

// amount x part / of, half away from zero, exact.
qint64 shareOf(qint64 amount, std::chrono::seconds part, std::chrono::seconds of)
{
    const Int128 product = Int128(amount) * part.count();
    return qint64((product + of.count() / 2) / of.count());
}

std::chrono::seconds secondsOf(TimePoint from, TimePoint to)
{
    return std::chrono::floor<std::chrono::seconds>(to - from);
}

qint64 discounted(qint64 amount, int bps)
{
    return (amount * (10000 - bps) + 5000) / 10000; // half away from zero; never negative
}

struct Part {
    qint64 share = whole;
    std::chrono::seconds rest{1};
    std::chrono::seconds all{1};
};

// Items of one plan, the discount taken off; `sign` is -1 for what comes back.
void addLines(PlanCharge &out, const Plan &plan, const Part &part, int sign)
{
    for (const PlanItem &item : plan.items) {
        const qint64 amount
            = sign * shareOf(discounted(item.amount(), plan.discountBps), part.rest, part.all);
        out.lines.append({plan.product, item, sign * part.share, amount});
        out.total += amount;
    }
}

Part partOf(const Subscription &subscription, TimePoint now)
{
    const Period period = subscription.currentPeriod();
    Part out{.rest = std::max(secondsOf(now, period.end), std::chrono::seconds{0}),
        .all = std::max(secondsOf(period.start, period.end), std::chrono::seconds{1})};
    out.rest = std::min(out.rest, out.all);
    out.share = shareOf(whole, out.rest, out.all);
    return out;
}

// A shorter term, counted from the purchase, might be over already.
Plan withLongerTerm(Plan plan, const QJsonObject &stored)
{
    const auto before = subscriptionFromJson(stored);
    if (before && cycleStart(before->createdAt, plan.period, 1) < termEnd(*before))
        plan.period = before->period;
    return plan;
}

} // namespace

std::optional<Proration> prorationFromWire(QStringView name)
{
    if (name == "prorated_immediately"_L1)
        return Proration::Prorated;
    if (name == "full_immediately"_L1)
        return Proration::Full;
    if (name == "difference_immediately"_L1)
        return Proration::Difference;
    if (name == "do_not_bill"_L1)
        return Proration::None;
    return std::nullopt;
}

Result<PlanCharge> planCharge(const QJsonObject &stored, const Plan &to, Proration mode, TimePoint now)
{
    const auto subscription = subscriptionFromJson(stored);
    if (!subscription)
        return subscription.error();
    const Plan from = planIn(stored);
    PlanCharge out;
    out.newCycle = mode == Proration::Full || from.frequency != to.frequency;
    const bool tries = stored[ownKey]["trial"_L1].toBool(); // nothing is paid yet, so nothing comes back
    if (mode == Proration::None || (tries && !out.newCycle))
        return out;
    const Part rest = partOf(*subscription, now);
    addLines(out, to, mode == Proration::Prorated && !out.newCycle ? rest : Part{}, 1);
    if (!tries && mode == Proration::Prorated)
        addLines(out, from, rest, -1);
    if (!tries && mode == Proration::Difference)
        addLines(out, from, Part{}, -1);
    const qint64 before = stored[ownKey]["left_over"_L1].toInteger();
    out.leftOver = out.total < 0 ? -out.total : -qMin(before, out.total);
    out.total = qMax(qint64(0), out.total + qMin(qint64(0), out.leftOver));
    if (out.total > choices::largestAmount)
        return choices::refused(choices::tooLargeAmount, u"The charge is more than the service can state."_s);
    return out;
}

QJsonObject withPlan(QJsonObject stored, const Plan &to, std::optional<TimePoint> cycleFrom)
{
    setPlan(stored, withLongerTerm(to, stored));
    if (cycleFrom) {
        QJsonObject own = stored[ownKey].toObject();
        own.remove("trial"_L1);
        stored.insert(ownKey, own);
        stored.insert("next_billing_date"_L1, QString::fromLatin1(toIso(*cycleFrom)));
        if (const auto subscription = subscriptionFromJson(stored))
            beginNextPeriod(stored, *subscription);
    }
    if (const auto subscription = subscriptionFromJson(stored))
        stored.insert("expires_at"_L1, QString::fromLatin1(toIso(termEnd(*subscription))));
    return stored;
}

std::optional<QJsonObject> withScheduledPlan(const QJsonObject &stored)
{
    if (!hasSchedule(stored))
        return std::nullopt;
    const auto plan = planFromJson(stored[ownKey]["scheduled"_L1]["plan"_L1].toObject());
    if (!plan)
        return std::nullopt;
    return withPlan(withoutSchedule(stored), *plan, std::nullopt);
}

QJsonObject withSchedule(
    QJsonObject stored, const Plan &to, const QByteArray &id, TimePoint now, bool keepsOnFailure)
{
    QJsonArray addons;
    for (const PlanItem &item : to.items) {
        if (!item.addon.isEmpty())
            addons.append(QJsonObject{{"addon_id"_L1, QString::fromUtf8(item.addon)}, {"name"_L1, item.name},
                {"quantity"_L1, item.quantity}});
    }
    stored.insert("scheduled_change"_L1,
        QJsonObject{{"id"_L1, QString::fromUtf8(id)}, {"addons"_L1, addons},
            {"created_at"_L1, QString::fromLatin1(toIso(now))},
            {"effective_at"_L1, stored["next_billing_date"_L1]}, {"product_id"_L1, to.product.string()},
            {"product_name"_L1, to.name},
            {"product_description"_L1, to.description ? QJsonValue(*to.description) : QJsonValue()},
            {"quantity"_L1, to.quantity}});
    QJsonObject own = stored[ownKey].toObject();
    own.insert("scheduled"_L1, QJsonObject{{"plan"_L1, toJson(to)}, {"keeps_on_failure"_L1, keepsOnFailure}});
    stored.insert(ownKey, own);
    return stored;
}

QJsonObject withoutSchedule(QJsonObject stored)
{
    QJsonObject own = stored[ownKey].toObject();
    own.remove("scheduled"_L1);
    stored.insert(ownKey, own);
    stored.insert("scheduled_change"_L1, QJsonValue::Null);
    return stored;
}

bool hasSchedule(const QJsonObject &stored)
{
    return stored["scheduled_change"_L1].isObject();
}

bool scheduleKeepsOnFailure(const QJsonObject &stored)
{
    return stored[ownKey]["scheduled"_L1]["keeps_on_failure"_L1].toBool();
}
