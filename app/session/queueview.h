// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/outbox.h"

// An entry of the outbox with what a list shows of its event.
struct QueueRow {
    OutboxEntry entry;
    QByteArray name;
    CustomerId customer;

    friend bool operator==(const QueueRow &, const QueueRow &) = default;
};
QueueRow queueRowOf(const OutboxEntry &entry);

// A line of a table for spreadsheets: quoted where needed, and nothing that runs as a formula.
QByteArray csvRow(const QByteArrayList &cells);

enum class QueueFormat { JsonLines, Csv };
std::optional<QueueFormat> queueFormatOf(const QString &path); // by its suffix: .jsonl, .csv
QByteArray queueCsvHead();
QByteArray queueLine(
    const OutboxEntry &entry, QueueFormat format); // with its line end; what looks like a key is hidden

// Writes what the query finds to a file, page by page; finishes with the number of entries. Nothing is left
// of the file when it cannot be written whole. Both must live until then.
Call<int> exportQueue(Outbox &outbox, const OutboxQuery &query, const QString &path, QObject *parent);
