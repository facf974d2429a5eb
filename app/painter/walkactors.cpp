// SPDX-License-Identifier: MIT
#include "painter/subjects.h"
#include "painter/walk.h"
#include "painter/walktools.h"

using namespace Qt::StringLiterals;

// Who and what is in the picture, and how they belong together.

namespace {

bool worn(const QString &id)
{
    const Subject *subject = Subjects::builtin().find(id);
    return subject && subject->worn != Subject::Worn::Nowhere;
}

// Clothes of a person give no second subject, only their colour.
bool clothes(const QString &id)
{
    return id == "dress"_L1 || id == "t-shirt"_L1 || id == "kimono"_L1;
}

// What fits into a hand. "A man with a dog" has two in the picture.
bool portable(const Subject &subject)
{
    return subject.small() && subject.height < 1.3F;
}

bool isPerson(const Subject &subject)
{
    using Kind = Subject::Kind;
    return subject.kind == Kind::Human || subject.kind == Kind::Person || subject.kind == Kind::Figure;
}

bool isCreature(const Subject &subject)
{
    using Kind = Subject::Kind;
    const bool body = subject.kind == Kind::Beast || subject.kind == Kind::Head || subject.kind == Kind::Bird
        || subject.kind == Kind::Swimmer;
    return body && subject.outfit.isEmpty();
}

// Tools of a trade stay in the hand, whatever comes of it: "fishing for salmon", "knitting a sweater".
bool staysInHand(const QString &prop)
{
    return prop == "fishing-pole"_L1 || prop == "knitting"_L1 || prop == "microphone"_L1;
}

} // namespace

// "Flying a kite": the kite flies. "Flying a plane": its pilot sits in it.
void Walk::flyIt(const Subject &craft)
{
    const bool string = craft.id == "kite"_L1 || craft.id == "balloon"_L1;
    last()->action = string || !alive(*last()) ? Action::None : Action::Riding;
    m_holder = string || !alive(*last()) ? -1 : int(m_reading.scene.actors.size()) - 1;
}

// A coat or a dress, in the colour the prompt gave it.
void Walk::putOn(const Subject &subject)
{
    const bool person = isPerson(*Subjects::builtin().find(last()->what));
    if (!person && last()->costume.isEmpty()) { // an animal keeps its fur below the coat
        last()->costume = subject.id;
        if (!m_waiting.tints.isEmpty()) {
            last()->propColour = m_waiting.tints.last().name;
            last()->propRgb = m_waiting.tints.last().rgb;
        }
    } else if (!m_waiting.tints.isEmpty()) {
        last()->colour = m_waiting.tints.last().name;
        last()->rgb = m_waiting.tints.last().rgb;
    }
    if (last()->action == Action::Wearing)
        last()->action = Action::None;
    m_holder = -1;
    m_waiting = {};
}

// A held, worn, eaten or ridden thing belongs to who does it.
bool Walk::carried(const Subject &subject)
{
    QList<Actor> &actors = m_reading.scene.actors;
    const bool dressed = m_waiting.relation == Relation::In || m_waiting.action == Action::Wearing
        || (last() && last()->action == Action::Wearing);
    if (subject.kind == Subject::Kind::Flyer && last() && last()->action == Action::Flying
        && m_waiting.relation == Relation::None && !m_joined)
        flyIt(subject);
    if (clothes(subject.id) && dressed && last() && alive(*last())) {
        putOn(subject);
        return true;
    }
    if (m_holder < 0 && m_waiting.accompanies && last() && alive(*last()) && last()->action == Action::None
        && portable(subject)) {
        last()->action = worn(subject.id) ? Action::Wearing : Action::Holding;
        m_holder = int(actors.size()) - 1;
    }
    if (m_holder < 0 && m_waiting.action != Action::None && m_waiting.prop.isEmpty() && !subject.living()
        && last() && alive(*last()) && last()->action == Action::None) {
        last()->action = m_waiting.action;
        m_holder = int(actors.size()) - 1;
    }
    if (m_holder < 0)
        return false;
    Actor &holder = actors[m_holder];
    const int rider = m_holder;
    m_holder = -1;
    if (holder.action == Action::Riding || holder.action == Action::Climbing) {
        m_waiting.relation = Relation::None;
        addActor(subject, false);
        if (int(actors.size()) - 1 > rider) {
            actors[rider].relation = Relation::On;
            actors[rider].to = int(actors.size()) - 1;
        }
        return true;
    }
    if (!holder.prop.isEmpty() && holder.action == Action::Holding && !portable(subject)) {
        m_waiting.relation = subject.kind == Subject::Kind::Boat ? Relation::In : m_waiting.relation;
        return false; // "fishing from a boat"
    }
    if (staysInHand(holder.prop)) {
        m_waiting = {};
        return true;
    }
    if (!portable(subject) && m_waiting.relation != Relation::None)
        return false; // "reading on a bench": nothing is held
    holder.prop = subject.id;
    if (!m_waiting.tints.isEmpty()) {
        holder.propColour = m_waiting.tints.last().name;
        holder.propRgb = m_waiting.tints.last().rgb;
    }
    if (worn(subject.id) && holder.action == Action::Holding && m_waiting.accompanies)
        holder.action = Action::Wearing;
    m_waiting = {};
    return true;
}

// "A cat astronaut", "a pirate parrot": the animal stays, dressed as the other.
bool Walk::isRole(Actor &first, const Subject &second)
{
    const Subject &before = *Subjects::builtin().find(first.what);
    if (first.relation != Relation::None || !first.costume.isEmpty())
        return false;
    if (isCreature(before) && !second.outfit.isEmpty()) {
        first.costume = second.id;
        return true;
    }
    if (isCreature(before) && isPerson(second) && first.action == Action::None) {
        // No costume tells a dancer or a violinist, but what they do does.
        if (second.kind == Subject::Kind::Figure)
            first.action = Action::Dancing;
        else if (!second.prop.isEmpty()) {
            first.action = Action::Holding;
            first.prop = second.prop;
        }
        return true;
    }
    if (!before.outfit.isEmpty() && isCreature(second)) {
        first.costume = before.id;
        first.what = second.id;
        return true;
    }
    return false;
}

// The last who does something, and has no free hand to be given more.
Actor *Walk::lastDoer()
{
    QList<Actor> &actors = m_reading.scene.actors;
    for (qsizetype i = actors.size() - 1; i >= 0; --i) {
        if (!alive(actors.at(i)))
            continue;
        const Action action = actors.at(i).action;
        return action != Action::None && action != Action::Wearing ? &actors[i] : nullptr;
    }
    return nullptr;
}

// "Dressed as a pirate", "in a pirate costume", "wearing an astronaut suit".
bool Walk::disguised(const Subject &subject)
{
    Actor *actor = last();
    // "Riding a bicycle, wearing a helmet": it is the rider's.
    if (Actor *busy = lastDoer(); busy && worn(subject.id) && busy->costume.isEmpty()
        && (m_waiting.action == Action::Wearing || m_waiting.accompanies)) {
        busy->costume = subject.id;
        m_waiting = {};
        return true;
    }
    if (!actor || !alive(*actor))
        return false;
    if (clothes(subject.id) && !actor->costume.isEmpty() && !m_joined) {
        m_waiting = {};
        return true; // the suit of the astronaut it is dressed as
    }
    const bool put
        = m_waiting.disguise || m_waiting.relation == Relation::In || actor->action == Action::Wearing;
    const bool second
        = m_joined && actor->action == Action::Wearing && worn(subject.id) && !actor->prop.isEmpty();
    if (!actor->costume.isEmpty() || (!second && (!put || !subject.living() || subject.outfit.isEmpty())))
        return false;
    actor->costume = subject.id;
    if (actor->action == Action::Wearing && !second)
        actor->action = Action::None;
    m_holder = -1;
    m_waiting = {};
    return true;
}

// The carrier goes before its rider, so that what follows is still the rider's.
void Walk::mount(int rider, const Subject &carrier)
{
    QList<Actor> &actors = m_reading.scene.actors;
    for (Actor &actor : actors)
        actor.to += actor.to >= rider ? 1 : 0;
    actors.insert(rider, Actor{.what = carrier.id});
    actors[rider + 1].relation = Relation::On;
    actors[rider + 1].to = rider;
}

// "A baby dragon", "a bookshop cat": the second noun is meant; "a robot chef" stays a robot.
bool Walk::isCompound(const Subject &second, bool plural)
{
    static const QStringList makers = {u"robot"_s, u"alien"_s, u"ghost"_s, u"zombie"_s, u"skeleton"_s};
    Actor *first = last();
    if (first && isRole(*first, second)) {
        if (plural && first->count == 1)
            first->count = 3;
        return true;
    }
    if (!first || first->relation != Relation::None || first->action != Action::None)
        return false;
    if (!makers.contains(first->what)) {
        if (first->what == "baby"_L1)
            first->scale = Scale::Small;
        first->what = second.id;
    }
    if (plural && first->count == 1)
        first->count = 3;
    return true;
}

void Walk::takeSubject(const Word &word, bool afterActor)
{
    const Subject *subject = Subjects::builtin().find(word.meaning.subject);
    if (denied(word.meaning)) {
        use(word);
        return;
    }
    if (isPainted(word))
        return;
    use(word);
    // "In a barber chair": after all it is a chair.
    if (m_dressed && !afterActor && !subject->living() && !clothes(subject->id) && last()) {
        last()->costume.clear();
        m_waiting.relation = Relation::In;
    }
    const bool inside = m_waiting.relation == Relation::In && !m_waiting.disguise;
    if (disguised(*subject)) {
        m_settingDressed = inside && subject->living();
        m_joined = m_linked = false;
        return;
    }
    if (word.meaning.count > 0) // "a murder of crows"
        m_waiting.count = word.meaning.count;
    if (afterActor && !word.other && isCompound(*subject, word.plural)) {
        m_fresh = true;
        return;
    }
    m_fresh = !carried(*subject);
    m_settingProp = !m_fresh;
    if (m_fresh)
        addActor(*subject, word.plural);
    m_joined = m_linked = false;
    m_lastThings.clear();
}

void Walk::addActor(const Subject &subject, bool plural)
{
    constexpr int most = 12;
    QList<Actor> &actors = m_reading.scene.actors;
    if (actors.size() >= most) {
        m_reading.unknown += QString(subject.words.first()).remove(u'*');
        m_reading.unknown.removeDuplicates();
        m_waiting = {};
        return;
    }
    const int many = subject.kind == Subject::Kind::Plant ? 6 : subject.id == "people"_L1 ? 4 : 3;
    Actor actor{.what = subject.id,
        .count = m_waiting.count > 0 ? m_waiting.count
            : plural                 ? many
                                     : 1,
        .scale = m_waiting.scale,
        .action = m_waiting.action,
        .side = m_waiting.side};
    if (!m_waiting.tints.isEmpty()) {
        actor.colour = m_waiting.tints.last().name;
        actor.rgb = m_waiting.tints.last().rgb;
    }
    actors += actor;
    m_holder = wantsObject(actor.action) ? int(actors.size()) - 1 : -1;
    relate(int(actors.size()) - 1);
    const QString prop = m_waiting.prop;
    m_waiting = {};
    if (!prop.isEmpty())
        equip(int(actors.size()) - 1, prop);
}

// "A cat on a chair": the one named first stands in relation to the one named after.
void Walk::relate(int newcomer)
{
    QList<Actor> &actors = m_reading.scene.actors;
    const Subject &subject = *Subjects::builtin().find(actors[newcomer].what);
    if (newcomer == 0)
        return;
    static const QStringList containers
        = {u"bowl"_s, u"basket"_s, u"jar"_s, u"vase"_s, u"plate"_s, u"bucket"_s, u"box"_s};
    const bool filled = m_waiting.accompanies && containers.contains(actors[newcomer - 1].what)
        && (subject.kind == Subject::Kind::Food || subject.kind == Subject::Kind::Plant);
    if (m_waiting.contains || filled) {
        actors[newcomer].relation = Relation::In;
        actors[newcomer].to = newcomer - 1;
    } else if (m_waiting.relation != Relation::None && actors[newcomer - 1].relation == Relation::None) {
        actors[newcomer - 1].relation = m_waiting.relation;
        actors[newcomer - 1].to = newcomer;
    }
}
