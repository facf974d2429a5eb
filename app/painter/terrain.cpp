// SPDX-License-Identifier: MIT
#include "painter/terrain.h"

#include "painter/face.h"
#include "painter/noise.h"
#include "painter/rng.h"

#include <cmath>
#include <vector>

namespace {

// One distance of the range, all columns.
struct Slice {
    explicit Slice(std::size_t count)
        : x(count)
        , z(count)
        , height(count)
        , detail(count)
        , screenY(count)
        , r(count)
        , g(count)
        , b(count)
    {
    }
    std::vector<float> x, z, height, detail, screenY, r, g, b;
};

// Skyline of the whole range: a few broad massifs, placed by seed.
class Skyline {
public:
    Skyline(const View &view, quint64 salt)
    {
        Rng rng(view.seed, salt ^ 0x5c71);
        const int number = 2 + rng.below(2);
        for (int i = 0; i < number; ++i)
            m_massifs.push_back({rng.between(-0.05F, 1.05F), rng.between(0.2F, 0.42F),
                i == 0 ? 1.0F : rng.between(0.45F, 0.85F)});
        m_floor = rng.between(0.42F, 0.6F);
    }
    float at(float across) const
    {
        float best = m_floor;
        for (const Massif &massif : m_massifs) {
            const float d = (across - massif.at) / massif.width;
            best = std::max(best, m_floor + (massif.height - m_floor) * fastExp(-d * d));
        }
        return best;
    }

private:
    struct Massif {
        float at, width, height;
    };
    std::vector<Massif> m_massifs;
    float m_floor = 0.4F;
};

struct Paint {
    Rgb rock, low, snow, key, ambient, haze, bounce;
    Vec3 sun;
    float height, treeLine, snowLine, fade, mist, inverseDz;
    float relief; // slopes count this much for the light: a painter's exaggeration
};

PAINTER_HOT void shadeSlice(
    Slice &front, const Slice &back, const float *shadow, int count, const Paint &p, float dxScale)
{
    const float *h = front.height.data();
    const float *behind = back.height.data();
    for (int i = 0; i < count; ++i) {
        const int left = std::max(i - 1, 0);
        const int right = std::min(i + 1, count - 1);
        const float sx = (h[right] - h[left]) * dxScale;
        const float sz = (behind[i] - h[i]) * p.inverseDz;
        const float length = 1.0F / std::sqrt(sx * sx + sz * sz + 1.0F);
        const float bentX = sx * p.relief;
        const float bentZ = sz * p.relief;
        const float bent = 1.0F / std::sqrt(bentX * bentX + bentZ * bentZ + 1.0F);
        const float facing = (p.sun.y - bentX * p.sun.x - bentZ * p.sun.z) * bent;
        const float share = h[i] / p.height;
        const float n = front.detail[std::size_t(i)];
        const float open = smoothstep(-0.004F, 0.02F, h[i] - shadow[i]);
        const float key = std::max(facing, 0.0F) * mix(0.12F, 1.0F, open);
        const float flat = length;
        const float grown = smoothstep(p.treeLine + 0.16F, p.treeLine - 0.1F, share + n * 0.16F)
            * smoothstep(0.25F, 0.6F, flat + n * 0.15F);
        const float white = smoothstep(p.snowLine - 0.06F, p.snowLine + 0.12F, share + n * 0.22F)
            * smoothstep(0.3F, 0.5F, flat + n * 0.14F);
        const float vary = 1.0F + n * 0.35F;
        const float sky = 0.45F + 0.55F * flat;
        const float far = clamp01(p.fade + p.mist * fastExp(-share * 9.0F));
        const auto channel
            = [&](float rock, float low, float snow, float keyC, float ambientC, float bounceC, float hazeC) {
                  const float albedo = mix(mix(rock, low, grown) * vary, snow, white);
                  const float lit = albedo * (keyC * key + ambientC * sky + bounceC * (1.0F - flat));
                  return mix(lit, hazeC, far);
              };
        front.r[std::size_t(i)]
            = channel(p.rock.r, p.low.r, p.snow.r, p.key.r, p.ambient.r, p.bounce.r, p.haze.r);
        front.g[std::size_t(i)]
            = channel(p.rock.g, p.low.g, p.snow.g, p.key.g, p.ambient.g, p.bounce.g, p.haze.g);
        front.b[std::size_t(i)]
            = channel(p.rock.b, p.low.b, p.snow.b, p.key.b, p.ambient.b, p.bounce.b, p.haze.b);
    }
}

// The shadow line sinks with the sun's slope while it runs away from the light.
void sweepShadow(const std::vector<float> &height, Vec3 sun, float dx, std::vector<float> &shadow)
{
    const int count = int(height.size());
    const float fall = dx * std::max(sun.y, 0.1F) / std::max(std::abs(sun.x), 0.15F);
    const int step = sun.x > 0 ? -1 : 1;
    // The land goes on outside the picture: run in over a mirrored stretch, or its edge would lie in the sun.
    float line = -1;
    for (int i = std::min(count - 1, 160); i > 0; --i)
        line = std::max(line - fall, height[std::size_t(sun.x > 0 ? count - 1 - i : i)]);
    for (int i = sun.x > 0 ? count - 1 : 0; i >= 0 && i < count; i += step) {
        shadow[std::size_t(i)] = line;
        line = std::max(line - fall, height[std::size_t(i)]);
    }
}

class RangePainter {
public:
    RangePainter(Canvas &canvas, const View &view, const Range &range)
        : m_canvas(canvas)
        , m_view(view)
        , m_range(range)
        , m_noise(view.seed ^ (range.salt * 0x9e37 + 0x7e44))
        , m_grain(view.seed ^ (range.salt * 0x51ed + 0x1234))
        , m_skyline(view, range.salt)
        , m_scale(1.0F / (1024.0F * view.unit))
    {
        m_envelope.reserve(std::size_t(view.width));
        for (int x = 0; x < view.width; ++x) {
            const float across = float(x) / float(view.width);
            const float u = float(x) * m_scale;
            m_envelope.push_back(m_skyline.at(across));
            const float spikes
                = std::abs(m_grain.at(u * 90.0F, 0.5F)) + 0.6F * std::abs(m_grain.at(u * 230.0F, 3.5F));
            m_fringe.push_back(spikes * range.fringe);
        }
    }

    void paint(Work &work)
    {
        const int slices
            = int((m_view.draft ? 110.0F : 230.0F) * std::min(1.0F, 0.45F + 0.55F * m_view.unit));
        const float dz = (m_range.farthest - m_range.nearest) / float(slices);
        const auto count = std::size_t(m_view.width);
        Slice behind(count);
        Slice front(count);
        std::vector<float> shadow(count);
        fill(behind, m_range.farthest);
        const Paint light = lightFor(dz);
        work.rows(0, slices, [&](int i) {
            const float z = m_range.farthest - dz * float(i + 1);
            fill(front, z);
            sweepShadow(front.height, m_view.toSun, m_scale * z, shadow);
            shadeSlice(front, behind, shadow.data(), m_view.width, light, 0.5F / (m_scale * z));
            raise(front, behind);
            std::swap(front, behind);
        });
    }

private:
    Paint lightFor(float dz) const
    {
        const Palette &p = m_view.palette;
        return {.rock = m_range.rock,
            .low = m_range.low,
            .snow = m_range.snow,
            .key = mix(p.key, Rgb{1, 1, 1} * luma(p.key), 0.4F) * 2.3F,
            .ambient = p.ambient * 0.8F,
            .haze = mix(p.haze, p.lower, 0.2F),
            .bounce = p.horizon * 0.12F,
            .sun = m_view.toSun,
            .height = m_range.height,
            .treeLine = m_range.treeLine,
            .snowLine = m_range.snowLine,
            .fade = m_range.fade,
            .mist = m_range.mist,
            .inverseDz = 1.0F / dz,
            .relief = 2.3F};
    }

    void fill(Slice &slice, float z) const
    {
        const float deep = (z - m_range.nearest) / (m_range.farthest - m_range.nearest);
        const float rise = smoothstep(0.0F, 0.55F, deep) * smoothstep(1.08F, 0.72F, deep);
        for (int i = 0; i < m_view.width; ++i) {
            const float u = (float(i) - float(m_view.width) * 0.5F) * m_scale * z;
            slice.x[std::size_t(i)] = u * m_range.frequency + 17.0F;
            slice.z[std::size_t(i)] = z * m_range.frequency;
        }
        m_grain.fbm(slice.x.data(), slice.z.data(), slice.detail.data(), m_view.width, 2);
        for (int i = 0; i < m_view.width; ++i) {
            slice.x[std::size_t(i)] += slice.detail[std::size_t(i)] * 0.22F;
            slice.z[std::size_t(i)] += slice.detail[std::size_t(i)] * 0.16F;
        }
        if (m_range.kind == Range::Rock::Ridged)
            m_noise.ridged(slice.x.data(), slice.z.data(), slice.height.data(), m_view.width,
                m_view.draft ? 5 : 7, 0.48F);
        else
            m_noise.fbm(slice.x.data(), slice.z.data(), slice.height.data(), m_view.width, 4, 0.42F);
        for (int i = 0; i < m_view.width; ++i) {
            slice.x[std::size_t(i)] *= 9.0F;
            slice.z[std::size_t(i)] *= 9.0F;
        }
        m_grain.fbm(slice.x.data(), slice.z.data(), slice.detail.data(), m_view.width, 3, 0.6F);
        stand(slice, z, rise);
    }

    void stand(Slice &slice, float z, float rise) const
    {
        const bool ridged = m_range.kind == Range::Rock::Ridged;
        const float foot = m_view.horizon + m_range.footing / m_scale;
        for (std::size_t i = 0; i < slice.height.size(); ++i) {
            const float shape = ridged ? slice.height[i] * 1.15F : 0.62F + slice.height[i] * 0.5F;
            const float h = std::max(m_envelope[i] * rise * shape, 0.0F) * m_range.height
                + m_fringe[i] * std::min(rise * 3.0F, 1.0F);
            slice.height[i] = h;
            slice.screenY[i] = foot - h / (m_scale * z) * m_range.nearest;
        }
    }

    void raise(const Slice &front, const Slice &behind)
    {
        for (int x = 0; x < m_view.width; ++x) {
            const auto i = std::size_t(x);
            raiseFace(m_canvas, x, behind.screenY[i], front.screenY[i],
                {behind.r[i], behind.g[i], behind.b[i]}, {front.r[i], front.g[i], front.b[i]}, 0.55F);
        }
    }

    Canvas &m_canvas;
    const View &m_view;
    const Range &m_range;
    Noise m_noise;
    Noise m_grain;
    Skyline m_skyline;
    float m_scale;
    std::vector<float> m_envelope, m_fringe;
};

} // namespace

void paintRange(Canvas &canvas, const View &view, const Range &range, Work &work)
{
    RangePainter(canvas, view, range).paint(work);
}
