// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/picture.h"
#include "sandbox/world.h"

// Paints and encodes picture `index` of an order, on the calling thread.
Result<PaintedPicture> makePicture(const ImageOrder &order, int index, World &world, PaintMonitor &monitor);
