// SPDX-License-Identifier: MIT
#include "imaging/imageflight.h"

#include "imaging/imagehttp.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QThreadPool>

using namespace Qt::StringLiterals;

namespace {

QStringList textsIn(const QJsonValue &list)
{
    QStringList out;
    const QJsonArray items = list.toArray();
    for (const QJsonValue &item : items)
        out.append(item.toString());
    return out;
}

// What the demo painter tells of its work.
void describe(Picture &picture, const QJsonObject &extension)
{
    picture.caption = extension["caption"_L1].toString();
    picture.used = textsIn(extension["used"_L1]);
    picture.unknown = textsIn(extension["unknown"_L1]);
    if (const QString engine = extension["engine"_L1].toString(); !engine.isEmpty())
        picture.engine = engine;
    if (const QString model = extension["model"_L1].toString(); !model.isEmpty())
        picture.model = model;
    if (extension.contains("seed"_L1))
        picture.seed = quint64(extension["seed"_L1].toInteger());
}

} // namespace

ImageFlight::ImageFlight(ImageClient &client, ImageRequest request, CallSource<Picture> source)
    : QObject(&client)
    , m_client(client)
    , m_destination(client.m_destination)
    , m_request(std::move(request))
    , m_source(std::move(source))
{
    m_deadline.setSingleShot(true);
    m_wait.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &ImageFlight::expire);
    connect(&m_wait, &QTimer::timeout, this, &ImageFlight::attempt);
}

ImageFlight::~ImageFlight()
{
    drop();
    m_source.finish(imagehttp::cancelled());
}

void ImageFlight::start()
{
    // cancel() may come from any thread and after this object: the progress lives as long as the call does.
    m_source.onCancel([progress = m_source.progress(), self = QPointer<ImageFlight>(this)] {
        QMetaObject::invokeMethod(progress, [self] {
            if (self)
                self->conclude(imagehttp::cancelled());
        });
    });
    if (!m_source.cancelled())
        attempt();
}

QString ImageFlight::host() const
{
    return m_destination.baseUrl.host();
}

QString ImageFlight::engine() const
{
    return m_destination.name.isEmpty() ? host() : m_destination.name;
}

void ImageFlight::attempt()
{
    QNetworkRequest network
        = imagehttp::request(m_destination, endpoint(m_destination, u"images/generations"_s));
    network.setRawHeader("Content-Type", "application/json");
    if (m_destination.provider == "demo")
        network.setRawHeader(exchangeHeader.toByteArray(), m_client.m_ids.next(Prefix::Exchange));
    if (wantsStream(m_destination, m_request))
        network.setRawHeader("Accept", "text/event-stream, application/json");
    m_requestHead = imagehttp::headOf(network);
    m_answerHead.clear();
    m_stream = {};
    m_completed.clear();
    m_status = 0;
    m_startedAt = m_client.m_clock.now();
    m_elapsed.start();
    watch(imagehttp::postOnce(m_client.m_network, network, bodyOf(m_destination, m_request)),
        m_client.m_limits.deadline);
    connect(m_reply, &QNetworkReply::finished, this, &ImageFlight::answered);
}

void ImageFlight::watch(QNetworkReply *reply, milliseconds deadline)
{
    m_reply = reply;
    m_body.clear();
    m_received = 0;
    connect(m_reply, &QNetworkReply::readyRead, this, &ImageFlight::read);
    m_deadline.start(deadline);
}

void ImageFlight::read()
{
    const QByteArray bytes = m_reply->readAll();
    const bool picture = m_answer.url.isValid();
    m_received += bytes.size();
    const qsizetype cap = picture ? m_client.m_limits.downloadBytes : m_client.m_limits.answerBytes;
    if (m_received > cap)
        return tooLarge(cap);
    const QByteArray type = m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    if (picture || !type.startsWith("text/event-stream")) {
        m_body += bytes;
        return;
    }
    for (const auto frames = m_stream.feed(bytes); const EventStream::Frame &each : frames)
        frame(each);
}

void ImageFlight::tooLarge(qsizetype cap)
{
    drop();
    m_body.clear();
    const Error error
        = imagehttp::protocol(u"The answer of %1 is larger than %2 bytes."_s.arg(host()).arg(cap));
    if (!m_answer.url.isValid())
        record(error);
    conclude(error);
}

void ImageFlight::frame(const EventStream::Frame &frame)
{
    if (frame.event == "pixelmeter.progress") {
        if (m_destination.provider != "demo")
            return; // its pictures are shown as they come, so only our own server may send them
        const QJsonObject json = QJsonDocument::fromJson(frame.data).object();
        const QByteArray preview = QByteArray::fromBase64(json["preview_b64"_L1].toString().toLatin1());
        Q_EMIT m_source.progress()->stage(
            json["stage"_L1].toString(), json["done"_L1].toInt(), json["total"_L1].toInt(), preview);
    } else if (frame.event == "image_generation.completed" || frame.event == "error") {
        m_completed = frame.data;
    }
}

// Decides by HTTP status, then by error: a 4xx is an error to Qt, and a cut answer still has its status 200.
void ImageFlight::answered()
{
    read();
    if (!m_reply)
        return; // it was too large
    m_status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answerHead = imagehttp::headOf(*m_reply);
    const bool complete = m_reply->error() == QNetworkReply::NoError;
    const bool neverConnected = imagehttp::neverConnected(*m_reply);
    Error broken = imagehttp::errorOf(*m_reply, host());
    if (!neverConnected)
        broken.message += u" It may charge for the picture."_s;
    drop();
    if (m_status >= 300)
        return failed(imageErrorOf(m_status, m_answerHead, m_body, host()), false);
    if (m_completed.isEmpty() && (!complete || m_status < 200))
        return failed(broken, neverConnected);
    record({});
    understand(m_completed.isEmpty() ? m_body : m_completed);
}

// Megabytes of JSON and base64 are the pool's work.
void ImageFlight::understand(const QByteArray &json)
{
    const CallSource<ImageAnswer> source;
    whenDone(source.call(), this, [this](const Result<ImageAnswer> &answer) {
        if (!answer)
            conclude(answer.error());
        else if (answer->base64.isEmpty())
            download(*answer);
        else
            decode(*answer, {});
    });
    QThreadPool::globalInstance()->start(
        [source, json, name = host()] { source.finish(imageAnswerOf(json, name)); });
}

// At once, since such addresses expire, and without the key: it belongs to the API's host alone.
void ImageFlight::download(const ImageAnswer &answer)
{
    if (answer.url.scheme() != "http"_L1 && answer.url.scheme() != "https"_L1)
        return conclude(imagehttp::protocol(u"%1 gave a picture address that is not http."_s.arg(host())));
    m_answer = answer;
    ImageDestination keyless = m_destination;
    keyless.key.clear();
    watch(m_client.m_network.get(imagehttp::request(keyless, answer.url)), m_client.m_limits.listDeadline);
    connect(m_reply, &QNetworkReply::finished, this, &ImageFlight::downloaded);
}

void ImageFlight::downloaded()
{
    read();
    if (!m_reply)
        return; // it was too large
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool complete = m_reply->error() == QNetworkReply::NoError && status == 200;
    drop();
    if (!complete)
        return conclude(Error{.kind = Error::Kind::Network,
            .message = u"The finished picture could not be fetched."_s,
            .status = status});
    decode(m_answer, m_body);
}

void ImageFlight::decode(const ImageAnswer &answer, const QByteArray &bytes)
{
    Picture known;
    known.engine = engine();
    known.model = m_request.model;
    known.providerQuality = providerQuality(m_destination.provider, m_request.model, m_request.tier);
    known.seed = m_request.seed;
    known.revisedPrompt = answer.revisedPrompt;
    describe(known, answer.extension);
    const CallSource<Picture> source;
    whenDone(source.call(), this, [this](const Result<Picture> &picture) { conclude(picture); });
    QThreadPool::globalInstance()->start([source, known, base64 = answer.base64, bytes] {
        const Result<QByteArray> file = base64.isEmpty() ? Result(bytes) : fromBase64Text(base64);
        source.finish(file.andThen(decodePicture).andThen([&](const Picture &decoded) -> Result<Picture> {
            Picture out = known;
            out.bytes = decoded.bytes;
            out.format = decoded.format;
            out.image = decoded.image;
            out.size = decoded.size;
            return out;
        }));
    });
}

void ImageFlight::expire()
{
    drop();
    failed({.kind = Error::Kind::Timeout,
               .message = u"%1 took too long. It may charge for the picture."_s.arg(host())},
        false);
}

void ImageFlight::drop()
{
    m_deadline.stop();
    m_wait.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->deleteLater(); // which ends the connection; abort() in the middle of readyRead upsets Qt
    m_reply = nullptr;
}

void ImageFlight::failed(const Error &error, bool neverConnected)
{
    record(error);
    const ImageLimits &limits = m_client.m_limits;
    const auto wait = waitBeforeImageRetry(error, m_answerHead, neverConnected, m_retries,
        m_client.m_clock.now(), limits.backoff, limits.jitter());
    if (!wait)
        return conclude(error);
    ++m_retries;
    m_wait.start(*wait);
}

void ImageFlight::conclude(const Result<Picture> &result)
{
    drop();
    deleteLater();
    m_source.finish(result); // may run the caller's continuation at once: keep it last
}

// One record a try. The sandbox records its own side of it; a picture's address is fetched unrecorded.
void ImageFlight::record(const std::optional<Error> &failure)
{
    if (!m_client.m_sink || m_destination.provider == "demo")
        return;
    m_client.m_sink->record({
        .id = QUuid::fromString(QLatin1StringView(m_client.m_ids.next(Prefix::Exchange))),
        .seq = 0,
        .at = m_startedAt,
        .took = std::chrono::duration_cast<microseconds>(std::chrono::nanoseconds{m_elapsed.nsecsElapsed()}),
        .sender = senderOf(m_requestHead),
        .retry = m_retries,
        .method = "POST",
        .target = endpoint(m_destination, u"images/generations"_s).path(QUrl::FullyEncoded).toLatin1(),
        .requestHead = m_requestHead,
        .requestBody = bodyOf(m_destination, m_request),
        .status = m_status,
        .answerHead = m_answerHead,
        .answerBody = withoutPictures(m_body),
        .failure = failure,
        .events = {},
    });
}
