// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/rng.h"
#include "painter/scene.h"
#include "painter/view.h"

#include <QImage>
#include <QPainter>

#include <array>

inline constexpr std::array<unsigned, 6> neonColours
    = {0xff3a8c, 0x38e8ff, 0xffb02e, 0x7dff5a, 0xb45cff, 0xff5a3a};

// One-point perspective: a point of the street by its side (-1, 1 are the house fronts), height and distance.
// Drawn a second time with all heights below the ground it is its own reflection in a wet road.
class StreetRow {
public:
    enum class Drawn { Upright, Mirrored };
    StreetRow(const Canvas &canvas, const View &view, const Scene &scene, Drawn drawn);

    void draw();
    const QImage &solid() const { return m_solid; }
    const QImage &lights() const { return m_lights; }
    bool dark() const { return m_dark; }

private:
    QPointF at(float side, float up, float distance) const;
    QPolygonF front(float side, float low, float high, float near, float far) const;
    QColor wallColour();
    QColor neon() { return QColor::fromRgb(neonColours[std::size_t(m_rng.below(6))]); }
    void farTowers();
    void row(float side);
    void building(float side, float near, float far);
    void windows(float side, float near, float far, float height);
    void shop(float side, float near, float far);
    void sign(float side, float distance, float low);
    void glyphs(const QRectF &box);
    void passers(bool peopled);
    void passer(float side, float distance);
    void wires();

    const View &m_view;
    Rng m_rng;
    QImage m_solid, m_lights;
    float m_up = 1; // -1 mirrored
    bool m_neon, m_wet, m_dark, m_peopled, m_empty;
    QPainter m_painter, m_glow;
    float m_vanishX = 0, m_vanishY = 0;
    float m_lane = 0; // half the street's width at distance 1
    float m_eye = 0; // the viewer's height at distance 1
};
