// SPDX-License-Identifier: MIT
#include "painter/furniture.h"

#include <QPainterPath>

#include <cmath>

// What hangs from walls and ceilings, and what holds them up.

void Furniture::banner(float x, float y, const QColor &cloth)
{
    QPainterPath path(QPointF(x - 48, y));
    path.lineTo(x + 48, y);
    path.lineTo(x + 48, y + 230);
    path.lineTo(x, y + 282);
    path.lineTo(x - 48, y + 230);
    path.closeSubpath();
    QLinearGradient folds(x - 48, 0, x + 48, 0);
    for (int i = 0; i <= 6; ++i)
        folds.setColorAt(i / 6.0, i % 2 ? cloth.darker(135) : cloth.lighter(108));
    m_solid.fillPath(path, folds);
    m_solid.setPen(QPen(QColor(0xd8, 0xb0, 0x4c), 6));
    m_solid.drawPath(path);
    m_solid.setPen(Qt::NoPen);
    m_solid.setBrush(QColor(0xe4, 0xbc, 0x54));
    m_solid.drawEllipse(QPointF(x, y + 118), 26, 26);
    m_solid.setBrush(cloth);
    m_solid.drawEllipse(QPointF(x, y + 118), 14, 14);
}

void Furniture::column(float x, float width)
{
    QLinearGradient round(x - width / 2, 0, x + width / 2, 0);
    round.setColorAt(0, QColor(0x5a, 0x54, 0x50));
    round.setColorAt(0.35, QColor(0xb4, 0xaa, 0xa0));
    round.setColorAt(1, QColor(0x4a, 0x44, 0x42));
    m_solid.fillRect(QRectF(x - width / 2, -10, width, m_floor + 20), round);
    m_solid.fillRect(QRectF(x - width * 0.72, m_floor - 26, width * 1.44, 52), round);
    m_solid.fillRect(QRectF(x - width * 0.72, 56, width * 1.44, 34), round);
}

void Furniture::torch(float x, float y)
{
    m_solid.fillRect(QRectF(x - 6, y, 12, 74), QColor(0x3a, 0x28, 0x1c));
    QPainterPath flame(QPointF(x - 15, y + 4));
    flame.quadTo(x - 20, y - 34, x + 2, y - 70);
    flame.quadTo(x + 22, y - 30, x + 15, y + 4);
    m_lights.fillPath(flame, QColor(0xff, 0xb8, 0x48));
    flicker(x, y - 24, 120, QColor(0xff, 0xa0, 0x40, 170));
}

void Furniture::pendant(float x, float y)
{
    m_solid.setPen(QPen(QColor(0x22, 0x1c, 0x18), 4));
    m_solid.drawLine(QPointF(x, -10), QPointF(x, y - 44));
    m_solid.setPen(Qt::NoPen);
    QPainterPath shade(QPointF(x - 14, y - 46));
    shade.lineTo(x + 14, y - 46);
    shade.quadTo(x + 46, y - 32, x + 54, y);
    shade.lineTo(x - 54, y);
    shade.quadTo(x - 46, y - 32, x - 14, y - 46);
    m_solid.fillPath(shade, QColor(0x2c, 0x34, 0x38));
    m_lights.setBrush(QColor(0xff, 0xe4, 0xa8));
    m_lights.drawEllipse(QPointF(x, y + 2), 15, 11);
    flicker(x, y + 8, 140, QColor(0xff, 0xcc, 0x80, 110));
}

void Furniture::blackboard(QRectF box)
{
    m_solid.fillRect(box.adjusted(-10, -10, 10, 10), QColor(0x6a, 0x42, 0x22));
    m_solid.fillRect(box, QColor(0x26, 0x30, 0x2c));
    m_solid.setPen(QPen(QColor(0xe8, 0xe4, 0xd8, 200), 4));
    for (int i = 0; i < 6; ++i) {
        const double y = box.top() + 26 + i * (box.height() - 40) / 6;
        m_solid.drawLine(QPointF(box.left() + 20, y),
            QPointF(box.left() + 20 + box.width() * m_rng.between(0.3F, 0.6F), y));
        m_solid.drawLine(QPointF(box.right() - 46, y), QPointF(box.right() - 20, y));
    }
    m_solid.setPen(Qt::NoPen);
}

void Furniture::spotlight(float fromX, float toX, const QColor &colour)
{
    QPainterPath cone(QPointF(fromX - 16, -10));
    cone.lineTo(fromX + 16, -10);
    cone.lineTo(toX + 170, m_floor + 130);
    cone.lineTo(toX - 170, m_floor + 130);
    QLinearGradient fade(fromX, 0, toX, m_floor + 130);
    fade.setColorAt(0, QColor(colour.red(), colour.green(), colour.blue(), 120));
    fade.setColorAt(1, QColor(colour.red(), colour.green(), colour.blue(), 16));
    m_lights.fillPath(cone, fade);
    m_lights.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 46));
    m_lights.drawEllipse(QPointF(toX, m_floor + 130), 190, 46);
}

void Furniture::drapes(const QColor &cloth)
{
    for (const int side : {-1, 1}) {
        const double outer = float(side) * (m_half + 20);
        const double inner = float(side) * m_half * 0.66;
        QPainterPath path(QPointF(outer, -10));
        path.lineTo(float(side) * m_half * 0.5, -10);
        path.quadTo(inner, 320, float(side) * m_half * 0.86, 470);
        path.lineTo(inner, m_floor + 60);
        path.lineTo(outer, m_floor + 80);
        QLinearGradient folds(outer, 0, inner, 0);
        for (int i = 0; i <= 10; ++i)
            folds.setColorAt(i / 10.0, i % 2 ? cloth.darker(170) : cloth.lighter(115));
        m_solid.fillPath(path, folds);
        m_solid.fillRect(QRectF(side > 0 ? m_half * 0.8 : -m_half * 0.94, 456, m_half * 0.14, 14),
            QColor(0xd8, 0xa8, 0x40));
    }
    for (int i = -4; i <= 4; ++i) {
        QPainterPath swag;
        const double x = float(i) * m_half / 4.4;
        swag.moveTo(x - m_half / 7.5, -10);
        swag.quadTo(x, 150, x + m_half / 7.5, -10);
        m_solid.fillPath(swag, upright(0, 90, cloth.darker(125), cloth.lighter(105)));
    }
}

// Polished copper, jointed; the light runs along its length.
void Furniture::pipe(QRectF along)
{
    const bool level = along.width() > along.height();
    const double thick = level ? along.height() : along.width();
    QLinearGradient round(along.topLeft(), level ? along.bottomLeft() : along.topRight());
    round.setColorAt(0, QColor(0x8c, 0x44, 0x20));
    round.setColorAt(0.35, QColor(0xf4, 0xac, 0x78));
    round.setColorAt(0.55, QColor(0xc8, 0x6c, 0x38));
    round.setColorAt(1, QColor(0x5c, 0x28, 0x12));
    m_solid.fillRect(along.translated(5, 9), QColor(0, 0, 0, 60));
    m_solid.fillRect(along, round);
    const double length = level ? along.width() : along.height();
    for (double at = 60; at < length; at += 190) {
        const QRectF joint = level
            ? QRectF(along.left() + at, along.top() - thick * 0.2, thick * 0.9, thick * 1.4)
            : QRectF(along.left() - thick * 0.2, along.top() + at, thick * 1.4, thick * 0.9);
        m_solid.fillRect(joint, round);
        m_solid.fillRect(joint, QColor(0xff, 0xd0, 0x70, 50));
    }
}

void Furniture::gear(float x, float y, float radius)
{
    QPainterPath wheel;
    const int teeth = std::max(10, int(radius / 4));
    for (int i = 0; i < teeth * 4; ++i) {
        const double a = 6.28318 * i / (teeth * 4);
        const double r = radius * ((i / 2) % 2 ? 1.0 : 0.86);
        const QPointF point(x + std::cos(a) * r, y + std::sin(a) * r);
        i ? wheel.lineTo(point) : wheel.moveTo(point);
    }
    wheel.closeSubpath();
    for (int i = 0; i < 5; ++i) {
        const double a = 6.28318 * i / 5 + 0.3;
        wheel.addEllipse(QPointF(x + std::cos(a) * radius * 0.52, y + std::sin(a) * radius * 0.52),
            radius * 0.2, radius * 0.2);
    }
    m_solid.fillPath(wheel.translated(6, 9), QColor(0, 0, 0, 80));
    QRadialGradient brass(QPointF(x - radius * 0.4, y - radius * 0.5), radius * 1.7);
    brass.setColorAt(0, QColor(0xff, 0xe4, 0x98));
    brass.setColorAt(0.45, QColor(0xd0, 0x94, 0x38));
    brass.setColorAt(1, QColor(0x6c, 0x40, 0x10));
    m_solid.fillPath(wheel, brass);
    m_solid.setBrush(QColor(0x5a, 0x36, 0x12));
    m_solid.drawEllipse(QPointF(x, y), radius * 0.13, radius * 0.13);
}

void Furniture::gauge(float x, float y, float radius)
{
    m_solid.setBrush(QColor(0xb8, 0x84, 0x30));
    m_solid.drawEllipse(QPointF(x, y), radius, radius);
    m_solid.setBrush(QColor(0xf6, 0xee, 0xd8));
    m_solid.drawEllipse(QPointF(x, y), radius * 0.8, radius * 0.8);
    m_solid.setPen(QPen(QColor(0x30, 0x28, 0x20), radius * 0.06));
    for (int i = 0; i <= 8; ++i) {
        const double a = 2.4 + 4.6 * i / 8;
        const QPointF out(std::cos(a), std::sin(a));
        m_solid.drawLine(QPointF(x, y) + out * radius * 0.58, QPointF(x, y) + out * radius * 0.72);
    }
    m_solid.setPen(QPen(QColor(0xc0, 0x24, 0x1c), radius * 0.09));
    m_solid.drawLine(QPointF(x, y), QPointF(x + radius * 0.42, y - radius * 0.36));
    m_solid.setPen(Qt::NoPen);
}
