// SPDX-License-Identifier: MIT
#pragma once

#include "sandbox/picture.h"
#include "sandbox/world.h"

// Paints and encodes picture `index` of an order, on the calling thread.
Result<PaintedPicture> makePicture(const ImageOrder &order, int index, World &world, PaintMonitor &monitor);

// A seed that a client can write down: 31 bits, and the same ones again where ids are.
quint64 freshSeed(World &world);

// Why this prompt is not painted; nothing when it is.
std::optional<Error> refusedPrompt(const QString &prompt);
