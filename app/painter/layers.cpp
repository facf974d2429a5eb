// SPDX-License-Identifier: MIT
#include "painter/layer.h"

#include "painter/rng.h"
#include "painter/sky.h"
#include "painter/terrain.h"
#include "painter/water.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString named(const char *text)
{
    return QCoreApplication::translate("Painter", text);
}

void addSky(QList<Layer> &layers, const Scene &scene, const View &view)
{
    layers += Layer{named("Sky"), [&scene, &view](Canvas &canvas, Work &work) {
                        paintAir(canvas, view, work);
                        if (view.palette.starlight > 0)
                            paintStars(canvas, view, scene, work);
                        if (scene.has(Feature::Aurora))
                            paintAurora(canvas, view, scene, work);
                        if (view.sunVisible && scene.time == TimeOfDay::Night)
                            paintMoon(canvas, view, scene, work);
                        else if (view.sunVisible)
                            paintSun(canvas, view, scene, work);
                    }};
    layers += Layer{named("Clouds"), [&scene, &view](Canvas &canvas, Work &work) {
                        paintStreaks(canvas, view, 0.6F, work);
                        if (scene.time == TimeOfDay::Day)
                            paintHeaps(canvas, view, 0.5F, work);
                    }};
}

void addMountains(QList<Layer> &layers, const Scene &, const View &view)
{
    layers += Layer{named("Mountains"), [&view](Canvas &canvas, Work &work) {
                        Range far{.height = 0.2F,
                            .frequency = 2.6F,
                            .rock = rgb(0x6a6470),
                            .low = rgb(0x50584c),
                            .snowLine = 0.75F,
                            .fade = 0.62F,
                            .mist = 0.4F,
                            .salt = 11};
                        paintRange(canvas, view, far, work);
                        Range peaks{.height = 0.36F,
                            .frequency = 2.2F,
                            .rock = rgb(0x8a7a70),
                            .low = rgb(0x50584c),
                            .snowLine = 0.5F,
                            .fade = 0.22F,
                            .mist = 0.5F,
                            .salt = 12};
                        paintRange(canvas, view, peaks, work);
                        Range hills{.kind = Range::Rock::Rounded,
                            .height = 0.14F,
                            .frequency = 3.2F,
                            .rock = rgb(0x3a4a34),
                            .low = rgb(0x30402c),
                            .treeLine = 2,
                            .fade = 0.1F,
                            .mist = 0.3F,
                            .fringe = 0.006F,
                            .salt = 13};
                        paintRange(canvas, view, hills, work);
                    }};
}

} // namespace

QList<Layer> layersFor(const Scene &scene, const View &view)
{
    QList<Layer> layers;
    addSky(layers, scene, view);
    addMountains(layers, scene, view);
    layers += Layer{named("Lake"), [&view](Canvas &canvas, Work &work) {
                        paintWater(canvas, view, {.shore = int(view.horizon)}, work);
                    }};
    return layers;
}
