// SPDX-License-Identifier: MIT
#include "painter/tone.h"

#include <vector>

// Triangles over a jittered grid, each in the colour of its middle.
QImage lowPoly(const QImage &picture, quint64 seed, Work &work)
{
    const int cell = std::max(8, std::min(picture.width(), picture.height()) / 54);
    const QImage soft = calm(picture, std::max(2, cell / 4));
    const int columns = picture.width() / cell + 3;
    const int rows = picture.height() / cell + 3;
    struct Corner {
        float x, y;
    };
    std::vector<Corner> corners(std::size_t(columns) * std::size_t(rows));
    for (int j = 0; j < rows; ++j) {
        for (int i = 0; i < columns; ++i) {
            const float jx = hashedUnit(std::uint32_t(i), std::uint32_t(j), quint32(seed)) - 0.5F;
            const float jy = hashedUnit(std::uint32_t(i), std::uint32_t(j), quint32(seed) + 1) - 0.5F;
            corners[std::size_t(j) * std::size_t(columns) + std::size_t(i)]
                = {(float(i) - 0.5F + 0.7F * jx) * float(cell), (float(j) - 0.5F + 0.7F * jy) * float(cell)};
        }
    }
    QImage out = soft;
    const auto fill = [&](Corner a, Corner b, Corner c) {
        const int cx = std::clamp(int((a.x + b.x + c.x) / 3), 0, picture.width() - 1);
        const int cy = std::clamp(int((a.y + b.y + c.y) / 3), 0, picture.height() - 1);
        const float tilt
            = 1.0F + 0.1F * (hashedUnit(std::uint32_t(cx), std::uint32_t(cy), quint32(seed) + 2) - 0.5F);
        const Tone t = toneOf(soft.pixel(cx, cy));
        const float k = greyOf(t);
        const QRgb colour = pixelOf(scaled(mixed({k, k, k}, t, 1.2F), tilt));
        const int y0 = std::max(0, int(std::min({a.y, b.y, c.y})));
        const int y1 = std::min(picture.height() - 1, int(std::max({a.y, b.y, c.y})) + 1);
        const int x0 = std::max(0, int(std::min({a.x, b.x, c.x})));
        const int x1 = std::min(picture.width() - 1, int(std::max({a.x, b.x, c.x})) + 1);
        const auto side = [](Corner p, Corner q, float x, float y) {
            return (q.x - p.x) * (y - p.y) - (q.y - p.y) * (x - p.x);
        };
        const float turn = side(a, b, c.x, c.y) < 0 ? -1.0F : 1.0F;
        for (int y = y0; y <= y1; ++y) {
            auto *line = reinterpret_cast<QRgb *>(out.scanLine(y));
            for (int x = x0; x <= x1; ++x) {
                const float px = float(x) + 0.5F;
                const float py = float(y) + 0.5F;
                if (side(a, b, px, py) * turn >= 0 && side(b, c, px, py) * turn >= 0
                    && side(c, a, px, py) * turn >= 0)
                    line[x] = colour;
            }
        }
    };
    work.rows(0, rows - 1, [&](int j) {
        for (int i = 0; i + 1 < columns; ++i) {
            const auto at = [&](int di, int dj) {
                return corners[std::size_t(j + dj) * std::size_t(columns) + std::size_t(i + di)];
            };
            if ((i + j) % 2 == 0) {
                fill(at(0, 0), at(1, 0), at(0, 1));
                fill(at(1, 0), at(1, 1), at(0, 1));
            } else {
                fill(at(0, 0), at(1, 0), at(1, 1));
                fill(at(0, 0), at(1, 1), at(0, 1));
            }
        }
    });
    return out;
}
