// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"

// One column of a slope that looks at the viewer, between a far and a near distance of a height field. Drawn
// far to near, the soft upper edge gives every crest a clean line against what lies behind it.
inline void raiseFace(Canvas &canvas, int x, float top, float bottom, Rgb far, Rgb near, float fine)
{
    if (top >= bottom)
        return; // turned away: hidden by its own crest
    const int first = std::max(int(top), 0);
    const int last = std::min(int(bottom), canvas.height() - 1);
    const float slope = 1.0F / (bottom - top);
    for (int y = first; y <= last; ++y) {
        const float t = clamp01((float(y) + 0.5F - top) * slope);
        canvas.blend(x, y, mix(far, near, t), std::min(float(y) + 1.0F - top, 1.0F));
        canvas.fine.row(y)[x] = fine;
    }
}
