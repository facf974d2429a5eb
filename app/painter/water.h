// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

// Flat water from `shore` (a row) down to the lower edge: mirrors what stands above it.
struct Water {
    int shore = 0;
    float ripple = 1; // 0.3 glassy, 1 a light breeze
    float deep = 0.3F; // how much of its own colour shows near the viewer
    float bands = 1; // streaks where the wind touches
};

void paintWater(Canvas &canvas, const View &view, const Water &water, Work &work);

// A sea whose waves stand up and hide each other; power 0.3 choppy to 0.9 a storm.
void paintSwell(Canvas &canvas, const View &view, float power, Work &work);

struct Ground;
// Foam and wet sand where the sea meets the ground's edge.
void paintSurf(Canvas &canvas, const View &view, const Ground &sand, Work &work);
