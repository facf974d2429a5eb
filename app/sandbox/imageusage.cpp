// SPDX-License-Identifier: MIT
#include "sandbox/imageusage.h"

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 tokensPerPartial = 100;
constexpr qint64 bytesPerToken = 4; // of English text, about

struct Factor {
    QLatin1StringView quality;
    qint64 value;
};
constexpr Factor factorsOf2[] = {{"low"_L1, 16}, {"medium"_L1, 48}, {"high"_L1, 96}};
constexpr Factor factorsOf25[]
    = {{"low"_L1, 16}, {"medium"_L1, 24}, {"high"_L1, 48}, {"xhigh"_L1, 64}, {"max"_L1, 96}};
constexpr Factor squareBefore2[] = {{"low"_L1, 272}, {"medium"_L1, 1056}, {"high"_L1, 4160}};

template<size_t N>
qint64 valueFor(const QString &quality, const Factor (&factors)[N])
{
    for (const Factor &factor : factors) {
        if (factor.quality == quality)
            return factor.value;
    }
    return factors[1].value; // medium, which auto is
}

qint64 ceilOf(qint64 value, qint64 by)
{
    return (value + by - 1) / by;
}

} // namespace

qint64 outputTokens(const QString &model, const QString &quality, QSize size)
{
    const qint64 area = qint64(size.width()) * size.height();
    if (!model.startsWith("gpt-image-2"_L1))
        return ceilOf(valueFor(quality, squareBefore2) * area, 1024 * 1024);
    const bool fine = model.contains("-2.5"_L1) || model.contains("-2.6"_L1);
    const qint64 q = fine ? valueFor(quality, factorsOf25) : valueFor(quality, factorsOf2);
    const auto [least, most] = std::minmax({qint64(size.width()), qint64(size.height())});
    const qint64 s = (2 * q * least + most) / (2 * most); // rounded
    return ceilOf(q * s * (2'000'000 + area), 4'000'000);
}

std::optional<QJsonObject> imageUsage(const ImageOrder &order, int pictures, int partials)
{
    if (order.family != ImageOrder::Family::Gpt)
        return {};
    const qint64 in = ceilOf(order.paint.prompt.toUtf8().size(), bytesPerToken);
    const qint64 out
        = pictures * outputTokens(order.model, order.quality, order.paint.size) + partials * tokensPerPartial;
    const auto details = [](qint64 text, qint64 image) {
        return QJsonObject{{u"text_tokens"_s, text}, {u"image_tokens"_s, image}};
    };
    return QJsonObject{{u"total_tokens"_s, in + out}, {u"input_tokens"_s, in}, {u"output_tokens"_s, out},
        {u"input_tokens_details"_s, details(in, 0)}, {u"output_tokens_details"_s, details(0, out)}};
}
