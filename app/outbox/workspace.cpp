// SPDX-License-Identifier: MIT
#include "outbox/workspace.h"

#include "billing/rules.h"
#include "outbox/rows.h"
#include "outbox/workspaceschema.h"
#include "support/strictjson.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

using State = OutboxEntry::State;

QList<QVariantList> each(const QList<EventId> &ids, const QVariantList &before)
{
    QList<QVariantList> rows;
    rows.reserve(ids.size());
    for (const EventId &id : ids)
        rows.append(before + QVariantList{id.text});
    return rows;
}

QVariantList errorFields(const Error &error)
{
    return {int(error.kind), error.message, error.code, error.field, error.status};
}

} // namespace

Workspace::Workspace(std::unique_ptr<SqlFile> file)
    : m_file(std::move(file))
    , m_images(*m_file)
{
}

Result<std::unique_ptr<Workspace>> Workspace::open(const QString &path)
{
    Result<std::unique_ptr<SqlFile>> file = SqlFile::open(path, Durability::Full, workspaceSchema());
    if (!file)
        return file.error();
    return std::unique_ptr<Workspace>(new Workspace(std::move(*file)));
}

Result<void> Workspace::inTransaction(const QString &sql, const QList<QVariantList> &rows)
{
    return m_file->transaction([&] { return m_file->runEach(sql, rows); });
}

Result<void> Workspace::recover()
{
    if (const auto done = m_images.prepare(); !done)
        return done;
    return inTransaction(
        u"UPDATE outbox SET state=? WHERE state=?"_s, {{int(State::Queued), int(State::Sending)}});
}

Result<EventId> Workspace::add(
    const std::optional<Event> &event, const ImageRow &row, const QByteArray &destination, TimePoint now)
{
    const Result<void> done = m_file->transaction([&]() -> Result<void> {
        if (const auto added = m_images.insert(row, now); !added || !event)
            return added;
        const auto queued
            = m_file->run(u"INSERT INTO outbox(id, json, destination, state, queued_at, event_at, next_at)"
                          " VALUES(?, ?, ?, ?, ?, ?, ?)"_s,
                {event->id.text, toText(*event), destination, int(State::Queued), stored(now),
                    stored(event->at.value_or(now)), stored(now)});
        if (!queued)
            return queued.error();
        return {};
    });
    if (!done)
        return done.error();
    return row.id;
}

Result<Taken> Workspace::take(const QByteArray &destination, TimePoint now, const QString &lateWhy)
{
    Taken taken{.batch = {.destination = destination, .ids = {}, .json = {}}, .late = {}};
    const Result<void> done = m_file->transaction([&]() -> Result<void> {
        Result<QSqlQuery> rows = m_file->run(u"SELECT id, json, event_at, tries, alone FROM outbox WHERE "
                                             u"destination=? AND state=? AND state<>2"
                                             " ORDER BY seq LIMIT ?"_s,
            {destination, int(State::Queued), outboxlimits::eventsPerBatch});
        if (!rows)
            return rows.error();
        qsizetype bytes = 0;
        while (rows->next()) {
            const EventId id{rows->value(0).toByteArray()};
            if (timeOf(rows->value(2)) < now - limits::oldestEvent) {
                taken.late.append(id);
                continue;
            }
            const QByteArray json = rows->value(1).toByteArray();
            const bool alone = rows->value(4).toBool();
            const bool full = bytes + json.size() > outboxlimits::bytesPerBatch;
            if (!taken.batch.isEmpty() && (alone || full))
                break;
            taken.batch.ids.append(id);
            taken.batch.json.append(json);
            taken.batch.tries = qMax(taken.batch.tries, rows->value(3).toInt());
            bytes += json.size();
            if (alone)
                break;
        }
        rows->finish();
        const auto parked = m_file->runEach(u"UPDATE outbox SET state=?, parked_why=? WHERE id=?"_s,
            each(taken.late, {int(State::Parked), lateWhy}));
        if (!parked)
            return parked;
        return m_file->runEach(
            u"UPDATE outbox SET state=? WHERE id=?"_s, each(taken.batch.ids, {int(State::Sending)}));
    });
    if (!done)
        return done.error();
    return taken;
}

Result<void> Workspace::markSent(const QList<EventId> &ids, TimePoint now)
{
    return inTransaction(u"UPDATE outbox SET state=?, sent_at=?, tries=tries+1, error_kind=NULL WHERE id=?"_s,
        each(ids, {int(State::Sent), stored(now)}));
}

Result<void> Workspace::giveBack(const QList<EventId> &ids)
{
    return inTransaction(u"UPDATE outbox SET state=? WHERE id=?"_s, each(ids, {int(State::Queued)}));
}

Result<void> Workspace::requeue(const QList<EventId> &ids, const Error &error, TimePoint nextAt)
{
    return inTransaction(
        u"UPDATE outbox SET state=?, next_at=?, tries=tries+1, error_kind=?, error_message=?, error_code=?,"
        " error_field=?, error_status=? WHERE id=?"_s,
        each(ids, QVariantList{int(State::Queued), stored(nextAt)} + errorFields(error)));
}

Result<void> Workspace::split(const QList<EventId> &ids, const Error &error)
{
    return inTransaction(u"UPDATE outbox SET state=?, alone=1, tries=tries+1, error_kind=?, error_message=?,"
                         " error_code=?, error_field=?, error_status=? WHERE id=?"_s,
        each(ids, QVariantList{int(State::Queued)} + errorFields(error)));
}

Result<void> Workspace::park(const EventId &id, const Error &error, const QString &why)
{
    return inTransaction(
        u"UPDATE outbox SET state=?, parked_why=?, tries=tries+1, error_kind=?, error_message=?,"
        " error_code=?, error_field=?, error_status=? WHERE id=?"_s,
        each({id}, QVariantList{int(State::Parked), why} + errorFields(error)));
}

Result<void> Workspace::retry(const EventId &id, TimePoint now)
{
    return inTransaction(u"UPDATE outbox SET state=?, next_at=?, parked_why=NULL WHERE state=? AND id=?"_s,
        each({id}, {int(State::Queued), stored(now), int(State::Parked)}));
}

Result<OutboxCounts> Workspace::counts(const QByteArray &destination)
{
    Result<QSqlQuery> rows = m_file->run(
        u"SELECT state, COUNT(*), MIN(event_at) FROM outbox WHERE destination=? AND state<>2 GROUP BY state"_s,
        {destination});
    if (!rows)
        return rows.error();
    OutboxCounts counts;
    while (rows->next()) {
        const State state = State(rows->value(0).toInt());
        const int count = rows->value(1).toInt();
        (state == State::Queued           ? counts.queued
                : state == State::Sending ? counts.sending
                                          : counts.parked)
            = count;
        const TimePoint oldest = timeOf(rows->value(2));
        if (state != State::Parked && (counts.oldest == TimePoint{} || oldest < counts.oldest))
            counts.oldest = oldest;
    }
    return counts;
}

Result<std::optional<TimePoint>> Workspace::nextAt(const QByteArray &destination)
{
    Result<QSqlQuery> rows = m_file->run(
        u"SELECT next_at FROM outbox WHERE destination=? AND state=? AND state<>2 ORDER BY seq LIMIT 1"_s,
        {destination, int(State::Queued)});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<TimePoint>();
    return std::optional(timeOf(rows->value(0)));
}

Result<QList<OutboxEntry>> Workspace::entries(bool sentToo, int limit)
{
    Result<QSqlQuery> rows = m_file->run(
        selectEntrySql() + (sentToo ? u" ORDER BY seq LIMIT ?"_s : u" WHERE state<>2 ORDER BY seq LIMIT ?"_s),
        {limit});
    if (!rows)
        return rows.error();
    QList<OutboxEntry> entries;
    while (rows->next())
        entries.append(entryFrom(*rows));
    return entries;
}

Result<std::optional<OutboxEntry>> Workspace::entry(const EventId &id)
{
    Result<QSqlQuery> rows = m_file->run(selectEntrySql() + u" WHERE id=?"_s, {id.text});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<OutboxEntry>();
    return std::optional(entryFrom(*rows));
}

Result<QHash<QString, QString>> Workspace::pairs(QLatin1StringView table)
{
    Result<QSqlQuery> rows = m_file->run(u"SELECT key, value FROM %1"_s.arg(table));
    if (!rows)
        return rows.error();
    QHash<QString, QString> pairs;
    while (rows->next())
        pairs.insert(rows->value(0).toString(), rows->value(1).toString());
    return pairs;
}

Result<void> Workspace::setPair(QLatin1StringView table, const QString &key, const QString &value)
{
    // A null string would be NULL, which the column refuses.
    const QString text = value.isNull() ? u""_s : value;
    return inTransaction(u"INSERT OR REPLACE INTO %1(key, value) VALUES(?, ?)"_s.arg(table), {{key, text}});
}
