// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/rng.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

// What one stands on, from `top` (a row, its edge a little uneven) to the lower edge.
struct Ground {
    enum class Kind { Grass, Snow, Leaves, Sand, Regolith };
    Kind kind = Kind::Grass;
    float top = 0;
    float flowers = 0; // 0 none to 1 full of them
    float uneven = 10; // pixels of a 1024 picture the edge may rise and fall
    float lean = 0; // and how much it falls from the left side to the right
    float light = 1; // less where one looks against the sun
};

void paintGround(Canvas &canvas, const View &view, const Scene &scene, const Ground &ground, Work &work);
// Row of the ground's edge at a column: what stands there starts here.
float groundEdge(const View &view, const Ground &ground, float x);
// Light on the ground under drifting clouds, 0.55 to 1.
float groundLight(const View &view, const Ground &ground, float x, float y);
// Fallen leaves, by the thousand.
void scatterLeaves(Canvas &canvas, const View &view, const Scene &scene, const Ground &ground, Work &work);
// Coarse grains and a few shells.
void scatterShells(Canvas &canvas, const View &view, const Ground &ground, Work &work);
// Grass and flowers on ground that is already painted.
void growMeadow(Canvas &canvas, const View &view, const Scene &scene, const Ground &ground, Work &work);
