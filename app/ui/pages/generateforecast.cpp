// SPDX-License-Identifier: MIT
#include "ui/pages/generateforecast.h"

#include "billing/bill.h"
#include "billing/money.h"
#include "eventlog/verdictwords.h"
#include "imaging/imagerequest.h"
#include "imaging/price.h"
#include "imaging/provider.h"
#include "session/session.h"
#include "ui/pages/generatewords.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(GenerateForecast)
};

// The event as the studio will send it; what only the picture brings is left as asked.
Event eventOf(const PictureOrder &order, const QString &name)
{
    return {.id = {},
        .customer = {},
        .name = name.toUtf8(),
        .at = {},
        .metadata = eventMetadata(
            order, {order.model, providerQuality(order.provider, order.model, order.tier), order.size})};
}

// The meter's reading after `count` such events.
Decimal readingAfter(const Meter &meter, const Decimal &now, const Decimal &contribution, int count)
{
    const auto all = Decimal::multiply(contribution, Decimal(count));
    switch (meter.is.aggregation.type) {
    case Aggregation::Type::Max:
        return std::max(now, contribution);
    case Aggregation::Type::Last:
        return contribution;
    case Aggregation::Type::Count:
    case Aggregation::Type::Sum:
        break;
    }
    return all ? Decimal::add(now, *all).value_or(now) : now;
}

Decimal lineOf(const MeterUsage &usage, const Decimal &consumed)
{
    const MeterPrice price{.meter = usage.id,
        .pricePerUnit = usage.pricePerUnit,
        .freeThreshold = usage.freeThreshold,
        .creditEntitlementId = {},
        .meterUnitsPerCredit = {},
        .name = usage.name,
        .measurementUnit = {},
        .description = {}};
    const Result<BillLine> line = billLine(price, consumed);
    return line ? line->exact : Decimal();
}

qint64 whole(const Decimal &units)
{
    return units.rounded().value_or(0);
}

struct Sums {
    Decimal amount;
    int counting = 0; // meters
    const MeterUsage *usage = nullptr; // the last one that counts
    bool each = false; // it counts one an event
    QString reason; // of one that does not count
    QString accepted; // what it would have counted instead
};

Sums sumsOf(const ForecastGround &ground, const PictureOrder &order)
{
    Sums sums;
    const Event event = eventOf(order, ground.eventName);
    const EventViewOf view(event);
    for (const MeterUsage &usage : ground.bill->meters) {
        const auto meter = std::ranges::find(ground.meters, usage.id, &Meter::id);
        if (meter == ground.meters.end())
            continue;
        const MeterVerdict verdict = judgeMeter(*meter, view.view());
        if (!verdict.counted()) {
            sums.reason = words::reason(verdict);
            sums.accepted = generate::acceptedValues(verdict);
            continue;
        }
        const Decimal after
            = readingAfter(*meter, usage.consumedUnits, verdict.judgement.contribution, order.count);
        const auto more = Decimal::subtract(lineOf(usage, after), lineOf(usage, usage.consumedUnits));
        sums.amount = Decimal::add(sums.amount, more.value_or(Decimal())).value_or(sums.amount);
        sums.usage = &usage;
        sums.each = meter->is.aggregation.type == Aggregation::Type::Count;
        ++sums.counting;
    }
    return sums;
}

// "free (7 of 10)", "free (7 to 9 of 10)"; plain "free" where units are not pictures.
QString freeWords(const Sums &sums, int count)
{
    if (sums.counting != 1 || !sums.each)
        return Words::tr("free");
    const qint64 first = whole(sums.usage->consumedUnits) + 1;
    const QString of = displayCount(Decimal(sums.usage->freeThreshold));
    if (count == 1)
        return Words::tr("free (%1 of %2)").arg(displayCount(Decimal(first)), of);
    return Words::tr("free (%1 to %2 of %3)")
        .arg(displayCount(Decimal(first)), displayCount(Decimal(first + count - 1)), of);
}

QString usedWords(const Sums &sums)
{
    if (sums.counting != 1 || sums.usage->freeThreshold == 0)
        return {};
    const Decimal free(sums.usage->freeThreshold);
    return Words::tr("%1 of %2 free used")
        .arg(displayCount(std::min(sums.usage->consumedUnits, free)), displayCount(free));
}

QString notCountedNote(const Sums &sums, const PictureOrder &order)
{
    if (sums.reason.startsWith("quality "_L1)) {
        const QString tier = tierName(order.tier);
        return sums.accepted.isEmpty()
            ? Words::tr("%1 is not counted by this meter.").arg(tier)
            : Words::tr("%1 is not counted: this meter counts %2.").arg(tier, sums.accepted);
    }
    return sums.reason.isEmpty() ? Words::tr("No meter of the product counts this.")
                                 : Words::tr("Not counted: %1.").arg(sums.reason);
}

void fillCustomer(GenerateForecast &into, const ForecastGround &ground, const PictureOrder &order)
{
    const Sums sums = sumsOf(ground, order);
    into.amount = sums.amount;
    into.free = whole(ground.bill->freeUsed());
    into.billable = whole(ground.bill->chargeable());
    into.unit = ground.bill->unit;
    if (sums.counting == 0) {
        into.kind = GenerateForecast::Kind::NotCounted;
        into.price = Words::tr("not billed");
        into.note = notCountedNote(sums, order);
        return;
    }
    into.next = sums.each ? order.count : 0;
    if (sums.amount.isZero()) {
        into.kind = GenerateForecast::Kind::Free;
        into.price = freeWords(sums, order.count);
        return;
    }
    into.kind = GenerateForecast::Kind::Charged;
    into.price = displayMoney(sums.amount, ground.bill->currency);
    into.freeUsed = usedWords(sums);
}

QString inAll(const Decimal &one, int count)
{
    return providerMoney(Decimal::multiply(one, Decimal(count)).value_or(one));
}

// The demo painter costs nothing; what the like of it costs elsewhere.
void fillLikeness(GenerateForecast &into, const PictureOrder &order)
{
    const auto one = providerCostUsd(order.model, order.tier, order.size);
    if (!one)
        return;
    into.providerWords = Words::tr("A real image service would charge you");
    into.provider = Words::tr("%1, not spent here").arg(inAll(*one, order.count));
    into.eachWords = into.providerWords;
    into.each = into.provider;
}

void fillProvider(GenerateForecast &into, const std::optional<Decimal> &one, const PictureOrder &order)
{
    if (::provider(order.provider).charges == Provider::Charges::Nothing) {
        into.providerWords = into.eachWords = Words::tr("This server charges");
        into.provider = into.each = Words::tr("nothing");
        return;
    }
    if (!one) {
        into.providerWords = Words::tr("What the provider charges");
        into.eachWords = Words::tr("What each picture costs");
        into.provider = into.each = Words::tr("unknown");
        return;
    }
    into.providerWords = Words::tr("The provider charges about");
    into.provider = inAll(*one, order.count);
    into.eachWords = Words::tr("Each picture costs about");
    into.each = order.count == 1
        ? providerMoney(*one)
        : Words::tr("%1, together %2").arg(providerMoney(*one), inAll(*one, order.count));
}

} // namespace

GenerateForecast forecast(const ForecastGround &ground, const PictureOrder &order)
{
    GenerateForecast made;
    if (ground.bill) {
        fillCustomer(made, ground, order);
    } else {
        made.price = Words::tr("not billed");
        made.note = Words::tr("No customer has bought the product yet.");
    }
    if (order.provider == "demo")
        fillLikeness(made, order);
    else
        fillProvider(made, ground.estimate, order);
    return made;
}

ForecastGround groundOf(const Session &session)
{
    return {.bill = session.bill(),
        .meters = session.state().meters,
        .eventName = session.eventName(),
        .estimate = {}};
}

QString tierName(const QByteArray &tier)
{
    return tier == "draft" ? Words::tr("Draft") : tier == "hd" ? Words::tr("HD") : Words::tr("Standard");
}

QString providerMoney(const Decimal &usd)
{
    constexpr int fewest = 3; // a picture costs less than a cent now and then
    constexpr int most = 4;
    const auto parts = usd.shifted(most);
    const auto whole = parts ? parts->rounded() : std::nullopt;
    const Decimal shown = whole ? Decimal(*whole).shifted(-most).value_or(usd) : usd;
    QString text = shown.toString();
    if (shown.digitsAfterPoint() == 0)
        text += u'.';
    for (int digits = shown.digitsAfterPoint(); digits < fewest; ++digits)
        text += u'0';
    return u'$' + text;
}
