// SPDX-License-Identifier: MIT
#pragma once

#include "billing/decimal.h"

#include <QSize>
#include <QString>

#include <optional>

// What the provider charges for one picture, in US dollars, output tokens only (image-api.md 2.5, an
// estimate); not what the customer pays. Nullopt when it is not known, which is never shown as a figure.
std::optional<Decimal> providerCostUsd(const QString &model, const QByteArray &tier, const QSize &size);
