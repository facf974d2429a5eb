// SPDX-License-Identifier: MIT
#include "imaging/receipt.h"

#include "imaging/picture.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QBuffer>
#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype signatureSize = 8;
constexpr qsizetype frameSize = 12; // length, type, CRC around a chunk's data
// iTXt: keyword, no compression, no language, no translated keyword; then UTF-8 text.
constexpr QByteArrayView textHead("PixelMeter receipt\0\0\0\0\0", 23);

struct Chunk {
    QByteArrayView type;
    QByteArrayView data;
    QByteArrayView whole;
};

constexpr auto crcTable = [] {
    std::array<quint32, 256> table{};
    for (quint32 n = 0; n < 256; ++n) {
        quint32 c = n;
        for (int bit = 0; bit < 8; ++bit)
            c = (c & 1) != 0 ? 0xedb88320U ^ (c >> 1) : c >> 1;
        table[n] = c;
    }
    return table;
}();

quint32 crcOf(QByteArrayView bytes)
{
    quint32 c = 0xffffffffU;
    for (const char byte : bytes)
        c = crcTable[(c ^ quint8(byte)) & 0xff] ^ (c >> 8);
    return ~c;
}

// Every chunk up to and with IEND; nullopt when the file is cut or is no PNG.
std::optional<QList<Chunk>> chunksOf(QByteArrayView png)
{
    QList<Chunk> out;
    for (qsizetype at = signatureSize; at + frameSize <= png.size();) {
        const qsizetype length = qFromBigEndian<quint32>(png.data() + at);
        if (length > png.size() - at - frameSize)
            return std::nullopt;
        out.append({.type = png.sliced(at + 4, 4),
            .data = png.sliced(at + 8, length),
            .whole = png.sliced(at, frameSize + length)});
        if (out.constLast().type == "IEND")
            return out.constFirst().type == "IHDR" ? std::optional(out) : std::nullopt;
        at += frameSize + length;
    }
    return std::nullopt;
}

bool isReceipt(const Chunk &chunk)
{
    return chunk.type == "iTXt" && chunk.data.startsWith(textHead);
}

QByteArray bigEndian(quint32 number)
{
    QByteArray out(4, Qt::Uninitialized);
    qToBigEndian(number, out.data());
    return out;
}

QByteArray chunkFor(const QByteArray &text)
{
    const QByteArray body = "iTXt" + textHead.toByteArray() + text;
    return bigEndian(quint32(body.size() - 4)) + body + bigEndian(crcOf(body));
}

QJsonObject toJson(const Receipt &receipt)
{
    QJsonObject json{
        {"prompt"_L1, receipt.prompt},
        {"caption"_L1, receipt.caption},
        {"engine"_L1, receipt.engine},
        {"model"_L1, receipt.model},
        {"quality"_L1, QString::fromUtf8(receipt.tier)},
        {"provider_quality"_L1, QString::fromUtf8(receipt.providerQuality)},
        {"width"_L1, receipt.size.width()},
        {"height"_L1, receipt.size.height()},
        {"style"_L1, QString::fromUtf8(receipt.style)},
        {"event_id"_L1, QString::fromUtf8(receipt.eventId)},
        {"customer_id"_L1, QString::fromUtf8(receipt.customer)},
        {"at"_L1, QString::fromLatin1(toIso(receipt.at))},
    };
    if (receipt.seed)
        json.insert("seed"_L1, QString::number(*receipt.seed)); // as text: JSON numbers end at 2^63
    return json;
}

Result<Receipt> fromJson(const QJsonObject &json)
{
    JsonReader in(json);
    constexpr int longest = std::numeric_limits<int>::max();
    Receipt out{
        .prompt = in.string("prompt"_L1),
        .caption = in.string("caption"_L1),
        .engine = in.string("engine"_L1),
        .model = in.string("model"_L1),
        .tier = in.string("quality"_L1).toUtf8(),
        .providerQuality = in.string("provider_quality"_L1).toUtf8(),
        .size = {int(in.integer("width"_L1, -1, longest)), int(in.integer("height"_L1, -1, longest))},
        .style = in.string("style"_L1).toUtf8(),
        .seed = {},
        .eventId = in.string("event_id"_L1).toUtf8(),
        .customer = in.string("customer_id"_L1).toUtf8(),
        .at = in.time("at"_L1),
    };
    if (const auto seed = in.optionalString("seed"_L1))
        out.seed = seed->toULongLong();
    return in.finish(out);
}

Result<QByteArray> asPng(const QByteArray &bytes)
{
    if (formatOf(bytes) == "png")
        return bytes;
    const Result<Picture> picture = decodePicture(bytes);
    if (!picture)
        return picture.error();
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    if (!picture->image.save(&buffer, "PNG"))
        return Error{.kind = Error::Kind::Storage, .message = u"The picture cannot be written as PNG."_s};
    return out;
}

} // namespace

Result<QByteArray> withReceipt(const QByteArray &bytes, const Receipt &receipt)
{
    const Result<QByteArray> png = asPng(bytes);
    if (!png)
        return png;
    const auto chunks = chunksOf(*png);
    if (!chunks)
        return Error{.kind = Error::Kind::Protocol, .message = u"The PNG breaks off before its end."_s};
    const QByteArray text = compact(toJson(receipt));
    QByteArray out;
    out.reserve(png->size() + text.size() + 64);
    out += QByteArrayView(*png).first(signatureSize);
    for (const Chunk &chunk : *chunks) {
        if (isReceipt(chunk))
            continue;
        out += chunk.whole;
        if (chunk.type == "IHDR")
            out += chunkFor(text);
    }
    return out;
}

std::optional<Receipt> receiptOf(const QByteArray &bytes)
{
    if (formatOf(bytes) != "png")
        return std::nullopt;
    const auto chunks = chunksOf(bytes);
    if (!chunks)
        return std::nullopt;
    for (const Chunk &chunk : *chunks) {
        if (!isReceipt(chunk))
            continue;
        const auto crc = qFromBigEndian<quint32>(chunk.whole.last(4).data());
        if (crc != crcOf(chunk.whole.sliced(4, chunk.data.size() + 4)))
            return std::nullopt;
        const Result<Receipt> receipt = readObject(chunk.data.sliced(textHead.size())).andThen(fromJson);
        return receipt ? std::optional(*receipt) : std::nullopt;
    }
    return std::nullopt;
}
