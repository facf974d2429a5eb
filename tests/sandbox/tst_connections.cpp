// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"
#include "sandbox/wirehead.h"

#include <QTest>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

// How requests come off a connection: plain ones are read by the server itself, all others by the library,
// and a client cannot tell which.
class TestConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyAtOnceAreAllAnswered() // the library's queue of 5 lost some of those that came together
    {
        Twin twin;
        twin.start();
        const QByteArray request = twin.bytes("GET", "/meters");
        for (int round = 0; round < 40; ++round) {
            std::vector<std::unique_ptr<Wire>> wires;
            for (int i = 0; i < 16; ++i)
                wires.push_back(std::make_unique<Wire>(twin.port()));
            for (const auto &wire : wires)
                wire->write(request);
            for (const auto &wire : wires)
                QCOMPARE(wire->readAnswer().status, 200);
        }
    }

    void aRequestMayComeInPieces_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 7, 40})
            QTest::addRow("%d bytes each", size) << size;
    }
    void aRequestMayComeInPieces()
    {
        QFETCH(int, size);
        Twin twin;
        twin.start();
        const QByteArray customer = twin.makeCustomer();
        const QByteArray request
            = twin.bytes("POST", "/events/ingest", "{\"events\":[" + Twin::event("a", customer) + "]}");
        Wire wire(twin.port());
        for (qsizetype at = 0; at < request.size(); at += size)
            wire.write(request.mid(at, size));
        QCOMPARE(wire.readAnswer().body, "{\"ingested_count\":1}");
    }

    void requestsMayFollowEachOtherWithoutWaiting()
    {
        Twin twin;
        twin.start();
        const QByteArray customer = twin.makeCustomer();
        QByteArray all;
        for (const QByteArray id : {"a", "b", "c"})
            all += twin.bytes("POST", "/events/ingest", "{\"events\":[" + Twin::event(id, customer) + "]}");
        Wire wire(twin.port());
        wire.write(all + twin.bytes("GET", "/events"));
        for (int i = 0; i < 3; ++i)
            QCOMPARE(wire.readAnswer().body, "{\"ingested_count\":1}");
        QCOMPARE(wire.readAnswer().items().size(), 3);
    }

    void aRequestMayComeWithHalfOfTheNext()
    {
        Twin twin;
        twin.start();
        const QByteArray request = twin.bytes("POST", "/customers", "{\"email\":\"a@b.c\",\"name\":\"A\"}");
        Wire wire(twin.port());
        const qsizetype half = request.size() / 2;
        wire.write(request.left(half));
        for (int i = 0; i < 20; ++i) {
            wire.write(request.sliced(half) + request.left(half));
            QCOMPARE(wire.readAnswer().status, 200);
        }
    }

    void plainAndOtherRequestsShareAConnection()
    {
        Twin twin;
        twin.start();
        const QByteArray customer = twin.makeCustomer();
        Wire wire(twin.port());
        const auto chunked = [&](const QByteArray &id) {
            const QByteArray body = "{\"events\":[" + Twin::event(id, customer) + "]}";
            return "POST /events/ingest HTTP/1.1\r\nHost: " + twin.host()
                + "\r\nAuthorization: Bearer key\r\nContent-Type: application/json\r\nTransfer-Encoding: "
                  "chunked"
                  "\r\n\r\n"
                + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n";
        };
        QCOMPARE(wire.send(chunked("a")).body, "{\"ingested_count\":1}");
        QCOMPARE(wire.send(twin.bytes("GET", "/events")).items().size(), 1);
        QCOMPARE(wire.send(chunked("b")).body, "{\"ingested_count\":1}");
        QCOMPARE(wire.send(twin.bytes("GET", "/events")).items().size(), 2);
    }

    void theClientMayEndTheConnection()
    {
        Twin twin;
        twin.start();
        Wire wire(twin.port());
        const WireAnswer answer = wire.send(twin.bytes("GET", "/meters", {}, {{"Connection", "close"}}));
        QCOMPARE(answer.status, 200);
        QCOMPARE(headerValue(answer.head, "connection"), "close");
        QVERIFY(wire.closed());
    }

    void whatIsNotPlainIsLeftToTheLibrary_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("plain");
        const auto row = [](const char *name, const QByteArray &head, bool plain = false) {
            QTest::newRow(name) << head + "\r\n\r\n" << plain;
        };
        row("plain", "POST /a?b HTTP/1.1\r\nHost: x\r\nContent-Length: 12", true);
        row("without headers", "GET / HTTP/1.1", true);
        row("an empty value", "GET / HTTP/1.1\r\nA:", true);
        row("an older version", "GET / HTTP/1.0");
        row("another method", "HEAD / HTTP/1.1");
        row("a lower-case method", "get / HTTP/1.1");
        row("a whole address", "GET http://x/ HTTP/1.1");
        row("a space in the target", "GET /a b HTTP/1.1");
        row("a control character in the target", "GET /\x01 HTTP/1.1");
        row("a folded header", "GET / HTTP/1.1\r\nA: b\r\n c: d");
        row("a space before the colon", "GET / HTTP/1.1\r\nA : b");
        row("no colon", "GET / HTTP/1.1\r\nA");
        row("no name", "GET / HTTP/1.1\r\n: b");
        row("a control character", "GET / HTTP/1.1\r\nA: \x01");
        row("a lone line feed", "GET / HTTP/1.1\r\nA: b\nC: d");
        row("pieces", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked");
        row("a packed body", "POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: 1");
        row("a question first", "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1");
        row("two lengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1");
        row("a signed length", "POST / HTTP/1.1\r\nContent-Length: +1");
        row("an endless length", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999");
        row("a length over the limit", "POST / HTTP/1.1\r\nContent-Length: 4194305");
        row("a body of a GET", "GET / HTTP/1.1\r\nContent-Length: 1");
        row("a form with files", "POST / HTTP/1.1\r\nContent-Type: Multipart/Form-Data; boundary=a");
        row("an upgrade", "GET / HTTP/1.1\r\nConnection: Upgrade");
        row("a very long head", "GET / HTTP/1.1\r\nA: " + QByteArray(9000, 'a'));
    }
    void whatIsNotPlainIsLeftToTheLibrary()
    {
        QFETCH(QByteArray, head);
        QFETCH(bool, plain);
        QVERIFY(holdsHead(head));
        QCOMPARE(plainHead(head).has_value(), plain);
    }

    void aHeadIsReadWhole()
    {
        const auto head = plainHead("PATCH /a%2Fb?c=d HTTP/1.1\r\nHost: x\r\nX-A:  b c \r\n"
                                    "Connection: Close\r\nContent-Length: 3\r\n\r\nabcGET");
        QVERIFY(head);
        QCOMPARE(head->method, Method::Patch);
        QCOMPARE(head->target, "/a%2Fb?c=d");
        QCOMPARE(headerValue(head->headers, "x-a"), "b c");
        QCOMPARE(head->bodySize, 3);
        QVERIFY(head->close);
        QCOMPARE(head->size,
            qsizetype(sizeof "PATCH /a%2Fb?c=d HTTP/1.1\r\nHost: x\r\nX-A:  b c \r\n"
                             "Connection: Close\r\nContent-Length: 3\r\n\r\n")
                - 1);
    }

    void aHalfHeadIsWaitedFor()
    {
        QVERIFY(!holdsHead("GET / HTTP/1.1\r\nHost: x\r\n"));
        QVERIFY(holdsHead("GET / HTTP/1.1\nHost: x")); // will never be one
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
