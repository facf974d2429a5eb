// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerythumbs.h"

#include "imaging/picture.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;

namespace {

constexpr int atOnce = 2; // pictures read at the same time
constexpr int jpegQuality = 90;
constexpr double roundness = 10.0 / 192; // look.md: pictures have 10 px corners; here a share of the side

Error unreadable()
{
    return {.kind = Error::Kind::Storage,
        .message = QCoreApplication::translate("Gallery", "The picture's file cannot be read.")};
}

QImage squareOf(const QImage &picture, int side)
{
    const int least = std::min(picture.width(), picture.height());
    const QRect middle((picture.width() - least) / 2, (picture.height() - least) / 2, least, least);
    const QImage cut = least == picture.width() && least == picture.height() ? picture : picture.copy(middle);
    return cut.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage rounded(const QImage &square)
{
    QImage out(square.size(), QImage::Format_ARGB32_Premultiplied);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(square);
    const double radius = square.width() * roundness;
    painter.drawRoundedRect(QRectF(out.rect()), radius, radius);
    return out;
}

// What is kept on disk; null when it is not there or does not read.
QImage keptThumb(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray bytes = file.readAll();
    const QByteArray format = formatOf(bytes);
    if (format.isEmpty())
        return {};
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, format);
    if (reader.size() != QSize(GalleryThumbs::storedSide, GalleryThumbs::storedSide))
        return {};
    return reader.read();
}

// Under another name first, so that nobody reads half of it. Not synced: it can be made again.
void keep(const QImage &thumb, const QString &path)
{
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        return;
    QTemporaryFile file(path + u".XXXXXX"_s);
    if (!file.open() || !thumb.save(&file, thumb.hasAlphaChannel() ? "png" : "jpeg", jpegQuality))
        return;
    file.close();
    if (file.rename(path))
        file.setAutoRemove(false);
}

Result<QImage> thumbOf(const QString &picturePath, const QString &thumbPath, int side)
{
    if (!QFileInfo::exists(picturePath)) // removed by another program
        return unreadable();
    QImage thumb = keptThumb(thumbPath);
    if (thumb.isNull()) {
        QFile file(picturePath);
        if (!file.open(QIODevice::ReadOnly))
            return unreadable();
        const Result<Picture> picture = decodePicture(file.readAll());
        if (!picture)
            return picture.error();
        thumb = squareOf(picture->image, GalleryThumbs::storedSide);
        QFile::remove(thumbPath);
        keep(thumb, thumbPath);
    }
    return rounded(side == thumb.width() ? thumb : squareOf(thumb, side));
}

} // namespace

GalleryThumbs::GalleryThumbs(const ImageFiles &files, QObject *parent)
    : QObject(parent)
    , m_files(files)
    , m_folder(QFileInfo(QFileInfo(files.path(u"x"_s)).absolutePath()).absolutePath() + u"/thumbs"_s)
    , m_cache(memoryCap)
{
    m_pool.setMaxThreadCount(atOnce);
}

GalleryThumbs::~GalleryThumbs() = default;

QString GalleryThumbs::pathOf(const QString &file) const
{
    return m_folder + u'/' + QFileInfo(file).completeBaseName() + u".thumb"_s;
}

void GalleryThumbs::setSide(int pixels)
{
    m_side = pixels;
}

QImage GalleryThumbs::find(const EventId &id) const
{
    const QImage *thumb = m_cache.object(id);
    return thumb ? *thumb : QImage();
}

bool GalleryThumbs::wanted(const Wish &wish) const
{
    if (m_working.contains(wish.id) || m_broken.contains(wish.id))
        return false;
    const QImage *thumb = m_cache.object(wish.id);
    return !thumb || thumb->width() != m_side;
}

void GalleryThumbs::want(const QList<Wish> &wishes)
{
    m_wishes.clear();
    for (const Wish &wish : wishes) {
        if (wanted(wish))
            m_wishes.append(wish);
    }
    next();
}

void GalleryThumbs::next()
{
    while (m_working.size() < atOnce && !m_wishes.isEmpty()) {
        const Wish wish = m_wishes.takeFirst();
        if (!wanted(wish))
            continue;
        m_working.insert(wish.id);
        const CallSource<QImage> source;
        const QString picture = m_files.path(wish.file);
        m_pool.start([source, picture, thumb = pathOf(wish.file), side = m_side] {
            source.finish(thumbOf(picture, thumb, side));
        });
        whenDone(source.call(), this,
            [this, wish, side = m_side](const Result<QImage> &thumb) { done(wish, side, thumb); });
    }
}

void GalleryThumbs::done(const Wish &wish, int side, const Result<QImage> &thumb)
{
    if (m_working.remove(wish.id)) { // not forgotten meanwhile
        if (thumb)
            m_cache.insert(wish.id, new QImage(*thumb), qsizetype(side) * side * 4 / 1024 + 1);
        else
            m_broken.insert(wish.id);
        Q_EMIT loaded(wish.id);
    }
    next();
}

void GalleryThumbs::forget(const QList<EventId> &ids)
{
    QStringList paths;
    for (const EventId &id : ids) {
        m_cache.remove(id);
        m_broken.remove(id);
        m_working.remove(id);
        paths.append(pathOf(id.string() + u".png"_s));
    }
    m_pool.start([paths] {
        for (const QString &path : paths)
            QFile::remove(path);
    });
}

void GalleryThumbs::removeStrays(const QList<EventId> &known)
{
    QSet<QString> names;
    for (const EventId &id : known)
        names.insert(QFileInfo(pathOf(id.string() + u".png"_s)).fileName());
    m_pool.start([folder = m_folder, names] {
        const QDir dir(folder);
        for (const QString &name : dir.entryList(QDir::Files)) {
            if (!names.contains(name) && name.endsWith(u".thumb"_s))
                QFile::remove(dir.filePath(name));
        }
    });
}
