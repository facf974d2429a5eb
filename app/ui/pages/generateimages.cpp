// SPDX-License-Identifier: MIT
#include "ui/pages/generateimages.h"

#include "imaging/picture.h"

#include <QCoreApplication>
#include <QFile>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace generate {

namespace {

    struct Words {
        Q_DECLARE_TR_FUNCTIONS(Generate)
    };

    template<typename T, typename Job>
    Call<T> onPool(Job job)
    {
        const CallSource<T> source;
        QThreadPool::globalInstance()->start([source, job = std::move(job)] { source.finish(job()); });
        return source.call();
    }

    Error storageError(const QString &message)
    {
        return {.kind = Error::Kind::Storage, .message = message};
    }

    Result<QByteArray> bytesOf(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return storageError(Words::tr("The picture's file cannot be read."));
        return file.readAll();
    }

    // The format a window draws fastest.
    QImage drawable(const QImage &image)
    {
        return image.convertToFormat(
            image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    }

    QImage squareOf(const QImage &picture, int side)
    {
        const int least = std::min(picture.width(), picture.height());
        const QRect middle((picture.width() - least) / 2, (picture.height() - least) / 2, least, least);
        return drawable(
            picture.copy(middle).scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    }

    Result<QImage> imageOf(const QString &path)
    {
        return bytesOf(path).andThen(decodePicture).andThen([](const Picture &picture) -> Result<QImage> {
            return picture.image;
        });
    }

} // namespace

Call<QImage> fittedImage(const QImage &picture, const QSize &box)
{
    return onPool<QImage>([picture, box]() -> Result<QImage> {
        const QSize size = picture.size().scaled(box, Qt::KeepAspectRatio);
        if (size.width() >= picture.width())
            return drawable(picture);
        return drawable(picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    });
}

Call<QImage> thumbImage(const QImage &picture, int side)
{
    return onPool<QImage>([picture, side]() -> Result<QImage> { return squareOf(picture, side); });
}

Call<QImage> loadedImage(const QString &path)
{
    return onPool<QImage>([path] { return imageOf(path); });
}

Call<QImage> loadedThumb(const QString &path, int side)
{
    return onPool<QImage>([path, side] {
        return imageOf(path).andThen(
            [side](const QImage &picture) -> Result<QImage> { return squareOf(picture, side); });
    });
}

} // namespace generate
