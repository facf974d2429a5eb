// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrow.h"
#include "eventlog/logstorequery.h"

// One line of `payloads`: an exchange with what the table reads of it.
struct StoredRow {
    LogRow row; // no mark, nothing of other rows
    qint64 world = 0;
};

// The columns rowFrom() and exchangeFrom() read, in their order.
#define LOG_ROW_COLUMNS                                                                                      \
    "n, world, id, at, took, sender_kind, sender_name, sender_version, retry, method, status, ingest,"       \
    " event_count, ingested, event_name, customer, quality, refusal, refusal_field, refusal_by, "            \
    "refusal_code,"                                                                                          \
    " refusal_message, imported, target, events"
#define LOG_EXCHANGE_COLUMNS                                                                                 \
    "n, world, id, seq, at, took, sender_kind, sender_name, sender_version, retry, method, target, status,"  \
    " failure_kind, failure_message, read_ids, events, request_head, request_body, answer_head, answer_body"

StoredRow rowFrom(const LogQuery &at);
Exchange exchangeFrom(const LogQuery &at);

// The ids a search and tries() find an exchange by: those it names, or else those read from its body.
QList<QByteArray> idsToKeep(const Exchange &exchange, const LogRow &row);
Result<void> insertPayload(Database &db, const Exchange &exchange, const LogRow &row, qint64 world);
