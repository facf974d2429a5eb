// SPDX-License-Identifier: MIT
#include "guide/storyfacts.h"

#include "billing/money.h"
#include "billing/product.h"
#include "eventlog/verdictwords.h"
#include "guide/playstep.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Facts {
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

QList<Meter> liveMeters(const QJsonObject &facts)
{
    QList<Meter> meters;
    for (const QJsonValue &json : facts["meters"_L1].toArray()) {
        if (const auto meter = meterFromJson(json.toObject()))
            meters.append(*meter);
    }
    return meters;
}

// The recipe's names; the one this program sends where the person kept another on purpose.
QStringList wantedNames(const QJsonObject &facts, const QList<Meter> &live)
{
    QStringList names;
    for (const QJsonValue &meter : at(facts, u"recipe.meters"_s).toArray()) {
        const QString name = meter["event_name"_L1].toString();
        const bool there
            = std::ranges::any_of(live, [&](const Meter &is) { return is.is.eventName == name; });
        if (there && !names.contains(name))
            names << name;
    }
    return names.isEmpty() ? QStringList(facts["sent_name"_L1].toString()) : names;
}

// A product's price of one meter, in whichever of the API's two forms the facts hold it.
std::optional<UsagePrice> usagePriceOf(const QJsonObject &product)
{
    const QJsonValue price
        = product["price_detail"_L1].isObject() ? product["price_detail"_L1] : product["price"_L1];
    const auto read = priceFromJson(price.toObject(), u"price"_s);
    const auto *usage = read ? std::get_if<UsagePrice>(&*read) : nullptr;
    return usage ? std::optional(*usage) : std::nullopt;
}

void takePrice(StoryMeter &into, const MeterId &meter, const QJsonObject &facts)
{
    for (const QJsonValue &product : facts["products"_L1].toArray()) {
        const auto usage = usagePriceOf(product.toObject());
        if (!usage)
            continue;
        const auto priced = std::ranges::find(usage->meters, meter, &MeterPrice::meter);
        if (priced == usage->meters.end())
            continue;
        into.pricePerUnit = priced->pricePerUnit;
        into.freeThreshold = priced->freeThreshold.value_or(0);
        into.currency = usage->basics.currency;
        return;
    }
}

void takeUsage(StoryMeter &into, const MeterId &meter, const QJsonObject &facts)
{
    const auto period = usagePeriodFromJson(at(facts, u"usage.0"_s).toObject());
    if (!period)
        return;
    const auto used = std::ranges::find(period->meters, meter, &MeterUsage::id);
    if (used == period->meters.end())
        return;
    into.usage = *used;
    into.pricePerUnit = used->pricePerUnit;
    into.freeThreshold = used->freeThreshold;
    into.currency = used->currency;
}

QString joined(const Filter &filter)
{
    QStringList parts;
    for (const Clause &clause : filter.clauses) {
        const auto *group = std::get_if<Filter>(&clause.is);
        parts << (group ? u"(%1)"_s.arg(joined(*group)) : words::condition(*std::get_if<0>(&clause.is)));
    }
    return parts.join(filter.conjunction == Conjunction::And ? Facts::tr(" and ") : Facts::tr(" or "));
}

} // namespace

Decimal StoryMeter::freeUsed() const
{
    return usage ? std::min(usage->consumedUnits, Decimal(freeThreshold)) : Decimal();
}

QList<StoryMeter> storyMeters(const QJsonObject &facts)
{
    const QList<Meter> live = liveMeters(facts);
    QList<StoryMeter> meters;
    for (const QString &name : wantedNames(facts, live)) {
        const auto newest
            = std::ranges::find(live, name, [](const Meter &meter) { return meter.is.eventName; });
        if (newest == live.end())
            continue;
        StoryMeter meter{.is = newest->is, .usage = {}, .pricePerUnit = {}};
        takePrice(meter, newest->id, facts);
        takeUsage(meter, newest->id, facts);
        meters.append(meter);
    }
    return meters;
}

QString customerId(const QJsonObject &facts)
{
    return at(facts, u"subscription.customer.customer_id"_s).toString();
}

qint64 fixedPrice(const QJsonObject &facts)
{
    return at(facts, u"subscription.recurring_pre_tax_amount"_s).toInteger();
}

QString countingWords(const NewMeter &meter)
{
    switch (meter.aggregation.type) {
    case Aggregation::Type::Count:
        return Facts::tr("Count");
    case Aggregation::Type::Sum:
        return Facts::tr("Sum over `%1`").arg(meter.aggregation.key);
    case Aggregation::Type::Max:
        return Facts::tr("Max over `%1`").arg(meter.aggregation.key);
    case Aggregation::Type::Last:
        return Facts::tr("Last over `%1`").arg(meter.aggregation.key);
    }
    return {};
}

QString filterText(const NewMeter &meter)
{
    return meter.filter ? joined(*meter.filter) : QString();
}

QString billWords(const StoryMeter &meter)
{
    if (!meter.usage)
        return {};
    const MeterUsage &usage = *meter.usage;
    const QString consumed = displayUnits(usage.consumedUnits, meter.is.measurementUnit);
    const QString chargeable = displayCount(usage.chargeableUnits);
    const QString price = displayMoney(usage.pricePerUnit, usage.currency);
    const QString total = displayMoney(Decimal(usage.totalPrice), usage.currency);
    if (usage.freeThreshold == 0)
        return Facts::tr("%1 × %2 = %3").arg(consumed, price, total);
    return Facts::tr("%1 − %2 free = %3 × %4 = %5")
        .arg(consumed, displayCount(meter.freeUsed()), chargeable, price, total);
}

QString billWords(const QJsonObject &facts)
{
    QStringList lines;
    qint64 total = fixedPrice(facts);
    QByteArray currency = "USD";
    for (const StoryMeter &meter : storyMeters(facts)) {
        if (!meter.usage)
            continue;
        lines << billWords(meter);
        total += meter.usage->totalPrice;
        currency = meter.usage->currency;
    }
    if (lines.isEmpty())
        return {};
    if (fixedPrice(facts) > 0)
        lines.prepend(Facts::tr("Fixed price %1").arg(displayMoney(Decimal(fixedPrice(facts)), currency)));
    if (lines.size() > 1)
        lines << Facts::tr("Together %1").arg(displayMoney(Decimal(total), currency));
    return Facts::tr("%1 so far").arg(lines.join(u"; "_s));
}

QString withoutSecrets(const QString &text)
{
    static const QRegularExpression secret(
        u"\\b(dodo_(?:test|live)_|whsec_|sk-|Bearer )[A-Za-z0-9_\\-+/=.]+"_s);
    return QString(text).replace(secret, u"\\1••••••••"_s);
}
