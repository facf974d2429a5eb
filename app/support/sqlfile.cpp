// SPDX-License-Identifier: MIT
#include "support/sqlfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <atomic>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SqlFile", text);
}

Error storage(const QString &sentence, const QString &code = {})
{
    return {.kind = Error::Kind::Storage, .message = sentence, .code = code};
}

// SQLite's own result codes, as the driver gives them.
Error errorOf(const QSqlError &error, const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    const QString code = error.nativeErrorCode();
    switch (code.toInt()) {
    case 5:
    case 6:
        return storage(tr("Another program is using “%1”. Close it and try again.").arg(name), code);
    case 8:
        return storage(tr("“%1” cannot be written. Choose another folder.").arg(name), code);
    case 11:
        return storage(tr("“%1” is damaged. Move it away and start again.").arg(name), code);
    case 13:
        return storage(tr("The disk is full. Nothing stored before is lost."), code);
    case 14:
        return storage(tr("“%1” cannot be opened. Choose another folder.").arg(name), code);
    case 26:
        return storage(
            tr("“%1” is not a file of this program. Move it away and start again.").arg(name), code);
    default:
        return storage(tr("“%1” could not be used: %2").arg(name, error.databaseText()), code);
    }
}

} // namespace

Result<std::unique_ptr<SqlFile>> SqlFile::open(
    const QString &path, Durability durability, const QList<SchemaStep> &schema)
{
    static std::atomic_int count = 0;
    std::unique_ptr<SqlFile> file(new SqlFile);
    file->m_name = u"%1#%2"_s.arg(QFileInfo(path).fileName()).arg(++count);
    const Result<void> done = file->prepare(path, durability, schema);
    if (!done)
        return done.error();
    return file;
}

SqlFile::~SqlFile()
{
    m_db.close();
    m_db = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> SqlFile::prepare(const QString &path, Durability durability, const QList<SchemaStep> &schema)
{
    m_new = !QFile::exists(path);
    m_db = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_db.setDatabaseName(path);
    if (!m_db.open())
        return errorOf(m_db.lastError(), path);
    // The first query, not open(), finds out whether this is a database at all.
    Result<QSqlQuery> version = run(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    const int from = version->next() ? version->value(0).toInt() : 0;
    version->finish();
    if (from > schema.size()) {
        const QString name = QFileInfo(path).fileName();
        return storage(
            tr("“%1” was written by a newer PixelMeter. Use that one or another folder.").arg(name));
    }
    const bool full = durability == Durability::Full;
    for (const QString &pragma : {u"PRAGMA journal_mode=WAL"_s,
             full ? u"PRAGMA synchronous=FULL"_s : u"PRAGMA synchronous=NORMAL"_s}) {
        if (const auto done = run(pragma); !done)
            return done.error();
    }
    return stepUp(path, from, schema);
}

Result<void> SqlFile::stepUp(const QString &path, int from, const QList<SchemaStep> &schema)
{
    if (from > 0 && from < schema.size()) {
        const QString copy = u"%1.v%2"_s.arg(path).arg(from);
        QFile::remove(copy);
        if (const auto done = run(u"VACUUM INTO ?"_s, {copy}); !done)
            return done.error();
    }
    for (int version = from; version < schema.size(); ++version) {
        const Result<void> done = transaction([&]() -> Result<void> {
            for (const QString &statement : schema[version]) {
                if (const auto ran = run(statement); !ran)
                    return ran.error();
            }
            // A pragma takes no bound value.
            if (const auto ran = run(u"PRAGMA user_version=%1"_s.arg(version + 1)); !ran)
                return ran.error();
            return {};
        });
        if (!done)
            return done;
    }
    return {};
}

Result<QSqlQuery> SqlFile::run(const QString &sql, const QVariantList &bound)
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return errorOf(query.lastError(), m_db.databaseName());
    for (const QVariant &value : bound)
        query.addBindValue(value);
    if (!query.exec())
        return errorOf(query.lastError(), m_db.databaseName());
    return query;
}

Result<void> SqlFile::runEach(const QString &sql, const QList<QVariantList> &rows)
{
    QSqlQuery query(m_db);
    if (!query.prepare(sql))
        return errorOf(query.lastError(), m_db.databaseName());
    for (const QVariantList &row : rows) {
        for (int i = 0; i < row.size(); ++i)
            query.bindValue(i, row[i]);
        if (!query.exec())
            return errorOf(query.lastError(), m_db.databaseName());
    }
    return {};
}

Result<void> SqlFile::transaction(const std::function<Result<void>()> &steps)
{
    if (const auto begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun.error();
    Result<void> done = steps();
    if (done) {
        const Result<QSqlQuery> committed = run(u"COMMIT"_s);
        if (committed)
            return {};
        done = committed.error();
    }
    // After a full disk SQLite has rolled back by itself: what this answers does not matter.
    static_cast<void>(run(u"ROLLBACK"_s));
    return done;
}
