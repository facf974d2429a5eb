// SPDX-License-Identifier: MIT
#pragma once

#include "painter/colour.h"

#include <QImage>
#include <QSize>

#include <vector>

// One number a pixel.
class Plane {
public:
    Plane() = default;
    Plane(int width, int height, float value = 0)
        : m_width(width)
        , m_values(std::size_t(width) * std::size_t(height), value)
    {
    }
    float *row(int y) { return m_values.data() + std::size_t(y) * std::size_t(m_width); }
    const float *row(int y) const { return m_values.data() + std::size_t(y) * std::size_t(m_width); }
    bool empty() const { return m_values.empty(); }

private:
    int m_width = 0;
    std::vector<float> m_values;
};

// The picture while it is painted: linear light in three planes; `fine`, 0 where broad strokes do (sky,
// water) to 1 where they must stay small (flowers, twigs); and `figure`, 1 where a subject stands.
class Canvas {
public:
    Canvas(int width, int height);

    int width() const { return m_width; }
    int height() const { return m_height; }
    Rgb at(int x, int y) const { return {r.row(y)[x], g.row(y)[x], b.row(y)[x]}; }
    void set(int x, int y, Rgb c)
    {
        r.row(y)[x] = c.r;
        g.row(y)[x] = c.g;
        b.row(y)[x] = c.b;
    }
    void blend(int x, int y, Rgb c, float alpha) { set(x, y, mix(at(x, y), c, alpha)); }
    void add(int x, int y, Rgb c) { set(x, y, at(x, y) + c); }
    // One row: colours over what is there, by alpha.
    void blendRow(
        int x0, int y, const float *cr, const float *cg, const float *cb, const float *alpha, int count);
    void fillFine(int y, int x0, int x1, float value);

    // About 128 pixels on the longer side, tone-mapped simply.
    QImage preview() const;

    Plane r, g, b, fine, figure;

private:
    int m_width;
    int m_height;
};
