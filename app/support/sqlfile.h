// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <functional>
#include <memory>

// How hard a commit holds: Full survives a power cut, Normal survives the program's death (qt-facts.md,
// SQLite).
enum class Durability { Full, Normal };

// One step of a file's growth: the statements that bring user_version n to n + 1. Steps are only appended.
using SchemaStep = QStringList;

// One SQLite file in WAL mode and the only connection to it, used from the thread that opened it. A target of
// its own (app_sqlfile), so that app_support stays free of Sql.
class SqlFile {
public:
    // Refused with a sentence: a file that is no database, and one of a newer program. An older one is copied
    // beside itself (name.vN) and stepped up.
    static Result<std::unique_ptr<SqlFile>> open(
        const QString &path, Durability durability, const QList<SchemaStep> &schema);
    ~SqlFile();
    Q_DISABLE_COPY_MOVE(SqlFile)

    bool isNew() const { return m_new; } // the file did not exist

    Result<QSqlQuery> run(const QString &sql, const QVariantList &bound = {});
    // Prepared once, for statements that repeat.
    Result<void> runEach(const QString &sql, const QList<QVariantList> &rows);

    // BEGIN IMMEDIATE, the steps, COMMIT; rolled back when the steps fail.
    Result<void> transaction(const std::function<Result<void>()> &steps);

private:
    SqlFile() = default;
    Result<void> prepare(const QString &path, Durability durability, const QList<SchemaStep> &schema);
    Result<void> stepUp(const QString &path, int from, const QList<SchemaStep> &schema);

    QString m_name; // of the connection
    QSqlDatabase m_db;
    bool m_new = false;
};
