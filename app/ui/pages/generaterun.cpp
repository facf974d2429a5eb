// SPDX-License-Identifier: MIT
#include "ui/pages/generaterun.h"

#include <algorithm>

using Stage = PictureTrack::Stage;

namespace {

bool toBeMade(const PictureJob *job)
{
    return job && job->track().stage <= Stage::Saving;
}

} // namespace

GenerateRun::GenerateRun(const QList<PictureJob *> &jobs, QObject *parent)
    : QObject(parent)
{
    m_since.start();
    for (PictureJob *job : jobs) {
        m_jobs.append(job);
        connect(job, &PictureJob::changed, this, &GenerateRun::changed);
        connect(job, &PictureJob::pictureReady, this, [this, job] { Q_EMIT stored(job); });
        connect(job, &PictureJob::ended, this, [this, job] { Q_EMIT ended(job); });
        connect(job, &PictureJob::preview, this, [this](const QImage &preview) {
            m_preview = preview;
            Q_EMIT changed();
        });
    }
}

bool GenerateRun::busy() const
{
    return std::ranges::any_of(m_jobs, toBeMade);
}

bool GenerateRun::finished() const
{
    return std::ranges::all_of(m_jobs, [](const PictureJob *job) { return !job || job->finished(); });
}

PictureJob *GenerateRun::painting() const
{
    const auto found = std::ranges::find_if(
        m_jobs, [](const PictureJob *job) { return toBeMade(job) && job->track().stage != Stage::Waiting; });
    return found == m_jobs.end() ? nullptr : found->data();
}

int GenerateRun::number(const PictureJob *job) const
{
    const auto found = std::ranges::find(m_jobs, job);
    return found == m_jobs.end() ? 0 : int(found - m_jobs.begin()) + 1;
}

QList<PictureJob *> GenerateRun::made() const
{
    QList<PictureJob *> made;
    for (PictureJob *job : m_jobs) {
        if (job && job->track().stored)
            made.append(job);
    }
    return made;
}

int GenerateRun::waitsBehind(const PictureJob *job) const
{
    int before = 0;
    for (const PictureJob *other : m_jobs) {
        if (other == job)
            break;
        before += toBeMade(other) ? 1 : 0;
    }
    return before;
}

void GenerateRun::cancel()
{
    const QList<QPointer<PictureJob>> all = m_jobs;
    for (PictureJob *job : all) {
        if (job)
            job->cancel();
    }
}
