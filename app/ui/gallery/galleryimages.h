// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>

// Whole pictures for the viewer, decoded on the pool, with the neighbours ahead of time. A few are kept, up
// to a cap; a picture larger than that is handed over and not kept.
class GalleryImages : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype memoryCap = 64 * 1024; // kB

    explicit GalleryImages(QObject *parent = nullptr);

    // The picture to show next, then those beside it. Answers with loaded() or failed(), also when it is
    // kept.
    void want(const QString &path, const QStringList &beside = {});
    void forget(const QString &path);
    bool keeps(const QString &path) const { return m_kept.contains(path); }

Q_SIGNALS:
    void loaded(const QString &path, const QImage &image); // the wanted one
    void failed(const QString &path, const Error &error);

private:
    void read(const QString &path);
    void readBeside();

    QCache<QString, QImage> m_kept;
    QSet<QString> m_reading;
    QString m_wanted;
    QStringList m_beside;
};
