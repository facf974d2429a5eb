// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/trees.h"
#include "painter/view.h"
#include "painter/work.h"

// Trees by the dozen, and the air between them.

Tree::Kind treeKind(const Scene &scene, Rng &rng);
bool snowLies(const Scene &scene);

// A thin line of trees along the far edge.
void paintTreeLine(Canvas &canvas, const View &view, const Scene &scene, Work &work);
// Rows of trees from far to near around a clearing.
void paintWoods(Canvas &canvas, const View &view, const Scene &scene, float groundTop, Work &work);
// A few tall trees at the sides, close to the viewer.
void paintFrame(Canvas &canvas, const View &view, const Scene &scene, Work &work);
// Mist lying around a row; strength 0 to 1.
void paintMist(
    Canvas &canvas, const View &view, float row, float thickness, float strength, quint64 salt, Work &work);
