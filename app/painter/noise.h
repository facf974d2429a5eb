// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <vector>

// Gradient noise, about -1 to 1, evaluated for a whole row of points at once so that the compiler can use
// vector registers. The hash needs no table; equal seeds are equal fields.
class Noise {
public:
    explicit Noise(quint64 seed)
        : m_seed(quint32(seed ^ (seed >> 32)) | 1U)
    {
    }

    // out[i] = sum of `octaves` noises at (x[i], y[i]), each twice as fine and `gain` as strong.
    void fbm(const float *x, const float *y, float *out, int count, int octaves, float gain = 0.5F) const;
    // Sharp crests and rounded valleys, about 0 to 1: rock, waves.
    void ridged(const float *x, const float *y, float *out, int count, int octaves, float gain = 0.5F) const;
    float at(float x, float y) const;

private:
    quint32 m_seed;
};

// A grid of values stretched over the picture: smooth fields are made at a fraction of its size.
struct NoiseField {
    int width = 0;
    int height = 0;
    float scale = 1; // picture pixels a cell
    std::vector<float> values;

    NoiseField() = default;
    NoiseField(int pictureWidth, int pictureHeight, int cell);
    float *row(int y) { return values.data() + std::size_t(y) * std::size_t(width); }
    const float *row(int y) const { return values.data() + std::size_t(y) * std::size_t(width); }
    // Bilinear, for one picture row; `out` holds `count` values.
    void sampleRow(float pictureY, float *out, int count) const;
    float at(float pictureX, float pictureY) const;
};
