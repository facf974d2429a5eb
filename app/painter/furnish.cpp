// SPDX-License-Identifier: MIT
#include "painter/rng.h"
#include "painter/scene.h"
#include "painter/subjects.h"

#include <algorithm>
#include <optional>

namespace {

// What the largest subject calls home, when the prompt names no place; what lies in a bowl has no say.
std::optional<Place> homeOf(const Scene &scene)
{
    std::optional<Place> home;
    float largest = 0;
    for (const Actor &actor : scene.actors) {
        const Subject *subject = Subjects::builtin().find(actor.what);
        const bool held = actor.relation == Relation::In;
        if (!subject || !subject->home || held || subject->height <= largest)
            continue;
        home = subject->home;
        largest = subject->height;
    }
    return home;
}

void chooseHome(Scene &scene)
{
    if (scene.places.isEmpty()) {
        if (const std::optional<Place> home = homeOf(scene))
            scene.places += *home;
    }
    const auto built = [](const Actor &actor) {
        const Subject *subject = Subjects::builtin().find(actor.what);
        return subject && subject->kind == Subject::Kind::House;
    };
    if (scene.places == QList{Place::Sea} && std::ranges::any_of(scene.actors, built))
        scene.places += Place::Hills; // a cliff to build on
    // A car stands before the café, not in it.
    const auto drives = [](const Actor &actor) {
        const Subject *subject = Subjects::builtin().find(actor.what);
        return subject && subject->kind == Subject::Kind::Car && actor.scale != Scale::Small;
    };
    if (scene.has(Place::Cafe) && std::ranges::any_of(scene.actors, drives))
        scene.places = {Place::Street};
    const auto handy = [](const Actor &actor) {
        const Subject *subject = Subjects::builtin().find(actor.what);
        return subject && subject->small() && subject->height <= 0.65F;
    };
    if (!scene.actors.isEmpty() && scene.indoors() && std::ranges::all_of(scene.actors, handy)
        && !scene.has(Place::Table))
        scene.places += Place::Table;
}

bool farOnly(Place place)
{
    return place == Place::Mountains || place == Place::Hills || place == Place::Sky;
}

// Grounds one can stand on or look across, for a scene that names only what is far away.
void chooseGround(Scene &scene, Rng &rng)
{
    if (std::ranges::any_of(scene.places, [](Place place) { return !farOnly(place); }))
        return;
    const bool peopled = !scene.actors.isEmpty(); // they need ground under their feet
    if (scene.places.isEmpty() || scene.places == QList{Place::Hills}) {
        scene.places += Place::Meadow;
    } else if (scene.places == QList{Place::Sky}) {
        scene.places += rng.chance(0.5F) ? Place::Hills : Place::Mountains;
        scene.places += !peopled && rng.chance(0.5F) ? Place::Lake : Place::Meadow;
    } else {
        scene.places += !peopled && rng.chance(0.9F) ? Place::Lake : Place::Meadow;
    }
}

void chooseHour(Scene &scene)
{
    if (scene.time != TimeOfDay::Open)
        return;
    const bool night = scene.has(Feature::Neon) || scene.hasMoon() || scene.has(Feature::Stars)
        || scene.has(Feature::MilkyWay) || scene.has(Feature::Aurora) || scene.has(Feature::ShootingStar);
    scene.time = night ? TimeOfDay::Night : TimeOfDay::Day;
}

void chooseNightSky(Scene &scene, Rng &rng)
{
    const bool covered = scene.has(Weather::Storm) || scene.has(Weather::Rain) || scene.has(Weather::Fog);
    if (scene.time != TimeOfDay::Night || covered)
        return;
    // A moon beside an aurora or the milky way would wash both out.
    const bool faint = scene.has(Feature::Aurora) || scene.has(Feature::MilkyWay);
    if (!scene.hasMoon() && !faint && rng.chance(0.9F) && !scene.lacks(Thing::Moon))
        scene.features += Feature::Moon;
    if (!scene.has(Feature::Stars) && !scene.lacks(Thing::Stars))
        scene.features += Feature::Stars;
}

} // namespace

Scene furnish(Scene scene, quint64 seed)
{
    Rng rng(seed, 0x5ce9e);
    chooseHome(scene);
    chooseGround(scene, rng);
    chooseHour(scene);
    chooseNightSky(scene, rng);
    return scene;
}
