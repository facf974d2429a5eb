// SPDX-License-Identifier: MIT
#include "painter/sizing.h"

#include "painter/subjects.h"

#include <algorithm>
#include <cmath>

namespace {

using Kind = Subject::Kind;

const Subject &subjectOf(const Scene &scene, int actor)
{
    return *Subjects::builtin().find(scene.actors[actor].what);
}

float tallestOf(const Scene &scene)
{
    float tallest = 0.05F;
    for (int i = 0; i < scene.actors.size(); ++i) {
        if (!flies(scene, i))
            tallest = std::max(tallest, subjectOf(scene, i).height);
    }
    return tallest;
}

// Metres, as far as "giant" and "tiny" leave them.
float heightOf(const Scene &scene, int actor)
{
    const float own = subjectOf(scene, actor).height;
    if (scene.actors.size() < 2)
        return own;
    const float tallest = tallestOf(scene);
    switch (scene.actors[actor].scale) {
    case Scale::Large:
        return std::max(own, tallest) * 1.4F;
    case Scale::Small:
        return std::min(own, tallest * 0.25F);
    default:
        return own;
    }
}

float scaleAlone(Scale scale)
{
    return scale == Scale::Small ? 0.58F : scale == Scale::Large ? 1.45F : 1.0F;
}

} // namespace

bool flies(const Scene &scene, int actor)
{
    const Subject &subject = subjectOf(scene, actor);
    const Actor &a = scene.actors[actor];
    const bool wet = scene.has(Place::Sea) || scene.has(Place::Lake) || scene.has(Place::Beach)
        || scene.has(Place::Underwater);
    if (scene.has(Place::Sky) && !wet && (subject.kind == Kind::Swimmer || subject.kind == Kind::Boat))
        return true;
    if (a.action == Action::Flying || subject.kind == Kind::Flyer || subject.kind == Kind::Sky)
        return true;
    return subject.kind == Kind::Bird && !(subject.perches && a.relation == Relation::On);
}

float shareOf(const Scene &scene, int actor, float shape)
{
    const Subject &subject = subjectOf(scene, actor);
    float tallest = heightOf(scene, actor);
    int crowd = 0;
    for (int i = 0; i < scene.actors.size(); ++i) {
        crowd += scene.actors[i].count;
        if (!flies(scene, i) && !flies(scene, actor))
            tallest = std::max(tallest, heightOf(scene, i));
    }
    const float relative = std::pow(heightOf(scene, actor) / tallest, 0.42F);
    const float crowded = 1.0F / std::pow(float(std::min(crowd, 12)), 0.26F);
    const float narrow = std::min(1.0F, shape * 1.15F);
    const float room = scene.has(Place::Table) ? 1.12F : 1.0F;
    const float alone = scene.actors.size() < 2 ? scaleAlone(scene.actors[actor].scale) : 1.0F;
    const float share = subject.share() * relative * crowded * narrow * room * alone;
    // A bust on the lower edge needs its shoulders.
    return subject.kind == Kind::Person ? std::max(share, 0.42F * narrow) : share;
}
