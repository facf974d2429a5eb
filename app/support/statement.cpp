// SPDX-License-Identifier: MIT
#include "support/statement.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {

constexpr int busyTimeoutMs = 5000;

// What each connection is told. 16 MB of pages; the WAL is folded back every 4000 pages, which costs ingest
// least.
constexpr char forWriting[] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384;"
                              "PRAGMA wal_autocheckpoint=4000; PRAGMA temp_store=MEMORY;";
constexpr char forReading[] = "PRAGMA query_only=1; PRAGMA cache_size=-4096; PRAGMA temp_store=MEMORY;";

QString whatHappened(int code)
{
    switch (code) {
    case SQLITE_FULL:
        return u"The disk is full."_s;
    case SQLITE_READONLY:
        return u"The file is read-only."_s;
    case SQLITE_BUSY:
        return u"Another program holds the file."_s;
    case SQLITE_NOTADB:
        return u"The file is not a database."_s;
    case SQLITE_CORRUPT:
        return u"The file is damaged."_s;
    case SQLITE_CANTOPEN:
        return u"The file cannot be opened."_s;
    default:
        return {};
    }
}

} // namespace

Error storageError(sqlite3 *db, const QString &doing)
{
    const int code = db ? sqlite3_errcode(db) : SQLITE_NOMEM;
    QString what = whatHappened(code & 0xff);
    if (what.isEmpty())
        what = QString::fromUtf8(db ? sqlite3_errmsg(db) : "out of memory") + u'.';
    return {.kind = Error::Kind::Storage,
        .message = doing + u' ' + what,
        .code = u"INTERNAL_SERVER_ERROR"_s,
        .field = {},
        .status = 500};
}

Statement::Statement(sqlite3 *db, sqlite3_stmt *statement, const QString &whenItFails)
    : m_db(db)
    , m_statement(statement)
    , m_whenItFails(whenItFails)
{
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

Statement &Statement::bind(int at, qint64 value)
{
    sqlite3_bind_int64(m_statement, at, value);
    return *this;
}

Statement &Statement::bind(int at, QByteArrayView text)
{
    // A null pointer would bind NULL; empty text is empty text.
    sqlite3_bind_text64(m_statement, at, text.data() ? text.data() : "", sqlite3_uint64(text.size()),
        SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement &Statement::bindBlob(int at, QByteArrayView bytes)
{
    sqlite3_bind_blob64(
        m_statement, at, bytes.data() ? bytes.data() : "", sqlite3_uint64(bytes.size()), SQLITE_STATIC);
    return *this;
}

Statement &Statement::bindNull(int at)
{
    sqlite3_bind_null(m_statement, at);
    return *this;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    return storageError(m_db, m_whenItFails);
}

Result<void> Statement::run()
{
    for (;;) {
        const auto row = step();
        if (row && *row)
            continue;
        reset();
        if (!row)
            return row.error();
        return {};
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement);
}

qint64 Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QByteArrayView Statement::view(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return {data, qsizetype(sqlite3_column_bytes(m_statement, column))};
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

Database::Database(sqlite3 *db, const QString &whenItFails)
    : m_db(db)
    , m_whenItFails(whenItFails)
{
}

Database::~Database()
{
    m_prepared.clear(); // statements go before their connection
    sqlite3_close_v2(m_db);
}

Result<std::unique_ptr<Database>> Database::open(const QString &file, Mode mode, const QString &whenItFails)
{
    sqlite3 *raw = nullptr;
    const int access
        = mode == Mode::Write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
    const int code = sqlite3_open_v2(file.toUtf8().constData(), &raw, access | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<Database> db(new Database(raw, whenItFails));
    if (code != SQLITE_OK)
        return storageError(raw, u"“%1” cannot be opened."_s.arg(file));
    sqlite3_busy_timeout(raw, busyTimeoutMs);
    if (const auto told = db->run(mode == Mode::Write ? forWriting : forReading); !told)
        return storageError(raw, u"“%1” cannot be opened."_s.arg(file));
    return db;
}

Result<void> Database::run(const char *sql)
{
    if (sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return storageError(m_db, m_whenItFails);
    return {};
}

Result<Statement *> Database::prepared(const char *sql)
{
    auto &kept = m_prepared[std::string_view(sql)];
    if (!kept) {
        sqlite3_stmt *raw = nullptr;
        if (sqlite3_prepare_v3(m_db, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, nullptr) != SQLITE_OK)
            return storageError(m_db, m_whenItFails);
        kept = std::make_unique<Statement>(m_db, raw, m_whenItFails);
    }
    return kept.get();
}

qint64 Database::lastRow() const
{
    return sqlite3_last_insert_rowid(m_db);
}

qint64 Database::changes() const
{
    return sqlite3_changes(m_db);
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_db) == 0;
}

Transaction::Transaction(Database &db)
    : m_db(&db)
{
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_db(std::exchange(other.m_db, nullptr))
{
}

Result<Transaction> Transaction::begin(Database &db, Kind kind)
{
    if (const auto begun = db.run(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN"); !begun)
        return begun.error();
    return Transaction(db);
}

Transaction::~Transaction()
{
    // Fails harmlessly when SQLite has rolled back by itself, as after a full disk.
    if (m_db)
        static_cast<void>(m_db->run("ROLLBACK").ok());
}

Result<void> Transaction::commit()
{
    auto done = m_db->run("COMMIT");
    if (done)
        m_db = nullptr;
    return done;
}
