// SPDX-License-Identifier: MIT
#pragma once

#include "painter/canvas.h"
#include "painter/scene.h"
#include "painter/view.h"
#include "painter/work.h"

#include <QList>
#include <QString>

#include <functional>

// One step of a picture, painted over what is behind it. Layers run from far to near; a subject is one more
// layer at its depth. `name` is shown while it is painted.
struct Layer {
    QString name;
    std::function<void(Canvas &, Work &)> paint;
};

// The layers of a furnished scene, far to near.
QList<Layer> layersFor(const Scene &scene, const View &view);
