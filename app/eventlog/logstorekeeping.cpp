// SPDX-License-Identifier: MIT
#include "eventlog/logstore.h"

#include "eventlog/logstorepack.h"
#include "eventlog/logstorequery.h"

#include <algorithm>

namespace {
constexpr int rowsAtOnce = 500; // deleted in one transaction: new rows wait for no longer
constexpr int keysAtOnce = 2000;
} // namespace

Result<void> LogStore::changeRecord(
    const World &place, qint64 number, const std::function<void(LogRecord &)> &to)
{
    LogQuery found(*m_db, "SELECT record FROM records WHERE world=? AND n=?");
    if (!(found << place.number << number).next())
        return found.outcome(); // gone meanwhile
    auto record = logpack::unpacked(found->view(0), number);
    if (!record)
        return {};
    to(*record);
    LogQuery changed(*m_db, "UPDATE records SET record=? WHERE world=? AND n=?");
    return (changed << logpack::packed(*record) << place.number << number).run();
}

Result<void> LogStore::setMark(const QByteArray &world, const QList<qint64> &rowNumbers, const LogMark &mark)
{
    const World place = this->place(world);
    m_keptUpTo = 0;
    m_agedUpTo = 0;
    const auto change = [&](LogRecord &record) {
        const auto put = [&](LogRecord::Flag flag, bool on) {
            record.flags = quint8(on ? record.flags | flag : record.flags & ~flag);
        };
        put(LogRecord::Pinned, mark.pinned);
        put(LogRecord::Noted, !mark.note.isEmpty());
        record.colour = quint8(qBound(0, mark.colour, LogMark::colours));
    };
    return write([&]() -> Result<void> {
        for (const qint64 number : rowNumbers) {
            if (const auto changed = changeRecord(place, number, change); !changed)
                return changed;
            LogQuery none(*m_db, "DELETE FROM marks WHERE n=?");
            LogQuery some(*m_db,
                "INSERT OR REPLACE INTO marks(n, pinned, colour, note)"
                " SELECT n, ?, ?, ? FROM payloads WHERE n=? AND world=?");
            const auto done = mark.isEmpty()
                ? (none << number).run()
                : (some << int(mark.pinned) << mark.colour << mark.note.left(LogMark::longestNote) << number
                        << place.number)
                      .run();
            if (!done)
                return done;
        }
        return {};
    });
}

Result<void> LogStore::keepVerdicts(const QByteArray &world, const std::vector<std::pair<qint64, Seen>> &seen)
{
    const World place = this->place(world);
    return write([&]() -> Result<void> {
        for (const auto &[number, verdict] : seen) {
            const auto changed = changeRecord(place, number, [&verdict = verdict](LogRecord &record) {
                record.verdict = verdict.first;
                record.words = verdict.second;
            });
            if (!changed)
                return changed;
        }
        return saveNames();
    });
}

Result<int> LogStore::clear(const QByteArray &world)
{
    int hidden = 0;
    const Result<void> done = write([&]() -> Result<void> {
        const auto found = m_worlds.find(world);
        if (found == m_worlds.end())
            return {};
        World &place = found->second;
        place.gone = place.floor();
        place.hidden = m_last;
        place.hiddenRows = std::exchange(place.shown, 0);
        hidden = int(place.hiddenRows);
        return savePlace(place);
    });
    if (!done)
        return done.error();
    return hidden;
}

Result<int> LogStore::undoClear(const QByteArray &world)
{
    int back = 0;
    const Result<void> done = write([&]() -> Result<void> {
        const auto found = m_worlds.find(world);
        if (found == m_worlds.end())
            return {};
        World &place = found->second;
        place.hidden = 0;
        back = int(place.hiddenRows);
        place.shown += std::exchange(place.hiddenRows, 0);
        return savePlace(place);
    });
    if (!done)
        return done.error();
    return back;
}

Result<LogStore::Dropped> LogStore::prune(const QByteArray &world, const LogLimit &limit, TimePoint now)
{
    Result<QList<qint64>> over = clearedForGood();
    if (over && over->isEmpty())
        over = overCount(limit.rows);
    if (over && over->isEmpty() && limit.days > 0)
        over = overAge(now - std::chrono::days(limit.days));
    if (!over)
        return over.error();
    Dropped dropped;
    if (over->isEmpty())
        return dropped;
    const Result<void> done = write([&] { return remove(*over, place(world).number, dropped); });
    if (!done)
        return done.error();
    dropped.more = true;
    return dropped;
}

Result<QList<qint64>> LogStore::clearedForGood()
{
    QList<qint64> numbers;
    for (auto &[name, place] : m_worlds) {
        if (place.gone == 0)
            continue;
        LogQuery found(*m_db, "SELECT n FROM records WHERE world=? AND n<=? ORDER BY n LIMIT ?");
        found << place.number << place.gone << rowsAtOnce;
        while (found.next())
            numbers.append(found->integer(0));
        if (const auto outcome = found.outcome(); !outcome)
            return outcome.error();
        if (!numbers.isEmpty())
            return numbers;
        place.gone = 0; // nothing is left below it
    }
    return numbers;
}

Result<bool> LogStore::isPinned(qint64 number)
{
    LogQuery found(*m_db, "SELECT 1 FROM marks WHERE n=? AND pinned");
    const bool pinned = (found << number).next();
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    return pinned;
}

Result<QList<qint64>> LogStore::overCount(qint64 rows)
{
    qint64 over = -rows;
    for (const auto &[name, place] : m_worlds)
        over += place.shown + place.hiddenRows;
    QList<qint64> numbers;
    if (over <= 0)
        return numbers;
    LogQuery found(*m_db, "SELECT n FROM rows WHERE n>? ORDER BY n");
    found << m_keptUpTo;
    while (numbers.size() < qMin<qint64>(over, rowsAtOnce) && found.next()) {
        const qint64 number = found->integer(0);
        const Result<bool> pinned = isPinned(number);
        if (!pinned)
            return pinned.error();
        if (!*pinned)
            numbers.append(number);
        else if (numbers.isEmpty())
            m_keptUpTo = number;
    }
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    return numbers;
}

// From the oldest on, up to the first that is young enough: the clock may have been set back meanwhile.
Result<QList<qint64>> LogStore::overAge(TimePoint oldest)
{
    QList<qint64> numbers;
    LogQuery found(*m_db, "SELECT n, at, imported FROM rows WHERE n>? ORDER BY n");
    found << m_agedUpTo;
    while (numbers.size() < rowsAtOnce && found.next()) {
        const qint64 number = found->integer(0);
        const Result<bool> pinned = isPinned(number);
        if (!pinned)
            return pinned.error();
        const bool stays = *pinned || found->integer(2) != 0;
        if (!stays && found->integer(1) >= oldest.time_since_epoch().count())
            break;
        if (!stays)
            numbers.append(number);
        else if (numbers.isEmpty())
            m_agedUpTo = number;
    }
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    return numbers;
}

// Inside a transaction; stops early where one request held very many events.
Result<void> LogStore::remove(const QList<qint64> &rowNumbers, qint64 shownWorld, Dropped &dropped)
{
    qsizetype keys = 0;
    for (const qint64 number : rowNumbers) {
        if (keys > keysAtOnce)
            break;
        LogQuery found(*m_db, "SELECT world, id, events FROM rows JOIN payloads USING(n) WHERE rows.n=?");
        if (!(found << number).next())
            continue;
        const qint64 world = found->integer(0);
        const QList<QByteArray> events = logpack::idsOf(found->view(2));
        if (const auto forgotten = m_keys.forget(number, QUuid::fromRfc4122(found->bytes(1)), events);
            !forgotten)
            return forgotten;
        keys += events.size() + 1;
        for (const char *sql :
            {"DELETE FROM rows WHERE n=?", "DELETE FROM payloads WHERE n=?", "DELETE FROM marks WHERE n=?"}) {
            LogQuery removed(*m_db, sql);
            if (const auto done = (removed << number).run(); !done)
                return done;
        }
        LogQuery removed(*m_db, "DELETE FROM records WHERE world=? AND n=?");
        if (const auto done = (removed << world << number).run(); !done)
            return done;
        const auto place
            = std::ranges::find(m_worlds, world, [](const auto &each) { return each.second.number; });
        if (place == m_worlds.end())
            continue;
        if (number > place->second.floor()) {
            --place->second.shown;
            if (world == shownWorld)
                dropped.shown.append(number);
        } else if (number > place->second.gone) {
            --place->second.hiddenRows;
        }
    }
    for (const auto &[name, place] : m_worlds) {
        if (const auto saved = savePlace(place); !saved)
            return saved;
    }
    return {};
}

Result<std::map<QString, QString>> LogStore::settings()
{
    std::map<QString, QString> all;
    LogQuery found(*m_db, "SELECT key, text FROM settings");
    while (found.next())
        all.emplace(QString::fromUtf8(found->view(0)), QString::fromUtf8(found->view(1)));
    if (const auto outcome = found.outcome(); !outcome)
        return outcome.error();
    return all;
}

Result<void> LogStore::setSetting(const QString &key, const QString &text)
{
    LogQuery kept(*m_db, "INSERT OR REPLACE INTO settings(key, text) VALUES(?, ?)");
    return (kept << key << text).run();
}
