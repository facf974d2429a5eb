// SPDX-License-Identifier: MIT
#include "ui/pages/generateprogress.h"

#include "imaging/provider.h"
#include "session/session.h"
#include "ui/pages/generaterun.h"
#include "ui/pages/generatewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace generate {

namespace {

    struct Words {
        Q_DECLARE_TR_FUNCTIONS(Generate)
    };

    QString stageOf(const GenerateRun &run, const PictureJob &painting)
    {
        const bool demo = run.order().provider == "demo";
        const int together = run.together();
        if (together > 1)
            return Words::tr("Making %1 pictures").arg(together);
        if (run.count() == 1)
            return demo ? Words::tr("Painting") : Words::tr("Making the picture");
        return (demo ? Words::tr("Painting %1 of %2") : Words::tr("Making picture %1 of %2"))
            .arg(run.number(&painting))
            .arg(run.count());
    }

    // A server that tells no stage tells no percent.
    int percentOf(const PictureTrack &track)
    {
        const bool told = track.order.provider == "demo" || track.percent > 0
            || track.stage == PictureTrack::Stage::Saving;
        return told ? track.percent : -1;
    }

} // namespace

GeneratePicture::Painting progressOf(const GenerateRun &run, const Session &session, bool picturesOnly)
{
    const PictureJob *painting = run.painting();
    const PictureTrack &track = painting->track();
    return {.preview = run.preview(),
        .stage = stageOf(run, *painting),
        .detail = track.paintStage,
        .percent = percentOf(track),
        .elapsed = seconds(session.shownMs(run.elapsedMs())),
        .cancelNote = cancelNote(run.order(), picturesOnly)};
}

QString cancelNote(const PictureOrder &order, bool picturesOnly)
{
    if (provider(order.provider).charges != Provider::Charges::Nothing)
        return Words::tr("The provider may still charge.");
    return picturesOnly ? Words::tr("Cancelled is not kept.") : Words::tr("Cancelled is not billed.");
}

} // namespace generate
