// SPDX-License-Identifier: MIT
#include "imaging/picture.h"

#include "imaging/imageerrors.h"

#include <QBuffer>
#include <QImageReader>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

Error unusable(const QString &sentence)
{
    return imageError("damaged_picture"_L1, {}, sentence);
}

// Qt paints what is missing of a JPEG grey. Some cameras and servers put a little behind its end.
bool isCutJpeg(const QByteArray &bytes)
{
    constexpr qsizetype tail = 4096;
    return !bytes.last(std::min(bytes.size(), tail)).contains("\xff\xd9");
}

} // namespace

QByteArray formatOf(QByteArrayView bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (bytes.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (bytes.size() >= 12 && bytes.startsWith("RIFF") && bytes.sliced(8, 4) == "WEBP")
        return "webp";
    return {};
}

Result<Picture> decodePicture(const QByteArray &bytes)
{
    Picture picture;
    picture.bytes = bytes;
    picture.format = formatOf(bytes);
    if (picture.format.isEmpty())
        return unusable(u"The server sent something that is no PNG, JPEG or WebP picture."_s);
    if (picture.format == "jpeg" && isCutJpeg(bytes))
        return unusable(u"The picture breaks off."_s);
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader::setAllocationLimit(picturelimits::decodedMegabytes);
    QImageReader reader(&buffer, picture.format);
    reader.setAutoDetectImageFormat(false); // or an SVG in disguise would be read, and files with it
    picture.size = reader.size();
    if (!picture.size.isValid() || picture.size.isEmpty())
        return unusable(u"The picture cannot be read: its size is missing."_s);
    if (std::max(picture.size.width(), picture.size.height()) > picturelimits::longestEdge)
        return unusable(u"The picture is larger than %1 pixels."_s.arg(picturelimits::longestEdge));
    if (!reader.read(&picture.image))
        return unusable(u"The picture cannot be read: %1."_s.arg(reader.errorString()));
    return picture;
}

Result<QByteArray> fromBase64Text(QByteArrayView text)
{
    if (text.startsWith("data:")) {
        const qsizetype comma = text.indexOf(',');
        if (comma < 0 || !text.first(comma).endsWith(";base64"))
            return unusable(u"The picture's data address is not base64."_s);
        text = text.sliced(comma + 1);
    }
    const auto decoded = QByteArray::fromBase64Encoding(
        QByteArray::fromRawData(text.data(), text.size()), QByteArray::AbortOnBase64DecodingErrors);
    const bool cut = text.size() % 4 == 1; // Qt takes a lone last digit for nothing
    if (!decoded || (*decoded).isEmpty() || cut)
        return unusable(u"The picture's base64 text is cut or damaged."_s);
    return *decoded;
}
