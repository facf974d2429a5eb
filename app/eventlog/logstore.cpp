// SPDX-License-Identifier: MIT
#include "eventlog/logstore.h"

using namespace Qt::StringLiterals;

namespace {

// Index n brings user_version n to n + 1. Only append.
QList<SchemaStep> schema()
{
    return {{
        u"CREATE TABLE exchanges(n INTEGER PRIMARY KEY, world BLOB NOT NULL, id BLOB NOT NULL, seq INTEGER,"
        " at INTEGER, took INTEGER, sender_kind INTEGER, sender_name TEXT, sender_version TEXT,"
        " retry INTEGER, method BLOB, target BLOB, status INTEGER, ingest INTEGER, events BLOB,"
        " event_count INTEGER, ingested INTEGER, event_name BLOB, customer BLOB, quality BLOB,"
        " refusal INTEGER, refusal_field TEXT, refusal_by INTEGER, refusal_code TEXT, refusal_message TEXT,"
        " failure_kind INTEGER, failure_message TEXT, request_head BLOB, answer_head BLOB, request_body BLOB,"
        " answer_body BLOB)"_s,
        u"CREATE UNIQUE INDEX exchanges_id ON exchanges(world, id)"_s,
        u"CREATE TABLE worlds(world BLOB PRIMARY KEY, cursor INTEGER NOT NULL)"_s,
    }};
}

QString rowColumns()
{
    return u"id, at, took, sender_kind, sender_name, sender_version, retry, method, target, status, ingest,"
           " events, event_count, ingested, event_name, customer, quality, refusal, refusal_field,"
           " refusal_by, refusal_code, refusal_message"_s;
}

QString payloadColumns()
{
    return u"seq, failure_kind, failure_message, request_head, answer_head, request_body, answer_body"_s;
}

constexpr int payloadAt = 22; // columns of rowColumns()

// Header values hold no line ends, so one line each is enough.
QByteArray linesOf(const Headers &head)
{
    QByteArray lines;
    for (const auto &[name, value] : head)
        lines += name + ": " + value + '\n';
    return lines;
}

Headers headOf(const QByteArray &lines)
{
    Headers head;
    for (const QByteArray &line : lines.split('\n')) {
        if (const qsizetype colon = line.indexOf(": "); colon > 0)
            head.emplaceBack(line.left(colon), line.mid(colon + 2));
    }
    return head;
}

QByteArray idsOf(const QList<EventId> &events)
{
    QByteArrayList ids;
    for (const EventId &id : events)
        ids.append(id.text.toBase64(QByteArray::OmitTrailingEquals)); // an id may hold anything
    return ids.join(' ');
}

QList<EventId> eventsOf(const QByteArray &ids)
{
    QList<EventId> events;
    if (ids.isEmpty())
        return events;
    for (const QByteArray &id : ids.split(' '))
        events.append({QByteArray::fromBase64(id)});
    return events;
}

QVariantList valuesOf(const LogRow &row)
{
    return {row.exchange.toRfc4122(), qint64(row.at.time_since_epoch().count()), qint64(row.took.count()),
        int(row.sender.kind), row.sender.name, row.sender.version, row.retry, row.method, row.target,
        row.status, row.ingest, idsOf(row.events), row.eventCount, row.ingested, row.eventName, row.customer,
        row.quality, int(row.refusal.kind), row.refusal.field, qint64(row.refusal.by.count()),
        row.refusal.code, row.refusal.message};
}

LogRow rowFrom(const QSqlQuery &row)
{
    LogRow out;
    out.exchange = QUuid::fromRfc4122(row.value(0).toByteArray());
    out.at = TimePoint{microseconds{row.value(1).toLongLong()}};
    out.took = microseconds{row.value(2).toLongLong()};
    out.sender = {Sender::Kind(row.value(3).toInt()), row.value(4).toString(), row.value(5).toString()};
    out.retry = row.value(6).toInt();
    out.method = row.value(7).toByteArray();
    out.target = row.value(8).toByteArray();
    out.status = row.value(9).toInt();
    out.ingest = row.value(10).toBool();
    out.events = eventsOf(row.value(11).toByteArray());
    out.eventCount = row.value(12).toInt();
    out.ingested = row.value(13).toInt();
    out.eventName = row.value(14).toByteArray();
    out.customer = row.value(15).toByteArray();
    out.quality = row.value(16).toByteArray();
    out.refusal = {.kind = Refusal::Kind(row.value(17).toInt()),
        .field = row.value(18).toString(),
        .by = microseconds{row.value(19).toLongLong()},
        .code = row.value(20).toString(),
        .message = row.value(21).toString()};
    return out;
}

Exchange exchangeFrom(const QSqlQuery &row)
{
    const LogRow brief = rowFrom(row);
    Exchange out{
        .id = brief.exchange,
        .seq = row.value(payloadAt).toLongLong(),
        .at = brief.at,
        .took = brief.took,
        .sender = brief.sender,
        .retry = brief.retry,
        .method = brief.method,
        .target = brief.target,
        .requestHead = headOf(row.value(payloadAt + 3).toByteArray()),
        .requestBody = row.value(payloadAt + 5).toByteArray(),
        .status = brief.status,
        .answerHead = headOf(row.value(payloadAt + 4).toByteArray()),
        .answerBody = row.value(payloadAt + 6).toByteArray(),
        .failure = {},
        .events = {},
    };
    if (!row.isNull(payloadAt + 1)) {
        out.failure = Error{.kind = Error::Kind(row.value(payloadAt + 1).toInt()),
            .message = row.value(payloadAt + 2).toString(),
            .status = brief.status};
    }
    for (const EventId &id : brief.events)
        out.events.append(id.text);
    return out;
}

} // namespace

LogStore::LogStore(std::unique_ptr<SqlFile> file)
    : m_file(std::move(file))
{
}

Result<std::unique_ptr<LogStore>> LogStore::open(const QString &path)
{
    Result<std::unique_ptr<SqlFile>> file = SqlFile::open(path, Durability::Normal, schema());
    if (!file)
        return file.error();
    return std::unique_ptr<LogStore>(new LogStore(std::move(*file)));
}

Result<QList<LogRow>> LogStore::add(
    const QByteArray &world, const QList<Exchange> &exchanges, const QByteArray &key)
{
    QList<LogRow> rows;
    const Result<void> done = m_file->transaction([&]() -> Result<void> {
        qint64 seq = 0;
        for (const Exchange &exchange : exchanges) {
            LogRow row = rowOf(exchange, key);
            const Result<bool> isNew = insert(world, exchange, row);
            if (!isNew)
                return isNew.error();
            if (*isNew)
                rows.append(row);
            seq = qMax(seq, exchange.seq);
        }
        return keepCursor(world, seq);
    });
    if (!done)
        return done.error();
    return rows;
}

Result<bool> LogStore::insert(const QByteArray &world, const Exchange &exchange, LogRow &row)
{
    const QVariant failureKind = exchange.failure ? QVariant(int(exchange.failure->kind)) : QVariant();
    const QVariant failureMessage = exchange.failure ? exchange.failure->message : QString();
    static const QString sql = u"INSERT OR IGNORE INTO exchanges(world, %1, %2) VALUES(?%3)"_s.arg(
        rowColumns(), payloadColumns(), u", ?"_s.repeated(payloadAt + 7));
    const Result<QSqlQuery> stored = m_file->run(sql,
        QVariantList{world} + valuesOf(row)
            + QVariantList{exchange.seq, failureKind, failureMessage, linesOf(masked(exchange.requestHead)),
                linesOf(masked(exchange.answerHead)), exchange.requestBody, exchange.answerBody});
    if (!stored)
        return stored.error();
    if (stored->numRowsAffected() == 1) {
        row.rowNumber = stored->lastInsertId().toLongLong();
        return true;
    }
    const auto learnt = m_file->run(u"UPDATE exchanges SET seq=? WHERE world=? AND id=? AND seq<?"_s,
        {exchange.seq, world, row.exchange.toRfc4122(), exchange.seq});
    if (!learnt)
        return learnt.error();
    return false;
}

Result<void> LogStore::keepCursor(const QByteArray &world, qint64 seq)
{
    return m_file->runEach(u"INSERT INTO worlds(world, cursor) VALUES(?, ?)"
                           " ON CONFLICT(world) DO UPDATE SET cursor=max(cursor, excluded.cursor)"_s,
        {{world, seq}});
}

Result<qint64> LogStore::cursor(const QByteArray &world)
{
    Result<QSqlQuery> row = m_file->run(u"SELECT cursor FROM worlds WHERE world=?"_s, {world});
    if (!row)
        return row.error();
    return row->next() ? row->value(0).toLongLong() : qint64(0);
}

Result<QList<LogRow>> LogStore::newest(const QByteArray &world, int limit)
{
    // The plus keeps SQLite from sorting a whole world: the newest rows stand at the end of the table.
    Result<QSqlQuery> found = m_file->run(
        u"SELECT %1, n FROM exchanges WHERE +world=? ORDER BY n DESC LIMIT ?"_s.arg(rowColumns()),
        {world, limit});
    if (!found)
        return found.error();
    QList<LogRow> rows;
    while (found->next()) {
        LogRow row = rowFrom(*found);
        row.rowNumber = found->value(payloadAt).toLongLong();
        rows.append(std::move(row));
    }
    std::reverse(rows.begin(), rows.end());
    return rows;
}

Result<QList<LogRow>> LogStore::rows(const QByteArray &world, const QList<qint64> &rowNumbers)
{
    QList<LogRow> rows;
    for (const qint64 number : rowNumbers) {
        Result<QSqlQuery> found = m_file->run(
            u"SELECT %1 FROM exchanges WHERE n=? AND world=?"_s.arg(rowColumns()), {number, world});
        if (!found)
            return found.error();
        if (!found->next())
            continue;
        rows.append(rowFrom(*found));
        rows.last().rowNumber = number;
    }
    return rows;
}

Result<std::optional<Exchange>> LogStore::exchange(const QByteArray &world, const QUuid &id)
{
    Result<QSqlQuery> row = m_file->run(
        u"SELECT %1, %2 FROM exchanges WHERE world=? AND id=?"_s.arg(rowColumns(), payloadColumns()),
        {world, id.toRfc4122()});
    if (!row)
        return row.error();
    if (!row->next())
        return std::optional<Exchange>();
    return std::optional(exchangeFrom(*row));
}

Result<std::pair<QList<Exchange>, qint64>> LogStore::page(const QByteArray &world, qint64 after, int limit)
{
    Result<QSqlQuery> found
        = m_file->run(u"SELECT %1, %2, n FROM exchanges WHERE n>? AND +world=? ORDER BY n LIMIT ?"_s.arg(
                          rowColumns(), payloadColumns()),
            {after, world, limit});
    if (!found)
        return found.error();
    std::pair<QList<Exchange>, qint64> page{{}, after};
    while (found->next()) {
        page.first.append(exchangeFrom(*found));
        page.second = found->value(payloadAt + 7).toLongLong();
    }
    return page;
}

Result<void> LogStore::clear(const QByteArray &world)
{
    return m_file->transaction(
        [&] { return m_file->runEach(u"DELETE FROM exchanges WHERE world=?"_s, {{world}}); });
}
