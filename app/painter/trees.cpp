// SPDX-License-Identifier: MIT
#include "painter/trees.h"

#include "painter/strokes.h"

#include <cmath>

namespace {

// Colours of one tree under the view's light and air.
class Dye {
public:
    Dye(const View &view, const Tree &tree)
        : m_view(view)
        , m_fade(tree.fade)
    {
    }
    // `light` -1 turned away from the sun to 1 facing it.
    Rgb operator()(Rgb albedo, float light) const
    {
        const Palette &p = m_view.palette;
        const Rgb lit = albedo
            * (p.key * (0.95F * std::max(light + 0.25F, 0.0F)) + p.ambient * (0.75F + 0.25F * light));
        return mix(nightSeen(lit, p.starlight * 0.6F), p.haze, m_fade);
    }

private:
    const View &m_view;
    float m_fade;
};

void trunk(Canvas &canvas, const Tree &tree, const Dye &dye, float top, float width, Rgb bark, float sunX)
{
    stroke(canvas, {tree.x, top, width * 0.3F}, {tree.x, tree.foot, width}, dye(bark, -0.1F), 1.0F);
    const float side = sunX > 0 ? 0.25F : -0.25F;
    stroke(canvas, {tree.x + side * width, top, width * 0.12F},
        {tree.x + side * width, tree.foot, width * 0.35F}, dye(bark, 0.9F), 0.8F);
}

struct Bough {
    float t; // 0 at the top to 1 at the lowest bough
    float reach; // signed, pixels
    float y;
};

void paintBough(Canvas &canvas, const View &view, const Tree &tree, const Dye &dye, const Bough &bough,
    float thick, Rng &rng)
{
    const float span = std::abs(bough.reach);
    const float facing = (bough.reach > 0 ? 1.0F : -1.0F) * view.toSun.x;
    const float light = facing * 0.6F + rng.signedUnit() * 0.35F;
    const Tip inner = {tree.x + bough.reach * 0.12F, bough.y, thick};
    const Tip bend
        = {tree.x + bough.reach * 0.62F, bough.y + span * rng.between(0.24F, 0.38F), thick * 0.95F};
    const Tip outer = {tree.x + bough.reach, bough.y + span * rng.between(0.3F, 0.46F), 0.8F};
    const Rgb under = dye(tree.leaf, light - 0.4F);
    stroke(canvas, inner, bend, under, 1.0F);
    stroke(canvas, bend, outer, under, 1.0F);
    // Twigs hang from the larger boughs.
    const int twigs = thick > 2.0F ? int(span / (thick * 0.8F)) : 0;
    for (int i = 0; i < twigs; ++i) {
        const float s = rng.between(0.1F, 1.0F);
        const float x = mix(inner.x, outer.x, s);
        const float y = mix(inner.y, outer.y, s);
        const Tip end = {x + bough.reach * 0.06F, y + thick * rng.between(0.6F, 1.5F), 0.6F};
        stroke(canvas, {x, y, thick * 0.42F}, end,
            dye(tree.leaf * rng.between(0.8F, 1.3F), light - 0.6F * rng.unit()), 0.9F);
    }
    const bool laden = tree.snow > 0 && rng.chance(0.4F + 0.6F * tree.snow);
    const float crest = thick * (laden ? 1.15F : 0.42F);
    const float lift = thick * 0.3F;
    const Rgb upper
        = laden ? dye({0.95F, 1.0F, 1.08F}, 0.55F + light * 0.45F) : dye(tree.leaf * 1.75F, light + 0.1F);
    const float alpha = laden ? 0.95F : 0.65F;
    stroke(canvas, {inner.x, inner.y - lift, crest * 0.6F}, {bend.x, bend.y - lift, crest}, upper, alpha);
    stroke(canvas, {bend.x, bend.y - lift, crest}, {outer.x, outer.y - lift * 0.5F, 0.6F}, upper, alpha);
}

// Dark inside of a tier, so that no sky shows through the heart of the tree.
void paintHeart(Canvas &canvas, const Tree &tree, const Dye &dye, float y, float reach, float thick)
{
    const Rgb shade = dye(tree.leaf * 0.65F, -0.8F);
    for (const float side : {-0.55F, 0.55F}) {
        const Tip outer = {tree.x + reach * side, y + reach * 0.22F, thick * 0.9F};
        stroke(canvas, {tree.x, y - thick * 0.6F, thick * 2.0F}, outer, shade, 1.0F);
    }
}

void paintPine(Canvas &canvas, const View &view, const Tree &tree, Rng &rng)
{
    const Dye dye(view, tree);
    const float top = tree.foot - tree.height;
    const float crown = tree.height * rng.between(0.88F, 0.95F);
    const float spread = tree.height * rng.between(0.16F, 0.22F);
    const int tiers = std::clamp(int(tree.height / std::max(8.0F * view.unit, 5.6F)), 7,
        view.draft ? 24 : 24 + int(22.0F * std::min(view.unit, 1.0F)));
    trunk(canvas, tree, dye, top, tree.height * 0.03F, rgb(0x4a3426), view.toSun.x);
    const float thick = std::max(crown / float(tiers) * 0.85F, 1.0F);
    const int boughs = tree.height > 60.0F * view.unit ? 12 : 5;
    float wide = 1.0F;
    for (int tier = tiers; tier >= 1; --tier) {
        const float t = float(tier) / float(tiers);
        const float y = top + crown * t;
        wide = mix(wide, rng.between(0.72F, 1.18F), 0.6F); // boughs near each other are of a length
        const float reach = spread * (std::pow(t, 0.8F) * wide + 0.02F);
        paintHeart(canvas, tree, dye, y, reach, thick);
        for (int i = 0; i < boughs; ++i) {
            const float out = 1.0F - float(i / 2) / float(boughs / 2 + 1);
            const float side = (i % 2 ? 1.0F : -1.0F) * out * rng.between(0.8F, 1.1F);
            paintBough(canvas, view, tree, dye, {t, reach * side, y + rng.signedUnit() * thick * 0.5F},
                thick * (0.5F + 0.4F * t), rng);
        }
    }
    stroke(canvas, {tree.x, top - thick * 1.2F, 0.8F}, {tree.x, top + thick * 2.0F, thick * 0.7F},
        dye(tree.leaf, 0.1F), 1.0F);
}

void paintBranches(Canvas &canvas, Tip from, float angle, float length, int depth, Rgb colour, Rng &rng)
{
    const Tip to = {from.x + std::sin(angle) * length, from.y - std::cos(angle) * length, from.width * 0.62F};
    stroke(canvas, from, to, colour, 1.0F);
    if (depth == 0)
        return;
    for (int i = 0; i < 2 + int(rng.chance(0.4F)); ++i)
        paintBranches(canvas, to, angle + rng.between(0.2F, 0.75F) * (i % 2 ? 1.0F : -1.0F),
            length * rng.between(0.62F, 0.82F), depth - 1, colour, rng);
}

struct Mass {
    float x, y, radius;
    float front; // 0 at the back of the crown, 1 nearest
};

// Leaves over one round mass, lit by where they sit on it.
void paintMass(Canvas &canvas, const View &view, const Tree &tree, const Dye &dye, const Mass &mass,
    float leaf, Rng &rng)
{
    const int leaves = int((view.draft ? 1.0F : 1.9F) * mass.radius * mass.radius / (leaf * leaf));
    for (int n = 0; n < leaves; ++n) {
        const float a = rng.unit() * 6.283F;
        const float d = std::pow(rng.unit(), 0.42F) * rng.between(0.8F, 1.12F);
        const float nx = std::cos(a) * d;
        const float ny = std::sin(a) * d;
        const float light
            = nx * view.toSun.x * 0.8F + ny * 0.75F - 0.25F + 0.35F * mass.front + rng.signedUnit() * 0.3F;
        const Rgb colour = dye(tree.leaf * rng.between(0.7F, 1.35F), light);
        const float size = leaf * rng.between(0.6F, 1.3F);
        dab(canvas, mass.x + nx * mass.radius * 1.1F, mass.y - ny * mass.radius * 0.85F, size,
            size * rng.between(0.55F, 0.95F), colour, 0.92F, 0.7F);
    }
}

// A crown is many masses, the back ones dark, spread over a dome of its own shape.
void paintCrown(Canvas &canvas, const View &view, const Tree &tree, const Dye &dye, Rng &rng)
{
    const float centreY = tree.foot - tree.height * 0.64F;
    const float wide = tree.height * rng.between(0.24F, 0.34F);
    const float tall = tree.height * rng.between(0.27F, 0.33F);
    const float leaf = std::clamp(
        tree.height * 0.014F, 1.2F * std::max(view.unit, 0.9F), 4.6F * std::max(view.unit, 0.7F));
    const int masses = tree.height > 120.0F * view.unit ? 15 : 7;
    const float lean = rng.signedUnit() * 0.15F;
    for (int i = 0; i < masses; ++i) {
        const float front = float(i) / float(masses - 1);
        const float around = rng.unit() * 6.283F;
        const float out = std::sqrt(rng.unit()) * (1.0F - 0.35F * front);
        const float up = std::sin(around) * out;
        const float x = tree.x + (std::cos(around) * out * (1.0F - 0.25F * up) + lean * up) * wide;
        paintMass(canvas, view, tree, dye,
            {x, centreY - up * tall, tree.height * rng.between(0.09F, 0.15F), front}, leaf, rng);
    }
}

void paintBroadleaf(Canvas &canvas, const View &view, const Tree &tree, Rng &rng)
{
    const Dye dye(view, tree);
    const Rgb bark = rgb(0x4c3b2e);
    const float width = tree.height * rng.between(0.04F, 0.055F);
    stroke(canvas, {tree.x, tree.foot - width * 1.4F, width}, {tree.x, tree.foot, width * 1.4F},
        dye(bark, -0.1F), 1.0F);
    trunk(canvas, tree, dye, tree.foot - tree.height * 0.5F, width, bark, view.toSun.x);
    const Tip fork = {tree.x, tree.foot - tree.height * 0.38F, width * 0.6F};
    const bool bare = tree.kind == Tree::Kind::Bare;
    for (const float angle : {-0.5F, 0.05F, 0.5F})
        paintBranches(canvas, fork, angle + rng.signedUnit() * 0.15F, tree.height * (bare ? 0.2F : 0.13F),
            bare ? 5 : 2, dye(bark, 0.1F), rng);
    if (tree.kind == Tree::Kind::Broadleaf)
        paintCrown(canvas, view, tree, dye, rng);
}

} // namespace

void paintTree(Canvas &canvas, const View &view, const Tree &tree, Rng &rng)
{
    if (tree.kind == Tree::Kind::Pine)
        paintPine(canvas, view, tree, rng);
    else
        paintBroadleaf(canvas, view, tree, rng);
}

Rgb leafColour(const Scene &scene, Tree::Kind kind, Rng &rng)
{
    if (const Tint *tint = scene.tintOf(Thing::Trees))
        return rgb(tint->rgb) * rng.between(0.45F, 0.8F);
    if (kind == Tree::Kind::Pine)
        return mix(rgb(0x2c4a34), rgb(0x3c5a30), rng.unit());
    static constexpr unsigned autumn[] = {0xd08a24, 0xc4602a, 0xb83c28, 0xdca832, 0xa86e2c};
    static constexpr unsigned spring[] = {0x8cb84a, 0xe8b0c4, 0x7cae4c, 0xf0c8d4, 0xa4c45c};
    static constexpr unsigned summer[] = {0x4c7a34, 0x5c8a3a, 0x3f6e34, 0x6c943c, 0x4a7a44};
    const int pick = rng.below(5);
    return rgb(scene.season == Season::Autumn ? autumn[pick]
            : scene.season == Season::Spring  ? spring[pick]
                                              : summer[pick]);
}
