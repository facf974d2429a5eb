// SPDX-License-Identifier: MIT
#include "dodo/connectiontest.h"
#include "dodo/peer.h"
#include "dodo/tlspeer.h"
#include "faults/standin.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Step = ConnectionTest::Step;
using State = ConnectionTest::State;
using Mode = Destination::Mode;

namespace {

const QByteArray rate = "X-RateLimit-Limit: 240\r\nX-RateLimit-Remaining: 231\r\nX-RateLimit-Reset: 60\r\n";
const QByteArray noMeters = R"({"items":[]})";

QString states(const ConnectionTest &test)
{
    QString out;
    for (int i = 0; i < ConnectionTest::stepCount; ++i)
        out += u".>+x-"_s.at(int(test.row(Step(i)).state)); // waiting, running, passed, failed, skipped
    return out;
}

} // namespace

class ConnectionTestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wayIsToldStepByStep();
    void stepThatFailsIsNamed_data();
    void stepThatFailsIsNamed();
    void nameThatIsNone();
    void nobodyAtThePort();
    void certificateThatIsNotTaken_data();
    void certificateThatIsNotTaken();
    void noTlsOnTheOtherSide();
    void wayThroughAProxy();
    void proxyThatIsNotThere();
    void thisComputerNeedsNoProxy();
    void endsInTime();
    void cancelEndsIt();
    void wrongPlaceIsNotTried();
    void secondRunStartsOver();

private:
    bool run(const Destination &destination, const NetworkOptions &options = {},
        milliseconds within = ConnectionTest::longest);
    Destination to(const QUrl &url) const { return {Mode::Custom, url, "dodo_test_secret"}; }
    QString fact(Step step) const { return m_test->row(step).fact; }

    Certificates m_certificates;
    RandomIds m_ids;
    SystemClock m_clock;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<ConnectionTest> m_test;
};

bool ConnectionTestTest::run(
    const Destination &destination, const NetworkOptions &options, milliseconds within)
{
    m_test.reset();
    m_transport = std::make_unique<Transport>(destination, m_ids, m_clock, nullptr);
    m_transport->setNetworkOptions(options);
    m_test = std::make_unique<ConnectionTest>(*m_transport);
    QSignalSpy finished(m_test.get(), &ConnectionTest::finished);
    m_test->start(destination, options, within);
    return QTest::qWaitFor([&] { return finished.size() == 1; }, 20'000) && !m_test->running();
}

void ConnectionTestTest::wayIsToldStepByStep()
{
    TlsPeer peer(m_certificates.server(Certificates::Kind::Good), Peer::answer("200 OK", noMeters, rate));
    QVERIFY(run(to(peer.url()), {.caFile = m_certificates.caFile()}));
    QCOMPARE(states(*m_test), u"++++++"_s);
    QCOMPARE(m_test->failedAt(), std::nullopt);
    QCOMPARE(fact(Step::Name), u"127.0.0.1 is an address already."_s);
    QVERIFY(fact(Step::Route).startsWith(u"Connected to 127.0.0.1:"_s));
    QVERIFY2(fact(Step::Tls).startsWith(u"TLS 1.3, certificate by “"_s), qPrintable(fact(Step::Tls)));
    QVERIFY(fact(Step::Tls).contains(u"” until "_s));
    QCOMPARE(fact(Step::Shape), u"0 meters. 231 of 240 calls are left."_s);
    QVERIFY(peer.received().startsWith("GET /meters?"));
}

void ConnectionTestTest::stepThatFailsIsNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("states");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("fine") << Peer::answer("200 OK", noMeters) << u"++-+++"_s << QString();
    QTest::newRow("key") << Peer::answer("401 No", "{}") << u"++-x.."_s << u"does not accept the key."_s;
    QTest::newRow("right") << Peer::answer("403 No", "{}") << u"++-+x."_s << u"This key may not read this."_s;
    QTest::newRow("shape") << Peer::answer("200 OK", R"({"data":[]})") << u"++-++x"_s << u"items"_s;
    QTest::newRow("a meter's shape") << Peer::answer("200 OK", R"({"items":[{"id":"mtr_1"}]})") << u"++-++x"_s
                                     << u"business_id"_s;
    QTest::newRow("a page") << Peer::answer("200 OK", "<html>", {}, "text/html") << u"++---x"_s
                            << u"A web page answers"_s;
    QTest::newRow("another place") << Peer::answer("302 F", {}, "Location: https://pay.example/x\r\n")
                                   << u"++---x"_s << u"sends calls on to pay.example."_s;
    QTest::newRow("another service") << Peer::answer("404 No", "{}") << u"++---x"_s
                                     << u"has nothing at this address."_s;
    QTest::newRow("too many") << Peer::answer("429 Many", "{}") << u"++---x"_s << u"takes no more calls"_s;
    QTest::newRow("fault") << Peer::answer("500 F", "{}") << u"++---x"_s << u"a fault of its own"_s;
    QTest::newRow("hangs up") << QByteArray() << u"++-x.."_s << u"without a readable answer."_s;
}

void ConnectionTestTest::stepThatFailsIsNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, sentence);
    Peer peer(bytes);
    QVERIFY(run(to(peer.url())));
    QTEST(states(*m_test), "states");
    QCOMPARE(m_test->failedAt().has_value(), !sentence.isEmpty());
    if (const auto at = m_test->failedAt())
        QVERIFY2(fact(*at).contains(sentence), qPrintable(fact(*at)));
    QVERIFY(!peer.requests().isEmpty());
}

void ConnectionTestTest::nameThatIsNone()
{
    QVERIFY(run(to(QUrl(u"https://nobody.invalid"_s)), {.proxy = NetworkOptions::Proxy::None}));
    QCOMPARE(states(*m_test), u"x....."_s);
    QCOMPARE(fact(Step::Name), u"There is no host nobody.invalid, or no network. Check both."_s);
}

void ConnectionTestTest::nobodyAtThePort()
{
    Peer peer(noMeters);
    const QUrl url = peer.url();
    peer.stop();
    QVERIFY(run(to(url)));
    QCOMPARE(states(*m_test), u"+x...."_s);
    QVERIFY(fact(Step::Route).startsWith(u"Nothing answers at 127.0.0.1:"_s));
}

void ConnectionTestTest::certificateThatIsNotTaken_data()
{
    QTest::addColumn<Certificates::Kind>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("expired") << Certificates::Kind::Expired << u"ended on"_s;
    QTest::newRow("wrong name") << Certificates::Kind::WrongName << u", not for 127.0.0.1."_s;
    QTest::newRow("self-signed") << Certificates::Kind::SelfSigned << u"signed by itself"_s;
    QTest::newRow("unknown") << Certificates::Kind::UnknownAuthority << u"from an unknown authority"_s;
}

void ConnectionTestTest::certificateThatIsNotTaken()
{
    QFETCH(Certificates::Kind, kind);
    QFETCH(QString, sentence);
    TlsPeer peer(m_certificates.server(kind), Peer::answer("200 OK", noMeters));
    QVERIFY(run(to(peer.url()), {.caFile = m_certificates.caFile()}));
    QCOMPARE(states(*m_test), u"++x..."_s);
    QVERIFY2(fact(Step::Tls).contains(sentence), qPrintable(fact(Step::Tls)));
    QVERIFY(peer.received().isEmpty());
}

void ConnectionTestTest::noTlsOnTheOtherSide()
{
    Peer peer(QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n"));
    QUrl url = peer.url();
    url.setScheme(u"https"_s);
    QVERIFY(run(to(url), {}, 2s));
    QCOMPARE(states(*m_test), u"++x..."_s);
}

void ConnectionTestTest::wayThroughAProxy()
{
    QTemporaryDir folder;
    const auto standIn = StandIn::start(folder.path(), {});
    QVERIFY(standIn.ok());
    const NetworkOptions options{.proxy = NetworkOptions::Proxy::Http,
        .host = u"127.0.0.1"_s,
        .port = (*standIn)->proxyPort(),
        .caFile = (*standIn)->caFile()};
    QVERIFY(run({Mode::Test, officialBaseUrl(Mode::Test), (*standIn)->keys().test}, options));
    QCOMPARE(states(*m_test), u"++++++"_s);
    QCOMPARE(fact(Step::Name), u"The proxy is 127.0.0.1. It looks up test.dodopayments.com itself."_s);
    QCOMPARE(fact(Step::Route), u"Connected through the proxy on port 443."_s);
    QVERIFY(run({Mode::Test, officialBaseUrl(Mode::Test), "dodo_test_wrong"}, options));
    QCOMPARE(states(*m_test), u"+++x.."_s);
    QVERIFY(fact(Step::Key).contains(u"Paste a test key"_s));
}

void ConnectionTestTest::proxyThatIsNotThere()
{
    Peer peer(noMeters);
    const auto port = quint16(peer.url().port());
    peer.stop();
    const NetworkOptions options{.proxy = NetworkOptions::Proxy::Http, .host = u"127.0.0.1"_s, .port = port};
    QVERIFY(run(to(QUrl(u"https://pay.example"_s)), options));
    QCOMPARE(states(*m_test), u"+x...."_s);
    QVERIFY2(fact(Step::Route).startsWith(u"The proxy "_s), qPrintable(fact(Step::Route)));
    const NetworkOptions nowhere{
        .proxy = NetworkOptions::Proxy::Socks5, .host = u"nobody.invalid"_s, .port = 1080};
    QVERIFY(run(to(QUrl(u"https://pay.example"_s)), nowhere));
    QCOMPARE(states(*m_test), u"x....."_s);
    QVERIFY(fact(Step::Name).contains(u"nobody.invalid"_s));
}

void ConnectionTestTest::thisComputerNeedsNoProxy()
{
    Peer peer(Peer::answer("200 OK", noMeters));
    const NetworkOptions options{
        .proxy = NetworkOptions::Proxy::Http, .host = u"nobody.invalid"_s, .port = 8080};
    QVERIFY(run(to(peer.url()), options));
    QCOMPARE(states(*m_test), u"++-+++"_s);
}

void ConnectionTestTest::endsInTime()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    QVERIFY(run(to(peer.url()), {}, 300ms));
    QCOMPARE(states(*m_test), u"++-x.."_s);
    QVERIFY(fact(Step::Key).contains(u"gave no whole answer"_s));
    QTRY_COMPARE(peer.open(), 0);
}

void ConnectionTestTest::cancelEndsIt()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    m_transport = std::make_unique<Transport>(to(peer.url()), m_ids, m_clock, nullptr);
    ConnectionTest test(*m_transport);
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(to(peer.url()), {});
    QTRY_COMPARE(peer.requests().size(), 1);
    test.cancel();
    QVERIFY(!test.running());
    QCOMPARE(states(test), u"++-..."_s);
    QTRY_COMPARE(peer.open(), 0);
    QVERIFY(finished.isEmpty());
}

void ConnectionTestTest::wrongPlaceIsNotTried()
{
    QVERIFY(run({Mode::Custom, officialBaseUrl(Mode::Live), "dodo_test_secret"}));
    QCOMPARE(states(*m_test), u"x....."_s);
    QVERIFY(fact(Step::Name).contains(u"Choose live mode"_s));
}

void ConnectionTestTest::secondRunStartsOver()
{
    Peer hanging({{{}, Peer::Then::KeepOpen}});
    Peer peer(Peer::answer("200 OK", noMeters));
    m_transport = std::make_unique<Transport>(to(peer.url()), m_ids, m_clock, nullptr);
    ConnectionTest test(*m_transport);
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start(to(hanging.url()), {});
    QTRY_COMPARE(hanging.requests().size(), 1);
    test.start(to(peer.url()), {});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(states(test), u"++-+++"_s);
}

QTEST_GUILESS_MAIN(ConnectionTestTest)
#include "tst_connectiontest.moc"
