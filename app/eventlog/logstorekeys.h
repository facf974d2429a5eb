// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logstorequery.h"

#include <QList>
#include <QUuid>

#include <limits>
#include <map>
#include <vector>

// Which rows may carry an exchange id or an event id, by 64 bits of it. Ids are random: each put into the
// table by itself would change a page of its own. So those of the newest rows wait in memory and go into the
// table in their order, a few with every transaction; at start they are read again from the rows.
class LogKeys {
public:
    explicit LogKeys(Database &db)
        : m_db(db)
    {
    }

    // Those of rows that are not in the table yet, but for those an older program stored.
    Result<void> read(qint64 oldAbove, qint64 oldTo);
    void add(qint64 number, const QUuid &id, const QList<QByteArray> &events);
    Result<void> forget(qint64 number, const QUuid &id, const QList<QByteArray> &events);
    // Rising, those above `floor`; at most `limit`, the oldest or the newest of them.
    enum class Which { Oldest, Newest };
    Result<QList<qint64>> rows(qint64 key, qint64 floor, int limit, Which which);

    // Inside the transaction that stored `last`: puts some of what waits into the table.
    Result<void> settle(qint64 last, qsizetype most);
    // Reads the table on, so that most ids that are new are known to be so without it; false when it is read.
    Result<bool> learn();
    void rolledBack() { m_next = m_settling.begin(); } // what is put twice is there once

private:
    using Waiting = std::multimap<qint64, qint64>; // key and row number
    void note(qint64 key);
    bool mayBeThere(qint64 key) const;
    static std::vector<qint64> keysOf(const QUuid &id, const QList<QByteArray> &events);

    Database &m_db;
    Waiting m_waiting;
    Waiting m_settling; // being put into the table, in order; kept until that is committed
    Waiting::iterator m_next = m_settling.begin();
    qint64 m_settledTo = 0; // the last row of those being put
    // A Bloom filter of the keys in the table and on their way there; all may be there until it is read.
    std::vector<quint64> m_known;
    qint64 m_noted = 0;
    qint64 m_mostNoted = 0; // set when it is read
    qint64 m_learntTo = std::numeric_limits<qint64>::min();
    bool m_learnt = false;
};
