// SPDX-License-Identifier: MIT
#include "dodo/networkoptions.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

using Proxy = NetworkOptions::Proxy;

constexpr qint64 caBytes = 4 * 1024 * 1024;

Error unusable(const QString &field, const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence, .field = field};
}

// A host's name or an address, and nothing around it.
bool isHost(const QString &text)
{
    if (!QHostAddress(text).isNull())
        return true;
    QUrl url;
    url.setHost(text, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && !text.contains(u' ');
}

class Proxies : public QNetworkProxyFactory {
public:
    explicit Proxies(const NetworkOptions &options)
        : m_system(options.proxy == Proxy::System)
        , m_own(QNetworkProxy::NoProxy)
    {
        if (options.proxy == Proxy::Http)
            m_own.setType(QNetworkProxy::HttpProxy);
        if (options.proxy == Proxy::Socks5)
            m_own.setType(QNetworkProxy::Socks5Proxy);
        if (m_own.type() == QNetworkProxy::NoProxy)
            return;
        m_own.setHostName(options.host);
        m_own.setPort(options.port);
        m_own.setUser(options.user);
        m_own.setPassword(options.password);
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        // Which is none. Told that there is none, Qt reads the head of an answer byte by byte.
        if (isThisComputer(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::DefaultProxy)};
        return m_system ? systemProxyForQuery(query) : QList{m_own};
    }

private:
    const bool m_system;
    QNetworkProxy m_own;
};

} // namespace

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

Result<void> check(const NetworkOptions &options)
{
    const bool own = options.proxy == Proxy::Http || options.proxy == Proxy::Socks5;
    if (own && options.host.isEmpty())
        return unusable(u"host"_s, u"Name the proxy's host, such as “proxy.example.com”."_s);
    if (own && !isHost(options.host))
        return unusable(u"host"_s, u"“%1” is no host. Leave out scheme, port and path."_s.arg(options.host));
    if (own && options.port == 0)
        return unusable(u"port"_s, u"Name the proxy's port, such as 8080."_s);
    if (options.longestWait
        && (*options.longestWait < shortestLongestWait || *options.longestWait > longestLongestWait))
        return unusable(u"longest_wait"_s, u"The longest wait is 5 to 600 seconds."_s);
    if (!options.caFile.isEmpty()) {
        if (const auto found = authoritiesIn(options.caFile); !found)
            return found.error();
    }
    return {};
}

Result<QList<QSslCertificate>> authoritiesIn(const QString &pemFile)
{
    QFile file(pemFile);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(u"ca_file"_s, u"“%1” cannot be read. Choose another file."_s.arg(pemFile));
    const QList<QSslCertificate> found = QSslCertificate::fromData(file.read(caBytes), QSsl::Pem);
    if (found.isEmpty())
        return unusable(u"ca_file"_s, u"“%1” holds no certificate. Choose a PEM file."_s.arg(pemFile));
    return found;
}

QNetworkProxyFactory *proxiesOf(const NetworkOptions &options)
{
    return new Proxies(options);
}

QSslConfiguration tlsOf(const NetworkOptions &options)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (options.caFile.isEmpty())
        return tls;
    if (const auto own = authoritiesIn(options.caFile))
        tls.addCaCertificates(*own);
    return tls;
}
