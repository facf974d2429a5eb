// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"

#include <QSize>
#include <QString>

#include <optional>

struct ImageUsage;

// The provider's money for one picture, in US dollars; not what the customer pays. The prices are data in
// resources/providers (image-api.md 2.5). Nullopt when it is not known, which is never shown as a figure;
// zero only where the provider charges nothing at all.

// Before the call: output tokens by the community's formula, and 100 for each partial picture.
std::optional<Decimal> estimateUsd(const QByteArray &provider, const QString &model, const QByteArray &tier,
    const QSize &size, int partials = 0);

// After it, by what the answer counted.
std::optional<Decimal> costUsd(const QByteArray &provider, const QString &model, const ImageUsage &usage);

// What a real service charges for the like of it: for the demo painter, which costs nothing, the tutorial's
// figures whatever the size; for any other model OpenAI's estimate.
std::optional<Decimal> providerCostUsd(const QString &model, const QByteArray &tier, const QSize &size);
