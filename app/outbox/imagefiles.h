// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"
#include "support/result.h"

#include <QSet>

// The folder `images/`: one PNG a picture, named by its event id. write() is for any thread and returns when
// the file is on disk under its name: temporary file, synced, renamed, folder synced.
class ImageFiles {
public:
    explicit ImageFiles(const QString &folder);

    Result<void> prepare() const; // makes the folder
    Result<QString> write(const EventId &id, QByteArrayView png) const; // the name inside the folder
    QString path(const QString &name) const { return m_folder + u'/' + name; }
    Result<void> remove(const QString &name) const; // absent is fine

    // Removes PNGs that are not `known` and temporary files a crash left; says how many.
    int removeStrays(const QSet<QString> &known) const;

private:
    QString m_folder;
};
