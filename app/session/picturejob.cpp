// SPDX-License-Identifier: MIT
#include "session/picturejob.h"

#include "imaging/provider.h"

#include <algorithm>

// What the engine does not take or does not tell is left out: it would not be true of the picture.
Metadata eventMetadata(const PictureOrder &order, const PictureMade &made)
{
    Metadata out;
    const auto add = [&out](const QByteArray &name, const QByteArray &value) {
        if (!value.isEmpty())
            out.append({name, MetaValue{MetaValue::Type::Text, value}});
    };
    const bool styled = provider(order.provider).has(Provider::Style, order.model);
    add("quality", order.tier);
    add("provider_quality", made.providerQuality);
    add("size", QByteArray::number(made.size.width()) + 'x' + QByteArray::number(made.size.height()));
    add("style", styled ? order.style : QByteArray());
    add("model", made.model.toUtf8());
    return out;
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

void PictureJob::end(PictureTrack::Stage stage, const std::optional<Error> &error)
{
    set([&](PictureTrack &track) {
        if (stage == PictureTrack::Stage::Failed)
            track.failedAt = track.stage;
        track.stage = stage;
        track.error = error;
    });
    Q_EMIT ended();
}

qint64 PictureJob::lap()
{
    const qint64 measured = m_sinceStep.isValid() ? m_sinceStep.elapsed() : 0;
    m_sinceStep.start();
    return measured;
}
