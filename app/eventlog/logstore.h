// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/loglimit.h"
#include "eventlog/logrecord.h"
#include "eventlog/logstorekeys.h"

#include <functional>
#include <map>
#include <vector>

struct LogWanted;
struct StoredRow;

// `log.db`. Blocking; used from the log thread only. Rows up to a world's floor are hidden: cleared ones wait
// there for undoClear(), older ones to be deleted.
class LogStore {
public:
    enum class Origin { Arrived, Imported }; // an imported exchange moves no cursor
    using Seen = std::pair<quint8, LogNames::Id>; // LogRecord::verdict and words
    struct Dropped {
        QList<qint64> shown; // rows of the world asked for, rising
        bool more = false;
    };

    // The names of the file are read into `names`, which must outlive it.
    static Result<std::unique_ptr<LogStore>> open(const QString &path, LogNames &names);

    // Makes the records of rows an older program stored; false when that is done.
    Result<bool> catchUp();

    // Makes storing cheaper, a slice at a time; false when there is no more to do.
    Result<bool> learn() { return m_keys.learn(); }

    // Stores those that are new, all in one transaction, and returns their rows. One that is there already
    // only learns its seq.
    Result<QList<LogRow>> add(const QByteArray &world, const QList<Exchange> &exchanges,
        const QByteArray &key, Origin origin = Origin::Arrived);

    qint64 cursor(const QByteArray &world) const { return place(world).cursor; }
    qint64 shown(const QByteArray &world) const { return place(world).shown; } // its rows that are not hidden
    qint64 hidden(const QByteArray &world) const { return place(world).hiddenRows; } // that undo brings back

    Result<QList<LogRow>> newest(const QByteArray &world, int limit); // oldest of them first
    // Rising, those below row number `before`.
    Result<std::vector<LogRecord>> records(const QByteArray &world, qint64 before, int limit);
    Result<QList<LogRow>> rows(const QByteArray &world, QList<qint64> rowNumbers);
    Result<QList<LogRow>> tries(const QByteArray &world, const EventId &event, int limit);
    Result<QList<qint64>> holding(const QByteArray &world, QList<qint64> rowNumbers, const LogWanted &wanted);
    Result<std::optional<Exchange>> exchange(const QByteArray &world, const QUuid &id);
    // In order of arrival, those after row number `after`; the last one's number beside them.
    Result<std::pair<QList<Exchange>, qint64>> page(const QByteArray &world, qint64 after, int limit);

    Result<void> setMark(const QByteArray &world, const QList<qint64> &rowNumbers, const LogMark &mark);
    Result<void> keepVerdicts(const QByteArray &world, const std::vector<std::pair<qint64, Seen>> &seen);

    Result<int> clear(const QByteArray &world); // how many rows are hidden now
    Result<int> undoClear(const QByteArray &world); // how many came back
    // Deletes a slice of what was cleared before, and then of what is over the limit.
    Result<Dropped> prune(const QByteArray &world, const LogLimit &limit, TimePoint now);

    Result<std::map<QString, QString>> settings();
    Result<void> setSetting(const QString &key, const QString &text);

private:
    struct World {
        qint64 number = 0; // 0: nothing is stored of it yet
        qint64 cursor = 0;
        qint64 shown = 0;
        qint64 gone = 0; // rows up to here are deleted for good
        qint64 hidden = 0; // rows up to here are cleared
        qint64 hiddenRows = 0;

        qint64 floor() const { return qMax(gone, hidden); }
    };

    LogStore(std::unique_ptr<Database> db, LogNames &names);
    Result<void> read();
    Result<void> write(const std::function<Result<void>()> &steps); // one transaction
    World place(const QByteArray &world) const;
    Result<World *> makePlace(const QByteArray &world);
    Result<void> savePlace(const World &place);
    Result<void> saveNames();

    Result<bool> add(World &place, const Exchange &exchange, LogRow &row);
    Result<qint64> numberOf(const World &place, const QUuid &id); // 0 when it is not here
    Result<void> insertRecord(const World &place, const LogRow &row);
    Result<void> catchUpWith(const StoredRow &old);
    Result<void> complete(const World &place, LogRow &row);
    Result<void> noteOthers(const World &place, LogRow &row);
    Result<void> changeRecord(const World &place, qint64 number, const std::function<void(LogRecord &)> &to);
    Result<QList<qint64>> clearedForGood();
    Result<QList<qint64>> overCount(qint64 rows);
    Result<QList<qint64>> overAge(TimePoint oldest);
    Result<bool> isPinned(qint64 number);
    Result<void> remove(const QList<qint64> &rowNumbers, qint64 shownWorld, Dropped &dropped);

    std::unique_ptr<Database> m_db;
    LogKeys m_keys;
    LogNames &m_names;
    std::map<QByteArray, World> m_worlds;
    qint64 m_last = 0; // the highest row number given
    LogNames::Id m_savedNames = 1; // those below are in the file
    qint64 m_keptUpTo = 0; // of the rows up to here the limit has left those that stay
    qint64 m_agedUpTo = 0; // the same for the limit of age
    qint64 m_caughtUpTo = 0; // of an older program's rows
    qint64 m_toCatchUp = 0;
};
