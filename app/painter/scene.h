// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

// What a prompt asks for, as a plain value: the painter's layers read nothing else. Lists keep the order of
// the prompt and hold no value twice. Nothing here is random: what the prompt leaves open stays empty until
// furnish() chooses by seed.

enum class Place { Meadow, Mountains, Hills, Lake, Sea, Beach, Forest, Snow, Sky };
enum class TimeOfDay { Open, Dawn, Day, Sunset, Dusk, Night };
enum class Season { Open, Spring, Summer, Autumn, Winter };
enum class Weather { Clear, Clouds, Rain, Snowfall, Fog, Storm };
enum class Feature {
    Sun,
    Moon,
    FullMoon,
    Crescent,
    Stars,
    MilkyWay,
    Aurora,
    Rainbow,
    ShootingStar,
    Flowers,
    Pines
};
enum class Mood { Open, Calm, Wild };
enum class Thing { All, Sky, Clouds, Mountains, Water, Ground, Trees, Flowers, Sun, Moon, Aurora, Snow };

struct Tint {
    Thing thing = Thing::All;
    QString name; // as the lexicon spells it: "purple"
    quint32 rgb = 0; // 0xRRGGBB

    friend bool operator==(const Tint &, const Tint &) = default;
};

struct Scene {
    QList<Place> places = {};
    TimeOfDay time = TimeOfDay::Open;
    Season season = Season::Open;
    Mood mood = Mood::Open;
    QList<Weather> weather = {};
    QList<Feature> features = {};
    QList<Tint> tints = {};

    bool has(Place place) const { return places.contains(place); }
    bool has(Weather kind) const { return weather.contains(kind); }
    bool has(Feature feature) const { return features.contains(feature); }
    bool hasMoon() const { return has(Feature::Moon) || has(Feature::FullMoon) || has(Feature::Crescent); }
    const Tint *tintOf(Thing thing) const; // null when the prompt gave it no colour

    friend bool operator==(const Scene &, const Scene &) = default;
};

// One line, empty parts left out: "mountains lake; time sunset; weather clouds; tint clouds purple".
QString toText(const Scene &scene);

// For people, under the picture: "mountains, lake, sunset, purple clouds".
QString caption(const Scene &scene);

// Fills in what the prompt left open, by seed: a place to stand, the hour, the sky.
Scene furnish(Scene scene, quint64 seed);
