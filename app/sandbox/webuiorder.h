// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/paintjobs.h"

#include <QJsonArray>

// What POST /sdapi/v1/txt2img asks for (image-api.md 3.3). As on those servers fields nobody knows are left
// alone. The painter has neither steps nor a sampler: the steps choose among its three qualities, the rest is
// only said again in the picture's text.
struct WebUiOrder {
    PaintJobs::Order order;
    QString negative; // not painted by: the demo painter knows no "without"
    int steps = 20;
    double scale = 7;
    QString sampler = QStringLiteral("Euler a");
    QString scheduler = QStringLiteral("Automatic");
    int batch = 1;
    bool sendImages = true;

    QString infotext(quint64 seed) const; // as those programs write it into their files
};

// `seed` is taken for -1. Errors: 422 naming the field, 404 for another model.
Result<WebUiOrder> webUiOrderFromJson(const QJsonObject &json, quint64 seed);

// Fewer steps, less work: below 15 a draft, from 35 on the finest.
PaintQuality qualityOfSteps(qint64 steps);

// One pair of edges the painter takes, else an error naming the one that is wrong.
Result<QSize> paintedSize(qint64 width, qint64 height);
Result<quint64> seedOr(std::optional<qint64> asked, quint64 fresh); // -1 or none: the fresh one

QJsonObject webUiErrorJson(const Error &error); // {"detail": …} as FastAPI has it
QJsonObject sdServerErrorJson(const Error &error); // {"error": …}
