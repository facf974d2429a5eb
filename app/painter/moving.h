// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"

#include <QImage>

// A drawing as it looks while it does something: lying and breathing aloud, leaping, leaning into a run,
// tilted in a dance with notes around it.
QImage inMotion(const QImage &drawing, Action action);
