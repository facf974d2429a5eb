// SPDX-License-Identifier: MIT
#include "sandbox/reading.h"

#include "sandbox/cursor.h"
#include "sandbox/eventids.h"
#include "sandbox/recorded.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace {

#define PIXELMETER_ROW                                                                                       \
    "SELECT seq, id, created, archived, spans, parent, label, json FROM objects WHERE kind=?1"
#define PIXELMETER_FILTER " AND (?2 IS NULL OR archived=?2) AND (?3 IS NULL OR label=?3)"
#define PIXELMETER_PAGE " LIMIT ?4 OFFSET ?5"

constexpr const char *listSql[2][2]
    = {{PIXELMETER_ROW PIXELMETER_FILTER " ORDER BY seq" PIXELMETER_PAGE,
           PIXELMETER_ROW PIXELMETER_FILTER " ORDER BY seq DESC" PIXELMETER_PAGE},
        {PIXELMETER_ROW PIXELMETER_FILTER " AND parent=?6 ORDER BY seq" PIXELMETER_PAGE,
            PIXELMETER_ROW PIXELMETER_FILTER " AND parent=?6 ORDER BY seq DESC" PIXELMETER_PAGE}};
constexpr char dueSql[] = PIXELMETER_ROW " AND due IS NOT NULL AND due<=?2 ORDER BY due, seq LIMIT ?3";
constexpr char firstDueSql[]
    = PIXELMETER_ROW " AND due IS NOT NULL AND due<=?2 AND parent NOT IN (SELECT value FROM json_each(?3))"
                     " ORDER BY due, seq LIMIT 1";
constexpr char findSql[] = PIXELMETER_ROW " AND id=?2";

#undef PIXELMETER_ROW
#undef PIXELMETER_FILTER
#undef PIXELMETER_PAGE

TimePoint timeOf(qint64 micros)
{
    return TimePoint{microseconds{micros}};
}

// "start end;start -": microseconds, a dash for an open end.
QList<Period> spansFrom(QByteArrayView text)
{
    QList<Period> out;
    for (const QByteArray &span : text.toByteArray().split(';')) {
        const auto ends = span.split(' ');
        if (ends.size() == 2) {
            out.append({timeOf(ends[0].toLongLong()),
                ends[1] == "-" ? TimePoint::max() : timeOf(ends[1].toLongLong())});
        }
    }
    return out;
}

Row rowOf(Kind kind, const Cursor &cursor)
{
    return {.seq = cursor->integer(0),
        .kind = kind,
        .id = cursor->bytes(1),
        .createdAt = timeOf(cursor->integer(2)),
        .archived = cursor->integer(3) != 0,
        .archivedSpans = spansFrom(cursor->view(4)),
        .parent = cursor->bytes(5),
        .label = QString::fromUtf8(cursor->view(6)),
        .json = cursor->bytes(7)};
}

Exchange exchangeOf(const Cursor &cursor)
{
    Exchange out{.id = QUuid::fromRfc4122(cursor->bytes(1)),
        .seq = cursor->integer(0),
        .at = timeOf(cursor->integer(2)),
        .took = microseconds{cursor->integer(3)},
        .sender = {},
        .retry = 0,
        .method = cursor->bytes(4),
        .target = cursor->bytes(5),
        .requestHead = headFromText(cursor->view(6)),
        .requestBody = cursor->bytes(7),
        .status = int(cursor->integer(8)),
        .answerHead = headFromText(cursor->view(9)),
        .answerBody = cursor->bytes(10),
        .failure = {},
        .events = idsFromText(cursor->view(11))};
    out.sender = senderOf(out.requestHead);
    out.retry = qBound(0, headerValue(out.requestHead, "x-stainless-retry-count").toInt(), 100);
    return out;
}

} // namespace

QJsonObject Row::object() const
{
    return QJsonDocument::fromJson(json).object();
}

Reading::Reading(Database &db, const EventIds &ids)
    : m_db(db)
    , m_ids(ids)
    , m_settled(ids.settled())
{
}

void Reading::fail(const Error &error) const
{
    if (!m_error)
        m_error = error;
}

std::optional<Row> Reading::find(Kind kind, const QByteArray &id) const
{
    Cursor cursor(m_db, findSql);
    if (cursor)
        cursor->bind(1, qint64(kind)).bind(2, id);
    std::optional<Row> out;
    if (cursor.next())
        out = rowOf(kind, cursor);
    if (cursor.error())
        fail(*cursor.error());
    return out;
}

QList<Row> Reading::list(const ObjectQuery &query) const
{
    Cursor cursor(m_db, listSql[query.parent ? 1 : 0][query.newestFirst ? 1 : 0]);
    const QByteArray label = query.label.value_or(QString()).toUtf8();
    if (cursor) {
        cursor->bind(1, qint64(query.kind))
            .bindNull(2)
            .bindNull(3)
            .bind(4, query.limit)
            .bind(5, query.offset);
        if (query.archived)
            cursor->bind(2, qint64(*query.archived));
        if (query.label)
            cursor->bind(3, label);
        if (query.parent)
            cursor->bind(6, *query.parent);
    }
    QList<Row> out;
    while (cursor.next())
        out.append(rowOf(query.kind, cursor));
    if (cursor.error())
        fail(*cursor.error());
    return out;
}

QList<Row> Reading::due(Kind kind, TimePoint upTo, qint64 limit) const
{
    Cursor cursor(m_db, dueSql);
    if (cursor)
        cursor->bind(1, qint64(kind)).bind(2, upTo.time_since_epoch().count()).bind(3, limit);
    QList<Row> out;
    while (cursor.next())
        out.append(rowOf(kind, cursor));
    if (cursor.error())
        fail(*cursor.error());
    return out;
}

std::optional<Row> Reading::firstDue(Kind kind, TimePoint upTo, const QByteArrayList &exceptParents) const
{
    QJsonArray except;
    for (const QByteArray &parent : exceptParents)
        except.append(QString::fromUtf8(parent));
    const QByteArray list = QJsonDocument(except).toJson(QJsonDocument::Compact);
    Cursor cursor(m_db, firstDueSql);
    if (cursor)
        cursor->bind(1, qint64(kind)).bind(2, upTo.time_since_epoch().count()).bind(3, list);
    std::optional<Row> out;
    if (cursor.next())
        out = rowOf(kind, cursor);
    if (cursor.error())
        fail(*cursor.error());
    return out;
}

std::optional<TimePoint> Reading::nextDue(Kind kind) const
{
    Cursor cursor(m_db, "SELECT due FROM objects WHERE kind=?1 AND due IS NOT NULL ORDER BY due LIMIT 1");
    if (cursor)
        cursor->bind(1, qint64(kind));
    std::optional<TimePoint> out;
    if (cursor.next())
        out = timeOf(cursor->integer(0));
    if (cursor.error())
        fail(*cursor.error());
    return out;
}

qint64 Reading::count(Kind kind, std::optional<bool> archived) const
{
    Cursor cursor(m_db, "SELECT count(*) FROM objects WHERE kind=?1 AND (?2 IS NULL OR archived=?2)");
    if (cursor)
        cursor->bind(1, qint64(kind)).bindNull(2);
    if (cursor && archived)
        cursor->bind(2, qint64(*archived));
    const qint64 out = cursor.next() ? cursor->integer(0) : 0;
    if (cursor.error())
        fail(*cursor.error());
    return out;
}

std::optional<QByteArray> Reading::meta(QByteArrayView key) const
{
    Cursor cursor(m_db, "SELECT value FROM meta WHERE key=?1");
    if (cursor)
        cursor->bind(1, key);
    std::optional<QByteArray> out;
    if (cursor.next())
        out = cursor->bytes(0);
    if (cursor.error())
        fail(*cursor.error());
    return out;
}

// Those that went stood directly before the first one that is kept.
Reading::ExchangeGap Reading::exchangeGap(qint64 after) const
{
    Cursor cursor(m_db, "SELECT min(seq) FROM exchanges");
    const qint64 first = cursor.next() ? cursor->integer(0) : 0;
    if (cursor.error())
        fail(*cursor.error());
    const qint64 gone = meta("exchanges_gone").value_or("0").toLongLong();
    return {first, first == 0 ? 0 : std::clamp<qint64>(first - 1 - after, 0, gone)};
}

QList<Exchange> Reading::exchanges(qint64 after, qint64 limit) const
{
    Cursor cursor(m_db,
        "SELECT seq, id, at, took, method, target, head, body, status, answer_head, answer_body, events "
        "FROM exchanges WHERE seq>?1 ORDER BY seq LIMIT ?2");
    if (cursor)
        cursor->bind(1, after).bind(2, limit);
    QList<Exchange> out;
    while (cursor.next())
        out.append(exchangeOf(cursor));
    if (cursor.error())
        fail(*cursor.error());
    return out;
}
