// SPDX-License-Identifier: MIT
#include "outbox/eventlist.h"

#include "outbox/rows.h"

#include <algorithm>
#include <initializer_list>

using namespace Qt::StringLiterals;

namespace {

using Show = OutboxQuery::Show;
using State = OutboxEntry::State;

// More lists than this are merged in groups: SQLite takes 500 parts of a query.
constexpr qsizetype mostMerged = 100;

// The states that are asked for; empty for all. What is on its way is stored as queued.
QList<State> statesOf(Show show)
{
    switch (show) {
    case Show::Waiting:
        return {State::Queued};
    case Show::Parked:
        return {State::Parked};
    case Show::Sent:
        return {State::Sent};
    case Show::Discarded:
        return {State::Discarded};
    case Show::Open:
        return {State::Queued, State::Parked};
    case Show::All:
        return {};
    }
    return {};
}

// One sorted list: each destination and state has a stretch of an index to itself.
QString listOf(std::optional<State> state, bool searched)
{
    if (!state)
        return u"SELECT seq, event_at FROM outbox INDEXED BY outbox_times WHERE destination=?"_s;
    switch (*state) {
    case State::Sent:
        return u"SELECT seq, event_at FROM outbox INDEXED BY outbox_times WHERE destination=?"
               " AND EXISTS(SELECT 1 FROM outbox_sent AS mark WHERE mark.seq=outbox.seq)"_s;
    case State::Queued:
    case State::Sending:
        return u"SELECT place.seq, place.event_at FROM outbox_waiting AS place%1 WHERE place.destination=?"_s
            .arg(searched ? u" CROSS JOIN outbox ON outbox.seq=place.seq"_s : u""_s);
    default:
        return u"SELECT seq, event_at FROM outbox INDEXED BY outbox_aside WHERE destination=? AND state=%1"
               " AND state>2"_s.arg(int(*state));
    }
}

// % and _ stand for themselves.
QString likeOf(const QString &text)
{
    QString out = text;
    out.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
    return u'%' + out + u'%';
}

constexpr auto eventTexts = {"id", "json", "parked_why", "error_message", "error_code"};
constexpr auto auditTexts = {"method || ' ' || target", "status", "what", "failure"}; // as they are shown

// A condition and what it binds.
struct Chosen {
    QString sql;
    QVariantList bound;
};

// Ids and events are stored as bytes, which LIKE does not look into where SQLite is built so (Debian's is).
Chosen withText(const QString &text, std::initializer_list<const char *> columns)
{
    if (text.isEmpty())
        return {};
    QStringList any;
    for (const char *column : columns)
        any.append(u"CAST(%1 AS TEXT) LIKE ? ESCAPE '\\'"_s.arg(QLatin1StringView(column)));
    return {u" AND ("_s + any.join(" OR "_L1) + u')', QVariantList(any.size(), likeOf(text))};
}

Chosen merged(const QList<Chosen> &lists)
{
    Chosen out;
    QStringList parts;
    for (const Chosen &list : lists) {
        parts.append(list.sql);
        out.bound += list.bound;
    }
    out.sql = parts.join(" UNION ALL "_L1) + u" ORDER BY 2, 1"_s;
    return out;
}

// The rows of one page by their seq, the oldest event first; `most` are looked at.
Chosen chosen(const OutboxQuery &query, const QList<QByteArray> &destinations, int most)
{
    QList<std::optional<State>> states;
    for (const State state : statesOf(query.show))
        states.append(state);
    if (states.isEmpty())
        states.append(std::nullopt);
    const Chosen text = withText(query.text, eventTexts);
    QList<Chosen> lists;
    for (const QByteArray &destination : destinations) {
        for (const auto &state : states) {
            lists.append(
                {listOf(state, !query.text.isEmpty()) + text.sql, QVariantList{destination} + text.bound});
        }
    }
    while (lists.size() > mostMerged) {
        QList<Chosen> groups;
        for (qsizetype i = 0; i < lists.size(); i += mostMerged) {
            const Chosen group = merged(lists.mid(i, mostMerged));
            groups.append({u"SELECT * FROM (%1 LIMIT ?)"_s.arg(group.sql), group.bound + QVariantList{most}});
        }
        lists = groups;
    }
    return merged(lists);
}

} // namespace

EventList::EventList(SqlFile &file, const Flying &flying)
    : m_file(file)
    , m_flying(flying)
{
}

Result<QList<OutboxEntry>> EventList::read(const QString &sql, const QVariantList &bound)
{
    Result<QSqlQuery> rows = m_file.run(sql, bound);
    if (!rows)
        return rows.error();
    QList<OutboxEntry> entries;
    while (rows->next()) {
        entries.append(entryFrom(*rows));
        if (m_flying.contains(entries.last().seq) && entries.last().state == State::Queued)
            entries.last().state = State::Sending;
    }
    return entries;
}

Result<OutboxCounts> EventList::counts(const QByteArray &destination)
{
    Result<QSqlQuery> row
        = m_file.run(u"SELECT (SELECT COUNT(*) FROM outbox INDEXED BY outbox_aside"
                     " WHERE destination=? AND state=3 AND state>2), COUNT(*), MIN(event_at)"
                     " FROM outbox_waiting WHERE destination=?"_s,
            {destination, destination});
    if (!row)
        return row.error();
    OutboxCounts counts;
    if (!row->next())
        return counts;
    counts.parked = row->value(0).toInt();
    const int waiting = row->value(1).toInt();
    if (waiting == 0)
        return counts;
    counts.sending = m_flying.count(destination);
    counts.queued = std::max(0, waiting - counts.sending);
    counts.oldest = timeOf(row->value(2));
    return counts;
}

Result<std::optional<TimePoint>> EventList::nextAt(const QByteArray &destination)
{
    Result<QSqlQuery> rows
        = m_file.run(u"SELECT next_at FROM outbox_waiting AS place CROSS JOIN outbox ON outbox.seq=place.seq"
                     " WHERE place.destination=? ORDER BY place.event_at, place.seq LIMIT 1"_s,
            {destination});
    if (!rows)
        return rows.error();
    if (!rows->next())
        return std::optional<TimePoint>();
    return std::optional(timeOf(rows->value(0)));
}

Result<QList<OutboxEntry>> EventList::entries(bool sentToo, int limit)
{
    const QString which = sentToo
        ? u""_s
        : u" WHERE outbox.seq IN (SELECT seq FROM outbox_waiting UNION ALL SELECT seq FROM outbox"
          " INDEXED BY outbox_aside WHERE state=3 AND state>2)"_s;
    return read(selectEntrySql() + which + u" ORDER BY outbox.seq LIMIT ?"_s, {limit});
}

// Each step goes straight to the next name.
Result<QList<QByteArray>> EventList::destinations()
{
    QList<QByteArray> names;
    for (;;) {
        Result<QSqlQuery> row
            = m_file.run(u"SELECT destination FROM outbox INDEXED BY outbox_times WHERE destination>?"
                         " ORDER BY destination LIMIT 1"_s,
                {names.isEmpty() ? QByteArray("") : names.last()});
        if (!row)
            return row.error();
        if (!row->next())
            return names;
        names.append(row->value(0).toByteArray());
    }
}

Result<QList<OutboxEntry>> EventList::page(const OutboxQuery &query, int limit, int offset)
{
    QList<QByteArray> names{query.destination};
    if (query.destination.isEmpty()) {
        const auto all = destinations();
        if (!all)
            return all.error();
        names = *all;
    }
    QList<OutboxEntry> page;
    if (names.isEmpty())
        return page;
    const Chosen rows = chosen(query, names, limit + offset);
    const QString from = u"(%1 LIMIT ? OFFSET ?) AS page CROSS JOIN outbox ON outbox.seq=page.seq"_s;
    return read(selectEntrySql(from.arg(rows.sql)) + u" ORDER BY outbox.event_at, outbox.seq"_s,
        rows.bound + QVariantList{limit, offset});
}

Result<std::optional<OutboxEntry>> EventList::entry(const EventId &id)
{
    const auto found = read(selectEntrySql() + u" WHERE id=?"_s, {id.text});
    if (!found)
        return found.error();
    return found->isEmpty() ? std::optional<OutboxEntry>() : std::optional(found->first());
}

Result<QList<OutboxOwed>> EventList::owed()
{
    Result<QSqlQuery> rows = m_file.run(
        u"SELECT destination, 0, COUNT(*), MIN(event_at) FROM outbox_waiting GROUP BY destination"
        " UNION ALL SELECT destination, 3, COUNT(*), MIN(event_at) FROM outbox"
        " INDEXED BY outbox_aside WHERE state=3 AND state>2 GROUP BY destination"
        " ORDER BY 1, 2"_s);
    if (!rows)
        return rows.error();
    QList<OutboxOwed> owed;
    while (rows->next()) {
        const QByteArray destination = rows->value(0).toByteArray();
        const TimePoint oldest = timeOf(rows->value(3));
        if (owed.isEmpty() || owed.last().destination != destination)
            owed.append({.destination = destination, .oldest = oldest});
        const bool parked = State(rows->value(1).toInt()) == State::Parked;
        (parked ? owed.last().parked : owed.last().waiting) += rows->value(2).toInt();
        owed.last().oldest = std::min(owed.last().oldest, oldest);
    }
    return owed;
}

Result<QList<OutboxEntry>> EventList::sentBetween(const QByteArray &destination, TimePoint from,
    TimePoint until, int limit, qint64 after, OutboxQuery::Show show)
{
    const QString which = show == Show::All ? u""_s : u" AND mark.seq IS NOT NULL"_s;
    return read(selectEntrySql(u"outbox INDEXED BY outbox_times"_s)
            + u" WHERE destination=? AND (event_at, outbox.seq)>(?, ?) AND event_at<?%1"
              " ORDER BY event_at, outbox.seq LIMIT ?"_s.arg(which),
        {destination, stored(from), after, stored(until), limit});
}

Result<void> EventList::addAudit(const AuditRow &row)
{
    const auto bytes = [](const QByteArray &value) { return value.isNull() ? ""_ba : value; };
    const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
    return m_file.transaction([&]() -> Result<void> {
        const auto added
            = m_file.run(u"INSERT INTO audit(at, method, target, status, events, retry, what, failure)"
                         " VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s,
                {stored(row.at), bytes(row.method), bytes(row.target), row.status, row.events, row.retry,
                    text(row.what), text(row.failure)});
        if (!added)
            return added.error();
        return {};
    });
}

Result<QList<AuditRow>> EventList::audit(int limit, qint64 before, const QString &text)
{
    const Chosen narrowed = withText(text, auditTexts);
    const qint64 below = before > 0 ? before : std::numeric_limits<qint64>::max();
    Result<QSqlQuery> rows = m_file.run(
        u"SELECT seq, at, method, target, status, events, retry, what, failure FROM audit WHERE seq<?"_s
            + narrowed.sql + u" ORDER BY seq DESC LIMIT ?"_s,
        QVariantList{below} + narrowed.bound + QVariantList{limit});
    if (!rows)
        return rows.error();
    QList<AuditRow> out;
    while (rows->next()) {
        out.append({.seq = rows->value(0).toLongLong(),
            .at = timeOf(rows->value(1)),
            .method = rows->value(2).toByteArray(),
            .target = rows->value(3).toByteArray(),
            .status = rows->value(4).toInt(),
            .events = rows->value(5).toInt(),
            .retry = rows->value(6).toInt(),
            .what = rows->value(7).toString(),
            .failure = rows->value(8).toString()});
    }
    return out;
}
