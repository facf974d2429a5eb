// SPDX-License-Identifier: MIT
#include "session/picturecall.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const Error missing{.kind = Error::Kind::Protocol,
    .message = u"The server sent fewer pictures than asked for. This one is not billed."_s};

} // namespace

PictureCall::PictureCall(const QList<PictureJob *> &jobs, const ImageRequest &request)
    : m_request(request)
{
    for (PictureJob *job : jobs)
        m_parts.append({.id = job->track().id, .job = job, .picture = missing});
}

void PictureCall::start(ImageClient &images, const ImageDestination &destination, Answered answered)
{
    m_answered = std::move(answered);
    m_call = images.pictures(m_request, destination);
    connect(m_call->progress(), &CallProgress::stage, this, &PictureCall::progress);
    whenDone(*m_call, this, [this](const Result<Pictures> &pictures) { finish(pictures); });
}

void PictureCall::leave(const PictureJob *job)
{
    for (Part &part : m_parts) {
        if (part.job == job)
            part.job = nullptr;
    }
    if (m_call && std::ranges::all_of(m_parts, [](const Part &part) { return part.job.isNull(); }))
        m_call->cancel();
}

QList<EventId> PictureCall::pictures() const
{
    QList<EventId> out;
    for (const Part &part : m_parts)
        out.append(part.id);
    return out;
}

void PictureCall::progress(const QString &name, int done, int total, const QByteArray &preview)
{
    for (const Part &part : std::as_const(m_parts)) {
        if (!part.job)
            continue;
        part.job->set([&](PictureTrack &track) {
            track.paintStage = name;
            track.percent = total > 0 ? done * 100 / total : 0;
        });
    }
    const QImage image = QImage::fromData(preview, "PNG");
    for (const Part &part : std::as_const(m_parts)) {
        if (part.job && !image.isNull())
            Q_EMIT part.job->preview(image);
    }
}

void PictureCall::finish(const Result<Pictures> &pictures)
{
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        if (!pictures)
            m_parts[i].picture = pictures.error();
        else if (i < pictures->size())
            m_parts[i].picture = pictures->at(i);
    }
    m_call.reset();
    m_answered(m_parts);
}
