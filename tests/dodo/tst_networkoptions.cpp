// SPDX-License-Identifier: MIT
#include "dodo/client.h"
#include "dodo/peer.h"
#include "faults/certificates.h"

#include <QNetworkProxyFactory>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using Proxy = NetworkOptions::Proxy;

namespace {

// A server that keeps what it hears and answers the n-th piece with the n-th reply.
class Listener : public QTcpServer {
public:
    explicit Listener(QList<QByteArray> replies)
        : m_replies(std::move(replies))
    {
        listen(QHostAddress::LocalHost, 0);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection())
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { hear(socket); });
        });
    }
    QByteArray heard() const { return m_heard; }

private:
    void hear(QTcpSocket *socket)
    {
        m_heard += socket->readAll();
        if (m_replies.isEmpty())
            return socket->disconnectFromHost();
        socket->write(m_replies.takeFirst());
    }

    QList<QByteArray> m_replies;
    QByteArray m_heard;
};

} // namespace

class NetworkOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongFieldIsNamed_data();
    void wrongFieldIsNamed();
    void authoritiesAreAdded();
    void thisComputerNeedsNoProxy_data();
    void thisComputerNeedsNoProxy();
    void httpProxyHearsTheNameAndNeverTheKey();
    void socksProxyLooksUpTheName();
    void proxyThatWantsAPasswordSaysSo();
    void longestWaitIsObeyed();

private:
    Error errorThrough(const NetworkOptions &options);

    RandomIds m_ids;
    SystemClock m_clock;
};

Error NetworkOptionsTest::errorThrough(const NetworkOptions &options)
{
    Transport transport(
        {Destination::Mode::Test, officialBaseUrl(Destination::Mode::Test), "dodo_test_secret"}, m_ids,
        m_clock, nullptr, {.deadline = 10s, .backoff = {.retries = 0}});
    transport.setNetworkOptions(options);
    const auto call = transport.send(requests::meters(Listing::Current, 0));
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 20'000))
        return {.message = u"the call never ended"_s};
    const auto answer = call.future().result();
    return answer ? Error{.message = u"none"_s} : answer.error();
}

void NetworkOptionsTest::wrongFieldIsNamed_data()
{
    QTest::addColumn<NetworkOptions>("options");
    QTest::addColumn<QString>("field");
    const auto proxy = [](const QString &host, quint16 port) {
        return NetworkOptions{.proxy = Proxy::Http, .host = host, .port = port};
    };
    QTest::newRow("usual") << NetworkOptions() << QString();
    QTest::newRow("name") << proxy(u"proxy.example"_s, 8080) << QString();
    QTest::newRow("IPv4") << proxy(u"10.0.0.1"_s, 8080) << QString();
    QTest::newRow("IPv6") << proxy(u"::1"_s, 8080) << QString();
    QTest::newRow("no host") << proxy({}, 8080) << u"host"_s;
    QTest::newRow("address") << proxy(u"http://proxy.example"_s, 8080) << u"host"_s;
    QTest::newRow("path") << proxy(u"proxy.example/a"_s, 8080) << u"host"_s;
    QTest::newRow("user") << proxy(u"a@proxy.example"_s, 8080) << u"host"_s;
    QTest::newRow("space") << proxy(u"proxy example"_s, 8080) << u"host"_s;
    QTest::newRow("no port") << proxy(u"proxy.example"_s, 0) << u"port"_s;
    QTest::newRow("no proxy, no host") << NetworkOptions{.proxy = Proxy::None} << QString();
    QTest::newRow("no such file") << NetworkOptions{.caFile = u"/nowhere/ca.pem"_s} << u"ca_file"_s;
    QTest::newRow("no certificate") << NetworkOptions{.caFile = u"/etc/hostname"_s} << u"ca_file"_s;
    QTest::newRow("too short") << NetworkOptions{.longestWait = 4s} << u"longest_wait"_s;
    QTest::newRow("too long") << NetworkOptions{.longestWait = 601s} << u"longest_wait"_s;
    QTest::newRow("longest") << NetworkOptions{.longestWait = 600s} << QString();
}

void NetworkOptionsTest::wrongFieldIsNamed()
{
    QFETCH(NetworkOptions, options);
    const Result<void> result = check(options);
    QTEST(result ? QString() : result.error().field, "field");
}

void NetworkOptionsTest::authoritiesAreAdded()
{
    const Certificates certificates;
    const auto own = authoritiesIn(certificates.caFile());
    QVERIFY(own.ok());
    QCOMPARE(own->size(), 1);
    const auto usual = tlsOf({}).caCertificates();
    const auto trusted = tlsOf({.caFile = certificates.caFile()}).caCertificates();
    QVERIFY(!usual.contains(own->first()));
    QVERIFY(trusted.contains(own->first()));
    QVERIFY(trusted.size() > usual.size());
}

void NetworkOptionsTest::thisComputerNeedsNoProxy_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("direct");
    QTest::newRow("IPv4") << u"http://127.0.0.1:4010"_s << true;
    QTest::newRow("all of 127") << u"http://127.9.9.9:4010"_s << true;
    QTest::newRow("IPv6") << u"http://[::1]:4010"_s << true;
    QTest::newRow("name") << u"http://localhost:4010"_s << true;
    QTest::newRow("service") << u"https://test.dodopayments.com"_s << false;
    QTest::newRow("like a name") << u"https://localhost.example.com"_s << false;
}

void NetworkOptionsTest::thisComputerNeedsNoProxy()
{
    QFETCH(QString, url);
    for (const Proxy kind : {Proxy::Http, Proxy::Socks5}) {
        const std::unique_ptr<QNetworkProxyFactory> proxies(
            proxiesOf({.proxy = kind, .host = u"proxy.example"_s, .port = 8080}));
        const QNetworkProxy proxy = proxies->queryProxy(QNetworkProxyQuery(QUrl(url))).value(0);
        QTEST(proxy.hostName().isEmpty(), "direct");
    }
}

void NetworkOptionsTest::httpProxyHearsTheNameAndNeverTheKey()
{
    Listener proxy({"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                    "Content-Length: 0\r\n\r\n",
        "HTTP/1.1 503 No Way\r\nContent-Length: 0\r\n\r\n"});
    const Error error = errorThrough({.proxy = Proxy::Http,
        .host = u"127.0.0.1"_s,
        .port = proxy.serverPort(),
        .user = u"ada"_s,
        .password = u"lovelace"_s});
    QVERIFY2(error.kind == Error::Kind::Network, qPrintable(error.message));
    QVERIFY(proxy.heard().startsWith("CONNECT test.dodopayments.com:443 "));
    QVERIFY(proxy.heard().contains("Proxy-Authorization: Basic " + QByteArray("ada:lovelace").toBase64()));
    QVERIFY(!proxy.heard().contains("dodo_test_secret"));
    QVERIFY(!proxy.heard().contains(QByteArray("dodo_test_secret").toBase64()));
}

void NetworkOptionsTest::socksProxyLooksUpTheName()
{
    Listener proxy({QByteArray("\x05\x00", 2), QByteArray("\x05\x04\x00\x01\x00\x00\x00\x00\x00\x00", 10)});
    const Error error
        = errorThrough({.proxy = Proxy::Socks5, .host = u"127.0.0.1"_s, .port = proxy.serverPort()});
    QVERIFY(proxy.heard().contains("test.dodopayments.com"));
    QVERIFY(!proxy.heard().contains("dodo_test_secret"));
    QVERIFY2(error.kind == Error::Kind::Network, qPrintable(error.message));
}

void NetworkOptionsTest::proxyThatWantsAPasswordSaysSo()
{
    const QByteArray asks
        = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
          "Content-Length: 0\r\n\r\n";
    Listener proxy({asks, asks, asks});
    const Error error
        = errorThrough({.proxy = Proxy::Http, .host = u"127.0.0.1"_s, .port = proxy.serverPort()});
    QCOMPARE(error.message, u"The proxy asks for a user and a password. Enter them under Connection."_s);
}

void NetworkOptionsTest::longestWaitIsObeyed()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    Transport transport({Destination::Mode::Custom, peer.url(), "dodo_test_secret"}, m_ids, m_clock, nullptr,
        {.backoff = {.retries = 0}});
    transport.setNetworkOptions({.longestWait = 300ms}); // a page takes no less than 5 s
    const auto call = transport.send(requests::meters(Listing::Current, 0));
    SETTLED(call);
    QCOMPARE(call.future().result().error().kind, Error::Kind::Timeout);
    QVERIFY(call.future().result().error().message.contains(u"within 1 s"_s));
}

QTEST_GUILESS_MAIN(NetworkOptionsTest)
#include "tst_networkoptions.moc"
