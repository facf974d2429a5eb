// SPDX-License-Identifier: MIT
#include "painter/overlay.h"

#include <cmath>

namespace {

Rgb plain(QRgb pixel)
{
    const auto &table = linearTable();
    const int alpha = std::max(qAlpha(pixel), 1);
    if (alpha == 255)
        return {table[std::size_t(qRed(pixel))], table[std::size_t(qGreen(pixel))],
            table[std::size_t(qBlue(pixel))]};
    const auto channel = [&](int value) { return table[std::size_t(std::min(255, value * 255 / alpha))]; };
    return {channel(qRed(pixel)), channel(qGreen(pixel)), channel(qBlue(pixel))};
}

} // namespace

const std::array<float, 256> &linearTable()
{
    static const std::array<float, 256> table = [] {
        std::array<float, 256> values{};
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = std::pow(float(i) / 255.0F, 2.2F);
        return values;
    }();
    return table;
}

QImage sheetFor(const Canvas &canvas)
{
    QImage sheet(canvas.width(), canvas.height(), QImage::Format_ARGB32_Premultiplied);
    sheet.fill(0);
    return sheet;
}

void overlay(Canvas &canvas, const QImage &sheet, Rgb light, float fine, Work &work)
{
    work.bands(0, canvas.height(), 32, [&](int first, int last) {
        for (int y = first; y < last; ++y) {
            const auto *line = reinterpret_cast<const QRgb *>(sheet.constScanLine(y));
            for (int x = 0; x < canvas.width(); ++x) {
                const int alpha = qAlpha(line[x]);
                if (alpha == 0)
                    continue;
                const float cover = float(alpha) / 255.0F;
                canvas.blend(x, y, plain(line[x]) * light, cover);
                float &there = canvas.fine.row(y)[x];
                there = mix(there, fine, cover);
            }
        }
    });
}

void shine(Canvas &canvas, const QImage &sheet, float strength, Work &work)
{
    work.bands(0, canvas.height(), 32, [&](int first, int last) {
        for (int y = first; y < last; ++y) {
            const auto *line = reinterpret_cast<const QRgb *>(sheet.constScanLine(y));
            for (int x = 0; x < canvas.width(); ++x) {
                const int alpha = qAlpha(line[x]);
                if (alpha == 0)
                    continue;
                canvas.add(x, y, plain(line[x]) * (strength * float(alpha) / 255.0F));
                float &there = canvas.fine.row(y)[x];
                there = std::max(there, 0.7F * float(alpha) / 255.0F);
            }
        }
    });
}
