// SPDX-License-Identifier: MIT
#include "sandbox/changeplan.h"

#include "billing/choices.h"
#include "sandbox/creditcycle.h"
#include "sandbox/creditpurchase.h"
#include "sandbox/objectlist.h"
#include "sandbox/planchange.h"
#include "sandbox/planrequest.h"
#include "sandbox/subscriptioncharge.h"
#include "sandbox/subscriptionpatch.h"
#include "sandbox/usage.h"

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

// An SDK would send it twice more (dodo-api.md 1.4).
Answer refusal(const Error &error)
{
    Answer out = answerError(error);
    if (out.status == 409)
        out.extra.emplaceBack("x-should-retry", "false");
    return out;
}

QList<PaymentLine> paymentLines(const PlanCharge &charge)
{
    QList<PaymentLine> out;
    for (const PlanCharge::Line &line : charge.lines) {
        const QString name = line.share < 0 ? u"Unused: %1"_s.arg(line.item.name) : line.item.name;
        if (line.amount != 0)
            out.append({.name = name, .amount = line.amount, .quantity = line.item.quantity});
    }
    if (charge.leftOver != 0)
        out.append({charge.leftOver > 0 ? u"Kept for later charges"_s : u"Left over from an earlier plan"_s,
            charge.leftOver});
    return out;
}

QJsonObject changedBy(
    const QJsonObject &stored, const PlanWish &wish, const PlanCharge &charge, TimePoint now)
{
    QJsonObject out
        = withPlan(withoutSchedule(stored), wish.plan, charge.newCycle ? std::optional(now) : std::nullopt);
    if (charge.leftOver != 0)
        insertOwn(out, "left_over"_L1, out[ownKey]["left_over"_L1].toInteger() + charge.leftOver);
    return out;
}

void keep(Writing &out, World &world, const QJsonObject &stored, TimePoint now,
    const QList<QLatin1StringView> &told)
{
    out.update(Kind::Subscription, stored);
    for (const auto what : told)
        announceSubscription(out, world, stored, what, now);
    announceSubscription(out, world, stored, "updated"_L1, now);
}

// What is owed is charged when there is another card; the credits of a cycle that the change began come then.
void putOnHold(QJsonObject &stored, const PlanCharge &charge)
{
    stored.insert("status"_L1, wireName(SubscriptionStatus::OnHold));
    const QJsonObject line{
        {"name"_L1, "Plan change"_L1}, {"amount"_L1, charge.total}, {"grants"_L1, charge.newCycle}};
    insertOwn(stored, "owed"_L1, QJsonArray{line});
}

Result<void> changeNow(
    Writing &out, World &world, const QJsonObject &stored, const PlanWish &wish, TimePoint now)
{
    const auto charge = planCharge(stored, wish.plan, wish.mode, now);
    if (!charge)
        return charge.error();
    QJsonObject changed = changedBy(stored, wish, *charge, now);
    if (const auto taken = takePlanCredits(out, changed); !taken)
        return taken;
    const auto refused = cardRefusal(stored, charge->total);
    if (charge->total > 0)
        makePayment(out, world, changed,
            {.at = now, .amount = charge->total, .lines = paymentLines(*charge), .metadata = wish.metadata},
            refused);
    if (!refused) {
        keep(out, world, changed, now, {"plan_changed"_L1});
        if (charge->newCycle)
            grantCredits(out, world, changed, now);
        return {};
    }
    if (!wish.keepsOnFailure) {
        putOnHold(changed, *charge);
        keep(out, world, changed, now, {"plan_changed"_L1, "on_hold"_L1});
        return {};
    }
    QJsonObject waiting = stored;
    insertOwn(waiting, "pending"_L1, toJson(wish));
    out.update(Kind::Subscription, waiting);
    return {};
}

void changeLater(Writing &out, World &world, const QJsonObject &stored, const PlanWish &wish, TimePoint now)
{
    const QByteArray id = world.ids.next(Prefix::Exchange);
    keep(out, world, withSchedule(stored, wish.plan, id, now, wish.keepsOnFailure), now, {});
}

// Add-ons have a tax category on the wire, products have none here.
QJsonObject previewLine(const Reading &read, const PlanCharge::Line &line, const Plan &plan)
{
    const bool addon = !line.item.addon.isEmpty();
    QJsonObject out{{"id"_L1, addon ? QString::fromUtf8(line.item.addon) : line.product.string()},
        {"type"_L1, addon ? "addon"_L1 : "subscription"_L1}, {"name"_L1, line.item.name},
        {"description"_L1, QJsonValue::Null}, {"currency"_L1, QString::fromUtf8(plan.currency)},
        {"quantity"_L1, line.item.quantity}, {"unit_price"_L1, line.item.price},
        {"proration_factor"_L1, double(line.share) / 1e6}, {"tax_inclusive"_L1, false}, {"tax_rate"_L1, 0},
        {"tax"_L1, 0}};
    if (!addon) {
        out.insert("product_id"_L1, line.product.string());
        return out;
    }
    const auto row = read.find(Kind::Addon, line.item.addon);
    out.insert("tax_category"_L1, row ? row->object()["tax_category"_L1] : QJsonValue("saas"_L1));
    return out;
}

QJsonObject previewOf(const Reading &read, const QJsonObject &stored, const PlanWish &wish,
    const PlanCharge &charge, TimePoint now)
{
    QJsonArray lines;
    for (const PlanCharge::Line &line : charge.lines)
        lines.append(previewLine(read, line, wish.plan));
    const QString currency = QString::fromUtf8(wish.plan.currency);
    const QJsonObject summary{{"currency"_L1, currency}, {"customer_credits"_L1, charge.leftOver},
        {"settlement_amount"_L1, charge.total}, {"settlement_currency"_L1, currency},
        {"settlement_tax"_L1, 0}, {"tax"_L1, 0}, {"total_amount"_L1, charge.total}};
    const QJsonValue at = wish.later ? stored["next_billing_date"_L1] : QString::fromLatin1(toIso(now));
    return {{"immediate_charge"_L1,
                QJsonObject{{"effective_at"_L1, at}, {"line_items"_L1, lines}, {"summary"_L1, summary}}},
        {"new_plan"_L1, shownSubscription(read, changedBy(stored, wish, charge, now))}};
}

// At the next renewal one cycle of the new plan is charged.
Result<PlanCharge> chargeAsked(const QJsonObject &stored, const PlanWish &wish, TimePoint now)
{
    auto out = planCharge(stored, wish.plan, wish.later ? Proration::Full : wish.mode, now);
    if (out && wish.later)
        out->newCycle = false;
    return out;
}

using Use
    = std::function<Answer(Writing &out, const QJsonObject &stored, const PlanWish &wish, TimePoint now)>;

Answer withWish(const Request &request, World &world, const Use &use)
{
    const auto json = bodyObject(request);
    if (!json)
        return answerError(json.error());
    return changingSubscription(
        request, world, request.segment(1), [&](Writing &out, const QJsonObject &stored, TimePoint now) {
            const auto wish = planWishFromJson(out, *json);
            if (!wish)
                return answerError(wish.error());
            if (const auto refused = planRefusal(out, stored, *wish))
                return refusal(*refused);
            return use(out, stored, *wish, now);
        });
}

} // namespace

Answer changePlan(const Request &request, World &world)
{
    static_assert(choices::planChangeAnswersObject);
    return withWish(
        request, world, [&](Writing &out, const QJsonObject &stored, const PlanWish &wish, TimePoint now) {
            if (wish.later)
                changeLater(out, world, stored, wish, now);
            else if (const auto done = changeNow(out, world, stored, wish, now); !done)
                return answerError(done.error());
            return answerJson({{"payment_id"_L1, QJsonValue::Null}, {"payment_link"_L1, QJsonValue::Null},
                {"client_secret"_L1, QJsonValue::Null}, {"expires_on"_L1, QJsonValue::Null}});
        });
}

Answer previewPlan(const Request &request, World &world)
{
    return withWish(
        request, world, [](Writing &out, const QJsonObject &stored, const PlanWish &wish, TimePoint now) {
            const auto charge = chargeAsked(stored, wish, now);
            return charge ? answerJson(previewOf(out, stored, wish, *charge, now))
                          : answerError(charge.error());
        });
}

Answer cancelScheduledPlan(const Request &request, World &world)
{
    return changingSubscription(
        request, world, request.segment(1), [&](Writing &out, const QJsonObject &stored, TimePoint now) {
            if (!hasSchedule(stored))
                return answerError(
                    codeError("SCHEDULED_PLAN_CHANGE_NOT_FOUND", u"No plan change is scheduled."_s, 404));
            keep(out, world, withoutSchedule(stored), now, {});
            return answerEmpty(204);
        });
}

Result<void> chargeOwed(Writing &out, World &world, QJsonObject stored, TimePoint now)
{
    if (stored[ownKey]["pending"_L1].isObject()) {
        const auto wish = pendingWish(stored);
        insertOwn(stored, "pending"_L1, QJsonValue::Undefined);
        return wish ? changeNow(out, world, stored, *wish, now) : Result<void>(wish.error());
    }
    const QJsonArray owed = stored[ownKey]["owed"_L1].toArray();
    if (owed.isEmpty() || stored["status"_L1].toString() != wireName(SubscriptionStatus::OnHold))
        return {};
    const qint64 amount = owed[0]["amount"_L1].toInteger();
    const auto refused = cardRefusal(stored, amount);
    makePayment(out, world, stored,
        {.at = now, .amount = amount, .lines = {{owed[0]["name"_L1].toString(), amount}}, .retry = 1},
        refused);
    if (refused)
        return {};
    insertOwn(stored, "owed"_L1, QJsonValue::Undefined);
    stored.insert("status"_L1, wireName(SubscriptionStatus::Active));
    keep(out, world, stored, now, {"active"_L1});
    if (owed[0]["grants"_L1].toBool())
        grantCredits(out, world, stored, now);
    return {};
}
