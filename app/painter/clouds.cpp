// SPDX-License-Identifier: MIT
#include "painter/sky.h"

#include "painter/noise.h"
#include "painter/rng.h"

#include <cmath>
#include <vector>

namespace {

constexpr int cell = 2; // cloud fields are made at half the picture's size

struct CloudRow {
    explicit CloudRow(int width)
        : density(std::size_t(width))
        , toLight(std::size_t(width))
        , r(std::size_t(width))
        , g(std::size_t(width))
        , b(std::size_t(width))
        , alpha(std::size_t(width))
    {
    }
    void resize(std::size_t width)
    {
        for (std::vector<float> *values : {&density, &toLight, &r, &g, &b, &alpha})
            values->resize(width);
    }
    std::vector<float> density, toLight, r, g, b, alpha;
};

struct Shading {
    Rgb lit, shade, glow;
    float low, high; // density where a cloud begins and where it is thick
    float opacity;
    float relief; // how strongly the slope towards the sun shows
    float sunX = 0, sunScale = 0, sunDy = 0;
};

PAINTER_HOT void shadeRow(const float *density, const float *toLight, float *r, float *g, float *b,
    float *alpha, int count, const Shading &s)
{
    const float span = 1.0F / (s.high - s.low);
    for (int x = 0; x < count; ++x) {
        const float body = clamp01((density[x] - s.low) * span);
        const float cover = body * body * (3.0F - 2.0F * body);
        const float light = clamp01(0.62F + (density[x] - toLight[x]) * s.relief - body * 0.3F);
        const float dx = (float(x) - s.sunX) * s.sunScale;
        const float sun = fastExp(-(dx * dx + s.sunDy * s.sunDy) * 7.0F);
        const float lining = sun * (1.0F - body) * 1.1F;
        r[x] = mix(s.shade.r, s.lit.r, light) + s.glow.r * lining;
        g[x] = mix(s.shade.g, s.lit.g, light) + s.glow.g * lining;
        b[x] = mix(s.shade.b, s.lit.b, light) + s.glow.b * lining;
        alpha[x] = cover * s.opacity;
    }
}

// Paints a density field; its slope towards the sun is the light on it.
void paintField(Canvas &canvas, const View &view, const NoiseField &field, Shading shading, Work &work)
{
    shading.sunX = view.sunX;
    shading.sunScale = 1.0F / (1024.0F * view.unit);
    work.spread(0, int(view.horizon), [&](int y) {
        thread_local CloudRow row(0);
        row.resize(std::size_t(view.width));
        Shading shaded = shading;
        const float toSun = view.sunY - float(y);
        const float step = 10.0F * view.unit;
        const float dy = std::clamp(toSun / (220.0F * view.unit), -1.0F, 0.6F) * step - 3.0F * view.unit;
        shaded.sunDy = toSun * shading.sunScale;
        field.sampleRow(float(y), row.density.data(), view.width);
        field.sampleRow(float(y) + dy, row.toLight.data(), view.width);
        shadeRow(row.density.data(), row.toLight.data(), row.r.data(), row.g.data(), row.b.data(),
            row.alpha.data(), view.width, shaded);
        canvas.blendRow(0, y, row.r.data(), row.g.data(), row.b.data(), row.alpha.data(), view.width);
    });
}

struct Heap {
    float x, base, width, tall;

    // 1 at its heart, 0 at its rim; flat below.
    float at(float px, float py) const
    {
        const float dx = (px - x) / width;
        const float up = (base - py) / tall;
        return 1.0F - dx * dx - (up > 0 ? up * up : up * up * 22.0F);
    }
};

std::vector<Heap> placeHeaps(const View &view, float cover)
{
    Rng rng(view.seed, 0xc4eb);
    std::vector<Heap> heaps;
    const int number = 2 + int(cover * 7.0F * std::max(1.0F, view.shape()));
    for (int i = 0; i < number; ++i) {
        const float rise = rng.unit();
        const float size = (0.35F + 0.65F * rise) * view.unit;
        const float x = rng.between(-0.1F, 1.1F) * float(view.width);
        const float base = view.horizon * (0.9F - 0.62F * rise);
        heaps.push_back({x, base, rng.between(150, 330) * size, rng.between(90, 190) * size});
    }
    return heaps;
}

} // namespace

void paintStreaks(Canvas &canvas, const View &view, float cover, Work &work)
{
    const Noise noise(view.seed ^ 0xc10d);
    Rng rng(view.seed, 0xc10e);
    const float drift = rng.signedUnit() * 0.5F;
    const int octaves = view.unit < 0.6F || view.draft ? 5 : 6; // none finer than a pixel
    const bool closed = cover > 0.8F; // one grey blanket, without the marble of open streaks
    const float stretch = closed ? 0.8F : rng.between(1.0F, 1.8F);
    const float bend = closed ? 0.3F : 0.45F;
    NoiseField field(view.width, int(view.horizon) + 2, cell);
    const auto count = std::size_t(field.width);
    work.spread(0, field.height, [&](int fy) {
        thread_local std::vector<float> xs, ys, warp;
        for (std::vector<float> *row : {&xs, &ys, &warp})
            row->resize(count);
        const float up = std::max(view.horizon - float(fy * cell), 0.0F) / (1024.0F * view.unit);
        const float depth = 1.0F / (up * 1.15F + 0.14F);
        for (std::size_t i = 0; i < count; ++i) {
            const float u = (float(int(i) * cell) - float(view.width) * 0.5F) / (1024.0F * view.unit);
            xs[i] = u * depth * 0.85F + drift * depth;
            ys[i] = depth * stretch;
        }
        noise.fbm(xs.data(), ys.data(), warp.data(), field.width, 3);
        for (std::size_t i = 0; i < count; ++i) {
            xs[i] = xs[i] * 1.2F + warp[i] * bend;
            ys[i] = ys[i] * 1.2F - warp[i] * bend * 0.6F + 11.0F;
        }
        noise.fbm(xs.data(), ys.data(), field.row(fy), field.width, octaves, 0.52F);
        const float thin = smoothstep(0.0F, 0.1F, up);
        for (int i = 0; i < field.width; ++i)
            field.row(fy)[i] = (field.row(fy)[i] + 0.1F) * thin + cover * 1.3F - 0.75F;
    });
    paintField(canvas, view, field,
        {.lit = view.palette.cloudLit,
            .shade = view.palette.cloudShade,
            .glow = view.palette.glow,
            .low = -0.22F,
            .high = 0.4F,
            .opacity = 0.94F,
            .relief = closed ? 1.6F : 2.5F},
        work);
}

void paintHeaps(Canvas &canvas, const View &view, float cover, Work &work)
{
    const Noise noise(view.seed ^ 0xc4ea);
    const std::vector<Heap> heaps = placeHeaps(view, cover);
    NoiseField field(view.width, int(view.horizon) + 2, cell);
    const auto count = std::size_t(field.width);
    const float scale = 1.0F / (1024.0F * view.unit);
    work.spread(0, field.height, [&](int fy) {
        thread_local std::vector<float> xs, ys, puffs, billows;
        for (std::vector<float> *row : {&xs, &ys, &puffs, &billows})
            row->resize(count);
        const float y = float(fy * cell);
        for (std::size_t i = 0; i < count; ++i) {
            xs[i] = float(int(i) * cell) * scale * 7.0F;
            ys[i] = y * scale * 9.5F;
        }
        noise.fbm(xs.data(), ys.data(), puffs.data(), field.width, 5, 0.55F);
        noise.ridged(xs.data(), ys.data(), billows.data(), field.width, 3, 0.5F);
        for (int i = 0; i < field.width; ++i) {
            const float x = float(i * cell);
            float body = -1.0F;
            for (const Heap &heap : heaps)
                body = std::max(body, heap.at(x, y));
            field.row(fy)[i] = std::max(body, -1.0F) * 0.75F + puffs[std::size_t(i)] * 0.62F
                - billows[std::size_t(i)] * 0.35F;
        }
    });
    paintField(canvas, view, field,
        {.lit = view.palette.cloudLit * 1.04F,
            .shade = view.palette.cloudShade,
            .glow = view.palette.glow,
            .low = -0.02F,
            .high = 0.42F,
            .opacity = 0.97F,
            .relief = 2.6F},
        work);
}
