// SPDX-License-Identifier: MIT
#include "sandbox/writing.h"

#include "sandbox/eventids.h"
#include "sandbox/recordbound.h"
#include "sandbox/recorded.h"
#include "sandbox/route.h"
#include "support/statement.h"
#include "support/strictjson.h"

namespace {

qint64 microsOf(TimePoint at)
{
    return at.time_since_epoch().count();
}

QByteArray spansText(const QList<Period> &spans)
{
    QByteArray out;
    for (const Period &span : spans) {
        const QByteArray end
            = span.end == TimePoint::max() ? QByteArray("-") : QByteArray::number(microsOf(span.end));
        out += (out.isEmpty() ? "" : ";") + QByteArray::number(microsOf(span.start)) + ' ' + end;
    }
    return out;
}

void bindDue(Statement *statement, int at, const std::optional<TimePoint> &due)
{
    if (due)
        statement->bind(at, microsOf(*due));
    else
        statement->bindNull(at);
}

} // namespace

Writing::Writing(Database &db, EventIds &ids, RecordBound &bound)
    : Reading(db, ids)
    , m_known(ids)
    , m_bound(bound)
{
}

Statement *Writing::statement(const char *sql)
{
    const auto prepared = m_db.prepared(sql);
    if (!prepared) {
        fail(prepared.error());
        return nullptr;
    }
    return *prepared;
}

void Writing::finish(Statement *statement)
{
    if (const auto done = statement->run(); !done)
        fail(done.error());
}

// What events are judged by.
void Writing::noteChange(Kind kind)
{
    if (kind == Kind::Meter || kind == Kind::Subscription)
        m_known.touchTerms();
}

void Writing::insert(Kind kind, const QJsonObject &json)
{
    noteChange(kind);
    const auto columns = columnsOf(kind, json);
    if (!columns)
        return fail(columns.error());
    Statement *out = statement(
        "INSERT INTO objects (kind, id, created, parent, label, json, due) VALUES (?,?,?,?,?,?,?)");
    if (!out)
        return;
    const QByteArray label = columns->label.toUtf8();
    const QByteArray text = compact(json);
    out->bind(1, qint64(kind)).bind(2, columns->id).bind(3, microsOf(columns->createdAt));
    out->bind(4, columns->parent).bind(5, label).bind(6, text);
    bindDue(out, 7, columns->due);
    finish(out);
    if (kind == Kind::Customer && !m_error)
        m_known.addCustomer(columns->id);
}

void Writing::update(Kind kind, const QJsonObject &json)
{
    noteChange(kind);
    const auto columns = columnsOf(kind, json);
    if (!columns)
        return fail(columns.error());
    Statement *out
        = statement("UPDATE objects SET parent=?3, label=?4, json=?5, due=?6 WHERE kind=?1 AND id=?2");
    if (!out)
        return;
    const QByteArray label = columns->label.toUtf8();
    const QByteArray text = compact(json);
    out->bind(1, qint64(kind)).bind(2, columns->id).bind(3, columns->parent).bind(4, label).bind(5, text);
    bindDue(out, 6, columns->due);
    finish(out);
}

void Writing::remove(Kind kind, const QByteArray &id)
{
    noteChange(kind);
    if (Statement *out = statement("DELETE FROM objects WHERE kind=?1 AND id=?2")) {
        out->bind(1, qint64(kind)).bind(2, id);
        finish(out);
    }
}

void Writing::keepNewest(Kind kind, qint64 count)
{
    Statement *out = statement(
        "DELETE FROM objects WHERE kind=?1 AND due IS NULL AND seq <= (SELECT seq FROM objects WHERE kind=?1"
        " ORDER BY seq DESC LIMIT 1 OFFSET ?2)");
    if (out) {
        out->bind(1, qint64(kind)).bind(2, count);
        finish(out);
    }
}

void Writing::archive(Kind kind, const QByteArray &id, TimePoint at)
{
    auto row = find(kind, id);
    if (!row || row->archived)
        return;
    row->archivedSpans.append({at, TimePoint::max()});
    setArchived(kind, id, true, row->archivedSpans);
}

void Writing::unarchive(Kind kind, const QByteArray &id, TimePoint at)
{
    auto row = find(kind, id);
    if (!row || !row->archived)
        return;
    if (!row->archivedSpans.isEmpty())
        row->archivedSpans.last().end = qMax(at, row->archivedSpans.last().start);
    setArchived(kind, id, false, row->archivedSpans);
}

void Writing::setArchived(Kind kind, const QByteArray &id, bool archived, const QList<Period> &spans)
{
    noteChange(kind);
    Statement *out = statement("UPDATE objects SET archived=?3, spans=?4 WHERE kind=?1 AND id=?2");
    if (!out)
        return;
    const QByteArray text = spansText(spans);
    out->bind(1, qint64(kind)).bind(2, id).bind(3, qint64(archived)).bind(4, text);
    finish(out);
}

qint64 Writing::append(std::span<const EventRow> events)
{
    Statement *out = statement("INSERT INTO events (id, customer, name, at, metadata) VALUES (?,?,?,?,?)");
    Statement *same = statement("SELECT id FROM events WHERE arrival=?");
    qint64 stored = 0;
    if (const auto loaded = m_known.awaitLoaded(); !loaded)
        fail(loaded.error());
    for (const EventRow &event : events) {
        if (!out || !same || m_error)
            return stored;
        const qint64 known = m_known.find(event.id, [&](qint64 row) {
            same->reset();
            const auto there = same->bind(1, row).step();
            return there && *there && same->view(0) == event.id;
        });
        same->reset();
        if (known != 0)
            continue;
        out->bind(1, event.id).bind(2, event.customer).bind(3, event.name).bind(4, microsOf(event.at));
        if (event.metadataJson.isEmpty())
            out->bindNull(5);
        else
            out->bind(5, event.metadataJson);
        finish(out);
        if (!m_error) {
            m_known.insert(event.id, event.customer, m_db.lastRow());
            ++stored;
        }
    }
    return stored;
}

bool Writing::knowsCustomer(QByteArrayView id) const
{
    if (const auto loaded = m_known.awaitLoaded(); !loaded)
        fail(loaded.error());
    return m_known.hasCustomer(id);
}

void Writing::setMeta(QByteArrayView key, const QByteArray &value)
{
    if (Statement *out = statement("INSERT OR REPLACE INTO meta (key, value) VALUES (?,?)")) {
        out->bind(1, key).bindBlob(2, value);
        finish(out);
    }
}

void Writing::record(const ExchangeDraft &draft, const Answer &answer)
{
    Statement *out
        = statement("INSERT INTO exchanges (id, at, took, method, target, head, body, status, answer_head,"
                    " answer_body, events, nth, total) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)");
    if (!out)
        return;
    const auto took
        = std::chrono::duration_cast<microseconds>(std::chrono::steady_clock::now() - draft.started);
    const QByteArray id = draft.id.toRfc4122();
    Headers head = answer.extra;
    if (!answer.type.isEmpty())
        head.prepend({"content-type", answer.type});
    const QByteArray answerHead = headText(head);
    const QByteArray answerBody = keptBody(answer.body, answer.type);
    const QByteArray ids = idsText(draft.events);
    out->bindBlob(1, id).bind(2, microsOf(draft.at)).bind(3, qint64(took.count())).bind(4, draft.method);
    out->bind(5, draft.target).bind(6, draft.head).bindBlob(7, draft.body).bind(8, qint64(answer.status));
    out->bind(9, answerHead).bindBlob(10, answerBody).bindBlob(11, ids);
    const auto tally = m_bound.next(draft.target.size() + draft.head.size() + draft.body.size()
        + answerHead.size() + answerBody.size() + ids.size());
    out->bind(12, tally.nth).bind(13, tally.total);
    finish(out);
}
