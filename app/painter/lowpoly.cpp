// SPDX-License-Identifier: MIT
#include "painter/page.h"

#include <array>

namespace {

struct Corner {
    float x = 0, y = 0;
};

using Triangle = std::array<Corner, 3>;

// Twice the area left of the line from p to q.
float sideOf(Corner p, Corner q, float x, float y)
{
    return (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
}

// In the colour of its middle, each a little lighter or darker than its neighbours.
void fillTriangle(QImage &out, const QImage &from, const Triangle &t, quint32 seed)
{
    const auto [a, b, c] = t;
    const int cx = std::clamp(int((a.x + b.x + c.x) / 3), 0, from.width() - 1);
    const int cy = std::clamp(int((a.y + b.y + c.y) / 3), 0, from.height() - 1);
    const float tilt = 1.0F + 0.1F * (hashedUnit(std::uint32_t(cx), std::uint32_t(cy), seed) - 0.5F);
    const Tone tone = toneOf(from.pixel(cx, cy));
    const float grey = greyOf(tone);
    const QRgb colour = pixelOf(scaled(mixed({grey, grey, grey}, tone, 1.2F), tilt));
    const int y1 = std::min(out.height() - 1, int(std::max({a.y, b.y, c.y})) + 1);
    const int x0 = std::max(0, int(std::min({a.x, b.x, c.x})));
    const int x1 = std::min(out.width() - 1, int(std::max({a.x, b.x, c.x})) + 1);
    const float turn = sideOf(a, b, c.x, c.y) < 0 ? -1.0F : 1.0F;
    for (int y = std::max(0, int(std::min({a.y, b.y, c.y}))); y <= y1; ++y) {
        auto *line = reinterpret_cast<QRgb *>(out.scanLine(y));
        for (int x = x0; x <= x1; ++x) {
            const float px = float(x) + 0.5F;
            const float py = float(y) + 0.5F;
            if (sideOf(a, b, px, py) * turn >= 0 && sideOf(b, c, px, py) * turn >= 0
                && sideOf(c, a, px, py) * turn >= 0)
                line[x] = colour;
        }
    }
}

// A jittered grid of corners.
struct Grid {
    int cell;
    quint32 seed;

    Corner corner(int i, int j) const
    {
        const auto jitter = [&](quint32 salt) {
            return 0.7F * (hashedUnit(std::uint32_t(i + 7), std::uint32_t(j + 7), seed + salt) - 0.5F);
        };
        return {(float(i) - 0.5F + jitter(0)) * float(cell), (float(j) - 0.5F + jitter(1)) * float(cell)};
    }
    std::array<Triangle, 2> trianglesOf(int i, int j) const
    {
        const Corner a = corner(i, j), b = corner(i + 1, j), c = corner(i, j + 1), d = corner(i + 1, j + 1);
        const bool falling = (i + j) % 2 == 0;
        return {Triangle{a, b, falling ? c : d}, Triangle{falling ? b : a, d, c}};
    }
};

bool onSubject(const Page &page, const Triangle &t)
{
    const int cx = int((t[0].x + t[1].x + t[2].x) / 3);
    const int cy = int((t[0].y + t[1].y + t[2].y) / 3);
    return page.outline.inside(cx, cy) > 0.5F;
}

} // namespace

// Large triangles everywhere, then small ones over the subjects, so that a face stays a face.
QImage lowPoly(const Page &page)
{
    const QImage &picture = page.picture;
    const int edge = std::min(picture.width(), picture.height());
    const Grid coarse{std::max(10, edge / 32), quint32(page.seed)};
    const Grid fine{std::max(4, edge / 96), quint32(page.seed) + 11};
    // Around a subject the ground is paler, so that green stays readable on green.
    const QImage soft
        = eachPixel(calm(picture, std::max(2, coarse.cell / 4)), page.work, [&page](int x, int y, Tone t) {
              const float around = page.outline.empty()
                  ? 0.0F
                  : 0.46F * page.outline.halo(x, y) * (1.0F - page.outline.inside(x, y));
              return mixed(t, {0.95F, 0.95F, 0.9F}, around);
          });
    const QImage firm = calm(picture, std::max(2, fine.cell / 3));
    QImage out = soft;
    page.work.rows(0, picture.height() / coarse.cell + 2, [&](int j) {
        for (int i = 0; i < picture.width() / coarse.cell + 2; ++i) {
            for (const Triangle &t : coarse.trianglesOf(i, j))
                fillTriangle(out, soft, t, coarse.seed + 2);
        }
    });
    page.work.rows(0, picture.height() / fine.cell + 2, [&](int j) {
        for (int i = 0; i < picture.width() / fine.cell + 2 && !page.outline.empty(); ++i) {
            for (const Triangle &t : fine.trianglesOf(i, j)) {
                if (onSubject(page, t))
                    fillTriangle(out, firm, t, fine.seed + 2);
            }
        }
    });
    return out;
}
