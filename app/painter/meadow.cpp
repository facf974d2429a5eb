// SPDX-License-Identifier: MIT
#include "painter/ground.h"

#include "painter/noise.h"
#include "painter/strokes.h"

#include <cmath>

namespace {

// Far to near in steps that look even: 0 at the far edge, 1 at the picture's foot.
struct Spot {
    float x, y, near; // near: size of things here, 1 at the foot
};

class Meadow {
public:
    Meadow(Canvas &canvas, const View &view, const Scene &scene, const Ground &ground)
        : m_canvas(canvas)
        , m_view(view)
        , m_scene(scene)
        , m_ground(ground)
        , m_noise(view.seed ^ 0x6a55)
        , m_rng(view.seed, 0x6a56)
        , m_depth(float(view.height) - ground.top)
        , m_less(std::min(1.0F, 0.4F + 0.6F * view.unit))
    {
        choosePetals();
    }

    void grow(Work &work)
    {
        const int rows = int((m_view.draft ? 34.0F : 64.0F) * m_less);
        for (int row = 0; row < rows && !work.cancelled(); ++row) {
            const float t = float(row) / float(rows);
            const float near = 0.07F + 0.93F * t * t;
            const float y = m_ground.top + m_depth * (0.015F + 1.1F * t * t);
            growRow(y, near);
            bloomRow(y, near);
        }
    }

private:
    void choosePetals()
    {
        static constexpr unsigned wild[]
            = {0xf4f4ec, 0xe83a30, 0xf4c430, 0x5a6ae0, 0xe87ab4, 0xb06ad8, 0xf08a3c, 0xffffff};
        if (const Tint *tint = m_scene.tintOf(Thing::Flowers)) {
            m_petals = {rgb(tint->rgb), rgb(tint->rgb) * 0.8F};
            return;
        }
        const int from = m_rng.below(8);
        for (int i = 0; i < 4; ++i)
            m_petals.push_back(rgb(wild[(from + i * 3) % 8]));
    }

    Spot spot(float y, float near)
    {
        const float x = m_rng.between(-0.02F, 1.02F) * float(m_view.width);
        const float lift = groundEdge(x) - m_ground.top;
        return {
            x, y + lift * (1.0F - near) + m_rng.signedUnit() * m_depth * 0.012F * (0.2F + near * 2.0F), near};
    }

    float groundEdge(float x) const { return ::groundEdge(m_view, m_ground, x); }

    Rgb lit(Rgb albedo, float light, float near) const
    {
        const Palette &p = m_view.palette;
        const Rgb c = albedo * m_ground.light * (p.key * (light * 0.85F) + p.ambient * 0.8F);
        return mix(nightSeen(c, p.starlight), p.haze,
            clamp01((1.0F - near * 3.0F) * (0.12F + m_view.distance * 0.6F)));
    }

    Rgb bladeColour(float patch)
    {
        static constexpr unsigned green[] = {0x6fa032, 0x8fb83c, 0x4f8a30, 0xa4c04c, 0x3f7434};
        static constexpr unsigned dry[] = {0xb49a44, 0xc8ac58, 0x8c7c3c, 0xa88a3c, 0x746a38};
        const bool pale = m_scene.has(Place::Savanna) || m_scene.season == Season::Autumn
            || m_scene.season == Season::Winter;
        const int pick = m_rng.below(5);
        Rgb c = rgb(pale ? dry[pick] : green[pick]);
        if (const Tint *tint = m_scene.tintOf(Thing::Ground))
            c = tinted(c, rgb(tint->rgb), 0.8F);
        return c * (0.8F + 0.4F * patch);
    }

    void growRow(float y, float near)
    {
        const float tall = 44.0F * m_view.unit * near;
        const int blades = int(float(m_view.width) / (m_view.unit * (1.6F + 5.0F * near)) * 0.8F * m_less);
        for (int i = 0; i < blades; ++i) {
            const Spot s = spot(y, near);
            const float patch = m_noise.at(s.x * 0.004F / m_view.unit, s.y * 0.012F / m_view.unit);
            const float height = tall * m_rng.between(0.45F, 1.1F) * (1.0F + 0.3F * patch);
            const float lean = (m_rng.bell() * 0.4F + 0.12F) * height;
            const float width = std::max(2.9F * m_view.unit * near, 0.8F);
            const float sunlit = groundLight(m_view, m_ground, s.x, s.y);
            const Rgb colour = bladeColour(patch) * (0.45F + 0.55F * sunlit);
            const Tip foot = {s.x, s.y, width};
            const Tip knee = {s.x + lean * 0.35F, s.y - height * 0.6F, width * 0.8F};
            stroke(m_canvas, foot, knee, lit(colour * 0.62F, 0.4F, near), 0.85F, 0.4F + 0.5F * near);
            stroke(m_canvas, knee, {s.x + lean, s.y - height, 0.5F},
                lit(colour, m_rng.between(0.7F, 1.2F) * sunlit, near), 0.9F, 0.4F + 0.5F * near);
        }
    }

    void bloomRow(float y, float near)
    {
        const int count
            = int(m_ground.flowers * float(m_view.width) / m_view.unit * 0.055F / (0.25F + near * 0.8F));
        for (int i = 0; i < count; ++i) {
            const Spot s = spot(y, near);
            const float patch = m_noise.at(s.x * 0.0034F / m_view.unit + 30.0F, s.y * 0.009F / m_view.unit);
            if (patch < m_rng.signedUnit() * 0.5F)
                continue;
            const float kind
                = m_noise.at(s.x * 0.0021F / m_view.unit, s.y * 0.006F / m_view.unit + 50.0F) * 1.4F
                + m_rng.bell() * 0.8F;
            const Rgb petal = m_petals[std::size_t(std::abs(int(kind * 3.0F + 8.0F))) % m_petals.size()];
            flower(s, petal);
        }
    }

    void flower(const Spot &s, Rgb petal)
    {
        const float size = std::max(6.4F * m_view.unit * s.near * m_rng.between(0.7F, 1.25F), 0.75F);
        const float stem = 30.0F * m_view.unit * s.near * m_rng.between(0.7F, 1.3F);
        const float x = s.x + m_rng.signedUnit() * stem * 0.15F;
        const float y = s.y - stem;
        const Rgb bright = lit(petal, 1.05F, s.near);
        if (size < 2.2F * m_view.unit) {
            dab(m_canvas, x, y, size, size * 0.8F, bright, 0.95F, 0.9F);
            return;
        }
        stroke(m_canvas, {s.x, s.y, 1.8F * m_view.unit * s.near}, {x, y, 1.2F * m_view.unit * s.near},
            lit(rgb(0x4a7a2c), 0.6F, s.near), 0.9F);
        const float turn = m_rng.unit() * 1.2F;
        for (int i = 0; i < 5; ++i) {
            const float a = turn + float(i) * 1.2566F;
            const float light = 0.85F + 0.35F * (std::cos(a) * m_view.toSun.x - std::sin(a) * 0.5F);
            dab(m_canvas, x + std::cos(a) * size * 0.62F, y + std::sin(a) * size * 0.48F, size * 0.52F,
                size * 0.42F, lit(petal, light, s.near), 0.96F, 1.0F);
        }
        dab(m_canvas, x, y, size * 0.3F, size * 0.26F, lit(rgb(0xf2c230), 1.0F, s.near), 1.0F, 1.0F);
    }

    Canvas &m_canvas;
    const View &m_view;
    const Scene &m_scene;
    const Ground &m_ground;
    Noise m_noise;
    Rng m_rng;
    float m_depth;
    float m_less; // a small picture has no room for as many blades
    std::vector<Rgb> m_petals;
};

} // namespace

void growMeadow(Canvas &canvas, const View &view, const Scene &scene, const Ground &ground, Work &work)
{
    Meadow(canvas, view, scene, ground).grow(work);
}
