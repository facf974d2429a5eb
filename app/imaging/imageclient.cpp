// SPDX-License-Identifier: MIT
#include "imaging/imageclient.h"

#include "imaging/imageflight.h"
#include "imaging/imagehttp.h"
#include "support/jsonreader.h"
#include "support/strictjson.h"

#include <QHostAddress>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype modelsBytes = 4 * 1024 * 1024;

// A key leaves this machine over https only.
Result<void> check(const ImageDestination &destination)
{
    const QUrl &url = destination.baseUrl;
    const auto refused = [](const QString &field, const QString &sentence) {
        return Error{.kind = Error::Kind::Invalid, .message = sentence, .field = field};
    };
    const bool http = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || !(http || url.scheme() == "https"_L1))
        return refused(u"base_url"_s, u"The base URL must start with https and name a host."_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refused(u"base_url"_s, u"The base URL takes no user, no “?” and no “#”."_s);
    const bool here = url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
    if (http && !here && !destination.key.isEmpty())
        return refused(u"base_url"_s, u"A key goes over https only. Change the base URL."_s);
    for (const char c : destination.key) {
        if (c <= ' ' || c > '~')
            return refused(u"key"_s, u"The key holds a space or a character no key has. Paste it again."_s);
    }
    return {};
}

Result<ModelInfo> modelFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    const ModelInfo model{.id = in.string("id"_L1),
        .ownedBy = json["owned_by"_L1].toString(),
        .shutdownDate = in.optionalString("shutdown_date"_L1)};
    return in.finish(model);
}

Result<QList<ModelInfo>> modelsFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    const auto models = in.list<ModelInfo>("data"_L1, modelFromJson);
    return in.finish(models);
}

Result<QList<ModelInfo>> modelsFrom(QNetworkReply &reply, const QString &host)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply.read(modelsBytes);
    if (status >= 300)
        return imageErrorOf(status, imagehttp::headOf(reply), body, host);
    if (reply.error() != QNetworkReply::NoError)
        return imagehttp::errorOf(reply, host);
    const auto models = readObject(body).andThen(modelsFromJson);
    return models
        ? models
        : imagehttp::protocol(u"The model list of %1 cannot be read: %2"_s.arg(host, models.error().message));
}

} // namespace

ImageClient::ImageClient(ImageDestination destination, IdSource &ids, const Clock &clock, ExchangeSink *sink,
    ImageLimits limits, QObject *parent)
    : QObject(parent)
    , m_destination(std::move(destination))
    , m_ids(ids)
    , m_clock(clock)
    , m_sink(sink)
    , m_limits(std::move(limits))
{
}

ImageClient::~ImageClient()
{
    qDeleteAll(findChildren<ImageFlight *>(Qt::FindDirectChildrenOnly)); // before the network they use
}

void ImageClient::setDestination(ImageDestination destination)
{
    m_destination = std::move(destination);
}

Call<Picture> ImageClient::generate(const ImageRequest &request)
{
    const CallSource<Picture> source;
    const Result<void> allowed = check(m_destination);
    if (!allowed)
        source.finish(allowed.error());
    else
        (new ImageFlight(*this, request, source))->start();
    return source.call();
}

Call<Pictures> ImageClient::pictures(const ImageRequest &request)
{
    const CallSource<Pictures> source;
    const Call<Picture> one = generate(request);
    QObject::connect(one.progress(), &CallProgress::stage, source.progress(), &CallProgress::stage);
    source.onCancel([one] { one.cancel(); });
    whenDone(one, this, [source](const Result<Picture> &picture) {
        source.finish(picture.andThen([](const Picture &made) { return Result(Pictures{made}); }));
    });
    return source.call();
}

Call<QList<ModelInfo>> ImageClient::models()
{
    const CallSource<QList<ModelInfo>> source;
    if (const Result<void> allowed = check(m_destination); !allowed) {
        source.finish(allowed.error());
        return source.call();
    }
    QNetworkRequest request = imagehttp::request(m_destination, endpoint(m_destination, u"models"_s));
    if (m_destination.provider == "demo")
        request.setRawHeader(exchangeHeader.toByteArray(), m_ids.next(Prefix::Exchange));
    QNetworkReply *reply = m_network.get(request);
    reply->setReadBufferSize(modelsBytes); // Qt stops reading there, and the deadline ends it
    auto *deadline = new QTimer(reply);
    connect(deadline, &QTimer::timeout, reply, &QNetworkReply::abort);
    deadline->start(m_limits.listDeadline);
    source.onCancel([progress = source.progress(), reply = QPointer(reply)] {
        QMetaObject::invokeMethod(progress, [reply] {
            if (reply)
                reply->abort();
        });
    });
    connect(reply, &QNetworkReply::finished, reply, [source, reply, host = m_destination.baseUrl.host()] {
        reply->deleteLater();
        source.finish(source.cancelled() ? imagehttp::cancelled() : modelsFrom(*reply, host));
    });
    connect(
        reply, &QObject::destroyed, [source] { source.finish(imagehttp::cancelled()); }); // with the client
    return source.call();
}
