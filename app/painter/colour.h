// SPDX-License-Identifier: MIT
#pragma once

#include "painter/mathfast.h"

#include <cmath>

// Linear light, 1 is paper white; lamps and the sun go above.
struct Rgb {
    float r = 0, g = 0, b = 0;

    friend Rgb operator*(Rgb c, float k) { return {c.r * k, c.g * k, c.b * k}; }
    friend Rgb operator*(Rgb a, Rgb b) { return {a.r * b.r, a.g * b.g, a.b * b.b}; }
    friend Rgb operator+(Rgb a, Rgb b) { return {a.r + b.r, a.g + b.g, a.b + b.b}; }
};

inline Rgb mix(Rgb a, Rgb b, float t)
{
    return {mix(a.r, b.r, t), mix(a.g, b.g, t), mix(a.b, b.b, t)};
}

inline float luma(Rgb c)
{
    return 0.2126F * c.r + 0.7152F * c.g + 0.0722F * c.b;
}

// From 0xRRGGBB as a screen shows it.
inline Rgb rgb(unsigned hex)
{
    const auto channel = [hex](int shift) { return std::pow(float((hex >> shift) & 0xffU) / 255.0F, 2.2F); };
    return {channel(16), channel(8), channel(0)};
}

// The hue of `tint` at the brightness of `base`; strength 0 to 1.
inline Rgb tinted(Rgb base, Rgb tint, float strength)
{
    const float scale = luma(base) / std::max(luma(tint), 0.02F);
    const Rgb hue = tint * std::min(scale, 3.0F);
    return mix(base, mix(hue, tint, 0.25F), strength);
}
