// SPDX-License-Identifier: MIT
#include "dodo/failure.h"

#include <QLocale>
#include <QNetworkReply>
#include <QSslCertificate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = Error::Kind;
using Reply = QNetworkReply;
using failure::Tls;

constexpr qsizetype shownType = 60; // characters of a content type
constexpr qsizetype megabyte = 1024 * 1024;

Tls kindOfOne(const QSslError &error)
{
    switch (error.error()) {
    case QSslError::SelfSignedCertificate:
        return Tls::SelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Tls::UnknownAuthority;
    case QSslError::HostNameMismatch:
        return Tls::WrongName;
    case QSslError::CertificateExpired:
        return Tls::Expired;
    case QSslError::CertificateNotYetValid:
        return Tls::NotYetValid;
    default:
        return Tls::Other;
    }
}

QSslCertificate certificateOf(const QList<QSslError> &errors, Tls kind)
{
    for (const QSslError &error : errors) {
        if (kindOfOne(error) == kind && !error.certificate().isNull())
            return error.certificate();
    }
    return QSslCertificate();
}

Error lost(const QString &sentence)
{
    return {.kind = Kind::Network, .message = sentence};
}

enum class ProxyTrouble { Refused, Absent, Password, Late, Other };

QString proxySentence(ProxyTrouble trouble)
{
    switch (trouble) {
    case ProxyTrouble::Refused:
        return u"The proxy does not answer. Check its host and port under Connection."_s;
    case ProxyTrouble::Absent:
        return u"There is no such proxy. Check its host under Connection."_s;
    case ProxyTrouble::Password:
        return u"The proxy asks for a user and a password. Enter them under Connection."_s;
    case ProxyTrouble::Late:
        return u"The proxy gave no answer in time. Try again, or use another."_s;
    case ProxyTrouble::Other:
        break;
    }
    return u"The proxy closed the connection. Check its settings under Connection."_s;
}

ProxyTrouble proxyTrouble(Reply::NetworkError error)
{
    switch (error) {
    case Reply::ProxyConnectionRefusedError:
        return ProxyTrouble::Refused;
    case Reply::ProxyNotFoundError:
        return ProxyTrouble::Absent;
    case Reply::ProxyAuthenticationRequiredError:
        return ProxyTrouble::Password;
    case Reply::ProxyTimeoutError:
        return ProxyTrouble::Late;
    default:
        return ProxyTrouble::Other;
    }
}

std::optional<ProxyTrouble> proxyTrouble(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::ProxyConnectionRefusedError:
        return ProxyTrouble::Refused;
    case QAbstractSocket::ProxyNotFoundError:
        return ProxyTrouble::Absent;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return ProxyTrouble::Password;
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return ProxyTrouble::Late;
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyProtocolError:
        return ProxyTrouble::Other;
    default:
        return std::nullopt;
    }
}

QString refusedSentence(const QString &host)
{
    return u"Nothing answers at %1. Check the address, and that it runs."_s.arg(host);
}

QString unknownSentence(const QString &host)
{
    return u"There is no host %1, or no network. Check both."_s.arg(host);
}

QString farSentence(const QString &host)
{
    return u"No way leads to %1 in time. Check the network."_s.arg(host);
}

bool isProxy(Reply::NetworkError error)
{
    return (error >= Reply::ProxyConnectionRefusedError && error <= Reply::ProxyAuthenticationRequiredError)
        || error == Reply::UnknownProxyError;
}

} // namespace

namespace failure {

QString placeOf(const QUrl &baseUrl)
{
    const bool v6 = baseUrl.host().contains(u':');
    const QString host = v6 ? u'[' + baseUrl.host() + u']' : baseUrl.host();
    const int usual = baseUrl.scheme() == "http"_L1 ? 80 : 443;
    const int port = baseUrl.port(usual);
    return port == usual ? host : u"%1:%2"_s.arg(host).arg(port);
}

QString day(const QDateTime &at)
{
    return QLocale::c().toString(at.toUTC().date(), u"d MMM yyyy"_s);
}

QString route(QAbstractSocket::SocketError error, const QUrl &baseUrl, const QString &detail)
{
    const QString host = placeOf(baseUrl);
    if (const auto trouble = proxyTrouble(error))
        return proxySentence(*trouble);
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return refusedSentence(host);
    case QAbstractSocket::HostNotFoundError:
        return unknownSentence(baseUrl.host());
    case QAbstractSocket::SocketTimeoutError:
    case QAbstractSocket::NetworkError:
        return farSentence(host);
    case QAbstractSocket::RemoteHostClosedError:
        return u"%1 closed the connection at once. Check address and port."_s.arg(host);
    default:
        return u"There is no connection to %1: %2."_s.arg(host, detail);
    }
}

Tls kindOf(const QList<QSslError> &errors)
{
    Tls kind = Tls::Other;
    for (const QSslError &error : errors)
        kind = std::min(kind, kindOfOne(error));
    return kind;
}

Error tls(const QList<QSslError> &errors, const QUrl &baseUrl, const QString &detail)
{
    const QString host = placeOf(baseUrl);
    const Tls kind = kindOf(errors);
    const QSslCertificate shown = certificateOf(errors, kind);
    switch (kind) {
    case Tls::SelfSigned:
        return lost(
            u"The certificate of %1 is signed by itself. Add it under Connection, if it is yours."_s.arg(
                host));
    case Tls::UnknownAuthority:
        return lost(
            u"The certificate of %1 is from an unknown authority. Add yours under Connection."_s.arg(host));
    case Tls::WrongName:
        return lost(u"The certificate shown is for “%1”, not for %2. Check the address."_s.arg(
            shown.subjectInfo(QSslCertificate::CommonName).value(0), baseUrl.host()));
    case Tls::Expired:
        return lost(u"The certificate of %1 ended on %2. Check this computer's date."_s.arg(
            host, day(shown.expiryDate())));
    case Tls::NotYetValid:
        return lost(u"The certificate of %1 begins on %2. Check this computer's date."_s.arg(
            host, day(shown.effectiveDate())));
    case Tls::Other:
        break;
    }
    return lost(u"There is no secure connection to %1: %2. Check the address."_s.arg(host, detail));
}

Error network(const QNetworkReply &reply, const QList<QSslError> &tlsErrors, const QUrl &baseUrl)
{
    const QString host = placeOf(baseUrl);
    if (reply.error() == Reply::SslHandshakeFailedError)
        return tls(tlsErrors, baseUrl, reply.errorString());
    if (isProxy(reply.error()))
        return lost(proxySentence(proxyTrouble(reply.error())));
    if (reply.error() == Reply::UnknownContentError) // Qt's own guard against bombs
        return {.kind = Kind::Protocol,
            .message = u"The answer of %1 unpacks to too much, or not at all. It was not read."_s.arg(host)};
    if (reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() > 0)
        return cutOff(baseUrl);
    switch (reply.error()) {
    case Reply::ConnectionRefusedError:
        return lost(refusedSentence(host));
    case Reply::HostNotFoundError:
        return lost(unknownSentence(baseUrl.host()));
    case Reply::RemoteHostClosedError:
    case Reply::ContentReSendError:
        return lost(u"%1 closed the connection without a readable answer. Try again."_s.arg(host));
    case Reply::ProtocolFailure:
    case Reply::ProtocolUnknownError:
    case Reply::ProtocolInvalidOperationError:
        return lost(u"What answers at %1 does not speak HTTP. Check address and port."_s.arg(host));
    case Reply::TimeoutError:
        return lost(farSentence(host));
    case Reply::UnknownNetworkError: // such as a reset, of which Qt tells no more
        return lost(u"The connection to %1 broke off. Try again."_s.arg(host));
    default:
        return lost(u"The connection to %1 broke off: %2. Try again."_s.arg(host, reply.errorString()));
    }
}

Error timeout(const QUrl &baseUrl, milliseconds within)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(within).count();
    return {.kind = Kind::Timeout,
        .message = u"%1 gave no whole answer within %2 s. Try again, or allow more under Connection."_s
                       .arg(placeOf(baseUrl))
                       .arg(seconds)};
}

Error tooLarge(const QUrl &baseUrl, qsizetype bytes)
{
    const QString size = bytes >= megabyte ? u"%1 MB"_s.arg(bytes / megabyte) : u"%1 bytes"_s.arg(bytes);
    return {.kind = Kind::Protocol,
        .message = u"The answer of %1 is larger than %2. It was not read."_s.arg(placeOf(baseUrl), size)};
}

Error cutOff(const QUrl &baseUrl)
{
    return lost(u"The answer of %1 broke off in the middle. Try again."_s.arg(placeOf(baseUrl)));
}

Error empty(const QUrl &baseUrl)
{
    return {.kind = Kind::Protocol,
        .message = u"%1 answers with nothing at all. Check the base URL."_s.arg(placeOf(baseUrl)),
        .field = u"base_url"_s};
}

std::optional<Error> ofType(
    const Headers &head, const QByteArray &body, ApiRequest::Expect expect, const QUrl &baseUrl)
{
    const QByteArray type = headerValue(head, "content-type").toLower().split(';').first().trimmed();
    const QByteArray start = body.left(256).trimmed();
    const bool json
        = type == "application/json" || type.endsWith("+json") || (type.isEmpty() && start.startsWith('{'));
    const QString host = placeOf(baseUrl);
    if (type == "text/html" || type == "application/xhtml+xml" || (!json && start.startsWith('<')))
        return Error{.kind = Kind::Protocol,
            .message
            = u"A web page answers instead of %1. Sign in to this network, or check the base URL."_s.arg(
                host),
            .field = u"base_url"_s};
    if (expect == ApiRequest::Expect::Nothing || start.isEmpty() || json)
        return std::nullopt;
    return Error{.kind = Kind::Protocol,
        .message = u"%1 answers with “%2”, not with JSON. Check the base URL."_s.arg(
            host, type.isEmpty() ? u"no type"_s : QString::fromLatin1(type.left(shownType))),
        .field = u"base_url"_s};
}

} // namespace failure
