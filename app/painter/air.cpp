// SPDX-License-Identifier: MIT
#include "painter/sky.h"

#include <cmath>
#include <vector>

namespace {

Rgb airAt(const Palette &p, float t)
{
    if (t < 0.22F)
        return mix(p.horizon, p.lower, smooth(clamp01(t / 0.22F)) * 0.999F);
    if (t < 0.58F)
        return mix(p.lower, p.upper, smooth((t - 0.22F) / 0.36F));
    return mix(p.upper, p.zenith, smooth(clamp01((t - 0.58F) / 0.42F)));
}

// The glow around the sun: a tight one and a wide one, wider along the horizon than upwards.
PAINTER_HOT void airRow(float *r, float *g, float *b, int count, Rgb base, Rgb glow, float sunX, float dy,
    float scale, float strength)
{
    for (int x = 0; x < count; ++x) {
        const float dx = (float(x) - sunX) * scale;
        const float near = fastExp(-(dx * dx + dy * dy) * 75.0F) * 0.8F;
        const float wide = fastExp(-(dx * dx * 2.6F + dy * dy * 11.0F)) * 0.5F;
        const float t = std::min((near + wide) * strength, 1.0F);
        r[x] = mix(base.r, glow.r, t) + glow.r * near * strength * 0.4F;
        g[x] = mix(base.g, glow.g, t) + glow.g * near * strength * 0.4F;
        b[x] = mix(base.b, glow.b, t) + glow.b * near * strength * 0.4F;
    }
}

PAINTER_HOT void glareRow(float *values, int count, float glow, float warm, float sunX, float dy, float scale)
{
    for (int x = 0; x < count; ++x) {
        const float dx = (float(x) - sunX) * scale;
        const float d = dx * dx + dy * dy;
        values[x] += glow * fastExp(-d * 300.0F) * 0.8F + warm * fastExp(-d * 26.0F) * 0.16F;
    }
}

float glowOf(const View &view)
{
    if (view.palette.starlight > 0.9F)
        return view.sunVisible ? 0.2F : 0.0F;
    if (!view.sunVisible)
        return 0.4F;
    return view.sunHigh ? 0.6F : 0.9F;
}

} // namespace

void paintAir(Canvas &canvas, const View &view, Work &work)
{
    const float scale = 1.0F / (1024.0F * view.unit);
    const float strength = glowOf(view);
    const float reach = std::max(view.horizon, 500.0F * view.unit);
    work.rows(0, view.height, [&](int y) {
        const float t = std::abs(view.horizon - float(y)) / reach;
        const float dy = (float(y) - view.sunY) * scale;
        airRow(canvas.r.row(y), canvas.g.row(y), canvas.b.row(y), view.width, airAt(view.palette, t),
            view.palette.glow, view.sunX, dy, scale, strength);
    });
}

void paintGlare(Canvas &canvas, const View &view, Work &work)
{
    const float scale = 1.0F / (1024.0F * view.unit);
    const float reach = 420.0F * view.unit;
    const Rgb glow = view.palette.glow * (view.sunHigh ? 0.5F : 1.0F);
    const Rgb warm = glow * (view.sunHigh ? Rgb{1, 1, 1} : Rgb{1.0F, 0.62F, 0.3F});
    const int from = std::max(0, int(view.sunY - reach));
    work.rows(from, std::clamp(int(view.sunY + reach), from, view.height), [&](int y) {
        const float dy = (float(y) - view.sunY) * scale;
        glareRow(canvas.r.row(y), view.width, glow.r, warm.r, view.sunX, dy, scale);
        glareRow(canvas.g.row(y), view.width, glow.g, warm.g, view.sunX, dy, scale);
        glareRow(canvas.b.row(y), view.width, glow.b, warm.b, view.sunX, dy, scale);
    });
}
