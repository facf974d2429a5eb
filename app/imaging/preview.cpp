// SPDX-License-Identifier: MIT
#include "imaging/preview.h"

#include "imaging/picture.h"

#include <QBuffer>
#include <QImageWriter>

#include <algorithm>

namespace {

constexpr int longestEdge = 768;
constexpr int quickest = 100; // PNG "quality": no time spent on packing

} // namespace

QByteArray previewOf(QByteArrayView base64)
{
    const Result<Picture> picture = fromBase64Text(base64).andThen(decodePicture);
    if (!picture)
        return {};
    QImage image = picture->image;
    if (std::max(image.width(), image.height()) > longestEdge)
        image = image.scaled(longestEdge, longestEdge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    QImageWriter writer(&buffer, "PNG");
    writer.setQuality(quickest);
    return writer.write(image) ? out : QByteArray();
}
