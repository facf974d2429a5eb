// SPDX-License-Identifier: MIT
#include "painter/noise.h"
#include "painter/relight.h"
#include "painter/rng.h"
#include "painter/strokes.h"
#include "painter/subjects.h"
#include "painter/worlds.h"

#include <cmath>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

void paintDepth(Canvas &canvas, const View &view, Work &work)
{
    const Noise noise(view.seed ^ 0xdee9);
    const Palette &p = view.palette;
    const auto count = std::size_t(view.width);
    std::vector<float> xs(count), ys(count), rays(count);
    const float scale = 1.0F / (1024.0F * view.unit);
    work.rows(0, view.height, [&](int y) {
        const float t = float(y) / float(view.height);
        const float fromTop = float(y) * scale + 0.35F;
        for (std::size_t i = 0; i < count; ++i) {
            // Shafts of light spread from the surface.
            xs[i] = (float(i) - view.sunX) * scale / fromTop * 3.4F;
            ys[i] = 0.3F + t * 0.25F;
        }
        noise.fbm(xs.data(), ys.data(), rays.data(), view.width, 3);
        const Rgb water = t < 0.4F ? mix(p.zenith, p.upper, smooth(t / 0.4F))
                                   : mix(p.upper, p.horizon, smooth((t - 0.4F) / 0.6F));
        for (int x = 0; x < view.width; ++x) {
            const float dx = (float(x) - view.sunX) * scale;
            const float near = fastExp(-(dx * dx * 2.2F + t * t * 2.6F));
            const float shaft
                = smoothstep(0.02F, 0.5F, rays[std::size_t(x)]) * (1.0F - smoothstep(0.1F, 0.85F, t));
            canvas.set(x, y, water + p.glow * (near * 0.55F + shaft * 0.2F));
            canvas.fine.row(y)[x] = 0.1F;
        }
    });
}

void paintSand(Canvas &canvas, const View &view, float top, Work &work)
{
    const Noise noise(view.seed ^ 0x5a2d);
    const Palette &p = view.palette;
    const float scale = 1.0F / (1024.0F * view.unit);
    work.rows(int(top) - int(40 * view.unit), view.height, [&](int y) {
        for (int x = 0; x < view.width; ++x) {
            const float edge = top + 34.0F * view.unit * noise.at(float(x) * scale * 3.0F, 0.7F);
            const float below = (float(y) - edge) * scale;
            if (below < 0)
                continue;
            const float depth = 1.0F / (below + 0.07F);
            const float u = (float(x) - float(view.width) * 0.5F) * scale * depth;
            // The surface's ripples, thrown on the ground as a net of light.
            const float net = std::abs(noise.at(u * 2.6F, depth * 2.4F))
                + std::abs(noise.at(u * 3.1F + 4.0F, depth * 2.0F + 9.0F));
            const float caustic = smoothstep(0.34F, 0.0F, net) * smoothstep(0.05F, 0.3F, below);
            const float ripple = 0.85F + 0.2F * noise.at(u * 1.2F, depth * 7.0F);
            const Rgb sand = rgb(0xc8b888) * (p.key * (0.5F + 0.5F * caustic) + p.ambient * 0.8F) * ripple;
            canvas.blend(x, y, mix(sand, p.haze, clamp01(0.85F - below * 2.6F)), clamp01(below * 60.0F));
            canvas.fine.row(y)[x] = 0.4F;
        }
    });
}

void weed(Canvas &canvas, const View &view, float x, float foot, float height, float near, Rng &rng)
{
    const Rgb leaf = mix(rgb(0x2f7a44), rgb(0x8a9a34), rng.unit());
    const Rgb lit = mix(
        leaf * (view.palette.key * 0.6F + view.palette.ambient), view.palette.haze, 0.65F * (1.0F - near));
    const float phase = rng.unit() * 6.28F;
    float px = x;
    float py = foot;
    for (int i = 1; i <= 14; ++i) {
        const float t = float(i) / 14.0F;
        const float nx = x + std::sin(phase + t * 4.0F) * height * 0.08F * t;
        const float ny = foot - height * t;
        stroke(canvas, {px, py, (1.0F - t) * 9.0F * view.unit * near + 1.5F},
            {nx, ny, (1.0F - t) * 8.0F * view.unit * near + 1.2F}, lit, 0.95F, 0.6F);
        if (i % 2 == 0)
            stroke(canvas, {nx, ny, 4.0F * view.unit * near},
                {nx + (i % 4 ? 1.0F : -1.0F) * height * 0.08F, ny - height * 0.06F, 1.0F}, lit * 1.15F, 0.9F,
                0.6F);
        px = nx;
        py = ny;
    }
}

} // namespace

void paintUndersea(Canvas &canvas, const View &view, const Scene &, Work &work)
{
    paintDepth(canvas, view, work);
    const float top = float(view.height) * 0.76F;
    Rng rng(view.seed, 0x5eaaaa);
    // A school far off.
    for (int i = 0; i < 14 && !work.cancelled(); ++i) {
        const float x = float(view.width) * (0.25F + 0.5F * rng.unit());
        const float y = float(view.height) * (0.24F + 0.24F * rng.unit());
        const float size = view.unit * rng.between(7.0F, 13.0F);
        const Rgb far = mix(view.palette.haze, view.palette.horizon, 0.6F) * 0.7F;
        dab(canvas, x, y, size, size * 0.36F, far, 0.75F, 0.5F);
        stroke(
            canvas, {x + size * 0.8F, y, size * 0.2F}, {x + size * 1.5F, y, size * 0.8F}, far, 0.75F, 0.5F);
    }
    paintSand(canvas, view, top, work);
    for (int row = 0; row < 3 && !work.cancelled(); ++row) {
        const float near = 0.35F + 0.32F * float(row);
        for (int i = 0; i < 7; ++i) {
            const float middle = rng.signedUnit();
            const float x = float(view.width)
                * (0.5F + 0.56F * (middle < 0 ? -1.0F : 1.0F) * std::sqrt(std::abs(middle)));
            weed(canvas, view, x, top + near * near * 190.0F * view.unit,
                view.unit * rng.between(120.0F, 300.0F) * near, near, rng);
        }
        for (int i = 0; i < 2; ++i) {
            const QImage coral
                = rasterize(u"noto/coral"_s, int(150.0F * near * view.unit * rng.between(0.7F, 1.3F)) + 8);
            const float x = float(view.width)
                * (rng.chance(0.5F) ? rng.between(-0.02F, 0.26F) : rng.between(0.7F, 0.96F));
            paintStanding(canvas, view,
                {.drawing = coral,
                    .x = x,
                    .y = top + near * near * 200.0F * view.unit - float(coral.height()),
                    .fade = 0.7F * (1.0F - near),
                    .shadow = Standing::Shadow::Contact},
                work);
        }
    }
    for (int i = 0; i < 46; ++i) {
        const float size = view.unit * rng.between(1.5F, 6.5F);
        const float x = rng.unit() * float(view.width);
        const float y = rng.unit() * float(view.height);
        dab(canvas, x, y, size, size, view.palette.glow * 0.8F, 0.16F, 0.9F);
        dab(canvas, x - size * 0.35F, y - size * 0.35F, size * 0.3F, size * 0.3F, {1, 1, 1}, 0.6F, 0.9F);
    }
}
