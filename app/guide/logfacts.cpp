// SPDX-License-Identifier: MIT
#include "eventlog/logmodel.h"
#include "guide/facts.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

class Tally {
public:
    explicit Tally(const LogModel &log)
        : m_log(log)
    {
    }

    void take(const LogRow &row)
    {
        if (row.failed()) {
            if (row.refusal.kind != Refusal::Kind::None && row.refusal.kind != Refusal::Kind::NoAnswer)
                m_refused += qMax(row.eventCount, 1);
            return;
        }
        if (row.ingested >= 0 && row.ingested < row.eventCount)
            m_duplicates += row.eventCount - row.ingested;
        if (row.events.size() < row.eventCount) { // of a large batch the log keeps one id only
            m_unnamed += qMax(row.ingested, 0);
            return;
        }
        for (const EventId &id : row.events)
            note(id);
    }

    bool hasNotCounted() const { return m_notCounted > 0; }

    QJsonObject facts() const
    {
        const qint64 received = m_seen.size() + m_unnamed;
        return {{"received"_L1, received}, {"accepted"_L1, received}, {"duplicates"_L1, m_duplicates},
            {"refused"_L1, m_refused}, {"not_counted"_L1, m_notCounted}, {"reason"_L1, m_reason}};
    }

private:
    void note(const EventId &id)
    {
        if (m_seen.contains(id))
            return;
        m_seen.insert(id);
        const auto verdict = m_log.verdictFor(id);
        if (!verdict || verdict->counted())
            return;
        ++m_notCounted;
        if (m_reason.isEmpty()) // rows come newest first
            m_reason = chipOf(*verdict).words;
    }

    const LogModel &m_log;
    QSet<EventId> m_seen;
    qint64 m_unnamed = 0;
    qint64 m_duplicates = 0;
    qint64 m_refused = 0;
    qint64 m_notCounted = 0;
    QString m_reason;
};

// Its place in the table, which leaves out what this program only read.
int placeOf(int wanted, const LogModel &log)
{
    int ownReads = log.ownReads();
    for (int i = wanted; i < log.rowCount(); ++i)
        ownReads -= log.record(i).is(LogRecord::OwnRead);
    return wanted - ownReads;
}

} // namespace

// The newest rows, which are here whole, are enough: a walk sends dozens, and a flood of another program must
// not hold the window.
QJsonObject logFacts(const LogModel &log, const Session &session)
{
    Tally period(log);
    Tally ever(log);
    const auto &subscription = session.state().subscription;
    int notCounted = -1; // the newest row with such an event
    for (int i = log.rowCount() - 1; subscription && i >= 0 && log.whole(i); --i) {
        const LogRow &row = *log.whole(i);
        if (!row.ingest || row.customer != subscription->customer.id.text)
            continue;
        ever.take(row);
        if (notCounted < 0 && ever.hasNotCounted())
            notCounted = i;
        if (row.at >= subscription->previousBillingDate)
            period.take(row);
    }
    QJsonObject facts = period.facts();
    facts.insert("ever"_L1, ever.facts());
    if (notCounted >= 0)
        facts.insert("row"_L1, QString::number(placeOf(notCounted, log)));
    return facts;
}
