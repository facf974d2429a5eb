// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/lognames.h"
#include "eventlog/logrow.h"

// What stays in memory of every exchange of a long log: enough to filter and to sort by anything but ids and
// payloads, which stay in the store. Texts are numbers of the log's LogNames.
struct LogRecord {
    enum Flag : quint8 {
        Ingest = 1,
        OwnRead = 2, // this program's own successful GET: not in the Events scope
        Imported = 4, // read from a file: no verdict is asked for it
        Pinned = 8,
        Noted = 16,
        Filled = 32, // false: its place in the table is known, it is still being read
    };

    qint64 at = 0; // microseconds since 1970
    quint32 number = 0; // LogRow::rowNumber
    quint32 took = 0; // microseconds, at most 71 minutes
    LogNames::Id target = 0;
    LogNames::Id sender = 0; // senderText()
    LogNames::Id eventName = 0;
    LogNames::Id customer = 0;
    LogNames::Id quality = 0;
    LogNames::Id words = 0; // of the verdict when last seen
    quint16 status = 0;
    quint16 eventCount = 0; // 65535 for more
    qint16 ingested = -1;
    quint8 method = 0; // methodCode()
    quint8 retry = 0;
    quint8 refusal = 0; // Refusal::Kind
    quint8 verdict = 0; // RowVerdict::Kind + 1 when last seen; 0: not seen yet
    quint8 flags = 0;
    quint8 colour = 0; // LogMark::colour

    bool is(Flag flag) const { return flags & flag; }
    bool failed() const { return status == 0 || status >= 400; }
    friend bool operator==(const LogRecord &, const LogRecord &) = default;
};
static_assert(sizeof(LogRecord) <= 56);

quint8 methodCode(const QByteArray &method); // 0 for one that is not known
QByteArray methodName(quint8 code);
// "TypeScript 2.52.0": what the Sender column says and filters look at.
QString senderText(const Sender &sender);

LogRecord recordOf(const LogRow &row, LogNames &names);
// What can be told without the store: no ids, no refusal texts, the sender's name whole in one text.
LogRow rowOf(const LogRecord &record, const LogNames &names);
