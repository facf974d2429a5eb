// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QImage>
#include <QStringList>

#include <optional>

// Tokens as the provider counted them (image-api.md 2.2).
struct ImageUsage {
    qint64 textIn = 0;
    qint64 imageIn = 0;
    qint64 out = 0;

    friend bool operator==(const ImageUsage &, const ImageUsage &) = default;
};

// Inline, so that one writes Picture: the sandbox has a type of that name in the same program.
inline namespace imaging {

// A delivered picture: the bytes as they came, and decoded.
struct Picture {
    QByteArray bytes;
    QByteArray format; // png, jpeg, webp: told from the bytes, not from what was asked
    QImage image;
    QSize size; // pixels, as delivered
    QString caption; // what was painted, when the server says so
    QStringList used; // the prompt's words that shaped it
    QStringList unknown; // the words it has no meaning for
    QString engine; // "Demo painter (offline, not AI)", or the server's name
    QString model;
    QByteArray providerQuality; // what the server was asked for
    std::optional<quint64> seed;
    std::optional<QString> revisedPrompt;
    std::optional<ImageUsage> usage; // this picture's share; nullopt where the server counts nothing
};

// What one call delivered, an entry for each picture asked for: it, or why it is not there. Each that is
// there is billed once, whatever became of the others.
using Pictures = QList<Result<Picture>>;

} // namespace imaging

namespace picturelimits {
constexpr int longestEdge = 8192; // pixels
constexpr int decodedMegabytes = 256; // 8192 x 8192 x 4
constexpr qsizetype downloadBytes = 20 * 1024 * 1024; // a picture behind a URL
constexpr qsizetype answerBytes = 64 * 1024 * 1024; // an answer with the picture inside
} // namespace picturelimits

// "png", "jpeg" or "webp" by the first bytes; empty for anything else, SVG and GIF included.
QByteArray formatOf(QByteArrayView bytes);

// Fills bytes, format, image and size. Pool thread: a big picture takes a while. Errors are Protocol.
Result<Picture> decodePicture(const QByteArray &bytes);

// The bytes of a base64 text, with or without a data: prefix; an error when it is cut or not base64.
Result<QByteArray> fromBase64Text(QByteArrayView text);
