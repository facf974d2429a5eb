// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

#include <functional>

// A stretch of land seen from the ground: a height field laid out as screen columns by distance, lit by the
// sun with shadows, faded by the air, painted from back to front.
struct Range {
    enum class Rock { Ridged, Rounded }; // bare crests, or soft hills
    Rock kind = Rock::Ridged;
    float nearest = 1, farthest = 1.7F; // distance; 1 is where a height of 1024 units fills 1024 units
    float height = 0.3F; // of the highest crest, in 1024 units
    float frequency = 3; // crests across a 1024 picture
    float footing = 0; // how far below the horizon the foot lies, in 1024 units
    Rgb rock, low; // albedo of bare rock and of what grows below
    float treeLine = 0; // height where `low` ends, as a share of `height`
    float snowLine = 2; // height where snow begins, as a share of `height`
    Rgb snow{0.9F, 0.93F, 1.0F};
    float fade = 0.2F; // how much of it the air has taken
    float mist = 0; // more of it near the foot
    float fringe = 0; // tree tops on the crests, in 1024 units
    quint64 salt = 0;
};

void paintRange(Canvas &canvas, const View &view, const Range &range, Work &work);
