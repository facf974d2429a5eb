// SPDX-License-Identifier: MIT
#include "sandbox/schema.h"

#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// Steps are only ever appended; `PRAGMA user_version` is how many a file has taken.
// Events carry no index: rows lie in order of arrival, ids are found through EventIds.
constexpr std::array steps{
    R"(CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
       CREATE TABLE objects (
           seq INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER NOT NULL, id TEXT NOT NULL, created INTEGER NOT NULL,
           archived INTEGER NOT NULL DEFAULT 0, spans TEXT NOT NULL DEFAULT '',
           parent TEXT NOT NULL DEFAULT '', label TEXT NOT NULL DEFAULT '' COLLATE NOCASE, json TEXT NOT NULL,
           UNIQUE (kind, id));
       CREATE INDEX objects_parent ON objects (kind, parent);
       CREATE TABLE events (
           arrival INTEGER PRIMARY KEY, id TEXT NOT NULL, customer TEXT NOT NULL, name TEXT NOT NULL,
           at INTEGER NOT NULL, metadata TEXT);
       CREATE TABLE exchanges (
           seq INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL, at INTEGER NOT NULL, took INTEGER NOT NULL,
           method TEXT NOT NULL, target TEXT NOT NULL, head TEXT NOT NULL, body BLOB NOT NULL,
           status INTEGER NOT NULL, answer_head TEXT NOT NULL, answer_body BLOB NOT NULL, events BLOB NOT NULL);)",
    // When time does something to an object. Those that are there get whole seconds; writing makes it exact.
    R"(ALTER TABLE objects ADD COLUMN due INTEGER;
       CREATE INDEX objects_due ON objects (kind, due) WHERE due IS NOT NULL;
       UPDATE objects SET due = CAST(strftime('%s', json_extract(json, '$.next_billing_date')) AS INTEGER) * 1000000
           WHERE kind = 3 AND json_extract(json, '$.status') = 'active';)",
    // What RecordBound goes by: which one of the world's it is, and bytes up to here. Those that are there
    // weigh nothing.
    R"(ALTER TABLE exchanges ADD COLUMN nth INTEGER NOT NULL DEFAULT 0;
       ALTER TABLE exchanges ADD COLUMN total INTEGER NOT NULL DEFAULT 0;
       UPDATE exchanges SET nth = seq;)",
    // Deliveries are found by their webhook.
    R"(UPDATE objects SET parent = coalesce(json_extract(json, '$.webhook_id'), '') WHERE kind = 7;)",
};

Result<qint64> versionOf(Database &db)
{
    const auto statement = db.prepared("PRAGMA user_version");
    if (!statement)
        return statement.error();
    const auto row = (*statement)->step();
    const qint64 version = row && *row ? (*statement)->integer(0) : 0;
    (*statement)->reset();
    if (!row)
        return row.error();
    return version;
}

Result<void> take(Database &db, size_t step)
{
    auto transaction = Transaction::begin(db, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    if (const auto made = db.run(steps[step]); !made)
        return made.error();
    const QByteArray mark = "PRAGMA user_version=" + QByteArray::number(qint64(step) + 1);
    if (const auto marked = db.run(mark.constData()); !marked)
        return marked.error();
    return transaction->commit();
}

Result<void> keepCopy(Database &db, const QString &file, qint64 version)
{
    const QString copy = u"%1.v%2"_s.arg(file).arg(version);
    QFile::remove(copy);
    const QByteArray sql = "VACUUM INTO '" + QString(copy).replace(u'\'', "''"_L1).toUtf8() + '\'';
    if (const auto kept = db.run(sql.constData()); !kept)
        return kept;
    QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner); // as the file itself: it holds keys
    return {};
}

} // namespace

int schemaVersion()
{
    return int(steps.size());
}

Result<void> prepareSchema(Database &db, const QString &file)
{
    const auto version = versionOf(db);
    if (!version)
        return version.error();
    if (*version > schemaVersion()) {
        return Error{.kind = Error::Kind::Storage,
            .message = u"“%1” was made by a newer version of this program."_s.arg(file)};
    }
    if (*version > 0 && *version < schemaVersion()) {
        if (const auto kept = keepCopy(db, file, *version); !kept)
            return kept;
    }
    for (auto step = size_t(*version); step < steps.size(); ++step) {
        if (const auto taken = take(db, step); !taken)
            return taken;
    }
    return {};
}
