// SPDX-License-Identifier: MIT
#include "sandbox/cursor.h"
#include "sandbox/eventids.h"
#include "sandbox/metadatatext.h"
#include "sandbox/reading.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

namespace {

// A row found by its number costs as much as so many that are read in their order.
constexpr qint64 rowsOfOneLookup = 4;

#define PIXELMETER_EVENT "SELECT arrival, id, customer, name, at, metadata FROM events WHERE "
#define PIXELMETER_WANTED "(?1 IS NULL OR customer=?1) AND (?2 IS NULL OR name=?2) AND at>=?3 AND at<?4 "

constexpr const char *eventsSql[2]
    = {PIXELMETER_EVENT PIXELMETER_WANTED "ORDER BY arrival LIMIT ?5 OFFSET ?6",
        PIXELMETER_EVENT PIXELMETER_WANTED "ORDER BY arrival DESC LIMIT ?5 OFFSET ?6"};
constexpr char wantedRowSql[] = PIXELMETER_EVENT PIXELMETER_WANTED "AND arrival=?5";
constexpr char rowSql[] = PIXELMETER_EVENT "arrival=?1";
constexpr char idSql[] = PIXELMETER_EVENT "id=?1 LIMIT 1";
constexpr char laterSql[] = PIXELMETER_EVENT "arrival>?1 ORDER BY arrival";

#undef PIXELMETER_EVENT
#undef PIXELMETER_WANTED

StoredEvent eventOf(const Cursor &cursor, MetadataText &metadata)
{
    StoredEvent out;
    out.arrival = cursor->integer(0);
    out.at = TimePoint{microseconds{cursor->integer(4)}};
    out.metadataJson = cursor->view(5);
    out.view = {.id = cursor->view(1),
        .customer = cursor->view(2),
        .name = cursor->view(3),
        .at = out.at,
        .metadata = metadata.read(out.metadataJson)};
    return out;
}

void bindWanted(Cursor &cursor, const EventQuery &query)
{
    if (!cursor)
        return;
    cursor->bindNull(1).bindNull(2);
    if (query.customer)
        cursor->bind(1, *query.customer);
    if (query.name)
        cursor->bind(2, *query.name);
    cursor->bind(3, query.from.value_or(TimePoint::min()).time_since_epoch().count());
    cursor->bind(4, query.to.value_or(TimePoint::max()).time_since_epoch().count());
}

qint64 numberFrom(Database &db, const char *sql, std::optional<Error> &error)
{
    Cursor cursor(db, sql);
    const qint64 out = cursor.next() ? cursor->integer(0) : 0;
    if (cursor.error() && !error)
        error = cursor.error();
    return out;
}

} // namespace

void Reading::events(const EventQuery &query, const std::function<bool(const StoredEvent &)> &visit) const
{
    if (query.customer) {
        const auto rows = m_ids.rowsOf(*query.customer, 0, m_settled);
        if (rows && qint64(rows->size()) * rowsOfOneLookup < qint64(m_ids.size()))
            return eventsAt(*rows, query, visit);
    }
    Cursor cursor(m_db, eventsSql[query.newestFirst ? 1 : 0]);
    bindWanted(cursor, query);
    if (cursor)
        cursor->bind(5, query.limit).bind(6, query.offset);
    MetadataText metadata;
    while (cursor.next()) {
        if (!visit(eventOf(cursor, metadata)))
            break;
    }
    if (cursor.error())
        fail(*cursor.error());
}

// The same of these rows, newest first, alone.
void Reading::eventsAt(std::vector<qint64> rows, const EventQuery &query,
    const std::function<bool(const StoredEvent &)> &visit) const
{
    if (!query.newestFirst)
        std::ranges::reverse(rows);
    Cursor cursor(m_db, wantedRowSql);
    bindWanted(cursor, query);
    MetadataText metadata;
    qint64 skip = query.offset;
    qint64 left = query.limit < 0 ? std::numeric_limits<qint64>::max() : query.limit;
    for (auto row = rows.begin(); row != rows.end() && cursor && left > 0; ++row) {
        cursor->reset();
        cursor->bind(5, *row);
        if (!cursor.next() || skip-- > 0)
            continue;
        --left;
        if (!visit(eventOf(cursor, metadata)))
            break;
    }
    if (cursor.error())
        fail(*cursor.error());
}

qint64 Reading::eventsAfter(
    std::span<const CustomerEvents> wanted, const std::function<void(const StoredEvent &)> &visit) const
{
    const qint64 last = numberFrom(m_db, "SELECT max(arrival) FROM events", m_error);
    qint64 first = last;
    std::vector<qint64> rows;
    bool known = true;
    for (const CustomerEvents &one : wanted) {
        first = std::min(first, one.after);
        const auto own = m_ids.rowsOf(one.customer, one.after, m_settled);
        known = known && own;
        if (known)
            rows.insert(rows.end(), own->begin(), own->end());
    }
    if (known && qint64(rows.size()) * rowsOfOneLookup < last - first) {
        std::ranges::sort(rows);
        lookUp(rows, visit);
    } else {
        scanAfter(first, wanted, visit);
    }
    return last;
}

void Reading::lookUp(
    const std::vector<qint64> &rows, const std::function<void(const StoredEvent &)> &visit) const
{
    Cursor cursor(m_db, rowSql);
    MetadataText metadata;
    for (auto row = rows.begin(); row != rows.end() && cursor; ++row) {
        cursor->reset();
        cursor->bind(1, *row);
        if (cursor.next()) // else it came after this view of the store
            visit(eventOf(cursor, metadata));
    }
    if (cursor.error())
        fail(*cursor.error());
}

void Reading::scanAfter(qint64 row, std::span<const CustomerEvents> wanted,
    const std::function<void(const StoredEvent &)> &visit) const
{
    std::unordered_set<std::string_view> customers;
    for (const CustomerEvents &one : wanted)
        customers.insert({one.customer.constData(), size_t(one.customer.size())});
    Cursor cursor(m_db, laterSql);
    if (cursor)
        cursor->bind(1, row);
    MetadataText metadata;
    while (cursor.next()) {
        const QByteArrayView customer = cursor->view(2);
        if (customers.contains({customer.data(), size_t(customer.size())}))
            visit(eventOf(cursor, metadata));
    }
    if (cursor.error())
        fail(*cursor.error());
}

bool Reading::event(const QByteArray &id, const std::function<void(const StoredEvent &)> &visit) const
{
    const bool known = m_settled != 0 && m_ids.settled() == m_settled;
    Cursor cursor(m_db, known ? rowSql : idSql);
    bool found = false;
    if (cursor && known) {
        found = m_ids.find(id, [&](qint64 candidate) {
            cursor->reset();
            cursor->bind(1, candidate);
            return cursor.next() && cursor->view(1) == id;
        }) != 0;
    } else if (cursor) { // while the ids are being read
        cursor->bind(1, id);
        found = cursor.next();
    }
    if (cursor.error())
        fail(*cursor.error());
    if (found) {
        MetadataText metadata;
        visit(eventOf(cursor, metadata));
    }
    return found;
}

qint64 Reading::eventCount() const
{
    if (m_settled != 0 && m_ids.settled() == m_settled)
        return qint64(m_ids.size());
    return numberFrom(m_db, "SELECT count(*) FROM events", m_error);
}
