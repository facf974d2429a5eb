// SPDX-License-Identifier: MIT
#pragma once

#include "painter/palette.h"
#include "painter/scene.h"

#include <QSize>

// Where the painter stands and where the light comes from, chosen by seed and by the shape of the picture.
// Lengths are pixels of the canvas; y grows downwards.
struct View {
    int width = 0;
    int height = 0;
    float unit = 1; // canvas pixels a pixel of a 1024 picture: strokes and trees scale with it
    float horizon = 0; // y of the far ground
    float sunX = 0, sunY = 0; // what gives the light: the sun or, at night and dusk, the moon
    float moonX = 0, moonY = 0;
    bool sunVisible = true;
    bool sunHigh = false; // daylight: the sun is small and white, shadows are short
    Vec3 toSun; // x right, y up, z away from the viewer; length 1
    float distance = 0; // how much far things fade: 0 clear air to 1 thick fog
    bool draft = false; // fewer layers
    quint64 seed = 1;
    Palette palette;
    Palette outside; // of a room: what its windows show

    float shape() const { return float(width) / float(height); }
};

View composeView(const Scene &scene, QSize canvas, quint64 seed);
