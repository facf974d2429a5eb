// SPDX-License-Identifier: MIT
#include "painter/sky.h"

#include "painter/noise.h"
#include "painter/rng.h"

#include <cmath>
#include <vector>

namespace {

void dot(Canvas &canvas, float cx, float cy, float radius, Rgb light)
{
    const int x0 = std::max(0, int(cx - radius * 2.5F));
    const int x1 = std::min(canvas.width() - 1, int(cx + radius * 2.5F) + 1);
    const int y0 = std::max(0, int(cy - radius * 2.5F));
    const int y1 = std::min(canvas.height() - 1, int(cy + radius * 2.5F) + 1);
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            const float dx = float(x) - cx;
            const float dy = float(y) - cy;
            canvas.add(x, y, light * fastExp(-(dx * dx + dy * dy) / (radius * radius)));
            canvas.fine.row(y)[x] = 1; // a star keeps its point
        }
    }
}

void milkyWay(Canvas &canvas, const View &view, Work &work)
{
    const Noise noise(view.seed ^ 0x3117);
    Rng rng(view.seed, 0x3118);
    const float lean = rng.between(0.5F, 0.9F) * (rng.chance(0.5F) ? 1.0F : -1.0F);
    const float offset = rng.between(-0.15F, 0.15F);
    const float scale = 1.0F / (1024.0F * view.unit);
    std::vector<float> xs(std::size_t(view.width));
    std::vector<float> ys(xs.size());
    std::vector<float> cloud(xs.size());
    work.rows(0, int(view.horizon), [&](int y) {
        for (int x = 0; x < view.width; ++x) {
            xs[std::size_t(x)] = float(x) * scale * 3.0F;
            ys[std::size_t(x)] = float(y) * scale * 3.0F;
        }
        noise.fbm(xs.data(), ys.data(), cloud.data(), view.width, 5, 0.6F);
        const float v = (float(y) - view.horizon * 0.5F) * scale;
        for (int x = 0; x < view.width; ++x) {
            const float u = (float(x) - float(view.width) * 0.5F) * scale;
            const float n = cloud[std::size_t(x)];
            const float across = (u * lean - v * 0.6F + offset) * 4.2F + n * 0.28F;
            const float band = fastExp(-across * across * 2.6F);
            const float dark
                = fastExp(-(across - 0.08F) * (across - 0.08F) * 16.0F) * smoothstep(-0.1F, 0.5F, n);
            const float light = band * (0.5F + 0.7F * n) * (1.0F - 0.75F * dark);
            canvas.add(x, y, Rgb{0.21F, 0.19F, 0.28F} * std::max(light, 0.0F));
        }
    });
}

} // namespace

void paintStars(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    if (scene.has(Feature::MilkyWay)
        || (scene.has(Place::Sky) && scene.has(Feature::Stars) && !scene.has(Feature::Moon)))
        milkyWay(canvas, view, work);
    Rng rng(view.seed, 0x57a5);
    const float area = float(view.width) * view.horizon / (1024.0F * 1024.0F * view.unit * view.unit);
    const int count = int(area * 2200.0F * view.palette.starlight);
    for (int i = 0; i < count && !work.cancelled(); ++i) {
        const float x = rng.unit() * float(view.width);
        const float y = rng.unit() * view.horizon;
        const float rank = rng.unit();
        const float bright
            = 0.05F + 1.6F * rank * rank * rank * rank * rank * rank * rank * rank * rank * rank;
        const float low = smoothstep(0.0F, 0.3F, 1.0F - y / view.horizon);
        const float warm = rng.signedUnit() * 0.2F;
        const Rgb colour = {0.9F + warm, 0.92F, 1.0F - warm};
        dot(canvas, x, y, (0.62F + bright * 0.55F) * std::max(view.unit, 0.8F),
            colour * (bright * low * view.palette.starlight));
        if (rank > 0.992F)
            dot(canvas, x, y, 6.0F * view.unit, colour * (0.06F * low));
    }
    if (scene.has(Feature::ShootingStar)) {
        const float fromX = rng.between(0.2F, 0.8F) * float(view.width);
        const float fromY = rng.between(0.08F, 0.3F) * view.horizon;
        const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
        for (int i = 0; i < 160; ++i) {
            const float t = float(i) / 160.0F;
            dot(canvas, fromX + side * t * 170.0F * view.unit, fromY + t * 70.0F * view.unit,
                (0.6F + 1.1F * t) * view.unit, Rgb{0.9F, 0.95F, 1.0F} * (t * t * 0.5F));
        }
    }
}

void paintAurora(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    const Noise noise(view.seed ^ 0xa0504);
    Rng rng(view.seed, 0xa0505);
    const Tint *tint = scene.tintOf(Thing::Aurora);
    const Rgb low = tint ? rgb(tint->rgb) : mix(rgb(0x38f0a0), rgb(0x40e8d0), rng.unit());
    const Rgb high
        = tint ? mix(rgb(tint->rgb), rgb(0x8040d0), 0.35F) : mix(rgb(0x7a3cd8), rgb(0xd84a9c), rng.unit());
    const float scale = 1.0F / (1024.0F * view.unit);
    for (int curtain = 0; curtain < 3; ++curtain) {
        const float foot = view.horizon * (0.82F - 0.17F * float(curtain)) * rng.between(0.9F, 1.06F);
        const float slope = rng.signedUnit() * 0.28F;
        const float power = 0.62F - 0.13F * float(curtain);
        std::vector<float> feet;
        std::vector<float> rays;
        for (int x = 0; x < view.width; ++x) {
            const float u = float(x) * scale + float(curtain) * 7.3F;
            const float wave = noise.at(u * 1.3F, 3.1F) * 0.17F + noise.at(u * 3.7F, 8.2F) * 0.05F;
            feet.push_back(foot + (wave + (u - 0.5F - float(curtain) * 7.3F) * slope) * 1024.0F * view.unit);
            const float fold = u + wave * 1.5F;
            const float ray
                = 0.62F + 0.45F * noise.at(fold * 26.0F, 1.0F) + 0.3F * noise.at(fold * 70.0F, 5.0F);
            rays.push_back(std::max(ray, 0.08F) * smoothstep(-0.5F, 0.3F, noise.at(u * 1.9F, 20.0F)) * power);
        }
        work.spread(0, int(view.horizon), [&](int y) {
            for (int x = 0; x < view.width; ++x) {
                const float up = (feet[std::size_t(x)] - float(y)) * scale;
                const float edge = smoothstep(-0.018F, 0.012F, up);
                const float fade = fastExp(-std::max(up, 0.0F) * 5.2F);
                const float light = edge * fade * rays[std::size_t(x)];
                canvas.add(x, y, mix(low, high, smoothstep(0.04F, 0.34F, up)) * light);
            }
        });
    }
}

void paintSun(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    const bool lowSun = scene.time != TimeOfDay::Day;
    const float radius = (lowSun ? 40.0F : 30.0F) * view.unit;
    const Tint *tint = scene.tintOf(Thing::Sun);
    const Rgb white
        = tint ? rgb(tint->rgb) * 2.2F : mix(view.palette.glow, Rgb{1, 1, 1}, 0.55F) * (lowSun ? 2.4F : 2.2F);
    const float reach = radius * 1.1F;
    work.spread(
        std::max(0, int(view.sunY - reach)), std::min(view.height, int(view.sunY + reach) + 1), [&](int y) {
            for (int x = std::max(0, int(view.sunX - reach));
                 x < std::min(view.width, int(view.sunX + reach) + 1); ++x) {
                const float dx = float(x) - view.sunX;
                const float dy = float(y) - view.sunY;
                const float edge = smoothstep(
                    radius + 1.5F * view.unit, radius - 1.5F * view.unit, std::sqrt(dx * dx + dy * dy));
                canvas.blend(x, y, white, edge);
            }
        });
}

void paintMoon(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    const Noise noise(view.seed ^ 0x300);
    Rng rng(view.seed, 0x301);
    const float radius = rng.between(32.0F, 50.0F) * view.unit;
    const Tint *tint = scene.tintOf(Thing::Moon);
    const Rgb face = tint ? rgb(tint->rgb) * 1.5F : Rgb{0.95F, 0.96F, 0.9F};
    // The shadow is a second disc, moved aside; far enough and the moon is full.
    const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
    const float aside = scene.has(Feature::Crescent) ? 0.5F
        : scene.has(Feature::FullMoon)               ? 4.0F
                                                     : rng.between(1.1F, 3.0F);
    const float reach = radius * 7.0F;
    work.spread(
        std::max(0, int(view.moonY - reach)), std::min(view.height, int(view.moonY + reach)), [&](int y) {
            for (int x = std::max(0, int(view.moonX - reach));
                 x < std::min(view.width, int(view.moonX + reach)); ++x) {
                const float dx = (float(x) - view.moonX) / radius;
                const float dy = (float(y) - view.moonY) / radius;
                const float d = std::sqrt(dx * dx + dy * dy);
                canvas.add(
                    x, y, view.palette.glow * (fastExp(-d * 0.85F) * 0.3F * smoothstep(7.0F, 4.0F, d)));
                const float disc = smoothstep(1.03F, 0.97F, d);
                if (disc <= 0)
                    continue;
                const float sx = dx - side * aside;
                const float dark = smoothstep(0.92F, 1.1F, std::sqrt(sx * sx + dy * dy));
                const float seas
                    = noise.at(dx * 1.6F + 4.0F, dy * 1.6F) * 0.6F + noise.at(dx * 4.0F, dy * 4.0F) * 0.25F;
                const float light = (0.86F + 0.14F * dark) * (1.0F - 0.45F * smoothstep(0.0F, 0.5F, seas))
                    * (1.0F - 0.2F * d * d);
                canvas.blend(
                    x, y, mix(canvas.at(x, y), face * (light * 1.25F), mix(0.05F, 1.0F, dark)), disc);
            }
        });
}

void paintRainbow(Canvas &canvas, const View &view, Work &work)
{
    const float centreX = float(view.width) - view.sunX;
    const float centreY = view.horizon + 120.0F * view.unit;
    const float radius = 520.0F * view.unit;
    const float band = 62.0F * view.unit;
    work.spread(0, int(view.horizon), [&](int y) {
        for (int x = 0; x < view.width; ++x) {
            const float dx = float(x) - centreX;
            const float dy = float(y) - centreY;
            const float t
                = (std::sqrt(dx * dx + dy * dy) - radius) / band; // 0 violet, inside; 1 red, outside
            if (t < -0.6F || t > 1.2F)
                continue;
            const auto hump
                = [t](float at, float width) { return fastExp(-(t - at) * (t - at) / (width * width)); };
            const Rgb light
                = {hump(0.9F, 0.22F) + 0.35F * hump(0.02F, 0.16F), hump(0.55F, 0.24F), hump(0.2F, 0.22F)};
            const float fade = smoothstep(0.0F, 0.2F, 1.0F - float(y) / view.horizon) * 0.3F + 0.1F;
            canvas.add(x, y, light * fade + Rgb{1, 1, 1} * (t < 0 ? 0.03F : 0.0F));
        }
    });
}
