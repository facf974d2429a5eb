// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/imageorder.h"

#include <optional>

// The `usage` object of a GPT Image answer: the tokens OpenAI would count for `pictures` of this order and
// `partials` partial pictures (image-api.md 2.2, 2.3, 2.5). Nothing for other models: they have none.
std::optional<QJsonObject> imageUsage(const ImageOrder &order, int pictures, int partials);

// Output tokens of one picture, by the formula of image-api.md 2.5, or by area for the models before it.
qint64 outputTokens(const QString &model, const QString &quality, QSize size);
