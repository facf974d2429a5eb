// SPDX-License-Identifier: MIT
#include "painter/finish.h"

#include <cmath>
#include <vector>

namespace {

// A small copy of the picture's light, one plane of three channels side by side.
struct Small {
    int width, height, cell;
    std::vector<Rgb> light;
    Rgb &at(int x, int y) { return light[std::size_t(y) * std::size_t(width) + std::size_t(x)]; }
    const Rgb &at(int x, int y) const { return light[std::size_t(y) * std::size_t(width) + std::size_t(x)]; }
};

Small brightParts(const Canvas &canvas, int cell, Work &work)
{
    Small small{canvas.width() / cell, canvas.height() / cell, cell, {}};
    small.light.resize(std::size_t(small.width) * std::size_t(small.height));
    work.spread(0, small.height, [&](int y) {
        for (int x = 0; x < small.width; ++x) {
            Rgb sum;
            for (int dy = 0; dy < cell; dy += 2) {
                for (int dx = 0; dx < cell; dx += 2)
                    sum = sum + canvas.at(x * cell + dx, y * cell + dy);
            }
            sum = sum * (4.0F / float(cell * cell));
            const float bright = luma(sum);
            small.at(x, y) = sum * (smoothstep(0.55F, 1.3F, bright));
        }
    });
    return small;
}

// Three box passes come close to a bell curve.
void blur(Small &small, int radius)
{
    std::vector<Rgb> line(std::size_t(std::max(small.width, small.height)));
    const auto pass = [&](int count, auto &&pixel) {
        const float share = 1.0F / float(2 * radius + 1);
        Rgb sum;
        for (int i = -radius; i <= radius; ++i)
            sum = sum + pixel(std::clamp(i, 0, count - 1));
        for (int i = 0; i < count; ++i) {
            line[std::size_t(i)] = sum * share;
            sum = sum + pixel(std::min(i + radius + 1, count - 1)) + pixel(std::max(i - radius, 0)) * -1.0F;
        }
        for (int i = 0; i < count; ++i)
            pixel(i) = line[std::size_t(i)];
    };
    for (int round = 0; round < 3; ++round) {
        for (int y = 0; y < small.height; ++y)
            pass(small.width, [&](int i) -> Rgb & { return small.at(i, y); });
        for (int x = 0; x < small.width; ++x)
            pass(small.height, [&](int i) -> Rgb & { return small.at(x, i); });
    }
}

// Light drawn out away from the sun; what stands before the sun has already hidden it.
void drawRays(Small &rays, const View &view, Work &work)
{
    const Small source = rays;
    const float sunX = view.sunX / float(rays.cell);
    const float sunY = view.sunY / float(rays.cell);
    constexpr int steps = 24;
    work.spread(0, rays.height, [&](int y) {
        for (int x = 0; x < rays.width; ++x) {
            Rgb sum;
            float weight = 1;
            for (int i = 0; i < steps; ++i) {
                const float t = float(i) / float(steps) * 0.8F;
                const int sx = int(mix(float(x), sunX, t));
                const int sy = int(mix(float(y), sunY, t));
                if (sx >= 0 && sx < source.width && sy >= 0 && sy < source.height)
                    sum = sum + source.at(sx, sy) * weight;
                weight *= 0.97F;
            }
            rays.at(x, y) = sum * (1.0F / float(steps));
        }
    });
}

void addSmall(Canvas &canvas, const Small &small, float strength, Work &work)
{
    const float inverse = 1.0F / float(small.cell);
    work.spread(0, canvas.height(), [&](int y) {
        const float gy = std::clamp((float(y) + 0.5F) * inverse - 0.5F, 0.0F, float(small.height) - 1.001F);
        const int iy = int(gy);
        const float fy = gy - float(iy);
        Rgb left;
        Rgb right;
        int last = -1;
        for (int x = 0; x < canvas.width(); ++x) {
            const float gx
                = std::clamp((float(x) + 0.5F) * inverse - 0.5F, 0.0F, float(small.width) - 1.001F);
            const int ix = int(gx);
            if (ix != last) {
                left = mix(small.at(ix, iy), small.at(ix, iy + 1), fy) * strength;
                right = mix(small.at(ix + 1, iy), small.at(ix + 1, iy + 1), fy) * strength;
                last = ix;
            }
            canvas.add(x, y, mix(left, right, gx - float(ix)));
        }
    });
}

} // namespace

void bloom(Canvas &canvas, const View &view, Work &work)
{
    Small wide = brightParts(canvas, 8, work);
    Small rays = wide;
    blur(wide, std::max(1, int(5.0F * view.unit)));
    if (view.sunVisible && view.palette.starlight < 0.5F) {
        drawRays(rays, view, work);
        blur(rays, 1);
        for (std::size_t i = 0; i < wide.light.size(); ++i)
            wide.light[i] = wide.light[i] * 0.34F + rays.light[i] * 0.2F;
    } else {
        for (Rgb &c : wide.light)
            c = c * 0.3F;
    }
    addSmall(canvas, wide, 1.0F, work);
}
