// SPDX-License-Identifier: MIT
#include "painter/tone.h"

#include <array>
#include <vector>

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

} // namespace

// Triangles over a jittered grid.
QImage lowPoly(const QImage &picture, quint64 seed, Work &work)
{
    const int cell = std::max(8, std::min(picture.width(), picture.height()) / 54);
    const QImage soft = calm(picture, std::max(2, cell / 4));
    const int columns = picture.width() / cell + 3;
    const int rows = picture.height() / cell + 3;
    const auto corner = [&](int i, int j) {
        const auto jitter = [&](quint32 salt) {
            return 0.7F * (hashedUnit(std::uint32_t(i), std::uint32_t(j), quint32(seed) + salt) - 0.5F);
        };
        return Corner{
            (float(i) - 0.5F + jitter(0)) * float(cell), (float(j) - 0.5F + jitter(1)) * float(cell)};
    };
    QImage out = soft;
    work.rows(0, rows - 1, [&](int j) {
        for (int i = 0; i + 1 < columns; ++i) {
            const std::array<Corner, 4> at
                = {corner(i, j), corner(i + 1, j), corner(i, j + 1), corner(i + 1, j + 1)};
            const bool falling = (i + j) % 2 == 0;
            fillTriangle(out, soft, {at[0], at[1], falling ? at[2] : at[3]}, quint32(seed) + 2);
            fillTriangle(out, soft, {falling ? at[1] : at[0], at[3], at[2]}, quint32(seed) + 2);
        }
    });
    return out;
}
