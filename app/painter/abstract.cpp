// SPDX-License-Identifier: MIT
#include "painter/noise.h"
#include "painter/rng.h"
#include "painter/strokes.h"
#include "painter/worlds.h"

#include <array>
#include <cmath>
#include <vector>

namespace {

using Washes = std::array<unsigned, 5>; // from far and pale to near and deep

Washes washesOf(const Scene &scene, Rng &rng)
{
    if (scene.has(Place::Sea) || scene.has(Place::Lake) || scene.has(Place::Beach)
        || scene.has(Place::Underwater))
        return {0xc4e6e0, 0x64beba, 0x2b8a9e, 0x1f5488, 0x12265a};
    if (scene.has(Place::Forest) || scene.has(Place::Meadow))
        return {0xe8ecc8, 0xa8cf8c, 0x5fa068, 0x2f7a5c, 0x1c4a44};
    if (scene.has(Place::Desert) || scene.has(Place::Savanna))
        return {0xf8e4c0, 0xf0bc7c, 0xd8844c, 0xa8503c, 0x6a2c3a};
    if (scene.has(Place::Space) || scene.time == TimeOfDay::Night)
        return {0xc8c4ec, 0x8a7cd0, 0x5a48b0, 0x352c84, 0x181844};
    if (scene.time == TimeOfDay::Sunset || scene.has(Place::Mountains))
        return {0xf8dcc8, 0xf0a898, 0xc86c8c, 0x7a4a88, 0x38306a};
    static constexpr std::array<Washes, 3> any = {{{0xf4ead0, 0xf0b870, 0xe0705c, 0x8a4a80, 0x2c3a70},
        {0xe4f0ec, 0x8cd0c4, 0xf0c060, 0xe0785c, 0x4a3c6c},
        {0xf0e4ec, 0xd89cc0, 0x8c78c8, 0x4a6cb0, 0x204468}}};
    return any[std::size_t(rng.below(3))];
}

// One layer of thinned paint below a waving edge.
struct Wash {
    Rgb colour;
    float top = 0, tall = 0;
    float frequency = 0;
    float shift = 0, row = 0; // its own part of the noise
    float foam = 0; // how much white lies along its edge
};

void paintWash(Canvas &canvas, const View &view, const Wash &wash, const Noise &noise, Work &work)
{
    const auto count = std::size_t(view.width);
    std::vector<float> xs(count), ys(count, wash.row), crest(count), blotch(count);
    for (std::size_t i = 0; i < count; ++i)
        xs[i] = float(i) * wash.frequency + wash.shift;
    noise.fbm(xs.data(), ys.data(), crest.data(), view.width, 3, 0.45F);
    const int first = std::max(0, int(wash.top - wash.tall));
    const int last = std::min(view.height, int(wash.top + wash.tall * 4.2F));
    work.rows(first, last, [&](int y) {
        if ((y - first) % 2 == 0) { // smooth enough to serve two rows
            for (std::size_t i = 0; i < count; ++i) {
                xs[i] = float(i) * wash.frequency * 2.6F + wash.shift;
                ys[i] = float(y) * wash.frequency * 2.6F;
            }
            noise.fbm(xs.data(), ys.data(), blotch.data(), view.width, 3);
        }
        for (int x = 0; x < view.width; ++x) {
            const auto i = std::size_t(x);
            const float below = float(y) - (wash.top + crest[i] * wash.tall);
            if (below < 0)
                continue;
            // Pigment gathers at the wet edge and thins out below it.
            const float edge = fastExp(-below / (4.0F * view.unit)) * 0.3F;
            const float thin = 0.62F + 0.3F * blotch[i] - 0.25F * clamp01(below / (wash.tall * 4.0F));
            canvas.blend(x, y, wash.colour * (1.0F - edge), clamp01(thin + edge) * clamp01(below));
            // Where the crest breaks the paper stays white.
            const float broken = smoothstep(0.02F, 0.3F, blotch[i] + 0.25F * crest[i]);
            const float white = wash.foam * broken * fastExp(-below / (13.0F * view.unit * (0.4F + broken)));
            canvas.blend(x, y, {0.94F, 0.96F, 0.95F}, clamp01(white) * clamp01(below));
            canvas.fine.row(y)[x] = 0.25F;
        }
    });
}

} // namespace

void paintAbstract(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    Rng rng(view.seed, 0xab57);
    const Noise noise(view.seed ^ 0xab58);
    Washes washes = washesOf(scene, rng);
    const Tint *tint = scene.tintOf(Thing::All) ? scene.tintOf(Thing::All) : scene.tintOf(Thing::Water);
    const auto dye
        = [&](unsigned colour) { return tint ? tinted(rgb(colour), rgb(tint->rgb), 0.7F) : rgb(colour); };
    work.rows(0, view.height, [&](int y) {
        const Rgb air = mix(dye(washes[1]), dye(washes[0]), smooth(float(y) / float(view.height)));
        for (int x = 0; x < view.width; ++x) {
            canvas.set(x, y, air);
            canvas.fine.row(y)[x] = 0.1F;
        }
    });
    const float sunX = float(view.width) * rng.between(0.2F, 0.8F);
    const float radius = 90.0F * view.unit * rng.between(0.8F, 1.2F);
    dab(canvas, sunX, float(view.height) * rng.between(0.14F, 0.24F), radius, radius, rgb(0xe88a54), 0.8F,
        0.3F);
    constexpr int bands = 13;
    for (int band = 0; band < bands; ++band) {
        const float t = float(band) / float(bands - 1);
        // Not simply darker downwards: paler washes lie between.
        const float at = std::clamp(t * 3.999F + rng.signedUnit() * 0.95F, 0.0F, 3.999F);
        const Rgb far = dye(washes[std::size_t(at)]);
        const Rgb near = dye(washes[std::size_t(at) + 1]);
        paintWash(canvas, view,
            {.colour = mix(far, near, at - std::floor(at)) * rng.between(0.85F, 1.15F),
                .top = float(view.height) * mix(0.2F, 0.88F, t) + rng.signedUnit() * 30.0F * view.unit,
                .tall = view.unit * rng.between(110.0F, 260.0F) * (1.0F - 0.3F * t),
                .frequency = rng.between(0.9F, 2.4F) / (1024.0F * view.unit),
                .shift = rng.unit() * 90.0F,
                .row = float(band) * 3.7F,
                .foam = rng.chance(0.5F) ? rng.between(0.5F, 1.0F) : 0.0F},
            noise, work);
    }
    for (int i = 0; i < 60; ++i) {
        const float size = view.unit * rng.between(1.5F, 9.0F) * rng.unit();
        const Rgb drop = rng.chance(0.5F) ? Rgb{0.9F, 0.93F, 0.92F} : dye(washes[4]);
        dab(canvas, rng.unit() * float(view.width), float(view.height) * rng.between(0.2F, 0.95F), size + 1,
            size + 1, drop, 0.6F, 0.6F);
    }
}
