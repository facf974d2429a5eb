// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrecord.h"

// How values stand in `log.db`.
namespace logpack {

// A record without its number and the flag Filled, field by field, little-endian: always `packedSize` bytes.
constexpr qsizetype packedSize = 48;
QByteArray packed(const LogRecord &record);
std::optional<LogRecord> unpacked(QByteArrayView bytes, qint64 number);

// 64 bits that find an id again; others may share them, so what is found is looked at.
qint64 keyOf(const QUuid &id);
qint64 keyOf(const EventId &id);

// An id may hold anything: a line each, backslashes and line ends escaped, so that a search sees plain text.
QByteArray escapedId(const QByteArray &id);
QByteArray linesOf(const QList<QByteArray> &ids);
QList<QByteArray> idsOf(QByteArrayView lines);

// Header values hold no line ends, so one line each is enough.
QByteArray linesOf(const Headers &head);
Headers headOf(const QByteArray &lines);

} // namespace logpack
