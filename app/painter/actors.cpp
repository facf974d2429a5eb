// SPDX-License-Identifier: MIT
#include "painter/figure.h"
#include "painter/finish.h"
#include "painter/lexicon.h"
#include "painter/placing.h"
#include "painter/reader.h"
#include "painter/relight.h"
#include "painter/rng.h"
#include "painter/trees.h"
#include "painter/woods.h"

#include <QCoreApplication>
#include <QPainter>

using namespace Qt::StringLiterals;

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
    if (subject.kind == Subject::Kind::House)
        standing.windows = smoothstep(0.3F, 0.8F, view.palette.starlight);
    if (placed.aloft)
        standing.shadow = Standing::Shadow::None;
    else if (scene.indoors() || scene.has(Place::Table) || !view.sunVisible)
        standing.shadow = Standing::Shadow::Contact;
    if (placed.afloat) {
        standing.mirror = 0.9F;
        standing.shadow = Standing::Shadow::None;
        const bool swims = scene.actors[placed.actor].action == Action::Swimming;
        standing.waterline = swims ? 0.6F : subject.kind == Subject::Kind::Swimmer ? 0.78F : 0.95F;
        standing.y += float(drawing.height()) * (1.0F - standing.waterline);
    } else if (scene.has(Place::Street) && (scene.has(Weather::Rain) || scene.has(Feature::Neon))) {
        standing.mirror = 0.4F;
    }
    return standing;
}

// The picture on the easel is painted like any other, only smaller.
QImage boardOf(const Actor &actor, const View &view, Work &work)
{
    Scene scene;
    if (Subjects::builtin().find(actor.prop))
        scene.actors += Actor{.what = actor.prop};
    else if (const auto reading = readPrompt(actor.prop, Lexicon::builtin()))
        scene = reading->scene;
    for (Actor &inside : scene.actors)
        inside.action = Action::None; // no easel on the easel
    if (scene.places.isEmpty() && scene.actors.isEmpty())
        scene.places = {Place::Mountains, Place::Lake};
    if (scene.time == TimeOfDay::Open && scene.actors.isEmpty())
        scene.time = TimeOfDay::Sunset;
    scene = furnish(scene, view.seed);
    const QSize size = QSize(256, 188);
    View small = composeView(scene, size, view.seed ^ 0xea5e1);
    small.draft = true;
    Canvas canvas(size.width(), size.height());
    for (const Layer &layer : layersFor(scene, small) + actorLayers(scene, small))
        layer.paint(canvas, work);
    return develop(
        canvas, small, {.saturation = 1.3F, .contrast = 0.2F, .vignette = 0.0F, .grain = 0.0F}, size, work);
}

QImage drawEasel(const Actor &actor, const View &view, int height, Work &work)
{
    QImage easel = rasterize(QStringLiteral("own/easel"), height);
    if (easel.isNull())
        return easel;
    const QImage board = boardOf(actor, view, work);
    QPainter painter(&easel);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSizeF size = easel.size();
    painter.drawImage(
        QRectF(size.width() * 0.077, size.height() * 0.127, size.width() * 0.846, size.height() * 0.45),
        board);
    return easel;
}

// A tree is painted as the forest's are.
bool isTree(const Subject &subject)
{
    return subject.id == "oak"_L1 || subject.id == "bare-tree"_L1;
}

void paintSingleTree(Canvas &canvas, const View &view, const Scene &scene, const Placed &placed)
{
    Rng rng(view.seed, quint64(placed.x) + 0x7ee1);
    const bool bare = placed.subject->id == "bare-tree"_L1 || scene.season == Season::Winter;
    const Tree::Kind kind = bare ? Tree::Kind::Bare : Tree::Kind::Broadleaf;
    const Actor &actor = scene.actors[placed.actor];
    paintTree(canvas, view,
        {.kind = kind,
            .x = placed.x,
            .foot = placed.foot,
            .height = placed.height,
            .leaf = actor.colour.isEmpty() ? leafColour(scene, kind, rng) : rgb(actor.rgb),
            .snow = snowLies(scene) ? 0.8F : 0.0F,
            .fade = placed.fade},
        rng);
}

// "People" are not one person several times.
const Subject &oneOfMany(int number)
{
    static const QStringList kinds
        = {u"woman"_s, u"man"_s, u"girl"_s, u"old-man"_s, u"boy"_s, u"old-woman"_s};
    return *Subjects::builtin().find(kinds.at(number % int(kinds.size())));
}

// What of a vessel stands before those in it: all below its rim, which sags towards the viewer.
QImage frontOf(const QImage &whole, float share)
{
    QImage front = whole.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&front);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setCompositionMode(QPainter::CompositionMode_Clear);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    const double rim = double(front.height()) * (1.0 - double(share));
    const double sag = double(front.width()) * 0.03;
    painter.drawRect(QRectF(0, 0, front.width(), rim));
    painter.drawEllipse(QRectF(0, rim - sag, front.width(), 2 * sag));
    return front;
}

void paintPlaced(Canvas &canvas, const View &view, const Scene &scene, const QList<Placed> &all, Work &work)
{
    QImage drawing;
    int drawn = -1;
    int number = 0;
    int height = 0;
    bool mirrored = false;
    for (const Placed &placed : all) {
        if (work.cancelled())
            return;
        if (isTree(*placed.subject) && !scene.indoors()) {
            paintSingleTree(canvas, view, scene, placed);
            continue;
        }
        const Actor &actor = scene.actors[placed.actor];
        const bool crowd = actor.what == "people"_L1;
        const Subject &shown = crowd ? oneOfMany(number++) : *placed.subject;
        const bool easel = placed.subject->id != actor.what;
        const int wanted = std::clamp(int(placed.height), 8, canvas.height() * 3 / 2);
        if (easel) {
            drawing = drawEasel(actor, view, wanted, work);
            drawn = -1;
        } else if (crowd || placed.actor != drawn || wanted != height || placed.mirrored != mirrored) {
            drawing = drawFigure(
                {.actor = actor, .subject = shown, .height = wanted, .mirrored = placed.mirrored});
            const bool warm = placed.subject->glows || scene.indoors() || placed.subject->id == "snowman"_L1;
            if (snowLies(scene) && !placed.aloft && !warm)
                snowOn(drawing, view.seed + quint64(placed.actor));
            drawn = placed.actor;
            height = wanted;
            mirrored = placed.mirrored;
        }
        if (placed.cut > 0) {
            const QImage whole = drawing;
            drawing = frontOf(whole, placed.cut);
            paintStanding(canvas, view, standingOf(placed, scene, view, drawing), work);
            drawing = whole;
            continue;
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
