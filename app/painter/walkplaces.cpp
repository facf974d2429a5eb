// SPDX-License-Identifier: MIT
#include "painter/subjects.h"
#include "painter/walk.h"
#include "painter/walktools.h"

using namespace Qt::StringLiterals;

// Where it is, what stands in the sky, and what colours they have.

// A town brings its streets along unless the prompt names another place; its sights stay in any case.
void Walk::takePlaces(const Meaning &meaning)
{
    Scene &scene = m_reading.scene;
    if (!meaning.sights.isEmpty()) {
        for (const QString &sight : meaning.sights) {
            if (!scene.sights.contains(sight))
                scene.sights += sight;
        }
        if (scene.places.isEmpty())
            m_ofTown = scene.places = meaning.places;
        return;
    }
    const bool stands = !meaning.places.isEmpty() && meaning.places != QList{Place::Snow};
    if (stands && !m_ofTown.isEmpty()) {
        scene.places.removeIf([this](Place place) { return m_ofTown.contains(place); });
        m_ofTown.clear();
    }
    merge(scene.places, meaning.places);
}

// "A dragon over the city" flies.
bool Walk::overflies(const Meaning &meaning)
{
    return !meaning.places.isEmpty() && m_waiting.relation == Relation::Above && last() && alive(*last())
        && Subjects::builtin().find(last()->what)->kind != Subject::Kind::Bird
        && last()->action == Action::None && last()->relation == Relation::None;
}

// "Over the moon", "on a crescent moon": it is a thing to leap over or to sit on.
bool Walk::heavenly(const Word &word)
{
    const QList<Feature> &features = word.meaning.features;
    const bool crescent = features.contains(Feature::Crescent);
    const bool moon = crescent || features.contains(Feature::Moon) || features.contains(Feature::FullMoon);
    const bool related = m_waiting.relation == Relation::Above
        || (crescent && (m_waiting.relation == Relation::On || m_waiting.relation == Relation::In));
    if (!moon || !related || !last())
        return false;
    prefer(m_reading.scene.time, TimeOfDay::Night);
    Word thing = word;
    thing.meaning = Meaning{.subject = crescent ? u"crescent-thing"_s : u"moon-thing"_s};
    takeSubject(thing, false);
    return true;
}

void Walk::giveColours(const QList<Thing> &things)
{
    if (things.isEmpty())
        return; // "purple stormy clouds": the colour waits on
    for (const Thing thing : things) {
        for (const Tint &tint : std::as_const(m_waiting.tints))
            tintThing(thing, tint);
    }
    m_waiting.tints.clear();
    m_lastThings = things;
    m_settingThing = true;
    m_linked = false;
}

void Walk::tintThing(Thing thing, Tint tint)
{
    tint.thing = thing;
    if (!m_reading.scene.tints.contains(tint))
        m_reading.scene.tints += tint;
}
