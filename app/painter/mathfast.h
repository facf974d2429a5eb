// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

// Inline approximations the compiler can vectorise; libm's exp alone would cost three times as much.

// Hot row loops are compiled twice, with and without AVX2, and chosen at start. The address sanitizer cannot
// run such a choice.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)                    \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PAINTER_HOT __attribute__((target_clones("arch=haswell", "default")))
#else
#define PAINTER_HOT
#endif

struct Vec3 {
    float x = 0, y = 0, z = 0;
};

inline int floorInt(float x)
{
    const int i = int(x);
    return i - int(x < float(i));
}

inline float clamp01(float x)
{
    return std::min(std::max(x, 0.0F), 1.0F);
}

inline float mix(float a, float b, float t)
{
    return a + (b - a) * t;
}

inline float smooth(float t)
{
    return t * t * (3.0F - 2.0F * t);
}

// 0 below `low`, 1 above `high`; also with low > high, then falling.
inline float smoothstep(float low, float high, float x)
{
    return smooth(clamp01((x - low) / (high - low)));
}

// e^x within 0.03 %, for -87 < x < 88.
inline float fastExp(float x)
{
    const float t = std::min(std::max(x * 1.442695041F, -125.0F), 125.0F) + 127.0F;
    const int whole = int(t);
    const float f = t - float(whole);
    const float power = 1.0F + f * (0.6951786F + f * (0.2276547F + f * 0.0771667F));
    return std::bit_cast<float>(whole << 23) * power;
}

// Unlike small integers, unlike bits: for jitter by pixel.
inline std::uint32_t hashed(std::uint32_t x, std::uint32_t y, std::uint32_t seed)
{
    std::uint32_t h = x * 0x8da6b343U ^ y * 0xd8163841U ^ seed;
    h = (h ^ (h >> 15)) * 0x2c1b3c6dU;
    h = (h ^ (h >> 12)) * 0x297a2d39U;
    return h ^ (h >> 15);
}

inline float hashedUnit(std::uint32_t x, std::uint32_t y, std::uint32_t seed)
{
    return float(int(hashed(x, y, seed) & 0xffffffU)) * (1.0F / 16777216.0F);
}
