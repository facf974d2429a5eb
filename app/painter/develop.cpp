// SPDX-License-Identifier: MIT
#include "painter/finish.h"

#include <array>
#include <cmath>
#include <vector>

namespace {

constexpr int tableSize = 2048;
constexpr float brightest = 4.0F;

// Linear light to 0…255, with a shoulder that keeps the sun's colour instead of clipping it.
std::array<float, tableSize + 1> toneTable()
{
    std::array<float, tableSize + 1> table{};
    for (int i = 0; i <= tableSize; ++i) {
        const float root = float(i) / float(tableSize);
        const float linear = root * root * brightest;
        const float rolled
            = linear < 0.55F ? linear : 0.55F + 0.45F * (1.0F - std::exp(-(linear - 0.55F) / 0.45F * 0.8F));
        table[std::size_t(i)] = std::pow(rolled, 1.0F / 2.2F);
    }
    return table;
}

PAINTER_HOT void averageRows(
    const Plane &plane, int y0, int y1, float *out, int count, int width, float ratio)
{
    for (int x = 0; x < count; ++x)
        out[x] = 0;
    for (int x = 0; x < count; ++x) {
        const int x0 = int(float(x) * ratio);
        const int x1 = std::min(std::max(int(float(x + 1) * ratio), x0 + 1), width);
        float sum = 0;
        for (int y = y0; y < y1; ++y) {
            const float *row = plane.row(y);
            for (int sx = x0; sx < x1; ++sx)
                sum += row[sx];
        }
        out[x] = sum / float((x1 - x0) * (y1 - y0));
    }
}

struct Grade {
    Look look;
    float vignetteRow, centreX, scale;
};

PAINTER_HOT void gradeRow(
    float *r, float *g, float *b, int count, int y, const Grade &grade, std::uint32_t seed)
{
    for (int x = 0; x < count; ++x) {
        const float dx = (float(x) - grade.centreX) * grade.scale;
        const float edge = std::max(dx * dx + grade.vignetteRow - 0.22F, 0.0F);
        const float dim = 1.0F - grade.look.vignette * std::min(edge, 1.2F);
        const float noise = hashedUnit(std::uint32_t(x), std::uint32_t(y), seed)
            + hashedUnit(std::uint32_t(x), std::uint32_t(y), seed + 1) - 1.0F;
        const float grey = 0.25F * r[x] + 0.62F * g[x] + 0.13F * b[x];
        const auto finish = [&](float v) {
            const float saturated = grey + (v - grey) * grade.look.saturation;
            const float c = clamp01(saturated);
            const float curved = mix(c, c * c * (3.0F - 2.0F * c), grade.look.contrast) * dim;
            return std::min(
                std::max(curved * 255.0F + noise * (255.0F * grade.look.grain * (1.0F - 0.5F * grey) + 0.5F)
                        + 0.5F,
                    0.0F),
                255.0F);
        };
        r[x] = finish(r[x]);
        g[x] = finish(g[x]);
        b[x] = finish(b[x]);
    }
}

PAINTER_HOT void toneRow(float *values, int count, float gain, const float *table)
{
    for (int x = 0; x < count; ++x) {
        const float v = std::min(std::max(values[x] * gain, 0.0F), brightest * 0.999F);
        const float at = std::sqrt(v * (1.0F / brightest)) * float(tableSize);
        const int i = int(at);
        values[x] = mix(table[i], table[i + 1], at - float(i));
    }
}

// A photographer's correction: dull pictures are lifted, glaring ones held back, nights stay nights.
float exposure(const Canvas &canvas, const View &view)
{
    float sum = 0;
    int count = 0;
    for (int y = 4; y < canvas.height(); y += 8) {
        for (int x = 4; x < canvas.width(); x += 8, ++count)
            sum += std::min(luma(canvas.at(x, y)), 1.0F);
    }
    const float mean = std::max(sum / float(std::max(count, 1)), 0.001F);
    const float wanted = view.palette.starlight > 0.9F ? 0.078F : view.palette.starlight > 0 ? 0.15F : 0.27F;
    return std::clamp(std::pow(wanted / mean, 0.45F), 0.8F, 1.9F);
}

PAINTER_HOT void packRow(const float *r, const float *g, const float *b, QRgb *out, int count)
{
    for (int x = 0; x < count; ++x)
        out[x] = 0xff000000U | (std::uint32_t(int(r[x])) << 16) | (std::uint32_t(int(g[x])) << 8)
            | std::uint32_t(int(b[x]));
}

} // namespace

QImage develop(const Canvas &canvas, const View &view, const Look &look, QSize size, Work &work)
{
    QImage image(size, QImage::Format_RGB32);
    const std::array<float, tableSize + 1> table = toneTable();
    const int width = size.width();
    const auto count = std::size_t(width);
    const float ratioX = float(canvas.width()) / float(width);
    const float ratioY = float(canvas.height()) / float(size.height());
    const float gain = exposure(canvas, view);
    uchar *const bits = image.bits();
    const qsizetype stride = image.bytesPerLine();
    work.bands(0, size.height(), 32, [&](int first, int last) {
        std::vector<float> r(count), g(count), b(count);
        Grade grade{look, 0, float(width) * 0.5F, 1.5F / float(width)};
        for (int y = first; y < last; ++y) {
            const int y0 = int(float(y) * ratioY);
            const int y1 = std::min(std::max(int(float(y + 1) * ratioY), y0 + 1), canvas.height());
            averageRows(canvas.r, y0, y1, r.data(), width, canvas.width(), ratioX);
            averageRows(canvas.g, y0, y1, g.data(), width, canvas.width(), ratioX);
            averageRows(canvas.b, y0, y1, b.data(), width, canvas.width(), ratioX);
            for (std::vector<float> *plane : {&r, &g, &b})
                toneRow(plane->data(), width, gain, table.data());
            const float dy = (float(y) / float(size.height()) - 0.5F) * 1.5F;
            grade.vignetteRow = dy * dy;
            gradeRow(r.data(), g.data(), b.data(), width, y, grade, quint32(view.seed));
            packRow(r.data(), g.data(), b.data(), reinterpret_cast<QRgb *>(bits + stride * y), width);
        }
    });
    return image;
}
