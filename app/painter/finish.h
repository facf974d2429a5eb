// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

#include <QImage>

// What happens to the whole picture once everything stands in it.

struct Look {
    float saturation = 1.12F;
    float contrast = 0.12F;
    float vignette = 0.3F;
    float grain = 0.012F;
};

void bloom(
    Canvas &canvas, const View &view, Work &work); // light spills around bright things, rays from the sun
// The hand that holds the brush.
struct Hand {
    float finer = 1; // more and smaller strokes
    bool bold = false; // thick paint: broad strokes over everything
};

void brush(Canvas &canvas, const View &view, const Hand &hand, Work &work); // redraws all as strokes
void paintWeather(Canvas &canvas, const View &view, const Scene &scene, Work &work); // falling rain and snow
// To the screen's colours, `size` being the canvas's or smaller.
QImage develop(const Canvas &canvas, const View &view, const Look &look, QSize size, Work &work);
