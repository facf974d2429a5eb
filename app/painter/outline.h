// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/noise.h"

#include <QSize>

// Where the subjects are on the finished picture, so that a style can set them off from their ground: a
// clear drawing against few strokes, a line around the silhouette.
class Outline {
public:
    Outline(const Canvas &canvas, QSize size);

    bool empty() const { return m_empty; }
    float inside(int x, int y) const { return m_cover.row(clampedY(y))[clampedX(x)]; }
    // 1 on the silhouette, 0 at `width` pixels from it.
    float line(int x, int y, int width) const;
    // Falls from 1 at the subject to 0 some way out.
    float halo(int x, int y) const { return m_halo.at(float(x), float(y)); }

private:
    int clampedX(int x) const { return std::min(std::max(x, 0), m_size.width() - 1); }
    int clampedY(int y) const { return std::min(std::max(y, 0), m_size.height() - 1); }

    QSize m_size;
    Plane m_cover;
    NoiseField m_halo;
    bool m_empty = true;
};
