// SPDX-License-Identifier: MIT
#include "billing/money.h"
#include "session/placewords.h"
#include "ui/accounts/accountwords.h"
#include "ui/pages/generatewords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using Stage = PictureTrack::Stage;

// What a picture was billed, and where.

namespace {

const QString discarded = u"discarded"_s; // Error::code

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Generate)
};

void addEvent(PictureTrack &track, const PictureEvents::Known &event)
{
    using State = OutboxEntry::State;
    track.world = event.world;
    if (event.state == State::Queued || event.state == State::Sending) {
        track.stage = Stage::Sending;
    } else if (event.state != State::Sent) {
        track.stage = Stage::Failed;
        track.failedAt = Stage::Sending;
        track.error = Error{.kind = Error::Kind::Invalid,
            .message = event.why,
            .code = event.state == State::Discarded ? discarded : QString()};
    }
}

} // namespace

PictureTrack generate::trackOf(
    const ImageRow &row, const std::optional<Verdict> &verdict, const PictureEvents::Known *event)
{
    PictureTrack track;
    track.id = row.id;
    track.order = orderOf(row);
    track.customer = row.customer;
    track.startedAt = row.at;
    track.paintMs = row.paintMs;
    track.row = row;
    track.stored = true;
    track.billed = row.event;
    track.verdict = verdict;
    track.stage = Stage::Done;
    if (row.event && event)
        addEvent(track, *event);
    return track;
}

QString generate::elsewhere(const PictureTrack &track, const QByteArray &present)
{
    const bool bills = track.stored ? track.billed : !track.customer.isEmpty();
    if (!bills || track.world.isEmpty() || track.world == present)
        return {};
    const QString where = placewords::where(track.world, present);
    switch (track.stage) {
    case Stage::Counting:
    case Stage::Done:
        return Words::tr("Billed %1").arg(where);
    case Stage::Cancelled:
        return {};
    case Stage::Failed:
        return track.stored
            ? Words::tr("Not billed, its event was for %1").arg(placewords::inSentence(track.world, present))
            : QString();
    default:
        return Words::tr("To be billed %1").arg(where);
    }
}

generate::PriceTag generate::priceTag(const PictureTrack &track)
{
    if (!track.billed)
        return {Words::tr("not billed"), Ink::Mute};
    if (track.stage == Stage::Failed && track.stored)
        return {track.error && track.error->code == discarded ? Words::tr("discarded") : Words::tr("parked"),
            Ink::Red};
    if (track.stage == Stage::Failed)
        return {Words::tr("not sent"), Ink::Red};
    if (!track.verdict && track.stage == Stage::Sending && track.stopped)
        return {Words::tr("waiting"), Ink::Amber};
    if (!track.verdict)
        return track.stage == Stage::Done ? PriceTag{} : PriceTag{Words::tr("sending"), Ink::Mute};
    const MeterVerdict *meter = track.countedBy();
    if (!meter || !meter->standing)
        return {Words::tr("not counted"), Ink::Amber};
    if (meter->standing->unitsPaid.isZero())
        return {Words::tr("free"), Ink::Dim};
    return {displayMoney(meter->standing->amount, meter->currency), Ink::Accent};
}

generate::PriceTag generate::priceTag(const PictureTrack &track, const QByteArray &present)
{
    if (elsewhere(track, present).isEmpty())
        return priceTag(track);
    const Destination::Mode mode = placewords::modeOf(track.world);
    if (mode == Destination::Mode::Sandbox && placewords::modeOf(present) == mode)
        return {Words::tr("earlier"), Ink::Mute}; // a sandbox that was reset
    return {BillingBadge::word(accountwords::badgeOf(mode)), Ink::Mute};
}
