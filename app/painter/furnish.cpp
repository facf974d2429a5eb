// SPDX-License-Identifier: MIT
#include "painter/rng.h"
#include "painter/scene.h"
#include "painter/subjects.h"

#include <QHash>
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

// What a prompt tells of the sky is not seen from below the water.
bool looksUp(const Scene &scene)
{
    const Feature above[] = {Feature::Moon, Feature::FullMoon, Feature::Crescent, Feature::Stars,
        Feature::MilkyWay, Feature::Aurora, Feature::Rainbow, Feature::ShootingStar};
    return std::ranges::any_of(above, [&scene](Feature feature) { return scene.has(feature); })
        || scene.time == TimeOfDay::Night || scene.time == TimeOfDay::Sunset;
}

// What somebody does says more about the place than where an animal lives: a bear that cooks is in a kitchen.
std::optional<Place> placeOfDeeds(const Scene &scene)
{
    using Kind = Subject::Kind;
    for (const Actor &actor : scene.actors) {
        const Subject *doer = Subjects::builtin().find(actor.what);
        const Subject *prop = Subjects::builtin().find(actor.prop);
        const bool free = doer && (!doer->home || doer->kind == Kind::Beast || doer->kind == Kind::Head);
        if (!free)
            continue;
        if (actor.action == Action::Swimming)
            return Place::Lake;
        const bool telling
            = prop && prop->home && *prop->home != Place::Table && actor.action == Action::Holding;
        if (telling)
            return prop->home;
        if (const Subject *role = Subjects::builtin().find(actor.costume);
            role && role->living() && role->home)
            return role->home;
    }
    return std::nullopt;
}

// Towns on other worlds stand below domes.
void settleWorlds(Scene &scene)
{
    const auto town = [](Place place) {
        return place == Place::City || place == Place::Village || place == Place::Street;
    };
    const bool world = scene.has(Feature::Mars) || scene.has(Place::Moon) || scene.has(Place::Underwater);
    if (world && scene.places.removeIf(town) > 0 && !scene.sights.contains(QStringLiteral("dome-city")))
        scene.sights += QStringLiteral("dome-city");
    if (scene.has(Feature::Mars) && !scene.sights.contains(QStringLiteral("mars-moons")))
        scene.sights.prepend(QStringLiteral("mars-moons"));
    const auto acts = [&scene](const QString &sight) {
        return std::ranges::any_of(
            scene.actors, [&sight](const Actor &actor) { return actor.what == sight; });
    };
    scene.sights.removeIf(acts);
}

// What carries somebody has to be open, and large enough.
void openCarriers(Scene &scene)
{
    static const QHash<QString, QString> opened = {{QStringLiteral("car"), QStringLiteral("open-car")},
        {QStringLiteral("sports-car"), QStringLiteral("open-car")},
        {QStringLiteral("hot-air-balloon"), QStringLiteral("manned-balloon")},
        {QStringLiteral("coffee"), QStringLiteral("big-cup")},
        {QStringLiteral("tea"), QStringLiteral("big-cup")}};
    for (const Actor &actor : std::as_const(scene.actors)) {
        const Subject *inside = Subjects::builtin().find(actor.what);
        const bool carried = actor.relation == Relation::In || actor.action == Action::Riding;
        if (!inside || !carried || actor.to < 0 || actor.to >= scene.actors.size()
            || inside->kind == Subject::Kind::Food)
            continue;
        Actor &carrier = scene.actors[actor.to];
        carrier.what = opened.value(carrier.what, carrier.what);
    }
}

void chooseHome(Scene &scene)
{
    if (scene.places.isEmpty()) {
        if (const std::optional<Place> place = placeOfDeeds(scene))
            scene.places += *place;
    }
    if (scene.places.isEmpty()) {
        if (const std::optional<Place> home = homeOf(scene))
            scene.places += *home == Place::Underwater && looksUp(scene) ? Place::Sea : *home;
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

bool aboveAll(const Actor &actor)
{
    const Subject *subject = Subjects::builtin().find(actor.what);
    return subject && subject->kind == Subject::Kind::Sky;
}

void chooseNightSky(Scene &scene, Rng &rng)
{
    const bool covered = scene.has(Weather::Storm) || scene.has(Weather::Rain) || scene.has(Weather::Fog);
    if (scene.time != TimeOfDay::Night || covered)
        return;
    // A moon beside an aurora or the milky way would wash both out.
    const bool faint = scene.has(Feature::Aurora) || scene.has(Feature::MilkyWay);
    const bool moonThere = std::ranges::any_of(scene.actors,
        [](const Actor &actor) { return actor.what.endsWith(QStringLiteral("-thing")) && aboveAll(actor); });
    if (!scene.hasMoon() && !moonThere && !faint && rng.chance(0.9F) && !scene.lacks(Thing::Moon))
        scene.features += Feature::Moon;
    if (!scene.has(Feature::Stars) && !scene.lacks(Thing::Stars))
        scene.features += Feature::Stars;
}

} // namespace

Scene furnish(Scene scene, quint64 seed)
{
    Rng rng(seed, 0x5ce9e);
    settleWorlds(scene);
    openCarriers(scene);
    chooseHome(scene);
    chooseGround(scene, rng);
    chooseHour(scene);
    chooseNightSky(scene, rng);
    return scene;
}
