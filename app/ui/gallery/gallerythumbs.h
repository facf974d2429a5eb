// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagefiles.h"
#include "support/call.h"

#include <QCache>
#include <QImage>
#include <QSet>
#include <QThreadPool>

// Small squares of pictures, rounded and ready to be painted. Made on a pool of its own, so that a picture
// being painted never waits behind them; kept in memory up to a cap, and on disk in `thumbs/` beside
// `images/`, where each is written once and may be deleted at any time.
class GalleryThumbs : public QObject {
    Q_OBJECT

public:
    struct Wish {
        EventId id;
        QString file; // name inside images/
        friend bool operator==(const Wish &, const Wish &) = default;
    };
    static constexpr int storedSide = 384; // pixels; larger ones would cost more than they show
    static constexpr qsizetype memoryCap = 40 * 1024; // kB

    explicit GalleryThumbs(const ImageFiles &files, QObject *parent = nullptr);
    ~GalleryThumbs() override;

    void setSide(int pixels); // of the device; those made for another stay until they are replaced
    void want(const QList<Wish> &wishes); // the first is made first; what was wanted before and waits is left
    void forget(const QList<EventId> &ids); // here and on disk; the picture is gone
    void removeStrays(const QList<EventId> &known); // of pictures another program removed

    QImage find(const EventId &id) const; // null while it is not there
    bool broken(const EventId &id) const { return m_broken.contains(id); }
    int working() const { return int(m_working.size()); }
    QString pathOf(const QString &file) const; // of the thumbnail of images/`file`

Q_SIGNALS:
    void loaded(const EventId &id); // there now, or broken

private:
    void next();
    void done(const Wish &wish, int side, const Result<QImage> &thumb);
    bool wanted(const Wish &wish) const;

    ImageFiles m_files;
    QString m_folder;
    int m_side = 192;
    QCache<EventId, QImage> m_cache;
    QList<Wish> m_wishes;
    QSet<EventId> m_working;
    QSet<EventId> m_broken;
    QThreadPool m_pool;
};
