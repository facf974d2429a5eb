// SPDX-License-Identifier: MIT
#include "powercut/filereading.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

QByteArray textOf(sqlite3_stmt *row, int column)
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(row, column));
    return {data, sqlite3_column_bytes(row, column)};
}

void complain(Finding &finding, const QString &what)
{
    if (finding.broken.isEmpty())
        finding.broken = what;
}

void each(sqlite3 *db, const char *sql, Finding &finding, const std::function<void(sqlite3_stmt *)> &visit)
{
    sqlite3_stmt *statement = nullptr;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, nullptr);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(statement);
        if (code == SQLITE_ROW)
            visit(statement);
    }
    if (code != SQLITE_DONE)
        complain(finding, u"%1 (%2)"_s.arg(QString::fromUtf8(sqlite3_errmsg(db)), QLatin1StringView(sql)));
    sqlite3_finalize(statement);
}

DatabaseFile openFile(const QByteArray &vfs, const QByteArray &file, Finding &finding)
{
    sqlite3 *db = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(file.constData(), &db, flags, vfs.constData()) != SQLITE_OK)
        complain(finding, u"The file cannot be opened."_s);
    DatabaseFile out(db, sqlite3_close);
    each(db, "PRAGMA locking_mode=EXCLUSIVE", finding, [](sqlite3_stmt *) {});
    return out;
}

void checkPages(sqlite3 *db, Finding &finding)
{
    each(db, "PRAGMA wal_checkpoint(TRUNCATE)", finding, [](sqlite3_stmt *) {});
    each(db, "PRAGMA integrity_check(1)", finding, [&](sqlite3_stmt *row) {
        if (textOf(row, 0) != "ok")
            complain(finding, QString::fromUtf8(textOf(row, 0)));
    });
}
