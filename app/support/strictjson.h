// SPDX-License-Identifier: MIT
#pragma once

#include "support/result.h"

#include <QJsonArray>
#include <QJsonObject>

// JSON from outside, read strictly: no duplicate keys, no byte order mark, no lone surrogate, at most
// `maxDepth` levels and `maxBytes` bytes. QJsonDocument alone takes the last of two equal keys and says
// nothing.
struct JsonLimits {
    qsizetype maxBytes = 4 * 1024 * 1024;
    int maxDepth = 32;
};

Result<QJsonObject> readObject(QByteArrayView bytes, const JsonLimits &limits = {});
Result<QJsonArray> readArray(QByteArrayView bytes, const JsonLimits &limits = {});

// Whether the text is a number as JSON writes it: no plus, no leading zero, digits on both sides of the
// point.
bool isJsonNumber(QByteArrayView text);

QByteArray compact(const QJsonObject &json);
