// SPDX-License-Identifier: MIT
#pragma once

#include "painter/outline.h"
#include "painter/scene.h"
#include "painter/work.h"

#include <QImage>

// The finished picture done over in another hand. Storybook and oil come from the brush itself; oil gets the
// relief of thick paint here. Whatever the style, subjects stay readable against their ground.
QImage inStyle(const QImage &picture, const Outline &outline, Style style, quint64 seed, Work &work);
