// SPDX-License-Identifier: MIT
#include "imaging/imagehttp.h"

#include "imaging/imageerrors.h"
#include "support/oneshotbody.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

constexpr milliseconds tellDeadline = 5s;

Error wrongAddress(const QString &sentence)
{
    Error error = imageError("address_wrong"_L1, {}, sentence);
    error.field = u"base_url"_s;
    return error;
}

bool isHere(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

struct SystemProxies : QNetworkProxyFactory {
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isHere(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

QByteArray authorization(const ImageDestination &destination)
{
    switch (provider(destination.provider).auth) {
    case Provider::Auth::None:
        return {};
    case Provider::Auth::Basic:
        return "Basic " + destination.key.toBase64();
    default:
        return "Bearer " + destination.key;
    }
}

} // namespace

namespace imagehttp {

QString serverName(const ImageDestination &destination)
{
    return destination.name.isEmpty() ? destination.baseUrl.host() : destination.name;
}

Result<void> check(const ImageDestination &destination)
{
    const QUrl &url = destination.baseUrl;
    const bool http = url.scheme() == "http"_L1;
    if (!url.isValid() || url.host().isEmpty() || !(http || url.scheme() == "https"_L1))
        return wrongAddress(u"The base URL must start with https and name a host."_s);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return wrongAddress(u"The base URL takes no user, no “?” and no “#”."_s);
    if (http && !isHere(url.host()) && !destination.key.isEmpty())
        return wrongAddress(u"A key goes over https only. Change the base URL."_s);
    for (const char c : destination.key) {
        if (c <= ' ' || c > '~') {
            Error error = imageError("key_unreadable"_L1, {});
            error.field = u"key"_s;
            return error;
        }
    }
    return {};
}

void useSystemProxies(QNetworkAccessManager &network)
{
    network.setProxyFactory(new SystemProxies); // which the network owns
}

QNetworkRequest keylessRequest(const QUrl &url)
{
    QNetworkRequest out{url};
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const auto attribute : {QNetworkRequest::CookieLoadControlAttribute,
             QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::AuthenticationReuseAttribute})
        out.setAttribute(attribute, QNetworkRequest::Manual);
    out.setRawHeader("User-Agent", "PixelMeter/" PIXELMETER_VERSION);
    out.setRawHeader("Accept", "application/json");
    return out;
}

QNetworkRequest request(const ImageDestination &destination, const QUrl &url)
{
    QNetworkRequest out = keylessRequest(url);
    const QByteArray value = authorization(destination);
    if (!destination.key.isEmpty() && !value.isEmpty())
        out.setRawHeader("Authorization", value);
    return out;
}

QNetworkReply *postOnce(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &body)
{
    request.setRawHeader("Content-Type", "application/json");
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto *device = new OneShotBody(body, &network);
    QNetworkReply *reply = network.post(request, device);
    device->setParent(reply);
    return reply;
}

void tell(QNetworkAccessManager &network, const QNetworkRequest &request)
{
    QNetworkRequest out = request;
    out.setRawHeader("Content-Type", "application/json");
    QNetworkReply *reply = network.post(out, QByteArray("{}"));
    QObject::connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    QTimer::singleShot(tellDeadline, reply, &QNetworkReply::abort);
}

Headers headOf(const QNetworkRequest &request)
{
    Headers out;
    for (const QByteArray &name : request.rawHeaderList())
        out.emplaceBack(name.toLower(), request.rawHeader(name));
    return masked(out);
}

Headers headOf(const QNetworkReply &reply)
{
    Headers out;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        out.emplaceBack(name.toLower(), value);
    return masked(out);
}

bool neverConnected(const QNetworkReply &reply)
{
    return reply.error() == QNetworkReply::ConnectionRefusedError
        || reply.error() == QNetworkReply::HostNotFoundError
        || reply.error() == QNetworkReply::NetworkSessionFailedError;
}

bool endsWithConnection(const QNetworkReply &reply)
{
    const bool closed = reply.error() == QNetworkReply::RemoteHostClosedError
        || reply.error() == QNetworkReply::ContentReSendError;
    return closed && !reply.hasRawHeader("content-length") && !reply.hasRawHeader("transfer-encoding");
}

Error errorOf(const QNetworkReply &reply, const QString &server, bool sent)
{
    if (reply.error() == QNetworkReply::ConnectionRefusedError)
        return imageError("no_connection"_L1, reply.url().authority());
    if (reply.error() == QNetworkReply::HostNotFoundError)
        return imageError("host_unknown"_L1, reply.url().host());
    if (reply.error() == QNetworkReply::SslHandshakeFailedError)
        return imageError("no_secure_connection"_L1, server, reply.errorString());
    return sent ? imageError("broke_off"_L1, server) : imageError("no_answer"_L1, reply.url().authority());
}

} // namespace imagehttp
