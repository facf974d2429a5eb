// SPDX-License-Identifier: MIT
#include "sandbox/picture.h"

#include "support/strictjson.h"

#include <QBuffer>
#include <QImageWriter>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

constexpr int quickPng = 80; // zlib level 1: a fifth of the time, a tenth more bytes

} // namespace

Result<QByteArray> encoded(
    const Painting &painting, const QByteArray &format, int compression, const QString &infotext)
{
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, format);
    writer.setQuality(format == "png" ? quickPng : compression);
    writer.setText(u"Software"_s, painterName.toString());
    writer.setText(u"Description"_s, painting.caption);
    QImage image = painting.image;
    if (!infotext.isEmpty())
        image.setText(u"parameters"_s, infotext); // the writer's own setText would lose the line ends
    if (!writer.write(image))
        return Error{.kind = Error::Kind::Server,
            .message = u"The picture could not be written: %1."_s.arg(writer.errorString()),
            .status = 500};
    return out;
}

QByteArray previewPng(const QImage &preview)
{
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    if (!preview.isNull())
        preview.save(&buffer, "png", quickPng);
    return out.toBase64();
}

QJsonObject extensionJson(const PaintedPicture &picture)
{
    return {
        {u"caption"_s, picture.painting.caption},
        {u"used"_s, QJsonArray::fromStringList(picture.painting.used)},
        {u"unknown"_s, QJsonArray::fromStringList(picture.painting.unknown)},
        {u"engine"_s, painterName.toString()},
        {u"model"_s, painterModel.toString()},
        {u"seed"_s, qint64(picture.seed)},
    };
}

QByteArray withBase64(const QJsonObject &json, const QByteArray &key, const QByteArray &base64)
{
    const QByteArray rest = compact(json);
    const QByteArray tail = json.isEmpty() ? "}" : ',' + rest.sliced(1);
    return "{\"" + key + "\":\"" + base64 + '"' + tail;
}
