// SPDX-License-Identifier: MIT
#pragma once

#include "support/statement.h"

#include <QVarLengthArray>

// One use of a kept statement: bound in order, read row by row, given back when it is left. The first error
// stays and ends it.
class LogQuery {
public:
    LogQuery(Database &db, const char *sql) // a literal
        : m_statement(db.prepared(sql))
    {
    }
    ~LogQuery()
    {
        if (m_statement)
            (*m_statement)->reset();
    }
    Q_DISABLE_COPY_MOVE(LogQuery)

    LogQuery &operator<<(qint64 value)
    {
        if (m_statement)
            (*m_statement)->bind(++m_at, value);
        return *this;
    }
    LogQuery &operator<<(int value) { return *this << qint64(value); }
    LogQuery &operator<<(const QByteArray &bytes)
    {
        m_kept.append(bytes); // what is bound must live until the reset
        if (m_statement)
            (*m_statement)->bindBlob(++m_at, m_kept.last());
        return *this;
    }
    LogQuery &operator<<(const QString &text) { return *this << text.toUtf8(); }
    LogQuery &null()
    {
        if (m_statement)
            (*m_statement)->bindNull(++m_at);
        return *this;
    }

    bool next()
    {
        if (!m_statement)
            return false;
        const Result<bool> row = (*m_statement)->step();
        if (!row)
            m_error = row.error();
        return row && *row;
    }
    const Statement *operator->() const { return *m_statement; }

    Result<void> outcome() const // after the last row
    {
        if (!m_statement)
            return m_statement.error();
        if (m_error)
            return *m_error;
        return {};
    }
    Result<void> run()
    {
        while (next()) { }
        return outcome();
    }

private:
    Result<Statement *> m_statement;
    QVarLengthArray<QByteArray, 28> m_kept;
    std::optional<Error> m_error;
    int m_at = 0;
};
