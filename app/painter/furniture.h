// SPDX-License-Identifier: MIT
#pragma once

#include "painter/rng.h"
#include "painter/view.h"

#include <QImage>
#include <QPainter>

#include <functional>

inline QLinearGradient upright(double top, double bottom, const QColor &high, const QColor &low)
{
    QLinearGradient gradient(0, top, 0, bottom);
    gradient.setColorAt(0, high);
    gradient.setColorAt(1, low);
    return gradient;
}

// Draws what stands and hangs in a room. Lengths are room units: 1000 from the top of the picture to its
// foot, x from the middle. `solid` is lit by the room, `lights` shines by itself.
class Furniture {
public:
    Furniture(QImage &solid, QImage &lights, const View &view);

    float halfWidth() const { return m_half; }
    float floor() const { return m_floor; }
    Rng &rng() { return m_rng; }

    void window(QRectF frame, bool arched, const QColor &wood);
    void curtains(QRectF frame, const QColor &cloth);
    void shelf(float x, float y, float width, const QStringList &things);
    void thing(const QString &vector, float x, float foot, float height);
    void bookcase(QRectF frame);
    void pans(float x, float y, int count);
    void pipe(QRectF along);
    void gear(float x, float y, float radius);
    void gauge(float x, float y, float radius);
    void counter(float x0, float x1, const QColor &wood);
    void rug(float y, float rx, float ry, const QColor &main, const QColor &edge);
    void fireplace(float x);
    void frame(QRectF box);
    void banner(float x, float y, const QColor &cloth);
    void column(float x, float width);
    void torch(float x, float y);
    void pendant(float x, float y);
    void blackboard(QRectF box);
    void spotlight(float fromX, float toX, const QColor &colour);
    void drapes(const QColor &cloth);
    void flicker(float x, float y, float radius, const QColor &colour); // a soft light

private:
    QPainter m_solid, m_lights;
    const View &m_view;
    Rng m_rng;
    float m_half = 500;
    float m_floor = 700;
};
