// SPDX-License-Identifier: MIT
#include "imaging/price.h"

#include "imaging/imagerequest.h"
#include "imaging/picture.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto painterModel = "demo-painter"_L1;
constexpr qint64 partialTokens = 100;
constexpr int million = 6; // zeros

using Amount = std::optional<Decimal>;

Amount plus(const Amount &a, const Amount &b)
{
    return a && b ? Decimal::add(*a, *b) : std::nullopt;
}

// Tokens at a price for a million of them.
Amount tokensInDollars(qint64 tokens, const Amount &perMillion)
{
    if (tokens == 0)
        return Decimal();
    const Amount product = perMillion ? Decimal::multiply(Decimal(tokens), *perMillion) : std::nullopt;
    return product ? product->shifted(-million) : std::nullopt;
}

// ceil(q x s x (2,000,000 + w x h) / 4,000,000), s being q shortened by the aspect (image-api.md 2.5).
qint64 outputTokens(qint64 factor, const QSize &size)
{
    const qint64 pixels = qint64(size.width()) * size.height();
    const qint64 longer = std::max(size.width(), size.height());
    const qint64 shorter = std::min(size.width(), size.height());
    const qint64 side = (2 * factor * shorter + longer) / (2 * longer);
    constexpr qint64 divisor = 4'000'000;
    return (factor * side * (2'000'000 + pixels) + divisor - 1) / divisor;
}

Amount inTable(const QMap<QByteArray, Decimal> &table, const QByteArray &quality)
{
    const auto found = table.find(quality);
    return found == table.end() ? std::nullopt : Amount(*found);
}

Amount ofOne(const ModelPrice &price, const QByteArray &quality, const QSize &size, int partials)
{
    if (price.each)
        return price.each;
    const Amount extra = tokensInDollars(partials * partialTokens, price.out);
    if (const qint64 factor = price.factors.value(quality); factor > 0)
        return plus(tokensInDollars(outputTokens(factor, size), price.out), extra);
    const bool square = size.width() == size.height();
    return plus(inTable(square ? price.square : price.oblong, quality), extra);
}

} // namespace

std::optional<Decimal> estimateUsd(
    const QByteArray &id, const QString &model, const QByteArray &tier, const QSize &size, int partials)
{
    const Provider &of = provider(id);
    if (of.charges == Provider::Charges::Nothing)
        return Decimal();
    if (size.isEmpty())
        return std::nullopt;
    return ofOne(of.model(model).price, providerQuality(id, model, tier), size, partials);
}

std::optional<Decimal> costUsd(const QByteArray &id, const QString &model, const ImageUsage &usage)
{
    const Provider &of = provider(id);
    if (of.charges == Provider::Charges::Nothing)
        return Decimal();
    const ModelPrice &price = of.model(model).price;
    if (price.each)
        return price.each;
    if (!price.out || usage == ImageUsage{})
        return std::nullopt;
    return plus(
        plus(tokensInDollars(usage.textIn, price.textIn), tokensInDollars(usage.imageIn, price.imageIn)),
        tokensInDollars(usage.out, price.out));
}

std::optional<Decimal> providerCostUsd(const QString &model, const QByteArray &tier, const QSize &size)
{
    if (size.isEmpty())
        return std::nullopt;
    const QByteArray id = model == painterModel ? "demo" : "openai";
    return ofOne(provider(id).model(model).price, providerQuality(id, model, tier), size, 0);
}
