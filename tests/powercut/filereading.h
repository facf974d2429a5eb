// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>
#include <memory>
#include <sqlite3.h>

// What a power cut did to what had been promised.
struct Finding {
    QString broken; // anything but a loss: damage, a torn request, a thing of another world. Empty: nothing
    int lost = 0; // acknowledged requests and snapshots that are not there
    QString firstLost;
    qint64 events = -1; // in the database
};

void complain(Finding &finding, const QString &what); // the first complaint stays

using DatabaseFile = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

// Recovers what the write-ahead log holds, as any program that opens the file does.
DatabaseFile openFile(const QByteArray &vfs, const QByteArray &file, Finding &finding);
// Folds the log back first, so that the check reads what will stay.
void checkPages(sqlite3 *db, Finding &finding);

void each(sqlite3 *db, const char *sql, Finding &finding, const std::function<void(sqlite3_stmt *)> &visit);
QByteArray textOf(sqlite3_stmt *row, int column);
