// SPDX-License-Identifier: MIT
#include "painter/street.h"

#include "painter/noise.h"
#include "painter/overlay.h"
#include "painter/rng.h"
#include "painter/streetrow.h"

#include <QPainter>

#include <cmath>
#include <vector>

namespace {

// The unevenness of the road, row by row: stones when it is dry, puddles when it is not.
class Road {
public:
    Road(const View &view, bool dark)
        : m_view(view)
        , m_noise(view.seed ^ 0x40ad)
        , m_stone(dark ? rgb(0x3a3648) : rgb(0x86807a))
    {
    }

    void roughRow(int y, std::vector<float> &rough) const
    {
        const auto count = std::size_t(m_view.width);
        std::vector<float> xs(count), ys(count, far(y) * 3.4F);
        const float unit = 1.0F / (1024.0F * m_view.unit);
        for (std::size_t i = 0; i < count; ++i)
            xs[i] = (float(i) - float(m_view.width) * 0.5F) * unit * far(y) * 5.0F;
        rough.resize(count);
        m_noise.fbm(xs.data(), ys.data(), rough.data(), m_view.width, 4, 0.6F);
    }

    Rgb dry(int y, float rough) const
    {
        const Rgb lit = m_stone * (m_view.palette.key * 0.55F + m_view.palette.ambient * 0.75F)
            * (0.85F + 0.5F * rough);
        return mix(lit, m_view.palette.haze, 0.3F * (1.0F - below(y)));
    }

    float below(int y) const
    {
        return (float(y) + 0.5F - m_view.horizon) / (float(m_view.height) - m_view.horizon);
    }

private:
    float far(int y) const { return 1.0F / (below(y) + 0.03F); }

    const View &m_view;
    Noise m_noise;
    Rgb m_stone;
};

void paintDryRoad(Canvas &canvas, const View &view, const Road &road, Work &work)
{
    work.bands(int(view.horizon), view.height, 16, [&](int first, int last) {
        std::vector<float> rough;
        for (int y = first; y < last; ++y) {
            road.roughRow(y, rough);
            for (int x = 0; x < view.width; ++x)
                canvas.set(x, y, road.dry(y, rough[std::size_t(x)]));
            canvas.fillFine(y, 0, view.width, 0.32F);
        }
    });
}

Rgb lightOf(QRgb pixel)
{
    const auto &table = linearTable();
    return {
        table[std::size_t(qRed(pixel))], table[std::size_t(qGreen(pixel))], table[std::size_t(qBlue(pixel))]};
}

// The sky and the mirrored street lie in the road, clearest in the puddles; the water shivers.
void paintWetRoad(Canvas &canvas, const View &view, const Road &road, const StreetRow &street,
    const StreetRow &mirror, Work &work)
{
    const Rgb light = view.palette.key * 0.5F + view.palette.ambient * 0.6F;
    const auto line
        = [](const QImage &sheet, int y) { return reinterpret_cast<const QRgb *>(sheet.constScanLine(y)); };
    work.bands(int(view.horizon), view.height, 16, [&](int first, int last) {
        std::vector<float> rough;
        for (int y = first; y < last; ++y) {
            road.roughRow(y, rough);
            const float below = road.below(y);
            const int sky = std::max(0, int(2.0F * view.horizon) - y);
            const float sway = std::sin(float(y) / view.unit * 0.55F) * 2.2F * view.unit * below;
            for (int x = 0; x < view.width; ++x) {
                if (qAlpha(line(street.solid(), y)[x]) == 255)
                    continue;
                const float r = rough[std::size_t(x)];
                const int sx = std::clamp(
                    int(float(x) + sway + r * 7.0F * view.unit * (0.2F + below)), 0, view.width - 1);
                const int sy = std::clamp(
                    int(float(y) + r * 60.0F * view.unit * below), int(view.horizon), view.height - 1);
                const QRgb wall = line(mirror.solid(), sy)[sx];
                const float cover = float(qAlpha(wall)) / 255.0F;
                const Rgb seen = mix(canvas.at(sx, sky), lightOf(wall) * light, cover)
                    + lightOf(line(mirror.lights(), sy)[sx]) * 1.35F;
                const float clear = 0.42F + 0.4F * smoothstep(-0.3F, 0.2F, r);
                const Rgb wet = mix(road.dry(y, r) * 0.6F, seen, clear * (1.0F - 0.2F * below));
                canvas.blend(x, y, wet, 1.0F - float(qAlpha(line(street.solid(), y)[x])) / 255.0F);
            }
        }
    });
}

} // namespace

void paintStreet(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    StreetRow street(canvas, view, scene, StreetRow::Drawn::Upright);
    street.draw();
    if (work.cancelled())
        return;
    const Palette &p = view.palette;
    const Road road(view, street.dark());
    paintDryRoad(canvas, view, road, work);
    overlay(canvas, street.solid(), p.key * 0.62F + p.ambient * 0.7F, 0.55F, work);
    if (street.dark())
        shine(canvas, street.lights(), scene.has(Feature::Neon) ? 1.5F : 1.1F, work);
    if (!scene.has(Weather::Rain) && !scene.has(Weather::Storm) && !scene.has(Feature::Neon))
        return;
    StreetRow mirror(canvas, view, scene, StreetRow::Drawn::Mirrored);
    mirror.draw();
    if (!work.cancelled())
        paintWetRoad(canvas, view, road, street, mirror, work);
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
                            ? QColor::fromRgb(neonColours[std::size_t(rng.below(6))])
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
