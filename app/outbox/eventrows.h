// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"
#include "support/statement.h"

#include <QHash>
#include <QSet>

#include <vector>

// What the statements of the outbox's table share. Ids, JSON and destinations are blobs there.

// An error's five columns. Bound text is not copied: this must live until the statement has run.
class ErrorTexts {
public:
    explicit ErrorTexts(const Error &error);
    void bind(Statement &statement, int from) const;

private:
    qint64 m_kind;
    qint64 m_status;
    QByteArray m_message;
    QByteArray m_code;
    QByteArray m_field;
};

// A JSON array, for json_each().
QByteArray seqList(const std::vector<qint64> &seqs);

// The events that are on their way now. Only memory knows them: after a crash they are queued, which is what
// they have to be.
class Flying {
public:
    void add(const QByteArray &destination, const std::vector<qint64> &seqs);
    void remove(const QByteArray &destination, const std::vector<qint64> &seqs);
    bool contains(qint64 seq) const { return m_seqs.contains(seq); }
    int count(const QByteArray &destination) const { return m_counts.value(destination); }

private:
    QSet<qint64> m_seqs;
    QHash<QByteArray, int> m_counts;
};

// BEGIN IMMEDIATE to COMMIT around `steps`.
template<typename Steps>
Result<void> inTransaction(Database &db, Steps steps)
{
    Result<Transaction> transaction = Transaction::begin(db, Transaction::Kind::Write);
    if (!transaction)
        return transaction.error();
    if (const Result<void> done = steps(); !done)
        return done;
    return transaction->commit();
}
