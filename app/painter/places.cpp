// SPDX-License-Identifier: MIT
#include "painter/places.h"

#include "painter/relight.h"
#include "painter/rng.h"
#include "painter/subjects.h"
#include "painter/trees.h"
#include "painter/woods.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

struct Row {
    float foot = 0; // of the ground's depth, 0 at the horizon
    float height = 0; // pixels
    int count = 0;
};

// Vectors along a row, each a little different, none in the middle where the subject stands.
void standAlong(
    Canvas &canvas, const View &view, const QStringList &vectors, const Row &row, Rng &rng, Work &work)
{
    for (int i = 0; i < row.count && !work.cancelled(); ++i) {
        const float height = row.height * rng.between(0.8F, 1.2F);
        const QImage drawing
            = rasterize(vectors.at(rng.below(int(vectors.size()))), std::max(12, int(height)));
        const float t = (float(i) + 0.5F + rng.signedUnit() * 0.3F) / float(row.count);
        const float foot = mix(view.horizon, float(view.height), row.foot + rng.signedUnit() * 0.02F);
        paintStanding(canvas, view,
            {.drawing = rng.chance(0.5F) ? drawing.mirrored(true, false) : drawing,
                .x = t * float(view.width) - float(drawing.width()) * 0.5F,
                .y = foot - float(drawing.height()),
                .fade = clamp01(0.12F + 0.5F * view.distance - row.foot * 0.5F),
                .relief = 0.5F,
                .glow = view.palette.starlight > 0.3F ? 0.05F : 0.0F,
                .shadow = view.sunVisible ? Standing::Shadow::Ground : Standing::Shadow::Contact,
                .windows = smoothstep(0.3F, 0.8F, view.palette.starlight),
                .scenery = true},
            work);
    }
}

// Trees along a row, as the season has them.
void growAlong(Canvas &canvas, const View &view, const Scene &scene, const Row &row, Rng &rng, Work &work)
{
    if (scene.lacks(Thing::Trees))
        return;
    for (int i = 0; i < row.count && !work.cancelled(); ++i) {
        const Tree::Kind leafy = rng.chance(0.25F) ? Tree::Kind::Pine : Tree::Kind::Broadleaf;
        const Tree::Kind kind = leafy == Tree::Kind::Broadleaf && snowLies(scene) ? Tree::Kind::Bare : leafy;
        const float t = (float(i) + 0.5F + rng.signedUnit() * 0.3F) / float(row.count);
        paintTree(canvas, view,
            {.kind = kind,
                .x = t * float(view.width),
                .foot = mix(view.horizon, float(view.height), row.foot + rng.signedUnit() * 0.02F),
                .height = row.height * rng.between(0.9F, 1.4F),
                .leaf = leafColour(scene, kind, rng),
                .snow = snowLies(scene) ? 0.8F : 0.0F,
                .fade = clamp01(0.12F + 0.5F * view.distance - row.foot * 0.5F)},
            rng);
    }
}

} // namespace

void paintVillage(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    Rng rng(view.seed, 0x711a);
    const float unit = view.unit * 1024.0F;
    QStringList houses = {u"noto/house"_s, u"own/cottage"_s};
    if (scene.season != Season::Autumn && !snowLies(scene)) // those with green bushes
        houses += {u"noto/house-with-garden"_s, u"noto/houses"_s};
    growAlong(canvas, view, scene, {0.04F, unit * 0.11F, 9}, rng, work);
    standAlong(canvas, view, houses, {0.07F, unit * 0.13F, 6}, rng, work);
    standAlong(canvas, view, {u"noto/church"_s}, {0.1F, unit * 0.2F, 1}, rng, work);
    standAlong(canvas, view, houses, {0.2F, unit * 0.21F, 3}, rng, work);
}

void paintPalms(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    Rng rng(view.seed, 0xba1e);
    const float unit = view.unit * 1024.0F;
    const bool beach = scene.has(Place::Beach);
    if (!beach)
        standAlong(canvas, view, {u"noto/palm-tree"_s}, {0.1F, unit * 0.2F, 5}, rng, work);
    standAlong(canvas, view, {u"noto/palm-tree"_s, u"own/bush"_s}, {beach ? 0.62F : 0.3F, unit * 0.36F, 3},
        rng, work);
}

void paintAcacias(Canvas &canvas, const View &view, Work &work)
{
    Rng rng(view.seed, 0xaca1);
    const float unit = view.unit * 1024.0F;
    standAlong(canvas, view, {u"own/acacia"_s}, {0.02F, unit * 0.07F, 7}, rng, work);
    standAlong(canvas, view, {u"own/acacia"_s}, {0.12F, unit * 0.24F, 2}, rng, work);
}

void paintCacti(Canvas &canvas, const View &view, Work &work)
{
    Rng rng(view.seed, 0xcac1);
    const float unit = view.unit * 1024.0F;
    standAlong(canvas, view, {u"noto/cactus"_s, u"noto/rock"_s}, {0.05F, unit * 0.045F, 6}, rng, work);
    standAlong(canvas, view, {u"noto/cactus"_s}, {0.3F, unit * 0.14F, 2}, rng, work);
}
