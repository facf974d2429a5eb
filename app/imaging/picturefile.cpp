// SPDX-License-Identifier: MIT
#include "imaging/picturefile.h"

#include "imaging/picture.h"
#include "imaging/pngtext.h"

#include <QBuffer>
#include <QColorSpace>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>
#include <QSaveFile>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 64 * 1024 * 1024;
constexpr int jpegQuality = 92;
constexpr int webpQuality = 90;

Error storage(const QString &sentence)
{
    return {.kind = Error::Kind::Storage, .message = sentence};
}

Error unusable(const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence};
}

template<typename T, typename Job>
Call<T> onPool(Job job)
{
    const CallSource<T> source;
    QThreadPool::globalInstance()->start([source, job = std::move(job)] { source.finish(job()); });
    return source.call();
}

Result<QByteArray> contentOf(const QString &path)
{
    const QFileInfo info(path);
    const QString name = info.fileName();
    if (!info.exists())
        return storage(u"The file “%1” is not there any more."_s.arg(name));
    if (!info.isFile()) // a pipe would be waited for
        return unusable(u"“%1” is no file."_s.arg(name));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return storage(u"“%1” cannot be read: %2."_s.arg(name, file.errorString()));
    QByteArray bytes = file.read(largestFile + 1);
    if (bytes.size() > largestFile)
        return unusable(u"“%1” is larger than 64 MB."_s.arg(name));
    return bytes;
}

// What is known now goes over what was known when the picture was made.
ReceiptBill completed(ReceiptBill before, const ReceiptBill &now)
{
    if (now.price) {
        before.price = now.price;
        before.currency = now.currency;
    }
    if (now.period)
        before.period = now.period;
    if (!now.verdict.isEmpty())
        before.verdict = now.verdict;
    return before;
}

Result<QByteArray> pngFor(const QByteArray &png, const SaveOrder &order)
{
    if (order.text == PictureText::LeftOut)
        return withoutTexts(png);
    std::optional<Receipt> receipt = receiptOf(png);
    if (!receipt)
        return png;
    receipt->bill = completed(receipt->bill, order.bill);
    return withReceipt(png, *receipt);
}

// The pixels alone: Qt would carry an image's texts over into the other formats. JPEG knows no alpha.
QImage pixelsOf(const QImage &image, const QByteArray &format)
{
    const bool clear = format == "webp" && image.hasAlphaChannel();
    QImage out(image.size(), clear ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    out.fill(clear ? Qt::transparent : Qt::white);
    QPainter painter(&out);
    painter.drawImage(0, 0, image);
    painter.end();
    out.setColorSpace(image.colorSpace());
    return out;
}

Result<QByteArray> encoded(const QByteArray &png, const QByteArray &format)
{
    if (!QImageWriter::supportedImageFormats().contains(format))
        return storage(
            u"This system writes no %1 files. Choose PNG."_s.arg(QString::fromLatin1(format.toUpper())));
    const Result<Picture> picture = decodePicture(png);
    if (!picture)
        return picture.error();
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(format == "jpeg" ? jpegQuality : webpQuality);
    if (!writer.write(pixelsOf(picture->image, format)))
        return storage(u"The picture cannot be written: %1."_s.arg(writer.errorString()));
    return out;
}

Result<void> save(const SaveOrder &order)
{
    const QFileInfo target(order.target);
    const Result<QByteArray> bytes = exportedBytes(order);
    if (!bytes)
        return bytes.error();
    if (!target.dir().exists())
        return storage(u"The folder “%1” is not there. Choose another one."_s.arg(target.path()));
    if (target.isDir())
        return storage(u"“%1” is a folder. Give the file a name."_s.arg(target.filePath()));
    QSaveFile file(order.target);
    if (!file.open(QIODevice::WriteOnly) || file.write(*bytes) != bytes->size() || !file.commit())
        return storage(u"“%1” cannot be written: %2."_s.arg(target.fileName(), file.errorString()));
    return {};
}

QSize sizeOf(const QByteArray &bytes, const QByteArray &format)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoDetectImageFormat(false); // or an SVG in disguise would be read, and files with it
    return reader.size();
}

QString whyNothing(const QByteArray &format)
{
    if (format == "png")
        return u"This picture tells nothing about how it was made."_s;
    return u"%1 files hold no settings. PNG files of this program do."_s.arg(
        format == "jpeg" ? u"JPEG"_s : u"WebP"_s);
}

Result<DroppedPicture> dropped(const QString &path)
{
    const Result<QByteArray> bytes = contentOf(path);
    if (!bytes)
        return bytes.error();
    const QByteArray format = formatOf(*bytes);
    const QSize size = format.isEmpty() ? QSize() : sizeOf(*bytes, format);
    if (!size.isValid() || size.isEmpty())
        return unusable(u"“%1” is no PNG, JPEG or WebP picture."_s.arg(QFileInfo(path).fileName()));
    if (format == "png" && isOverfull(*bytes))
        return unusable(
            u"“%1” has more parts or text than a picture needs."_s.arg(QFileInfo(path).fileName()));
    DroppedPicture out{.path = path,
        .format = format,
        .size = size,
        .receipt = receiptOf(*bytes),
        .settings = {},
        .why = {}};
    out.settings = out.receipt ? std::optional(settingsOf(*out.receipt)) : foreignSettingsOf(*bytes);
    if (!out.settings)
        out.why = whyNothing(format);
    return out;
}

} // namespace

QByteArray formatForFile(const QString &name)
{
    const QString ending = QFileInfo(name).suffix().toLower();
    if (ending.isEmpty() || ending == "png"_L1)
        return "png";
    if (ending == "jpg"_L1 || ending == "jpeg"_L1)
        return "jpeg";
    return ending == "webp"_L1 ? "webp" : "";
}

Result<QByteArray> exportedBytes(const SaveOrder &order)
{
    const QByteArray format = order.format.isEmpty() ? formatForFile(order.target) : order.format;
    if (format != "png" && format != "jpeg" && format != "webp")
        return unusable(
            u"“%1” cannot be written. Use .png, .jpg or .webp."_s.arg(QFileInfo(order.target).fileName()));
    const Result<QByteArray> png = contentOf(order.source);
    if (!png)
        return png.error();
    return format == "png" ? pngFor(*png, order) : encoded(*png, format);
}

Call<void> savePicture(const SaveOrder &order)
{
    return onPool<void>([order] { return save(order); });
}

Call<DroppedPicture> readDropped(const QString &path)
{
    return onPool<DroppedPicture>([path] { return dropped(path); });
}
