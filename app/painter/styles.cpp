// SPDX-License-Identifier: MIT
#include "painter/styles.h"

#include "painter/noise.h"
#include "painter/page.h"

#include <array>

namespace {

QImage oil(const QImage &picture, Work &work)
{
    const Grey grey(picture);
    return eachPixel(picture, work, [&](int x, int y, Tone t) {
        // Light from the upper left on ridges of paint.
        const float relief = (grey.at(x - 1, y - 1) - grey.at(x + 1, y + 1)) * 0.75F
            + (grey.at(x - 2, y - 2) - grey.at(x + 2, y + 2)) * 0.25F;
        const float weave = (((x ^ y) & 2) ? 0.008F : -0.008F);
        const float light = 1.0F + std::clamp(-relief * 1.9F, -0.26F, 0.32F) + weave;
        const float k = greyOf(t);
        return scaled(mixed({k, k, k}, t, 1.12F), light);
    });
}

// Wet paper: the ground runs, the subject was painted when it had dried.
QImage watercolor(const Page &page)
{
    const QImage &picture = page.picture;
    const int unit = page.unit();
    const QImage soft = calm(picture, 3 * unit);
    const QImage firm = calm(picture, 2 * unit);
    const Grey grey(soft);
    const Noise noise(page.seed ^ 0x3a7e);
    const float scale = 6.0F / float(std::max(picture.width(), picture.height()));
    NoiseField blotches(picture.width(), picture.height(), 4);
    for (int y = 0; y < blotches.height; ++y) {
        for (int x = 0; x < blotches.width; ++x) {
            const float u = float(x * 4) * scale;
            const float v = float(y * 4) * scale;
            blotches.row(y)[x] = noise.at(u * 1.6F, v * 1.6F) + 0.5F * noise.at(u * 4.0F, v * 4.0F);
        }
    }
    const auto w = float(picture.width());
    const auto h = float(picture.height());
    return eachPixel(soft, page.work, [&](int x, int y, Tone t) {
        const float u = float(x) * scale;
        const float v = float(y) * scale;
        const float inside = page.outline.inside(x, y);
        const float blotch = blotches.at(float(x), float(y));
        const float margin = std::min(std::min(float(x), w - float(x)), std::min(float(y), h - float(y)));
        const float border = margin > w * 0.09F ? w * 0.05F
                                                : margin - w * 0.03F
                - w * 0.016F * (noise.at(u * 2.4F + 9.0F, v * 2.4F) + 0.6F * noise.at(u * 9.0F, v * 9.0F));
        const float painted = smoothstep(-2.0F * float(unit), 2.0F * float(unit), border);
        const float rim = fastExp(-std::max(border, 0.0F) / (5.0F * float(unit))) * 0.16F;
        const float edge = std::min(grey.edge(x, y, 2 * unit) * 0.85F, 0.34F)
            + 0.3F * page.outline.line(x, y, 2 * unit) * (1.0F - 0.5F * inside);
        const float grain = paper(x / unit, y / unit, quint32(page.seed)) * 0.06F;
        const Tone sheet = {0.965F + grain * 0.4F, 0.95F + grain * 0.4F, 0.915F + grain * 0.4F};
        const Tone base = inside > 0 ? mixed(t, toneOf(firm.pixel(x, y)), inside) : t;
        const float k = greyOf(base);
        Tone wash = mixed({k, k, k}, base, 1.16F + 0.12F * inside);
        wash = mixed(wash, sheet, clamp01(0.17F + 0.2F * blotch) * (1.0F - 0.55F * inside));
        wash = scaled(wash, 1.0F - edge - rim + grain);
        return mixed(sheet, wash, painted);
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

// Few flat tones, and a paper-coloured line around what the poster is about.
QImage poster(const Page &page)
{
    const int unit = page.unit();
    const QImage soft = calm(page.picture, 5 * unit);
    const QImage firm = calm(page.picture, 2 * unit);
    return eachPixel(soft, page.work, [&](int x, int y, Tone t) {
        const float inside = page.outline.inside(x, y);
        const Tone base = inside > 0 ? mixed(t, toneOf(firm.pixel(x, y)), inside) : t;
        const float k = std::max(greyOf(base), 0.02F);
        const float level = (std::floor(k * 6.0F) + 0.5F) / 6.0F;
        const float step = smoothstep(0.42F, 0.58F, k * 6.0F - std::floor(k * 6.0F)) - 0.5F;
        const float flat = level + step * 0.035F;
        const float strong = page.outline.empty() ? 1.35F : mix(1.1F, 1.45F, inside);
        Tone out = scaled(mixed({k, k, k}, base, strong), flat / k);
        out = mixed(out, {0.98F, 0.93F, 0.82F}, page.outline.empty() ? 0.07F : mix(0.26F, 0.04F, inside));
        return mixed(out, {0.99F, 0.95F, 0.86F}, page.outline.line(x, y, 2 * unit) * (1.0F - inside));
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

QImage popArt(const Page &page)
{
    const int unit = page.unit();
    const QImage soft = calm(page.picture, 3 * unit);
    const QImage firm = calm(page.picture, 2 * unit);
    const Grey grey(firm);
    return eachPixel(soft, page.work, [&](int x, int y, Tone t) {
        const float inside = page.outline.inside(x, y);
        const float ground = page.outline.empty() ? 0.0F : 1.0F - inside;
        const Tone base = inside > 0 ? mixed(t, toneOf(firm.pixel(x, y)), inside) : t;
        const float k = std::max(greyOf(base), 0.02F);
        Tone vivid = mixed({k, k, k}, base, 1.55F + 0.3F * inside);
        const auto level = [](float v) { return std::round(clamp01(v) * 5.0F) / 5.0F; };
        vivid = {level(vivid.r), level(vivid.g), level(vivid.b)};
        vivid = mixed(vivid, {1.0F, 0.95F, 0.8F}, 0.36F * ground);
        const float period = 7.0F * float(unit);
        const float u = (float(x) + float(y)) * 0.7071F / period;
        const float v = (float(x) - float(y)) * 0.7071F / period;
        const float du = u - std::round(u);
        const float dv = v - std::round(v);
        const float dot = smoothstep(0.04F, -0.04F, std::sqrt(du * du + dv * dv) - (0.62F - k) * 0.75F);
        const Tone dotted = mixed(vivid, scaled(vivid, 0.55F), dot * (0.5F - 0.35F * inside));
        const float drawn = smoothstep(0.16F, 0.34F, grey.edge(x, y, unit)) * (1.0F - 0.7F * ground);
        return mixed(dotted, {0.05F, 0.04F, 0.08F}, std::max(drawn, page.outline.line(x, y, 2 * unit)));
    });
}

QImage anime(const Page &page)
{
    const int unit = page.unit();
    const QImage soft = calm(page.picture, 2 * unit);
    const Grey grey(soft);
    return eachPixel(soft, page.work, [&](int x, int y, Tone t) {
        const float inside = page.outline.inside(x, y);
        const float k = std::max(greyOf(t), 0.02F);
        const float f = k * 5.0F - std::floor(k * 5.0F);
        const float cel = (std::floor(k * 5.0F) + 0.2F + 0.6F * smoothstep(0.3F, 0.7F, f)) / 5.0F;
        const Tone vivid = scaled(mixed({k, k, k}, t, 1.32F), mix(1.0F, cel / k, 0.7F));
        const Tone lifted = mixed(vivid, {0.9F, 0.94F, 1.0F}, 0.06F);
        const float detail = page.outline.empty() ? 0.75F : mix(0.3F, 0.75F, inside);
        const float drawn = std::max(
            detail * smoothstep(0.16F, 0.36F, grey.edge(x, y, unit)), 0.9F * page.outline.line(x, y, unit));
        return mixed(lifted, {0.13F, 0.1F, 0.2F}, drawn);
    });
}

} // namespace

QImage inStyle(const QImage &picture, const Outline &outline, Style style, quint64 seed, Work &work)
{
    const Page page{picture, outline, seed, work};
    switch (style) {
    case Style::Oil:
        return oil(picture, work);
    case Style::Watercolor:
        return watercolor(page);
    case Style::Ink:
        return inked(page);
    case Style::Pencil:
        return pencilled(page);
    case Style::LowPoly:
        return lowPoly(page);
    case Style::Pixel:
        return pixels(picture, work);
    case Style::Poster:
        return poster(page);
    case Style::Noir:
        return noir(picture, seed, work);
    case Style::PopArt:
        return popArt(page);
    case Style::Blueprint:
        return blueprinted(page);
    case Style::Anime:
        return anime(page);
    case Style::Open:
        break;
    }
    return picture;
}
