// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrow.h"

#include <QHash>

#include <deque>
#include <list>

// The rows of a long log that are in memory whole: the newest, and of the others those looked at last. Both
// bounded, also by the ids in them. Found by row number, by exchange and by event.
class LogRowCache {
public:
    static constexpr int newest = 5000;
    static constexpr int others = 4000;
    static constexpr qsizetype idsOfNewest = 50'000;

    void append(const LogRow &row); // number above all others
    void add(const LogRow &row); // one that was read again
    void change(const LogRow &row); // same number, exchange and events; not when it is gone
    void drop(qint64 rowNumber);
    void clear();

    const LogRow *find(qint64 rowNumber) const; // nullptr when it is not here
    const LogRow *look(qint64 rowNumber); // the same, and keeps it longer
    qint64 numberOf(const QUuid &exchange) const { return m_exchanges.value(exchange, -1); }
    QList<qint64> rowsOf(const EventId &event) const { return m_events.value(event); } // rising
    qsizetype size() const { return qsizetype(m_newest.size() + m_others.size()); }
    // Every row that is here of the newest, oldest first.
    template<typename Reader>
    void eachOfNewest(Reader read) const
    {
        for (const Kept &kept : m_newest)
            read(kept.row);
    }

private:
    struct Kept {
        LogRow row;
        bool looked = false;
    };
    using Newest = std::deque<Kept>;
    Newest::iterator inNewest(qint64 rowNumber);
    void note(const LogRow &row);
    void forget(const LogRow &row);
    void dropOldest();
    void shorten();

    Newest m_newest;
    qsizetype m_ids = 0; // in the newest
    std::list<LogRow> m_others; // looked at last, first
    QHash<qint64, std::list<LogRow>::iterator> m_places;
    QHash<QUuid, qint64> m_exchanges;
    QHash<EventId, QList<qint64>> m_events;
};
