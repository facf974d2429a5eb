// SPDX-License-Identifier: MIT
#include "session/picturejob.h"

#include <algorithm>

const MeterVerdict *PictureTrack::countedBy() const
{
    if (!verdict)
        return nullptr;
    const auto found
        = std::ranges::find(verdict->meters, MeterVerdict::Reason::Counted, &MeterVerdict::reason);
    return found == verdict->meters.end() ? nullptr : &*found;
}

PictureJob::PictureJob(PictureTrack track, QObject *parent)
    : QObject(parent)
    , m_track(std::move(track))
{
}

bool PictureJob::finished() const
{
    using Stage = PictureTrack::Stage;
    return m_track.stage == Stage::Done || m_track.stage == Stage::Failed
        || m_track.stage == Stage::Cancelled;
}

void PictureJob::cancel()
{
    using Stage = PictureTrack::Stage;
    if (m_track.stage == Stage::Waiting || m_track.stage == Stage::Painting)
        Q_EMIT cancelRequested();
}

void PictureJob::set(std::function<void(PictureTrack &)> change)
{
    change(m_track);
    Q_EMIT changed();
}
