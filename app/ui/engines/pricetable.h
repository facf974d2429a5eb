// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/provider.h"

// What one picture costs at a provider, by what the customer buys and by size: the words of a small table.
struct PriceTable {
    struct Column {
        QByteArray tier; // draft, standard, hd
        QString title; // "Standard"
        QString asked; // "medium": what the provider is asked for; empty where it is the same word
    };
    struct Row {
        QString size; // "1024 × 1024"
        QStringList prices; // one a column: "$0.053", "free", "unknown"
    };
    QList<Column> columns;
    QList<Row> rows; // equal ones joined
    QString note; // one sentence below
};

PriceTable priceTable(const Provider &provider, const QString &model);

QString sizeText(const QSize &size); // "1536 × 1024"
