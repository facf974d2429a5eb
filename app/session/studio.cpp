// SPDX-License-Identifier: MIT
#include "session/studio.h"

#include "imaging/imageerrors.h"
#include "support/faultpoint.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Stage = PictureTrack::Stage;

constexpr qsizetype jobsKept = 50;
constexpr int imagesKept = 12; // a picture of 2048x2048 takes 16 MB

ImageRequest requestFor(const QList<PictureJob *> &group)
{
    const PictureOrder &order = group.first()->track().order;
    return {.prompt = order.prompt,
        .model = order.model,
        .tier = order.tier,
        .size = order.size,
        .style = order.style,
        .seed = order.seed,
        .count = int(group.size()),
        .negative = order.negative,
        .format = order.format,
        .transparent = order.transparent};
}

// Partial pictures come with a single picture only.
int mostPerCall(const PictureOrder &order)
{
    if (partialsAsked(order.provider, order.model, order.tier) > 0)
        return 1;
    return std::max(1, provider(order.provider).model(order.model).perCall);
}

} // namespace

Studio::Studio(
    Session &session, ImageClient &images, Engines &engines, Purse &purse, IdSource &ids, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_images(images)
    , m_engines(engines)
    , m_purse(purse)
    , m_ids(ids)
    , m_bill(session)
    , m_keeper(session)
{
    connect(&m_keeper, &PictureKeeper::storing, &m_bill, &PictureBill::follow);
    connect(&m_keeper, &PictureKeeper::stored, this, &Studio::stored);
    connect(&m_keeper, &PictureKeeper::lost, this, &Studio::lost);
    connect(&m_keeper, &PictureKeeper::idle, this, &Studio::next);
}

// What a provider is making when the program ends may be charged all the same.
Studio::~Studio()
{
    if (!m_call)
        return;
    const QList<EventId> pictures = m_call->pictures();
    const Error left = imageError("cancelled_underway"_L1, m_engines.name(m_painting.provider));
    for (const EventId &id : pictures) {
        m_purse.notMade(id, m_painting, left);
        m_purse.ended(id);
    }
}

Result<QList<PictureJob *>> Studio::order(const PictureOrder &order)
{
    if (m_engines.engine(order.provider).provider != order.provider
        || !m_engines.engine(order.provider).ready)
        return Error{.kind = Error::Kind::Invalid,
            .message = u"%1 is not set up."_s.arg(provider(order.provider).name),
            .code = u"engine_not_ready"_s};
    // Right after a switch nobody is known here yet: what is made then could never be billed.
    if (!m_withoutBilling && !m_session.inSandbox() && !m_session.state().loaded)
        return Error{.kind = Error::Kind::Conflict,
            .message = tr("The account is not read yet, so nobody would be billed. Try again in a moment."),
            .code = u"account_not_read"_s};
    if (const auto refusal = m_purse.refusal(order))
        return *refusal;
    ++m_batches;
    QList<PictureJob *> made;
    for (int i = 0; i < order.count; ++i)
        made.append(wanted(order, i));
    while (m_jobs.size() > jobsKept && m_jobs.first()->finished())
        m_jobs.takeFirst()->deleteLater();
    Q_EMIT jobsChanged();
    next();
    return made;
}

PictureJob *Studio::wanted(const PictureOrder &order, int index)
{
    PictureTrack track;
    track.id = {m_ids.next(Prefix::Event)};
    track.order = order;
    track.order.seed = order.seed + quint64(index);
    track.order.count = 1;
    if (const Customer *customer = m_session.state().customer(); customer && !m_withoutBilling)
        track.customer = customer->id;
    track.world = m_session.world();
    auto *job = new PictureJob(track, this);
    job->m_batch = m_batches;
    connect(job, &PictureJob::cancelRequested, this, [this, job] { cancel(job); });
    if (const auto estimate = m_purse.estimate(track.order); estimate && !estimate->isZero())
        m_purse.began(track.id, *estimate);
    m_jobs.append(job);
    return job;
}

QList<PictureJob *> Studio::waiting() const
{
    QList<PictureJob *> out;
    std::ranges::copy_if(m_jobs, std::back_inserter(out),
        [](const PictureJob *job) { return job->track().stage == Stage::Waiting; });
    return out;
}

bool Studio::idle() const
{
    return std::ranges::all_of(m_jobs, [](PictureJob *job) { return job->finished(); });
}

void Studio::cancelAll()
{
    const QList<PictureJob *> all = m_jobs;
    // Those that wait first: else the next one would begin.
    for (const Stage stage : {Stage::Waiting, Stage::Painting}) {
        for (PictureJob *one : all) {
            if (one->track().stage == stage)
                one->cancel();
        }
    }
}

void Studio::cancel(PictureJob *job)
{
    const bool painting = job->track().stage == Stage::Painting;
    end(job, Stage::Cancelled);
    if (painting && m_call)
        m_call->leave(job);
    else if (!painting)
        m_purse.ended(job->track().id);
}

void Studio::next()
{
    if (busy())
        return;
    const QList<PictureJob *> group = nextGroup();
    if (group.isEmpty())
        return;
    const PictureOrder &order = group.first()->track().order;
    if (m_engines.engine(order.provider).ready)
        return paint(group);
    for (PictureJob *job : group) {
        m_purse.ended(job->track().id);
        end(job, Stage::Failed,
            Error{.kind = Error::Kind::Invalid,
                .message = u"%1 is no longer set up."_s.arg(provider(order.provider).name),
                .code = u"engine_not_ready"_s});
    }
    next();
}

// The first that waits, and those of its order that go with it in one request. A server counts the seeds of
// one request up by itself.
QList<PictureJob *> Studio::nextGroup() const
{
    QList<PictureJob *> group;
    for (PictureJob *job : waiting()) {
        const PictureOrder &order = job->track().order;
        if (!group.isEmpty()) {
            const bool seeded = provider(order.provider).has(Provider::Seed, order.model);
            const bool follows = order.seed == group.last()->track().order.seed + 1;
            if (job->m_batch != group.first()->m_batch || (seeded && !follows))
                break;
        }
        group.append(job);
        if (group.size() == mostPerCall(order))
            break;
    }
    return group;
}

void Studio::paint(const QList<PictureJob *> &group)
{
    m_painting = group.first()->track().order;
    m_call = std::make_unique<PictureCall>(group, requestFor(group));
    m_call->start(m_images, m_engines.destination(m_painting.provider),
        [this](const QList<PictureCall::Part> &parts) { answered(parts); });
    for (PictureJob *job : group) {
        m_purse.asked(job->track().id, m_painting);
        job->lap();
        job->set([this](PictureTrack &track) {
            track.stage = Stage::Painting;
            track.startedAt = m_session.now();
        });
    }
    Q_EMIT jobsChanged();
}

void Studio::answered(const QList<PictureCall::Part> &parts)
{
    m_call.release()->deleteLater(); // it is telling this just now
    const PictureOrder order = m_painting; // whoever hears of an end may order and cancel
    for (const PictureCall::Part &part : parts) {
        PictureJob *job = part.job && !part.job->finished() ? part.job.data() : nullptr;
        if (part.picture && job) {
            m_keeper.keep(job, *part.picture);
            continue;
        }
        if (part.picture) // cancelled, and made all the same
            m_purse.notKept(part.id, order, *part.picture);
        else
            m_purse.notMade(part.id, order, part.picture.error());
        m_purse.ended(part.id);
        if (job)
            end(job, Stage::Failed, part.picture.error());
    }
    next();
}

// Earlier pictures lie in their files and are not held in memory too.
void Studio::letGo()
{
    int held = 0;
    for (qsizetype i = m_jobs.size() - 1; i >= 0; --i) {
        if (!m_jobs[i]->m_image.isNull() && ++held > imagesKept && m_jobs[i]->track().stored)
            m_jobs[i]->m_image = {};
    }
}

void Studio::stored(PictureJob *job)
{
    letGo();
    const EventId id = job->track().id;
    m_purse.ended(id);
    Q_EMIT job->pictureReady();
    Q_EMIT pictureStored(id);
    reached(FaultPoint::Shown);
    if (!job->track().billed)
        end(job, Stage::Done);
}

void Studio::lost(PictureJob *job, const Picture &picture, const Error &error)
{
    m_purse.notKept(job->track().id, job->track().order, picture);
    m_purse.ended(job->track().id);
    end(job, Stage::Failed, error);
}

void Studio::end(PictureJob *job, Stage stage, const std::optional<Error> &error)
{
    job->end(stage, error);
    Q_EMIT jobsChanged();
}
