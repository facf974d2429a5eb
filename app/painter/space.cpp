// SPDX-License-Identifier: MIT
#include "painter/noise.h"
#include "painter/rng.h"
#include "painter/worlds.h"

#include <array>
#include <cmath>
#include <vector>

namespace {

void nebula(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    static constexpr std::array<std::array<unsigned, 2>, 4> dyes
        = {{{0x3a4cf0, 0xd03ac0}, {0x18b0c8, 0x7a3ce8}, {0xe8662c, 0x8a2cc0}, {0x2ca0f0, 0xe84a7a}}};
    Rng rng(view.seed, 0x5bace);
    const auto &pair = dyes[std::size_t(rng.below(4))];
    const Tint *tint = scene.tintOf(Thing::Sky) ? scene.tintOf(Thing::Sky) : scene.tintOf(Thing::All);
    const Rgb a = rgb(tint ? tint->rgb : pair[0]) * 0.5F;
    const Rgb b = rgb(pair[1]) * 0.5F;
    const Noise noise(view.seed ^ 0x5bacf);
    const Noise other(view.seed ^ 0x5bad0);
    const auto count = std::size_t(view.width);
    std::vector<float> xs(count), ys(count), cloud(count), hue(count);
    const float scale = 2.2F / (1024.0F * view.unit);
    const float lean = rng.signedUnit();
    work.rows(0, view.height, [&](int y) {
        for (std::size_t i = 0; i < count; ++i) {
            xs[i] = float(i) * scale;
            ys[i] = float(y) * scale;
        }
        other.fbm(xs.data(), ys.data(), hue.data(), view.width, 3);
        for (std::size_t i = 0; i < count; ++i) {
            xs[i] += 0.9F * hue[i];
            ys[i] += 0.7F * hue[i];
        }
        noise.fbm(xs.data(), ys.data(), cloud.data(), view.width, 5, 0.56F);
        for (int x = 0; x < view.width; ++x) {
            const auto i = std::size_t(x);
            const float u = (float(x) - float(view.width) * 0.5F) / float(view.width);
            const float v = (float(y) - float(view.height) * 0.45F) / float(view.height);
            const float band = fastExp(-7.0F * (v - u * lean) * (v - u * lean));
            const float thick = smoothstep(-0.25F, 0.62F, cloud[i]) * (0.25F + 0.9F * band);
            const float core = smoothstep(0.32F, 0.8F, cloud[i]) * band;
            const Rgb gas = mix(a, b, clamp01(0.5F + hue[i] * 1.5F));
            canvas.add(x, y, gas * (thick * thick * 0.85F) + Rgb{0.5F, 0.42F, 0.5F} * (core * core * 0.6F));
            canvas.fine.row(y)[x] = std::max(canvas.fine.row(y)[x], 0.3F);
        }
    });
}

void planet(Canvas &canvas, const View &view, float cx, float cy, float radius, Rng &rng, Work &work)
{
    static constexpr std::array<std::array<unsigned, 2>, 5> skins = {{{0xc8744a, 0x6a3828},
        {0x5a8ac8, 0xe8f0f4}, {0xd8b078, 0x9a6a44}, {0x5aa08a, 0x2c5468}, {0xb06a9c, 0x54387a}}};
    const auto &skin = skins[std::size_t(rng.below(5))];
    const bool banded = rng.chance(0.5F);
    const bool ringed = rng.chance(0.4F);
    const Noise noise(view.seed ^ quint64(radius * 977));
    const int reach = int(radius * (ringed ? 2.1F : 1.2F));
    const Rgb light = {1.25F, 1.15F, 1.0F};
    work.rows(std::max(0, int(cy) - reach), std::min(view.height, int(cy) + reach), [&](int y) {
        for (int x = std::max(0, int(cx) - reach); x < std::min(view.width, int(cx) + reach); ++x) {
            const float dx = (float(x) - cx) / radius;
            const float dy = (float(y) - cy) / radius;
            const float d = dx * dx + dy * dy;
            const float along = dx * 0.94F - dy * 0.34F;
            const float across = (dy * 0.94F + dx * 0.34F) * 3.6F;
            const float ring = std::sqrt(along * along + across * across);
            const bool inRing = ringed && ring > 1.28F && ring < 1.95F;
            if (inRing && (d > 1.0F || across > 0)) {
                const float grooves = 0.6F + 0.4F * noise.at(ring * 16.0F, 0.5F);
                canvas.blend(x, y, rgb(skin[1]) * 0.7F + Rgb{0.2F, 0.18F, 0.15F}, 0.75F * grooves);
                canvas.fine.row(y)[x] = 0.6F;
                if (d <= 1.0F && across > 0)
                    continue;
            }
            if (d >= 1.0F || (inRing && across > 0))
                continue;
            const float z = std::sqrt(1.0F - d);
            const float lit = std::max(dx * view.toSun.x - dy * view.toSun.y + z * 0.4F, 0.0F);
            const float v = dy / (0.4F + z);
            const float u = dx / (0.4F + z);
            const float tone = banded ? noise.at(v * 4.0F + 0.15F * noise.at(u * 3.0F, v * 5.0F), 0.2F)
                                      : noise.at(u * 2.2F, v * 2.2F) + 0.5F * noise.at(u * 5.0F, v * 5.0F)
                    + 0.25F * noise.at(u * 11.0F, v * 11.0F);
            const Rgb albedo = mix(rgb(skin[0]), rgb(skin[1]), clamp01(0.5F + tone));
            const Rgb air = Rgb{0.3F, 0.45F, 0.8F} * (0.3F * (1.0F - z) * (1.0F - z) * lit * 3.0F);
            canvas.blend(x, y, albedo * light * lit + air + Rgb{0.004F, 0.004F, 0.008F},
                clamp01((1.0F - std::sqrt(d)) * radius));
            canvas.fine.row(y)[x] = 0.5F;
        }
    });
}

} // namespace

void paintDeepSpace(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    nebula(canvas, view, scene, work);
    Rng rng(view.seed, 0x91a7e);
    const auto w = float(view.width);
    const bool ground = scene.has(Place::Moon);
    const float edge = std::min(w, float(view.height));
    const int planets = 1 + rng.below(2);
    float side = rng.chance(0.5F) ? 0.2F : 0.8F;
    for (int i = 0; i < planets; ++i) {
        const float radius = edge * (i == 0 ? rng.between(0.09F, 0.17F) : rng.between(0.025F, 0.05F));
        planet(canvas, view, w * (side + rng.signedUnit() * 0.08F),
            float(view.height) * rng.between(0.12F, ground ? 0.3F : 0.36F), radius, rng, work);
        side = 1.0F - side;
    }
}
