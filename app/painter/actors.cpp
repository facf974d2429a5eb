// SPDX-License-Identifier: MIT
#include "painter/figure.h"
#include "painter/placing.h"
#include "painter/relight.h"
#include "painter/rng.h"

#include <QCoreApplication>

namespace {

Standing standingOf(const Placed &placed, const Scene &scene, const View &view, const QImage &drawing)
{
    const Subject &subject = *placed.subject;
    Standing standing{.drawing = drawing};
    standing.x = placed.x - float(drawing.width()) * 0.5F;
    standing.y = placed.foot - float(drawing.height());
    standing.fade = placed.fade;
    standing.glow = subject.glows ? 0.55F : 0.0F;
    standing.relief
        = subject.kind == Subject::Kind::House || subject.kind == Subject::Kind::Car ? 0.55F : 1.0F;
    if (placed.aloft)
        standing.shadow = Standing::Shadow::None;
    else if (scene.indoors() || scene.has(Place::Table) || !view.sunVisible)
        standing.shadow = Standing::Shadow::Contact;
    if (placed.afloat) {
        standing.mirror = 0.9F;
        standing.shadow = Standing::Shadow::None;
        standing.waterline = subject.kind == Subject::Kind::Swimmer ? 0.78F : 0.95F;
        standing.y += float(drawing.height()) * (1.0F - standing.waterline);
    } else if (scene.has(Place::Street) && (scene.has(Weather::Rain) || scene.has(Feature::Neon))) {
        standing.mirror = 0.4F;
    }
    return standing;
}

void paintPlaced(Canvas &canvas, const View &view, const Scene &scene, const QList<Placed> &all, Work &work)
{
    QImage drawing;
    int drawn = -1;
    int height = 0;
    bool mirrored = false;
    for (const Placed &placed : all) {
        if (work.cancelled())
            return;
        const Actor &actor = scene.actors[placed.actor];
        const int wanted = std::clamp(int(placed.height), 8, canvas.height() * 3 / 2);
        if (placed.actor != drawn || wanted != height || placed.mirrored != mirrored) {
            drawing = drawFigure({.actor = actor,
                .subject = *placed.subject,
                .height = wanted,
                .mirrored = placed.mirrored,
                .board = {},
                .seed = view.seed});
            drawn = placed.actor;
            height = wanted;
            mirrored = placed.mirrored;
        }
        paintStanding(canvas, view, standingOf(placed, scene, view, drawing), work);
    }
}

} // namespace

QList<Layer> actorLayers(const Scene &scene, const View &view)
{
    if (scene.actors.isEmpty())
        return {};
    const QList<Placed> placed = placeActors(scene, view);
    return {Layer{QCoreApplication::translate("Painter", "Subjects"),
        [&scene, &view, placed](
            Canvas &canvas, Work &work) { paintPlaced(canvas, view, scene, placed, work); }}};
}
