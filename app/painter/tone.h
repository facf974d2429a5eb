// SPDX-License-Identifier: MIT
#pragma once

#include "painter/mathfast.h"
#include "painter/work.h"

#include <QImage>

// What the styles share: a screen's colours as numbers from 0 to 1.

struct Tone {
    float r = 0, g = 0, b = 0; // 0 to 1, as a screen shows it
};

inline Tone mixed(Tone a, Tone b, float t)
{
    return {mix(a.r, b.r, t), mix(a.g, b.g, t), mix(a.b, b.b, t)};
}

inline Tone scaled(Tone a, float k)
{
    return {a.r * k, a.g * k, a.b * k};
}

inline Tone toneOf(QRgb c)
{
    return {float(qRed(c)) / 255.0F, float(qGreen(c)) / 255.0F, float(qBlue(c)) / 255.0F};
}

inline QRgb pixelOf(Tone t)
{
    const auto channel = [](float v) { return int(clamp01(v) * 255.0F + 0.5F); };
    return qRgb(channel(t.r), channel(t.g), channel(t.b));
}

inline float greyOf(Tone t)
{
    return 0.3F * t.r + 0.59F * t.g + 0.11F * t.b;
}

inline int unitOf(const QImage &picture)
{
    return std::max(1, std::min(picture.width(), picture.height()) / 512);
}

// A smaller copy blown up again: flat areas without the grain of the brush.
inline QImage calm(const QImage &picture, int factor)
{
    return picture
        .scaled(std::max(1, picture.width() / factor), std::max(1, picture.height() / factor),
            Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .scaled(picture.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
}

template<typename Fn>
QImage eachPixel(const QImage &picture, Work &work, Fn fn)
{
    QImage out(picture.size(), QImage::Format_RGB32);
    uchar *const bits = out.bits();
    const qsizetype stride = out.bytesPerLine();
    work.bands(0, picture.height(), 16, [&](int first, int last) {
        for (int y = first; y < last && !work.cancelled(); ++y) {
            const auto *from = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
            auto *to = reinterpret_cast<QRgb *>(bits + stride * y);
            for (int x = 0; x < picture.width(); ++x)
                to[x] = pixelOf(fn(x, y, toneOf(from[x])));
        }
    });
    return out;
}
