// SPDX-License-Identifier: MIT
#include "receiver/httpreader.h"
#include "receiver/webhookreceiver.h"
#include "signed.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

using Kind = ReceivedWebhook::Kind;

constexpr int patience = 30000;

// A store that is full.
struct NoRoom : SeenWebhooks {
    Result<std::optional<TimePoint>> remember(const QByteArray &, TimePoint) override
    {
        return Error{.kind = Error::Kind::Storage, .message = u"The disk is full."_s};
    }
};

QByteArray text(
    const SignedMessage &message, const QByteArray &more = {}, const QByteArray &host = "127.0.0.1:4011")
{
    QByteArray out = "POST / HTTP/1.1\r\nHost: " + host + "\r\n" + more;
    for (const auto &[name, value] : message.headers())
        out += name + ": " + value + "\r\n";
    return out + "Content-Length: " + QByteArray::number(message.body.size()) + "\r\n\r\n" + message.body;
}

} // namespace

class TestWebhookReceiver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_seen = std::make_unique<SeenInMemory>();
        open({});
    }
    void cleanup() { m_receiver.reset(); }

    void aRightMessageIsTakenOnce();
    void aWrongOneIsKeptWithItsReason();
    void chunksAndContinueAreUnderstood();
    void onlyPostToTheRootOfThisComputer_data();
    void onlyPostToTheRootOfThisComputer();
    void theTunnelsNameIsAllowedWhenItIsGiven();
    void tooLargeIsAnsweredWhileItIsSent();
    void aSlowDripEnds();
    void halfARequestIsNamed();
    void moreConnectionsThanAllowedAreSentAway();
    void whatCannotBeKeptIsAskedForAgain();
    void onlyTheNewestAreKept();
    void secretsInHeadersAreMasked();
    void aTakenPortIsPassedOver();
    void bytesByChanceHarmNothing();
    void stoppingEndsWhatIsOpen();

private:
    void open(const ReceiverLimits &limits)
    {
        m_receiver = std::make_unique<WebhookReceiver>(*m_seen, m_clock, limits);
        m_receiver->setSecrets({SignedMessage::whole});
        const auto port = m_receiver->listen(0);
        QVERIFY2(port, port ? "" : qPrintable(port.error().message));
    }
    std::unique_ptr<QTcpSocket> connected() const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress::LocalHost, m_receiver->port());
        return socket;
    }
    // The answer to these bytes, read until the receiver closes.
    QByteArray answerTo(const QByteArray &bytes) const
    {
        const auto socket = connected();
        QByteArray answer;
        QObject::connect(
            socket.get(), &QTcpSocket::readyRead, socket.get(), [&] { answer += socket->readAll(); });
        socket->write(bytes);
        const bool ended
            = QTest::qWaitFor([&] { return socket->state() == QAbstractSocket::UnconnectedState; }, patience);
        return ended ? answer : QByteArray("no end");
    }
    int statusFor(const QByteArray &bytes) const { return answerTo(bytes).mid(9, 3).toInt(); }
    const ReceivedWebhook &last() const { return m_receiver->deliveries().last(); }

    FrozenClock m_clock{SignedMessage().at()};
    std::unique_ptr<SeenWebhooks> m_seen;
    std::unique_ptr<WebhookReceiver> m_receiver;
};

void TestWebhookReceiver::aRightMessageIsTakenOnce()
{
    QSignalSpy taken(m_receiver.get(), &WebhookReceiver::taken);
    QSignalSpy received(m_receiver.get(), &WebhookReceiver::received);
    const SignedMessage message;
    QCOMPARE(statusFor(text(message)), 200);
    QTRY_COMPARE_WITH_TIMEOUT(taken.size(), 1, patience);
    QCOMPARE(int(last().kind), int(Kind::Taken));
    QCOMPARE(last().type, u"payment.succeeded"_s);
    QCOMPARE(last().id, message.id);
    QCOMPARE(last().body, message.body);
    QVERIFY(last().why.isEmpty());

    m_clock.advance(60s);
    QCOMPARE(statusFor(text(message)), 200);
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 2, patience);
    QCOMPARE(taken.size(), 1);
    QCOMPARE(int(last().kind), int(Kind::SentBefore));
    QCOMPARE(last().why, u"It came before, at 2026-01-01T00:00:00Z."_s);
    m_clock.set(message.at());
}

void TestWebhookReceiver::aWrongOneIsKeptWithItsReason()
{
    QSignalSpy taken(m_receiver.get(), &WebhookReceiver::taken);
    SignedMessage message;
    QByteArray changed = text(message);
    changed.replace("succeeded\"}", "succeeded\" ");
    QCOMPARE(statusFor(changed), 401);
    QCOMPARE(int(last().kind), int(Kind::Unsigned));
    QCOMPARE(int(last().verdict.fault), int(WebhookFault::WrongSignature));
    QVERIFY(last().why.contains(u"does not fit"_s));
    QCOMPARE(statusFor("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"), 400);
    QCOMPARE(int(last().verdict.fault), int(WebhookFault::HeaderMissing));
    message.body = "[1]";
    QCOMPARE(statusFor(text(message)), 400);
    QCOMPARE(last().why, u"The body is no JSON object."_s);
    m_receiver->setSecrets({});
    QCOMPARE(statusFor(text(SignedMessage())), 503);
    QCOMPARE(int(last().verdict.fault), int(WebhookFault::NoSecret));
    QCOMPARE(m_receiver->deliveries().size(), 4);
    QCoreApplication::processEvents();
    QCOMPARE(taken.size(), 0);
    // None of them was remembered: the right one is still new.
    m_receiver->setSecrets({SignedMessage::whole});
    QCOMPARE(statusFor(text(SignedMessage())), 200);
    QCOMPARE(int(last().kind), int(Kind::Taken));
}

void TestWebhookReceiver::chunksAndContinueAreUnderstood()
{
    const SignedMessage message;
    QByteArray bytes
        = "POST / HTTP/1.1\r\nHost: [::1]:4011\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n";
    for (const auto &[name, value] : message.headers())
        bytes += name.toUpper() + ":" + value + "\r\n";
    const auto socket = connected();
    QByteArray answer;
    connect(socket.get(), &QTcpSocket::readyRead, this, [&] { answer += socket->readAll(); });
    socket->write(bytes + "\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(answer, QByteArray("HTTP/1.1 100 Continue\r\n\r\n"), patience);
    for (const char byte : message.body)
        socket->write("1\r\n" + QByteArray(1, byte) + "\r\n");
    socket->write("0\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, patience);
    QVERIFY2(answer.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"), answer);
    QCOMPARE(last().body, message.body);
    QVERIFY(answer.contains("Connection: close\r\n"));
}

void TestWebhookReceiver::onlyPostToTheRootOfThisComputer_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("status");
    QTest::newRow("another name") << QByteArray("POST / HTTP/1.1") << QByteArray("evil.example") << 421;
    QTest::newRow("a name that begins so")
        << QByteArray("POST / HTTP/1.1") << QByteArray("127.0.0.1.evil.example") << 421;
    QTest::newRow("the network's address")
        << QByteArray("POST / HTTP/1.1") << QByteArray("192.168.1.4:4011") << 421;
    QTest::newRow("a broken name") << QByteArray("POST / HTTP/1.1") << QByteArray("a:b:c") << 421;
    QTest::newRow("another path") << QByteArray("POST /hook HTTP/1.1") << QByteArray("localhost") << 404;
    QTest::newRow("up and away") << QByteArray("POST /../etc HTTP/1.1") << QByteArray("localhost") << 404;
    QTest::newRow("get") << QByteArray("GET / HTTP/1.1") << QByteArray("localhost") << 405;
    QTest::newRow("options") << QByteArray("OPTIONS / HTTP/1.1") << QByteArray("127.0.0.1") << 405;
    QTest::newRow("small letters") << QByteArray("post / HTTP/1.1") << QByteArray("localhost") << 405;
}

void TestWebhookReceiver::onlyPostToTheRootOfThisComputer()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, host);
    QFETCH(int, status);
    QByteArray bytes = text(SignedMessage(), {}, host);
    bytes.replace("POST / HTTP/1.1", first);
    const QByteArray answer = answerTo(bytes);
    QCOMPARE(answer.mid(9, 3).toInt(), status);
    QCOMPARE(answer.contains("\r\nAllow: POST\r\n"), status == 405);
    QCOMPARE(int(last().kind), int(Kind::Refused));
    QCOMPARE(last().status, status);
    QVERIFY(last().why.endsWith(u'.'));
}

void TestWebhookReceiver::theTunnelsNameIsAllowedWhenItIsGiven()
{
    m_receiver->setTunnelHost("Demo.Tunnel.example");
    QCOMPARE(statusFor(text(SignedMessage(), {}, "demo.tunnel.example")), 200);
    QCOMPARE(statusFor(text(SignedMessage(), {}, "other.tunnel.example")), 421);
    m_receiver->setTunnelHost({});
    QCOMPARE(statusFor(text(SignedMessage(), {}, "demo.tunnel.example")), 421);
}

void TestWebhookReceiver::tooLargeIsAnsweredWhileItIsSent()
{
    const QByteArray body(HttpReader::bodyBytes + 1, 'x');
    const QByteArray head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
    QCOMPARE(statusFor(head + QByteArray::number(body.size()) + "\r\n\r\n" + body), 413);
    QCOMPARE(last().why, u"The body is larger than 1 MB."_s);
    SignedMessage largest;
    largest.body = "{\"a\":\"" + QByteArray(HttpReader::bodyBytes - 8, 'x') + "\"}";
    QCOMPARE(largest.body.size(), HttpReader::bodyBytes);
    QCOMPARE(statusFor(text(largest)), 200);
    QCOMPARE(last().body.size(), HttpReader::bodyBytes);
    largest.key = "another"; // anybody may send those: not much of them is kept
    QCOMPARE(statusFor(text(largest)), 401);
    QCOMPARE(last().body, largest.body.left(64 * 1024));
}

void TestWebhookReceiver::aSlowDripEnds()
{
    open({.whole = 400ms});
    const auto socket = connected();
    QByteArray answer;
    connect(socket.get(), &QTcpSocket::readyRead, this, [&] { answer += socket->readAll(); });
    const QByteArray bytes = text(SignedMessage());
    qsizetype at = 0;
    QTimer drip;
    connect(&drip, &QTimer::timeout, this, [&] { socket->write(bytes.mid(at++, 1)); });
    drip.start(20); // never quiet, and not whole in time
    QElapsedTimer time;
    time.start();
    QTRY_VERIFY_WITH_TIMEOUT(!answer.isEmpty(), patience);
    QCOMPARE(answer.mid(9, 3).toInt(), 408);
    QVERIFY(time.elapsed() >= 390);
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, patience);
    QCOMPARE(last().status, 408);
    QVERIFY(last().why.contains(u"not whole within"_s));
}

void TestWebhookReceiver::halfARequestIsNamed()
{
    const auto socket = connected();
    socket->write(text(SignedMessage()).left(200));
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::ConnectedState, patience);
    socket->disconnectFromHost();
    QTRY_COMPARE_WITH_TIMEOUT(m_receiver->deliveries().size(), 1, patience);
    QVERIFY(last().why.contains(u"ended before"_s));
    QCOMPARE(last().status, 0);
    // Somebody who only looks whether the port is open leaves nothing behind.
    const auto look = connected();
    QTRY_COMPARE_WITH_TIMEOUT(look->state(), QAbstractSocket::ConnectedState, patience);
    look->disconnectFromHost();
    QCOMPARE(statusFor(text(SignedMessage())), 200);
    QCOMPARE(m_receiver->deliveries().size(), 2);
}

void TestWebhookReceiver::moreConnectionsThanAllowedAreSentAway()
{
    open({.connections = 3});
    std::vector<std::unique_ptr<QTcpSocket>> open;
    for (int i = 0; i < 3; ++i) {
        open.push_back(connected());
        QTRY_COMPARE_WITH_TIMEOUT(open.back()->state(), QAbstractSocket::ConnectedState, patience);
    }
    QCOMPARE(statusFor("x"), 503);
    QVERIFY(last().why.contains(u"3 connections"_s));
    open.clear();
    QTRY_COMPARE_WITH_TIMEOUT(statusFor(text(SignedMessage())), 200, patience);
}

void TestWebhookReceiver::whatCannotBeKeptIsAskedForAgain()
{
    m_receiver.reset();
    m_seen = std::make_unique<NoRoom>();
    open({});
    QSignalSpy taken(m_receiver.get(), &WebhookReceiver::taken);
    QSignalSpy received(m_receiver.get(), &WebhookReceiver::received);
    QCOMPARE(statusFor(text(SignedMessage())), 500);
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, patience);
    QCOMPARE(taken.size(), 0);
    QCOMPARE(last().why, u"Its id cannot be kept: The disk is full."_s);
}

void TestWebhookReceiver::onlyTheNewestAreKept()
{
    open({.kept = 3});
    for (int i = 0; i < 5; ++i)
        QCOMPARE(statusFor("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), 405);
    QCOMPARE(m_receiver->deliveries().size(), 3);
    QCOMPARE(m_receiver->deliveries().first().number, 3);
    QCOMPARE(last().number, 5);
}

void TestWebhookReceiver::secretsInHeadersAreMasked()
{
    QCOMPARE(
        statusFor(text(SignedMessage(), "Authorization: Bearer dodo_test_geheim\r\nCookie: a=geheim\r\n")),
        200);
    for (const auto &[name, value] : last().headers)
        QVERIFY2(!value.contains("geheim"), name);
    QCOMPARE(headerValue(last().headers, "authorization"), QString(u"Bearer ••••••••"_s).toUtf8());
}

void TestWebhookReceiver::aTakenPortIsPassedOver()
{
    WebhookReceiver second(*m_seen, m_clock);
    const auto port = second.listen(m_receiver->port());
    QVERIFY(port);
    QVERIFY(*port > m_receiver->port());
    QCOMPARE(second.port(), *port);
    second.stop();
    QCOMPARE(second.port(), quint16(0));
    QVERIFY(!second.isListening());
}

void TestWebhookReceiver::bytesByChanceHarmNothing()
{
    const quint32 seed = 4711;
    QRandomGenerator random(seed);
    const QByteArray right = text(SignedMessage());
    for (int round = 0; round < 150; ++round) {
        QByteArray bytes = right;
        for (int i = random.bounded(1, 6); i > 0; --i)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        if (bytes == right)
            continue;
        const auto socket = connected();
        socket->write(bytes);
        QTRY_VERIFY_WITH_TIMEOUT(socket->bytesToWrite() == 0, patience);
        socket->disconnectFromHost();
    }
    QCOMPARE(statusFor(right), 200);
    int taken = 0;
    for (const ReceivedWebhook &delivery : m_receiver->deliveries())
        taken += delivery.good() ? 1 : 0;
    qInfo("%lld deliveries kept, seed %u", qlonglong(m_receiver->deliveries().size()), seed);
    // A byte in a header that does not matter may have changed: the message itself is right then.
    QVERIFY(taken >= 1);
    for (const ReceivedWebhook &delivery : m_receiver->deliveries()) {
        if (delivery.good())
            QCOMPARE(delivery.body, SignedMessage().body);
        else
            QVERIFY(!delivery.why.isEmpty());
    }
}

void TestWebhookReceiver::stoppingEndsWhatIsOpen()
{
    const auto socket = connected();
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::ConnectedState, patience);
    socket->write("POST / HTTP/1.1\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(m_receiver->findChildren<QTcpSocket *>().size(), 1, patience);
    m_receiver->stop();
    QTRY_COMPARE_WITH_TIMEOUT(socket->state(), QAbstractSocket::UnconnectedState, patience);
    QVERIFY(!m_receiver->isListening());
    QVERIFY(m_receiver->listen(0));
    QCOMPARE(statusFor(text(SignedMessage())), 200);
}

QTEST_GUILESS_MAIN(TestWebhookReceiver)
#include "tst_webhookreceiver.moc"
