// SPDX-License-Identifier: MIT
#include "painter/subjects.h"
#include "painter/walk.h"

using namespace Qt::StringLiterals;

// Who and what is in the picture, and how they belong together.

namespace {

bool wantsObject(Action action)
{
    return action != Action::None && action != Action::Sleeping && action != Action::Flying;
}

bool worn(const QString &id)
{
    static const QStringList garments
        = {u"hat"_s, u"cap"_s, u"crown"_s, u"sunglasses"_s, u"glasses"_s, u"headphones"_s, u"mask"_s};
    return garments.contains(id);
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

bool alive(const Actor &actor)
{
    return Subjects::builtin().find(actor.what)->living();
}

} // namespace

// A held, worn, eaten or ridden thing belongs to who does it.
bool Walk::carried(const Subject &subject)
{
    QList<Actor> &actors = m_reading.scene.actors;
    const bool dressed = m_waiting.relation == Relation::In || m_waiting.action == Action::Wearing
        || (last() && last()->action == Action::Wearing);
    // "Flying a kite": the kite flies.
    if (subject.kind == Subject::Kind::Flyer && last() && last()->action == Action::Flying
        && m_waiting.relation == Relation::None && !m_joined)
        last()->action = Action::None;
    if (clothes(subject.id) && dressed && last() && alive(*last())) {
        if (!m_waiting.tints.isEmpty()) {
            last()->colour = m_waiting.tints.last().name;
            last()->rgb = m_waiting.tints.last().rgb;
        }
        if (last()->action == Action::Wearing)
            last()->action = Action::None;
        m_holder = -1;
        m_waiting = {};
        return true;
    }
    if (m_holder < 0 && m_waiting.accompanies && last() && alive(*last()) && last()->action == Action::None
        && portable(subject)) {
        last()->action = worn(subject.id) ? Action::Wearing : Action::Holding;
        m_holder = int(actors.size()) - 1;
    }
    if (m_holder < 0 && m_waiting.action != Action::None && !subject.living() && last() && alive(*last())
        && last()->action == Action::None) {
        last()->action = m_waiting.action;
        m_holder = int(actors.size()) - 1;
    }
    if (m_holder < 0)
        return false;
    Actor &holder = actors[m_holder];
    const int rider = m_holder;
    m_holder = -1;
    if (holder.action == Action::Riding) {
        addActor(subject, false);
        if (int(actors.size()) - 1 > rider) {
            actors[rider].relation = Relation::On;
            actors[rider].to = int(actors.size()) - 1;
        }
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

// "A baby dragon", "a bookshop cat": the second noun is meant; "a robot chef" stays a robot.
bool Walk::isCompound(const Subject &second, bool plural)
{
    static const QStringList makers = {u"robot"_s, u"alien"_s, u"ghost"_s, u"zombie"_s, u"skeleton"_s};
    Actor *first = last();
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
    m_waiting = {};
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
