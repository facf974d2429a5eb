// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"
#include "eventlog/logrow.h"

#include <QJsonArray>
#include <QJsonDocument>

// The pixelgen scenario's meter and events, and requests as a sender would make them.
namespace samples {

using namespace Qt::StringLiterals;

inline const TimePoint morning{std::chrono::hours{500'000}};

inline Condition equals(const QString &key, const QString &value)
{
    return {.key = key, .op = Operator::Equals, .value = MetaValue::ofText(value)};
}

inline Filter tiers()
{
    return {
        .conjunction = Conjunction::Or,
        .clauses = {{equals(u"quality"_s, u"standard"_s)}, {equals(u"quality"_s, u"hd"_s)}},
    };
}

inline Meter imageMeter()
{
    Meter meter;
    meter.id = {"mtr_1"};
    meter.is = {.name = u"Image Generation Meter"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = tiers()};
    return meter;
}

inline Event eventOf(const QByteArray &id, const QByteArray &name, const Metadata &metadata)
{
    return {.id = {id}, .customer = {"cus_1"}, .name = name, .at = morning, .metadata = metadata};
}

inline Metadata quality(const QString &tier)
{
    return {{"quality", MetaValue::ofText(tier)}};
}

inline MeterVerdict judged(const Event &event, const Meter &meter = imageMeter())
{
    MeterVerdict verdict = judgeMeter(meter, EventViewOf(event).view());
    verdict.freeThreshold = 10;
    verdict.pricePerUnit = Decimal(5);
    verdict.currency = "USD";
    return verdict;
}

inline MeterVerdict unit(qint64 number)
{
    MeterVerdict verdict = judged(eventOf("img_1", "image.generated", quality(u"hd"_s)));
    const bool paid = number > 10;
    verdict.reason = MeterVerdict::Reason::Counted;
    verdict.standing = Standing{.unitsFree = paid ? 0 : 1,
        .unitsPaid = paid ? 1 : 0,
        .amount = paid ? 5 : 0,
        .runningTotal = number,
        .before = number - 1,
        .replacedAt = {}};
    return verdict;
}

inline Verdict verdictOf(const QByteArray &id, const QList<MeterVerdict> &meters)
{
    return {.event = {id}, .customerKnown = true, .subscribed = true, .meters = meters};
}

inline QByteArray body(const QList<Event> &events)
{
    QJsonArray list;
    for (const Event &event : events)
        list.append(toJson(event));
    return QJsonDocument(QJsonObject{{"events"_L1, list}}).toJson(QJsonDocument::Compact);
}

inline Exchange ingest(const QList<Event> &events, int status = 200, const QByteArray &answer = {})
{
    Exchange exchange;
    exchange.id = QUuid::createUuid();
    exchange.at = morning;
    exchange.took = 7ms;
    exchange.sender = {Sender::Kind::App, u"App"_s, u"0.1.0"_s};
    exchange.method = "POST";
    exchange.target = "/events/ingest";
    exchange.requestHead = {{"authorization", "Bearer secret"}, {"content-type", "application/json"}};
    exchange.requestBody = body(events);
    exchange.status = status;
    exchange.answerHead = {{"content-type", "application/json"}};
    exchange.answerBody = answer.isEmpty() && status == 200
        ? "{\"ingested_count\":" + QByteArray::number(events.size()) + '}'
        : answer;
    for (const Event &event : events)
        exchange.events.append(event.id.text);
    return exchange;
}

inline LogRow row(const Exchange &exchange)
{
    return rowOf(exchange, "quality");
}

} // namespace samples
