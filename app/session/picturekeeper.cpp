// SPDX-License-Identifier: MIT
#include "session/picturekeeper.h"

#include "imaging/provider.h"
#include "imaging/receipt.h"
#include "session/purse.h"
#include "support/faultpoint.h"

#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace {

const QString metadataKey = u"picture_metadata"_s;

bool sent(Provider::Field field, const PictureOrder &order)
{
    return provider(order.provider).has(field, order.model);
}

// A seed or style that the server was not asked for is not said to be the picture's.
Receipt receiptFor(const PictureTrack &track)
{
    const ImageRow &row = track.row;
    const bool seeded = row.seed > 0 || sent(Provider::Seed, track.order);
    return {.prompt = row.prompt,
        .caption = row.caption,
        .engine = row.engine,
        .model = row.model,
        .tier = row.tier,
        .providerQuality = row.providerQuality,
        .size = row.size,
        .style = row.style,
        .seed = seeded ? std::optional(row.seed) : std::nullopt,
        .eventId = row.id.text,
        .customer = row.customer.text,
        .at = row.at,
        .provider = row.provider,
        .negative = row.negative,
        .estimateUsd = row.estimateUsd,
        .costUsd = row.costUsd};
}

// Other programs' texts go too when none are wanted. Pool thread.
Result<QByteArray> fileOf(const QByteArray &bytes, const Receipt &receipt, bool withTexts)
{
    const auto png = withReceipt(bytes, receipt);
    return withTexts ? png : png.andThen(withoutTexts);
}

} // namespace

PictureKeeper::PictureKeeper(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
}

bool PictureKeeper::withMetadata() const
{
    return m_session.outbox().setting(metadataKey) != "off"_L1;
}

void PictureKeeper::setWithMetadata(bool on)
{
    m_session.outbox().setSetting(metadataKey, on ? QString() : u"off"_s);
}

void PictureKeeper::keep(PictureJob *job, const Picture &picture)
{
    job->m_image = picture.image;
    job->set([&](PictureTrack &track) {
        track.paintMs = m_session.shownMs(job->lap(), Latency::Painting);
        track.stage = PictureTrack::Stage::Saving;
        track.percent = 100;
        describe(track, picture);
    });
    m_decoded.append({job, picture});
    if (m_decoded.size() == 1)
        begin();
}

void PictureKeeper::describe(PictureTrack &track, const Picture &picture) const
{
    const PictureOrder &order = track.order;
    track.row = {.id = track.id,
        .file = {},
        .prompt = order.prompt,
        .caption = picture.caption,
        .unknown = picture.unknown,
        .engine = picture.engine,
        .model = picture.model.isEmpty() ? order.model : picture.model,
        .tier = order.tier,
        .providerQuality = picture.providerQuality,
        .style = sent(Provider::Style, order) ? order.style : QByteArray(),
        .size = picture.size,
        .seed = picture.seed.value_or(sent(Provider::Seed, order) ? order.seed : 0),
        .at = m_session.nowIn(track.world),
        .bytes = picture.bytes.size(),
        .paintMs = track.paintMs,
        .customer = track.customer,
        .event = !track.customer.text.isEmpty(),
        .provider = order.provider,
        .negative = order.negative,
        .format = picture.format,
        .estimateUsd = estimateOf(order),
        .costUsd = costOf(order, picture)};
    track.billed = track.row.event;
}

void PictureKeeper::begin()
{
    reached(FaultPoint::Decoded);
    save(m_decoded.first());
}

void PictureKeeper::save(const Decoded &made)
{
    const CallSource<QString> source;
    const ImageFiles files = m_session.outbox().files();
    QThreadPool::globalInstance()->start(
        [source, files, id = made.job->track().id, bytes = made.picture.bytes,
            receipt = receiptFor(made.job->track()), withTexts = withMetadata()] {
            source.finish(fileOf(bytes, receipt, withTexts).andThen([&](const QByteArray &png) {
                return files.write(id, png);
            }));
        });
    whenDone(source.call(), this, [this](const Result<QString> &file) {
        if (!file)
            return lose(file.error());
        PictureJob *job = m_decoded.first().job;
        job->set([&](PictureTrack &track) { track.row.file = *file; });
        store(job);
    });
}

std::optional<Event> PictureKeeper::eventFor(const PictureTrack &track) const
{
    if (!track.billed)
        return std::nullopt;
    return Event{.id = track.id,
        .customer = track.row.customer,
        .name = m_session.eventName().toUtf8(),
        .at = m_session.nowIn(track.world),
        .metadata = eventMetadata(track.order, {track.row.model, track.row.providerQuality, track.row.size})};
}

void PictureKeeper::store(PictureJob *job)
{
    job->lap();
    if (job->track().billed)
        Q_EMIT storing(job);
    const Call<EventId> call
        = m_session.outbox().enqueue(eventFor(job->track()), job->track().row, job->track().world);
    whenDone(call, this, [this, job](const Result<EventId> &id) {
        if (!id)
            return lose(id.error());
        job->set([](PictureTrack &track) {
            track.stored = true;
            if (track.stage == PictureTrack::Stage::Saving)
                track.stage = PictureTrack::Stage::Sending;
        });
        m_decoded.removeFirst();
        Q_EMIT stored(job);
        next();
    });
}

void PictureKeeper::lose(const Error &error)
{
    const Decoded made = m_decoded.takeFirst();
    Q_EMIT lost(made.job, made.picture, error);
    next();
}

void PictureKeeper::next()
{
    if (m_decoded.isEmpty())
        Q_EMIT idle();
    else
        begin();
}
