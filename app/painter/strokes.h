// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"

// Marks of the brush, with soft edges; lengths in pixels. `fine` is written where the mark covers.

struct Tip {
    float x = 0, y = 0;
    float width = 1; // half of it lies on each side
};

// A line that tapers from one tip to the other.
void stroke(Canvas &canvas, Tip from, Tip to, Rgb colour, float alpha, float fine = 0.9F);
// A filled ellipse, upright.
void dab(Canvas &canvas, float x, float y, float radiusX, float radiusY, Rgb colour, float alpha,
    float fine = 0.8F);
