// SPDX-License-Identifier: MIT
#include "sandbox/creditpass.h"

#include "sandbox/creditaccount.h"
#include "sandbox/creditcart.h"
#include "sandbox/creditwatch.h"
#include "sandbox/ledgers.h"

using namespace Qt::StringLiterals;

namespace {

// What the current period of one subscription has come to, as committed.
struct Reached {
    QByteArray world; // its generation: another one may be put in its place meanwhile
    QByteArray subscription;
    Period period;
    QList<MeterTotal> totals;
};

QByteArray worldOf(const Reading &read)
{
    return read.meta("generation").value_or(QByteArray());
}

// Units that cost credits (5.2 "free threshold on credit-billed meters").
std::optional<Decimal> costing(const Decimal &consumed, const MeterPrice *price)
{
    const bool applies = choices::freeOnCredits == choices::FreeOnCredits::Applies;
    return chargeableUnits(consumed, applies && price ? price->freeThreshold.value_or(0) : 0);
}

// nullopt when it cannot be reckoned: an entitlement that is not there, or 128 bits are too few.
std::optional<Decimal> creditsOf(const Reading &read, const CreditMeter &meter, const Decimal &units)
{
    const auto credit = findCredit(read, meter.credit);
    return credit ? creditsFor(units, meter.unitsPerCredit, credit->is.precision) : std::nullopt;
}

bool owes(const Reading &read, const CreditMeter &meter, const Decimal &units)
{
    const auto credits = creditsOf(read, meter, units);
    const auto more = credits ? choices::stillToDraw(*credits, meter.drawn) : std::nullopt;
    return more && !more->isZero();
}

Reached reachedBy(const Reading &read, const Row &row, const SubscriptionBook &book)
{
    Reached out{worldOf(read), row.id, book.subscription.currentPeriod(), {}};
    const auto meters = subscriptionCredits(row.object()).meters;
    for (const CreditMeter &meter : meters) {
        const auto consumed = book.ledger.consumed(out.period.start, meter.meter);
        const auto units = consumed ? costing(*consumed, book.priceOf(meter.meter)) : std::nullopt;
        if (units && owes(read, meter, *units))
            out.totals.append({meter.meter, *units});
    }
    return out;
}

// Only what is owed, so that a pass without new usage writes nothing.
QList<Reached> reachedIn(const Reading &read, World &world)
{
    QList<Reached> out;
    const auto rows = world.credits.active(read);
    if (rows.isEmpty())
        return out;
    world.ledgers.visit(read, rows, [&](const Ledgers::View &view) {
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (!view.books[size_t(i)])
                continue;
            const Reached reached = reachedBy(read, rows[i], *view.books[size_t(i)]);
            if (!reached.totals.isEmpty())
                out.append(reached);
        }
    });
    return out;
}

Result<QList<Reached>> reachedNow(World &world)
{
    if (!world.credits.any(world.store))
        return QList<Reached>();
    return world.store.read([&](const Reading &read) { return reachedIn(read, world); });
}

// A subscription that was renewed or ended meanwhile was closed with its exact usage.
bool drawReached(Writing &out, World &world, const Reached &reached)
{
    const auto row = out.find(Kind::Subscription, reached.subscription);
    if (!row || worldOf(out) != reached.world)
        return false;
    QJsonObject stored = row->object();
    const auto subscription = subscriptionFromJson(stored);
    if (!subscription || subscription->status != SubscriptionStatus::Active
        || subscription->previousBillingDate != reached.period.start)
        return false;
    const TimePoint at = std::min(world.clock.now(), subscription->nextBillingDate);
    if (!drawTotals(out, world, stored, reached.totals, at))
        return false;
    out.update(Kind::Subscription, stored);
    return true;
}

int drawAll(Writing &out, World &world, const QList<Reached> &reached)
{
    return int(
        std::ranges::count_if(reached, [&](const Reached &one) { return drawReached(out, world, one); }));
}

QString nameOf(const QJsonObject &stored, const MeterId &meter)
{
    const QJsonArray meters = stored["meters"_L1].toArray();
    for (const auto &one : meters) {
        if (one["meter_id"_L1].toString() == meter.string())
            return one["name"_L1].toString();
    }
    return meter.string();
}

// One entry for each draw. What is not covered is not drawn later either (5.2 "balance empty").
bool drawMeter(Writing &out, World &world, const QJsonObject &stored, CreditMeter &meter,
    const Decimal &units, TimePoint at)
{
    const auto credits = creditsOf(out, meter, units);
    const auto more = credits ? choices::stillToDraw(*credits, meter.drawn) : std::nullopt;
    const auto customer = CustomerId::of(stored["customer"_L1]["customer_id"_L1].toString());
    auto account = creditAccount(out, customer, meter.credit);
    if (!more || more->isZero() || !account)
        return false;
    account->pool.draw(*more, subscriptionCredits(stored).rulesFor(account->credit), at);
    store(out, world, *account,
        {.at = at,
            .referenceType = "subscription",
            .referenceId = stored["subscription_id"_L1].toString().toUtf8(),
            .description = u"Usage of “%1”"_s.arg(nameOf(stored, meter.meter))});
    meter.drawn = *credits;
    return true;
}

} // namespace

Result<int> drawCredits(Writing &out, World &world)
{
    const auto reached = reachedNow(world);
    if (!reached)
        return reached.error();
    return drawAll(out, world, *reached);
}

Result<void> settleCredits(World &world)
{
    const auto reached = reachedNow(world);
    if (!reached)
        return reached.error();
    if (reached->isEmpty())
        return {};
    int drawn = 0;
    const auto effects = [&](Writing &out) {
        drawn = drawAll(out, world, *reached);
        return true;
    };
    if (const auto written = world.store.write({.effects = effects, .record = {}}); !written)
        return written;
    if (drawn > 0)
        world.wakeCron();
    return {};
}

bool drawTotals(
    Writing &out, World &world, QJsonObject &stored, const QList<MeterTotal> &totals, TimePoint at)
{
    SubscriptionCredits credits = subscriptionCredits(stored);
    bool any = false;
    for (CreditMeter &meter : credits.meters) {
        const auto total = std::ranges::find(totals, meter.meter, &MeterTotal::meter);
        if (total != totals.end())
            any = drawMeter(out, world, stored, meter, total->units, at) || any;
    }
    if (any)
        setSubscriptionCredits(stored, credits);
    return any;
}

void creditEventsCame(World &world)
{
    if (world.credits.eventsCame(world.store))
        world.wakeCron();
}
