// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>

#include <mutex>
#include <vector>

// Texts that many rows of the log share (senders, targets, event names, customers, a column's values, words
// of verdicts), each kept once and named by a number. Only grows, up to `most`; after that new texts get
// number 0 and the row itself has to be asked. Any thread.
class LogNames {
public:
    using Id = quint32;
    static constexpr Id none = 0; // the empty text, or one there was no room for
    static constexpr Id most = 200'000;

    Id find(const QByteArray &text) const; // none when it is not known
    Id idOf(const QByteArray &text); // adds it
    void add(Id id, const QByteArray &text); // as stored; ids may come with gaps
    QByteArray text(Id id) const;
    Id size() const; // ids are below it

private:
    mutable std::mutex m_mutex;
    std::vector<QByteArray> m_texts = std::vector<QByteArray>(1);
    QHash<QByteArray, Id> m_ids;
};
