// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QImage>

// What a body under a head is coloured with.
struct BodyColours {
    QColor main, light, dark, hand, foot, limb;
};

// The colour most of the head has, and the palest one that is common.
BodyColours coloursOf(const QImage &head);
