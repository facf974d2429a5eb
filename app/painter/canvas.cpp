// SPDX-License-Identifier: MIT
#include "painter/canvas.h"

#include <algorithm>
#include <cmath>

namespace {

constexpr int previewEdge = 128;

int screenValue(float linear)
{
    return int(std::sqrt(clamp01(linear)) * 255.0F + 0.5F);
}

PAINTER_HOT void blendPlane(float *under, const float *over, const float *alpha, int count)
{
    for (int i = 0; i < count; ++i)
        under[i] += (over[i] - under[i]) * alpha[i];
}

} // namespace

Canvas::Canvas(int width, int height)
    : r(width, height)
    , g(width, height)
    , b(width, height)
    , fine(width, height)
    , figure(width, height)
    , m_width(width)
    , m_height(height)
{
}

void Canvas::blendRow(
    int x0, int y, const float *cr, const float *cg, const float *cb, const float *alpha, int count)
{
    blendPlane(r.row(y) + x0, cr, alpha, count);
    blendPlane(g.row(y) + x0, cg, alpha, count);
    blendPlane(b.row(y) + x0, cb, alpha, count);
}

void Canvas::fillFine(int y, int x0, int x1, float value)
{
    std::fill(fine.row(y) + x0, fine.row(y) + x1, value);
}

QImage Canvas::preview() const
{
    const int longer = std::max(m_width, m_height);
    const int edge = std::min(previewEdge, longer);
    QImage image(
        std::max(1, m_width * edge / longer), std::max(1, m_height * edge / longer), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        QRgb *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const Rgb c = at(
                (x * 2 + 1) * m_width / (image.width() * 2), (y * 2 + 1) * m_height / (image.height() * 2));
            line[x] = qRgb(screenValue(c.r), screenValue(c.g), screenValue(c.b));
        }
    }
    return image;
}
