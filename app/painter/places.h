// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

// What stands around in some places, whoever else does.
void paintVillage(Canvas &canvas, const View &view, const Scene &scene, Work &work);
void paintPalms(Canvas &canvas, const View &view, const Scene &scene, Work &work);
void paintAcacias(Canvas &canvas, const View &view, Work &work);
void paintCacti(Canvas &canvas, const View &view, Work &work);
