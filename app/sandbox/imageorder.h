// SPDX-License-Identifier: MIT
#pragma once

#include "painter/painter.h"
#include "support/result.h"

#include <QJsonObject>
#include <QList>

// What POST /v1/images/generations asks for (image-api.md 2). Errors carry status 400 or 404, the code and,
// in `field`, the param of the OpenAI shape.
struct ImageOrder {
    enum class Family { Demo, Gpt, Dalle2, Dalle3 };
    enum class Answer { Base64, Url };

    Family family = Family::Demo;
    Answer answer = Answer::Base64;
    QString model;
    PaintRequest paint = {}; // of the first picture; the following ones take the seeds after it
    int count = 1; // 1 to 10
    QString quality = {}; // as asked, "auto" resolved
    QByteArray format = "png"; // png, jpeg or webp
    int compression = 100; // jpeg and webp
    bool stream = false;
    int partialImages = 0; // 0 to 3
};

// `seed` is used unless the request, being for the demo painter, brings its own.
Result<ImageOrder> imageOrderFromJson(const QJsonObject &json, quint64 seed);

struct ImageModel {
    QString id;
    QString owner;
    QString shutdownDate; // YYYY-MM-DD; empty when there is none
};

const QList<ImageModel> &imageModels(); // the demo painter first

QJsonObject imageErrorJson(const Error &error); // {"error":{"message","type","param","code"}}
