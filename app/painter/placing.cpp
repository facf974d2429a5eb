// SPDX-License-Identifier: MIT
#include "painter/arrangement.h"

#include <cmath>

using Kind = Subject::Kind;
using namespace Qt::StringLiterals;

QList<Placed> Placing::place()
{
    for (int i = 0; i < m_scene.actors.size(); ++i)
        m_shapes += figureShape(m_scene.actors[i], subjectOf(i));
    const QList<Actor> &actors = m_scene.actors;
    // What others stand on, in or beside comes first.
    for (int i = 0; i < actors.size(); ++i) {
        if (actors[i].to < 0 || actors[i].to >= actors.size() || actors[i].to == i)
            placeFree(i);
    }
    for (int round = 0; round < actors.size(); ++round) {
        for (int i = 0; i < actors.size(); ++i) {
            if (!isPlaced(i) && isPlaced(actors[i].to))
                placeRelated(i);
        }
    }
    for (int i = 0; i < actors.size(); ++i) {
        if (!isPlaced(i))
            placeFree(i); // a circle of relations
    }
    const auto near = [](const Placed &p) { return p.order > 0 ? p.order : p.foot; };
    const auto up = [](const Placed &p) { return p.aloft && p.order <= 0; };
    std::ranges::stable_sort(m_placed,
        [near, up](const Placed &a, const Placed &b) { return up(a) != up(b) ? up(a) : near(a) < near(b); });
    std::ranges::stable_partition(m_placed, [](const Placed &p) { return !p.front; });
    return m_placed;
}

const Subject &Placing::subjectOf(int actor) const
{
    return *Subjects::builtin().find(m_scene.actors[actor].what);
}

bool Placing::isPlaced(int actor) const
{
    return std::ranges::any_of(m_placed, [actor](const Placed &p) { return p.actor == actor; });
}

bool Placing::floating(int actor) const
{
    const Subject &subject = subjectOf(actor);
    return (m_scene.actors[actor].action == Action::Swimming || subject.kind == Kind::Boat
               || subject.kind == Kind::Swimmer || subject.floats)
        && (m_scene.has(Place::Lake) || m_scene.has(Place::Sea) || m_scene.has(Place::Beach));
}

// Row a thing of the foreground stands on.
float Placing::baseline(int actor)
{
    const auto h = float(m_view.height);
    const Subject &subject = subjectOf(actor);
    if (m_scene.has(Place::Table))
        return h * m_rng.between(0.84F, 0.88F);
    if (subject.kind == Kind::Person)
        return h * 1.01F;
    if (floating(actor))
        return mix(m_view.horizon, h, m_scene.has(Place::Beach) ? 0.16F : m_rng.between(0.3F, 0.42F));
    const bool shore = m_scene.has(Place::Sea) || m_scene.has(Place::Beach); // the land begins lower
    if (shore && !floating(actor))
        return h * m_rng.between(0.86F, 0.92F);
    if (subject.kind == Kind::House || subject.kind == Kind::Plant)
        return mix(m_view.horizon, h, m_rng.between(0.42F, 0.6F));
    return h * m_rng.between(0.87F, 0.92F);
}

float Placing::sideX(Side side)
{
    const auto w = float(m_view.width);
    if (side == Side::Left)
        return w * m_rng.between(0.2F, 0.28F);
    if (side == Side::Right)
        return w * m_rng.between(0.72F, 0.8F);
    return w * 0.5F;
}

// The free column farthest from those taken.
float Placing::freeX(float span)
{
    const auto w = float(m_view.width);
    const float margin = std::min(span * 0.5F, w * 0.42F);
    float best = w * (0.5F + m_rng.signedUnit() * 0.08F);
    if (m_placed.isEmpty())
        return best;
    float widest = -1;
    for (int i = 0; i < 24; ++i) {
        const float x = mix(margin, w - margin, m_rng.unit());
        float nearest = w;
        for (const Placed &p : std::as_const(m_placed))
            nearest = std::min(nearest, std::abs(p.x - x));
        if (nearest > widest) {
            widest = nearest;
            best = x;
        }
    }
    return best;
}

void Placing::put(int actor, float x, float foot, float height, bool aloft)
{
    const Subject &subject = subjectOf(actor);
    const float far
        = clamp01(1.0F - (foot - m_view.horizon) / std::max(float(m_view.height) - m_view.horizon, 1.0F));
    Placed placed{.actor = actor,
        .subject = &subject,
        .x = x,
        .foot = foot,
        .height = height,
        .wide = height * float(shapeOf(actor).width()),
        .tall = height * float(shapeOf(actor).height()),
        .fade = clamp01(m_view.distance * (aloft ? 0.25F : 0.1F + 0.5F * far)),
        .mirrored = m_rng.chance(0.5F) && subject.kind != Kind::House && m_scene.actors[actor].text.isEmpty(),
        .afloat = floating(actor) && !aloft,
        .aloft = aloft || subject.hovers};
    if (subject.kind == Kind::Person || m_scene.actors[actor].action == Action::Painting)
        placed.mirrored = false;
    m_placed += placed;
    if (m_scene.actors[actor].action == Action::Painting)
        putEasel(m_placed.last());
}

// At the painter's right hand, a step farther away.
void Placing::putEasel(Placed &painter)
{
    const float right = painter.x + painter.height * 0.9F - float(m_view.width) * 0.99F;
    painter.x -= std::max(painter.height * 0.2F, right);
    Placed easel = painter;
    easel.subject = Subjects::builtin().find(QStringLiteral("easel"));
    easel.height = painter.height * 1.12F;
    easel.x = painter.x + painter.height * 0.66F;
    easel.foot = painter.foot - painter.height * 0.03F;
    m_placed += easel;
}

// Others stand on it, sit in it or fly over it.
bool Placing::isBase(int actor) const
{
    return std::ranges::any_of(m_scene.actors, [actor](const Actor &a) { return a.to == actor; });
}

void Placing::lift(Placed &placed)
{
    placed.foot -= placed.tall * 0.42F;
    placed.aloft = placed.front = true;
    placed.afloat = false;
}

// Of one who stands free; `carries`: others are on it or in it.
float Placing::freeSize(int actor, bool carries) const
{
    const Subject &subject = subjectOf(actor);
    const bool holds = carries && subject.kind == Kind::Flyer && subject.rim > 0;
    const bool spans = carries && subject.id == "bridge"_L1;
    const float usual = sizeOf(actor)
        * (holds                                       ? 2.1F
                : spans                                ? 1.5F
                : carries && subject.kind == Kind::Sky ? 1.4F
                                                       : 1.0F);
    // What holds others is as large as if it stood alone, however large they are elsewhere.
    const float alone
        = carries && subject.rim > 0 && !holds ? subject.share() * 0.8F * float(m_view.height) : 0;
    return std::max(usual, alone);
}

void Placing::placeFree(int actor)
{
    const Actor &a = m_scene.actors[actor];
    const bool sky = flies(actor);
    const bool deep = m_scene.has(Place::Underwater) && (subjectOf(actor).kind == Kind::Swimmer);
    const Subject &subject = subjectOf(actor);
    const bool carries = isBase(actor);
    const bool holds = carries && subject.kind == Kind::Flyer && subject.rim > 0; // its basket has to be seen
    const float size = freeSize(actor, carries);
    const auto h = float(m_view.height);
    const int count = std::min(a.count, 12);
    const float base = baseline(actor);
    for (int i = 0; i < count; ++i) {
        const bool named = a.side != Side::Open && i == 0;
        float x = named ? sideX(a.side) : freeX(size);
        if (count > 1 && !named && !sky)
            x = rowX(i, count, a.side);
        if (subjectOf(actor).kind == Kind::Sky && isBase(actor)) {
            // The moon somebody jumps over has just risen.
            put(actor, x, m_view.horizon * 1.04F, size, true);
            continue;
        }
        if (holds || (sky && carries && count == 1)) {
            put(actor, mix(x, 0.5F * float(m_view.width), 0.6F), h * 0.5F + size * 0.5F, size, true);
            continue;
        }
        if (sky || deep || m_scene.has(Place::Space)) {
            const float low = deep || m_scene.has(Place::Space) ? 0.62F : 0.42F;
            const float y = count == 1 ? m_rng.between(0.3F, low - 0.06F) : m_rng.between(0.16F, low + 0.1F);
            const float near = count == 1 ? 1.0F : m_rng.between(0.7F, 1.05F);
            if (m_scene.has(Place::Street) && !m_scene.sights.isEmpty() && count == 1) // the tower's place
                x = float(m_view.width) * (x < 0.5F * float(m_view.width) ? 0.3F : 0.7F);
            if (m_scene.has(Place::Space) && count == 1)
                x = mix(x, float(m_view.width) * 0.5F, 0.5F);
            put(actor, x, h * y + size * near * 0.5F, size * near, true);
            continue;
        }
        const float back = count == 1 ? 0.0F : (i % 2 == 0 ? 0.0F : m_rng.between(0.16F, 0.3F));
        const float foot
            = m_scene.has(Place::Table) ? base - back * 0.14F * h : mix(base, m_view.horizon, back * 0.8F);
        const float near = m_scene.has(Place::Table) || subjectOf(actor).kind == Kind::Person
            ? 1.0F
            : clamp01(0.35F + 0.65F * (foot - m_view.horizon) / std::max(base - m_view.horizon, 1.0F));
        put(actor, x, foot, size * near * m_rng.between(0.94F, 1.04F), false);
        if (a.action == Action::Climbing && m_scene.has(Place::Mountains)) { // up on the rocks
            Placed &climber = m_placed.last();
            for (float *length : {&climber.height, &climber.wide, &climber.tall})
                *length *= 0.55F;
            climber.foot = m_view.horizon * (0.86F + 0.06F * float(i % 2));
            climber.aloft = true;
        }
        if (a.action == Action::Jumping)
            lift(m_placed.last());
    }
}

float Placing::rowX(int i, int count, Side side)
{
    const auto w = float(m_view.width);
    const float left = side == Side::Right ? 0.5F : m_placed.size() > i ? 0.1F : 0.14F;
    const float right = side == Side::Left ? 0.5F : 0.86F;
    const float step = (right - left) / float(count);
    return w * (left + step * (float(i) + 0.5F + m_rng.signedUnit() * 0.16F));
}

QList<Placed> placeActors(const Scene &scene, const View &view)
{
    return Placing(scene, view).place();
}
