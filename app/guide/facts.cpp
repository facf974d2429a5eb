// SPDX-License-Identifier: MIT
#include "guide/facts.h"

#include "billing/money.h"
#include "guide/plan.h"
#include "guide/recipe.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

template<typename T>
QJsonArray listOf(const QList<T> &items)
{
    QJsonArray list;
    for (const T &item : items)
        list.append(toJson(item));
    return list;
}

QJsonObject pictureFacts(const QList<ImageRow> &pictures, const Session &session, TimePoint since)
{
    const Customer *customer = session.state().customer();
    qint64 made = 0;
    qint64 unbilled = 0;
    for (const ImageRow &row : pictures) {
        if (row.at < since)
            continue;
        made += row.event && customer && row.customer == customer->id;
        unbilled += !row.event;
    }
    return {{"made"_L1, made}, {"unbilled"_L1, unbilled}};
}

QJsonObject tickFacts(const Session &session)
{
    const auto ticks = session.ticks();
    constexpr QLatin1StringView names[]{
        "meter"_L1, "product"_L1, "customer"_L1, "sent"_L1, "counted"_L1, "used"_L1};
    QJsonObject facts;
    for (size_t i = 0; i < ticks.size(); ++i)
        facts.insert(names[i], ticks[i]);
    return facts;
}

QJsonObject offerFacts(const Session &session)
{
    const Product *product = session.productOfThisProgram();
    const auto *price = product ? std::get_if<UsagePrice>(&product->is.price) : nullptr;
    if (!price)
        return {};
    QJsonArray lines;
    for (const MeterPrice &line : price->meters) {
        const Decimal each = line.pricePerUnit.value_or(Decimal());
        lines.append(QJsonObject{{"meter_id"_L1, line.meter.string()}, {"name"_L1, line.name},
            {"price"_L1, displayMoney(each, price->basics.currency)}, {"minor"_L1, each.toString()},
            {"free"_L1, displayCount(Decimal(line.freeThreshold.value_or(0)))}});
    }
    return {{"product_id"_L1, product->id.string()}, {"name"_L1, product->is.name}, {"lines"_L1, lines}};
}

// Both would count the same events.
QJsonArray twinFacts(const Session &session)
{
    const QStringList names = session.sentNames();
    for (const QString &name : names) {
        QJsonArray twins;
        for (const Meter &meter : session.state().meters) {
            if (meter.is.eventName == name)
                twins.append(meter.is.name);
        }
        if (twins.size() > 1)
            return twins;
    }
    return {};
}

QJsonObject dateFacts(const Session &session)
{
    const QDate shown = toDateTime(session.now()).toLocalTime().date();
    const QDate today = session.dateIsToday() ? shown : QDate::currentDate();
    return {{"text"_L1, QLocale::c().toString(shown, u"d MMM"_s)},
        {"moved"_L1, qint64(qAbs(today.daysTo(shown)))}};
}

// Of any period, so that a new month takes no tick away.
QJsonObject everFacts(const Session &session)
{
    bool counted = false;
    bool billed = false;
    for (const UsagePeriod &period : session.state().usage) {
        for (const MeterUsage &meter : period.meters) {
            counted = counted || meter.consumedUnits > Decimal(0);
            billed = billed || meter.totalPrice > 0;
        }
    }
    return {{"counted"_L1, counted}, {"billed"_L1, billed}};
}

// The plan, each meter with its line of the bill.
QJsonObject planFacts(const Recipe &recipe, const QJsonObject &bill)
{
    QJsonObject plan = planOf(recipe);
    QJsonArray meters = plan.value("meters"_L1).toArray();
    const QJsonArray lines = bill.value("lines"_L1).toArray();
    for (qsizetype i = 0; i < meters.size(); ++i) {
        QJsonObject meter = meters.at(i).toObject();
        for (const QJsonValue &line : lines) {
            if (line["event_name"_L1] == meter.value("event_name"_L1))
                meter.insert("line"_L1, line);
        }
        meters.replace(i, meter);
    }
    plan.insert("meters"_L1, meters);
    return plan;
}

} // namespace

QJsonObject factsOf(const Studio &studio, const LogModel &log, const Recipe &recipe,
    const QList<ImageRow> &pictures, TimePoint since)
{
    const Session &session = studio.session();
    const ServiceState &state = session.state();
    const QJsonObject bill = billFacts(session);
    return {{"meters"_L1, listOf(state.meters)}, {"products"_L1, listOf(state.products)},
        {"subscription"_L1, state.subscription ? QJsonValue(toJson(*state.subscription)) : QJsonValue()},
        {"usage"_L1, listOf(state.usage)}, {"sent_name"_L1, session.eventName()},
        {"sent_names"_L1, QJsonArray::fromStringList(session.sentNames())}, {"ticks"_L1, tickFacts(session)},
        {"offer"_L1, offerFacts(session)}, {"twins"_L1, twinFacts(session)}, {"bill"_L1, bill},
        {"ever"_L1, everFacts(session)}, {"log"_L1, logFacts(log, session)},
        {"pictures"_L1, pictureFacts(pictures, session, since)}, {"date"_L1, dateFacts(session)},
        {"recipe"_L1, recipe.json}, {"plan"_L1, planFacts(recipe, bill)}};
}
