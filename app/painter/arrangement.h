// SPDX-License-Identifier: MIT
#pragma once

#include "painter/figure.h"
#include "painter/placing.h"
#include "painter/rng.h"
#include "painter/sizing.h"

#include <algorithm>

// Finds a place for one actor after the other; later ones make room for earlier ones. Who stands free is
// placed in placing.cpp, who stands in relation to others in seating.cpp.
class Placing {
public:
    Placing(const Scene &scene, const View &view)
        : m_scene(scene)
        , m_view(view)
        , m_rng(view.seed, 0x91ace)
    {
    }

    QList<Placed> place();

private:
    const Subject &subjectOf(int actor) const;
    QSizeF shapeOf(int actor) const { return m_shapes.at(actor); }
    bool isPlaced(int actor) const;
    const Placed &placedOf(int actor) const { return *std::ranges::find(m_placed, actor, &Placed::actor); }

    bool flies(int actor) const { return ::flies(m_scene, actor); }
    bool floating(int actor) const;

    // Row a thing of the foreground stands on.
    float baseline(int actor);

    float sizeOf(int actor) const { return shareOf(m_scene, actor, m_view.shape()) * float(m_view.height); }

    float sideX(Side side);

    // The free column farthest from those taken.
    float freeX(float span);

    void put(int actor, float x, float foot, float height, bool aloft);

    void putEasel(Placed &painter);

    float freeSize(int actor, bool carries) const;
    void placeFree(int actor);

    bool isBase(int actor) const;
    void lift(Placed &placed);

    float rowX(int i, int count, Side side);

    void placeRelated(int actor);

    void placeBeside(int actor, const Placed &other, float side, float size);

    // How far up its height others stand or sit on something.
    float seatOf(int actor, const Placed &other) const;

    void placeOn(int actor, const Placed &other, int i);

    // Riders and passengers: half hidden by what carries them.
    void bringBehind(Placed &placed, const Placed &other);

    void placeIn(int actor, const Placed &other, int i);

    // Within something that has a front: sitting in a cup, standing in a basket.
    bool isHolder(int actor, const Placed &other) const;
    void placeInside(int actor, const Placed &other, int i);

    // On a board: whoever rides it stands upright, and it is made as long as they need.
    bool isBoard(const Placed &other) const;
    void placeOnBoard(int actor, int i);

    void placeClimbing(int actor, const Placed &other, int i);
    void placeOver(int actor, const Placed &other, int i, float size);

    void placeUnder(int actor, const Placed &other, int i);

    const Scene &m_scene;
    const View &m_view;
    Rng m_rng;
    QList<QSizeF> m_shapes;
    QList<Placed> m_placed;
};
