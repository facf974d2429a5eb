// SPDX-License-Identifier: MIT
#include "imaging/imageflight.h"

#include "imaging/imagedelivery.h"
#include "imaging/imageerrors.h"
#include "imaging/imagehttp.h"
#include "imaging/openaiflight.h"
#include "imaging/preview.h"
#include "imaging/sdserverflight.h"
#include "imaging/webuiflight.h"
#include "support/strictjson.h"

#include <QJsonDocument>
#include <QNetworkReply>

#include <algorithm>

using namespace Qt::StringLiterals;

ImageFlight *ImageFlight::make(ImageClient &client, const Order &order)
{
    switch (provider(order.to.provider).protocol) {
    case Provider::Protocol::WebUi:
        return new WebUiFlight(client, order);
    case Provider::Protocol::SdServer:
        return new SdServerFlight(client, order);
    case Provider::Protocol::OpenAi:
        break;
    }
    return new OpenAiFlight(client, order);
}

ImageFlight::ImageFlight(ImageClient &client, Order order)
    : QObject(&client)
    , m_client(client)
    , m_order(std::move(order))
    , m_server(imagehttp::serverName(m_order.to))
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &ImageFlight::attempt);
}

ImageFlight::~ImageFlight()
{
    m_order.source.finish(imageError("cancelled_underway"_L1, m_server));
}

void ImageFlight::start()
{
    // cancel() may come from any thread and after this object: the progress lives as long as the call does.
    m_order.source.onCancel([progress = m_order.source.progress(), self = QPointer<ImageFlight>(this)] {
        QMetaObject::invokeMethod(progress, [self] {
            if (self)
                self->cancel();
        });
    });
    if (!m_order.source.cancelled())
        attempt();
}

bool ImageFlight::serverAtWork() const
{
    return m_taken || (m_main && m_main->sent());
}

void ImageFlight::cancel()
{
    if (m_done)
        return;
    if (!serverAtWork())
        return conclude(imageError("cancelled"_L1, m_server));
    leave();
    abandon(imageError("cancelled_underway"_L1, m_server));
}

// What may be charged must be found in the log, with or without an answer.
void ImageFlight::abandon(const Error &error)
{
    if (!m_recorded)
        record({}, error);
    conclude(error);
}

// A computer of one's own may take long where a service would not.
milliseconds ImageFlight::patience() const
{
    constexpr int longer = 5;
    const bool own = provider(to().provider).charges == Provider::Charges::Nothing;
    return limits().deadline * (own ? longer : 1);
}

qsizetype ImageFlight::mostBytes() const
{
    constexpr int mostTimes = 4;
    return limits().answerBytes * std::min(asked().count, mostTimes);
}

QNetworkRequest ImageFlight::request(const QUrl &url) const
{
    return imagehttp::request(to(), url);
}

QByteArray ImageFlight::body() const
{
    const QByteArray whole = bodyOf(to(), asked());
    if (m_without.isEmpty())
        return whole;
    QJsonObject json = QJsonDocument::fromJson(whole).object();
    for (const QString &field : m_without)
        json.remove(field);
    return compact(json);
}

// Of a server that only says it is like OpenAI's nobody knows which of the two fields it takes. It made
// nothing yet.
bool ImageFlight::doWithout(const Error &error)
{
    const bool spare = error.field == "seed"_L1 || error.field == "response_format"_L1;
    if (to().provider != "compatible" || error.code != "unknown_parameter"_L1 || !spare
        || m_without.contains(error.field))
        return false;
    m_without.append(error.field);
    return true;
}

ImageCall *ImageFlight::post(const QNetworkRequest &request)
{
    m_requestHead = imagehttp::headOf(request);
    // Qt adds the host itself when it sends: the record is to say where the call went.
    QUrl url = request.url();
    url.setUserInfo({});
    m_requestHead.prepend({"host", url.authority(QUrl::FullyEncoded).toLatin1()});
    m_startedAt = m_client.m_clock.now();
    m_elapsed.start();
    m_recorded = false;
    QNetworkReply *reply = imagehttp::postOnce(network(), request, body());
    m_main = new ImageCall(reply, m_server, {.deadline = patience(), .bytes = mostBytes()}, this);
    connect(m_main, &ImageCall::ended, m_main, &QObject::deleteLater);
    return m_main;
}

ImageCall *ImageFlight::get(const QUrl &url, milliseconds deadline, qsizetype bytes)
{
    auto *call
        = new ImageCall(network().get(request(url)), m_server, {.deadline = deadline, .bytes = bytes}, this);
    connect(call, &ImageCall::ended, call, &QObject::deleteLater);
    return call;
}

Error ImageFlight::told(const ImageCall::End &end) const
{
    return inContext(imageErrorOf(end.status, end.head, end.body, m_server), to(), asked().model);
}

void ImageFlight::failed(const Error &error, const ImageCall::End &end)
{
    if (m_done)
        return;
    record(end, error);
    if (error.kind == Error::Kind::Timeout)
        leave();
    if (doWithout(error))
        return attempt();
    const auto wait = waitBeforeImageRetry(error, end.head, end.neverConnected, m_retries,
        m_client.m_clock.now(), limits().backoff, limits().jitter());
    if (!wait)
        return conclude(error);
    m_main = nullptr;
    ++m_retries;
    m_wait.start(*wait);
}

Picture ImageFlight::known() const
{
    Picture out;
    out.engine = m_server;
    out.model = asked().model;
    out.providerQuality = providerQuality(to().provider, asked().model, asked().tier);
    return out;
}

// Servers of one's own count up from the first; what a service does with the others nobody says.
void ImageFlight::addSeeds(ImageAnswers &answers) const
{
    const Provider &at = provider(to().provider);
    if (!asked().seed || !at.has(Provider::Seed, asked().model) || m_without.contains("seed"_L1))
        return;
    const bool countsUp = at.protocol != Provider::Protocol::OpenAi;
    for (qsizetype i = 0; i < answers.items.size(); ++i) {
        Result<ImageAnswer> &item = answers.items[i];
        if (item && !item->seed && (i == 0 || countsUp))
            item->seed = *asked().seed + quint64(i);
    }
}

void ImageFlight::deliver(const Result<ImageAnswers> &answers)
{
    if (m_done)
        return;
    m_taken = true;
    if (!answers)
        return conclude(inContext(answers.error(), to(), asked().model));
    ImageAnswers seeded = *answers;
    addSeeds(seeded);
    auto *delivery = new ImageDelivery(network(), m_server, known(),
        {.deadline = limits().listDeadline, .bytes = limits().downloadBytes}, this);
    connect(delivery, &ImageDelivery::delivered, this, [this](const Pictures &pictures) {
        const bool any = std::ranges::any_of(pictures, [](const auto &each) { return each.ok(); });
        conclude(any ? Result(pictures) : pictures.first().error());
    });
    delivery->start(seeded);
}

void ImageFlight::conclude(const Result<Pictures> &result)
{
    if (m_done)
        return;
    m_done = true;
    m_wait.stop();
    for (const auto calls = findChildren<ImageCall *>(); ImageCall * call : calls)
        call->close();
    deleteLater();
    m_order.source.finish(result); // may run the caller's continuation at once: keep it last
}

// Clamped before it is an int: what no int holds has no defined one. NaN is no progress.
int ImageFlight::percentOf(double part)
{
    constexpr int whole = 100;
    return part > 0.0 ? int(std::min(part, 1.0) * whole) : 0;
}

void ImageFlight::showStage(const QString &name, int done, int total, const QByteArray &preview) const
{
    if (!m_done)
        Q_EMIT m_order.source.progress()->stage(name, done, total, preview);
}

void ImageFlight::showPreview(const QString &name, int done, int total, const QByteArray &base64)
{
    onPool<QByteArray>([base64] { return Result(previewOf(base64)); },
        [this, name, done, total](const Result<QByteArray> &png) {
            if (png->isEmpty() || done <= m_shown)
                return;
            m_shown = done;
            showStage(name, done, total, *png);
        });
}

// One record a try. The sandbox records its own side of it; a picture's address is fetched unrecorded.
void ImageFlight::record(const ImageCall::End &end, const std::optional<Error> &failure)
{
    m_recorded = true;
    if (!m_client.m_sink || to().provider == "demo")
        return;
    m_client.m_sink->record({
        .id = QUuid::fromString(QLatin1StringView(m_client.m_ids.next(Prefix::Exchange))),
        .seq = 0,
        .at = m_startedAt,
        .took = std::chrono::duration_cast<microseconds>(std::chrono::nanoseconds{m_elapsed.nsecsElapsed()}),
        .sender = senderOf(m_requestHead),
        .retry = m_retries,
        .method = "POST",
        .target = generationUrl(to()).path(QUrl::FullyEncoded).toLatin1(),
        .requestHead = m_requestHead,
        .requestBody = body(),
        .status = end.status,
        .answerHead = end.head,
        .answerBody = withoutKey(withoutPictures(end.body), to()),
        .failure = failure,
        .events = {},
    });
}
