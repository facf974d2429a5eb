// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"

// In the air rather than on the ground.
bool flies(const Scene &scene, int actor);
// Share of the picture's height an actor fills. In a company sizes are compared, but a mouse beside an
// elephant must still be seen. `shape` is the picture's width by its height.
float shareOf(const Scene &scene, int actor, float shape);
