// SPDX-License-Identifier: MIT
#pragma once

#include "support/statement.h"

// A prepared statement in use: gives rows, keeps the error, and is free again at the end.
class Cursor {
public:
    Cursor(Database &db, const char *sql)
    {
        auto statement = db.prepared(sql);
        if (statement)
            m_statement = *statement;
        else
            m_error = statement.error();
    }
    ~Cursor()
    {
        if (m_statement)
            m_statement->reset();
    }
    Cursor(const Cursor &) = delete;
    Cursor &operator=(const Cursor &) = delete;

    explicit operator bool() const { return m_statement; }
    Statement *operator->() const { return m_statement; }

    bool next()
    {
        if (!m_statement)
            return false;
        const auto row = m_statement->step();
        if (!row)
            m_error = row.error();
        return row && *row;
    }
    const std::optional<Error> &error() const { return m_error; }

private:
    Statement *m_statement = nullptr;
    std::optional<Error> m_error;
};
