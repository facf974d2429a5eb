// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

// Places without a sky, or with another one.
void paintDeepSpace(Canvas &canvas, const View &view, const Scene &scene, Work &work); // nebulae and planets
void paintUndersea(Canvas &canvas, const View &view, const Scene &scene, Work &work);
void paintCave(Canvas &canvas, const View &view, const Scene &scene, Work &work);
// Layered washes with no more than a hint of the place.
void paintAbstract(Canvas &canvas, const View &view, const Scene &scene, Work &work);
