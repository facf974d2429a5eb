// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logsearch.h"

#include <array>

// One word to look for, ASCII letters in either case: Horspool's skips over bytes.
class LogNeedle {
public:
    explicit LogNeedle(const QByteArray &word);
    bool isIn(QByteArrayView text) const;

private:
    QByteArray m_word; // in lower case
    std::array<quint8, 256> m_skip; // by the byte below the word's end, in either case
};

// The texts of one exchange, as they are stored.
struct LogTexts {
    QByteArrayView target;
    QByteArrayView events; // logpack::linesOf()
    QByteArrayView request;
    QByteArrayView answer;
};

// A LogWanted made ready for many rows.
class LogNeedles {
public:
    explicit LogNeedles(const LogWanted &wanted);
    bool areIn(const LogTexts &texts) const;
    bool onlyIds() const { return m_words.empty() && m_without.empty(); }

private:
    std::vector<LogNeedle> m_words;
    std::vector<LogNeedle> m_without;
    std::vector<LogNeedle> m_ids;
    std::vector<LogNeedle> m_withoutIds;
};
