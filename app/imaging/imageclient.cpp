// SPDX-License-Identifier: MIT
#include "imaging/imageclient.h"

#include "imaging/imageerrors.h"
#include "imaging/imageflight.h"
#include "imaging/imagehttp.h"

#include <QNetworkProxyFactory>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype modelsBytes = 4 * 1024 * 1024;

Result<void> check(const ImageDestination &destination, const ImageRequest &request)
{
    if (const Result<void> allowed = imagehttp::check(destination); !allowed)
        return allowed;
    const int most = provider(destination.provider).model(request.model).perCall;
    if (request.count > most)
        return imageError("too_many_pictures"_L1, imagehttp::serverName(destination), QString::number(most));
    return {};
}

Result<QList<ModelInfo>> modelsFrom(const ImageDestination &destination, const ImageCall::End &end)
{
    if (end.status >= 300)
        return inContext(imageErrorOf(end.status, end.head, end.body, imagehttp::serverName(destination)),
            destination, {});
    return end.broken ? Result<QList<ModelInfo>>(*end.broken) : modelsIn(destination, end.body);
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
    imagehttp::useSystemProxies(m_network);
}

// Before the network they use.
ImageClient::~ImageClient()
{
    qDeleteAll(findChildren<ImageFlight *>(Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<ImageCall *>(Qt::FindDirectChildrenOnly));
}

void ImageClient::setDestination(ImageDestination destination)
{
    m_destination = std::move(destination);
}

void ImageClient::setReach(QNetworkProxyFactory *proxies, const QSslConfiguration &tls)
{
    m_network.tls = tls;
    m_network.setProxyFactory(proxies);
    m_network.clearConnectionCache(); // what is open was opened another way
}

QNetworkReply *ImageClient::Network::createRequest(
    Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    QNetworkRequest out = request;
    if (!tls.isNull()) // null is the system's
        out.setSslConfiguration(tls);
    return QNetworkAccessManager::createRequest(operation, out, body);
}

Call<Pictures> ImageClient::pictures(const ImageRequest &request)
{
    return pictures(request, m_destination);
}

Call<Pictures> ImageClient::pictures(const ImageRequest &request, const ImageDestination &destination)
{
    const CallSource<Pictures> source;
    if (const Result<void> allowed = check(destination, request); !allowed)
        source.finish(allowed.error());
    else
        ImageFlight::make(*this, {.to = destination, .request = request, .source = source})->start();
    return source.call();
}

Call<Picture> ImageClient::generate(const ImageRequest &request)
{
    const CallSource<Picture> source;
    const Call<Pictures> all = pictures(request);
    connect(all.progress(), &CallProgress::stage, source.progress(), &CallProgress::stage);
    source.onCancel([all] { all.cancel(); });
    all.future().then([source](const Result<Pictures> &pictures) {
        source.finish(pictures.andThen([](const Pictures &made) { return made.first(); }));
    });
    return source.call();
}

Call<QList<ModelInfo>> ImageClient::models()
{
    return models(m_destination);
}

Call<QList<ModelInfo>> ImageClient::models(const ImageDestination &destination)
{
    const CallSource<QList<ModelInfo>> source;
    if (const Result<void> allowed = imagehttp::check(destination); !allowed) {
        source.finish(allowed.error());
        return source.call();
    }
    QNetworkRequest request = imagehttp::request(destination, modelsUrl(destination));
    if (destination.provider == "demo")
        request.setRawHeader(exchangeHeader.toByteArray(), m_ids.next(Prefix::Exchange));
    auto *call = new ImageCall(m_network.get(request), imagehttp::serverName(destination),
        {.deadline = m_limits.listDeadline, .bytes = modelsBytes}, this);
    source.onCancel([progress = source.progress(), call = QPointer(call)] {
        QMetaObject::invokeMethod(progress, [call] { delete call; });
    });
    connect(call, &ImageCall::ended, call, [source, call, destination](const ImageCall::End &end) {
        call->deleteLater();
        source.finish(modelsFrom(destination, end));
    });
    connect(call, &QObject::destroyed, [source, name = imagehttp::serverName(destination)] {
        source.finish(imageError("cancelled"_L1, name)); // by the caller, or with the client
    });
    return source.call();
}
