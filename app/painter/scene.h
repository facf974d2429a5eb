// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

// What a prompt asks for, as a plain value: the painter's layers read nothing else. Lists keep the order of
// the prompt and hold no value twice. Nothing here is random: what the prompt leaves open stays empty until
// furnish() chooses by seed.

enum class Place {
    Meadow,
    Mountains,
    Hills,
    Lake,
    Sea,
    Beach,
    Forest,
    Snow,
    Sky,
    Desert,
    Savanna,
    Village,
    Street,
    City,
    Space,
    Moon,
    Underwater,
    Cave,
    Kitchen,
    Library,
    LivingRoom,
    Study,
    Cafe,
    Lab,
    Hall,
    Stage,
    Studio,
    Table // a table top in front of whatever else there is
};
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
    Pines,
    Neon,
    Abstract,
    Fireplace,
    Steampunk,
    Victorian,
    Mars // the red ground and the two small moons
};
enum class Mood { Open, Calm, Wild };
enum class Thing {
    All,
    Sky,
    Clouds,
    Mountains,
    Water,
    Ground,
    Trees,
    Flowers,
    Sun,
    Moon,
    Aurora,
    Snow,
    Table,
    Walls,
    Stars,
    People
};
enum class Style {
    Open, // the storybook hand
    Oil,
    Watercolor,
    Ink,
    Pencil,
    LowPoly,
    Pixel,
    Poster,
    Noir,
    PopArt,
    Blueprint,
    Anime
};
enum class Scale { Open, Small, Large };
enum class Action {
    None,
    Painting,
    Reading,
    Holding,
    Riding,
    Playing,
    Eating,
    Drinking,
    Sleeping,
    Flying,
    Wearing,
    Dancing,
    Jumping,
    Climbing,
    Swimming,
    Running
};
enum class Relation { None, On, Under, Beside, In, Behind, Front, Above };
enum class Side { Open, Left, Right, Middle };

struct Tint {
    Thing thing = Thing::All;
    QString name; // as the lexicon spells it: "purple"
    quint32 rgb = 0; // 0xRRGGBB

    friend bool operator==(const Tint &, const Tint &) = default;
};

// Somebody or something in the picture.
struct Actor {
    QString what; // id in resources/subjects/subjects.tsv
    int count = 1;
    QString colour = {}; // as the lexicon spells it; empty: its own
    quint32 rgb = 0;
    Scale scale = Scale::Open;
    Action action = Action::None;
    QString prop = {}; // what the action needs: an id, or a place for a painter at the easel
    QString propColour = {}; // of what it holds or wears
    quint32 propRgb = 0;
    Relation relation = Relation::None;
    int to = -1; // the actor the relation leads to
    Side side = Side::Open;
    QString text = {}; // what is written on it, or on the sign it holds
    QString costume = {}; // who it is dressed as: an id

    friend bool operator==(const Actor &, const Actor &) = default;
};

struct Scene {
    QList<Place> places = {};
    TimeOfDay time = TimeOfDay::Open;
    Season season = Season::Open;
    Mood mood = Mood::Open;
    QList<Weather> weather = {};
    QList<Feature> features = {};
    QList<Tint> tints = {};
    QList<Thing> without = {}; // what the prompt does not want to see
    QList<Actor> actors = {};
    QStringList sights = {}; // ids of what stands far behind: what a town is known by
    Style style = Style::Open;

    bool has(Place place) const { return places.contains(place); }
    bool has(Weather kind) const { return weather.contains(kind); }
    bool has(Feature feature) const { return features.contains(feature); }
    bool lacks(Thing thing) const { return without.contains(thing); }
    bool hasMoon() const { return has(Feature::Moon) || has(Feature::FullMoon) || has(Feature::Crescent); }
    bool indoors() const; // walls all around: no sky, no weather
    const Tint *tintOf(Thing thing) const; // null when the prompt gave it no colour

    friend bool operator==(const Scene &, const Scene &) = default;
};

// One line, empty parts left out: "mountains lake; time sunset; weather clouds; tint clouds purple".
QString toText(const Scene &scene);

// For people, under the picture: "robot painting, mountains, lake, sunset, purple clouds".
QString caption(const Scene &scene);

// Fills in what the prompt left open, by seed: a place to stand, the hour, the sky.
Scene furnish(Scene scene, quint64 seed);
