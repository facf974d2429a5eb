// SPDX-License-Identifier: MIT
#include "painter/relight.h"

#include "painter/noise.h"
#include "painter/overlay.h"

#include <cmath>
#include <vector>

namespace {

// How much of each cell the drawing covers, blurred; cells beyond the edge are empty.
struct Cover {
    int width = 0, height = 0, cell = 1;
    std::vector<float> values;

    float cellAt(int x, int y) const
    {
        if (x < 0 || y < 0 || x >= width || y >= height)
            return 0;
        return values[std::size_t(y) * std::size_t(width) + std::size_t(x)];
    }
    float at(float px, float py) const
    {
        const float gx = px / float(cell) - 0.5F + float(margin);
        const float gy = py / float(cell) - 0.5F + float(margin);
        const int ix = floorInt(gx);
        const int iy = floorInt(gy);
        const float fx = gx - float(ix);
        return mix(mix(cellAt(ix, iy), cellAt(ix + 1, iy), fx),
            mix(cellAt(ix, iy + 1), cellAt(ix + 1, iy + 1), fx), gy - float(iy));
    }
    static constexpr int margin = 12;
};

Cover coverOf(const QImage &drawing)
{
    Cover cover;
    cover.cell = std::max(1, std::max(drawing.width(), drawing.height()) / 140);
    cover.width = (drawing.width() + cover.cell - 1) / cover.cell + 2 * Cover::margin;
    cover.height = (drawing.height() + cover.cell - 1) / cover.cell + 2 * Cover::margin;
    cover.values.assign(std::size_t(cover.width) * std::size_t(cover.height), 0.0F);
    const float share = 1.0F / (255.0F * float(cover.cell * cover.cell));
    for (int y = 0; y < drawing.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(drawing.constScanLine(y));
        float *row = cover.values.data()
            + std::size_t(y / cover.cell + Cover::margin) * std::size_t(cover.width) + Cover::margin;
        for (int x = 0; x < drawing.width(); ++x)
            row[x / cover.cell] += float(qAlpha(line[x])) * share;
    }
    return cover;
}

void boxPass(const float *in, float *out, int count, int stride, int radius)
{
    const float share = 1.0F / float(2 * radius + 1);
    float sum = 0;
    for (int i = 0; i <= radius && i < count; ++i)
        sum += in[std::size_t(i) * std::size_t(stride)];
    for (int i = 0; i < count; ++i) {
        out[std::size_t(i) * std::size_t(stride)] = sum * share;
        if (i + radius + 1 < count)
            sum += in[std::size_t(i + radius + 1) * std::size_t(stride)];
        if (i - radius >= 0)
            sum -= in[std::size_t(i - radius) * std::size_t(stride)];
    }
}

Cover blurred(const Cover &cover, int radius)
{
    Cover out = cover;
    std::vector<float> between(cover.values.size());
    for (int round = 0; round < 2; ++round) {
        for (int y = 0; y < cover.height; ++y) {
            const std::size_t at = std::size_t(y) * std::size_t(cover.width);
            boxPass(out.values.data() + at, between.data() + at, cover.width, 1, radius);
        }
        for (int x = 0; x < cover.width; ++x)
            boxPass(between.data() + x, out.values.data() + x, cover.height, cover.width, radius);
    }
    return out;
}

// The drawing as it looks in the light: colours and cover, row by row.
class Lit {
public:
    Lit(const View &view, const Standing &standing)
        : m_view(view)
        , m_standing(standing)
        , m_sharp(coverOf(standing.drawing))
        , m_near(blurred(m_sharp, 2))
        , m_wide(blurred(m_sharp, 8))
    {
        const Palette &p = view.palette;
        m_key = p.key * (view.sunHigh ? 0.74F : 0.8F + 0.35F * p.starlight);
        m_ambient = p.ambient * 0.78F + Rgb{0.34F, 0.28F, 0.24F} * p.starlight;
        const float flat = std::sqrt(view.toSun.x * view.toSun.x + view.toSun.y * view.toSun.y);
        m_sunX = view.toSun.x / std::max(flat, 0.01F);
        m_sunY = -view.toSun.y / std::max(flat, 0.01F);
    }

    const Cover &sharp() const { return m_sharp; }
    const Cover &wide() const { return m_wide; }

    Rgb colour(int x, int y, QRgb pixel) const
    {
        const auto &table = linearTable();
        const int alpha = std::max(qAlpha(pixel), 1);
        const auto channel
            = [&](int value) { return table[std::size_t(std::min(255, value * 255 / alpha))]; };
        const Rgb albedo = {channel(qRed(pixel)), channel(qGreen(pixel)), channel(qBlue(pixel))};
        return lit(albedo, float(x) + 0.5F, float(y) + 0.5F);
    }

private:
    Rgb lit(Rgb albedo, float x, float y) const
    {
        const auto step = float(m_sharp.cell);
        const float dx = m_wide.at(x + step, y) - m_wide.at(x - step, y)
            + 0.35F * (m_near.at(x + step, y) - m_near.at(x - step, y));
        const float dy = m_wide.at(x, y + step) - m_wide.at(x, y - step)
            + 0.35F * (m_near.at(x, y + step) - m_near.at(x, y - step));
        const float k = 9.0F * m_standing.relief;
        const float nx = -dx * k;
        const float ny = dy * k; // up
        const float inverse = 1.0F / std::sqrt(nx * nx + ny * ny + 1.0F);
        const float facing = std::max((nx * m_view.toSun.x + ny * m_view.toSun.y + 0.55F) * inverse, 0.0F);
        const float up = 0.5F + 0.5F * ny * inverse;
        const float low = smoothstep(0.72F, 1.0F, y / float(m_standing.drawing.height()));
        Rgb light = m_key * (0.34F + 0.95F * facing) + m_ambient * (0.62F + 0.5F * up);
        light = light * (1.0F - 0.24F * low);
        const float edge = clamp01((0.86F - m_near.at(x, y)) * 1.9F);
        const float towards = std::max(nx * m_sunX - ny * m_sunY, 0.0F) * inverse;
        Rgb out = albedo * light + (albedo * 0.5F + Rgb{0.3F, 0.3F, 0.3F}) * m_key * (edge * towards * 0.75F);
        out = out + albedo * m_standing.glow;
        const float pane = smoothstep(0.16F, 0.3F, std::min(albedo.r, albedo.g) - albedo.b);
        out = out + Rgb{1.35F, 0.86F, 0.34F} * (pane * m_standing.windows);
        out = nightSeen(out, m_view.palette.starlight * 0.2F * (1.0F - std::min(m_standing.glow, 1.0F)));
        return mix(out, m_view.palette.haze, m_standing.fade);
    }

    const View &m_view;
    const Standing &m_standing;
    Cover m_sharp, m_near, m_wide;
    Rgb m_key, m_ambient;
    float m_sunX = 0, m_sunY = 0;
};

// Darkness on the ground: a pool where it touches, and the outline thrown away from the light.
void throwShadow(Canvas &canvas, const View &view, const Standing &s, const Lit &lit, Work &work)
{
    const auto w = float(s.drawing.width());
    const auto h = float(s.drawing.height());
    const float foot = s.y + h;
    const bool thrown = s.shadow == Standing::Shadow::Ground;
    const float squash = thrown ? (view.sunHigh ? 0.2F : 0.34F) : 0.08F;
    const float lean = thrown ? -view.toSun.x * (view.sunHigh ? 0.9F : 1.6F) : 0.0F;
    const float length = h * squash;
    const float pool = std::min(w, h) * 0.07F;
    const float strong = (view.palette.starlight > 0.5F ? 0.5F : 0.62F) * (1.0F - s.fade);
    const float cast = strong * (view.sunVisible ? 0.85F : 0.5F);
    const int y0 = std::max(0, int(foot - pool * 1.4F));
    const int y1 = std::min(canvas.height(), int(foot + std::max(length, pool * 2.0F)) + 1);
    const int x0 = std::max(0, int(s.x - pool + std::min(lean * length, 0.0F) * 4.0F));
    const int x1 = std::min(canvas.width(), int(s.x + w + pool + std::max(lean * length, 0.0F) * 4.0F) + 1);
    work.rows(y0, y1, [&](int y) {
        const float below = float(y) + 0.5F - foot;
        const float height = std::max(below / squash, 0.0F); // of what throws its shadow here
        for (int x = x0; x < x1; ++x) {
            const float px = float(x) + 0.5F - s.x;
            float dark = 0;
            if (below >= 0 && height < h) {
                const float sx = px - lean * height * squash * 2.0F;
                const float soft = height / h;
                dark = mix(lit.sharp().at(sx, h - height - 1.0F), lit.wide().at(sx, h - height - 1.0F),
                           0.25F + 0.75F * soft)
                    * cast * (1.0F - 0.75F * soft);
            }
            const float touch = lit.wide().at(px, h - pool * 0.8F) * 1.7F;
            const float around = fastExp(-below * below / (pool * pool * (below < 0 ? 0.16F : 0.5F)));
            dark = std::max(dark, std::min(touch, 1.0F) * around * strong);
            if (dark > 0.004F)
                canvas.set(x, y, canvas.at(x, y) * Rgb{1 - dark, 1 - dark * 0.95F, 1 - dark * 0.86F});
        }
    });
}

} // namespace

void paintStanding(Canvas &canvas, const View &view, const Standing &s, Work &work)
{
    if (s.drawing.isNull())
        return;
    const Lit lit(view, s);
    if (s.shadow != Standing::Shadow::None && s.mirror < 0.9F)
        throwShadow(canvas, view, s, lit, work);
    const int left = int(std::lround(s.x));
    const int top = int(std::lround(s.y));
    const int shown = int(float(s.drawing.height()) * s.waterline);
    const Noise ripple(view.seed ^ 0x51bb1e);
    work.rows(std::max(0, -top), std::min(s.drawing.height(), canvas.height() - top), [&](int y) {
        const auto *line = reinterpret_cast<const QRgb *>(s.drawing.constScanLine(y));
        if (y >= shown)
            return;
        const int mirrored = top + 2 * shown - y;
        const bool seen = s.mirror > 0 && mirrored >= 0 && mirrored < canvas.height();
        const float depth = float(shown - y) / float(std::max(shown, 1));
        const float shift
            = seen ? ripple.at(0.3F, float(mirrored) * 0.09F / view.unit) * 9.0F * view.unit * depth : 0.0F;
        for (int x = 0; x < s.drawing.width(); ++x) {
            const int alpha = qAlpha(line[x]);
            const int at = left + x;
            if (alpha < 3)
                continue;
            const float cover = float(alpha) / 255.0F;
            const Rgb colour = lit.colour(x, y, line[x]);
            const int there = at + int(shift);
            if (seen && there >= 0 && there < canvas.width())
                canvas.blend(there, mirrored, colour * 0.72F, cover * s.mirror * (0.75F - 0.6F * depth));
            if (at < 0 || at >= canvas.width())
                continue;
            canvas.blend(at, top + y, colour, cover);
            float &fine = canvas.fine.row(top + y)[at];
            fine = mix(fine, 0.62F, cover);
            if (s.scenery)
                continue;
            float &figure = canvas.figure.row(top + y)[at];
            figure = std::max(figure, cover * (1.0F - s.fade));
        }
    });
}
