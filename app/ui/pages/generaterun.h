// SPDX-License-Identifier: MIT
#pragma once

#include "session/picturejob.h"

#include <QElapsedTimer>
#include <QPointer>

// The pictures of one order while they are made and billed, one painted after the other.
class GenerateRun : public QObject {
    Q_OBJECT

public:
    GenerateRun(const QList<PictureJob *> &jobs, QObject *parent);

    bool busy() const; // a picture is still to be made
    bool finished() const; // nothing more will happen to any of them
    PictureJob *painting() const; // null between two
    int number(const PictureJob *job) const; // 1 for the first
    int count() const { return int(m_jobs.size()); }
    QList<PictureJob *> made() const; // kept on disk
    int waitsBehind(const PictureJob *job) const;
    const QImage &preview() const { return m_preview; }
    qint64 elapsedMs() const { return m_since.elapsed(); } // of the order
    void cancel(); // those not made yet

Q_SIGNALS:
    void changed();
    void stored(PictureJob *job); // it may be shown
    void ended(PictureJob *job);

private:
    QList<QPointer<PictureJob>> m_jobs; // the studio keeps only the last ones
    QImage m_preview;
    QElapsedTimer m_since;
};
