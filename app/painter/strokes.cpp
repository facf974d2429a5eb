// SPDX-License-Identifier: MIT
#include "painter/strokes.h"

#include <cmath>

namespace {

inline void mark(Canvas &canvas, int x, int y, Rgb colour, float alpha, float fine)
{
    canvas.blend(x, y, colour, alpha);
    float &there = canvas.fine.row(y)[x];
    there = std::max(there, fine * alpha);
}

// Walks along the longer axis and covers the width across it; cheap, and exact enough for thin strokes.
template<bool Steep>
void walk(Canvas &canvas, Tip from, Tip to, Rgb colour, float alpha, float fine)
{
    const float a0 = Steep ? from.y : from.x;
    const float a1 = Steep ? to.y : to.x;
    const float c0 = Steep ? from.x : from.y;
    const float c1 = Steep ? to.x : to.y;
    const int along = Steep ? canvas.height() : canvas.width();
    const int across = Steep ? canvas.width() : canvas.height();
    const float length = a1 - a0;
    const float inverse = 1.0F / std::max(length, 0.5F);
    const int first = std::max(floorInt(a0), 0);
    const int last = std::min(floorInt(a1), along - 1);
    for (int a = first; a <= last; ++a) {
        const float t = clamp01((float(a) + 0.5F - a0) * inverse);
        const float centre = mix(c0, c1, t);
        const float half = mix(from.width, to.width, t) * 0.5F;
        const float ends = std::min(std::min(float(a) + 1.0F - a0, a1 - float(a)) + 0.0F, 1.0F);
        const int begin = std::max(floorInt(centre - half - 0.5F), 0);
        const int end = std::min(floorInt(centre + half + 0.5F), across - 1);
        for (int c = begin; c <= end; ++c) {
            const float inside = clamp01(half + 0.5F - std::abs(float(c) + 0.5F - centre));
            const float cover = std::min(inside, half * 2.0F) * std::max(ends, 0.3F) * alpha;
            if (cover > 0)
                mark(canvas, Steep ? c : a, Steep ? a : c, colour, cover, fine);
        }
    }
}

} // namespace

void stroke(Canvas &canvas, Tip from, Tip to, Rgb colour, float alpha, float fine)
{
    if (std::abs(to.y - from.y) >= std::abs(to.x - from.x)) {
        const bool down = from.y <= to.y;
        walk<true>(canvas, down ? from : to, down ? to : from, colour, alpha, fine);
    } else {
        const bool right = from.x <= to.x;
        walk<false>(canvas, right ? from : to, right ? to : from, colour, alpha, fine);
    }
}

void dab(Canvas &canvas, float x, float y, float radiusX, float radiusY, Rgb colour, float alpha, float fine)
{
    const int y0 = std::max(floorInt(y - radiusY - 0.5F), 0);
    const int y1 = std::min(floorInt(y + radiusY + 0.5F), canvas.height() - 1);
    for (int row = y0; row <= y1; ++row) {
        const float dy = (float(row) + 0.5F - y) / radiusY;
        const float half = radiusX * std::sqrt(std::max(1.0F - dy * dy, 0.02F));
        const int x0 = std::max(floorInt(x - half - 0.5F), 0);
        const int x1 = std::min(floorInt(x + half + 0.5F), canvas.width() - 1);
        for (int column = x0; column <= x1; ++column) {
            const float cover = clamp01(half + 0.5F - std::abs(float(column) + 0.5F - x)) * alpha;
            if (cover > 0)
                mark(canvas, column, row, colour, cover, fine);
        }
    }
}
