// SPDX-License-Identifier: MIT
#include "session/picturebill.h"

#include <algorithm>

namespace {

constexpr milliseconds firstLook = 2s;
constexpr milliseconds lastLook = 60s;

// The reading the bill must have reached before it is said to hold this event.
bool holds(const BillSoFar &bill, const MeterVerdict &counted)
{
    const auto type = counted.aggregation.type;
    if (!counted.standing || type == Aggregation::Type::Max || type == Aggregation::Type::Last)
        return true;
    return std::ranges::any_of(bill.meters, [&](const MeterUsage &usage) {
        return usage.id == counted.meter && usage.consumedUnits >= counted.standing->runningTotal;
    });
}

} // namespace

PictureBill::PictureBill(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_wait(firstLook)
{
    connect(&session.outbox(), &Outbox::sent, this, &PictureBill::sent);
    connect(&session.outbox(), &Outbox::failed, this,
        [this](const QList<EventId> &events, const Error &error) { waiting(events, error); });
    connect(&session.outbox(), &Outbox::parked, this, &PictureBill::parked);
    connect(&session.outbox(), &Outbox::standingChanged, this, [this] {
        const QList<PictureJob *> all = m_jobs;
        for (PictureJob *job : all)
            showStop(job);
    });
    connect(&session, &Session::usageChanged, this, &PictureBill::readBill);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &PictureBill::askAgain);
}

void PictureBill::follow(PictureJob *job)
{
    m_jobs.append(job);
    connect(job, &PictureJob::ended, this, [this, job] { m_jobs.removeOne(job); });
    connect(job, &PictureJob::changed, this, [this, job] { showStop(job); });
}

// A stop holds back what was never tried as well.
void PictureBill::showStop(PictureJob *job)
{
    if (job->track().stage != PictureTrack::Stage::Sending)
        return;
    const OutboxStanding standing = m_session.outbox().standing();
    const bool stopped = standing.stopped() && isHere(job->track());
    if (stopped == job->track().stopped)
        return;
    job->set([&](PictureTrack &track) {
        track.stopped = stopped;
        track.error = stopped ? standing.error : std::nullopt;
    });
}

PictureJob *PictureBill::find(const EventId &id) const
{
    const auto found = std::ranges::find_if(m_jobs, [&](PictureJob *job) { return job->track().id == id; });
    return found == m_jobs.end() ? nullptr : *found;
}

// Another place has no bill for it. A sandbox that was reset has none either, and no other one follows.
bool PictureBill::isHere(const PictureTrack &track) const
{
    return track.world == m_session.world() || (m_session.inSandbox() && track.world.startsWith("sandbox:"));
}

int PictureBill::lap(PictureJob *job)
{
    return m_session.shownMs(job->lap());
}

void PictureBill::sent(const QList<EventId> &ids, int ingested)
{
    QList<EventId> own;
    for (const EventId &id : ids) {
        PictureJob *job = find(id);
        if (!job)
            continue;
        if (isHere(job->track()))
            own.append(id);
        job->set([&](PictureTrack &track) {
            track.stage = PictureTrack::Stage::Counting;
            track.sentMs = lap(job);
            track.ingested = ids.size() == 1 ? ingested : 1;
            track.stopped = false;
            track.error.reset();
        });
    }
    if (!own.isEmpty())
        judge(own);
}

void PictureBill::waiting(const QList<EventId> &ids, const Error &error)
{
    for (const EventId &id : ids) {
        if (PictureJob *job = find(id)) {
            job->set([&](PictureTrack &track) {
                ++track.tries;
                track.error = error;
            });
        }
    }
}

void PictureBill::parked(const EventId &id, const QString &why)
{
    if (PictureJob *job = find(id))
        job->end(PictureTrack::Stage::Failed, Error{.kind = Error::Kind::Invalid, .message = why});
}

void PictureBill::judge(const QList<EventId> &ids)
{
    whenDone(m_session.verdicts(ids), this, [this](const Result<QList<Verdict>> &verdicts) {
        judged(verdicts.valueOr({}));
        m_session.refreshUsage();
    });
}

void PictureBill::judged(const QList<Verdict> &verdicts)
{
    for (const Verdict &verdict : verdicts) {
        if (PictureJob *job = find(verdict.event)) {
            job->set([&](PictureTrack &track) {
                track.verdict = verdict;
                track.countedMs = lap(job);
            });
        }
    }
}

void PictureBill::readBill()
{
    const auto bill = m_session.bill();
    if (!bill)
        return;
    const QList<PictureJob *> all = m_jobs;
    for (PictureJob *job : all) {
        if (job->track().stage != PictureTrack::Stage::Counting)
            continue;
        const PictureTrack &track = job->track();
        if (!isHere(track) || !track.verdict)
            continue;
        if (const MeterVerdict *counted = track.countedBy(); counted && !holds(*bill, *counted))
            continue;
        job->set([&](PictureTrack &open) {
            open.billTotal = bill->total;
            open.currency = bill->currency;
            open.onBillMs = lap(job);
        });
        job->end(PictureTrack::Stage::Done);
    }
    lookAgain();
}

// What has no verdict yet, because the events could not be read, gets one first.
void PictureBill::askAgain()
{
    QList<EventId> unjudged;
    for (const PictureJob *job : std::as_const(m_jobs)) {
        const PictureTrack &track = job->track();
        if (track.stage == PictureTrack::Stage::Counting && isHere(track) && !track.verdict)
            unjudged.append(track.id);
    }
    unjudged.isEmpty() ? m_session.refreshUsage() : judge(unjudged);
}

// A real service may take its time to count: its usage is read again, less and less often.
void PictureBill::lookAgain()
{
    const bool open = std::ranges::any_of(m_jobs, [this](const PictureJob *job) {
        return job->track().stage == PictureTrack::Stage::Counting && isHere(job->track());
    });
    if (!open || m_session.inSandbox()) {
        m_wait = firstLook;
        return m_again.stop();
    }
    if (m_again.isActive())
        return;
    m_again.start(m_wait);
    m_wait = std::min(2 * m_wait, lastLook);
}
