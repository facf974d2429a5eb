// SPDX-License-Identifier: MIT
#include "eventlog/logstorerow.h"

#include "eventlog/logstorepack.h"

namespace {

QString textAt(const LogQuery &at, int column)
{
    return QString::fromUtf8(at->view(column));
}

TimePoint timeAt(const LogQuery &at, int column)
{
    return TimePoint{microseconds{at->integer(column)}};
}

Sender senderAt(const LogQuery &at, int column)
{
    return {Sender::Kind(at->integer(column)), textAt(at, column + 1), textAt(at, column + 2)};
}

Refusal refusalAt(const LogQuery &at, int column)
{
    return {.kind = Refusal::Kind(at->integer(column)),
        .field = textAt(at, column + 1),
        .by = microseconds{at->integer(column + 2)},
        .code = textAt(at, column + 3),
        .message = textAt(at, column + 4)};
}

// Of a larger batch the table keeps the first id alone.
QList<EventId> eventsShown(QByteArrayView lines, int count)
{
    QList<EventId> events;
    if (count > LogRow::idsKept)
        lines = lines.first(lines.indexOf('\n') + 1);
    for (const QByteArray &id : logpack::idsOf(lines))
        events.append(EventId{id});
    return events;
}

} // namespace

StoredRow rowFrom(const LogQuery &at)
{
    StoredRow out;
    out.world = at->integer(1);
    LogRow &row = out.row;
    row.rowNumber = at->integer(0);
    row.exchange = QUuid::fromRfc4122(at->bytes(2));
    row.at = timeAt(at, 3);
    row.took = microseconds{at->integer(4)};
    row.sender = senderAt(at, 5);
    row.retry = int(at->integer(8));
    row.method = at->bytes(9);
    row.status = int(at->integer(10));
    row.ingest = at->integer(11) != 0;
    row.eventCount = int(at->integer(12));
    row.ingested = int(at->integer(13));
    row.eventName = at->bytes(14);
    row.customer = at->bytes(15);
    row.quality = at->bytes(16);
    row.refusal = refusalAt(at, 17);
    row.imported = at->integer(22) != 0;
    row.target = at->bytes(23);
    if (row.ingest)
        row.events = eventsShown(at->view(24), row.eventCount);
    return out;
}

Exchange exchangeFrom(const LogQuery &at)
{
    Exchange out;
    out.id = QUuid::fromRfc4122(at->bytes(2));
    out.seq = at->integer(3);
    out.at = timeAt(at, 4);
    out.took = microseconds{at->integer(5)};
    out.sender = senderAt(at, 6);
    out.retry = int(at->integer(9));
    out.method = at->bytes(10);
    out.target = at->bytes(11);
    out.status = int(at->integer(12));
    if (!at->isNull(13))
        out.failure = Error{.kind = Error::Kind(at->integer(13)),
            .message = textAt(at, 14),
            .code = {},
            .status = out.status};
    if (at->integer(15) == 0)
        out.events = logpack::idsOf(at->view(16));
    out.requestHead = logpack::headOf(at->bytes(17));
    out.requestBody = at->bytes(18);
    out.answerHead = logpack::headOf(at->bytes(19));
    out.answerBody = at->bytes(20);
    return out;
}

QList<QByteArray> idsToKeep(const Exchange &exchange, const LogRow &row)
{
    if (!exchange.events.isEmpty())
        return exchange.events;
    QList<QByteArray> ids;
    for (const EventId &id : row.events)
        ids.append(id.text);
    return ids;
}

Result<void> insertRow(Database &db, const Exchange &exchange, const LogRow &row, qint64 world)
{
    LogQuery in(db,
        "INSERT INTO rows(n, id, seq, at, took, sender_kind, sender_name, sender_version, retry, method,"
        " status, ingest, event_count, ingested, event_name, customer, quality, refusal, refusal_field,"
        " refusal_by, refusal_code, refusal_message, failure_kind, failure_message, imported, read_ids,"
        " request_head, answer_head) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
    in << row.rowNumber << exchange.id.toRfc4122() << exchange.seq
       << qint64(row.at.time_since_epoch().count()) << qint64(row.took.count()) << int(row.sender.kind)
       << row.sender.name << row.sender.version << row.retry << row.method << row.status << int(row.ingest)
       << row.eventCount << row.ingested << row.eventName << row.customer << row.quality
       << int(row.refusal.kind) << row.refusal.field << qint64(row.refusal.by.count()) << row.refusal.code
       << row.refusal.message;
    if (exchange.failure)
        in << int(exchange.failure->kind) << exchange.failure->message;
    else
        in.null().null();
    in << int(row.imported) << int(exchange.events.isEmpty())
       << logpack::linesOf(masked(exchange.requestHead)) << logpack::linesOf(masked(exchange.answerHead));
    if (const auto stored = in.run(); !stored)
        return stored;
    LogQuery payload(
        db, "INSERT INTO payloads(n, world, target, events, request_body, answer_body) VALUES(?,?,?,?,?,?)");
    return (payload << row.rowNumber << world << row.target << logpack::linesOf(idsToKeep(exchange, row))
                    << exchange.requestBody << exchange.answerBody)
        .run();
}
