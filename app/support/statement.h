// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

// SQLite's C API in three classes; nothing outside the store's sources knows it. A Database is one
// connection and is used by one thread at a time.

Error storageError(sqlite3 *db, const QString &doing);

// One prepared statement. Parameters and columns count from 1 and 0, as in SQLite. Bound text is not copied:
// it must live until the next reset.
class Statement {
public:
    Statement(sqlite3 *db, sqlite3_stmt *statement, const QString &whenItFails); // which must outlive it
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    Statement &bind(int at, qint64 value);
    Statement &bind(int at, QByteArrayView text); // as text
    Statement &bindBlob(int at, QByteArrayView bytes);
    Statement &bindNull(int at);

    Result<bool> step(); // true: a row is there
    Result<void> run(); // steps to the end and resets
    void reset();

    qint64 integer(int column) const;
    QByteArrayView view(int column) const; // dies at the next step
    QByteArray bytes(int column) const { return view(column).toByteArray(); }
    bool isNull(int column) const;

private:
    sqlite3 *m_db;
    sqlite3_stmt *m_statement;
    const QString &m_whenItFails;
};

class Database {
public:
    enum class Mode { Write, ReadOnly };
    // `whenItFails` begins the sentence of an error.
    static Result<std::unique_ptr<Database>> open(const QString &file, Mode mode,
        const QString &whenItFails = QStringLiteral("The sandbox's data cannot be used."));
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    Result<void> run(const char *sql); // one or several statements without values
    // Prepared once and kept, for literals only: the text's address is its name.
    Result<Statement *> prepared(const char *sql);
    qint64 lastRow() const;
    qint64 changes() const;
    bool inTransaction() const; // SQLite may end one by itself, as at a full disk

private:
    Database(sqlite3 *db, const QString &whenItFails);

    sqlite3 *m_db;
    QString m_whenItFails;
    std::unordered_map<std::string_view, std::unique_ptr<Statement>> m_prepared;
};

// BEGIN to COMMIT; rolls back when it is left without one.
class Transaction {
public:
    enum class Kind { Read, Write };
    static Result<Transaction> begin(Database &db, Kind kind);
    ~Transaction();
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;

    Result<void> commit();

private:
    explicit Transaction(Database &db);
    Database *m_db;
};
