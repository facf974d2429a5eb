// SPDX-License-Identifier: MIT
#include "painter/page.h"

namespace {

// How bright a spot is to be drawn: subjects as they are, their ground lighter the nearer it is to them.
float drawnTone(const Page &page, int x, int y, float tone)
{
    if (page.outline.empty())
        return tone;
    const float inside = page.outline.inside(x, y);
    const float around = std::max(tone, 0.0F);
    const float lifted = mix(mix(around, 1.0F, 0.34F), 1.0F, 0.75F * page.outline.halo(x, y));
    return mix(lifted, clamp01((tone - 0.5F) * 1.15F + 0.54F), inside);
}

// A slow wobble, made at a fraction of the picture's size: no hand draws straight.
NoiseField wobbleOf(const Page &page, float frequency)
{
    constexpr int cell = 8;
    const Noise noise(page.seed ^ 0x9e4c);
    NoiseField field(page.picture.width(), page.picture.height(), cell);
    const float step = frequency * float(cell) / float(page.unit());
    for (int y = 0; y < field.height; ++y) {
        for (int x = 0; x < field.width; ++x)
            field.row(y)[x] = noise.at(float(x) * step, float(y) * step);
    }
    return field;
}

// 0 in the middle of a hatching line to 1 between two.
float hatch(float across, float period)
{
    const float f = across / period;
    return std::abs(f - std::floor(f) - 0.5F) * 2.0F;
}

} // namespace

QImage pencilled(const Page &page)
{
    const int unit = page.unit();
    const Grey grey(calm(page.picture, 2 * unit));
    const NoiseField wobble = wobbleOf(page, 0.02F);
    return eachPixel(page.picture, page.work, [&](int x, int y, Tone t) {
        const float own = std::pow(clamp01(0.6F * grey.at(x, y) + 0.4F * greyOf(t)), 1.1F);
        const float tone = drawnTone(page, x, y, own);
        const auto fx = float(x) / float(unit);
        const auto fy = float(y) / float(unit);
        const float sway = wobble.at(float(x), float(y)) * 3.0F;
        float ink = 0;
        ink += 0.32F * smoothstep(0.82F, 0.5F, tone) * smoothstep(0.35F, 0.8F, hatch(fx + fy + sway, 4.6F));
        ink += 0.34F * smoothstep(0.55F, 0.2F, tone)
            * smoothstep(0.3F, 0.8F, hatch(fx - fy * 0.7F - sway, 4.1F));
        ink += 0.3F * smoothstep(0.34F, 0.05F, tone);
        const float detail = mix(0.85F, 1.7F, page.outline.inside(x, y));
        ink += std::min(grey.edge(x, y, unit) * (page.outline.empty() ? 1.5F : detail), 0.62F);
        ink += 0.75F * page.outline.line(x, y, unit);
        ink *= 0.82F + 0.6F * (0.5F + paper(x / unit, y / unit, quint32(page.seed)));
        const float white = 0.95F + 0.03F * paper(x, y, 77);
        const float value = white * (1.0F - clamp01(ink) * 0.9F);
        return Tone{value, value * 0.992F, value * 0.97F};
    });
}

QImage inked(const Page &page)
{
    const int unit = page.unit();
    const Grey grey(calm(page.picture, 2 * unit));
    const NoiseField wobble = wobbleOf(page, 0.03F);
    return eachPixel(page.picture, page.work, [&](int x, int y, Tone) {
        const auto fx = float(x) / float(unit);
        const auto fy = float(y) / float(unit);
        const float inside = page.outline.inside(x, y);
        const float tone = drawnTone(page, x, y, grey.at(x, y));
        const float line = hatch(fy + 0.55F * fx + 2.0F * wobble.at(float(x), float(y)), 5.0F);
        const float cross = hatch(fy - 0.75F * fx, 5.4F);
        float black = smoothstep(0.0F, 0.18F, (0.7F - tone) - (1.0F - line) * 0.42F) * (1.0F - 0.7F * inside);
        black = std::max(
            black, smoothstep(0.0F, 0.15F, (0.42F - tone) - (1.0F - cross) * 0.3F) * (1.0F - 0.5F * inside));
        black = std::max(black, smoothstep(0.26F, 0.17F, tone));
        black = std::max(black, smoothstep(0.12F, 0.28F, grey.edge(x, y, unit)) * (0.45F + 0.55F * inside));
        // The brush presses harder here and there.
        const int press = unit + int(std::abs(wobble.at(float(x), float(y))) * 4.0F * float(unit));
        black = std::max(black, page.outline.line(x, y, press));
        const float wash
            = mix(0.14F * smoothstep(0.7F, 0.2F, tone), 0.3F * smoothstep(0.75F, 0.3F, tone), inside);
        const float sheet = 0.955F - wash + 0.02F * paper(x, y, 31);
        return mixed({sheet, sheet * 0.985F, sheet * 0.94F}, {0.07F, 0.07F, 0.1F}, clamp01(black));
    });
}

QImage blueprinted(const Page &page)
{
    const int unit = page.unit();
    const Grey grey(calm(page.picture, 2 * unit));
    return eachPixel(page.picture, page.work, [&](int x, int y, Tone) {
        const int grid = 32 * unit;
        const bool thick = x % (grid * 4) < unit || y % (grid * 4) < unit;
        const bool thin = x % grid < std::max(1, unit / 2) || y % grid < std::max(1, unit / 2);
        const float inside = page.outline.inside(x, y);
        const float quiet = page.outline.empty() ? 1.0F : mix(0.4F, 1.0F, inside);
        const float line = std::max(
            smoothstep(0.05F, 0.26F, grey.edge(x, y, unit)) * 0.92F * quiet, page.outline.line(x, y, unit));
        const float shade = (0.12F + 0.1F * inside) * grey.at(x, y);
        const Tone base = {0.06F + shade * 0.5F, 0.2F + shade, 0.46F + shade};
        const Tone ruled = mixed(base, {0.75F, 0.86F, 1.0F}, thick ? 0.22F : thin ? 0.1F : 0.0F);
        return mixed(ruled, {0.94F, 0.97F, 1.0F}, line);
    });
}
