// SPDX-License-Identifier: MIT
#include "painter/water.h"

#include "painter/ground.h"
#include "painter/noise.h"

#include <cmath>
#include <vector>

void paintSurf(Canvas &canvas, const View &view, const Ground &sand, Work &work)
{
    const Noise noise(view.seed ^ 0x50f0);
    const auto count = std::size_t(view.width);
    std::vector<float> edge(count), xs(count), ys(count), lace(count), sway(count);
    float least = float(view.height);
    float most = 0;
    for (std::size_t i = 0; i < count; ++i) {
        edge[i] = groundEdge(view, sand, float(i));
        least = std::min(least, edge[i]);
        most = std::max(most, edge[i]);
    }
    const float u = view.unit;
    const Rgb white = view.palette.ambient * 0.9F + view.palette.key * 0.55F;
    work.rows(
        std::max(0, int(least - 110.0F * u)), std::min(view.height, int(most + 130.0F * u)), [&](int y) {
            for (std::size_t i = 0; i < count; ++i) {
                xs[i] = float(i) / (u * 110.0F);
                ys[i] = (float(y) - edge[i]) / (u * 60.0F);
            }
            noise.fbm(xs.data(), ys.data(), sway.data(), view.width, 3, 0.5F);
            for (std::size_t i = 0; i < count; ++i) {
                xs[i] *= 5.0F;
                ys[i] *= 6.0F;
            }
            noise.fbm(xs.data(), ys.data(), lace.data(), view.width, 3, 0.6F);
            for (int x = 0; x < view.width; ++x) {
                const auto i = std::size_t(x);
                const float d
                    = (float(y) - edge[i]) / u + sway[i] * 22.0F; // pixels of a 1024 picture up the sand
                const float wet = smoothstep(95.0F, 20.0F, d) * smoothstep(-6.0F, 4.0F, d);
                const int above = std::clamp(
                    int(view.horizon - (float(y) - view.horizon) * 0.8F), 0, int(view.horizon) - 1);
                canvas.blend(x, y, mix(canvas.at(x, y) * 0.5F, canvas.at(x, above), 0.38F), wet * 0.9F);
                // The last wave's sheet, its bright rim, and two more rollers behind it.
                const float holes = smoothstep(-0.35F, 0.25F, lace[i]);
                const float rim = fastExp(-(d - 14.0F) * (d - 14.0F) / 26.0F) * 0.95F;
                const float sheet = smoothstep(16.0F, 8.0F, d) * smoothstep(-44.0F, -4.0F, d) * holes * 0.55F;
                const float second = fastExp(-(d + 52.0F) * (d + 52.0F) / 90.0F) * holes * 0.7F;
                const float third = fastExp(-(d + 88.0F) * (d + 88.0F) / 60.0F) * holes * 0.4F;
                canvas.blend(x, y, white, clamp01(std::max(std::max(rim, sheet), std::max(second, third))));
            }
        });
}
