// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrow.h"
#include "support/sqlfile.h"

// `log.db`. Blocking; used from the log thread only.
class LogStore {
public:
    static Result<std::unique_ptr<LogStore>> open(const QString &path);

    // Stores those that are new, all in one transaction, and returns their rows. One that is there already
    // only learns its seq.
    Result<QList<LogRow>> add(
        const QByteArray &world, const QList<Exchange> &exchanges, const QByteArray &key);

    Result<qint64> cursor(const QByteArray &world);
    Result<QList<LogRow>> newest(const QByteArray &world, int limit); // oldest of them first
    Result<QList<LogRow>> rows(const QByteArray &world, const QList<qint64> &rowNumbers);
    Result<std::optional<Exchange>> exchange(const QByteArray &world, const QUuid &id);
    // In order of arrival, those after row number `after`; the last one's number beside them.
    Result<std::pair<QList<Exchange>, qint64>> page(const QByteArray &world, qint64 after, int limit);
    Result<void> clear(const QByteArray &world);

private:
    explicit LogStore(std::unique_ptr<SqlFile> file);
    Result<bool> insert(const QByteArray &world, const Exchange &exchange, LogRow &row);
    Result<void> keepCursor(const QByteArray &world, qint64 seq);

    std::unique_ptr<SqlFile> m_file;
};
