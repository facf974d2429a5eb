// SPDX-License-Identifier: MIT
#include "painter/walk.h"

#include "painter/lettering.h"
#include "painter/subjects.h"
#include "painter/walktools.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool saysScene(const Meaning &meaning)
{
    return !meaning.places.isEmpty() || !meaning.weather.isEmpty() || !meaning.features.isEmpty()
        || meaning.time != TimeOfDay::Open;
}

} // namespace

bool wantsObject(Action action)
{
    switch (action) {
    case Action::None:
    case Action::Sleeping:
    case Action::Flying:
    case Action::Dancing:
    case Action::Jumping:
    case Action::Swimming:
    case Action::Running:
        return false;
    default:
        return true;
    }
}

void Walk::take(const Word &word)
{
    m_settingProp = m_settingThing = m_settingDressed = false;
    takeAny(word);
    m_freshProp = m_settingProp;
    m_freshThing = m_settingThing;
    m_dressed = m_settingDressed;
}

void Walk::takeAny(const Word &word)
{
    const Meaning &meaning = word.meaning;
    const bool fresh = m_fresh;
    m_fresh = false;
    if (follows(word))
        return;
    // "Un chien noir" is a black dog, not a film.
    static const QStringList blacks = {u"noir"_s, u"noirs"_s};
    if (fresh && m_foreign && blacks.contains(word.text)) {
        Word black = word;
        black.other = true;
        black.meaning = Meaning{.colour = 0x1a1b1f, .isColour = true};
        takeColour(black, true);
        return;
    }
    m_foreign = word.other;
    if (word.quoted)
        takeQuote(word);
    else if (!word.known)
        takeUnknown(word);
    else if (meaning.negates)
        m_negated = true;
    else if (meaning.links)
        m_linked = !m_lastThings.isEmpty();
    else if (meaning.joins)
        m_joined = true;
    else if (meaning.isColour)
        takeColour(word, fresh);
    else if (meaning.action != Action::None)
        takeAction(word);
    else if (!meaning.subject.isEmpty())
        takeSubject(word, fresh);
    else if (!describes(word, fresh) && !meaning.filler)
        takeThing(word);
}

// "No trees or people": the negation reaches on. "No trees and a cat": it does not, because of the article.
bool Walk::follows(const Word &word)
{
    static const QStringList alternatives = {u"or"_s, u"nor"_s, u"oder"_s, u"ou"_s, u"ni"_s, u"或"_s, u"o"_s};
    static const QStringList conjunctions = {u"and"_s, u"und"_s, u"y"_s, u"et"_s, u"e"_s, u"和"_s, u"与"_s};
    static const QStringList articles = {u"a"_s, u"an"_s, u"the"_s, u"ein"_s, u"eine"_s, u"einem"_s,
        u"einer"_s, u"un"_s, u"una"_s, u"une"_s, u"um"_s, u"uma"_s};
    const bool before = m_denied;
    m_denied = false;
    if (before && (alternatives.contains(word.text) || conjunctions.contains(word.text))) {
        m_negated = m_carried = true;
        return true;
    }
    if (m_carried && articles.contains(word.text) && !alternatives.contains(word.text))
        m_negated = m_carried = false;
    return false;
}

bool Walk::denied(const Meaning &meaning)
{
    if (!m_negated)
        return false;
    m_negated = m_carried = false;
    m_denied = true;
    QList<Thing> things = meaning.things;
    if (meaning.features.contains(Feature::Stars))
        things += Thing::Stars;
    const Subject *subject = Subjects::builtin().find(meaning.subject);
    if (subject && (subject->kind == Subject::Kind::Human || subject->kind == Subject::Kind::Person))
        things += Thing::People;
    if (subject && subject->kind == Subject::Kind::Plant)
        things += Thing::Trees;
    if (things.removeAll(Thing::Clouds) > 0)
        merge(m_reading.scene.weather, {Weather::Clear});
    merge(m_reading.scene.without, things);
    return true;
}

// What is in quotes is written: on the sign, shop or cake named before, or on a sign somebody holds.
void Walk::takeQuote(const Word &word)
{
    m_waiting = {};
    m_holder = -1;
    m_negated = false;
    use(word);
    if (!canLetter(word.text)) {
        m_reading.unknown += word.text;
        return;
    }
    const QString sign = u"sign"_s;
    if (last() && alive(*last()) && (last()->action == Action::None || last()->prop == sign)) {
        last()->action = Action::Holding;
        last()->prop = sign;
    } else if (!last() || alive(*last())) {
        addActor(*Subjects::builtin().find(sign), false);
    }
    last()->text = word.text;
}

// A colour that found nothing to act on is that of whoever was named last, or becomes the picture's own.
PromptReading Walk::finish()
{
    if (!last() && !m_waiting.doer.isEmpty()) { // "surfing at sunset"
        const Subject &doer = *Subjects::builtin().find(m_waiting.doer);
        m_waiting.action = Action::None;
        m_waiting.prop.clear();
        addActor(doer, false);
    }
    if (last() && last()->colour.isEmpty() && !m_waiting.tints.isEmpty()) {
        last()->colour = m_waiting.tints.first().name;
        last()->rgb = m_waiting.tints.first().rgb;
        m_waiting.tints.clear();
    }
    for (const Tint &tint : std::as_const(m_waiting.tints))
        tintThing(Thing::All, tint);
    return m_reading;
}

void Walk::takeUnknown(const Word &word)
{
    if (!m_negated && !m_reading.unknown.contains(word.text))
        m_reading.unknown += word.text;
    m_waiting.tints.clear(); // "a red zeugma": the colour belongs to what is not painted
    m_waiting.count = 0;
    m_lastThings.clear();
    m_denied = m_negated;
    m_negated = m_linked = m_carried = false;
}

// "Un gato negro", "un paraguas rojo", "céu azul": the colour comes after what has it.
bool Walk::coloursBack(const Word &word, const Tint &tint, bool afterActor)
{
    if (isHan(word.text.at(0)) || !last()) {
        if (m_freshThing && !isHan(word.text.at(0)))
            for (const Thing thing : std::as_const(m_lastThings))
                tintThing(thing, tint);
        return m_freshThing && !isHan(word.text.at(0));
    }
    if (afterActor) {
        last()->colour = tint.name;
        last()->rgb = tint.rgb;
    } else if (m_freshProp) {
        last()->propColour = tint.name;
        last()->propRgb = tint.rgb;
    } else if (m_freshThing) {
        for (const Thing thing : std::as_const(m_lastThings))
            tintThing(thing, tint);
    }
    return afterActor || m_freshProp || m_freshThing;
}

void Walk::takeColour(const Word &word, bool afterActor)
{
    Tint tint{.name = word.text, .rgb = word.meaning.colour};
    use(word);
    if (word.other && coloursBack(word, tint, afterActor)) {
        return;
    } else if (m_linked) {
        for (const Thing thing : std::as_const(m_lastThings))
            tintThing(thing, tint);
    } else {
        m_waiting.tints += tint;
    }
}

// Chinese puts what stands where behind the noun: "on the sofa" is "at sofa top".
bool Walk::relatesBack(const Word &word, bool afterActor)
{
    QList<Actor> &actors = m_reading.scene.actors;
    const bool back = word.meaning.relation != Relation::None && isHan(word.text.at(0)) && afterActor
        && actors.size() > 1 && word.meaning.relation != Relation::In;
    if (!back)
        return false;
    Actor &before = actors[actors.size() - 2];
    before.relation = word.meaning.relation;
    before.to = int(actors.size()) - 1;
    return true;
}

// Words that only tell how the next thing is.
bool Walk::describes(const Word &word, bool afterActor)
{
    const Meaning &meaning = word.meaning;
    if (relatesBack(word, afterActor))
        return true;
    if (meaning.side != Side::Open) {
        if (last() && !m_joined)
            last()->side = meaning.side;
        else
            m_waiting.side = meaning.side;
        m_waiting.relation = meaning.relation;
        use(word);
        return true;
    }
    if (meaning.disguises)
        m_waiting.disguise = true;
    else if (meaning.count > 0)
        m_waiting.count = meaning.count;
    else if (meaning.scale != Scale::Open)
        m_waiting.scale = meaning.scale;
    else if (meaning.relation != Relation::None)
        m_waiting.relation = meaning.relation;
    else if (meaning.contains)
        m_waiting.contains = true;
    else if (meaning.accompanies)
        m_waiting.accompanies = true;
    else
        return false;
    return true;
}

// "A robot painting" paints; "an oil painting" and "a painting of a robot" do not.
void Walk::takeAction(const Word &word)
{
    const Action action = word.meaning.action;
    if (action == Action::Painting && (!last() || m_joined || m_waiting.relation != Relation::None))
        return;
    use(word);
    // "In a hat, playing the trumpet": the hat stays on, the hands are free.
    if (last() && last()->action == Action::Wearing && last()->costume.isEmpty() && m_holder < 0
        && action != Action::Wearing) {
        last()->action = Action::None;
        std::swap(last()->costume, last()->prop);
    }
    // A train may jump and a cactus wear a hat, but a bicycle does not wear its rider's helmet.
    const int newest = int(m_reading.scene.actors.size()) - 1;
    const bool ridden = std::ranges::any_of(
        m_reading.scene.actors, [newest](const Actor &actor) { return actor.to == newest; });
    const bool moves
        = (!wantsObject(action) && action != Action::Sleeping) || (action == Action::Wearing && !ridden);
    if (!last() || m_joined || last()->action != Action::None || (!alive(*last()) && !moves)) {
        m_waiting.action = action;
        m_waiting.prop = word.meaning.prop;
        m_waiting.doer = word.meaning.subject;
        return;
    }
    last()->action = action;
    m_waiting.relation = Relation::None;
    m_holder = wantsObject(action) ? int(m_reading.scene.actors.size()) - 1 : -1;
    if (!word.meaning.prop.isEmpty())
        equip(int(m_reading.scene.actors.size()) - 1, word.meaning.prop);
}

// What an action needs by itself: a fishing rod in the hand, a surfboard under the feet.
void Walk::equip(int doer, const QString &prop)
{
    Actor &actor = m_reading.scene.actors[doer];
    if (actor.action == Action::Riding) {
        mount(doer, *Subjects::builtin().find(prop));
        m_holder = -1;
    } else {
        actor.prop = prop;
    }
}

bool Walk::isPainted(const Word &word)
{
    if (m_holder < 0)
        return false;
    Actor &holder = m_reading.scene.actors[m_holder];
    const bool onEasel = holder.action == Action::Painting && m_waiting.relation == Relation::None
        && (saysScene(word.meaning) || !word.meaning.subject.isEmpty());
    if (!onEasel)
        return false;
    holder.prop = word.meaning.subject.isEmpty() ? word.text : word.meaning.subject;
    m_holder = -1;
    m_waiting = {};
    use(word);
    return true;
}

void Walk::takeThing(const Word &word)
{
    const Meaning &meaning = word.meaning;
    if (denied(meaning)) {
        use(word);
        return;
    }
    // "Under a table": the table is a thing of its own, not the ground of a still life.
    const bool aside = m_waiting.relation == Relation::Under || m_waiting.relation == Relation::Behind
        || m_waiting.relation == Relation::Beside || m_waiting.relation == Relation::Front;
    if (meaning.places == QList{Place::Table} && aside && last()) {
        Word table = word;
        table.meaning = {};
        table.meaning.subject = u"table"_s;
        takeSubject(table, false);
        return;
    }
    if (isPainted(word) || heavenly(word))
        return;
    if (m_holder >= 0 && meaning.features.contains(Feature::Flowers)) {
        m_reading.scene.actors[m_holder].prop = u"bouquet"_s;
        m_holder = -1;
        m_waiting = {};
        use(word);
        return;
    }
    Scene &scene = m_reading.scene;
    if (overflies(meaning))
        last()->action = Action::Flying;
    takePlaces(meaning);
    merge(scene.weather, meaning.weather);
    merge(scene.features, meaning.features);
    prefer(scene.time, meaning.time);
    prefer(scene.season, meaning.season);
    prefer(scene.mood, meaning.mood);
    prefer(scene.style, meaning.style);
    use(word);
    if (!meaning.places.isEmpty()) {
        m_waiting.relation = Relation::None;
        m_waiting.accompanies = m_waiting.contains = false;
        m_waiting.count = 0;
        m_waiting.scale = Scale::Open;
    }
    giveColours(meaning.things);
}
