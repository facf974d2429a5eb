// SPDX-License-Identifier: MIT
#include "session/studio.h"

#include "imaging/receipt.h"
#include "support/faultpoint.h"

#include <QThreadPool>

#include <algorithm>

namespace {

constexpr qsizetype jobsKept = 50;

Receipt receiptFor(const PictureTrack &track)
{
    const ImageRow &row = track.row;
    return {.prompt = row.prompt,
        .caption = row.caption,
        .engine = row.engine,
        .model = row.model,
        .tier = row.tier,
        .providerQuality = row.providerQuality,
        .size = row.size,
        .style = row.style,
        .seed = row.seed,
        .eventId = row.id.text,
        .customer = row.customer.text,
        .at = row.at};
}

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

Studio::Studio(Session &session, ImageClient &images, IdSource &ids, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_images(images)
    , m_ids(ids)
{
    connect(&session.outbox(), &Outbox::sent, this, &Studio::sent);
    connect(&session.outbox(), &Outbox::failed, this,
        [this](const QList<EventId> &events, const Error &error) { waiting(events, error); });
    connect(&session.outbox(), &Outbox::parked, this, &Studio::parked);
    connect(&session, &Session::usageChanged, this, &Studio::readBill);
}

QList<PictureJob *> Studio::order(const PictureOrder &order)
{
    QList<PictureJob *> made;
    for (int i = 0; i < order.count; ++i) {
        PictureTrack track;
        track.id = {m_ids.next(Prefix::Event)};
        track.order = order;
        track.order.seed = order.seed + quint64(i);
        track.order.count = 1;
        auto *job = new PictureJob(track, this);
        connect(job, &PictureJob::cancelRequested, this, [this, job] { cancel(job); });
        made.append(job);
        m_jobs.append(job);
    }
    while (m_jobs.size() > jobsKept && m_jobs.first()->finished())
        m_jobs.takeFirst()->deleteLater();
    Q_EMIT jobsChanged();
    next();
    return made;
}

PictureJob *Studio::job(const EventId &id) const
{
    const auto found = std::ranges::find_if(m_jobs, [&](PictureJob *job) { return job->track().id == id; });
    return found == m_jobs.end() ? nullptr : *found;
}

bool Studio::idle() const
{
    return std::ranges::all_of(m_jobs, [](PictureJob *job) { return job->finished(); });
}

int Studio::lap(const EventId &id, Latency of)
{
    Clockwork &clockwork = m_clockwork[id];
    const qint64 measured = clockwork.sinceStep.isValid() ? clockwork.sinceStep.elapsed() : 0;
    clockwork.sinceStep.start();
    return m_session.shownMs(measured, of);
}

void Studio::cancelAll()
{
    const QList<PictureJob *> all = m_jobs;
    for (PictureJob *one : all)
        one->cancel();
}

void Studio::cancel(PictureJob *job)
{
    if (job == m_painting)
        m_clockwork[job->track().id].call->cancel();
    else
        end(job, PictureTrack::Stage::Cancelled);
}

void Studio::next()
{
    if (m_painting)
        return;
    const auto waiting = std::ranges::find_if(
        m_jobs, [](PictureJob *job) { return job->track().stage == PictureTrack::Stage::Waiting; });
    if (waiting != m_jobs.end())
        paint(*waiting);
}

void Studio::paint(PictureJob *job)
{
    m_painting = job;
    const PictureOrder &order = job->track().order;
    lap(job->track().id);
    job->set([this](PictureTrack &track) {
        track.stage = PictureTrack::Stage::Painting;
        track.startedAt = m_session.now();
    });
    const Call<Picture> call = m_images.generate({.prompt = order.prompt,
        .model = order.model,
        .tier = order.tier,
        .size = order.size,
        .style = order.style,
        .seed = order.seed});
    m_clockwork[job->track().id].call = call;
    connect(call.progress(), &CallProgress::stage, job,
        [job](const QString &name, int done, int total, const QByteArray &preview) {
            job->set([&](PictureTrack &track) {
                track.paintStage = name;
                track.percent = total > 0 ? done * 100 / total : 0;
            });
            if (const QImage image = QImage::fromData(preview, "PNG"); !image.isNull())
                Q_EMIT job->preview(image);
        });
    whenDone(call, job, [this, job](const Result<Picture> &picture) { painted(job, picture); });
}

void Studio::painted(PictureJob *job, const Result<Picture> &picture)
{
    if (!picture) {
        const bool cancelled = picture.error().kind == Error::Kind::Cancelled;
        m_painting = nullptr;
        if (cancelled)
            end(job, PictureTrack::Stage::Cancelled);
        else
            end(job, PictureTrack::Stage::Failed, picture.error());
        return next();
    }
    reached(FaultPoint::Decoded);
    job->m_image = picture->image;
    job->set([&](PictureTrack &track) {
        track.paintMs = lap(track.id, Latency::Painting);
        track.stage = PictureTrack::Stage::Saving;
        track.percent = 100;
        track.row = {.id = track.id,
            .file = {},
            .prompt = track.order.prompt,
            .caption = picture->caption,
            .unknown = picture->unknown,
            .engine = picture->engine,
            .model = picture->model.isEmpty() ? track.order.model : picture->model,
            .tier = track.order.tier,
            .providerQuality = picture->providerQuality,
            .style = track.order.style,
            .size = picture->size,
            .seed = picture->seed.value_or(track.order.seed),
            .at = m_session.now(),
            .bytes = picture->bytes.size(),
            .paintMs = track.paintMs,
            .customer = {}};
        if (const Customer *customer = m_session.state().customer(); customer && !m_withoutBilling) {
            track.row.customer = customer->id;
            track.row.event = true;
            track.billed = true;
        }
    });
    save(job, *picture);
}

void Studio::save(PictureJob *job, const Picture &picture)
{
    const CallSource<QString> source;
    const ImageFiles files = m_session.outbox().files();
    QThreadPool::globalInstance()->start([source, files, id = job->track().id, bytes = picture.bytes,
                                             receipt = receiptFor(job->track())] {
        source.finish(
            withReceipt(bytes, receipt).andThen([&](const QByteArray &png) { return files.write(id, png); }));
    });
    whenDone(source.call(), job, [this, job](const Result<QString> &file) {
        if (!file) {
            m_painting = nullptr;
            end(job, PictureTrack::Stage::Failed, file.error());
            return next();
        }
        job->set([&](PictureTrack &track) { track.row.file = *file; });
        store(job);
    });
}

std::optional<Event> Studio::eventFor(const PictureTrack &track) const
{
    if (!track.billed)
        return std::nullopt;
    return Event{.id = track.id,
        .customer = track.row.customer,
        .name = m_session.eventName().toUtf8(),
        .at = m_session.now(),
        .metadata = eventMetadata(track.order, {track.row.model, track.row.providerQuality, track.row.size})};
}

void Studio::store(PictureJob *job)
{
    lap(job->track().id);
    const Call<EventId> call = m_session.outbox().enqueue(eventFor(job->track()), job->track().row);
    whenDone(call, job, [this, job](const Result<EventId> &id) {
        m_painting = nullptr;
        if (id)
            stored(job);
        else
            end(job, PictureTrack::Stage::Failed, id.error());
        next();
    });
}

void Studio::stored(PictureJob *job)
{
    job->set([](PictureTrack &track) {
        track.stored = true;
        if (track.stage == PictureTrack::Stage::Saving)
            track.stage = PictureTrack::Stage::Sending;
    });
    Q_EMIT job->pictureReady();
    Q_EMIT pictureStored(job->track().id);
    reached(FaultPoint::Shown);
    if (!job->track().billed)
        end(job, PictureTrack::Stage::Done);
}

void Studio::sent(const QList<EventId> &ids, int ingested)
{
    QList<EventId> own;
    for (const EventId &id : ids) {
        PictureJob *one = job(id);
        if (!one)
            continue;
        own.append(id);
        one->set([&](PictureTrack &track) {
            track.stage = PictureTrack::Stage::Counting;
            track.sentMs = lap(id);
            track.ingested = ids.size() == 1 ? ingested : 1;
            track.error.reset();
        });
    }
    if (!own.isEmpty())
        judge(own);
}

void Studio::waiting(const QList<EventId> &ids, const Error &error)
{
    for (const EventId &id : ids) {
        if (PictureJob *one = job(id)) {
            one->set([&](PictureTrack &track) {
                ++track.tries;
                track.error = error;
            });
        }
    }
}

void Studio::parked(const EventId &id, const QString &why)
{
    if (PictureJob *one = job(id))
        end(one, PictureTrack::Stage::Failed, Error{.kind = Error::Kind::Invalid, .message = why});
}

void Studio::judge(const QList<EventId> &ids)
{
    if (!m_session.sandbox())
        return m_session.refreshUsage();
    whenDone(m_session.sandbox()->verdicts(ids), this, [this](const Result<QList<Verdict>> &verdicts) {
        if (verdicts) {
            for (const Verdict &verdict : *verdicts) {
                if (PictureJob *one = job(verdict.event)) {
                    one->set([&](PictureTrack &track) {
                        track.verdict = verdict;
                        track.countedMs = lap(track.id);
                    });
                }
            }
        }
        m_session.refreshUsage();
    });
}

void Studio::readBill()
{
    const auto bill = m_session.bill();
    if (!bill)
        return;
    const QList<PictureJob *> all = m_jobs;
    for (PictureJob *one : all) {
        const PictureTrack &track = one->track();
        const bool judged = track.verdict || !m_session.sandbox();
        if (track.stage != PictureTrack::Stage::Counting || !judged)
            continue;
        if (const MeterVerdict *counted = track.countedBy(); counted && !holds(*bill, *counted))
            continue;
        one->set([&](PictureTrack &open) {
            open.billTotal = bill->total;
            open.currency = bill->currency;
            open.onBillMs = lap(open.id);
        });
        end(one, PictureTrack::Stage::Done);
    }
}

void Studio::end(PictureJob *job, PictureTrack::Stage stage, const std::optional<Error> &error)
{
    job->set([&](PictureTrack &track) {
        if (stage == PictureTrack::Stage::Failed)
            track.failedAt = track.stage;
        track.stage = stage;
        track.error = error;
    });
    m_clockwork.remove(job->track().id);
    Q_EMIT job->ended();
}
