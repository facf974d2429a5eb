// SPDX-License-Identifier: MIT
#include "painter/sky.h"

#include "painter/rng.h"
#include "painter/strokes.h"

namespace {

void bolt(Canvas &canvas, const View &view, Tip from, float foot, float lean, int forks, Rng &rng)
{
    const Rgb light = {2.2F, 2.3F, 3.0F};
    while (from.y < foot) {
        const float length = rng.between(12.0F, 34.0F) * view.unit;
        const Tip to
            = {from.x + (rng.signedUnit() * 0.9F + lean) * length, from.y + length, from.width * 0.985F};
        stroke(
            canvas, {from.x, from.y, from.width * 7.0F}, {to.x, to.y, to.width * 7.0F}, light * 0.35F, 0.16F);
        stroke(canvas, from, to, light, 1.0F);
        if (forks > 0 && rng.chance(0.16F))
            bolt(canvas, view, {to.x, to.y, to.width * 0.5F}, mix(to.y, foot, rng.between(0.2F, 0.6F)),
                rng.signedUnit(), forks - 1, rng);
        from = to;
    }
}

} // namespace

void paintLightning(Canvas &canvas, const View &view)
{
    Rng rng(view.seed, 0xb017);
    const float x = rng.between(0.15F, 0.85F) * float(view.width);
    const float top = view.horizon * rng.between(0.18F, 0.4F);
    bolt(canvas, view, {x, top, 3.2F * view.unit}, view.horizon, rng.signedUnit() * 0.25F, 2, rng);
}
