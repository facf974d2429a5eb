// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

// A street between two rows of houses that meet at the horizon; by night, in rain or neon its windows and
// signs shine and the road mirrors them.
void paintStreet(Canvas &canvas, const View &view, const Scene &scene, Work &work);
// Towers of a city along the horizon.
void paintSkyline(Canvas &canvas, const View &view, const Scene &scene, Work &work);
