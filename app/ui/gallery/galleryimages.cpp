// SPDX-License-Identifier: MIT
#include "ui/gallery/galleryimages.h"

#include "imaging/picture.h"
#include "support/call.h"

#include <QFile>
#include <QThreadPool>

namespace {

Result<QImage> imageOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::Storage,
            .message = GalleryImages::tr("The picture's file is not there any more.")};
    if (file.size() > picturelimits::answerBytes)
        return Error{.kind = Error::Kind::Storage, .message = GalleryImages::tr("The file is too large.")};
    const Result<Picture> picture = decodePicture(file.readAll());
    if (!picture)
        return picture.error();
    // The format a window draws fastest.
    return picture->image.convertToFormat(
        picture->image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

} // namespace

GalleryImages::GalleryImages(QObject *parent)
    : QObject(parent)
    , m_kept(memoryCap)
{
}

void GalleryImages::want(const QString &path, const QStringList &beside)
{
    m_wanted = path;
    m_beside = beside;
    if (const QImage *kept = m_kept.object(path)) {
        const QImage image = *kept;
        Q_EMIT loaded(path, image);
        readBeside();
    } else if (!m_reading.contains(path)) {
        read(path);
    }
}

void GalleryImages::forget(const QString &path)
{
    m_kept.remove(path);
}

void GalleryImages::read(const QString &path)
{
    m_reading.insert(path);
    const CallSource<QImage> source;
    QThreadPool::globalInstance()->start([source, path] { source.finish(imageOf(path)); });
    whenDone(source.call(), this, [this, path](const Result<QImage> &image) {
        m_reading.remove(path);
        if (image)
            m_kept.insert(path, new QImage(*image), image->sizeInBytes() / 1024 + 1);
        if (path == m_wanted)
            image ? Q_EMIT loaded(path, *image) : Q_EMIT failed(path, image.error());
        readBeside();
    });
}

// One after the other, when nothing else is read.
void GalleryImages::readBeside()
{
    while (!m_beside.isEmpty() && m_reading.isEmpty()) {
        const QString path = m_beside.takeFirst();
        if (!m_kept.contains(path))
            read(path);
    }
}
