// SPDX-License-Identifier: MIT
#include "painter/noise.h"
#include "painter/rng.h"
#include "painter/worlds.h"

#include <cmath>
#include <vector>

void paintCave(Canvas &canvas, const View &view, const Scene &, Work &work)
{
    const Noise noise(view.seed ^ 0xca7e);
    Rng rng(view.seed, 0xca7f);
    const float cx = float(view.width) * rng.between(0.36F, 0.64F);
    const float cy = view.horizon * 0.5F;
    const float rx = float(view.width) * rng.between(0.15F, 0.2F);
    const float ry = view.horizon * rng.between(0.26F, 0.32F);
    const auto count = std::size_t(view.width);
    std::vector<float> xs(count), ys(count), rock(count), ahead(count);
    const float scale = 3.2F / (1024.0F * view.unit);
    work.rows(0, view.height, [&](int y) {
        const bool ground = float(y) > view.horizon;
        const float squeeze = ground ? 2.6F : 1.0F;
        for (std::size_t i = 0; i < count; ++i) {
            xs[i] = float(i) * scale;
            ys[i] = float(y) * scale * squeeze;
        }
        noise.ridged(xs.data(), ys.data(), rock.data(), view.width, 5);
        for (std::size_t i = 0; i < count; ++i) {
            xs[i] += 0.04F * view.toSun.x;
            ys[i] -= 0.05F;
        }
        noise.ridged(xs.data(), ys.data(), ahead.data(), view.width, 5);
        for (int x = 0; x < view.width; ++x) {
            const auto i = std::size_t(x);
            const float dx = (float(x) - cx) / rx;
            const float dy = (float(y) - cy) / ry;
            const float d = std::sqrt(dx * dx + dy * dy) + 0.2F * (rock[i] - 0.4F);
            const float light = fastExp(-std::max(d - 0.9F, 0.0F) * 0.8F);
            const float slope = clamp01(0.5F + (rock[i] - ahead[i]) * 2.6F);
            const Rgb stone = mix(rgb(0x4a3a34), rgb(0x8a7668), rock[i]);
            const Rgb lit = stone
                * (view.palette.key * (light * slope * 0.9F) + view.palette.ambient * (0.1F + 0.35F * light)
                    + Rgb{0.05F, 0.036F, 0.03F});
            const float inside = ground ? 1.0F : smoothstep(0.94F, 1.02F, d);
            canvas.blend(x, y, lit, inside);
            if (inside > 0.3F)
                canvas.fine.row(y)[x] = 0.42F;
        }
    });
}
