// SPDX-License-Identifier: MIT
#include "painter/noise.h"
#include "painter/rng.h"
#include "painter/room.h"

#include <QCoreApplication>

#include <cmath>
#include <vector>

namespace {

void blurLine(const float *in, float *out, int count, int stride, int radius)
{
    const auto at = [&](int i) { return in[std::size_t(std::clamp(i, 0, count - 1)) * std::size_t(stride)]; };
    const float share = 1.0F / float(2 * radius + 1);
    float sum = 0;
    for (int i = -radius; i <= radius; ++i)
        sum += at(i);
    for (int i = 0; i < count; ++i) {
        out[std::size_t(i) * std::size_t(stride)] = sum * share;
        sum += at(i + radius + 1) - at(i - radius);
    }
}

// What lies behind the table is out of focus.
void soften(Canvas &canvas, int radius, Work &work)
{
    Plane between(canvas.width(), canvas.height());
    for (Plane *plane : {&canvas.r, &canvas.g, &canvas.b}) {
        for (int round = 0; round < 2; ++round) {
            work.rows(0, canvas.height(),
                [&](int y) { blurLine(plane->row(y), between.row(y), canvas.width(), 1, radius); });
            for (int x = 0; x < canvas.width() && !work.cancelled(); x += 16) {
                // Sixteen columns at a time stay in the cache.
                for (int i = x; i < std::min(x + 16, canvas.width()); ++i)
                    blurLine(between.row(0) + i, plane->row(0) + i, canvas.height(), canvas.width(), radius);
            }
        }
    }
    work.rows(0, canvas.height(), [&](int y) { canvas.fillFine(y, 0, canvas.width(), 0.1F); });
}

struct Top {
    float edge = 0; // row of the far edge
    bool cloth = false;
    Rgb light, dark;
};

Top topOf(const Scene &scene, const View &view, Rng rng)
{
    static constexpr std::array<std::pair<unsigned, unsigned>, 3> woods
        = {{{0x9a6234, 0x5a3418}, {0x7c4a28, 0x44260f}, {0xb08250, 0x74502a}}};
    Top top;
    top.edge = float(view.height)
        * (scene.places.size() > 1 ? rng.between(0.7F, 0.74F) : rng.between(0.62F, 0.67F));
    const auto [light, dark] = woods[std::size_t(rng.below(3))];
    top.light = rgb(light);
    top.dark = rgb(dark);
    if (const Tint *tint = scene.tintOf(Thing::Table)) {
        top.cloth = true;
        top.light = rgb(tint->rgb) * 1.05F;
        top.dark = rgb(tint->rgb) * 0.62F;
    }
    return top;
}

void paintTop(Canvas &canvas, const View &view, const Top &top, Work &work)
{
    const Noise noise(view.seed ^ 0x7ab1e);
    const float scale = 1000.0F / float(view.height);
    const auto count = std::size_t(view.width);
    std::vector<float> xs(count), ys(count), grain(count);
    const float lampX = view.toSun.x * float(view.width) * 0.5F + float(view.width) * 0.5F;
    work.rows(std::max(0, int(top.edge) - 1), view.height, [&](int y) {
        const float below = (float(y) + 0.5F - top.edge) * scale;
        const float depth = 1.0F / (std::max(below, 0.0F) / 340.0F * 0.7F + 0.3F);
        for (std::size_t i = 0; i < count; ++i) {
            const float rx = (float(i) - float(view.width) * 0.5F) * scale;
            xs[i] = rx * depth * (top.cloth ? 0.004F : 0.0016F);
            ys[i] = top.cloth ? depth * 2.6F : depth * 26.0F;
        }
        noise.fbm(xs.data(), ys.data(), grain.data(), view.width, 4, 0.55F);
        const float board = depth * 3.4F;
        const float f = board - std::floor(board);
        const float seam = top.cloth ? 1.0F : smoothstep(0.0F, 0.03F * depth, std::min(f, 1.0F - f));
        const float tone = hashedUnit(std::uint32_t(int(board) + 77), 3, 9) * 0.4F;
        const float lip = smoothstep(0.0F, 8.0F, below);
        for (int x = 0; x < view.width; ++x) {
            const auto i = std::size_t(x);
            const float t = clamp01(0.4F + grain[i] * (top.cloth ? 0.9F : 0.75F) + (top.cloth ? 0.0F : tone));
            const float dx = (float(x) - lampX) / (float(view.width) * 0.75F);
            const float light = 0.42F + 0.62F / (1.0F + dx * dx + below * below / 230000.0F);
            const Rgb albedo = mix(top.dark, top.light, t) * (0.55F + 0.45F * seam);
            const Rgb lit = albedo * (view.palette.key * (0.62F * light) + view.palette.ambient * 0.8F)
                * (0.7F + 0.3F * lip);
            canvas.blend(x, y, lit, clamp01(float(y) + 1.0F - top.edge));
            canvas.fine.row(y)[x] = 0.4F;
        }
    });
}

} // namespace

QList<Layer> tableLayers(const Scene &scene, const View &view)
{
    const Top top = topOf(scene, view, Rng(view.seed, 0x7ab1f));
    const bool background = scene.places.size() > 1;
    return {Layer{QCoreApplication::translate("Painter", "Table"),
        [&view, top, background](Canvas &canvas, Work &work) {
            if (background && !view.draft)
                soften(canvas, std::max(1, int(2.0F * view.unit)), work);
            paintTop(canvas, view, top, work);
        }}};
}
