// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

#include <QHash>
#include <QIODevice>

#include <memory>

class HarEntries;

// Reads exchanges back: JSON lines as LogWriter writes them, and HAR 1.2 of any tool. Nothing in a file is
// trusted: sizes are capped, secrets are masked, ids that are missing or repeated are made anew, from what
// they stand for, so that the same file gives the same ids again.
class LogReader {
public:
    static constexpr qint64 largestFile = 1'000'000'000; // bytes
    static constexpr qint64 longestLine = 8'000'000; // the same for one entry of a HAR

    explicit LogReader(QIODevice &device); // by its first letters: a HAR or lines
    ~LogReader();

    // At most `limit` more; empty at the end. An Error names the line or entry and its field.
    Result<QList<Exchange>> next(int limit);

private:
    using Read = Result<std::optional<Exchange>>; // nothing: what is no call over HTTP
    Read readLine(QJsonObject json) const;
    Result<void> take(QList<Exchange> &out, const QByteArray &text, const Read &read);
    Result<QByteArray> nextText(); // empty at the end
    Error inPlace(const Error &error) const;
    void makeUnique(Exchange &exchange, const QByteArray &text);

    QIODevice &m_device;
    qint64 m_place = 0; // of the line or entry, from 1
    std::unique_ptr<HarEntries> m_har;
    QHash<QUuid, int> m_seen; // how often
};
