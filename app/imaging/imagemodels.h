// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/imagerequest.h"
#include "support/result.h"

// A model the server offers (image-api.md 1).
struct ModelInfo {
    QString id;
    QString ownedBy;
    std::optional<QString> shutdownDate; // "2026-12-01"

    friend bool operator==(const ModelInfo &, const ModelInfo &) = default;
};

QUrl modelsUrl(const ImageDestination &destination);

// OpenAI's list, or the bare one of Together; the WebUI's checkpoints; the one model of sd-server. Of
// OpenAI's own, those that make pictures.
Result<QList<ModelInfo>> modelsIn(const ImageDestination &destination, const QByteArray &body);
