// SPDX-License-Identifier: MIT
#include "painter/sights.h"

#include "painter/relight.h"
#include "painter/rng.h"
#include "painter/subjects.h"

#include <algorithm>

namespace {

void stand(Canvas &canvas, const View &view, const QImage &drawing, QPointF foot, float fade, Work &work)
{
    paintStanding(canvas, view,
        {.drawing = drawing,
            .x = float(foot.x()) - float(drawing.width()) * 0.5F,
            .y = float(foot.y()) - float(drawing.height()),
            .fade = fade,
            .relief = 0.5F,
            .glow = 0.4F * smoothstep(0.3F, 0.8F, view.palette.starlight),
            .shadow = Standing::Shadow::None,
            .windows = smoothstep(0.3F, 0.8F, view.palette.starlight),
            .scenery = true},
        work);
}

// A row of houses runs along the whole shore; a tower stands by itself.
void paintSight(
    Canvas &canvas, const View &view, const Scene &scene, const Subject &sight, float side, Work &work)
{
    const auto w = float(view.width);
    const float fade = clamp01(0.18F + view.distance * 0.6F);
    const QImage probe = rasterize(sight.vector, 64);
    if (probe.isNull())
        return;
    if (sight.kind == Subject::Kind::Sky) {
        const QImage drawing = rasterize(sight.vector, int(w * 0.5F));
        stand(canvas, view, drawing, QPointF(w * 0.5F, view.horizon * 0.42F), 0.3F, work);
        return;
    }
    const bool wide = probe.width() > probe.height() * 2;
    const float share = wide ? 0.0F : std::clamp(0.3F + 0.034F * sight.height, 0.4F, 0.86F);
    const int longest = wide
        ? int(w * 1.04F)
        : int(view.horizon * share * float(std::max(probe.width(), probe.height())) / float(probe.height()));
    const QImage drawing = rasterize(sight.vector, std::max(longest, 12));
    const bool street = scene.has(Place::Street); // seen at its end
    const float x = wide || street ? 0.5F : 0.5F + side;
    const float sunk = street ? 0.0F : 0.012F * float(view.height);
    stand(canvas, view, drawing, QPointF(x * w, view.horizon + sunk), wide ? fade * 0.5F : fade, work);
}

} // namespace

void paintSights(Canvas &canvas, const View &view, const Scene &scene, Work &work)
{
    Rng rng(view.seed, 0x51647);
    float side = (rng.chance(0.5F) ? 1.0F : -1.0F) * rng.between(0.2F, 0.3F);
    for (const QString &id : scene.sights) {
        if (const Subject *sight = Subjects::builtin().find(id);
            sight && sight->kind != Subject::Kind::Plant && !work.cancelled())
            paintSight(canvas, view, scene, *sight, side, work);
        side = -side;
    }
}
