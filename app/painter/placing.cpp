// SPDX-License-Identifier: MIT
#include "painter/placing.h"

#include "painter/figure.h"
#include "painter/rng.h"
#include "painter/sizing.h"

#include <algorithm>
#include <cmath>

namespace {

using Kind = Subject::Kind;

// Finds a place for one actor after the other; later ones make room for earlier ones.
class Placing {
public:
    Placing(const Scene &scene, const View &view)
        : m_scene(scene)
        , m_view(view)
        , m_rng(view.seed, 0x91ace)
    {
    }

    QList<Placed> place()
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
        std::ranges::stable_sort(m_placed,
            [](const Placed &a, const Placed &b) { return a.aloft != b.aloft ? a.aloft : a.foot < b.foot; });
        std::ranges::stable_partition(m_placed, [](const Placed &p) { return !p.front; });
        return m_placed;
    }

private:
    const Subject &subjectOf(int actor) const
    {
        return *Subjects::builtin().find(m_scene.actors[actor].what);
    }
    QSizeF shapeOf(int actor) const { return m_shapes.at(actor); }
    bool isPlaced(int actor) const
    {
        return std::ranges::any_of(m_placed, [actor](const Placed &p) { return p.actor == actor; });
    }
    const Placed &placedOf(int actor) const { return *std::ranges::find(m_placed, actor, &Placed::actor); }

    bool flies(int actor) const { return ::flies(m_scene, actor); }
    bool floating(int actor) const
    {
        const Subject &subject = subjectOf(actor);
        return (subject.kind == Kind::Boat || subject.kind == Kind::Swimmer || subject.floats)
            && (m_scene.has(Place::Lake) || m_scene.has(Place::Sea) || m_scene.has(Place::Beach));
    }

    // Row a thing of the foreground stands on.
    float baseline(int actor)
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

    float sizeOf(int actor) const { return shareOf(m_scene, actor, m_view.shape()) * float(m_view.height); }

    float sideX(Side side)
    {
        const auto w = float(m_view.width);
        if (side == Side::Left)
            return w * m_rng.between(0.2F, 0.28F);
        if (side == Side::Right)
            return w * m_rng.between(0.72F, 0.8F);
        return w * 0.5F;
    }

    // The free column farthest from those taken.
    float freeX(float span)
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

    void put(int actor, float x, float foot, float height, bool aloft)
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
            .mirrored
            = m_rng.chance(0.5F) && subject.kind != Kind::House && m_scene.actors[actor].text.isEmpty(),
            .afloat = floating(actor) && !aloft,
            .aloft = aloft || subject.hovers};
        if (subject.kind == Kind::Person || m_scene.actors[actor].action == Action::Painting)
            placed.mirrored = false;
        m_placed += placed;
        if (m_scene.actors[actor].action == Action::Painting)
            putEasel(m_placed.last());
    }

    // At the painter's right hand, a step farther away.
    void putEasel(Placed &painter)
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

    void placeFree(int actor)
    {
        const Actor &a = m_scene.actors[actor];
        const bool sky = flies(actor);
        const bool deep = m_scene.has(Place::Underwater) && (subjectOf(actor).kind == Kind::Swimmer);
        const float size = sizeOf(actor);
        const auto h = float(m_view.height);
        const int count = std::min(a.count, 12);
        const float base = baseline(actor);
        for (int i = 0; i < count; ++i) {
            const bool named = a.side != Side::Open && i == 0;
            float x = named ? sideX(a.side) : freeX(size);
            if (count > 1 && !named && !sky)
                x = rowX(i, count, a.side);
            if (sky || deep || m_scene.has(Place::Space)) {
                const float low = deep || m_scene.has(Place::Space) ? 0.62F : 0.42F;
                const float y
                    = count == 1 ? m_rng.between(0.3F, low - 0.06F) : m_rng.between(0.16F, low + 0.1F);
                const float near = count == 1 ? 1.0F : m_rng.between(0.7F, 1.05F);
                if (m_scene.has(Place::Space) && count == 1)
                    x = mix(x, float(m_view.width) * 0.5F, 0.5F);
                put(actor, x, h * y + size * near * 0.5F, size * near, true);
                continue;
            }
            const float back = count == 1 ? 0.0F : (i % 2 == 0 ? 0.0F : m_rng.between(0.16F, 0.3F));
            const float foot = m_scene.has(Place::Table) ? base - back * 0.14F * h
                                                         : mix(base, m_view.horizon, back * 0.8F);
            const float near = m_scene.has(Place::Table) || subjectOf(actor).kind == Kind::Person
                ? 1.0F
                : clamp01(0.35F + 0.65F * (foot - m_view.horizon) / std::max(base - m_view.horizon, 1.0F));
            put(actor, x, foot, size * near * m_rng.between(0.94F, 1.04F), false);
        }
    }

    float rowX(int i, int count, Side side)
    {
        const auto w = float(m_view.width);
        const float left = side == Side::Right ? 0.5F : m_placed.size() > i ? 0.1F : 0.14F;
        const float right = side == Side::Left ? 0.5F : 0.86F;
        const float step = (right - left) / float(count);
        return w * (left + step * (float(i) + 0.5F + m_rng.signedUnit() * 0.16F));
    }

    void placeRelated(int actor)
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
                put(actor, other.x + side * other.height * 0.35F, other.foot - other.height * 0.16F, size,
                    false);
                break;
            case Relation::Front:
                // Nearer, so larger, and beside the middle of what it must not hide.
                put(actor, other.x - side * other.height * 0.3F,
                    std::max(baseline(actor),
                        std::min(other.foot + 0.1F * other.tall, 0.95F * float(m_view.height))),
                    size * (other.subject->kind == Kind::House ? 1.45F : 1.0F), false);
                break;
            case Relation::Above:
                put(actor, other.x + m_rng.signedUnit() * other.height * 0.2F,
                    other.foot - other.tall * 1.12F, ratio * 0.8F, true);
                break;
            default:
                placeBeside(actor, other, i % 2 == 0 || a.side != Side::Open ? side : -side, size);
            }
        }
    }

    void placeBeside(int actor, const Placed &other, float side, float size)
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
    float seatOf(int actor, const Placed &other) const
    {
        const Kind kind = other.subject->kind;
        if (m_scene.actors[actor].action == Action::Riding || kind == Kind::Beast)
            return 0.34F;
        if (kind == Kind::Boat)
            return 0.24F;
        if (kind == Kind::House || kind == Kind::Food)
            return 0.95F;
        return other.subject->height > 0.6F ? 0.48F : 0.93F;
    }

    void placeOn(int actor, const Placed &other, int i)
    {
        const Kind kind = other.subject->kind;
        const bool behind = kind == Kind::Boat || kind == Kind::Flyer || kind == Kind::Car
            || kind == Kind::Beast || m_scene.actors[actor].action == Action::Riding;
        const float size = behind
            ? std::clamp(sizeOf(actor), other.tall * 0.7F, std::max(other.tall * 1.1F, other.wide * 0.55F))
            : std::min(sizeOf(actor), other.tall * (kind == Kind::House ? 0.4F : 0.9F));
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
    void bringBehind(Placed &placed, const Placed &other)
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

    void placeIn(int actor, const Placed &other, int i)
    {
        if (other.subject->kind == Kind::House) {
            put(actor, other.x + other.wide * (0.3F + 0.2F * float(i)), baseline(actor), sizeOf(actor),
                false);
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

    void placeUnder(int actor, const Placed &other, int i)
    {
        const Kind kind = other.subject->kind;
        const float size = std::min(sizeOf(actor), other.height * (kind == Kind::Plant ? 0.5F : 1.2F));
        if (other.aloft || kind == Kind::Plant || kind == Kind::House) {
            put(actor, other.x + float(i) * size * 0.8F + size * 0.25F,
                other.foot + 0.03F * float(m_view.height), size, false);
            return;
        }
        if (other.subject->kind == Kind::Item && other.subject->height >= 0.7F
            && other.subject->id != QLatin1String("umbrella")) {
            // Between the legs of the furniture.
            put(actor,
                other.x + (float(i) - 0.5F * float(m_scene.actors[actor].count - 1)) * other.wide * 0.3F,
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

    const Scene &m_scene;
    const View &m_view;
    Rng m_rng;
    QList<QSizeF> m_shapes;
    QList<Placed> m_placed;
};

} // namespace

QList<Placed> placeActors(const Scene &scene, const View &view)
{
    return Placing(scene, view).place();
}
