// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/eventrows.h"
#include "outbox/outboxentry.h"
#include "support/sqlfile.h"

// The outbox's table as lists, figures and audit. Blocking; on the file's own thread. Entries that are on
// their way are shown as sending.
class EventList {
public:
    EventList(SqlFile &file, const Flying &flying);

    Result<OutboxCounts> counts(const QByteArray &destination);
    Result<std::optional<TimePoint>> nextAt(const QByteArray &destination); // of the first one queued
    Result<QList<OutboxEntry>> entries(bool sentToo, int limit); // in the order they were queued
    Result<QList<OutboxEntry>> page(const OutboxQuery &query, int limit, int offset);
    Result<std::optional<OutboxEntry>> entry(const EventId &id);
    Result<QList<OutboxOwed>> owed();
    // After the row `after` of the time `from`, and everything later.
    Result<QList<OutboxEntry>> sentBetween(const QByteArray &destination, TimePoint from, TimePoint until,
        int limit, qint64 after, OutboxQuery::Show show);

    Result<void> addAudit(const AuditRow &row);
    Result<QList<AuditRow>> audit(int limit, qint64 before, const QString &text);

private:
    Result<QList<OutboxEntry>> read(const QString &sql, const QVariantList &bound);
    Result<QList<QByteArray>> destinations();

    SqlFile &m_file;
    const Flying &m_flying;
};
