// SPDX-License-Identifier: MIT
#include "imaging/pngtext.h"

#include "imaging/picture.h"

#include <QStringDecoder>
#include <QtEndian>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype signatureSize = 8;
constexpr qsizetype frameSize = 12; // length, type, CRC around a chunk's data
constexpr qsizetype longestText = 1024 * 1024;
constexpr qsizetype mostText = 8 * 1024 * 1024; // of all together
constexpr int mostChunks = 20'000;

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

// The chunk that begins there; nullopt when the file ends before it does.
std::optional<Chunk> chunkAt(QByteArrayView png, qsizetype at)
{
    if (at + frameSize > png.size())
        return std::nullopt;
    const qsizetype length = qFromBigEndian<quint32>(png.data() + at);
    if (length > png.size() - at - frameSize)
        return std::nullopt;
    return Chunk{.type = png.sliced(at + 4, 4),
        .data = png.sliced(at + 8, length),
        .whole = png.sliced(at, frameSize + length)};
}

// Every chunk up to and with IEND; nullopt when the file is cut, overfull or no PNG.
std::optional<QList<Chunk>> chunksOf(QByteArrayView png)
{
    if (formatOf(png) != "png" || isOverfull(png))
        return std::nullopt;
    QList<Chunk> out;
    qsizetype at = signatureSize;
    while (const auto chunk = chunkAt(png, at)) {
        at += chunk->whole.size();
        out.append(*chunk);
        if (chunk->type == "IEND")
            return out.constFirst().type == "IHDR" ? std::optional(out) : std::nullopt;
    }
    return std::nullopt;
}

bool isWhole(const Chunk &chunk)
{
    const auto crc = qFromBigEndian<quint32>(chunk.whole.last(4).data());
    return crc == crcOf(chunk.whole.sliced(4, chunk.data.size() + 4));
}

bool isText(const Chunk &chunk)
{
    return chunk.type == "tEXt" || chunk.type == "zTXt" || chunk.type == "iTXt";
}

// Chunks without which the pixels would look different.
bool shapesPixels(const Chunk &chunk)
{
    static constexpr QByteArrayView types[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB",
        "iCCP", "cICP", "sBIT", "pHYs", "bKGD", "acTL", "fcTL", "fdAT"};
    return std::ranges::any_of(types, [&](QByteArrayView type) { return type == chunk.type; });
}

// A chunk's bytes up to the next zero, which is taken too; nullopt when there is none.
std::optional<QByteArrayView> upToZero(QByteArrayView &rest)
{
    const qsizetype zero = rest.indexOf('\0');
    if (zero < 0)
        return std::nullopt;
    const QByteArrayView out = rest.first(zero);
    rest = rest.sliced(zero + 1);
    return out;
}

// tEXt is Latin-1 by its standard, yet sd-server and others write UTF-8 into it.
QString plainText(QByteArrayView bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

std::optional<PngText> textIn(const Chunk &chunk)
{
    QByteArrayView rest = chunk.data;
    if (rest.size() > longestText || !isWhole(chunk))
        return std::nullopt;
    const auto keyword = upToZero(rest);
    if (!keyword || keyword->isEmpty() || keyword->size() > 79)
        return std::nullopt;
    if (chunk.type == "tEXt")
        return PngText{.keyword = keyword->toByteArray(), .text = plainText(rest)};
    const bool plain = chunk.type == "iTXt" && rest.size() >= 2 && rest[0] == 0 && rest[1] == 0;
    if (!plain)
        return std::nullopt;
    rest = rest.sliced(2);
    if (!upToZero(rest) || !upToZero(rest)) // language, translated keyword
        return std::nullopt;
    return PngText{.keyword = keyword->toByteArray(), .text = QString::fromUtf8(rest)};
}

QByteArray bigEndian(quint32 number)
{
    QByteArray out(4, Qt::Uninitialized);
    qToBigEndian(number, out.data());
    return out;
}

// tEXt where Latin-1 holds it, as other programs expect, and where it is not taken for UTF-8; else iTXt.
QByteArray chunkFor(const PngText &text)
{
    QString clean = text.text;
    clean.remove(QChar(0));
    const bool latin = std::ranges::all_of(clean, [](QChar c) { return c.unicode() <= 0xff; })
        && plainText(clean.toLatin1()) == clean;
    const QByteArray body = latin ? "tEXt" + text.keyword + '\0' + clean.toLatin1()
                                  : "iTXt" + text.keyword + QByteArray(5, '\0') + clean.toUtf8();
    return bigEndian(quint32(body.size() - 4)) + body + bigEndian(crcOf(body));
}

} // namespace

bool isOverfull(QByteArrayView png)
{
    int chunks = 0;
    qsizetype text = 0;
    qsizetype at = signatureSize;
    while (const auto chunk = chunkAt(png, at)) {
        at += chunk->whole.size();
        if (isText(*chunk) && chunk->data.size() <= longestText)
            text += chunk->data.size();
        if (++chunks > mostChunks || text > mostText)
            return true;
        if (chunk->type == "IEND")
            break;
    }
    return false;
}

std::optional<QList<PngText>> textsOf(QByteArrayView png)
{
    const auto chunks = chunksOf(png);
    if (!chunks)
        return std::nullopt;
    QList<PngText> out;
    for (const Chunk &chunk : *chunks) {
        if (!isText(chunk))
            continue;
        if (const auto text = textIn(chunk))
            out.append(*text);
    }
    return out;
}

std::optional<QByteArray> withTexts(QByteArrayView png, const QList<PngText> &texts, OtherChunks others)
{
    const auto chunks = chunksOf(png);
    if (!chunks)
        return std::nullopt;
    QByteArray out;
    out.reserve(png.size() + 4096);
    out += png.first(signatureSize);
    for (const Chunk &chunk : *chunks) {
        if (isText(chunk) || (others == OtherChunks::Dropped && !shapesPixels(chunk)))
            continue;
        out += chunk.whole;
        if (chunk.type == "IHDR") {
            for (const PngText &text : texts)
                out += chunkFor(text);
        }
    }
    return out;
}
