// SPDX-License-Identifier: MIT
#pragma once

#include "painter/furniture.h"
#include "painter/layer.h"

#include <QList>

// Rooms: a wall and a floor, what stands along the wall, and the light of windows and lamps on all of it.

struct Lamp {
    float x = 0, y = 0; // room units: 1000 from ceiling to the picture's foot, x from the middle
    float reach = 500;
    Rgb light;
};

struct Room {
    enum class Wall { Plain, Damask, Stripes, Stone, Tiles, Brick, Planks, Curtain, Backdrop };
    enum class Floor { Planks, Chequer, Flags, Carpet, Sweep };
    Wall wall = Wall::Plain;
    Rgb paint{0.5F, 0.45F, 0.4F}; // the wall's colour
    float panel = 0; // height of wooden panelling, room units
    Rgb wood{0.2F, 0.1F, 0.05F};
    Floor floor = Floor::Planks;
    Rgb ground{0.3F, 0.16F, 0.08F}, ground2{0.2F, 0.1F, 0.05F};
    Rgb ambient{0.3F, 0.27F, 0.24F};
    QList<Lamp> lamps = {};
    std::function<void(Furniture &)> furnish = {};
};

Room roomFor(const Scene &scene, const View &view);
QList<Layer> roomLayers(const Scene &scene, const View &view);
// The table top in front, and the soft view behind it.
QList<Layer> tableLayers(const Scene &scene, const View &view);
