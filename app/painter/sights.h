// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

// What a town is known by, far behind everybody: the Eiffel tower over the roofs, pyramids over the sand.
void paintSights(Canvas &canvas, const View &view, const Scene &scene, Work &work);
