// SPDX-License-Identifier: MIT
#include "painter/streetrow.h"

#include "painter/overlay.h"

#include <QPainterPath>

#include <cmath>
#include <vector>

StreetRow::StreetRow(const Canvas &canvas, const View &view, const Scene &scene, Drawn drawn)
    : m_view(view)
    , m_rng(view.seed, 0x57ee7)
    , m_solid(sheetFor(canvas))
    , m_lights(sheetFor(canvas))
    , m_up(drawn == Drawn::Mirrored ? -1.0F : 1.0F)
    , m_neon(scene.has(Feature::Neon))
    , m_wet(scene.has(Weather::Rain) || scene.has(Weather::Storm))
    , m_dark(view.palette.starlight > 0.3F || m_neon)
    , m_peopled(!scene.actors.isEmpty())
    , m_empty(scene.lacks(Thing::People))
    , m_painter(&m_solid)
    , m_glow(&m_lights)
{
    m_vanishX = float(view.width) * m_rng.between(0.42F, 0.58F);
    m_vanishY = view.horizon;
    m_lane = float(view.width) * 0.3F + float(view.height) * 0.22F;
    m_eye = (float(view.height) - m_vanishY) * 0.62F;
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_glow.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
}

void StreetRow::draw()
{
    farTowers();
    for (const float side : {-1.0F, 1.0F})
        row(side);
    if (m_neon && m_up > 0)
        wires();
    if ((m_wet || m_neon) && !m_empty)
        passers(m_peopled);
    m_painter.end();
    m_glow.end();
}

QPointF StreetRow::at(float side, float up, float distance) const
{
    return {double(m_vanishX + side * m_lane / distance),
        double(m_vanishY + (m_eye - m_up * up * m_eye) / distance)};
}

QPolygonF StreetRow::front(float side, float low, float high, float near, float far) const
{
    return QPolygonF{at(side, low, near), at(side, high, near), at(side, high, far), at(side, low, far)};
}

void StreetRow::farTowers()
{
    for (int i = 0; i < 16; ++i) {
        const float width = float(m_view.width) * m_rng.between(0.018F, 0.05F);
        const float x = m_vanishX + m_rng.bell() * float(m_view.width) * 0.2F;
        const float height = m_vanishY * m_rng.between(0.1F, 0.42F);
        const QColor wall = m_dark ? QColor(0x2a, 0x20, 0x48) : QColor(0x98, 0xa4, 0xb4);
        m_painter.fillRect(QRectF(x, m_vanishY, width, -height * m_up).normalized(),
            wall.lighter(int(m_rng.between(90.0F, 125.0F))));
        for (int k = 0; m_dark && k < 14; ++k) {
            m_glow.fillRect(QRectF(x + width * m_rng.unit() * 0.85F, m_vanishY - m_up * height * m_rng.unit(),
                                2.2 * m_view.unit, 3 * m_view.unit),
                QColor(0xff, 0xd0, 0x80, 150));
        }
    }
}

QColor StreetRow::wallColour()
{
    static constexpr std::array<unsigned, 7> dayWalls
        = {0xc89070, 0xd8c09a, 0x9a6a58, 0xb8b0a0, 0xa8c0b8, 0xe0b878, 0x8c7c84};
    static constexpr std::array<unsigned, 5> nightWalls = {0x2c2444, 0x3a2c50, 0x22304c, 0x44304c, 0x2a2a3c};
    return QColor::fromRgb(
        m_dark ? nightWalls[std::size_t(m_rng.below(5))] : dayWalls[std::size_t(m_rng.below(7))]);
}

void StreetRow::row(float side)
{
    std::vector<std::pair<float, float>> houses;
    for (float from = 0.62F; from < 14.0F;) {
        const float to = from * m_rng.between(1.35F, 1.7F);
        houses.emplace_back(from, to);
        from = to;
    }
    for (auto house = houses.rbegin(); house != houses.rend(); ++house)
        building(side, house->first, house->second);
}

void StreetRow::building(float side, float near, float far)
{
    const float height = m_neon ? m_rng.between(4.2F, 7.4F) : m_rng.between(2.9F, 4.4F);
    const QColor wall = wallColour();
    QLinearGradient shade(at(side, 0, near), at(side, 0, far));
    shade.setColorAt(0, wall.darker(side * m_view.toSun.x > 0 ? 132 : 104));
    shade.setColorAt(1, wall.darker(side * m_view.toSun.x > 0 ? 108 : 96));
    m_painter.setBrush(shade);
    m_painter.drawPolygon(front(side, 0, height, near, far));
    m_painter.setBrush(wall.darker(150));
    m_painter.drawPolygon(front(side, height - 0.1F, height + 0.05F, near, far));
    windows(side, near, far, height);
    shop(side, near, far);
    if (m_neon) {
        sign(side, mix(near, far, m_rng.between(0.1F, 0.4F)), m_rng.between(1.15F, 1.9F));
        if (m_rng.chance(0.6F))
            sign(side, mix(near, far, m_rng.between(0.5F, 0.8F)), m_rng.between(1.4F, 2.6F));
    }
}

void StreetRow::windows(float side, float near, float far, float height)
{
    const int columns = m_neon ? 5 + m_rng.below(2) : 3 + m_rng.below(2);
    const float storey = m_neon ? 0.46F : 0.62F;
    const QColor frame = m_dark ? QColor(0x14, 0x12, 0x24) : QColor(0x4c, 0x5c, 0x6c);
    const float step = (far - near) / float(columns);
    for (float up = 1.15F; up < height - 0.4F; up += storey) {
        for (int i = 0; i < columns; ++i) {
            const QPolygonF pane = front(side, up, up + storey * 0.62F, near + step * (float(i) + 0.24F),
                near + step * (float(i) + 0.72F));
            m_painter.setBrush(frame);
            m_painter.drawPolygon(pane);
            if (m_dark && m_rng.chance(m_neon ? 0.36F : 0.5F)) {
                const QColor lit
                    = m_neon && m_rng.chance(0.3F) ? neon() : QColor(0xff, 0xc8 - m_rng.below(40), 0x70);
                m_glow.setBrush(QColor(lit.red(), lit.green(), lit.blue(),
                    m_neon ? 40 + m_rng.below(80) : 90 + m_rng.below(110)));
                m_glow.setPen(Qt::NoPen);
                m_glow.drawPolygon(pane);
            }
        }
    }
}

void StreetRow::shop(float side, float near, float far)
{
    static constexpr std::array<unsigned, 6> awnings
        = {0xc8403a, 0x3a7a5c, 0x3a5c9a, 0xd89a3a, 0x8a4a8c, 0x3a8a94};
    const auto depth = [&](float t) { return near + (far - near) * t; };
    const QColor cloth = QColor::fromRgb(awnings[std::size_t(m_rng.below(6))]).darker(m_dark ? 190 : 100);
    m_painter.setBrush(m_dark ? QColor(0x1a, 0x16, 0x20) : QColor(0x44, 0x50, 0x58));
    m_painter.drawPolygon(front(side, 0.1F, 0.72F, depth(0.12F), depth(0.86F)));
    const QColor inside = m_neon ? neon() : QColor(0xff, 0xd0, 0x88);
    m_glow.setPen(Qt::NoPen);
    QLinearGradient warm(at(side, 0.72F, near), at(side, 0.1F, near));
    warm.setColorAt(0, QColor(inside.red(), inside.green(), inside.blue(), m_dark ? 150 : 24));
    warm.setColorAt(1, QColor(inside.red() / 2, inside.green() / 2, inside.blue() / 2, m_dark ? 70 : 10));
    for (int i = 0; i < 4; ++i) {
        m_glow.setBrush(warm);
        m_glow.drawPolygon(
            front(side, 0.12F, 0.7F, depth(0.13F + 0.18F * float(i)), depth(0.29F + 0.18F * float(i))));
    }
    constexpr int stripes = 8;
    for (int i = 0; i < stripes; ++i) {
        const float a = depth(0.06F + 0.86F * float(i) / stripes);
        const float b = depth(0.06F + 0.86F * float(i + 1) / stripes);
        const float out = side * 0.82F;
        m_painter.setBrush(i % 2 ? cloth : cloth.lighter(180));
        m_painter.drawPolygon(
            QPolygonF{at(side, 0.98F, a), at(side, 0.98F, b), at(out, 0.78F, b), at(out, 0.78F, a)});
    }
}

void StreetRow::sign(float side, float distance, float low)
{
    const float high = low + m_rng.between(0.8F, 1.5F);
    const QRectF box = QRectF(at(side, high, distance), at(side * 0.8F, low, distance)).normalized();
    const QColor light = neon();
    m_painter.fillRect(box, QColor(0x10, 0x0c, 0x1c));
    const double pen = std::max(1.2, box.width() * 0.06);
    m_glow.setBrush(Qt::NoBrush);
    m_glow.setPen(QPen(light, pen));
    m_glow.drawRoundedRect(box.adjusted(pen, pen, -pen, -pen), pen, pen);
    glyphs(box);
    QRadialGradient halo(box.center(), box.height() * 1.2);
    halo.setColorAt(0, QColor(light.red(), light.green(), light.blue(), 26));
    halo.setColorAt(0.35, QColor(light.red(), light.green(), light.blue(), 7));
    halo.setColorAt(1, QColor(light.red(), light.green(), light.blue(), 0));
    m_glow.setPen(Qt::NoPen);
    m_glow.setBrush(halo);
    m_glow.drawEllipse(box.center(), box.height() * 1.2, box.height() * 1.2);
}

// Strokes in a box, like writing one cannot read.
void StreetRow::glyphs(const QRectF &box)
{
    const int rows = std::max(2, int(box.height() / std::max(box.width(), 1.0)));
    for (int i = 0; i < rows; ++i) {
        const QRectF cell(box.left() + box.width() * 0.24, box.top() + box.height() * (i + 0.18) / rows,
            box.width() * 0.52, box.height() * 0.64 / rows);
        for (int k = 0; k < 4; ++k) {
            const double t = m_rng.unit();
            const bool level = m_rng.chance(0.5F);
            const QPointF a(level ? cell.left() : cell.left() + cell.width() * t,
                level ? cell.top() + cell.height() * t : cell.top());
            m_glow.drawLine(a, a + (level ? QPointF(cell.width(), 0) : QPointF(0, cell.height())));
        }
    }
}

// Where somebody else is the subject only two walk far away.
void StreetRow::passers(bool peopled)
{
    passer(m_rng.between(-0.2F, 0.3F), 4.2F);
    passer(m_rng.between(-0.5F, -0.2F), 3.1F);
    if (peopled)
        return;
    passer(m_rng.between(0.3F, 0.5F), 2.2F);
    passer(m_rng.between(-0.1F, 0.1F) + (m_rng.chance(0.5F) ? 0.26F : -0.26F), 1.2F);
}

// Somebody seen from behind, under an umbrella.
void StreetRow::passer(float side, float distance)
{
    static constexpr std::array<unsigned, 5> cloths = {0xe8403a, 0xf0b83a, 0x3aa2d8, 0x9a52d8, 0x3ab870};
    const QPointF foot = at(side, 0, distance);
    const double tall = double(m_eye / distance) * 0.94;
    const auto point
        = [&](double dx, double up) { return QPointF(foot.x() + dx * tall, foot.y() - up * tall * m_up); };
    m_painter.setPen(Qt::NoPen);
    static constexpr std::array<unsigned, 4> coats = {0x7a5cae, 0xa84a70, 0x4a78a8, 0x8a7c98};
    const QColor cloak
        = m_dark ? QColor::fromRgb(coats[std::size_t(m_rng.below(4))]) : QColor(0x34, 0x38, 0x46);
    m_painter.setBrush(cloak);
    QPainterPath coat(point(-0.16, 0.22));
    coat.cubicTo(point(-0.15, 0.55), point(-0.13, 0.7), point(-0.08, 0.82));
    coat.lineTo(point(0.08, 0.82));
    coat.cubicTo(point(0.13, 0.7), point(0.15, 0.55), point(0.16, 0.22));
    if (m_dark) // the street's lights are on it
        m_glow.fillPath(coat, QColor(cloak.red(), cloak.green(), cloak.blue(), 85));
    m_painter.drawPath(coat);
    m_painter.drawPolygon(
        QPolygonF{point(-0.1, 0.24), point(-0.02, 0.24), point(-0.03, 0.0), point(-0.11, 0.0)});
    m_painter.drawPolygon(
        QPolygonF{point(0.02, 0.24), point(0.09, 0.24), point(0.07, 0.04), point(0.0, 0.04)});
    m_painter.drawEllipse(point(0, 0.9), tall * 0.085, tall * 0.1);
    // The lights of the shops lie along its edge.
    const QColor rim = m_dark ? neon() : QColor(0xff, 0xf0, 0xd8);
    m_glow.setBrush(Qt::NoBrush);
    m_glow.setPen(
        QPen(QColor(rim.red(), rim.green(), rim.blue(), m_dark ? 150 : 0), std::max(1.0, tall * 0.022)));
    QPainterPath edge(point(-0.15, 0.24));
    edge.cubicTo(point(-0.14, 0.55), point(-0.12, 0.7), point(-0.07, 0.82));
    m_glow.drawPath(edge);
    m_glow.setPen(Qt::NoPen);
    m_painter.setPen(QPen(QColor(0x20, 0x1c, 0x28), std::max(1.0, tall * 0.02)));
    m_painter.drawLine(point(0.1, 0.6), point(0.02, 1.3));
    m_painter.setPen(Qt::NoPen);
    QPainterPath roof(point(-0.5, 1.0));
    roof.cubicTo(point(-0.44, 1.22), point(-0.2, 1.36), point(0.02, 1.36));
    roof.cubicTo(point(0.22, 1.36), point(0.46, 1.22), point(0.52, 1.0));
    for (int i = 0; i < 4; ++i)
        roof.quadTo(point(0.39 - 0.255 * i, 1.08), point(0.265 - 0.255 * i, 1.0));
    const QColor cloth = QColor::fromRgb(cloths[std::size_t(m_rng.below(5))]);
    m_painter.fillPath(roof, cloth);
    m_glow.fillPath(roof, QColor(cloth.red(), cloth.green(), cloth.blue(), m_dark ? 90 : 0));
}

void StreetRow::wires()
{
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(QColor(0x0c, 0x0a, 0x14), 2.0 * m_view.unit));
    for (int i = 0; i < 6; ++i) {
        const float d = m_rng.between(0.9F, 3.0F);
        const QPointF a = at(-1, m_rng.between(2.4F, 4.0F), d);
        const QPointF b = at(1, m_rng.between(2.4F, 4.0F), d);
        QPainterPath path(a);
        path.quadTo((a + b) / 2 + QPointF(0, 60 * m_view.unit / d), b);
        m_painter.drawPath(path);
    }
}
