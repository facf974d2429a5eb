// SPDX-License-Identifier: MIT
#include "painter/water.h"

#include "painter/face.h"
#include "painter/noise.h"

#include <cmath>
#include <vector>

namespace {

// One distance of a heavy sea, all columns.
struct Crest {
    explicit Crest(std::size_t count)
        : height(count)
        , screenY(count)
        , r(count)
        , g(count)
        , b(count)
    {
    }
    std::vector<float> height, screenY, r, g, b;
};

class SwellPainter {
public:
    SwellPainter(Canvas &canvas, const View &view, float power)
        : m_canvas(canvas)
        , m_view(view)
        , m_power(power)
        , m_waves(view.seed ^ 0x53e1)
        , m_chop(view.seed ^ 0x53e2)
        , m_focal((float(view.height) - view.horizon) * 1.1F)
        , m_x(std::size_t(view.width))
        , m_z(m_x.size())
        , m_fine(m_x.size())
    {
    }

    void paint(Work &work)
    {
        const int slices
            = int((m_view.draft ? 130.0F : 260.0F) * std::min(1.0F, 0.45F + 0.55F * m_view.unit));
        const float ratio = std::pow(farthest / nearest, 1.0F / float(slices));
        Crest behind(m_x.size());
        Crest front(m_x.size());
        float z = farthest;
        shape(behind, z);
        layFarWater();
        work.rows(0, slices, [&](int) {
            const float nextZ = z / ratio;
            shape(front, nextZ);
            shade(front, behind, nextZ, z - nextZ);
            raise(front, behind);
            std::swap(front, behind);
            z = nextZ;
        });
    }

private:
    static constexpr float nearest = 0.62F;
    static constexpr float farthest = 42.0F;

    // Beyond the farthest wave the sea is one tone with the air.
    void layFarWater()
    {
        const int foot = int(m_view.horizon + m_focal / farthest) + 6;
        for (int y = int(m_view.horizon); y < std::min(foot, m_view.height); ++y) {
            for (int x = 0; x < m_view.width; ++x)
                m_canvas.set(x, y, mix(m_view.palette.deepWater, m_view.palette.haze, 0.7F));
        }
    }

    void shape(Crest &crest, float z)
    {
        for (int x = 0; x < m_view.width; ++x) {
            const auto i = std::size_t(x);
            const float u = (float(x) - float(m_view.width) * 0.5F) * z / m_focal;
            m_x[i] = u * 0.34F + 9.0F;
            m_z[i] = z * 0.95F + u * 0.12F;
        }
        m_waves.ridged(m_x.data(), m_z.data(), crest.height.data(), m_view.width, 3, 0.42F);
        for (std::size_t i = 0; i < m_x.size(); ++i) {
            m_x[i] *= 6.5F;
            m_z[i] *= 4.5F;
        }
        m_chop.fbm(m_x.data(), m_z.data(), m_fine.data(), m_view.width, 5, 0.68F);
        for (std::size_t i = 0; i < m_x.size(); ++i) {
            const float h = (crest.height[i] - 0.42F) * m_power + m_fine[i] * 0.035F * m_power;
            crest.height[i] = h;
            crest.screenY[i] = m_view.horizon + (1.0F - h) * m_focal / z;
        }
    }

    void shade(Crest &front, const Crest &behind, float z, float dz)
    {
        const Palette &p = m_view.palette;
        const Rgb deep = mix(p.deepWater, p.ambient, 0.16F);
        const Rgb through = mix(p.deepWater, Rgb{0.1F, 0.42F, 0.4F} * (0.25F + luma(p.ambient) * 1.4F), 0.6F)
            + p.ambient * 0.16F;
        const Rgb white = p.ambient * 0.95F + p.key * 0.55F;
        const float far = clamp01(z / farthest * (0.75F + m_view.distance * 0.6F));
        const float dx = z / m_focal;
        for (int x = 0; x < m_view.width; ++x) {
            const auto i = std::size_t(x);
            const auto right = std::size_t(std::min(x + 1, m_view.width - 1));
            const float sz = (behind.height[i] - front.height[i]) / dz;
            const float sx = (front.height[right] - front.height[i]) / dx;
            const float length = 1.0F / std::sqrt(1.0F + sz * sz + sx * sx);
            const float facing
                = clamp01(sz * length); // steep face towards the viewer: less mirror, more depth
            const float h = front.height[i] / m_power;
            const float light = clamp01((m_view.toSun.y - sx * m_view.toSun.x) * length);
            const Rgb sky = mirrored(float(x) + sx * 30.0F * m_view.unit, front.screenY[i], facing);
            Rgb c = mix(sky * 0.85F, deep, clamp01(0.3F + facing * 0.9F));
            c = mix(c, through, smoothstep(0.1F, 0.5F, h) * (0.3F + 0.5F * facing));
            c = c * (0.4F + 1.15F * light);
            const float lace = smoothstep(0.05F, 0.6F, m_fine[i]);
            const float foam = smoothstep(0.07F, 0.36F, h + m_fine[i] * 0.22F) * (0.35F + 0.65F * lace)
                + 0.22F * lace * smoothstep(-0.1F, 0.2F, h);
            c = mix(c, white, clamp01(foam * 0.9F));
            c = mix(c, p.haze, far) + glitter(float(x), front.screenY[i], h + m_fine[i] * 0.5F);
            front.r[i] = c.r;
            front.g[i] = c.g;
            front.b[i] = c.b;
        }
    }

    Rgb mirrored(float x, float screenY, float facing) const
    {
        const float up = (screenY - m_view.horizon) * 0.9F + facing * m_view.horizon * 0.4F + 4.0F;
        const int y = std::clamp(int(std::abs(m_view.horizon - up)), 0, int(m_view.horizon) - 1);
        return m_canvas.at(std::clamp(int(x), 0, m_view.width - 1), y);
    }

    // The path of light under the sun or moon.
    Rgb glitter(float x, float screenY, float facet) const
    {
        if (!m_view.sunVisible)
            return {};
        const float scale = 1.0F / (1024.0F * m_view.unit);
        const float dx = (x - m_view.sunX) * scale;
        const float width = 0.04F + (screenY - m_view.horizon) * scale * 0.34F;
        const float path = fastExp(-dx * dx / (width * width));
        return m_view.palette.glow
            * (path * smoothstep(-0.1F, 0.45F, facet) * (m_view.palette.starlight > 0.9F ? 0.5F : 0.9F));
    }

    void raise(const Crest &front, const Crest &behind)
    {
        for (int x = 0; x < m_view.width; ++x) {
            const auto i = std::size_t(x);
            raiseFace(m_canvas, x, behind.screenY[i], front.screenY[i],
                {behind.r[i], behind.g[i], behind.b[i]}, {front.r[i], front.g[i], front.b[i]}, 0.4F);
        }
    }

    Canvas &m_canvas;
    const View &m_view;
    float m_power;
    Noise m_waves;
    Noise m_chop;
    float m_focal;
    std::vector<float> m_x, m_z, m_fine;
};

} // namespace

void paintSwell(Canvas &canvas, const View &view, float power, Work &work)
{
    SwellPainter(canvas, view, power).paint(work);
}
