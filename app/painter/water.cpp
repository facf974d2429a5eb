// SPDX-License-Identifier: MIT
#include "painter/water.h"

#include "painter/noise.h"

#include <cmath>
#include <vector>

namespace {

struct WaterRow {
    explicit WaterRow(std::size_t count)
        : x(count)
        , y(count)
        , slope(count)
        , cross(count)
        , wind(count)
    {
    }
    std::vector<float> x, y, slope, cross, wind;
};

class WaterPainter {
public:
    WaterPainter(Canvas &canvas, const View &view, const Water &water)
        : m_canvas(canvas)
        , m_view(view)
        , m_water(water)
        , m_waves(view.seed ^ 0xa7e2)
        , m_wind(view.seed ^ 0xa7e3)
        , m_row(std::size_t(view.width))
        , m_scale(1.0F / (1024.0F * view.unit))
        , m_streak(mix(view.palette.lower, view.palette.horizon, 0.4F))
    {
    }

    void paintRow(int y)
    {
        const float below = (float(y) - float(m_water.shore) + 0.5F) * m_scale; // in 1024 units
        const float depth = 1.0F / (below + 0.012F);
        for (int x = 0; x < m_view.width; ++x) {
            const auto i = std::size_t(x);
            const float u = (float(x) - float(m_view.width) * 0.5F) * m_scale;
            m_row.x[i] = u * depth * 2.1F;
            m_row.y[i] = depth * 5.5F;
        }
        m_waves.fbm(m_row.x.data(), m_row.y.data(), m_row.slope.data(), m_view.width, 4, 0.55F);
        for (std::size_t i = 0; i < m_row.x.size(); ++i) {
            m_row.x[i] = m_row.x[i] * 0.32F + 40.0F;
            m_row.y[i] = m_row.y[i] * 0.42F;
        }
        m_wind.fbm(m_row.x.data(), m_row.y.data(), m_row.wind.data(), m_view.width, 3, 0.5F);
        reflectRow(y, below);
    }

private:
    void reflectRow(int y, float below)
    {
        const float sway = m_water.ripple * (0.0015F + 0.05F * below) / m_scale;
        const float mirror = float(m_water.shore) - (float(y) - float(m_water.shore)) * 1.04F - 1.0F;
        const float own = m_water.deep * smoothstep(0.0F, 0.34F, below) + 0.08F;
        for (int x = 0; x < m_view.width; ++x) {
            const auto i = std::size_t(x);
            const float slope = m_row.slope[i];
            const float band = smoothstep(0.12F, 0.5F, m_row.wind[i]) * m_water.bands;
            const float lift = slope * sway * (1.0F + band * 1.5F);
            Rgb c = mirrored(float(x) + lift * 0.35F,
                        mirror - lift * 2.2F - std::abs(lift) * m_water.ripple * 0.5F)
                * 0.86F;
            c = mix(c, m_view.palette.deepWater, clamp01(own + slope * 0.24F * m_water.ripple));
            c = mix(c, m_streak * 0.8F, band * 0.28F * clamp01(0.6F + slope));
            m_canvas.set(x, y, c + glitter(float(x), slope, below));
            m_canvas.fine.row(y)[x] = 0.25F;
        }
    }

    Rgb mirrored(float x, float y) const
    {
        const float top = std::abs(y); // above the picture: mirrored back
        const int iy = std::clamp(int(top), 0, m_water.shore - 2);
        const float fy = clamp01(top - float(iy));
        const int ix = std::clamp(int(x), 0, m_view.width - 1);
        return mix(m_canvas.at(ix, iy), m_canvas.at(ix, iy + 1), fy);
    }

    // The path of light under the sun or moon: facets that happen to face it.
    Rgb glitter(float x, float slope, float below) const
    {
        if (!m_view.sunVisible)
            return {};
        const float dx = (x - m_view.sunX) * m_scale;
        const float width = 0.035F + below * 0.32F;
        const float path = fastExp(-dx * dx / (width * width));
        const float facet = smoothstep(0.3F, 0.75F, slope + 0.35F * path);
        const float power = m_view.palette.starlight > 0.9F ? 0.55F : 1.1F;
        return m_view.palette.glow * (path * facet * power * std::min(m_water.ripple, 1.4F));
    }

    Canvas &m_canvas;
    const View &m_view;
    const Water &m_water;
    Noise m_waves;
    Noise m_wind;
    WaterRow m_row;
    float m_scale;
    Rgb m_streak;
};

} // namespace

void paintWater(Canvas &canvas, const View &view, const Water &water, Work &work)
{
    WaterPainter painter(canvas, view, water);
    work.rows(water.shore, view.height, [&](int y) { painter.paintRow(y); });
}
