// SPDX-License-Identifier: MIT
#include "painter/styles.h"

#include "painter/noise.h"
#include "painter/tone.h"

#include <array>
#include <cmath>
#include <vector>

namespace {

// The picture's brightness, with what the styles ask of it: slopes, and a soft copy.
class Grey {
public:
    explicit Grey(const QImage &picture)
        : m_width(picture.width())
        , m_height(picture.height())
        , m_values(std::size_t(m_width) * std::size_t(m_height))
    {
        for (int y = 0; y < m_height; ++y) {
            const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
            for (int x = 0; x < m_width; ++x)
                m_values[std::size_t(y) * std::size_t(m_width) + std::size_t(x)] = greyOf(toneOf(line[x]));
        }
    }

    float at(int x, int y) const
    {
        x = std::clamp(x, 0, m_width - 1);
        y = std::clamp(y, 0, m_height - 1);
        return m_values[std::size_t(y) * std::size_t(m_width) + std::size_t(x)];
    }

    // How sharply the brightness changes around a point, over `step` pixels.
    float edge(int x, int y, int step) const
    {
        const float gx
            = at(x + step, y) - at(x - step, y) + 0.5F * (at(x + step, y + step) - at(x - step, y - step));
        const float gy
            = at(x, y + step) - at(x, y - step) + 0.5F * (at(x + step, y + step) - at(x - step, y - step));
        return std::sqrt(gx * gx + gy * gy);
    }

private:
    int m_width, m_height;
    std::vector<float> m_values;
};

float paper(int x, int y, quint32 seed)
{
    return hashedUnit(std::uint32_t(x), std::uint32_t(y), seed) - 0.5F;
}

QImage oil(const QImage &picture, Work &work)
{
    const Grey grey(picture);
    return eachPixel(picture, work, [&](int x, int y, Tone t) {
        // Light from the upper left on ridges of paint.
        const float relief = (grey.at(x - 1, y - 1) - grey.at(x + 1, y + 1)) * 0.75F
            + (grey.at(x - 2, y - 2) - grey.at(x + 2, y + 2)) * 0.25F;
        const float weave = (((x ^ y) & 2) ? 0.008F : -0.008F);
        const float light = 1.0F + std::clamp(-relief * 1.5F, -0.22F, 0.26F) + weave;
        const float k = greyOf(t);
        return scaled(mixed({k, k, k}, t, 1.12F), light);
    });
}

QImage watercolor(const QImage &picture, quint64 seed, Work &work)
{
    const int unit = unitOf(picture);
    const QImage soft = calm(picture, 3 * unit);
    const Grey grey(soft);
    const Noise noise(seed ^ 0x3a7e);
    const float scale = 6.0F / float(std::max(picture.width(), picture.height()));
    const auto w = float(picture.width());
    const auto h = float(picture.height());
    return eachPixel(soft, work, [&](int x, int y, Tone t) {
        const float u = float(x) * scale;
        const float v = float(y) * scale;
        const float blotch = noise.at(u * 1.6F, v * 1.6F) + 0.5F * noise.at(u * 4.0F, v * 4.0F);
        const float border = std::min(std::min(float(x), w - float(x)), std::min(float(y), h - float(y)))
            - w * 0.03F
            - w * 0.016F * (noise.at(u * 2.4F + 9.0F, v * 2.4F) + 0.6F * noise.at(u * 9.0F, v * 9.0F));
        const float inside = smoothstep(-2.0F * float(unit), 2.0F * float(unit), border);
        const float rim = fastExp(-std::max(border, 0.0F) / (5.0F * float(unit))) * 0.16F;
        const float edge = std::min(grey.edge(x, y, 2 * unit) * 0.85F, 0.34F);
        const float grain = paper(x / unit, y / unit, quint32(seed)) * 0.06F;
        const Tone page = {0.965F + grain * 0.4F, 0.95F + grain * 0.4F, 0.915F + grain * 0.4F};
        const float k = greyOf(t);
        Tone wash = mixed({k, k, k}, t, 1.16F);
        wash = mixed(wash, page, clamp01(0.17F + 0.2F * blotch));
        wash = scaled(wash, 1.0F - edge - rim + grain);
        return mixed(page, wash, inside);
    });
}

QImage pencil(const QImage &picture, quint64 seed, Work &work)
{
    const int unit = unitOf(picture);
    const Grey grey(calm(picture, 2 * unit));
    const Noise noise(seed ^ 0x9e4c);
    return eachPixel(picture, work, [&](int x, int y, Tone t) {
        const float tone = std::pow(clamp01(0.6F * grey.at(x, y) + 0.4F * greyOf(t)), 1.25F);
        const auto fx = float(x) / float(unit);
        const auto fy = float(y) / float(unit);
        const auto hatch = [&](float across, float period, float seedling) {
            const float wobble = noise.at(fx * 0.02F + seedling, fy * 0.02F) * 3.0F;
            const float line = std::abs(std::fmod(std::abs(across + wobble) / period, 1.0F) - 0.5F) * 2.0F;
            return line;
        };
        float ink = 0;
        ink += 0.32F * smoothstep(0.86F, 0.5F, tone) * smoothstep(0.35F, 0.8F, hatch(fx + fy, 4.6F, 1.0F));
        ink += 0.34F * smoothstep(0.58F, 0.2F, tone)
            * smoothstep(0.3F, 0.8F, hatch(fx - fy * 0.7F, 4.1F, 2.0F));
        ink += 0.3F * smoothstep(0.36F, 0.05F, tone);
        ink += std::min(grey.edge(x, y, unit) * 1.7F, 0.62F);
        ink *= 0.82F + 0.6F * (0.5F + paper(x / unit, y / unit, quint32(seed)));
        const float white = 0.95F + 0.03F * paper(x, y, 77);
        const float value = white * (1.0F - clamp01(ink) * 0.9F);
        return Tone{value, value * 0.992F, value * 0.97F};
    });
}

QImage ink(const QImage &picture, quint64 seed, Work &work)
{
    const int unit = unitOf(picture);
    const Grey grey(calm(picture, 3 * unit));
    const Noise noise(seed ^ 0x14c4);
    return eachPixel(picture, work, [&](int x, int y, Tone) {
        const auto fx = float(x) / float(unit);
        const auto fy = float(y) / float(unit);
        const float tone = grey.at(x, y);
        const float line
            = std::abs(
                  std::fmod(fy + 0.55F * fx + 2.0F * noise.at(fx * 0.03F, fy * 0.03F) + 4000.0F, 5.0F) / 5.0F
                  - 0.5F)
            * 2.0F;
        const float cross = std::abs(std::fmod(fy - 0.75F * fx + 4000.0F, 5.4F) / 5.4F - 0.5F) * 2.0F;
        float black = smoothstep(0.0F, 0.18F, (0.74F - tone) - (1.0F - line) * 0.42F);
        black = std::max(black, smoothstep(0.0F, 0.15F, (0.46F - tone) - (1.0F - cross) * 0.3F));
        black = std::max(black, smoothstep(0.16F, 0.09F, tone));
        black = std::max(black, smoothstep(0.09F, 0.24F, grey.edge(x, y, unit)));
        const float wash = 0.12F * smoothstep(0.7F, 0.2F, tone);
        const float page = 0.955F - wash + 0.02F * paper(x, y, 31);
        return mixed({page, page * 0.985F, page * 0.94F}, {0.07F, 0.07F, 0.1F}, clamp01(black));
    });
}

QImage pixels(const QImage &picture, Work &work)
{
    static constexpr std::array<int, 16> bayer = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};
    const int cell = std::max(2, std::min(picture.width(), picture.height()) / 128);
    const QImage small
        = picture
              .scaled((picture.width() + cell - 1) / cell, (picture.height() + cell - 1) / cell,
                  Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
              .convertToFormat(QImage::Format_RGB32);
    const QImage dots = eachPixel(small, work, [](int x, int y, Tone t) {
        const float dither = (float(bayer[std::size_t((y & 3) * 4 + (x & 3))]) / 16.0F - 0.47F) * 0.055F;
        const float k = greyOf(t);
        const Tone vivid = mixed({k, k, k}, t, 1.25F);
        const auto level = [dither](float v) { return std::round((v + dither) * 7.0F) / 7.0F; };
        return Tone{level(vivid.r), level(vivid.g), level(vivid.b)};
    });
    return eachPixel(
        picture, work, [&](int x, int y, Tone) { return toneOf(dots.pixel(x / cell, y / cell)); });
}

QImage poster(const QImage &picture, Work &work)
{
    const int unit = unitOf(picture);
    const QImage soft = calm(picture, 4 * unit);
    return eachPixel(soft, work, [](int, int, Tone t) {
        const float k = std::max(greyOf(t), 0.02F);
        const float level = (std::floor(k * 6.0F) + 0.5F) / 6.0F;
        const float step = smoothstep(0.42F, 0.58F, k * 6.0F - std::floor(k * 6.0F)) - 0.5F;
        const float flat = level + step * 0.035F;
        Tone out = scaled(mixed({k, k, k}, t, 1.35F), flat / k);
        return mixed(out, {0.98F, 0.93F, 0.82F}, 0.07F);
    });
}

QImage noir(const QImage &picture, quint64 seed, Work &work)
{
    return eachPixel(picture, work, [&](int x, int y, Tone t) {
        const float k = clamp01(0.45F * t.r + 0.45F * t.g + 0.1F * t.b);
        const float curved = mix(k, k * k * (3.0F - 2.0F * k), 0.85F);
        const float value = curved * 1.02F - 0.02F + 0.06F * paper(x, y, quint32(seed));
        return Tone{value * 1.0F, value * 0.99F, value * 0.965F};
    });
}

QImage popArt(const QImage &picture, Work &work)
{
    const int unit = unitOf(picture);
    const QImage soft = calm(picture, 3 * unit);
    const Grey grey(soft);
    return eachPixel(soft, work, [&](int x, int y, Tone t) {
        const float k = std::max(greyOf(t), 0.02F);
        Tone vivid = mixed({k, k, k}, t, 1.55F);
        const auto level = [](float v) { return std::round(clamp01(v) * 5.0F) / 5.0F; };
        vivid = {level(vivid.r), level(vivid.g), level(vivid.b)};
        const float period = 7.0F * float(unit);
        const float u = (float(x) + float(y)) * 0.7071F / period;
        const float v = (float(x) - float(y)) * 0.7071F / period;
        const float du = u - std::round(u);
        const float dv = v - std::round(v);
        const float dot = smoothstep(0.04F, -0.04F, std::sqrt(du * du + dv * dv) - (0.62F - k) * 0.75F);
        const Tone dotted = mixed(vivid, scaled(vivid, 0.55F), dot * 0.5F);
        return mixed(dotted, {0.05F, 0.04F, 0.08F}, smoothstep(0.16F, 0.34F, grey.edge(x, y, unit)));
    });
}

QImage blueprint(const QImage &picture, Work &work)
{
    const int unit = unitOf(picture);
    const Grey grey(calm(picture, 2 * unit));
    return eachPixel(picture, work, [&](int x, int y, Tone) {
        const int grid = 32 * unit;
        const bool thick = x % (grid * 4) < unit || y % (grid * 4) < unit;
        const bool thin = x % grid < std::max(1, unit / 2) || y % grid < std::max(1, unit / 2);
        const float line = smoothstep(0.05F, 0.26F, grey.edge(x, y, unit)) * 0.92F;
        const float shade = 0.12F * grey.at(x, y);
        const Tone base = {0.06F + shade * 0.5F, 0.2F + shade, 0.46F + shade};
        const Tone ruled = mixed(base, {0.75F, 0.86F, 1.0F}, thick ? 0.22F : thin ? 0.1F : 0.0F);
        return mixed(ruled, {0.94F, 0.97F, 1.0F}, line);
    });
}

QImage anime(const QImage &picture, Work &work)
{
    const int unit = unitOf(picture);
    const QImage soft = calm(picture, 2 * unit);
    const Grey grey(soft);
    return eachPixel(soft, work, [&](int x, int y, Tone t) {
        const float k = std::max(greyOf(t), 0.02F);
        const float f = k * 5.0F - std::floor(k * 5.0F);
        const float cel = (std::floor(k * 5.0F) + 0.2F + 0.6F * smoothstep(0.3F, 0.7F, f)) / 5.0F;
        const Tone vivid = scaled(mixed({k, k, k}, t, 1.32F), mix(1.0F, cel / k, 0.7F));
        const Tone lifted = mixed(vivid, {0.9F, 0.94F, 1.0F}, 0.06F);
        return mixed(lifted, {0.13F, 0.1F, 0.2F}, 0.75F * smoothstep(0.16F, 0.36F, grey.edge(x, y, unit)));
    });
}

} // namespace

QImage inStyle(const QImage &picture, Style style, quint64 seed, Work &work)
{
    switch (style) {
    case Style::Oil:
        return oil(picture, work);
    case Style::Watercolor:
        return watercolor(picture, seed, work);
    case Style::Ink:
        return ink(picture, seed, work);
    case Style::Pencil:
        return pencil(picture, seed, work);
    case Style::LowPoly:
        return lowPoly(picture, seed, work);
    case Style::Pixel:
        return pixels(picture, work);
    case Style::Poster:
        return poster(picture, work);
    case Style::Noir:
        return noir(picture, seed, work);
    case Style::PopArt:
        return popArt(picture, work);
    case Style::Blueprint:
        return blueprint(picture, work);
    case Style::Anime:
        return anime(picture, work);
    case Style::Open:
        break;
    }
    return picture;
}
