// SPDX-License-Identifier: MIT
#include "eventlog/logstoreschema.h"

#include "support/sqlfile.h"

#include <QCoreApplication>
#include <QFile>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {

QString whenItFails()
{
    return QCoreApplication::translate("LogStore", "The event log cannot be used.");
}

SchemaStep firstSchema()
{
    return {
        u"CREATE TABLE exchanges(n INTEGER PRIMARY KEY, world BLOB NOT NULL, id BLOB NOT NULL, seq INTEGER,"
        " at INTEGER, took INTEGER, sender_kind INTEGER, sender_name TEXT, sender_version TEXT,"
        " retry INTEGER, method BLOB, target BLOB, status INTEGER, ingest INTEGER, events BLOB,"
        " event_count INTEGER, ingested INTEGER, event_name BLOB, customer BLOB, quality BLOB,"
        " refusal INTEGER, refusal_field TEXT, refusal_by INTEGER, refusal_code TEXT, refusal_message TEXT,"
        " failure_kind INTEGER, failure_message TEXT, request_head BLOB, answer_head BLOB, request_body BLOB,"
        " answer_body BLOB)"_s,
        u"CREATE UNIQUE INDEX exchanges_id ON exchanges(world, id)"_s,
        u"CREATE TABLE worlds(world BLOB PRIMARY KEY, cursor INTEGER NOT NULL)"_s,
    };
}

// What a search reads stands by itself: half the bytes to walk through.
SchemaStep longLog()
{
    return {
        u"ALTER TABLE worlds RENAME TO oldworlds"_s,
        u"CREATE TABLE worlds(number INTEGER PRIMARY KEY, world BLOB NOT NULL UNIQUE, cursor INTEGER NOT NULL"
        " DEFAULT 0, shown INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0, hidden INTEGER NOT"
        " NULL DEFAULT 0, hidden_rows INTEGER NOT NULL DEFAULT 0)"_s,
        u"INSERT INTO worlds(world, cursor) SELECT world, cursor FROM oldworlds"_s,
        u"INSERT OR IGNORE INTO worlds(world) SELECT DISTINCT world FROM exchanges"_s,
        u"DROP TABLE oldworlds"_s,
        u"CREATE TABLE payloads(n INTEGER PRIMARY KEY, world INTEGER NOT NULL, target BLOB NOT NULL,"
        " events BLOB NOT NULL, request_body BLOB NOT NULL, answer_body BLOB NOT NULL)"_s,
        u"CREATE TABLE rows(n INTEGER PRIMARY KEY, id BLOB NOT NULL, seq INTEGER, at INTEGER, took INTEGER,"
        " sender_kind INTEGER, sender_name BLOB, sender_version BLOB, retry INTEGER, method BLOB,"
        " status INTEGER, ingest INTEGER, event_count INTEGER, ingested INTEGER, event_name BLOB,"
        " customer BLOB, quality BLOB, refusal INTEGER, refusal_field BLOB, refusal_by INTEGER,"
        " refusal_code BLOB, refusal_message BLOB, failure_kind INTEGER, failure_message BLOB,"
        " imported INTEGER, read_ids INTEGER, request_head BLOB, answer_head BLOB)"_s,
        u"INSERT INTO payloads SELECT n, (SELECT number FROM worlds WHERE worlds.world=exchanges.world),"
        " coalesce(target, ''), coalesce(events, ''), coalesce(request_body, ''), coalesce(answer_body, '')"
        " FROM exchanges ORDER BY n"_s,
        u"INSERT INTO rows SELECT n, id, seq, at, took, sender_kind, sender_name, sender_version, retry, "
        u"method,"
        " status, ingest, event_count, ingested, event_name, customer, quality, refusal, refusal_field,"
        " refusal_by, refusal_code, refusal_message, failure_kind, failure_message, 0, 0, request_head,"
        " answer_head FROM exchanges ORDER BY n"_s,
        u"DROP TABLE exchanges"_s,
        u"CREATE TABLE records(world INTEGER NOT NULL, n INTEGER NOT NULL, record BLOB NOT NULL,"
        " PRIMARY KEY(world, n)) WITHOUT ROWID"_s,
        u"CREATE TABLE keys(key INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(key, n)) WITHOUT ROWID"_s,
        u"CREATE TABLE names(id INTEGER PRIMARY KEY, text BLOB NOT NULL)"_s,
        u"CREATE TABLE marks(n INTEGER PRIMARY KEY, pinned INTEGER NOT NULL, colour INTEGER NOT NULL,"
        " note BLOB NOT NULL)"_s,
        u"CREATE TABLE settings(key BLOB PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID"_s,
        // Rows up to here have no record yet.
        u"INSERT INTO settings SELECT CAST('catchup.to' AS BLOB), max(n) FROM rows HAVING max(n)>0"_s,
    };
}

// The page size must be told before anything else is written. A payload of a kilobyte wastes less of a
// larger page, and a long one needs fewer.
void makeFile(const QString &path)
{
    if (QFile::exists(path))
        return;
    sqlite3 *db = nullptr;
    // What fails here fails again, and is said, when the file is opened.
    if (sqlite3_open(path.toUtf8().constData(), &db) == SQLITE_OK)
        sqlite3_exec(db, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr);
    sqlite3_close(db);
}

} // namespace

Result<std::unique_ptr<Database>> openLogFile(const QString &path)
{
    makeFile(path);
    if (const auto file = SqlFile::open(path, Durability::Normal, {firstSchema(), longLog()}); !file)
        return file.error();
    auto db = Database::open(path, Database::Mode::Write, whenItFails());
    if (!db)
        return db;
    // The file may be deleted: it need not survive a power cut to the last row. A short log of changes keeps
    // it small while searches read.
    const auto told = (*db)->run("PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=1000;"
                                 "PRAGMA cache_size=-8192");
    if (!told)
        return told.error();
    return db;
}

Result<std::unique_ptr<Database>> openLogForReading(const QString &path)
{
    auto db = Database::open(path, Database::Mode::ReadOnly, whenItFails());
    if (db)
        // Read in place: nothing is copied that is only looked through.
        static_cast<void>((*db)->run("PRAGMA mmap_size=2147483648; PRAGMA cache_size=-1024"));
    return db;
}
