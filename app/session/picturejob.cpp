// SPDX-License-Identifier: MIT
#include "session/picturejob.h"

#include <algorithm>

Metadata eventMetadata(const PictureOrder &order, const PictureMade &made)
{
    const auto text = [](const QByteArray &value) { return MetaValue{MetaValue::Type::Text, value}; };
    const QByteArray size
        = QByteArray::number(made.size.width()) + 'x' + QByteArray::number(made.size.height());
    return {{"quality", text(order.tier)}, {"provider_quality", text(made.providerQuality)},
        {"size", text(size)}, {"style", text(order.style)}, {"model", text(made.model.toUtf8())}};
}

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
