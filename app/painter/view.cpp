// SPDX-License-Identifier: MIT
#include "painter/view.h"

#include "painter/rng.h"

#include <cmath>

namespace {

// Share of the picture above the far ground.
float horizonShare(const Scene &scene, float shape, Rng &rng)
{
    const float tall = shape < 0.9F ? 1.0F : 0.0F;
    if (scene.has(Place::Sky))
        return rng.between(0.68F, 0.78F);
    if (scene.has(Place::Lake))
        return rng.between(0.58F, 0.68F) - tall * 0.04F;
    if (scene.has(Place::Beach))
        return rng.between(0.42F, 0.52F);
    if (scene.has(Place::Sea))
        return rng.between(0.46F, 0.6F);
    if (scene.has(Place::Forest))
        return rng.between(0.6F, 0.68F) + tall * 0.05F;
    return rng.between(0.5F, 0.64F) + tall * 0.03F;
}

// Sun height above the horizon as a share of the sky.
float sunHeight(TimeOfDay time, Rng &rng)
{
    switch (time) {
    case TimeOfDay::Dawn:
        return rng.between(0.22F, 0.42F);
    case TimeOfDay::Sunset:
        return rng.between(0.24F, 0.5F);
    case TimeOfDay::Dusk:
        return rng.between(-0.04F, 0.02F);
    case TimeOfDay::Night:
        return rng.between(0.58F, 0.84F);
    default:
        return rng.between(0.66F, 0.86F);
    }
}

float airOf(const Scene &scene)
{
    if (scene.has(Weather::Fog))
        return 0.85F;
    if (scene.has(Weather::Rain) || scene.has(Weather::Snowfall))
        return 0.5F;
    if (scene.has(Weather::Storm))
        return 0.4F;
    return scene.time == TimeOfDay::Dawn ? 0.32F : 0.18F;
}

bool moonGivesLight(const Scene &scene)
{
    return scene.time == TimeOfDay::Night || (scene.time == TimeOfDay::Dusk && scene.hasMoon());
}

// A covered sky hides sun and moon, unless the prompt names them.
bool lightShows(const Scene &scene)
{
    const bool covered = scene.has(Weather::Rain) || scene.has(Weather::Storm) || scene.has(Weather::Fog)
        || scene.has(Weather::Snowfall);
    if (moonGivesLight(scene))
        return scene.hasMoon();
    return scene.time != TimeOfDay::Dusk
        && (!covered || scene.has(Feature::Sun) || scene.has(Feature::Rainbow));
}

void placeMoon(View &view, const Scene &scene, Rng &rng)
{
    if (scene.time == TimeOfDay::Dusk && scene.hasMoon())
        view.sunY = view.horizon * (1.0F - sunHeight(TimeOfDay::Night, rng));
    const bool shared = moonGivesLight(scene);
    view.moonX = shared ? view.sunX : float(view.width) - view.sunX;
    view.moonY = shared ? view.sunY : view.horizon * rng.between(0.14F, 0.3F);
}

} // namespace

View composeView(const Scene &scene, QSize canvas, quint64 seed)
{
    Rng rng(seed, 0x71e3);
    View view;
    view.width = canvas.width();
    view.height = canvas.height();
    view.unit = float(std::min(view.width, view.height)) / 1024.0F;
    view.seed = seed;
    view.horizon = std::round(horizonShare(scene, view.shape(), rng) * float(view.height));
    const float side = rng.chance(0.5F) ? rng.between(0.14F, 0.38F) : rng.between(0.62F, 0.86F);
    view.sunX = side * float(view.width);
    view.sunY = view.horizon * (1.0F - sunHeight(scene.time, rng));
    view.sunVisible = lightShows(scene);
    placeMoon(view, scene, rng);
    view.sunHigh = scene.time == TimeOfDay::Day;
    const float x = (side - 0.5F) * 2.6F;
    const float y = scene.time == TimeOfDay::Day || scene.time == TimeOfDay::Night ? 0.75F : 0.42F;
    const float z = -0.5F;
    const float length = std::sqrt(x * x + y * y + z * z);
    view.toSun = {x / length, y / length, z / length};
    view.distance = airOf(scene);
    view.palette = paletteFor(scene, rng);
    return view;
}
