// SPDX-License-Identifier: MIT
#pragma once

#include "painter/layer.h"
#include "painter/scene.h"
#include "painter/subjects.h"
#include "painter/view.h"

#include <QList>

// One drawing of an actor and where it goes. Lengths are canvas pixels.
struct Placed {
    int actor = 0;
    const Subject *subject = nullptr;
    float x = 0; // its middle
    float foot = 0; // its lower edge
    float height = 0; // as ordered
    float wide = 0, tall = 0; // as it will be
    float fade = 0;
    bool mirrored = false;
    bool afloat = false;
    bool aloft = false; // throws no shadow
    float order = 0; // among the others from far to near, when its foot does not tell; 0: it does
    float cut = 0; // only this share of its height is painted, from below: the front of what holds others
    bool front = false; // over everything placed before it, whatever its distance
};

// Where everybody stands, far to near. By seed: another seed, another arrangement.
QList<Placed> placeActors(const Scene &scene, const View &view);

// The layers that paint them.
QList<Layer> actorLayers(const Scene &scene, const View &view);
