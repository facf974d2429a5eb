// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"
#include "painter/work.h"

#include <QImage>

// The finished picture done over in another hand. Storybook and oil come from the brush itself; oil gets the
// relief of thick paint here.
QImage inStyle(const QImage &picture, Style style, quint64 seed, Work &work);
