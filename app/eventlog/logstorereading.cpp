// SPDX-License-Identifier: MIT
#include "eventlog/logstore.h"

#include "eventlog/logsearchtext.h"
#include "eventlog/logstorepack.h"
#include "eventlog/logstorerow.h"

#include <algorithm>

namespace {
constexpr int othersLookedAt = 200; // rows of one event id
} // namespace

Result<QList<LogRow>> LogStore::newest(const QByteArray &world, int limit)
{
    const World place = this->place(world);
    QList<LogRow> rows;
    LogQuery found(*m_db,
        "SELECT " LOG_ROW_COLUMNS " WHERE rows.n IN"
        " (SELECT n FROM records WHERE world=? AND n>? ORDER BY n DESC LIMIT ?) ORDER BY rows.n");
    found << place.number << place.floor() << limit;
    while (found.next())
        rows.append(rowFrom(found).row);
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    for (LogRow &row : rows) {
        if (const auto done = complete(place, row); !done)
            return done.error();
    }
    return rows;
}

Result<std::vector<LogRecord>> LogStore::records(const QByteArray &world, qint64 before, int limit)
{
    const World place = this->place(world);
    std::vector<LogRecord> records;
    LogQuery found(
        *m_db, "SELECT n, record FROM records WHERE world=? AND n>? AND n<? ORDER BY n DESC LIMIT ?");
    found << place.number << place.floor() << before << limit;
    while (found.next()) {
        if (const auto record = logpack::unpacked(found->view(1), found->integer(0)))
            records.push_back(*record);
    }
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    std::ranges::reverse(records);
    return records;
}

Result<QList<LogRow>> LogStore::rows(const QByteArray &world, QList<qint64> rowNumbers)
{
    const World place = this->place(world);
    std::ranges::sort(rowNumbers);
    QList<LogRow> rows;
    for (const qint64 number : std::as_const(rowNumbers)) {
        if (number <= place.floor())
            continue;
        LogQuery found(*m_db, "SELECT " LOG_ROW_COLUMNS " WHERE rows.n=?");
        if (!(found << number).next()) {
            if (const auto outcome = found.outcome(); !outcome)
                return outcome.error();
            continue;
        }
        StoredRow stored = rowFrom(found);
        if (stored.world != place.number)
            continue;
        if (const auto done = complete(place, stored.row); !done)
            return done.error();
        rows.append(std::move(stored.row));
    }
    return rows;
}

// What stands elsewhere: the mark, and what other rows say of its event.
Result<void> LogStore::complete(const World &place, LogRow &row)
{
    LogQuery mark(*m_db, "SELECT pinned, colour, note FROM marks WHERE n=?");
    if ((mark << row.rowNumber).next()) {
        row.mark = {.pinned = mark->integer(0) != 0,
            .colour = int(mark->integer(1)),
            .note = QString::fromUtf8(mark->view(2))};
    }
    if (const auto outcome = mark.outcome(); !outcome)
        return outcome;
    return noteOthers(place, row);
}

// The first row that brought the event in, where this is another one.
Result<void> LogStore::noteOthers(const World &place, LogRow &row)
{
    if (row.eventCount != 1 || row.events.size() != 1)
        return {};
    const auto carriers
        = m_keys.rows(logpack::keyOf(row.event()), place.floor(), othersLookedAt, LogKeys::Which::Oldest);
    if (!carriers)
        return carriers.error();
    for (const qint64 number : *carriers) {
        if (number == row.rowNumber && !row.failed())
            return {};
        LogQuery found(*m_db,
            "SELECT at, events FROM rows JOIN payloads USING(n) WHERE rows.n=? AND world=?"
            " AND status>0 AND status<400");
        if (!(found << number << place.number).next()) {
            if (const auto outcome = found.outcome(); !outcome)
                return outcome;
            continue;
        }
        if (!logpack::idsOf(found->view(1)).contains(row.event().text))
            continue;
        const TimePoint at{microseconds{found->integer(0)}};
        if (!row.failed())
            row.acceptedBefore = at;
        else if (at >= row.at) // a failure after the event was in says nothing about it
            row.acceptedLater = at;
        return {};
    }
    return {};
}

Result<QList<LogRow>> LogStore::tries(const QByteArray &world, const EventId &event, int limit)
{
    const World place = this->place(world);
    const auto numbers = m_keys.rows(logpack::keyOf(event), place.floor(), limit, LogKeys::Which::Newest);
    if (!numbers)
        return numbers.error();
    QList<LogRow> rows;
    for (const qint64 number : *numbers) {
        LogQuery found(*m_db, "SELECT " LOG_ROW_COLUMNS " WHERE rows.n=?");
        if (!(found << number).next()) {
            if (const auto outcome = found.outcome(); !outcome)
                return outcome.error();
            continue;
        }
        StoredRow stored = rowFrom(found);
        // Another id may share the key; of a large batch the row names the first alone.
        if (stored.world != place.number || !logpack::idsOf(found->view(24)).contains(event.text))
            continue;
        if (const auto done = complete(place, stored.row); !done)
            return done.error();
        rows.append(std::move(stored.row));
    }
    return rows;
}

Result<QList<qint64>> LogStore::holding(
    const QByteArray &world, QList<qint64> rowNumbers, const LogWanted &wanted)
{
    const World place = this->place(world);
    const LogNeedles needles(wanted);
    std::ranges::sort(rowNumbers);
    QList<qint64> holding;
    for (const qint64 number : std::as_const(rowNumbers)) {
        LogQuery found(
            *m_db, "SELECT target, events, request_body, answer_body FROM payloads WHERE n=? AND world=?");
        if ((found << number << place.number).next()
            && needles.areIn({.target = found->view(0),
                .events = found->view(1),
                .request = found->view(2),
                .answer = found->view(3)}))
            holding.append(number);
        if (const auto outcome = found.outcome(); !outcome)
            return outcome.error();
    }
    return holding;
}

Result<std::optional<Exchange>> LogStore::exchange(const QByteArray &world, const QUuid &id)
{
    const World place = this->place(world);
    const Result<qint64> number = numberOf(place, id);
    if (!number)
        return number.error();
    LogQuery found(*m_db, "SELECT " LOG_EXCHANGE_COLUMNS " WHERE rows.n=?");
    std::optional<Exchange> exchange;
    if (*number > place.floor() && (found << *number).next())
        exchange = exchangeFrom(found);
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    return exchange;
}

Result<std::pair<QList<Exchange>, qint64>> LogStore::page(const QByteArray &world, qint64 after, int limit)
{
    const World place = this->place(world);
    LogQuery found(*m_db,
        "SELECT " LOG_EXCHANGE_COLUMNS " WHERE rows.n IN"
        " (SELECT n FROM records WHERE world=? AND n>? ORDER BY n LIMIT ?) ORDER BY rows.n");
    found << place.number << qMax(after, place.floor()) << limit;
    std::pair<QList<Exchange>, qint64> page{{}, after};
    while (found.next()) {
        page.first.append(exchangeFrom(found));
        page.second = found->integer(0);
    }
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    return page;
}
