// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "outbox/outboxentry.h"

#include <QSqlQuery>
#include <QVariant>

// Rows of `workspace.db` as values and back. Times are stored as microseconds since 1970.

qint64 stored(TimePoint at);
TimePoint timeOf(const QVariant &value);

QString insertImageSql();
QVariantList imageValues(const ImageRow &row);
QString selectImageSql();
ImageRow imageFrom(const QSqlQuery &row);

QString selectEntrySql();
OutboxEntry entryFrom(const QSqlQuery &row);
