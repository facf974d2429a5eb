// SPDX-License-Identifier: MIT
#pragma once

#include "guide/guidebook.h"

// A step with its placeholders filled in: words, controls, what is typed, choices.
GuideStep filledStep(GuideStep step, const QJsonObject &facts);
QList<PlayStep> filledSteps(QList<PlayStep> steps, const QJsonObject &facts);
