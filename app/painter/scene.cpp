// SPDX-License-Identifier: MIT
#include "painter/scene.h"

#include "painter/rng.h"
#include "painter/scenenames.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

const Tint *Scene::tintOf(Thing thing) const
{
    const auto it = std::ranges::find(tints, thing, &Tint::thing);
    return it == tints.end() ? nullptr : &*it;
}

namespace {

template<typename Enum, std::size_t Count>
QString listed(const char *title, const std::array<QLatin1String, Count> &names, const QList<Enum> &values)
{
    QStringList words = {QString::fromLatin1(title)};
    for (const Enum value : values)
        words += SceneNames::spell(names, value);
    return words.join(u' ');
}

QString thingWord(const Scene &scene, Thing thing)
{
    if (thing == Thing::Mountains && !scene.has(Place::Mountains))
        return SceneNames::spell(SceneNames::places, Place::Hills);
    return thing == Thing::All ? QString() : SceneNames::spell(SceneNames::things, thing);
}

QString featureWord(Feature feature)
{
    switch (feature) {
    case Feature::FullMoon:
        return u"full moon"_s;
    case Feature::Crescent:
        return u"crescent moon"_s;
    case Feature::MilkyWay:
        return u"milky way"_s;
    case Feature::ShootingStar:
        return u"shooting star"_s;
    default:
        return SceneNames::spell(SceneNames::features, feature);
    }
}

// "golden hills" says it all; "hills" beside it would say it twice.
QStringList withoutRepeats(const QStringList &parts)
{
    QStringList kept;
    for (const QString &part : parts) {
        const auto says = [&part](const QString &other) { return other.endsWith(u' ' + part); };
        if (std::ranges::none_of(parts, says))
            kept += part;
    }
    return kept;
}

// Grounds one can stand on or look across, for a scene that names only what is far away.
void chooseGround(Scene &scene, Rng &rng)
{
    const bool grounded = std::ranges::any_of(scene.places, [](Place place) {
        return place != Place::Mountains && place != Place::Hills && place != Place::Sky;
    });
    if (grounded)
        return;
    if (scene.places.isEmpty() || scene.places == QList{Place::Hills}) {
        scene.places += Place::Meadow;
    } else if (scene.places == QList{Place::Sky}) {
        scene.places += rng.chance(0.5F) ? Place::Hills : Place::Mountains;
        scene.places += rng.chance(0.5F) ? Place::Lake : Place::Meadow;
    } else {
        scene.places += rng.chance(0.65F) ? Place::Lake : Place::Meadow;
    }
}

void chooseHour(Scene &scene)
{
    if (scene.time != TimeOfDay::Open)
        return;
    const bool night = scene.hasMoon() || scene.has(Feature::Stars) || scene.has(Feature::MilkyWay)
        || scene.has(Feature::Aurora) || scene.has(Feature::ShootingStar);
    scene.time = night ? TimeOfDay::Night : TimeOfDay::Day;
}

void chooseNightSky(Scene &scene, Rng &rng)
{
    const bool covered = scene.has(Weather::Storm) || scene.has(Weather::Rain) || scene.has(Weather::Fog);
    if (scene.time != TimeOfDay::Night || covered)
        return;
    // A moon beside an aurora or the milky way would wash both out.
    const bool faint = scene.has(Feature::Aurora) || scene.has(Feature::MilkyWay);
    if (!scene.hasMoon() && !faint && rng.chance(0.75F))
        scene.features += Feature::Moon;
    if (!scene.has(Feature::Stars))
        scene.features += Feature::Stars;
}

} // namespace

QString toText(const Scene &scene)
{
    QStringList parts;
    if (!scene.places.isEmpty())
        parts += listed("place", SceneNames::places, scene.places);
    if (scene.time != TimeOfDay::Open)
        parts += u"time "_s + SceneNames::spell(SceneNames::times, scene.time);
    if (scene.season != Season::Open)
        parts += u"season "_s + SceneNames::spell(SceneNames::seasons, scene.season);
    if (scene.mood != Mood::Open)
        parts += u"mood "_s + SceneNames::spell(SceneNames::moods, scene.mood);
    if (!scene.weather.isEmpty())
        parts += listed("weather", SceneNames::weathers, scene.weather);
    if (!scene.features.isEmpty())
        parts += listed("feature", SceneNames::features, scene.features);
    for (const Tint &tint : scene.tints)
        parts += u"tint %1 %2"_s.arg(SceneNames::spell(SceneNames::things, tint.thing), tint.name);
    return parts.join("; "_L1);
}

QString caption(const Scene &scene)
{
    QStringList parts;
    for (const Place place : scene.places) {
        if (place != Place::Sky)
            parts += SceneNames::spell(SceneNames::places, place);
    }
    if (scene.season != Season::Open)
        parts += SceneNames::spell(SceneNames::seasons, scene.season);
    if (scene.time != TimeOfDay::Open)
        parts += SceneNames::spell(SceneNames::times, scene.time);
    for (const Weather kind : scene.weather)
        parts += SceneNames::spell(SceneNames::weathers, kind);
    for (const Feature feature : scene.features)
        parts += featureWord(feature);
    for (const Tint &tint : scene.tints)
        parts += u"%1 %2"_s.arg(tint.name, thingWord(scene, tint.thing)).trimmed();
    parts.removeDuplicates();
    return withoutRepeats(parts).join(", "_L1);
}

Scene furnish(Scene scene, quint64 seed)
{
    Rng rng(seed, 0x5ce9e);
    chooseGround(scene, rng);
    chooseHour(scene);
    chooseNightSky(scene, rng);
    return scene;
}
