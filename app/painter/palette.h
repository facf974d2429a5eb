// SPDX-License-Identifier: MIT
#pragma once

#include "painter/colour.h"
#include "painter/scene.h"

class Rng;

// The colours one hour gives to everything, so that sky, cloud, rock and water belong together.
struct Palette {
    Rgb zenith, upper, lower, horizon; // the sky from top to bottom
    Rgb glow; // around the sun or moon
    Rgb key; // light of the sun or moon on things
    Rgb ambient; // light of the sky on things
    Rgb cloudLit, cloudShade;
    Rgb haze; // what distance fades to
    Rgb deepWater;
    float starlight = 0; // 0 none to 1 full
};

// By starlight the eye sees less colour: what is lit turns towards blue grey.
inline Rgb nightSeen(Rgb c, float starlight)
{
    const float grey = luma(c);
    return mix(c, Rgb{grey * 0.62F, grey * 0.9F, grey * 1.45F}, 0.6F * starlight);
}

Palette paletteFor(const Scene &scene, Rng &rng);
