// SPDX-License-Identifier: MIT
#include "painter/ground.h"

#include "painter/noise.h"
#include "painter/strokes.h"
#include "painter/trees.h"

#include <cmath>
#include <vector>

namespace {

struct Coat {
    Rgb light, dark; // albedo
    float relief; // how much slopes show
    float stretch; // patches are this much wider than deep
};

Coat coatOf(const Scene &scene, Ground::Kind kind)
{
    const Tint *tint = scene.tintOf(kind == Ground::Kind::Snow ? Thing::Snow : Thing::Ground);
    const auto dyed = [tint](Coat coat) {
        if (tint) {
            coat.light = tinted(coat.light, rgb(tint->rgb), 0.8F);
            coat.dark = tinted(coat.dark, rgb(tint->rgb), 0.8F);
        }
        return coat;
    };
    switch (kind) {
    case Ground::Kind::Snow:
        return dyed({{0.86F, 0.9F, 0.97F}, {0.76F, 0.82F, 0.93F}, 0.6F, 1.0F});
    case Ground::Kind::Leaves:
        return dyed({rgb(0xa86a34), rgb(0x5a4428), 0.5F, 1.2F});
    case Ground::Kind::Regolith:
        return dyed({rgb(0x9a9894), rgb(0x4c4a4a), 1.0F, 1.1F});
    case Ground::Kind::Sand:
        if (scene.has(Feature::Mars))
            return dyed({rgb(0xc2603a), rgb(0x8c3e26), 0.7F, 1.6F});
        if (scene.has(Place::Desert))
            return dyed({rgb(0xe4b074), rgb(0xb47a46), 0.5F, 2.2F});
        return dyed({rgb(0xe8d2aa), rgb(0xd2b68a), 0.22F, 1.2F});
    case Ground::Kind::Grass:
        break;
    }
    if (scene.has(Place::Savanna))
        return dyed({rgb(0xc8a452), rgb(0x86703a), 0.5F, 1.4F});
    if (scene.season == Season::Autumn)
        return dyed({rgb(0xb09a48), rgb(0x6c6a34), 0.5F, 1.4F});
    if (scene.season == Season::Winter)
        return dyed({rgb(0x9a9a78), rgb(0x6e6e58), 0.5F, 1.4F});
    return dyed({rgb(0x8cb23e), rgb(0x467a30), 0.5F, 1.4F});
}

} // namespace

float groundEdge(const View &view, const Ground &ground, float x)
{
    const Noise noise(view.seed ^ 0xed9e);
    const float u = x / (1024.0F * view.unit);
    const float slant = (x / float(view.width) - 0.5F) * ground.lean;
    return ground.top
        + ((noise.at(u * 2.1F, 0.4F) + 0.3F * noise.at(u * 7.0F, 4.4F)) * ground.uneven + slant) * view.unit;
}

float groundLight(const View &view, const Ground &ground, float x, float y)
{
    const Noise noise(view.seed ^ 0x11947);
    const float scale = 1.0F / (1024.0F * view.unit);
    const float depth = 1.0F / (std::max(y - ground.top, 0.0F) * scale + 0.12F);
    const float u = (x - float(view.width) * 0.5F) * scale;
    return 0.55F + 0.45F * smoothstep(-0.28F, 0.16F, noise.at(u * depth * 0.5F, depth * 1.1F));
}

void paintGround(Canvas &canvas, const View &view, const Scene &scene, const Ground &ground, Work &work)
{
    const Noise noise(view.seed ^ 0x640d);
    const Coat coat = coatOf(scene, ground.kind);
    const int octaves = view.unit < 0.6F || view.draft ? 4 : 5; // none finer than a pixel
    const Palette &p = view.palette;
    const auto count = std::size_t(view.width);
    std::vector<float> edge(count);
    for (std::size_t i = 0; i < count; ++i)
        edge[i] = groundEdge(view, ground, float(i));
    const float scale = 1.0F / (1024.0F * view.unit);
    const float begin = ground.top - (ground.uneven * 1.6F + std::abs(ground.lean) * 0.5F) * view.unit;
    work.spread(std::max(0, int(begin)), view.height, [&](int y) {
        thread_local std::vector<float> xs, ys, patch, ahead;
        for (std::vector<float> *row : {&xs, &ys, &patch, &ahead})
            row->resize(count);
        const float below = std::max(float(y) - begin, 0.0F) * scale;
        const float depth = 1.0F / (below + 0.045F);
        const auto sample = [&](float lift, std::vector<float> &out) {
            for (std::size_t i = 0; i < count; ++i) {
                xs[i] = (float(i) - float(view.width) * 0.5F) * scale * depth * 1.3F + lift * view.toSun.x;
                ys[i] = depth * coat.stretch * 1.1F + lift * 0.6F;
            }
            noise.fbm(xs.data(), ys.data(), out.data(), view.width, octaves, 0.52F);
        };
        sample(0, patch);
        sample(0.07F, ahead);
        const float far = clamp01((1.0F - smoothstep(0.0F, 0.3F, below)) * (0.16F + view.distance * 0.75F));
        float shade = 1;
        for (int x = 0; x < view.width; ++x) {
            const auto i = std::size_t(x);
            const float cover = clamp01(float(y) + 1.0F - edge[i]);
            if (cover <= 0)
                continue;
            if (x % 4 == 0)
                shade = groundLight(view, ground, float(x), float(y));
            const float light
                = clamp01(0.62F + (patch[i] - ahead[i]) * coat.relief * 2.2F + patch[i] * 0.25F);
            const Rgb albedo = mix(coat.dark, coat.light, clamp01(0.5F + patch[i] * 1.8F * coat.relief));
            const Rgb lit = albedo * (p.key * (light * shade * 0.82F) + p.ambient * (0.7F + 0.3F * light));
            canvas.blend(x, y,
                mix(nightSeen(
                        lit * ground.light, p.starlight * (ground.kind == Ground::Kind::Snow ? 0.35F : 1.0F)),
                    p.haze, far),
                cover);
            canvas.fine.row(y)[x] = 0.46F;
        }
    });
}

void scatterLeaves(Canvas &canvas, const View &view, const Scene &scene, const Ground &ground, Work &work)
{
    Rng rng(view.seed, 0x1eaf);
    const int rows = int((view.draft ? 40.0F : 80.0F) * std::min(1.0F, 0.4F + 0.6F * view.unit));
    const float depth = float(view.height) - ground.top;
    for (int row = 0; row < rows && !work.cancelled(); ++row) {
        const float t = float(row) / float(rows);
        const float near = 0.08F + 0.92F * t * t;
        const float y = ground.top + depth * (0.02F + t * t);
        const int leaves = int(float(view.width) / (view.unit * (5.0F + 15.0F * near)) * 3.0F);
        for (int i = 0; i < leaves; ++i) {
            const float x = rng.unit() * float(view.width);
            const float light = groundLight(view, ground, x, y) * rng.between(0.5F, 1.2F);
            const Rgb colour = leafColour(scene, Tree::Kind::Broadleaf, rng)
                * (view.palette.key * (light * 0.7F) + view.palette.ambient * 0.7F);
            const float size = 5.5F * view.unit * near * rng.between(0.6F, 1.3F);
            const float far = clamp01((1.0F - near * 2.2F) * (0.2F + view.distance));
            dab(canvas, x, y + rng.signedUnit() * depth * 0.012F, std::max(size, 0.8F),
                std::max(size * 0.5F, 0.6F), mix(colour, view.palette.haze, far), 0.8F, 0.5F + 0.4F * near);
        }
    }
}

void scatterShells(Canvas &canvas, const View &view, const Ground &ground, Work &work)
{
    Rng rng(view.seed, 0x54e1);
    const float depth = float(view.height) - ground.top;
    const int grains = int(2600.0F * view.shape());
    for (int i = 0; i < grains && !work.cancelled(); ++i) {
        const float x = rng.unit() * float(view.width);
        const float t = rng.unit();
        const float y = groundEdge(view, ground, x) + depth * (0.1F + 0.95F * t);
        const float near = 0.3F + 0.7F * t;
        const bool shell = rng.chance(0.02F);
        const float size = (shell ? rng.between(2.0F, 4.2F) : rng.between(0.7F, 1.5F)) * near * view.unit;
        const Rgb albedo = shell ? mix(rgb(0xf4e4d4), rgb(0xd8a898), rng.unit())
                                 : mix(rgb(0x8c7048), rgb(0xf4e2bc), rng.unit());
        const Rgb lit = albedo * (view.palette.key * 0.7F + view.palette.ambient * 0.85F);
        if (shell)
            dab(canvas, x - view.toSun.x * size, y + size * 0.5F, size * 1.2F, size * 0.5F, lit * 0.25F,
                0.5F);
        dab(canvas, x, y, size, size * 0.7F, lit, shell ? 0.95F : 0.5F, shell ? 1.0F : 0.5F);
    }
}
