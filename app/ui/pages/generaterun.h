// SPDX-License-Identifier: MIT
#pragma once

#include "session/picturejob.h"

#include <QElapsedTimer>
#include <QPointer>

// The pictures of one order while they wait, are made and are billed.
class GenerateRun : public QObject {
    Q_OBJECT

public:
    GenerateRun(const PictureOrder &order, const QList<PictureJob *> &jobs, QObject *parent);

    const PictureOrder &order() const { return m_order; }
    bool busy() const; // a picture is still to be made
    bool begun() const; // none waits any more, or one has left the queue
    bool finished() const; // nothing more will happen to any of them
    PictureJob *painting() const; // the first that is being made; null between two
    int number(const PictureJob *job) const; // 1 for the first
    int count() const { return int(m_jobs.size()); }
    int together() const; // made by one call, now
    int left() const; // still to be made
    QList<PictureJob *> made() const; // kept on disk
    std::optional<PictureTrack> failure() const; // the first picture that could not be made
    bool brokenOff() const; // cancelled while the server worked on it
    PictureOrder failedOrder() const; // for those alone
    int waitsBehind(const PictureJob *job) const;
    const QImage &preview() const { return m_preview; }
    qint64 elapsedMs() const { return m_since.isValid() ? m_since.elapsed() : 0; } // of the making
    void cancel(); // those not made yet

Q_SIGNALS:
    void changed();
    void stored(PictureJob *job); // it may be shown
    void ended(PictureJob *job);
    void over(); // once: every picture is made, or will not be

private:
    void jobChanged();

    PictureOrder m_order;
    QList<QPointer<PictureJob>> m_jobs; // the studio keeps only the last ones
    QImage m_preview;
    QElapsedTimer m_since;
    bool m_over = false;
};
