// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/imageorder.h"

#include <QJsonObject>

// A painting as the image routes give it.

struct PaintedPicture {
    Painting painting;
    QByteArray file; // encoded in the format asked for
    quint64 seed = 0;
};

// Errors: Server when the format cannot be written. `infotext` goes where WebUI programs look for it.
Result<QByteArray> encoded(
    const Painting &painting, const QByteArray &format, int compression, const QString &infotext = {});

QByteArray previewPng(const QImage &preview); // base64; empty without a picture

// What only the demo painter says of itself: caption, words used and not known, seed.
QJsonObject extensionJson(const PaintedPicture &picture);

// `json` with one more member whose value is base64 text. Written by hand: a JSON document would copy the
// megabytes three times.
QByteArray withBase64(const QJsonObject &json, const QByteArray &key, const QByteArray &base64);
