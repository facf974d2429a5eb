// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/view.h"
#include "painter/work.h"

#include <QImage>

// A flat drawing set into the picture: its outline is blown up into a soft relief, which the light of the
// view then models; it throws a shadow and is mirrored in what is wet.
struct Standing {
    enum class Shadow { None, Ground, Contact };
    QImage drawing; // premultiplied
    float x = 0, y = 0; // of its upper left corner on the canvas
    float fade = 0; // how much of it the air has taken
    float mirror = 0; // 0 dry to 1 still water
    float waterline = 1; // share of its height that stands above the water
    float relief = 1; // how round it is
    float glow = 0; // how much it shines by itself
    Shadow shadow = Shadow::Ground;
    float windows = 0; // how brightly yellow panes are lit from within
    bool scenery = false; // part of the place, not what the picture is about
};

void paintStanding(Canvas &canvas, const View &view, const Standing &standing, Work &work);
