// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagequery.h"
#include "outbox/imagerow.h"
#include "outbox/outboxentry.h"
#include "outbox/spending.h"

#include <QSqlQuery>
#include <QVariant>

// Rows of `workspace.db` as values and back. Times are stored as microseconds since 1970.

qint64 stored(TimePoint at);
TimePoint timeOf(const QVariant &value);

QString insertImageSql();
QVariantList imageValues(const ImageRow &row);
QString selectImageSql();
ImageRow imageFrom(const QSqlQuery &row);

// What `text` of a query is looked up in, and its words: in one case, so that bytes can be compared.
QByteArray searchable(const QString &prompt, const QString &caption);
QList<QByteArray> searchWords(const QString &text);

// What a query asks for, hidden rows left out: "FROM … WHERE …", newest first, and what it binds.
struct ImageSource {
    QString sql;
    QVariantList bound;
};
ImageSource imagesOf(const ImageQuery &query);

QString insertSpendingSql();
QVariantList spendingValues(const SpendingRow &row);
SpendingRow spendingFrom(const QSqlQuery &row); // of selectSpendingSql()
QString selectSpendingSql();

QString selectEntrySql(const QString &from = QStringLiteral("outbox")); // with `mark` where it was sent
OutboxEntry entryFrom(const QSqlQuery &row);
