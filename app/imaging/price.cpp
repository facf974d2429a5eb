// SPDX-License-Identifier: MIT
#include "imaging/price.h"

#include "imaging/imagerequest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

std::optional<Decimal> dollars(const char *text)
{
    return Decimal::fromText(text);
}

// The retired dall-e-3: 1024x1024, and more for its two long sizes.
std::optional<Decimal> dallE(const QByteArray &quality, const QSize &size)
{
    const bool square = size.width() == size.height();
    if (quality == "hd")
        return dollars(square ? "0.080" : "0.120");
    return dollars(square ? "0.040" : "0.080");
}

// The demo painter costs nothing; what is shown is what dall-e-3 charged for the tutorial's square pictures,
// whatever the size, and gpt-image-2's low for drafts, which dall-e-3 did not have.
std::optional<Decimal> instead(const QByteArray &tier)
{
    if (tier == "draft")
        return dollars("0.006");
    return dollars(tier == "hd" ? "0.080" : "0.040");
}

// $30 for a million output tokens. tokens = ceil(q x s x (2,000,000 + w x h) / 4,000,000), s being q
// shortened by the aspect (image-api.md 2.5).
Decimal tokensInDollars(qint64 factor, const QSize &size)
{
    const qint64 pixels = qint64(size.width()) * size.height();
    const qint64 longer = std::max(size.width(), size.height());
    const qint64 shorter = std::min(size.width(), size.height());
    const qint64 side = (2 * factor * shorter + longer) / (2 * longer);
    constexpr qint64 divisor = 4'000'000;
    const qint64 tokens = (factor * side * (2'000'000 + pixels) + divisor - 1) / divisor;
    return Decimal(tokens * 3).shifted(-5).value_or(Decimal());
}

struct Factors {
    qint64 low;
    qint64 medium;
    qint64 high;
};

std::optional<Decimal> byTokens(const Factors &factors, const QByteArray &quality, const QSize &size)
{
    const qint64 factor = quality == "low" ? factors.low : quality == "high" ? factors.high : factors.medium;
    return factor > 0 ? std::optional(tokensInDollars(factor, size)) : std::nullopt;
}

std::optional<Decimal> gpt15(const QByteArray &quality, const QSize &size)
{
    if (size != QSize(1024, 1024))
        return std::nullopt;
    return dollars(quality == "low" ? "0.009" : quality == "high" ? "0.133" : "0.034");
}

} // namespace

std::optional<Decimal> providerCostUsd(const QString &model, const QByteArray &tier, const QSize &size)
{
    if (size.isEmpty())
        return std::nullopt;
    if (model == "demo-painter"_L1)
        return instead(tier);
    const QByteArray quality = providerQuality(model, tier);
    if (model == "dall-e-3"_L1)
        return dallE(quality, size);
    if (model == "gpt-image-1.5"_L1)
        return gpt15(quality, size);
    if (model.startsWith("gpt-image-2.6-"_L1))
        return byTokens({.low = 0, .medium = 0, .high = 48}, quality, size); // low and medium: unknown
    if (model.startsWith("gpt-image-2.5-"_L1))
        return byTokens({.low = 16, .medium = 24, .high = 48}, quality, size);
    if (model == "gpt-image-2"_L1 || model.startsWith("gpt-image-2-"_L1))
        return byTokens({.low = 16, .medium = 48, .high = 96}, quality, size);
    return std::nullopt;
}
