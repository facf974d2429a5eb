// SPDX-License-Identifier: MIT
#include "ui/pages/generaterun.h"

#include <algorithm>

using Stage = PictureTrack::Stage;

namespace {

bool toBeMade(const PictureJob *job)
{
    return job && job->track().stage <= Stage::Saving;
}

bool failedUnmade(const PictureJob *job)
{
    return job && job->track().stage == Stage::Failed && !job->track().stored;
}

} // namespace

GenerateRun::GenerateRun(const PictureOrder &order, const QList<PictureJob *> &jobs, QObject *parent)
    : QObject(parent)
    , m_order(order)
{
    for (PictureJob *job : jobs) {
        m_jobs.append(job);
        connect(job, &PictureJob::changed, this, &GenerateRun::jobChanged);
        connect(job, &PictureJob::pictureReady, this, [this, job] { Q_EMIT stored(job); });
        connect(job, &PictureJob::ended, this, [this, job] {
            Q_EMIT ended(job);
            jobChanged();
        });
        connect(job, &PictureJob::preview, this, [this](const QImage &preview) {
            m_preview = preview;
            Q_EMIT changed();
        });
    }
    if (begun())
        m_since.start();
}

void GenerateRun::jobChanged()
{
    if (!m_since.isValid() && begun())
        m_since.start();
    Q_EMIT changed();
    if (!m_over && !busy()) {
        m_over = true;
        Q_EMIT over();
    }
}

bool GenerateRun::busy() const
{
    return std::ranges::any_of(m_jobs, toBeMade);
}

bool GenerateRun::begun() const
{
    return std::ranges::any_of(
        m_jobs, [](const PictureJob *job) { return !job || job->track().stage != Stage::Waiting; });
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

int GenerateRun::together() const
{
    return int(std::ranges::count_if(
        m_jobs, [](const PictureJob *job) { return job && job->track().stage == Stage::Painting; }));
}

int GenerateRun::left() const
{
    return int(std::ranges::count_if(m_jobs, toBeMade));
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

std::optional<PictureTrack> GenerateRun::failure() const
{
    const auto found = std::ranges::find_if(m_jobs, failedUnmade);
    return found == m_jobs.end() ? std::nullopt : std::optional((*found)->track());
}

bool GenerateRun::brokenOff() const
{
    return std::ranges::any_of(m_jobs, [](const PictureJob *job) {
        return job && job->track().stage == Stage::Cancelled && job->track().startedAt != TimePoint{};
    });
}

PictureOrder GenerateRun::failedOrder() const
{
    PictureOrder again = m_order;
    if (const auto first = failure())
        again.seed = first->order.seed;
    again.count = std::max(1, int(std::ranges::count_if(m_jobs, failedUnmade)));
    return again;
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
    for (const bool waiting : {true, false}) { // else the next one would begin
        for (PictureJob *job : all) {
            if (job && (job->track().stage == Stage::Waiting) == waiting)
                job->cancel();
        }
    }
}
