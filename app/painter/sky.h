// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

// What stands behind everything: air and the light in it, then what hangs in the sky.
void paintAir(Canvas &canvas, const View &view, Work &work);
void paintStars(Canvas &canvas, const View &view, const Scene &scene, Work &work);
void paintAurora(Canvas &canvas, const View &view, const Scene &scene, Work &work);
void paintSun(Canvas &canvas, const View &view, const Scene &scene, Work &work);
// Light that veils what hangs before the sun: goes over the clouds.
void paintGlare(Canvas &canvas, const View &view, Work &work);
void paintMoon(Canvas &canvas, const View &view, const Scene &scene, Work &work);
void paintRainbow(Canvas &canvas, const View &view, Work &work);
void paintLightning(Canvas &canvas, const View &view);

// Clouds: streaks spread over a flat ceiling, heaps that stand above the horizon, or a closed cover.
void paintStreaks(Canvas &canvas, const View &view, float cover, Work &work);
void paintHeaps(Canvas &canvas, const View &view, float cover, Work &work);
