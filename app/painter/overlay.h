// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/work.h"

#include <QImage>

#include <array>

// Between drawings as QPainter makes them (a screen's colours, premultiplied) and the canvas's linear light.

const std::array<float, 256> &linearTable(); // a screen's 0…255 to light

// A transparent drawing as large as the canvas.
QImage sheetFor(const Canvas &canvas);
// The drawing over the canvas, in this light.
void overlay(Canvas &canvas, const QImage &sheet, Rgb light, float fine, Work &work);
// The drawing as light that is added to the canvas.
void shine(Canvas &canvas, const QImage &sheet, float strength, Work &work);
