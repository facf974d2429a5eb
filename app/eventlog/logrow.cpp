// SPDX-License-Identifier: MIT
#include "eventlog/logrow.h"

#include "billing/rules.h"
#include "support/strictjson.h"

#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {

using Kind = Refusal::Kind;

constexpr qsizetype longestText = 200; // of what stands in a table cell

bool isIngest(const Exchange &exchange)
{
    const qsizetype query = exchange.target.indexOf('?');
    const QByteArrayView path
        = QByteArrayView(exchange.target).first(query < 0 ? exchange.target.size() : query);
    return exchange.method == "POST" && path.endsWith("/events/ingest");
}

QByteArray cell(const QString &text)
{
    return text.left(longestText).toUtf8();
}

QByteArray cell(const QJsonValue &value)
{
    if (value.isString())
        return cell(value.toString());
    if (value.isBool())
        return value.toBool() ? "true"_ba : "false"_ba;
    return value.isDouble() ? cell(value.toVariant().toString()) : QByteArray();
}

// The events of a request; of a body that was cut when it was recorded, those that are still whole.
QJsonArray eventsIn(const QByteArray &body)
{
    if (!isCut(body))
        return QJsonDocument::fromJson(body)["events"_L1].toArray();
    constexpr int tries = 8; // braces from the end: of metadata, of an event, in a text
    qsizetype brace = body.size();
    for (int i = 0; i < tries && brace > 0; ++i) {
        brace = body.lastIndexOf('}', brace - 1);
        const QJsonDocument whole = QJsonDocument::fromJson(body.left(brace + 1) + "]}");
        if (whole.isObject())
            return whole["events"_L1].toArray();
    }
    return {};
}

void readRequest(LogRow &row, const QJsonArray &events, const QByteArray &key)
{
    const QJsonObject first = events.at(0).toObject();
    row.eventName = cell(first["event_name"_L1]);
    row.customer = cell(first["customer_id"_L1]);
    row.quality = cell(first["metadata"_L1].toObject()[QString::fromUtf8(key)]);
    row.eventCount = int(events.size());
    const qsizetype kept = events.size() > LogRow::idsKept ? 1 : events.size();
    for (qsizetype i = 0; i < kept; ++i)
        row.events.append(EventId::of(events.at(i)["event_id"_L1].toString()));
}

// The ids as the receiver read them; none when it refused the request before.
void takeIds(LogRow &row, const QList<QByteArray> &ids)
{
    row.eventCount = int(ids.size());
    row.events.clear();
    for (const QByteArray &id : ids.first(ids.size() > LogRow::idsKept ? 1 : ids.size()))
        row.events.append(EventId{id});
}

Kind kindOf(int status)
{
    switch (status) {
    case 0:
        return Kind::NoAnswer;
    case 401:
    case 403:
        return Kind::WrongKey;
    case 413:
        return Kind::TooLarge;
    case 429:
        return Kind::RateLimited;
    default:
        return status >= 500 ? Kind::Server : Kind::Other;
    }
}

bool repeatsAnId(const QJsonArray &events)
{
    QSet<QString> ids;
    for (const QJsonValue event : events) {
        const QString id = event["event_id"_L1].toString();
        if (!id.isEmpty() && ids.contains(id))
            return true;
        ids.insert(id);
    }
    return false;
}

// What our own rules say of one event at the time it was sent; None when they find nothing.
Refusal faultOf(const QJsonObject &json, const QString &path, TimePoint now)
{
    const Result<Event> event = eventFromJson(json, path);
    if (!event)
        return {.kind = Kind::BadField, .field = event.error().field, .by = {}, .code = {}, .message = {}};
    if (event->at && *event->at < now - limits::oldestEvent)
        return {.kind = Kind::TooOld,
            .field = path + ".timestamp"_L1,
            .by = now - *event->at,
            .code = {},
            .message = {}};
    if (event->at && *event->at > now + limits::furthestAhead)
        return {.kind = Kind::TooFarAhead,
            .field = path + ".timestamp"_L1,
            .by = *event->at - now,
            .code = {},
            .message = {}};
    const Result<void> checked = check(EventViewOf(*event).view(), now, path);
    if (checked)
        return {};
    const bool metadata = checked.error().field.contains("metadata"_L1);
    return {.kind = metadata ? Kind::BadMetadata : Kind::BadField,
        .field = checked.error().field,
        .by = {},
        .code = {},
        .message = {}};
}

// The service's codes for these are not published, so the request itself is looked at (dodo-api.md 5.1.6).
Refusal ingestFault(const Exchange &exchange, const QString &message)
{
    const bool cut = isCut(exchange.requestBody); // by the record: what was sent need not be broken
    if (!cut && !readObject(exchange.requestBody))
        return {.kind = Kind::BadJson, .field = {}, .by = {}, .code = {}, .message = {}};
    const QJsonArray events = eventsIn(exchange.requestBody);
    if (!cut && events.isEmpty())
        return {.kind = Kind::NoEvents, .field = u"events"_s, .by = {}, .code = {}, .message = {}};
    if (events.size() > limits::eventsPerRequest)
        return {.kind = Kind::TooManyEvents, .field = u"events"_s, .by = {}, .code = {}, .message = {}};
    if (repeatsAnId(events))
        return {.kind = Kind::RepeatedId, .field = u"events"_s, .by = {}, .code = {}, .message = {}};
    for (qsizetype i = 0; i < events.size(); ++i) {
        const Refusal fault = faultOf(events.at(i).toObject(), u"events[%1]"_s.arg(i), exchange.at);
        if (fault.kind != Kind::None)
            return fault;
    }
    // Nothing wrong that can be seen from here: only the service knows its customers.
    const bool customer = message.contains("customer"_L1, Qt::CaseInsensitive);
    return {.kind = customer ? Kind::CustomerUnknown : Kind::Other,
        .field = {},
        .by = {},
        .code = {},
        .message = {}};
}

Refusal refusalOf(const Exchange &exchange, bool ingest)
{
    if (!exchange.failure && exchange.status >= 100 && exchange.status < 400)
        return {};
    const QJsonObject answer = QJsonDocument::fromJson(exchange.answerBody).object();
    QString message = answer["message"_L1].toString();
    if (message.isEmpty() && exchange.failure)
        message = exchange.failure->message;
    Refusal refusal{.kind = kindOf(exchange.status), .field = {}, .by = {}, .code = {}, .message = {}};
    if (ingest && refusal.kind == Kind::Other)
        refusal = ingestFault(exchange, message);
    refusal.code = answer["code"_L1].toString();
    refusal.message = message.left(longestText);
    return refusal;
}

} // namespace

LogRow rowOf(const Exchange &exchange, const QByteArray &key)
{
    LogRow row;
    row.exchange = exchange.id;
    row.at = exchange.at;
    row.took = exchange.took;
    row.sender = exchange.sender;
    row.method = exchange.method;
    row.target = exchange.target;
    row.status = exchange.status;
    row.retry = exchange.retry;
    row.ingest = isIngest(exchange);
    row.refusal = refusalOf(exchange, row.ingest);
    if (!row.ingest)
        return row;
    readRequest(row, eventsIn(exchange.requestBody), key);
    if (isCut(exchange.requestBody))
        takeIds(row, exchange.events);
    if (!row.failed())
        row.ingested = QJsonDocument::fromJson(exchange.answerBody)["ingested_count"_L1].toInt(-1);
    return row;
}

QList<LogEvent> eventsOf(const Exchange &exchange, const QByteArray &key)
{
    QList<LogEvent> out;
    for (const QJsonValue each : eventsIn(exchange.requestBody)) {
        const QJsonObject event = each.toObject();
        out.append({.id = EventId::of(event["event_id"_L1].toString()),
            .name = cell(event["event_name"_L1]),
            .customer = cell(event["customer_id"_L1]),
            .quality = cell(event["metadata"_L1].toObject()[QString::fromUtf8(key)])});
    }
    return out;
}
