// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logfilter.h"
#include "eventlog/logrecord.h"

#include <array>

// A LogFilter made ready for a loop over records: each text of the log's names is matched once. What only the
// store can answer, ids and payloads, is left to it (LogFilter::wanted).
class LogSieve {
public:
    LogSieve(const LogFilter &filter, const LogNames &names);

    // All terms but those of texts, and the texts of `answered`; texts that must not be there are not in the
    // record.
    bool lets(const LogRecord &record, const QList<int> &answered = {});
    // The same, and every word is found in the record. Also notes which words stood where the store does not
    // look: sender, method, status and verdict.
    bool letsWhole(const LogRecord &record);
    // It would be let through but for its verdict, which nobody has asked for yet.
    bool unjudged(const LogRecord &record);
    QList<int> foundOutside() const { return m_outside; } // places of terms

private:
    enum Seen : quint8 { Unknown, Has, HasNot };
    struct Test {
        LogFilter::Term term;
        std::vector<quint8> names; // Seen by LogNames::Id
        std::vector<quint8> statuses; // Seen by status
        std::array<quint8, 256> methods{}; // Seen by methodCode()
        qint64 from = 0; // of after: and before:, microseconds
    };
    bool holds(Test &test, const LogRecord &record);
    bool has(Test &test, LogNames::Id name);
    bool hasStatus(Test &test, int status);
    bool hasMethod(Test &test, quint8 code);
    bool hasVerdict(Test &test, const LogRecord &record);
    bool isLater(const Test &test, const LogRecord &record);
    bool outside(Test &test, const LogRecord &record);
    bool inRecord(Test &test, const LogRecord &record);
    qint64 localOffset(qint64 at); // milliseconds

    const LogNames &m_names;
    const LogNames::Id m_own; // this program as a sender
    std::vector<Test> m_tests; // in the filter's order
    QList<int> m_outside;
    qint64 m_quarter = -1; // of an hour: offsets change at none else
    qint64 m_offset = 0;
};
