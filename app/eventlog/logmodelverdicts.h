// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/rowverdict.h"

#include <QCache>
#include <QSet>

// The verdicts of events that the log shows: those used last, and which are still asked for.
class LogVerdicts {
public:
    static constexpr qsizetype mostHeld = 24'000; // 8,000 verdicts of one meter, 2,000 of ten
    static constexpr qsizetype mostAsked = 20'000; // ids remembered as asked

    const Verdict *find(const EventId &event) const { return m_known.object(event); }
    void keep(const EventId &event, const Verdict &verdict);
    void clear();

    RowVerdict say(const LogRow &row) const; // by what is known now
    bool decided(const LogRow &row) const; // no verdict that is still missing would change it

    void want(const LogRow &row); // its events that are neither known nor asked for yet
    void wantAgain(const LogRow &row); // known or not: what they came to may have changed
    bool waits(const LogRow &row) const; // for an answer
    void answered(const EventId &event) { m_waiting.remove(event); }
    QList<EventId> takeWanted() { return std::exchange(m_wanted, {}); }
    bool wants() const { return !m_wanted.isEmpty(); }

private:
    mutable QCache<EventId, Verdict> m_known = QCache<EventId, Verdict>(mostHeld);
    QSet<EventId> m_asked; // also in vain: not again
    QSet<EventId> m_waiting;
    QList<EventId> m_wanted;
};
