// SPDX-License-Identifier: MIT
#pragma once

#include "painter/scene.h"
#include "painter/subjects.h"

#include <QImage>

// Puts on what an actor wears: the hat of who it is dressed as, a scarf, glasses, a cape. `bodied`: the
// drawing is a head on a coded body, so the head's place is known; else the subject's table tells it.
// Returns where the drawing's corner is now.
QPointF dress(QImage &drawing, const Actor &actor, const Subject &subject, bool bodied);

bool isWorn(const QString &id);
// The colour of the clothes of who it is dressed as; 0: none to speak of.
quint32 suitOf(const Actor &actor);
