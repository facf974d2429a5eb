// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imagecomplaint.h"
#include "imaging/picture.h"

#include <QJsonObject>

// One picture as an answer names it: inside the text, or behind an address that soon expires.
struct ImageAnswer {
    QByteArray base64; // empty when there is a URL
    QUrl url;
    std::optional<QString> revisedPrompt;
    std::optional<quint64> seed;
    QJsonObject extension; // "pixelmeter": what the demo painter tells of its work
};

// A whole answer: an entry for each picture asked for, or why it is not there.
struct ImageAnswers {
    QList<Result<ImageAnswer>> items;
    std::optional<ImageUsage> usage; // of all together
    QString model; // as the server names it; empty when it does not
};

// An answer of the OpenAI shape, or a stream's last event. 200 with an error body, an empty `data` or items
// without a payload alone are errors: never billed (image-api.md 2.2). More than `count` are left out.
Result<ImageAnswers> imageAnswersOf(const QByteArray &json, const QString &server, int count);

// The WebUI's: `images`, where a grid of all may come first, and `info`, which is JSON in a text.
Result<ImageAnswers> webUiAnswersOf(const QByteArray &json, const QString &server, int count);

// The `result` of a finished job of sd-server, in the order of their `index`.
Result<ImageAnswers> jobAnswersOf(const QJsonObject &result, const QString &server, int count);

// A body with each base64 text replaced by its size, for the log.
QByteArray withoutPictures(const QByteArray &body);
