// SPDX-License-Identifier: MIT
#pragma once

#include "support/statement.h"

// Opens or makes `log.db`, brought to the present schema. What an older file held stands in both then;
// its records are made by LogStore::catchUp().
//
//   payloads  what is searched of every exchange, numbered in order of arrival
//   rows      the rest of it, by the same numbers
//   records   what stays in memory of each, packed (logstorepack.h), by world
//   keys      64 bits of each exchange id and event id: rows that may carry it
//   names     texts many rows share        marks, settings, worlds
Result<std::unique_ptr<Database>> openLogFile(const QString &path);

// A connection that only reads, for another thread.
Result<std::unique_ptr<Database>> openLogForReading(const QString &path);
