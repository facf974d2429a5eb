// SPDX-License-Identifier: MIT
#include "painter/outline.h"

#include <algorithm>
#include <cmath>

namespace {

// Two box passes each way over a small field.
void soften(NoiseField &field, int radius)
{
    std::vector<float> line(std::size_t(std::max(field.width, field.height)));
    const auto pass = [&](int count, auto &&value) {
        const float share = 1.0F / float(2 * radius + 1);
        float sum = 0;
        for (int i = -radius; i <= radius; ++i)
            sum += value(std::clamp(i, 0, count - 1));
        for (int i = 0; i < count; ++i) {
            line[std::size_t(i)] = sum * share;
            sum += value(std::min(i + radius + 1, count - 1)) - value(std::max(i - radius, 0));
        }
        for (int i = 0; i < count; ++i)
            value(i) = line[std::size_t(i)];
    };
    for (int round = 0; round < 2; ++round) {
        for (int y = 0; y < field.height; ++y)
            pass(field.width, [&](int i) -> float & { return field.row(y)[i]; });
        for (int x = 0; x < field.width; ++x)
            pass(field.height, [&](int i) -> float & { return field.row(i)[x]; });
    }
}

} // namespace

Outline::Outline(const Canvas &canvas, QSize size)
    : m_size(size)
    , m_cover(size.width(), size.height())
{
    const int cell = std::max(4, std::min(size.width(), size.height()) / 128);
    m_halo = NoiseField(size.width(), size.height(), cell);
    for (int y = 0; y < size.height(); ++y) {
        const float *from = canvas.figure.row(y * canvas.height() / size.height());
        float *to = m_cover.row(y);
        float *coarse = m_halo.row(y / cell);
        for (int x = 0; x < size.width(); ++x) {
            to[x] = from[x * canvas.width() / size.width()];
            coarse[x / cell] = std::max(coarse[x / cell], to[x]);
            m_empty = m_empty && to[x] < 0.5F;
        }
    }
    soften(m_halo, 4);
    for (float &value : m_halo.values)
        value = std::min(value * 1.6F, 1.0F);
}

float Outline::line(int x, int y, int width) const
{
    if (m_empty)
        return 0;
    float high = inside(x, y);
    float low = high;
    for (const int far : {width, (width + 1) / 2}) {
        for (const float there :
            {inside(x + far, y), inside(x - far, y), inside(x, y + far), inside(x, y - far)}) {
            high = std::max(high, there);
            low = std::min(low, there);
        }
    }
    return high - low;
}
