// SPDX-License-Identifier: MIT
#include "painter/painter.h"

#include "painter/finish.h"
#include "painter/layer.h"
#include "painter/lexicon.h"
#include "painter/placing.h"
#include "painter/reader.h"
#include "painter/styles.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString named(const char *text)
{
    return QCoreApplication::translate("Painter", text);
}

Error invalid(const QString &field, const QString &message)
{
    return {.kind = Error::Kind::Invalid, .message = message, .field = field};
}

Result<void> check(const PaintRequest &request)
{
    if (request.prompt.trimmed().isEmpty())
        return invalid(u"prompt"_s, named("Type what to paint."));
    if (request.prompt.size() > maxPromptLength)
        return invalid(u"prompt"_s, named("A prompt has at most %1 characters.").arg(maxPromptLength));
    const auto fits = [](int edge) { return edge >= minPaintEdge && edge <= maxPaintEdge; };
    if (!fits(request.size.width()) || !fits(request.size.height()))
        return invalid(
            u"size"_s, named("Each edge must have %1 to %2 pixels.").arg(minPaintEdge).arg(maxPaintEdge));
    return {};
}

// Hd pictures are painted larger and averaged down, as far as memory sensibly allows.
QSize canvasSize(const PaintRequest &request)
{
    constexpr qint64 mostPixels = 6'000'000;
    const QSize large = request.size * 3 / 2;
    const bool fits = qint64(large.width()) * large.height() <= mostPixels;
    return request.quality == PaintQuality::Hd && fits ? large : request.size;
}

Look lookOf(PaintStyle style)
{
    if (style == PaintStyle::Natural)
        return {.saturation = 0.9F, .contrast = 0.08F, .vignette = 0.22F, .grain = 0.01F};
    return {.saturation = 1.24F, .contrast = 0.3F, .vignette = 0.3F, .grain = 0.012F};
}

// Two prompts with one seed are two pictures, also when they differ only in words the painter does not know.
quint64 seedOf(const PaintRequest &request)
{
    quint64 hash = 0xcbf29ce484222325ULL ^ request.seed;
    for (const QChar c : request.prompt.simplified().toLower())
        hash = (hash ^ c.unicode()) * 0x100000001b3ULL;
    return hash;
}

// Runs the stages in order and tells the monitor after each.
class Session {
public:
    Session(QSize size, PaintMonitor &monitor)
        : canvas(size.width(), size.height())
        , work(monitor)
        , m_monitor(monitor)
    {
    }

    bool run(const QList<Layer> &stages)
    {
        for (int i = 0; i < stages.size() && !work.cancelled(); ++i) {
            stages.at(i).paint(canvas, work);
            if (!work.cancelled())
                m_monitor.stage(stages.at(i).name, i + 1, int(stages.size()) + 1, canvas.preview());
        }
        return !work.cancelled();
    }

    Canvas canvas;
    Work work;

private:
    PaintMonitor &m_monitor;
};

} // namespace

Result<Painting> paint(const PaintRequest &request, PaintMonitor &monitor)
{
    if (const Result<void> checked = check(request); !checked)
        return checked.error();
    const Result<PromptReading> reading = readPrompt(request.prompt, Lexicon::builtin());
    if (!reading)
        return reading.error();

    const quint64 seed = seedOf(request);
    const Scene scene = furnish(reading->scene, seed);
    const QSize size = canvasSize(request);
    View view = composeView(scene, size, seed);
    view.draft = request.quality == PaintQuality::Draft;
    Session session(size, monitor);
    QList<Layer> stages = layersFor(scene, view) + actorLayers(scene, view);
    const Hand hand{
        .finer = request.quality == PaintQuality::Hd ? 1.35F : 1.0F, .bold = scene.style == Style::Oil};
    stages += Layer{named("Light"), [&view](Canvas &canvas, Work &work) { bloom(canvas, view, work); }};
    stages += Layer{
        named("Brush"), [&view, hand](Canvas &canvas, Work &work) { brush(canvas, view, hand, work); }};
    const bool open = !scene.indoors() && !scene.has(Place::Underwater) && !scene.has(Place::Space);
    if (open && (scene.has(Weather::Rain) || scene.has(Weather::Storm) || scene.has(Weather::Snowfall)))
        stages += Layer{named("Weather"),
            [&view, &scene](Canvas &canvas, Work &work) { paintWeather(canvas, view, scene, work); }};
    const Error cancelled{.kind = Error::Kind::Cancelled, .message = named("Painting was cancelled.")};
    if (!session.run(stages))
        return cancelled;
    QImage image = develop(session.canvas, view, lookOf(request.style), request.size, session.work);
    if (scene.style != Style::Open && !session.work.cancelled())
        image = inStyle(image, Outline(session.canvas, image.size()), scene.style, seed, session.work);
    if (session.work.cancelled())
        return cancelled;
    monitor.stage(named("Finish"), int(stages.size()) + 1, int(stages.size()) + 1, session.canvas.preview());
    return Painting{image, scene, caption(scene), reading->used, reading->unknown};
}
