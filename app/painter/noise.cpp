// SPDX-License-Identifier: MIT
#include "painter/noise.h"

#include "painter/mathfast.h"

#include <algorithm>
#include <cmath>

namespace {

inline float corner(std::uint32_t x, std::uint32_t y, std::uint32_t seed, float dx, float dy)
{
    std::uint32_t h = (x * 0x27d4eb2dU) ^ (y * 0x165667b1U) ^ seed;
    h = (h ^ (h >> 15)) * 0x2c1b3c6dU;
    h ^= h >> 13;
    const float gx = float(int(h & 0xffffU)) * (2.0F / 65536.0F) - 1.0F;
    const float gy = float(int(h >> 16)) * (2.0F / 65536.0F) - 1.0F;
    return gx * dx + gy * dy;
}

inline float gradientNoise(float x, float y, std::uint32_t seed)
{
    const int ix = floorInt(x);
    const int iy = floorInt(y);
    const float fx = x - float(ix);
    const float fy = y - float(iy);
    const auto ux = std::uint32_t(ix);
    const auto uy = std::uint32_t(iy);
    const float sx = fx * fx * fx * (fx * (fx * 6.0F - 15.0F) + 10.0F);
    const float sy = fy * fy * fy * (fy * (fy * 6.0F - 15.0F) + 10.0F);
    const float top = mix(corner(ux, uy, seed, fx, fy), corner(ux + 1, uy, seed, fx - 1, fy), sx);
    const float low
        = mix(corner(ux, uy + 1, seed, fx, fy - 1), corner(ux + 1, uy + 1, seed, fx - 1, fy - 1), sx);
    return mix(top, low, sy) * 1.6F;
}

// Each octave is turned, so that no grid direction shows.
constexpr float turnCos = 0.8F;
constexpr float turnSin = 0.6F;

PAINTER_HOT void fbmRow(
    const float *x, const float *y, float *out, int count, int octaves, float gain, std::uint32_t seed)
{
    for (int i = 0; i < count; ++i)
        out[i] = gradientNoise(x[i], y[i], seed);
    float weight = gain;
    float a = 2.03F * turnCos;
    float b = 2.03F * turnSin;
    for (int octave = 1; octave < octaves; ++octave) {
        const std::uint32_t salt = seed + std::uint32_t(octave) * 0x9e3779b9U;
        for (int i = 0; i < count; ++i)
            out[i] += weight * gradientNoise(x[i] * a - y[i] * b, x[i] * b + y[i] * a, salt);
        const float next = 2.03F * (a * turnCos - b * turnSin);
        b = 2.03F * (a * turnSin + b * turnCos);
        a = next;
        weight *= gain;
    }
}

constexpr int blockSize = 64;

// A block's running sums live in registers and the nearest cache.
inline void ridgedBlock(
    const float *x, const float *y, float *sum, int count, int octaves, float gain, std::uint32_t seed)
{
    float weight[blockSize];
    for (int i = 0; i < count; ++i) {
        sum[i] = 0;
        weight[i] = 1;
    }
    float strength = 0.5F;
    float a = 1;
    float b = 0;
    for (int octave = 0; octave < octaves; ++octave) {
        const std::uint32_t salt = seed + std::uint32_t(octave) * 0x9e3779b9U;
        for (int i = 0; i < count; ++i) {
            const float n = gradientNoise(x[i] * a - y[i] * b, x[i] * b + y[i] * a, salt);
            const float crest = std::max(1.0F - std::abs(n) * 1.25F, 0.0F);
            sum[i] += crest * crest * weight[i] * strength;
            weight[i] = std::min(crest * crest * 1.6F, 1.0F);
        }
        strength *= gain;
        const float next = 2.03F * (a * turnCos - b * turnSin);
        b = 2.03F * (a * turnSin + b * turnCos);
        a = next;
    }
}

PAINTER_HOT void ridgedRow(
    const float *x, const float *y, float *out, int count, int octaves, float gain, std::uint32_t seed)
{
    for (int begin = 0; begin < count; begin += blockSize)
        ridgedBlock(
            x + begin, y + begin, out + begin, std::min(blockSize, count - begin), octaves, gain, seed);
}

PAINTER_HOT void lerpRow(
    const float *above, const float *below, float t, const float *fx, const int *ix, float *out, int count)
{
    for (int i = 0; i < count; ++i) {
        const int at = ix[i];
        const float top = mix(above[at], above[at + 1], fx[i]);
        const float low = mix(below[at], below[at + 1], fx[i]);
        out[i] = mix(top, low, t);
    }
}

} // namespace

void Noise::fbm(const float *x, const float *y, float *out, int count, int octaves, float gain) const
{
    fbmRow(x, y, out, count, octaves, gain, m_seed);
}

void Noise::ridged(const float *x, const float *y, float *out, int count, int octaves, float gain) const
{
    ridgedRow(x, y, out, count, octaves, gain, m_seed);
}

float Noise::at(float x, float y) const
{
    return gradientNoise(x, y, m_seed);
}

NoiseField::NoiseField(int pictureWidth, int pictureHeight, int cell)
    : width(pictureWidth / cell + 2)
    , height(pictureHeight / cell + 2)
    , scale(float(cell))
    , values(std::size_t(width) * std::size_t(height))
{
}

void NoiseField::sampleRow(float pictureY, float *out, int count) const
{
    const float gy = std::clamp(pictureY / scale, 0.0F, float(height - 2));
    const int iy = int(gy);
    thread_local std::vector<float> fraction;
    thread_local std::vector<int> cell;
    fraction.resize(std::size_t(count));
    cell.resize(std::size_t(count));
    for (int i = 0; i < count; ++i) {
        const float gx = std::min(float(i) / scale, float(width) - 1.001F);
        cell[std::size_t(i)] = int(gx);
        fraction[std::size_t(i)] = gx - float(int(gx));
    }
    lerpRow(row(iy), row(iy + 1), gy - float(iy), fraction.data(), cell.data(), out, count);
}

float NoiseField::at(float pictureX, float pictureY) const
{
    const float gx = std::clamp(pictureX / scale, 0.0F, float(width) - 1.001F);
    const float gy = std::clamp(pictureY / scale, 0.0F, float(height) - 1.001F);
    const int ix = int(gx);
    const int iy = int(gy);
    const float *above = row(iy) + ix;
    const float *below = row(iy + 1) + ix;
    return mix(
        mix(above[0], above[1], gx - float(ix)), mix(below[0], below[1], gx - float(ix)), gy - float(iy));
}
