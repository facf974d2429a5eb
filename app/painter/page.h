// SPDX-License-Identifier: MIT
#pragma once

#include "painter/outline.h"
#include "painter/tone.h"

#include <cmath>
#include <vector>

// What a style works on: the finished picture and where its subjects are.
struct Page {
    const QImage &picture;
    const Outline &outline;
    quint64 seed;
    Work &work;

    int unit() const { return unitOf(picture); }
};

// A picture's brightness, with what the styles ask of it: values and slopes.
class Grey {
public:
    explicit Grey(const QImage &picture)
        : m_width(picture.width())
        , m_height(picture.height())
        , m_values(std::size_t(m_width) * std::size_t(m_height))
    {
        for (int y = 0; y < m_height; ++y) {
            const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
            for (int x = 0; x < m_width; ++x)
                m_values[std::size_t(y) * std::size_t(m_width) + std::size_t(x)] = greyOf(toneOf(line[x]));
        }
    }

    float at(int x, int y) const
    {
        x = std::min(std::max(x, 0), m_width - 1);
        y = std::min(std::max(y, 0), m_height - 1);
        return m_values[std::size_t(y) * std::size_t(m_width) + std::size_t(x)];
    }

    // How sharply the brightness changes around a point, over `step` pixels.
    float edge(int x, int y, int step) const
    {
        const float gx
            = at(x + step, y) - at(x - step, y) + 0.5F * (at(x + step, y + step) - at(x - step, y - step));
        const float gy
            = at(x, y + step) - at(x, y - step) + 0.5F * (at(x + step, y + step) - at(x - step, y - step));
        return std::sqrt(gx * gx + gy * gy);
    }

private:
    int m_width, m_height;
    std::vector<float> m_values;
};

inline float paper(int x, int y, quint32 seed)
{
    return hashedUnit(std::uint32_t(x), std::uint32_t(y), seed) - 0.5F;
}

// Styles of the pen, in drawnstyles.cpp.
QImage pencilled(const Page &page);
QImage inked(const Page &page);
QImage blueprinted(const Page &page);
QImage lowPoly(const Page &page);
