// SPDX-License-Identifier: MIT
#include "painter/finish.h"

#include "painter/rng.h"
#include "painter/strokes.h"

#include <cmath>

namespace {

void fallRain(Canvas &canvas, const View &view, bool storm, Work &work)
{
    Rng rng(view.seed, 0x4a1);
    const float slant = rng.between(0.06F, 0.16F) * (storm ? 2.4F : 1.0F) * (rng.chance(0.5F) ? 1.0F : -1.0F);
    const Rgb light = mix(view.palette.horizon, Rgb{0.8F, 0.86F, 0.95F}, 0.45F) * 0.9F;
    const float area = float(view.width) * float(view.height) / (1024.0F * 1024.0F * view.unit * view.unit);
    const int drops = int((storm ? 1500.0F : 1100.0F) * area);
    for (int i = 0; i < drops && !work.cancelled(); ++i) {
        const float near = rng.unit();
        const float length = (14.0F + 52.0F * near * near) * view.unit;
        const float x = rng.between(-0.1F, 1.1F) * float(view.width);
        const float y = rng.between(-0.1F, 1.0F) * float(view.height);
        const float width = (0.7F + 1.1F * near * near) * view.unit;
        stroke(canvas, {x, y, width * 0.4F}, {x + slant * length, y + length, width}, light,
            0.1F + 0.24F * near);
    }
}

void fallSnow(Canvas &canvas, const View &view, Work &work)
{
    Rng rng(view.seed, 0x54a);
    const Rgb light = mix(
        view.palette.ambient * 1.6F, Rgb{0.9F, 0.94F, 1.0F}, view.palette.starlight > 0.5F ? 0.55F : 0.85F);
    const float area = float(view.width) * float(view.height) / (1024.0F * 1024.0F * view.unit * view.unit);
    const int flakes = int(900.0F * area);
    for (int i = 0; i < flakes && !work.cancelled(); ++i) {
        const float near = rng.unit();
        const float x = rng.unit() * float(view.width);
        const float y = rng.unit() * float(view.height);
        const float radius = (0.8F + 2.4F * near * near) * view.unit;
        if (near > 0.97F) {
            // Out of focus: wide and faint.
            dab(canvas, x, y, radius * 3.4F, radius * 3.2F, light, 0.12F);
            dab(canvas, x, y, radius * 2.4F, radius * 2.3F, light, 0.12F);
        }
        dab(canvas, x, y, radius, radius * 0.95F, light, 0.35F + 0.5F * near);
    }
}

} // namespace

void paintWeather(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    if (scene.has(Weather::Rain) || scene.has(Weather::Storm))
        fallRain(canvas, view, scene.has(Weather::Storm), work);
    if (scene.has(Weather::Snowfall))
        fallSnow(canvas, view, work);
}
