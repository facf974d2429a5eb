// SPDX-License-Identifier: MIT
#include "painter/finish.h"

#include "painter/noise.h"
#include "painter/rng.h"

#include <cmath>
#include <vector>

namespace {

// Direction along which the picture changes least, and how strongly it changes across, at a quarter size.
struct Grain {
    NoiseField cosine, sine, strength;
};

constexpr int cell = 4;

NoiseField brightnessOf(const Canvas &canvas, Work &work)
{
    const int right = canvas.width() - 2;
    const int low = canvas.height() - 2;
    NoiseField bright(canvas.width(), canvas.height(), cell);
    work.spread(0, bright.height, [&](int y) {
        const int py = std::min(y * cell + 1, low);
        for (int x = 0; x < bright.width; ++x) {
            const int px = std::min(x * cell + 1, right);
            const Rgb sum = canvas.at(px, py) + canvas.at(px + 1, py) + canvas.at(px, py + 1)
                + canvas.at(px + 1, py + 1);
            bright.row(y)[x] = std::sqrt(std::max(luma(sum) * 0.25F, 0.0F));
        }
    });
    return bright;
}

// Products of the slopes, to be averaged before a direction is read from them.
struct Slopes {
    NoiseField xx, xy, yy;
};

Slopes slopesOf(const NoiseField &bright, const Canvas &canvas, Work &work)
{
    const NoiseField blank(canvas.width(), canvas.height(), cell);
    Slopes slopes{blank, blank, blank};
    work.spread(1, bright.height - 1, [&](int y) {
        for (int x = 1; x < bright.width - 1; ++x) {
            const float gx = bright.row(y)[x + 1] - bright.row(y)[x - 1];
            const float gy = bright.row(y + 1)[x] - bright.row(y - 1)[x];
            slopes.xx.row(y)[x] = gx * gx;
            slopes.xy.row(y)[x] = gx * gy;
            slopes.yy.row(y)[x] = gy * gy;
        }
    });
    return slopes;
}

float around(const NoiseField &field, int x, int y)
{
    float sum = 0;
    for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx)
            sum += field.row(y + dy)[x + dx];
    }
    return sum;
}

Grain grainOf(const Canvas &canvas, Work &work)
{
    const Slopes slopes = slopesOf(brightnessOf(canvas, work), canvas, work);
    const NoiseField blank(canvas.width(), canvas.height(), cell);
    Grain grain{blank, blank, blank};
    work.spread(2, blank.height - 2, [&](int y) {
        for (int x = 2; x < blank.width - 2; ++x) {
            const float a = around(slopes.xx, x, y);
            const float b = around(slopes.xy, x, y);
            const float c = around(slopes.yy, x, y);
            const float angle = 0.5F * std::atan2(2.0F * b, a - c) + 1.5708F;
            grain.cosine.row(y)[x] = std::cos(angle);
            grain.sine.row(y)[x] = std::sin(angle);
            grain.strength.row(y)[x] = std::sqrt(a + c);
        }
    });
    return grain;
}

struct Dab {
    float x, y, cosine, sine, length, width, alpha;
    float spares; // leaves what is finer than this alone
    Rgb colour;
    std::uint32_t bristles;
    float bristle;
};

// An elongated mark with soft ends; its bristles are streaks along it.
void lay(Canvas &canvas, const Dab &d)
{
    const float reachX = std::abs(d.cosine) * d.length + std::abs(d.sine) * d.width;
    const float reachY = std::abs(d.sine) * d.length + std::abs(d.cosine) * d.width;
    const int x0 = std::max(floorInt(d.x - reachX), 0);
    const int x1 = std::min(floorInt(d.x + reachX) + 1, canvas.width() - 1);
    const int y0 = std::max(floorInt(d.y - reachY), 0);
    const int y1 = std::min(floorInt(d.y + reachY) + 1, canvas.height() - 1);
    const float il = 1.0F / d.length;
    const float iw = 1.0F / d.width;
    float streak[9];
    for (std::uint32_t i = 0; i < 9; ++i)
        streak[i] = 1.0F + d.bristle * (2.0F * hashedUnit(i, d.bristles, 77) - 1.0F);
    for (int y = y0; y <= y1; ++y) {
        float *r = canvas.r.row(y);
        float *g = canvas.g.row(y);
        float *b = canvas.b.row(y);
        const float *fine = canvas.fine.row(y);
        for (int x = x0; x <= x1; ++x) {
            const float dx = float(x) - d.x;
            const float dy = float(y) - d.y;
            const float along = (dx * d.cosine + dy * d.sine) * il;
            const float across = (dy * d.cosine - dx * d.sine) * iw;
            const float inside = 1.0F - along * along * along * along - across * across;
            if (inside <= 0 || fine[x] > d.spares)
                continue;
            const float alpha = std::min(inside * 2.2F, 1.0F) * d.alpha;
            const float tone = streak[int((across + 1.0F) * 4.0F)];
            r[x] += (d.colour.r * tone - r[x]) * alpha;
            g[x] += (d.colour.g * tone - g[x]) * alpha;
            b[x] += (d.colour.b * tone - b[x]) * alpha;
        }
    }
}

struct Coat {
    float length, width, alpha;
    float least, most; // covers where the picture is at least this coarse, at most this fine
    float unlike = 0.035F; // how much neighbouring strokes differ in tone
    float bristle = 0.045F; // and the hairs of one stroke
};

void strokesOf(
    Canvas &canvas, const Canvas &source, const Grain &grain, const Coat &coat, quint64 seed, Work &work)
{
    const float step = coat.width * 1.45F;
    const int rows = int(float(canvas.height()) / step) + 1;
    const int columns = int(float(canvas.width()) / (step * 1.5F)) + 1;
    const Noise drift(seed ^ 0xd41f7);
    const float sweep = 0.12F / coat.length;
    const auto paintRow = [&](int row) {
        Rng rng(seed, quint64(row));
        for (int column = 0; column < columns; ++column) {
            const float x = (float(column) + rng.unit()) * step * 1.5F;
            const float y = (float(row) + rng.unit()) * step;
            const float turn = rng.bell() * 0.25F;
            const float jitter = 1.0F + rng.bell() * coat.unlike;
            const float warmth = rng.bell() * coat.unlike * 0.6F;
            const auto bristles = std::uint32_t(rng.next());
            const int px = std::min(int(x), canvas.width() - 1);
            const int py = std::min(int(y), canvas.height() - 1);
            const float fine = source.fine.row(py)[px];
            if (fine < coat.least || fine > coat.most)
                continue;
            const float strength = grain.strength.at(x, y);
            float cosine = grain.cosine.at(x, y) + turn;
            float sine = grain.sine.at(x, y);
            if (strength < 0.012F) {
                // Nothing to follow: a light hand goes level, a bold one its own way.
                const float way = coat.bristle > 0.1F ? drift.at(x * sweep, y * sweep) * 5.0F : 0.0F;
                cosine = std::cos(way + turn);
                sine = std::sin(way + turn);
            }
            const float norm = 1.0F / std::max(std::sqrt(cosine * cosine + sine * sine), 0.05F);
            const float shorter = 1.0F - 0.5F * smoothstep(0.3F, 1.2F, strength);
            lay(canvas,
                {x, y, cosine * norm, sine * norm, coat.length * shorter, coat.width * shorter, coat.alpha,
                    coat.most, source.at(px, py) * Rgb{jitter + warmth, jitter, jitter - warmth}, bristles,
                    coat.bristle});
        }
    };
    // Every other stretch of rows at once: their strokes do not reach each other.
    constexpr int stretch = 12;
    for (const int parity : {0, 1}) {
        work.bands(0, (rows + stretch - 1) / stretch, 1, [&](int first, int) {
            for (int row = first * stretch;
                 first % 2 == parity && row < std::min((first + 1) * stretch, rows); ++row)
                paintRow(row);
        });
    }
}

} // namespace

void brush(Canvas &canvas, const View &view, const Hand &hand, Work &work)
{
    const Grain grain = grainOf(canvas, work);
    const Canvas source = canvas;
    const float u = view.unit / hand.finer;
    if (hand.bold) {
        strokesOf(canvas, source, grain, {30.0F * u, 9.5F * u, 0.86F, -1.0F, 2.0F, 0.28F, 0.22F},
            view.seed ^ 0xb3, work);
        strokesOf(canvas, source, grain, {16.0F * u, 5.0F * u, 0.8F, 0.42F, 2.0F, 0.14F, 0.16F},
            view.seed ^ 0xb4, work);
        strokesOf(canvas, source, grain, {8.0F * u, 2.8F * u, 0.72F, 0.5F, 2.0F, 0.06F, 0.11F},
            view.seed ^ 0xb5, work);
        return;
    }
    strokesOf(canvas, source, grain, {13.0F * u, 4.4F * u, 0.5F, -1.0F, 0.45F}, view.seed ^ 0xb1, work);
    if (!view.draft)
        strokesOf(canvas, source, grain, {6.5F * u, 2.1F * u, 0.5F, 0.2F, 0.75F}, view.seed ^ 0xb2, work);
}
