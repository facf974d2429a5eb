// SPDX-License-Identifier: MIT
#include "painter/woods.h"

#include "painter/noise.h"
#include "painter/strokes.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

Tree planted(const View &view, const Scene &scene, Tree::Kind kind, float x, float foot, float height,
    float fade, Rng &rng)
{
    Tree tree{.kind = kind,
        .x = x,
        .foot = foot,
        .height = height,
        .leaf = leafColour(scene, kind, rng),
        .fade = fade};
    tree.snow = snowLies(scene) ? 0.8F : 0.0F;
    if (tree.kind == Tree::Kind::Broadleaf && scene.season == Season::Winter)
        tree.kind = Tree::Kind::Bare;
    if (view.draft && tree.kind == Tree::Kind::Bare)
        tree.kind = Tree::Kind::Pine;
    return tree;
}

// What stands on the ground darkens it.
void contact(Canvas &canvas, const View &view, const Tree &tree)
{
    const float reach = tree.height * 0.13F;
    const Rgb shade = mix(view.palette.ambient * 0.12F, view.palette.haze, tree.fade);
    for (int i = 3; i > 0; --i) {
        const float size = float(i) / 3.0F;
        const float aside = -view.toSun.x * reach * 1.3F * size;
        dab(canvas, tree.x + aside, tree.foot, reach * (0.5F + size), reach * 0.2F * size, shade,
            0.2F * (1.0F - tree.fade), 0.4F);
    }
}

} // namespace

bool snowLies(const Scene &scene)
{
    return !scene.lacks(Thing::Snow)
        && (scene.has(Place::Snow) || scene.has(Weather::Snowfall) || scene.season == Season::Winter);
}

Tree::Kind treeKind(const Scene &scene, Rng &rng)
{
    if (scene.has(Feature::Pines) || snowLies(scene))
        return Tree::Kind::Pine;
    if (scene.season == Season::Autumn || scene.season == Season::Spring || scene.tintOf(Thing::Trees))
        return rng.chance(0.96F) ? Tree::Kind::Broadleaf : Tree::Kind::Pine;
    if (scene.sights.contains(QStringLiteral("palm"))) // the jungle has no pines
        return Tree::Kind::Broadleaf;
    return scene.has(Place::Mountains) || rng.chance(0.45F) ? Tree::Kind::Pine : Tree::Kind::Broadleaf;
}

void paintTreeLine(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    Rng rng(view.seed, 0x7e11);
    const Noise noise(view.seed ^ 0x7e12);
    const Tree::Kind kind = treeKind(scene, rng);
    const float fade = clamp01(0.08F + view.distance * 0.6F);
    const float step = (kind == Tree::Kind::Pine ? 9.0F : 17.0F) * view.unit;
    for (float x = 0; x < float(view.width) && !work.cancelled(); x += step * rng.between(0.5F, 1.5F)) {
        const float dense = noise.at(x * 0.0035F / view.unit, 0.7F);
        if (dense < rng.signedUnit() * 0.4F - 0.12F)
            continue;
        const float height = (24.0F + 22.0F * rng.unit() + 18.0F * std::max(dense, 0.0F)) * view.unit;
        paintTree(canvas, view,
            planted(
                view, scene, kind, x, view.horizon + rng.between(1.0F, 5.0F) * view.unit, height, fade, rng),
            rng);
    }
}

void paintWoods(Canvas &canvas, const View &view, const Scene &scene, float groundTop, Work &work)
{
    Rng rng(view.seed, 0x700d);
    const Tree::Kind main = treeKind(scene, rng);
    const float clearing = rng.between(0.34F, 0.66F) * float(view.width);
    const float depth = float(view.height) - groundTop;
    const int rows = view.draft ? 5 : 7;
    for (int row = 0; row < rows && !work.cancelled(); ++row) {
        const float t = float(row) / float(rows - 1);
        const float foot = groundTop + depth * (0.015F + 0.62F * t * t);
        const float height = float(view.height) * (0.13F + 0.62F * t * t);
        const float open = (0.02F + 0.34F * t) * std::min(float(view.width), float(view.height) * 1.2F);
        const float fade = clamp01((1.0F - t) * (0.42F + 0.55F * view.distance) + view.distance * 0.1F);
        const float wide = height * (main == Tree::Kind::Pine ? 0.15F : 0.22F) * (1.0F + t);
        std::vector<float> places;
        for (float x = -wide; x < float(view.width) + wide; x += wide * rng.between(0.6F, 1.4F)) {
            if (std::abs(x - clearing) > open * rng.between(0.85F, 1.2F))
                places.push_back(x);
        }
        for (const float x : places) {
            if (work.cancelled())
                return;
            const Tree::Kind kind = rng.chance(0.88F) ? main : treeKind(scene, rng);
            const float y = foot + rng.signedUnit() * depth * 0.03F * (0.2F + t);
            const Tree tree = planted(view, scene, kind, x, y, height * rng.between(0.72F, 1.12F), fade, rng);
            contact(canvas, view, tree);
            paintTree(canvas, view, tree, rng);
        }
        if (row + 1 < rows)
            paintMist(canvas, view, foot, height * 0.45F, (0.1F + 0.5F * view.distance) * (1.0F - 0.6F * t),
                quint64(row), work);
    }
}

void paintFrame(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    Rng rng(view.seed, 0xf4a3);
    const Tree::Kind kind = treeKind(scene, rng);
    const int sides = 1 + rng.below(3); // left, right, both
    for (int side = 0; side < 2; ++side) {
        if (!(sides & (1 << side)))
            continue;
        const int number = 3 + rng.below(4);
        for (int i = 0; i < number && !work.cancelled(); ++i) {
            const float near = float(i + 1) / float(number);
            const float inwards = (1.0F - near) * rng.between(0.12F, 0.26F) + rng.between(-0.02F, 0.06F);
            const float x = (side == 0 ? inwards : 1.0F - inwards) * float(view.width);
            const float foot = float(view.height) * (0.93F + 0.1F * near + 0.02F * rng.unit());
            const float height = float(view.height) * rng.between(0.2F, 0.3F) * (0.7F + 0.9F * near);
            paintTree(canvas, view,
                planted(
                    view, scene, kind, x, foot, height, 0.04F + 0.3F * view.distance * (1.0F - near), rng),
                rng);
        }
    }
}

void paintMist(
    Canvas &canvas, const View &view, float row, float thickness, float strength, quint64 salt, Work &work)
{
    const Noise noise(view.seed ^ (0x3157 + salt * 77));
    const auto count = std::size_t(view.width);
    std::vector<float> xs(count), ys(count), drift(count);
    const Rgb air = mix(view.palette.haze, view.palette.horizon, 0.25F);
    const int from = std::max(0, int(row - thickness * 1.6F));
    const int to = std::min(view.height, int(row + thickness * 0.8F));
    work.rows(from, to, [&](int y) {
        const float d = (float(y) - row) / thickness;
        const float veil = fastExp(-d * d * (d < 0 ? 1.2F : 5.0F)) * strength;
        for (std::size_t i = 0; i < count; ++i) {
            xs[i] = float(i) / (view.unit * 260.0F);
            ys[i] = float(y) / (view.unit * 80.0F);
        }
        noise.fbm(xs.data(), ys.data(), drift.data(), view.width, 3);
        for (int x = 0; x < view.width; ++x)
            canvas.blend(x, y, air, clamp01(veil * (1.0F + 0.8F * drift[std::size_t(x)])));
    });
}
