// SPDX-License-Identifier: MIT
#pragma once

#include "support/exchange.h"

class QIODevice;

// Jsonl: one exchange a line, whole, as this program reads it back. Csv: one row an exchange, without bodies.
// Har: HTTP Archive 1.2, for browsers' tools and proxies.
enum class LogFormat { Jsonl, Csv, Har };

// By the file's suffix; nullopt for another one.
std::optional<LogFormat> logFormatOf(const QString &path);

// Writes exchanges one after the other, so that a long log is never in memory whole. Secrets were masked
// before they were stored. Write errors show at the device.
class LogWriter {
public:
    LogWriter(QIODevice &device, LogFormat format);

    void begin();
    void add(const Exchange &exchange);
    void end();

private:
    QIODevice &m_device;
    const LogFormat m_format;
    bool m_first = true;
};
