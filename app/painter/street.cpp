// SPDX-License-Identifier: MIT
#include "painter/street.h"

#include "painter/noise.h"
#include "painter/overlay.h"
#include "painter/rng.h"

#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cmath>
#include <vector>

namespace {

constexpr std::array<unsigned, 6> neons = {0xff3a8c, 0x38e8ff, 0xffb02e, 0x7dff5a, 0xb45cff, 0xff5a3a};

// One-point perspective: a point of the street by its side (-1, 1 are the house fronts), height and distance.
class Street {
public:
    Street(Canvas &canvas, const View &view, const Scene &scene)
        : m_view(view)
        , m_rng(view.seed, 0x57ee7)
        , m_solid(sheetFor(canvas))
        , m_lights(sheetFor(canvas))
        , m_neon(scene.has(Feature::Neon))
        , m_wet(scene.has(Weather::Rain) || scene.has(Weather::Storm))
        , m_dark(view.palette.starlight > 0.3F || m_neon)
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

    void draw()
    {
        farTowers();
        for (const float side : {-1.0F, 1.0F})
            row(side);
        if (m_neon)
            wires();
        for (int i = 0; m_wet && i < 3; ++i)
            passer(m_rng.signedUnit() * 0.5F, 3.3F - 0.85F * float(i));
        m_painter.end();
        m_glow.end();
    }

    const QImage &solid() const { return m_solid; }
    const QImage &lights() const { return m_lights; }
    bool dark() const { return m_dark; }
    QPointF at(float side, float up, float distance) const
    {
        return {double(m_vanishX + side * m_lane / distance),
            double(m_vanishY + (m_eye - up * m_eye) / distance)};
    }

private:
    QPolygonF front(float side, float low, float high, float near, float far) const
    {
        return QPolygonF{at(side, low, near), at(side, high, near), at(side, high, far), at(side, low, far)};
    }

    void farTowers()
    {
        for (int i = 0; i < 16; ++i) {
            const float width = float(m_view.width) * m_rng.between(0.018F, 0.05F);
            const float x = m_vanishX + m_rng.bell() * float(m_view.width) * 0.2F;
            const float height = m_vanishY * m_rng.between(0.1F, 0.42F);
            const QColor wall = m_dark ? QColor(0x2a, 0x20, 0x48) : QColor(0x98, 0xa4, 0xb4);
            m_painter.fillRect(QRectF(x, m_vanishY - height, width, height),
                wall.lighter(int(m_rng.between(90.0F, 125.0F))));
            for (int k = 0; m_dark && k < 14; ++k) {
                m_glow.fillRect(QRectF(x + width * m_rng.unit() * 0.85F, m_vanishY - height * m_rng.unit(),
                                    2.2 * m_view.unit, 3 * m_view.unit),
                    QColor(0xff, 0xd0, 0x80, 150));
            }
        }
    }

    QColor wallColour()
    {
        static constexpr std::array<unsigned, 7> dayWalls
            = {0xc89070, 0xd8c09a, 0x9a6a58, 0xb8b0a0, 0xa8c0b8, 0xe0b878, 0x8c7c84};
        static constexpr std::array<unsigned, 5> nightWalls
            = {0x2c2444, 0x3a2c50, 0x22304c, 0x44304c, 0x2a2a3c};
        return QColor::fromRgb(
            m_dark ? nightWalls[std::size_t(m_rng.below(5))] : dayWalls[std::size_t(m_rng.below(7))]);
    }

    void row(float side)
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

    void building(float side, float near, float far)
    {
        const float height = m_neon ? m_rng.between(3.4F, 6.4F) : m_rng.between(2.9F, 4.4F);
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
        if (m_neon && m_rng.chance(0.85F))
            sign(side, mix(near, far, m_rng.between(0.2F, 0.6F)), m_rng.between(1.2F, 2.3F));
    }

    void windows(float side, float near, float far, float height)
    {
        const int columns = 3 + m_rng.below(2);
        const QColor frame = m_dark ? QColor(0x14, 0x12, 0x24) : QColor(0x4c, 0x5c, 0x6c);
        for (float up = 1.15F; up < height - 0.5F; up += 0.62F) {
            for (int i = 0; i < columns; ++i) {
                const float a = depthAt(near, far, (float(i) + 0.22F) / float(columns));
                const float b = depthAt(near, far, (float(i) + 0.74F) / float(columns));
                const QPolygonF pane = front(side, up, up + 0.4F, a, b);
                m_painter.setBrush(frame);
                m_painter.drawPolygon(pane);
                if (m_dark && m_rng.chance(0.5F)) {
                    const QColor lit = m_neon && m_rng.chance(0.3F)
                        ? QColor::fromRgb(neons[std::size_t(m_rng.below(6))])
                        : QColor(0xff, 0xc8 - m_rng.below(40), 0x70);
                    m_glow.setBrush(QColor(lit.red(), lit.green(), lit.blue(), 90 + m_rng.below(110)));
                    m_glow.setPen(Qt::NoPen);
                    m_glow.drawPolygon(pane);
                }
            }
        }
    }

    // Equal steps along the house front.
    float depthAt(float near, float far, float t) const { return near + (far - near) * t; }

    void shop(float side, float near, float far)
    {
        static constexpr std::array<unsigned, 6> awnings
            = {0xc8403a, 0x3a7a5c, 0x3a5c9a, 0xd89a3a, 0x8a4a8c, 0x3a8a94};
        const QColor cloth = QColor::fromRgb(awnings[std::size_t(m_rng.below(6))]).darker(m_dark ? 190 : 100);
        const QPolygonF glass
            = front(side, 0.1F, 0.72F, depthAt(near, far, 0.12F), depthAt(near, far, 0.86F));
        m_painter.setBrush(m_dark ? QColor(0x1a, 0x16, 0x20) : QColor(0x44, 0x50, 0x58));
        m_painter.drawPolygon(glass);
        const QColor inside
            = m_neon ? QColor::fromRgb(neons[std::size_t(m_rng.below(6))]) : QColor(0xff, 0xd0, 0x88);
        m_glow.setPen(Qt::NoPen);
        QLinearGradient warm(at(side, 0.72F, near), at(side, 0.1F, near));
        warm.setColorAt(0, QColor(inside.red(), inside.green(), inside.blue(), m_dark ? 150 : 24));
        warm.setColorAt(1, QColor(inside.red() / 2, inside.green() / 2, inside.blue() / 2, m_dark ? 70 : 10));
        for (int i = 0; i < 4; ++i) {
            m_glow.setBrush(warm);
            m_glow.drawPolygon(front(side, 0.12F, 0.7F, depthAt(near, far, 0.13F + 0.18F * float(i)),
                depthAt(near, far, 0.29F + 0.18F * float(i))));
        }
        const int stripes = 8;
        for (int i = 0; i < stripes; ++i) {
            const float a = depthAt(near, far, 0.06F + 0.86F * float(i) / stripes);
            const float b = depthAt(near, far, 0.06F + 0.86F * float(i + 1) / stripes);
            const float out = side * 0.82F;
            m_painter.setBrush(i % 2 ? cloth : cloth.lighter(180));
            m_painter.drawPolygon(
                QPolygonF{at(side, 0.98F, a), at(side, 0.98F, b), at(out, 0.78F, b), at(out, 0.78F, a)});
        }
    }

    // Strokes in a box, like writing one cannot read.
    void sign(float side, float distance, float low)
    {
        const float out = side * 0.8F;
        const float high = low + m_rng.between(0.8F, 1.5F);
        const QPointF top = at(side, high, distance);
        const QPointF bottom = at(out, low, distance);
        const QRectF box = QRectF(top, bottom).normalized();
        const QColor light = QColor::fromRgb(neons[std::size_t(m_rng.below(6))]);
        m_painter.fillRect(box, QColor(0x10, 0x0c, 0x1c));
        const double pen = std::max(1.2, box.width() * 0.07);
        m_glow.setBrush(Qt::NoBrush);
        m_glow.setPen(QPen(light, pen));
        m_glow.drawRoundedRect(box.adjusted(pen, pen, -pen, -pen), pen, pen);
        const int glyphs = std::max(2, int(box.height() / std::max(box.width(), 1.0)));
        for (int i = 0; i < glyphs; ++i) {
            const QRectF cell(box.left() + box.width() * 0.24, box.top() + box.height() * (i + 0.18) / glyphs,
                box.width() * 0.52, box.height() * 0.64 / glyphs);
            for (int k = 0; k < 4; ++k) {
                const double t = m_rng.unit();
                if (m_rng.chance(0.5F))
                    m_glow.drawLine(QPointF(cell.left(), cell.top() + cell.height() * t),
                        QPointF(cell.right(), cell.top() + cell.height() * t));
                else
                    m_glow.drawLine(QPointF(cell.left() + cell.width() * t, cell.top()),
                        QPointF(cell.left() + cell.width() * t, cell.bottom()));
            }
        }
        QRadialGradient halo(box.center(), std::max(box.width(), box.height()) * 1.1);
        halo.setColorAt(0, QColor(light.red(), light.green(), light.blue(), 20));
        halo.setColorAt(1, QColor(light.red(), light.green(), light.blue(), 0));
        m_glow.setPen(Qt::NoPen);
        m_glow.setBrush(halo);
        m_glow.drawEllipse(box.center(), box.height() * 1.1, box.height() * 1.1);
    }

    // Somebody far down the street, under an umbrella.
    void passer(float side, float distance)
    {
        static constexpr std::array<unsigned, 5> cloths = {0xd83a3a, 0xe8b03a, 0x3a9ac8, 0x8a4ac8, 0x3aa86a};
        const QPointF foot = at(side, 0, distance);
        const double tall = double(m_eye / distance) * 0.94;
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_dark ? QColor(0x12, 0x10, 0x1c) : QColor(0x34, 0x38, 0x46));
        const auto point
            = [&](double dx, double up) { return QPointF(foot.x() + dx * tall, foot.y() - up * tall); };
        m_painter.drawPolygon(
            QPolygonF{point(-0.15, 0.2), point(-0.1, 0.82), point(0.1, 0.82), point(0.15, 0.2)});
        m_painter.drawRect(QRectF(point(-0.1, 0.24), point(-0.02, 0.0)));
        m_painter.drawRect(QRectF(point(0.02, 0.24), point(0.1, 0.0)));
        m_painter.drawEllipse(point(0, 0.9), tall * 0.09, tall * 0.1);
        QPainterPath roof(point(-0.36, 0.98));
        roof.quadTo(point(-0.28, 1.3), point(0, 1.32));
        roof.quadTo(point(0.28, 1.3), point(0.36, 0.98));
        roof.quadTo(point(0.18, 1.06), point(0, 0.99));
        roof.quadTo(point(-0.18, 1.06), point(-0.36, 0.98));
        const QColor cloth = QColor::fromRgb(cloths[std::size_t(m_rng.below(5))]);
        m_painter.fillPath(roof, cloth);
        m_glow.fillPath(roof, QColor(cloth.red(), cloth.green(), cloth.blue(), m_dark ? 70 : 0));
    }

    void wires()
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

    const View &m_view;
    Rng m_rng;
    QImage m_solid, m_lights;
    bool m_neon, m_wet, m_dark;
    QPainter m_painter, m_glow;
    float m_vanishX = 0, m_vanishY = 0;
    float m_lane = 0; // half the street's width at distance 1
    float m_eye = 0; // the viewer's height at distance 1
};

// The road, and in the wet the street upside down in it.
void paintRoad(Canvas &canvas, const View &view, bool wet, bool dark, Work &work)
{
    const Noise noise(view.seed ^ 0x40ad);
    const float depth = float(view.height) - view.horizon;
    const auto count = std::size_t(view.width);
    std::vector<float> xs(count), ys(count), rough(count);
    const Rgb stone = dark ? rgb(0x3a3648) : rgb(0x86807a);
    const float unit = 1.0F / (1024.0F * view.unit);
    work.rows(int(view.horizon), view.height, [&](int y) {
        const float below = (float(y) + 0.5F - view.horizon) / depth;
        const float far = 1.0F / (below + 0.03F);
        for (std::size_t i = 0; i < count; ++i) {
            xs[i] = (float(i) - float(view.width) * 0.5F) * unit * far * 5.0F;
            ys[i] = far * 3.4F;
        }
        noise.fbm(xs.data(), ys.data(), rough.data(), view.width, 4, 0.6F);
        for (int x = 0; x < view.width; ++x) {
            const auto i = std::size_t(x);
            const Rgb lit = stone * (view.palette.key * 0.55F + view.palette.ambient * 0.75F)
                * (0.85F + 0.5F * rough[i]);
            canvas.set(x, y, mix(lit, view.palette.haze, 0.3F * (1.0F - below)));
            canvas.fine.row(y)[x] = 0.32F;
            if (!wet)
                continue;
            const float puddle = smoothstep(-0.35F, 0.25F, rough[i]);
            const float shift = rough[i] * 26.0F * view.unit * (0.3F + below);
            const int sx = std::clamp(int(float(x) + shift), 0, view.width - 1);
            const int sy = std::clamp(
                int(view.horizon - below * depth * 1.25F - shift * 0.8F), 0, int(view.horizon) - 1);
            canvas.blend(x, y, canvas.at(sx, sy) * 0.85F, (0.3F + 0.42F * puddle) * (1.0F - 0.3F * below));
        }
    });
}

} // namespace

void paintStreet(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    Street street(canvas, view, scene);
    street.draw();
    if (work.cancelled())
        return;
    const Palette &p = view.palette;
    const bool wet = scene.has(Weather::Rain) || scene.has(Weather::Storm) || scene.has(Feature::Neon);
    paintRoad(canvas, view, false, street.dark(), work);
    overlay(canvas, street.solid(), p.key * 0.62F + p.ambient * 0.7F, 0.55F, work);
    if (street.dark())
        shine(canvas, street.lights(), scene.has(Feature::Neon) ? 1.5F : 1.1F, work);
    if (!wet)
        return;
    Canvas dry = canvas;
    paintRoad(canvas, view, true, street.dark(), work);
    // The houses' feet reach below the horizon: they stay, mirrored only on the road before them.
    const QImage &solid = street.solid();
    work.rows(int(view.horizon), view.height, [&](int y) {
        const auto *line = reinterpret_cast<const QRgb *>(solid.constScanLine(y));
        for (int x = 0; x < view.width; ++x) {
            if (qAlpha(line[x]) > 0)
                canvas.blend(x, y, dry.at(x, y), float(qAlpha(line[x])) / 255.0F);
        }
    });
}

void paintSkyline(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    Rng rng(view.seed, 0x5c111);
    QImage solid = sheetFor(canvas);
    QImage lights = sheetFor(canvas);
    QPainter painter(&solid);
    QPainter glow(&lights);
    const bool dark
        = view.palette.starlight > 0.3F || scene.has(Feature::Neon) || scene.time == TimeOfDay::Sunset;
    for (int depth = 0; depth < 3; ++depth) {
        const float near = float(depth) / 2.0F;
        for (float x = -20; x < float(view.width);) {
            const float width = view.unit * rng.between(34.0F, 84.0F) * (0.7F + 0.5F * near);
            const float tall = rng.unit();
            const float height = view.horizon * (0.12F + 0.5F * tall * tall) * (1.1F - 0.35F * near);
            const QRectF box(x, view.horizon - height, width, height);
            const int tone = 70 + int(60 * near) + rng.below(20);
            painter.fillRect(box, QColor(150 - tone / 3, 150 - tone / 3, 165 - tone / 3));
            painter.fillRect(
                QRectF(box.left() + width * 0.62F, box.top(), width * 0.38F, height), QColor(0, 0, 0, 60));
            if (tall > 0.8F)
                painter.fillRect(QRectF(box.center().x() - 2 * view.unit, box.top() - 46 * view.unit,
                                     4 * view.unit, 46 * view.unit),
                    QColor(120, 120, 130));
            const float cell = 9.0F * view.unit;
            for (float wy = float(box.top()) + cell; wy < view.horizon - cell; wy += cell * 1.5F) {
                for (float wx = float(box.left()) + cell * 0.6F; wx < float(box.right()) - cell;
                     wx += cell * 1.3F) {
                    const QRectF pane(wx, wy, cell * 0.6F, cell * 0.8F);
                    painter.fillRect(pane, QColor(40, 50, 70, 90));
                    if (dark && rng.chance(0.34F)) {
                        const QColor lit = scene.has(Feature::Neon) && rng.chance(0.4F)
                            ? QColor::fromRgb(neons[std::size_t(rng.below(6))])
                            : QColor(0xff, 0xcc, 0x78);
                        glow.fillRect(pane, QColor(lit.red(), lit.green(), lit.blue(), 70 + int(120 * near)));
                    }
                }
            }
            x += width * rng.between(0.8F, 1.15F);
        }
        painter.fillRect(QRectF(0, view.horizon - view.horizon * 0.5, view.width, view.horizon * 0.5),
            QColor(int(255 * std::sqrt(clamp01(view.palette.haze.r))),
                int(255 * std::sqrt(clamp01(view.palette.haze.g))),
                int(255 * std::sqrt(clamp01(view.palette.haze.b))), 0));
    }
    painter.end();
    glow.end();
    overlay(canvas, solid, view.palette.key * 0.4F + view.palette.ambient * 0.7F, 0.6F, work);
    if (dark)
        shine(canvas, lights, 1.0F, work);
}
