// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/rng.h"
#include "painter/view.h"

// Single trees, painted stroke by stroke with the light of the view.
struct Tree {
    enum class Kind { Pine, Broadleaf, Bare };
    Kind kind = Kind::Pine;
    float x = 0, foot = 0; // pixels
    float height = 100; // pixels
    Rgb leaf{0.05F, 0.1F, 0.04F}; // albedo
    float snow = 0; // 0 none to 1 laden
    float fade = 0; // how much the air has taken
};

void paintTree(Canvas &canvas, const View &view, const Tree &tree, Rng &rng);

// What leaves look like in this season: one of several colours, or the prompt's.
Rgb leafColour(const Scene &scene, Tree::Kind kind, Rng &rng);
