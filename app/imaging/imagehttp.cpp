// SPDX-License-Identifier: MIT
#include "imaging/imagehttp.h"

#include "support/oneshotbody.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

using namespace Qt::StringLiterals;

namespace imagehttp {

QNetworkRequest request(const ImageDestination &destination, const QUrl &url)
{
    QNetworkRequest out{url};
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (const auto attribute : {QNetworkRequest::CookieLoadControlAttribute,
             QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::AuthenticationReuseAttribute})
        out.setAttribute(attribute, QNetworkRequest::Manual);
    out.setRawHeader("User-Agent", "PixelMeter/" PIXELMETER_VERSION);
    out.setRawHeader("Accept", "application/json");
    if (!destination.key.isEmpty())
        out.setRawHeader("Authorization", "Bearer " + destination.key);
    return out;
}

QNetworkReply *postOnce(QNetworkAccessManager &network, QNetworkRequest request, const QByteArray &body)
{
    request.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto *device = new OneShotBody(body, &network);
    QNetworkReply *reply = network.post(request, device);
    device->setParent(reply);
    return reply;
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

Error errorOf(const QNetworkReply &reply, const QString &host)
{
    const auto network
        = [](const QString &sentence) { return Error{.kind = Error::Kind::Network, .message = sentence}; };
    if (reply.error() == QNetworkReply::ConnectionRefusedError)
        return network(u"Nothing answers at %1."_s.arg(host));
    if (reply.error() == QNetworkReply::HostNotFoundError)
        return network(u"There is no host %1, or no network."_s.arg(host));
    if (reply.error() == QNetworkReply::SslHandshakeFailedError)
        return network(u"The secure connection to %1 failed: %2."_s.arg(host, reply.errorString()));
    return network(u"The connection to %1 broke off."_s.arg(host));
}

Error protocol(const QString &sentence)
{
    return {.kind = Error::Kind::Protocol, .message = sentence};
}

Error cancelled()
{
    return {.kind = Error::Kind::Cancelled, .message = u"Cancelled."_s};
}

} // namespace imagehttp
