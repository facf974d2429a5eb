// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

// A text kept in a PNG file beside the pixels.
struct PngText {
    QByteArray keyword; // Latin-1, 1 to 79 characters
    QString text;

    friend bool operator==(const PngText &, const PngText &) = default;
};

// Whether a PNG is made of more parts, or of more text, than a picture has: millions of empty chunks would
// fill the memory. Such a file is not read.
bool isOverfull(QByteArrayView png);

// Those of tEXt and iTXt chunks; what is compressed, damaged or over 1 MB is left out. nullopt when the file
// is no PNG, is cut or is overfull.
std::optional<QList<PngText>> textsOf(QByteArrayView png);

// Dropped: nothing stays but what the pixels need.
enum class OtherChunks { Kept, Dropped };

// The same pixels, byte for byte, with these texts instead of all that were there. nullopt as above.
std::optional<QByteArray> withTexts(QByteArrayView png, const QList<PngText> &texts, OtherChunks others);
