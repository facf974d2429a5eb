// SPDX-License-Identifier: MIT
#include "dodo/peer.h"
#include "dodo/transport.h"
#include "support/strictjson.h"

#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using Mode = Destination::Mode;

namespace {

const QByteArray okAnswer = Peer::answer("200 OK", "{}");
const ApiRequest safe{.segments = {"meters", "a/b"}, .query = {{"x", "1:2"}}};
const ApiRequest unsafe{
    .method = "POST", .segments = {"meters"}, .body = "{\"a\":1}", .repeat = ApiRequest::Repeat::Unsafe};

struct Kept : ExchangeSink {
    void record(Exchange exchange) override { exchanges.append(std::move(exchange)); }
    QList<Exchange> exchanges;
};

TransportLimits quick()
{
    return {.deadline = 5s,
        .answerBytes = 1000,
        .backoff = {.retries = 2, .first = 1ms, .longest = 4ms},
        .jitter = [] { return 1000; }};
}

} // namespace

class TransportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void requestGoesOutAsDescribed();
    void exchangeIdGoesToTheSandboxOnly();
    void failuresAreTold_data();
    void failuresAreTold();
    void dripDoesNotExtendTheDeadline();
    void redirectIsNotFollowed();
    void repeatsUntilItWorks();
    void unsafeCallGoesOutOnce_data();
    void unsafeCallGoesOutOnce();
    void callStaysWithItsDestination();
    void cancelReachesTheRequest();
    void cancelWorksFromAnotherThread();
    void cancelEndsTheWait();
    void callIsFinishedWhenTheTransportDies();
    void nothingIsSentToAWrongPlace_data();
    void nothingIsSentToAWrongPlace();
    void recordHoldsNoKey();

private:
    Destination to(const Peer &peer, Mode mode = Mode::Sandbox) const
    {
        return {mode, peer.url(), "dodo_test_secret"};
    }

    RandomIds m_ids;
    SystemClock m_clock;
    Kept m_kept;
};

void TransportTest::requestGoesOutAsDescribed()
{
    Peer peer(okAnswer);
    Destination destination = to(peer);
    destination.baseUrl.setPath(u"/prefix/"_s);
    Transport transport(destination, m_ids, m_clock, nullptr, quick());
    const auto get = transport.send(safe);
    SETTLED(get);
    QCOMPARE(get.future().result()->body, QByteArray("{}"));
    const auto post = transport.send(unsafe);
    SETTLED(post);
    QVERIFY(post.future().result().ok());
    QVERIFY(peer.requests()[0].startsWith("GET /prefix/meters/a%2Fb?x=1%3A2 HTTP/1.1\r\n"));
    QVERIFY(peer.requests()[0].contains("Authorization: Bearer dodo_test_secret\r\n"));
    QVERIFY(peer.requests()[0].contains("User-Agent: PixelMeter/" PIXELMETER_VERSION "\r\n"));
    QVERIFY(!peer.requests()[0].toLower().contains("x-stainless"));
    QVERIFY(peer.requests()[1].startsWith("POST /prefix/meters HTTP/1.1\r\n"));
    QVERIFY(peer.requests()[1].contains("Content-Type: application/json\r\n"));
    QVERIFY(peer.requests()[1].contains("Content-Length: 7\r\n"));
    QVERIFY(peer.requests()[1].endsWith("\r\n\r\n{\"a\":1}"));
}

void TransportTest::exchangeIdGoesToTheSandboxOnly()
{
    Peer peer(okAnswer);
    for (const Mode mode : {Mode::Sandbox, Mode::Custom}) {
        Transport transport(to(peer, mode), m_ids, m_clock, nullptr, quick());
        const auto call = transport.send(safe);
        SETTLED(call);
    }
    QVERIFY(peer.requests()[0].toLower().contains(exchangeHeader.toByteArray()));
    QVERIFY(!peer.requests()[1].toLower().contains(exchangeHeader.toByteArray()));
}

void TransportTest::failuresAreTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("status");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    QTest::newRow("no answer") << QByteArray() << Kind::Network << 0;
    QTest::newRow("garbage") << QByteArray("220 mail.example ESMTP\r\n") << Kind::Network << 0;
    QTest::newRow("cut by length") << head + "Content-Length: 100\r\n\r\n{\"items\":[" << Kind::Network << 0;
    QTest::newRow("cut chunk") << head + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"items" << Kind::Network
                               << 0;
    QTest::newRow("too large") << Peer::answer("200 OK", QByteArray(2000, ' ')) << Kind::Protocol << 0;
    QTest::newRow("too large, chunked")
        << head + "Transfer-Encoding: chunked\r\n\r\nfff\r\n" + QByteArray(0xfff, ' ') << Kind::Protocol << 0;
    QTest::newRow("refused") << Peer::answer("422 Unprocessable Entity", R"({"code":"C","message":"M."})")
                             << Kind::Invalid << 422;
    QTest::newRow("wrong key") << Peer::answer(
        "401 Unauthorized", "{}", "WWW-Authenticate: Basic realm=\"x\"\r\n")
                               << Kind::Unauthorized << 401;
    QTest::newRow("redirect") << Peer::answer("301 Moved", {}, "Location: http://127.0.0.1:1/\r\n")
                              << Kind::Protocol << 301;
}

void TransportTest::failuresAreTold()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    QFETCH(int, status);
    Peer peer(bytes);
    Transport transport(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = transport.send(safe);
    SETTLED(call);
    const Result<ApiAnswer> answer = call.future().result();
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().kind, kind);
    QCOMPARE(answer.error().status, status);
    QVERIFY(!answer.error().message.isEmpty());
    QVERIFY(!answer.error().message.contains("secret"_L1));
}

void TransportTest::dripDoesNotExtendTheDeadline()
{
    Peer peer({{"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", Peer::Then::Drip}});
    TransportLimits limits = quick();
    limits.deadline = 100ms;
    limits.backoff.retries = 1;
    Transport transport(to(peer), m_ids, m_clock, nullptr, limits);
    const auto call = transport.send(safe);
    SETTLED(call);
    QCOMPARE(call.future().result().error().kind, Kind::Timeout);
    QCOMPARE(peer.requests().size(), 2);
}

void TransportTest::redirectIsNotFollowed()
{
    Peer other(okAnswer);
    for (const QByteArray status : {"301 M", "302 F", "303 S", "307 T", "308 P"}) {
        Peer peer(Peer::answer(status, {}, "Location: " + other.url().toEncoded() + "/meters\r\n"));
        Transport transport(to(peer), m_ids, m_clock, nullptr, quick());
        const auto call = transport.send(unsafe);
        SETTLED(call);
        QCOMPARE(call.future().result().error().field, u"base_url"_s);
        QCOMPARE(peer.requests().size(), 1);
    }
    QVERIFY(other.requests().isEmpty());
}

void TransportTest::repeatsUntilItWorks()
{
    Peer peer({{Peer::answer("429 Too Many", "{}", "Retry-After: 0\r\nRetry-After-Ms: 2\r\n")},
        {Peer::answer("503 Busy", "{}")}, {okAnswer}});
    Transport transport(to(peer, Mode::Custom), m_ids, m_clock, &m_kept, quick());
    m_kept.exchanges.clear();
    const auto call = transport.send(safe);
    SETTLED(call);
    QVERIFY(call.future().result().ok());
    QCOMPARE(peer.requests().size(), 3);
    QCOMPARE(m_kept.exchanges.size(), 3);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_kept.exchanges[i].retry, i);
    QCOMPARE(m_kept.exchanges[0].status, 429);
    QVERIFY(m_kept.exchanges[1].failure.has_value());
    QVERIFY(!m_kept.exchanges[2].failure.has_value());
}

void TransportTest::unsafeCallGoesOutOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("hung up") << QByteArray();
    QTest::newRow("garbage") << QByteArray("nonsense\r\n\r\n");
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 20");
    QTest::newRow("500") << Peer::answer("500 Fault", "{}");
}

void TransportTest::unsafeCallGoesOutOnce()
{
    QFETCH(QByteArray, bytes);
    Peer peer(bytes);
    Transport transport(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = transport.send(unsafe);
    SETTLED(call);
    QVERIFY(!call.future().result().ok());
    QCOMPARE(peer.requests().size(), 1);
}

void TransportTest::callStaysWithItsDestination()
{
    Peer first({{Peer::answer("503 Busy", "{}")}, {okAnswer}});
    Peer second(okAnswer);
    Transport transport(to(first), m_ids, m_clock, nullptr, quick());
    const auto call = transport.send(safe);
    transport.setDestination(to(second));
    SETTLED(call);
    QCOMPARE(first.requests().size(), 2);
    QVERIFY(second.requests().isEmpty());
}

void TransportTest::cancelReachesTheRequest()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    Transport transport(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = transport.send(safe);
    QTRY_COMPARE(peer.requests().size(), 1);
    QCOMPARE(peer.open(), 1);
    call.cancel();
    QVERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().kind, Kind::Cancelled);
    QTRY_COMPARE(peer.open(), 0);
    call.cancel();
}

void TransportTest::cancelWorksFromAnotherThread()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    Transport transport(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = transport.send(safe);
    std::jthread other([call] { call.cancel(); });
    SETTLED(call);
    QCOMPARE(call.future().result().error().kind, Kind::Cancelled);
}

void TransportTest::cancelEndsTheWait()
{
    Peer peer(Peer::answer("503 Busy", "{}", "Retry-After: 50\r\n"));
    Transport transport(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = transport.send(safe);
    QTRY_COMPARE(peer.requests().size(), 1);
    QTRY_COMPARE(peer.open(), 0);
    call.cancel();
    QCOMPARE(call.future().result().error().kind, Kind::Cancelled);
}

void TransportTest::callIsFinishedWhenTheTransportDies()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    auto transport = std::make_unique<Transport>(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = transport->send(safe);
    QTRY_COMPARE(peer.requests().size(), 1);
    transport.reset();
    QVERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().kind, Kind::Cancelled);
    call.cancel();
}

void TransportTest::nothingIsSentToAWrongPlace_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("live key") << QByteArray("dodo_live_secret") << QByteArray("mtr_1");
    QTest::newRow("empty id") << QByteArray("dodo_test_secret") << QByteArray();
    QTest::newRow("dots") << QByteArray("dodo_test_secret") << QByteArray("..");
}

void TransportTest::nothingIsSentToAWrongPlace()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, id);
    Peer peer(okAnswer);
    Transport transport({Mode::Sandbox, peer.url(), key}, m_ids, m_clock, nullptr, quick());
    const auto call = transport.send(requests::meter({id}));
    QVERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().kind, Kind::Invalid);
    QVERIFY(peer.requests().isEmpty());
}

void TransportTest::recordHoldsNoKey()
{
    Peer peer(Peer::answer("200 OK", "{\"a\":1}", "Set-Cookie: dodo_test_secret\r\n"));
    m_kept.exchanges.clear();
    for (const Mode mode : {Mode::Sandbox, Mode::Custom}) {
        Transport transport(to(peer, mode), m_ids, m_clock, &m_kept, quick());
        const auto call = transport.send(unsafe);
        SETTLED(call);
    }
    QCOMPARE(m_kept.exchanges.size(), 1);
    const Exchange &exchange = m_kept.exchanges[0];
    QCOMPARE(exchange.method, QByteArray("POST"));
    QCOMPARE(exchange.target, QByteArray("/meters"));
    QCOMPARE(exchange.requestBody, *unsafe.body);
    QCOMPARE(exchange.answerBody, QByteArray("{\"a\":1}"));
    QCOMPARE(exchange.status, 200);
    QCOMPARE(exchange.sender.kind, Sender::Kind::App);
    QVERIFY(!QString::fromUtf8(compact(toJson(exchange))).contains("secret"_L1));
}

QTEST_GUILESS_MAIN(TransportTest)
#include "tst_transport.moc"
