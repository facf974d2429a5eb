// SPDX-License-Identifier: MIT
#include "painter/scene.h"

#include "painter/scenenames.h"
#include "painter/subjects.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

const Tint *Scene::tintOf(Thing thing) const
{
    const auto it = std::ranges::find(tints, thing, &Tint::thing);
    return it == tints.end() ? nullptr : &*it;
}

bool Scene::indoors() const
{
    return std::ranges::any_of(places, [](Place place) {
        return place >= Place::Kitchen && place != Place::Table;
    }) || (has(Place::Table) && places.size() == 1);
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

// "subject cat 3 red small left painting landscape on 1".
QString actorText(const Actor &actor)
{
    QStringList words = {u"subject"_s, actor.what};
    if (actor.count != 1)
        words += QString::number(actor.count);
    if (!actor.colour.isEmpty())
        words += actor.colour;
    if (actor.scale != Scale::Open)
        words += SceneNames::spell(SceneNames::scales, actor.scale);
    if (actor.side != Side::Open)
        words += SceneNames::spell(SceneNames::sides, actor.side);
    if (actor.action != Action::None)
        words += SceneNames::spell(SceneNames::actions, actor.action);
    words += actor.propColour;
    words += actor.prop;
    if (actor.relation != Relation::None)
        words += u"%1 %2"_s.arg(
            SceneNames::spell(SceneNames::relations, actor.relation), QString::number(actor.to + 1));
    if (!actor.costume.isEmpty())
        words += u"as "_s + actor.costume;
    if (!actor.text.isEmpty())
        words += u"says “%1”"_s.arg(actor.text);
    words.removeAll(QString());
    return words.join(u' ');
}

QString nameOf(const QString &id)
{
    const Subject *subject = Subjects::builtin().find(id);
    QString name = subject ? subject->words.first() : id;
    return name.remove(u'*');
}

QString pluralOf(const QString &name)
{
    static const QHash<QString, QString> odd = {{u"mouse"_s, u"mice"_s}, {u"wolf"_s, u"wolves"_s},
        {u"goose"_s, u"geese"_s}, {u"child"_s, u"children"_s}, {u"man"_s, u"men"_s}, {u"woman"_s, u"women"_s},
        {u"sheep"_s, u"sheep"_s}, {u"fish"_s, u"fish"_s}, {u"deer"_s, u"deer"_s}, {u"ox"_s, u"oxen"_s}};
    if (odd.contains(name))
        return odd.value(name);
    if (name.endsWith(u's'))
        return name;
    if (name.endsWith(u'x') || name.endsWith("ch"_L1) || name.endsWith("sh"_L1))
        return name + u"es"_s;
    if (name.endsWith(u'y') && !name.endsWith("ey"_L1) && !name.endsWith("ay"_L1))
        return name.chopped(1) + u"ies"_s;
    return name + u's';
}

QString actionWords(const Actor &actor)
{
    const QString prop = (actor.propColour + u' ' + nameOf(actor.prop)).trimmed();
    switch (actor.action) {
    case Action::None:
        return actor.prop.isEmpty() ? QString() : u"with "_s + prop;
    case Action::Painting:
        return actor.prop.isEmpty() ? u"painting"_s : u"painting "_s + prop;
    case Action::Riding:
        return {};
    case Action::Holding:
        return prop.isEmpty() ? QString() : u"holding "_s + prop;
    default:
        return (SceneNames::spell(SceneNames::actions, actor.action) + u' ' + prop).trimmed();
    }
}

QString relationWords(const Scene &scene, const Actor &actor)
{
    if (actor.to < 0 || actor.to >= scene.actors.size())
        return {};
    static const std::array<QLatin1String, 8> spelled = {QLatin1String(""), QLatin1String("on"),
        QLatin1String("under"), QLatin1String("beside"), QLatin1String("in"), QLatin1String("behind"),
        QLatin1String("in front of"), QLatin1String("above")};
    const QString how
        = actor.action == Action::Riding ? u"riding"_s : QString(spelled[std::size_t(actor.relation)]);
    return u"%1 %2"_s.arg(how, nameOf(scene.actors.at(actor.to).what));
}

QString actorCaption(const Scene &scene, const Actor &actor)
{
    QStringList words;
    if (actor.count > 1)
        words += QString::number(actor.count);
    if (actor.scale != Scale::Open)
        words += SceneNames::spell(SceneNames::scales, actor.scale);
    words += actor.colour;
    words += actor.count > 1 ? pluralOf(nameOf(actor.what)) : nameOf(actor.what);
    const Subject *costume = Subjects::builtin().find(actor.costume);
    if (costume && !costume->living())
        words += u"in "_s + nameOf(actor.costume);
    else if (costume)
        words += u"dressed as "_s + nameOf(actor.costume);
    words += actionWords(actor);
    words += relationWords(scene, actor);
    if (actor.side == Side::Left || actor.side == Side::Right)
        words += (actor.side == Side::Left ? u"on the left"_s : u"on the right"_s);
    if (!actor.text.isEmpty())
        words += u"saying “%1”"_s.arg(actor.text);
    words.removeAll(QString());
    return words.join(u' ');
}

QString placeWord(Place place)
{
    switch (place) {
    case Place::LivingRoom:
        return u"living room"_s;
    case Place::Hall:
        return u"castle hall"_s;
    case Place::Cafe:
        return u"café"_s;
    case Place::Lab:
        return u"laboratory"_s;
    case Place::Moon:
        return u"moon ground"_s;
    default:
        return SceneNames::spell(SceneNames::places, place);
    }
}

QString styleWord(Style style)
{
    switch (style) {
    case Style::LowPoly:
        return u"low poly"_s;
    case Style::Pixel:
        return u"pixel art"_s;
    case Style::PopArt:
        return u"pop art"_s;
    default:
        return SceneNames::spell(SceneNames::styles, style);
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
    if (!scene.without.isEmpty())
        parts += listed("without", SceneNames::things, scene.without);
    for (const Actor &actor : scene.actors)
        parts += actorText(actor);
    if (!scene.sights.isEmpty())
        parts += u"sight "_s + scene.sights.join(u' ');
    if (scene.style != Style::Open)
        parts += u"style "_s + SceneNames::spell(SceneNames::styles, scene.style);
    return parts.join("; "_L1);
}

QString caption(const Scene &scene)
{
    QStringList parts;
    for (const Actor &actor : scene.actors)
        parts += actorCaption(scene, actor);
    for (const Place place : scene.places) {
        if (place != Place::Sky)
            parts += placeWord(place);
    }
    for (const QString &sight : scene.sights)
        parts += nameOf(sight);
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
    for (const Thing thing : scene.without)
        parts += u"no "_s + SceneNames::spell(SceneNames::things, thing);
    if (scene.style != Style::Open)
        parts += styleWord(scene.style);
    parts.removeDuplicates();
    return withoutRepeats(parts).join(", "_L1);
}
