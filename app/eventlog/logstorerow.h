// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/logrow.h"
#include "eventlog/logstorequery.h"

// One line of `rows` and `payloads`: what the table reads of an exchange.
struct StoredRow {
    LogRow row; // no mark, nothing of other rows
    qint64 world = 0;
};

// The columns rowFrom() and exchangeFrom() read, in their order, and where they stand.
#define LOG_ROW_COLUMNS                                                                                      \
    "rows.n, world, id, at, took, sender_kind, sender_name, sender_version, retry, method, status, ingest,"  \
    " event_count, ingested, event_name, customer, quality, refusal, refusal_field, refusal_by,"             \
    " refusal_code, refusal_message, imported, target, events FROM rows JOIN payloads USING(n)"
#define LOG_EXCHANGE_COLUMNS                                                                                 \
    "rows.n, world, id, seq, at, took, sender_kind, sender_name, sender_version, retry, method, target,"     \
    " status, failure_kind, failure_message, read_ids, events, request_head, request_body, answer_head,"     \
    " answer_body FROM rows JOIN payloads USING(n)"

StoredRow rowFrom(const LogQuery &at);
Exchange exchangeFrom(const LogQuery &at);

// The ids a search and tries() find an exchange by: those it names, or else those read from its body.
QList<QByteArray> idsToKeep(const Exchange &exchange, const LogRow &row);
Result<void> insertRow(Database &db, const Exchange &exchange, const LogRow &row, qint64 world);
