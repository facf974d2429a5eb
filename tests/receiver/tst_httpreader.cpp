// SPDX-License-Identifier: MIT
#include "receiver/httpreader.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using State = HttpReader::State;

QByteArray post(const QByteArray &headers, const QByteArray &body = {})
{
    return "POST / HTTP/1.1\r\nHost: localhost:4011\r\n" + headers + "\r\n" + body;
}

} // namespace

class TestHttpReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRequestIsReadInWholeAndByteByByte_data();
    void aRequestIsReadInWholeAndByteByByte();
    void whatIsBrokenIsRefusedWithAStatus_data();
    void whatIsBrokenIsRefusedWithAStatus();
    void hostsAreTold();
    void bytesByChanceAreRefusedOrWaitedFor();
};

void TestHttpReader::aRequestIsReadInWholeAndByteByByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("length") << post("Content-Length: 7\r\n", "{\"a\":1}") << QByteArray("{\"a\":1}");
    QTest::newRow("no body") << post("") << QByteArray();
    QTest::newRow("length 0") << post("content-length:0\r\n") << QByteArray();
    QTest::newRow("chunks") << post(
        "Transfer-Encoding: chunked\r\n", "3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\n\r\n")
                            << QByteArray("{\"a\":1}");
    QTest::newRow("chunks in capitals")
        << post("TRANSFER-ENCODING: Chunked\r\n", "A\r\n0123456789\r\n0\r\n\r\n") << QByteArray("0123456789");
    QTest::newRow("trailer") << post("Transfer-Encoding: chunked\r\n", "1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n")
                             << QByteArray("x");
    QTest::newRow("bytes of any kind")
        << post("Content-Length: 4\r\n", QByteArray("\0\xff\r\n", 4)) << QByteArray("\0\xff\r\n", 4);
    QTest::newRow("more behind it") << post("Content-Length: 2\r\n", "{}GET / HTTP/1.1\r\n\r\n")
                                    << QByteArray("{}");
}

void TestHttpReader::aRequestIsReadInWholeAndByteByByte()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, body);
    HttpReader whole;
    QCOMPARE(int(whole.feed(bytes)), int(State::Done));
    QCOMPARE(whole.body(), body);
    QCOMPARE(whole.head()->method, QByteArray("POST"));
    QCOMPARE(headerValue(whole.head()->headers, "host"), QByteArray("localhost:4011"));
    HttpReader slow;
    for (const char byte : bytes)
        slow.feed(QByteArray(1, byte));
    QCOMPARE(int(slow.state()), int(State::Done));
    QCOMPARE(slow.body(), body);
}

void TestHttpReader::whatIsBrokenIsRefusedWithAStatus_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    row("no request line", "\r\n\r\n", 400);
    row("two words", "POST /\r\nHost: a\r\n\r\n", 400);
    row("four words", "POST / x HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("two blanks", "POST  / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("a whole address", "POST http:/x/ HTTP/1.1\r\nHost: a\r\n\r\n", 400);
    row("HTTP/2", "POST / HTTP/2.0\r\nHost: a\r\n\r\n", 505);
    row("another protocol", "POST / SIP/2.0\r\nHost: a\r\n\r\n", 400);
    row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15), 400);
    row("lines end in LF", "POST / HTTP/1.1\nHost: a\n\n", 400);
    row("one line ends in LF", "POST / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400);
    row("zero byte", QByteArray("POST / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 30), 400);
    row("no host", "POST / HTTP/1.1\r\n\r\n", 400);
    row("empty host", "POST / HTTP/1.1\r\nHost:\r\n\r\n", 400);
    row("host twice", post("Host: other\r\n"), 400);
    row("no colon", post("Abc\r\n"), 400);
    row("blank before the colon", post("Content-Length : 2\r\n", "{}"), 400);
    row("folded line", post("X: a\r\n b\r\n"), 400);
    row("name of nothing", post(": a\r\n"), 400);
    row("length twice", post("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"), 400);
    row("length of two", post("Content-Length: 2, 2\r\n", "{}"), 400);
    row("length with a sign", post("Content-Length: +2\r\n", "{}"), 400);
    row("negative length", post("Content-Length: -1\r\n"), 400);
    row("length of nothing", post("Content-Length:\r\n"), 400);
    row("length beyond numbers", post("Content-Length: 99999999999999999999\r\n"), 400);
    row("body too large", post("Content-Length: 1048577\r\n"), 413);
    row("length and chunks", post("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", "{}"), 400);
    row("two codings", post("Transfer-Encoding: gzip, chunked\r\n"), 501);
    row("coding twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400);
    row("another coding", post("Transfer-Encoding: identity\r\n"), 501);
    row("expects something else", post("Expect: magic\r\n"), 417);
    row("head too large", post("X: " + QByteArray(17 * 1024, 'a') + "\r\n"), 431);
    row("head without an end", "POST / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(17 * 1024, 'a'), 431);
    row("101 headers", post(QByteArray("X: a\r\n").repeated(101)), 431);
    row("chunk of no size", post("Transfer-Encoding: chunked\r\n", "\r\n{}\r\n"), 400);
    row("chunk of a word", post("Transfer-Encoding: chunked\r\n", "xyz\r\n{}\r\n"), 400);
    row("negative chunk", post("Transfer-Encoding: chunked\r\n", "-1\r\n{}\r\n"), 400);
    row("huge chunk", post("Transfer-Encoding: chunked\r\n", "fffffff\r\n{}\r\n"), 413);
    row("chunk beyond numbers", post("Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n{}\r\n"), 400);
    row("chunk without an end", post("Transfer-Encoding: chunked\r\n", "2\r\n{}x\r\n0\r\n\r\n"), 400);
    row("chunk line too long", post("Transfer-Encoding: chunked\r\n", "1;" + QByteArray(300, 'x')), 400);
    row("chunks add up",
        post("Transfer-Encoding: chunked\r\n",
            ("80000\r\n" + QByteArray(0x80000, 'x') + "\r\n").repeated(2) + "1\r\nx\r\n"),
        413);
    row("trailer too large",
        post("Transfer-Encoding: chunked\r\n", "0\r\n" + QByteArray("A: b\r\n").repeated(3000)), 431);
}

void TestHttpReader::whatIsBrokenIsRefusedWithAStatus()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    HttpReader reader;
    QCOMPARE(int(reader.feed(bytes)), int(State::Failed));
    QCOMPARE(reader.error().status, status);
    QVERIFY2(reader.error().message.endsWith(u'.'), qPrintable(reader.error().message));
    QCOMPARE(int(reader.feed("more")), int(State::Failed));
}

void TestHttpReader::hostsAreTold()
{
    QCOMPARE(hostOf("LocalHost:4011"), std::optional<QByteArray>("localhost"));
    QCOMPARE(hostOf("[::1]:4011"), std::optional<QByteArray>("::1"));
    QCOMPARE(hostOf("abc.example"), std::optional<QByteArray>("abc.example"));
    for (const char *wrong : {"", ":80", "[::1", "a:b", "a:123456", "[::1]x", "a:1:2"})
        QVERIFY2(!hostOf(wrong), wrong);
    for (const char *here : {"127.0.0.1", "127.9.8.7", "localhost", "::1"})
        QVERIFY2(isLoopbackHost(here), here);
    for (const char *elsewhere : {"128.0.0.1", "127.0.0.1.example.com", "127.0.0", "127.0.0.256", "0.0.0.0",
             "localhost.example", "127.0.0.1x", "127..0.1"})
        QVERIFY2(!isLoopbackHost(elsewhere), elsewhere);
}

void TestHttpReader::bytesByChanceAreRefusedOrWaitedFor()
{
    const quint32 seed = 20261122;
    QRandomGenerator random(seed);
    const QByteArray right
        = post("Transfer-Encoding: chunked\r\nX: y\r\n", "3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n");
    for (int round = 0; round < 20000; ++round) {
        QByteArray bytes = right;
        for (int i = random.bounded(1, 4); i > 0; --i)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        HttpReader reader;
        while (!bytes.isEmpty()) {
            const int piece = random.bounded(1, int(bytes.size()) + 1);
            reader.feed(bytes.left(piece));
            bytes.remove(0, piece);
        }
        QVERIFY(reader.body().size() <= HttpReader::bodyBytes);
        if (reader.state() == State::Failed)
            QVERIFY2(reader.error().status >= 400, qPrintable(u"seed %1, round %2"_s.arg(seed).arg(round)));
    }
}

QTEST_GUILESS_MAIN(TestHttpReader)
#include "tst_httpreader.moc"
