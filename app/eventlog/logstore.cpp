// SPDX-License-Identifier: MIT
#include "eventlog/logstore.h"

#include "eventlog/logstorepack.h"
#include "eventlog/logstorerow.h"
#include "eventlog/logstoreschema.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int othersLookedAt = 200; // rows that share an id's key

// Twice what came in, so that what waits is in the table before as much waits again.
qsizetype keysSettled(const QList<LogRow> &rows)
{
    qsizetype keys = 100;
    for (const LogRow &row : rows)
        keys += 2 + 2 * row.eventCount;
    return keys;
}

} // namespace

LogStore::LogStore(std::unique_ptr<Database> db, LogNames &names)
    : m_db(std::move(db))
    , m_keys(*m_db)
    , m_names(names)
{
}

Result<std::unique_ptr<LogStore>> LogStore::open(const QString &path, LogNames &names)
{
    Result<std::unique_ptr<Database>> db = openLogFile(path);
    if (!db)
        return db.error();
    std::unique_ptr<LogStore> store(new LogStore(std::move(*db), names));
    if (const Result<void> read = store->read(); !read)
        return read.error();
    return store;
}

// What is small is read whole. Rows that were cleared before can no longer be brought back.
Result<void> LogStore::read()
{
    LogQuery names(*m_db, "SELECT id, text FROM names");
    while (names.next())
        m_names.add(LogNames::Id(names->integer(0)), names->bytes(1));
    m_savedNames = m_names.size();
    LogQuery worlds(*m_db, "SELECT world, number, cursor, shown, max(gone, hidden) FROM worlds");
    while (worlds.next()) {
        World &place = m_worlds[worlds->bytes(0)];
        place.number = worlds->integer(1);
        place.cursor = worlds->integer(2);
        place.shown = worlds->integer(3);
        place.gone = worlds->integer(4);
        m_last = qMax(m_last, place.gone);
    }
    LogQuery last(*m_db, "SELECT max(n) FROM rows");
    if (last.next())
        m_last = qMax(m_last, last->integer(0));
    for (const auto &outcome : {names.outcome(), worlds.outcome(), last.outcome()}) {
        if (!outcome)
            return outcome;
    }
    const auto settings = this->settings();
    if (!settings)
        return settings.error();
    const auto numberOf = [&](const QString &key) {
        const auto found = settings->find(key);
        return found == settings->end() ? qint64(0) : found->second.toLongLong();
    };
    m_caughtUpTo = numberOf(u"catchup.done"_s);
    m_toCatchUp = numberOf(u"catchup.to"_s);
    if (const auto keys = m_keys.read(m_caughtUpTo, m_toCatchUp); !keys)
        return keys;
    return write([this]() -> Result<void> {
        for (const auto &[name, place] : m_worlds) {
            if (const auto saved = savePlace(place); !saved)
                return saved;
        }
        return {};
    });
}

// What was counted in memory goes back when the file does.
Result<void> LogStore::write(const std::function<Result<void>()> &steps)
{
    Result<Transaction> transaction = Transaction::begin(*m_db, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    const auto worlds = m_worlds;
    const qint64 last = m_last;
    const LogNames::Id names = m_savedNames;
    Result<void> done = steps();
    if (done)
        done = transaction->commit();
    if (!done) {
        m_worlds = worlds;
        m_last = last;
        m_savedNames = names;
        m_keys.rolledBack();
    }
    return done;
}

LogStore::World LogStore::place(const QByteArray &world) const
{
    const auto found = m_worlds.find(world);
    return found == m_worlds.end() ? World() : found->second;
}

Result<LogStore::World *> LogStore::makePlace(const QByteArray &world)
{
    World &place = m_worlds[world];
    if (place.number == 0) {
        LogQuery made(*m_db, "INSERT INTO worlds(world) VALUES(?)");
        if (const auto done = (made << world).run(); !done)
            return done.error();
        place.number = m_db->lastRow();
    }
    return &place;
}

Result<void> LogStore::savePlace(const World &place)
{
    LogQuery saved(
        *m_db, "UPDATE worlds SET cursor=?, shown=?, gone=?, hidden=?, hidden_rows=? WHERE number=?");
    return (saved << place.cursor << place.shown << place.gone << place.hidden << place.hiddenRows
                  << place.number)
        .run();
}

Result<void> LogStore::saveNames()
{
    for (const LogNames::Id end = m_names.size(); m_savedNames < end; ++m_savedNames) {
        LogQuery saved(*m_db, "INSERT OR REPLACE INTO names(id, text) VALUES(?, ?)");
        if (const auto done = (saved << qint64(m_savedNames) << m_names.text(m_savedNames)).run(); !done)
            return done;
    }
    return {};
}

Result<QList<LogRow>> LogStore::add(
    const QByteArray &world, const QList<Exchange> &exchanges, const QByteArray &key, Origin origin)
{
    QList<LogRow> rows;
    const Result<void> done = write([&]() -> Result<void> {
        const Result<World *> made = makePlace(world);
        if (!made)
            return made.error();
        World &place = **made;
        for (const Exchange &exchange : exchanges) {
            LogRow row = rowOf(exchange, key);
            row.imported = origin == Origin::Imported;
            const Result<bool> isNew = add(place, exchange, row);
            if (!isNew)
                return isNew.error();
            if (*isNew)
                rows.append(row);
            if (origin == Origin::Arrived)
                place.cursor = qMax(place.cursor, exchange.seq);
        }
        place.shown += rows.size();
        if (const auto saved = saveNames(); !saved)
            return saved;
        if (const auto settled = m_keys.settle(m_last, keysSettled(rows)); !settled)
            return settled;
        return savePlace(place);
    });
    if (!done)
        return done.error();
    return rows;
}

Result<bool> LogStore::add(World &place, const Exchange &exchange, LogRow &row)
{
    const Result<qint64> known = numberOf(place, exchange.id);
    if (!known)
        return known.error();
    if (*known > 0 && *known <= place.floor()) { // cleared, and here it is again
        Dropped dropped;
        if (const auto removed = remove({*known}, 0, dropped); !removed)
            return removed.error();
    } else if (*known > 0) {
        if (row.imported)
            return false;
        LogQuery learnt(*m_db, "UPDATE rows SET seq=? WHERE n=? AND seq<?");
        if (const auto done = (learnt << exchange.seq << *known << exchange.seq).run(); !done)
            return done.error();
        return false;
    }
    row.rowNumber = ++m_last;
    const auto stored = insertRow(*m_db, exchange, row, place.number);
    const auto recorded = stored ? insertRecord(place, row) : stored;
    m_keys.add(row.rowNumber, row.exchange, idsToKeep(exchange, row));
    const auto noted = recorded ? noteOthers(place, row) : recorded;
    if (!noted)
        return noted.error();
    return true;
}

Result<qint64> LogStore::numberOf(const World &place, const QUuid &id)
{
    const auto numbers = m_keys.rows(logpack::keyOf(id), 0, othersLookedAt, LogKeys::Which::Newest);
    if (!numbers)
        return numbers.error();
    for (const qint64 number : *numbers) {
        LogQuery found(
            *m_db, "SELECT 1 FROM rows JOIN payloads USING(n) WHERE rows.n=? AND world=? AND id=?");
        if ((found << number << place.number << id.toRfc4122()).next())
            return number;
        if (const auto outcome = found.outcome(); !outcome)
            return outcome.error();
    }
    return 0;
}

Result<void> LogStore::insertRecord(const World &place, const LogRow &row)
{
    LogQuery stored(*m_db, "INSERT INTO records(world, n, record) VALUES(?, ?, ?)");
    return (stored << place.number << row.rowNumber << logpack::packed(recordOf(row, m_names))).run();
}

// An older program's rows in slices: each is whole once its transaction is.
Result<bool> LogStore::catchUp()
{
    constexpr int atOnce = 1000;
    if (m_caughtUpTo >= m_toCatchUp)
        return false;
    std::vector<StoredRow> rows;
    {
        LogQuery old(
            *m_db, "SELECT " LOG_ROW_COLUMNS " WHERE rows.n>? AND rows.n<=? ORDER BY rows.n LIMIT ?");
        old << m_caughtUpTo << m_toCatchUp << atOnce;
        while (old.next()) {
            rows.push_back(rowFrom(old));
            rows.back().row.events.clear();
            for (const QByteArray &id : old->bytes(24).split(' ')) {
                if (!id.isEmpty())
                    rows.back().row.events.append({QByteArray::fromBase64(id)});
            }
        }
        if (const auto outcome = old.outcome(); !outcome)
            return outcome.error();
    }
    const qint64 upTo = rows.empty() ? m_toCatchUp : rows.back().row.rowNumber;
    const Result<void> done = write([&]() -> Result<void> {
        for (const StoredRow &row : rows) {
            if (const auto caught = catchUpWith(row); !caught)
                return caught;
        }
        for (const auto &[name, place] : m_worlds) {
            if (const auto saved = savePlace(place); !saved)
                return saved;
        }
        if (const auto saved = saveNames(); !saved)
            return saved;
        const auto settled = m_keys.settle(upTo, 4 * atOnce);
        return settled ? setSetting(u"catchup.done"_s, QString::number(upTo)) : settled;
    });
    if (!done)
        return done.error();
    m_caughtUpTo = upTo;
    return m_caughtUpTo < m_toCatchUp;
}

Result<void> LogStore::catchUpWith(const StoredRow &old)
{
    const auto place
        = std::ranges::find(m_worlds, old.world, [](const auto &world) { return world.second.number; });
    if (place == m_worlds.end())
        return {};
    ++place->second.shown;
    const QList<QByteArray> ids = idsToKeep({}, old.row);
    LogQuery events(*m_db, "UPDATE payloads SET events=? WHERE n=?");
    const auto moved = (events << logpack::linesOf(ids) << old.row.rowNumber).run();
    m_keys.add(old.row.rowNumber, old.row.exchange, ids);
    return moved ? insertRecord(place->second, old.row) : moved;
}
