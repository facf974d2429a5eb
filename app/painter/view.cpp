// SPDX-License-Identifier: MIT
#include "painter/view.h"

#include "painter/rng.h"

#include <cmath>

namespace {

// Share of the picture above the far ground.
float horizonShare(const Scene &scene, float shape, Rng &rng)
{
    const float tall = shape < 0.9F ? 1.0F : 0.0F;
    if (scene.indoors())
        return rng.between(0.68F, 0.73F);
    if (scene.has(Place::Space))
        return 0.999F;
    if (scene.has(Place::Moon) || scene.has(Place::Underwater) || scene.has(Place::Cave))
        return rng.between(0.68F, 0.74F);
    if (scene.has(Place::Street))
        return rng.between(0.5F, 0.58F);
    if (scene.has(Place::City))
        return rng.between(0.64F, 0.72F);
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
    return scene.time != TimeOfDay::Dusk && !scene.lacks(Thing::Sun)
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

// The light of a room, of the sea or of space comes from elsewhere than the sky's.
void changeWorld(View &view, const Scene &scene, Rng &rng)
{
    Palette &p = view.palette;
    const float side = rng.chance(0.5F) ? 1.0F : -1.0F;
    view.outside = p;
    if (scene.indoors()) {
        const float night = scene.time == TimeOfDay::Night ? 1.0F : 0.0F;
        p.key = mix(Rgb{1.25F, 1.08F, 0.86F}, Rgb{1.1F, 0.82F, 0.52F}, night);
        p.ambient = mix(Rgb{0.42F, 0.38F, 0.36F}, Rgb{0.3F, 0.25F, 0.24F}, night);
        p.starlight = 0;
    } else if (scene.has(Place::Underwater)) {
        p.zenith = rgb(0x7fdcec);
        p.upper = rgb(0x2c94c4);
        p.horizon = rgb(0x0d4576);
        p.haze = rgb(0x16608e);
        p.glow = {0.75F, 0.95F, 0.95F};
        p.key = {0.8F, 1.12F, 1.12F};
        p.ambient = {0.24F, 0.44F, 0.56F};
        p.starlight = 0;
        view.distance = 0.45F;
        view.sunHigh = true;
    } else if (scene.has(Place::Space) || scene.has(Place::Moon)) {
        for (Rgb *c : {&p.zenith, &p.upper, &p.lower, &p.horizon, &p.haze})
            *c = rgb(0x05060e);
        p.glow = {};
        p.key = {1.3F, 1.25F, 1.18F};
        p.ambient = {0.12F, 0.13F, 0.2F};
        p.starlight = 0.8F;
        view.distance = 0;
        view.sunHigh = true;
    } else {
        return;
    }
    view.sunVisible = scene.has(Place::Moon);
    view.toSun = {side * 0.6F, 0.66F, -0.45F};
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
    changeWorld(view, scene, rng);
    return view;
}
