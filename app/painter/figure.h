// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"
#include "painter/subjects.h"

#include <QImage>

// The drawing of one actor: its vector, a coded body under a head that has none, what it holds or wears, and
// the prompt's colour.
struct FigureOrder {
    const Actor &actor;
    const Subject &subject;
    int height = 400; // pixels
    bool mirrored = false;
};

QImage drawFigure(const FigureOrder &order);

// How wide and how tall the drawing will be, for an order of height 1.
QSizeF figureShape(const Actor &actor, const Subject &subject);

// Snow that fell on a drawing: caps on what faces upwards, flakes on the rest.
void snowOn(QImage &drawing, quint64 seed);

// A drawing dyed: the hue of `rgb` on all that is neither black nor white.
QImage dyed(const QImage &drawing, quint32 rgb);
// The same for what was painted in one colour: tyres, glass and chrome stay as they are.
QImage repainted(const QImage &drawing, quint32 rgb);
