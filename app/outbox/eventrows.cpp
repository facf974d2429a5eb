// SPDX-License-Identifier: MIT
#include "outbox/eventrows.h"

ErrorTexts::ErrorTexts(const Error &error)
    : m_kind(int(error.kind))
    , m_status(error.status)
    , m_message(error.message.toUtf8())
    , m_code(error.code.toUtf8())
    , m_field(error.field.toUtf8())
{
}

void ErrorTexts::bind(Statement &statement, int from) const
{
    statement.bind(from, m_kind).bind(from + 1, m_message).bind(from + 2, m_code);
    statement.bind(from + 3, m_field).bind(from + 4, m_status);
}

QByteArray seqList(const std::vector<qint64> &seqs)
{
    QByteArray out = "[";
    out.reserve(qsizetype(seqs.size()) * 8 + 2);
    for (const qint64 seq : seqs) {
        if (out.size() > 1)
            out += ',';
        out += QByteArray::number(seq);
    }
    return out + ']';
}

void Flying::add(const QByteArray &destination, const std::vector<qint64> &seqs)
{
    for (const qint64 seq : seqs)
        m_seqs.insert(seq);
    m_counts[destination] += int(seqs.size());
}

void Flying::remove(const QByteArray &destination, const std::vector<qint64> &seqs)
{
    for (const qint64 seq : seqs)
        m_seqs.remove(seq);
    m_counts[destination] -= int(seqs.size());
}
