// SPDX-License-Identifier: MIT
#include "painter/arrangement.h"

#include <array>

using Kind = Subject::Kind;
using namespace Qt::StringLiterals;

void Placing::placeRelated(int actor)
{
    const Actor &a = m_scene.actors[actor];
    const Placed other = placedOf(a.to);
    const float size = sizeOf(actor);
    const float ratio = std::min(size, other.tall * 1.2F);
    const bool right = m_rng.chance(0.5F);
    const float side = a.side == Side::Left ? -1.0F : a.side == Side::Right || right ? 1.0F : -1.0F;
    for (int i = 0; i < std::min(a.count, 12); ++i) {
        switch (a.relation) {
        case Relation::On:
            placeOn(actor, other, i);
            break;
        case Relation::In:
            placeIn(actor, other, i);
            break;
        case Relation::Under:
            placeUnder(actor, other, i);
            break;
        case Relation::Behind:
            put(actor, other.x + side * other.height * 0.35F, other.foot - other.height * 0.16F, size, false);
            break;
        case Relation::Front:
            // Nearer, so larger, and beside the middle of what it must not hide.
            put(actor, other.x - side * other.height * 0.3F,
                std::max(
                    baseline(actor), std::min(other.foot + 0.1F * other.tall, 0.95F * float(m_view.height))),
                size * (other.subject->kind == Kind::House ? 1.45F : 1.0F), false);
            break;
        case Relation::Above:
            placeOver(actor, other, i, ratio * 0.8F);
            break;
        default:
            placeBeside(actor, other, i % 2 == 0 || a.side != Side::Open ? side : -side, size);
        }
    }
}

void Placing::placeBeside(int actor, const Placed &other, float side, float size)
{
    if (flies(actor)) {
        placeFree(actor);
        return;
    }
    const auto w = float(m_view.width);
    const float gap = (other.wide + size * float(shapeOf(actor).width())) * 0.52F;
    const bool named = m_scene.actors[actor].side != Side::Open;
    if (!named && (other.x + side * gap < size * 0.3F || other.x + side * gap > w - size * 0.3F))
        side = -side;
    const float x = std::clamp(other.x + side * gap, size * 0.25F, w - size * 0.25F);
    const float foot = other.aloft || other.subject->kind == Kind::House
        ? baseline(actor)
        : other.foot + m_rng.signedUnit() * 0.012F * float(m_view.height);
    put(actor, x, foot, size, false);
}

// How far up its height others stand or sit on something.
float Placing::seatOf(int actor, const Placed &other) const
{
    const Kind kind = other.subject->kind;
    if (other.subject->id == "bridge"_L1)
        return 0.86F;
    if (kind == Kind::Sky)
        return 0.14F;
    if (kind == Kind::Swimmer)
        return 0.42F;
    if (m_scene.actors[actor].action == Action::Riding || kind == Kind::Beast)
        return 0.34F;
    if (kind == Kind::Boat)
        return 0.24F;
    if (kind == Kind::House || kind == Kind::Food)
        return 0.95F;
    return other.subject->height > 0.6F ? 0.48F : 0.93F;
}

void Placing::placeOn(int actor, const Placed &other, int i)
{
    if (m_scene.actors[actor].action == Action::Climbing) {
        placeClimbing(actor, other, i);
        return;
    }
    if (isHolder(actor, other)) {
        placeInside(actor, other, i);
        return;
    }
    if (isBoard(other)) {
        placeOnBoard(actor, i);
        return;
    }
    const Kind kind = other.subject->kind;
    const bool bridge = other.subject->id == "bridge"_L1;
    if (kind == Kind::Head) {
        // It sits upright and looks at the viewer: the rider looks over its head.
        put(actor, other.x + float(i) * other.wide * 0.3F, other.foot - other.tall * 0.7F,
            std::min(sizeOf(actor), other.tall * 0.62F), true);
        m_placed.last().fade = other.fade;
        bringBehind(m_placed.last(), other);
        return;
    }
    const bool behind = bridge || kind == Kind::Boat || kind == Kind::Flyer || kind == Kind::Car
        || kind == Kind::Beast || m_scene.actors[actor].action == Action::Riding;
    const float size = bridge ? std::min(sizeOf(actor), other.tall * 0.8F)
        : behind
        ? std::clamp(sizeOf(actor), other.tall * 0.7F, std::max(other.tall * 1.1F, other.wide * 0.55F))
        : std::min(sizeOf(actor),
            other.tall
                * (kind == Kind::House      ? 0.4F
                        : kind == Kind::Sky ? 0.6F
                                            : 0.9F));
    const float sit = other.foot - other.tall * seatOf(actor, other);
    const float shift = behind ? (other.mirrored ? 0.04F : -0.02F) * other.wide : 0.0F;
    put(actor, other.x + shift + float(i) * size * 0.5F, sit, size, true);
    Placed &placed = m_placed.last();
    placed.fade = other.fade;
    if (behind) {
        placed.mirrored = other.mirrored;
        bringBehind(placed, other);
    } else {
        placed.front = true;
    }
}

// Riders and passengers: half hidden by what carries them.
void Placing::bringBehind(Placed &placed, const Placed &other)
{
    placed.aloft = true;
    for (Placed &p : m_placed) {
        if (p.actor == other.actor)
            p.front = true;
    }
    m_placed.last().front = true;
    // The carrier is painted last.
    const auto carrier = std::ranges::find(m_placed, other.actor, &Placed::actor);
    std::rotate(carrier, carrier + 1, m_placed.end());
}

void Placing::placeIn(int actor, const Placed &other, int i)
{
    if (other.subject->kind == Kind::House) {
        put(actor, other.x + other.wide * (0.3F + 0.2F * float(i)), baseline(actor), sizeOf(actor), false);
        return;
    }
    if (isHolder(actor, other)) {
        placeInside(actor, other, i);
        return;
    }
    static const QStringList seats = {QStringLiteral("chair"), QStringLiteral("armchair"),
        QStringLiteral("sofa"), QStringLiteral("bed"), QStringLiteral("bench")};
    if (other.subject->kind != Kind::Item || seats.contains(other.subject->id)) {
        placeOn(actor, other, i);
        return;
    }
    // A heap above the rim, the bowl before it, and two that rolled away.
    const bool heap = subjectOf(actor).kind == Kind::Food;
    const float size = heap ? other.height * 0.46F : other.height * 0.9F;
    const std::array<std::pair<float, float>, 9> spots = {{{-0.62F, 0.2F}, {0.62F, 0.2F}, {-0.2F, 0.14F},
        {0.22F, 0.16F}, {-0.42F, 0.44F}, {0.4F, 0.45F}, {0.0F, 0.5F}, {-0.2F, 0.8F}, {0.22F, 0.78F}}};
    const int most = m_scene.actors[actor].count > 1 ? 9 : 1;
    for (int k = 0; k < most && i == 0; ++k) {
        const auto [dx, dy] = most == 1 ? std::pair(0.0F, 0.3F) : spots[std::size_t(k)];
        put(actor, other.x + dx * other.height * 0.95F, other.foot - other.height * (0.42F + dy * 0.62F),
            size, true);
        Placed &placed = m_placed.last();
        placed.fade = 0;
        placed.mirrored = m_rng.chance(0.5F);
        bringBehind(placed, other);
    }
    for (const float away : {-1.0F, 1.0F}) {
        if (most == 1 || i > 0)
            continue;
        const float x = other.x + away * other.wide * m_rng.between(0.66F, 0.86F);
        const float half = size * 0.5F;
        put(actor, std::clamp(x, half, float(m_view.width) - half),
            other.foot + other.height * m_rng.between(0.02F, 0.2F), size * 1.06F, false);
    }
}

bool Placing::isHolder(int actor, const Placed &other) const
{
    const Kind kind = subjectOf(actor).kind;
    const bool heap = kind == Kind::Food || kind == Kind::Plant;
    const Relation relation = m_scene.actors[actor].relation;
    const bool rides = m_scene.actors[actor].action == Action::Riding;
    return other.subject->rim > 0 && !heap && (relation == Relation::In || rides);
}

void Placing::placeInside(int actor, const Placed &other, int i)
{
    const int count = std::min(m_scene.actors[actor].count, 4);
    if (i >= count)
        return;
    const bool basket = other.subject->kind == Kind::Flyer;
    const float share = basket ? 0.62F : other.subject->kind == Kind::Car ? 0.5F : 0.76F;
    const float room = other.wide * share / float(count);
    const QSizeF shape = shapeOf(actor);
    const float rim = other.tall * other.subject->rim;
    const float overlap = 0.55F + 0.45F * float(count); // shoulder before shoulder
    const float fits = room * overlap / float(std::max(shape.width(), 0.2));
    const float most = basket
        ? other.tall * 0.33F
        : std::max(other.tall * (other.subject->kind == Kind::Boat ? 2.6F : 1.5F), rim * 1.2F);
    const float size = std::min(fits, most / float(std::max(shape.height(), 0.2)));
    const float tall = size * float(shape.height());
    // Never without its face.
    const QRectF face = subjectOf(actor).face;
    const float deepest = face.isNull() ? 0.4F : std::clamp(0.66F - float(face.y()), 0.06F, 0.4F);
    const float sunk = std::min(deepest, basket ? 0.2F : 0.38F);
    const float floor = other.foot
        - other.tall
            * (other.subject->kind == Kind::Car ? 0.2F
                    : basket                    ? 0.05F
                                                : 0.1F);
    const float foot = std::min(floor, other.foot - rim + tall * sunk);
    const float x = other.x + (float(i) - 0.5F * float(count - 1)) * room;
    put(actor, x, foot, size, true);
    Placed &placed = m_placed.last();
    placed.fade = other.fade;
    placed.front = true;
    placed.order = other.foot + 0.1F;
    if (i + 1 < count)
        return;
    const auto holder = std::ranges::find_if(
        m_placed, [&other](const Placed &p) { return p.actor == other.actor && p.cut <= 0; });
    holder->front = true;
    holder->order = other.foot;
    Placed front = *holder;
    front.cut = other.subject->rim;
    front.order = other.foot + 0.2F;
    front.aloft = true; // its shadow is thrown already
    m_placed += front;
}

bool Placing::isBoard(const Placed &other) const
{
    const Kind kind = other.subject->kind;
    return (kind == Kind::Item || kind == Kind::Flyer || kind == Kind::Car) && other.wide > other.tall * 2.3F
        && (other.subject->height < 1.3F || other.subject->floats);
}

void Placing::placeOnBoard(int actor, int i)
{
    const int carrier = m_scene.actors[actor].to;
    const float size = sizeOf(actor);
    const auto board = std::ranges::find(m_placed, carrier, &Placed::actor);
    const float wanted = std::max(size * float(shapeOf(actor).width()), size * 0.6F) * 1.35F;
    if (i == 0) {
        const float grown = wanted / board->wide;
        board->wide *= grown;
        board->tall *= grown;
        board->height *= grown;
        board->front = true;
        if (floating(actor) || m_scene.has(Place::Sea))
            board->foot = mix(m_view.horizon, float(m_view.height), 0.62F);
    }
    const Placed on = *board;
    put(actor, on.x + float(i) * size * 0.4F, on.foot - on.tall * 0.7F, size, true);
    m_placed.last().front = true;
    m_placed.last().fade = on.fade;
}

void Placing::placeClimbing(int actor, const Placed &other, int i)
{
    const float size = std::min(sizeOf(actor), other.tall * 0.45F);
    const float side = other.mirrored ? -1.0F : 1.0F;
    put(actor, other.x + side * (other.wide * 0.1F + float(i) * size * 0.3F),
        other.foot - other.tall * (0.26F + 0.2F * float(i)), size, true);
    m_placed.last().front = true;
    m_placed.last().fade = other.fade;
}

// Over its top, and still within the picture.
void Placing::placeOver(int actor, const Placed &other, int i, float size)
{
    const float tall = size * float(shapeOf(actor).height());
    const float jump = m_scene.actors[actor].action == Action::Jumping ? 1.08F : 1.12F;
    const float foot = std::max(other.foot - other.tall * jump, tall + 0.03F * float(m_view.height));
    put(actor, other.x + (m_rng.signedUnit() * 0.2F + float(i) * 0.5F) * other.height, foot, size, true);
    m_placed.last().front = true;
}

void Placing::placeUnder(int actor, const Placed &other, int i)
{
    const Kind kind = other.subject->kind;
    const float size = std::min(sizeOf(actor), other.height * (kind == Kind::Plant ? 0.5F : 1.2F));
    if (other.aloft || kind == Kind::Plant || kind == Kind::House) {
        put(actor, other.x + float(i) * size * 0.8F + size * 0.25F, other.foot + 0.03F * float(m_view.height),
            size, false);
        return;
    }
    if (other.subject->kind == Kind::Item && other.subject->height >= 0.7F
        && other.subject->id != QLatin1String("umbrella")) {
        // Between the legs of the furniture.
        put(actor, other.x + (float(i) - 0.5F * float(m_scene.actors[actor].count - 1)) * other.wide * 0.3F,
            other.foot + 0.012F * float(m_view.height), std::min(size, other.tall * 0.56F), false);
        m_placed.last().front = true;
        return;
    }
    put(actor, other.x, other.foot, size, false);
    // Lift the roof over the head.
    const float top = m_placed.last().foot - m_placed.last().height * 0.86F;
    for (Placed &p : m_placed) {
        if (p.actor == other.actor) {
            p.foot = top + p.height * 0.55F;
            p.aloft = p.front = true;
        }
    }
}
