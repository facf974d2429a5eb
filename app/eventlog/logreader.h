// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

#include <QIODevice>

// Reads exchanges back: JSON lines as LogWriter writes them, and HAR 1.2 of any tool. Nothing in a file is
// trusted: sizes are capped, secrets are masked, ids that are missing or repeated are made anew.
class LogReader {
public:
    static constexpr qint64 largestFile = 1'000'000'000; // bytes
    static constexpr qint64 longestLine = 8'000'000;
    static constexpr qint64 largestHar = 200'000'000; // read whole

    explicit LogReader(QIODevice &device); // by its first letters: a HAR or lines

    // At most `limit` more; empty at the end. An Error names the line or entry and its field.
    Result<QList<Exchange>> next(int limit);

private:
    Result<QList<Exchange>> nextLines(int limit);
    Result<void> readHar();

    QIODevice &m_device;
    qint64 m_line = 0;
    std::optional<QList<Exchange>> m_har; // read whole, handed out in parts
};
