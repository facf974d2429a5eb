// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Who is answered, and how what is not understood is refused (qt-facts.md, "Rules for it").
class TestGuard : public QObject {
    Q_OBJECT

private:
    Twin m_twin;

    QByteArray port() const { return QByteArray::number(m_twin.port()); }

private Q_SLOTS:
    void initTestCase() { m_twin.start(); }

    void hostAndOrigin_data()
    {
        QTest::addColumn<Headers>("more");
        QTest::addColumn<int>("status");
        const QByteArray own = ":" + port();
        QTest::newRow("127.0.0.1") << Headers{{"Host", "127.0.0.1" + own}} << 200;
        QTest::newRow("localhost") << Headers{{"Host", "localhost" + own}} << 200;
        QTest::newRow("IPv6") << Headers{{"Host", "[::1]" + own}} << 200;
        QTest::newRow("rebound name") << Headers{{"Host", "evil.example" + own}} << 403;
        QTest::newRow("no port") << Headers{{"Host", "127.0.0.1"}} << 403;
        QTest::newRow("another port") << Headers{{"Host", "127.0.0.1:1"}} << 403;
        QTest::newRow("no host") << Headers{{"Host", QByteArray()}} << 403;
        QTest::newRow("own origin") << Headers{{"Origin", "http://localhost" + own}} << 200;
        QTest::newRow("foreign origin") << Headers{{"Origin", "https://evil.example"}} << 403;
        QTest::newRow("other local port") << Headers{{"Origin", "http://localhost:3000"}} << 403;
        QTest::newRow("null origin") << Headers{{"Origin", "null"}} << 403;
        QTest::newRow("cross-site") << Headers{{"Sec-Fetch-Site", "cross-site"}} << 403;
        QTest::newRow("same-site") << Headers{{"Sec-Fetch-Site", "same-site"}} << 403;
        QTest::newRow("typed by a person") << Headers{{"Sec-Fetch-Site", "none"}} << 200;
        QTest::newRow("node") << Headers{{"Sec-Fetch-Mode", "cors"}} << 200;
        QTest::newRow("navigation to the API")
            << Headers{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}} << 403;
    }

    void hostAndOrigin()
    {
        QFETCH(Headers, more);
        QFETCH(int, status);
        const auto answer = m_twin.call("GET", "/meters", {}, more);
        QCOMPARE(answer.status, status);
        QVERIFY(headerValue(answer.head, "access-control-allow-origin").isEmpty());
        if (status == 403)
            QCOMPARE(answer.code(), u"FORBIDDEN"_s);
    }

    void key_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("status");
        QTest::newRow("any test key") << QByteArray("Bearer dodo_test_x") << 200;
        QTest::newRow("any token") << QByteArray("bearer abc") << 200;
        QTest::newRow("none") << QByteArray() << 401;
        QTest::newRow("empty") << QByteArray("Bearer ") << 401;
        QTest::newRow("another scheme") << QByteArray("Basic abc") << 401;
        QTest::newRow("live") << QByteArray("Bearer dodo_live_secret") << 401;
    }

    void key() // H15
    {
        QFETCH(QByteArray, value);
        QFETCH(int, status);
        const auto answer = m_twin.call("GET", "/meters", {}, {{"Authorization", value}});
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), status == 401 ? u"UNAUTHORIZED"_s : QString());
    }

    void aKeyOfItsOwnShutsOutOthers()
    {
        Twin twin;
        twin.start("dodo_test_mine");
        QCOMPARE(twin.call("GET", "/meters").status, 401);
        QCOMPARE(twin.call("GET", "/meters", {}, {{"Authorization", "Bearer dodo_test_mine"}}).status, 200);
        QCOMPARE(twin.address().apiKey, "dodo_test_mine");
    }

    void imageProgramsNeedNoKeyButNoLiveOneEither_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("status"); // of a sandbox that takes any key
        QTest::addColumn<int>("narrow"); // of one that takes its own only
        const auto basic = [](const QByteArray &pair) { return "Basic " + pair.toBase64(); };
        QTest::newRow("none") << QByteArray() << 200 << 401;
        QTest::newRow("Basic with the key") << basic("me:dodo_test_mine") << 200 << 200;
        QTest::newRow("Basic with another") << basic("me:dodo_test_yours") << 200 << 401;
        QTest::newRow("Bearer") << QByteArray("Bearer dodo_test_mine") << 200 << 200;
        QTest::newRow("live") << basic("me:dodo_live_secret") << 401 << 401;
    }
    void imageProgramsNeedNoKeyButNoLiveOneEither()
    {
        QFETCH(QByteArray, value);
        const Headers head{{"Authorization", value}};
        QTEST(m_twin.call("GET", "/sdapi/v1/options", {}, head).status, "status");
        QTEST(m_twin.call("GET", "/sdcpp/v1/capabilities", {}, head).status, "status");
        Twin narrow;
        narrow.start("dodo_test_mine");
        QTEST(narrow.call("GET", "/sdapi/v1/options", {}, head).status, "narrow");
    }

    void foreignPagesMayNotUseTheImageProgramsRoutes()
    {
        const Headers foreign{{"Origin", "https://evil.example"}, {"Authorization", QByteArray()}};
        QCOMPARE(m_twin.call("POST", "/sdapi/v1/interrupt", {}, foreign).status, 403);
        const Headers site{{"Sec-Fetch-Site", "cross-site"}, {"Authorization", QByteArray()}};
        QCOMPARE(m_twin.call("GET", "/sdapi/v1/options", {}, site).status, 403);
    }

    void unknownPathsAndMethods()
    {
        QCOMPARE(m_twin.call("GET", "/nothing").code(), u"NOT_FOUND"_s);
        QCOMPARE(m_twin.call("GET", "/").status, 404);
        QCOMPARE(m_twin.call("GET", "/meters/").status, 404);
        QCOMPARE(m_twin.call("GET", "//meters").status, 404);
        const auto wrong = m_twin.call("DELETE", "/events/ingest");
        QCOMPARE(wrong.status, 405);
        QVERIFY(headerValue(wrong.head, "allow").contains("POST"));
        QCOMPARE(m_twin.call("GET", "/v1/nothing").json()["error"_L1].isObject(), true);
    }

    void optionsIs204WithoutCorsHeaders()
    {
        const auto answer = m_twin.call("OPTIONS", "/meters", {}, {{"Authorization", QByteArray()}});
        QCOMPARE(answer.status, 204);
        for (const auto &[name, value] : answer.head)
            QVERIFY(!name.startsWith("access-control"));
    }

    void bodiesMustBeJson()
    {
        const auto form = m_twin.call("POST", "/customers", "a=b", {{"Content-Type", "text/plain"}});
        QCOMPARE(form.status, 415);
        const auto broken = m_twin.call("POST", "/customers", "{");
        QCOMPARE(broken.status, 422);
        QCOMPARE(broken.code(), u"INVALID_REQUEST_BODY"_s);
        const auto utf8 = m_twin.call("POST", "/customers", R"({"email":"a@b.c","name":"A"})",
            {{"Content-Type", "application/json; charset=utf-8"}});
        QCOMPARE(utf8.status, 200);
    }

    void largeBodiesAre413()
    {
        Wire wire(m_twin.port());
        const auto announced = wire.send("POST /customers HTTP/1.1\r\nHost: " + m_twin.host()
            + "\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n");
        QCOMPARE(announced.status, 413);
        QCOMPARE(announced.code(), u"PAYLOAD_TOO_LARGE"_s);
    }

    void chunkedBodiesAreReadUpToTheLimit()
    {
        const QByteArray head = "POST /customers HTTP/1.1\r\nHost: " + m_twin.host()
            + "\r\nAuthorization: Bearer t\r\nContent-Type: application/json\r\n"
              "Transfer-Encoding: chunked\r\n\r\n";
        const QByteArray body = "{\"email\":\"a@b.c\",\"name\":\"A\"}";
        Wire wire(m_twin.port());
        QCOMPARE(
            wire.send(head + QByteArray::number(body.size(), 16) + "\r\n" + body + "\r\n0\r\n\r\n").status,
            200);
        const QByteArray piece = "100000\r\n" + QByteArray(1024 * 1024, ' ') + "\r\n";
        Wire large(m_twin.port());
        const auto refused = large.send(head + piece.repeated(4) + "10\r\n" + QByteArray(16, ' '));
        QCOMPARE(refused.status, 413);
        QCOMPARE(refused.code(), u"PAYLOAD_TOO_LARGE"_s);
    }

    void multipartIsRefused()
    {
        const auto answer = m_twin.call(
            "POST", "/customers", "--x--", {{"Content-Type", "multipart/form-data; boundary=x"}});
        QCOMPARE(answer.status, 415);
    }

    void bothLengthsAreRefused()
    {
        Wire wire(m_twin.port());
        const auto answer = wire.send("POST /customers HTTP/1.1\r\nHost: " + m_twin.host()
            + "\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QCOMPARE(answer.status, 400);
        QVERIFY(!answer.code().isEmpty());
    }

    // A form of another origin may hold what looks like a request of its own.
    void whatIsRefusedUnreadIsNoNextRequest_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::newRow("a form with files")
            << QByteArray("POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                          "Content-Length: 9000\r\n");
        QTest::newRow("too large") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 5000000\r\n");
        QTest::newRow("two lengths") << QByteArray(
            "POST / HTTP/1.1\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n");
        QTest::newRow("a body of a GET") << QByteArray("GET / HTTP/1.1\r\nContent-Length: 9000\r\n");
        QTest::newRow("an unknown method") << QByteArray("BREW / HTTP/1.1\r\nContent-Length: 9000\r\n");
    }
    void whatIsRefusedUnreadIsNoNextRequest()
    {
        QFETCH(QByteArray, lines);
        const auto customers
            = [this] { return m_twin.call("GET", "/customers?page_size=100").items().size(); };
        const qsizetype before = customers();
        const QByteArray hidden
            = m_twin.bytes("POST", "/customers", "{\"email\":\"hidden@example.com\",\"name\":\"A\"}");
        Wire wire(m_twin.port());
        const auto answer = wire.send(lines + "Host: " + m_twin.host() + "\r\n\r\n" + hidden);
        QVERIFY(answer.status >= 400);
        QVERIFY(wire.closed());
        QCOMPARE(customers(), before);
    }

    void deleteWithoutLengthIsAnsweredAtOnce()
    {
        Wire wire(m_twin.port());
        const auto answer = wire.send("DELETE /meters/mtr_none HTTP/1.1\r\nHost: " + m_twin.host()
            + "\r\nAuthorization: Bearer t\r\n\r\n");
        QCOMPARE(answer.status, 404);
        QCOMPARE(wire.send(m_twin.bytes("GET", "/meters")).status, 200);
    }

    void manyRequestsOnOneConnection()
    {
        Wire wire(m_twin.port());
        for (int i = 0; i < 200; ++i)
            QCOMPARE(wire.send(m_twin.bytes("GET", "/meters")).status, 200);
    }

    void headAnswersWithoutABody()
    {
        Wire wire(m_twin.port());
        wire.write(m_twin.bytes("HEAD", "/meters"));
        QVERIFY(wire.readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
        QCOMPARE(wire.send(m_twin.bytes("GET", "/meters")).status, 200);
    }

    void aTakenPortIsRefusedOrPassedOver()
    {
        QTemporaryDir folder;
        SandboxOptions options;
        options.folder = folder.path();
        options.port = m_twin.port();
        options.portPolicy = SandboxOptions::PortPolicy::Exact;
        const auto refused = Sandbox::start(options);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Network);
        options.portPolicy = SandboxOptions::PortPolicy::NextFree;
        const auto moved = Sandbox::start(options);
        QVERIFY(moved);
        QVERIFY((*moved)->address().port > m_twin.port());
    }

    void stopAnswersWhatIsUnderWay()
    {
        Twin twin;
        twin.start();
        Wire idle(twin.port());
        QCOMPARE(idle.send(twin.bytes("GET", "/meters")).status, 200);
        const auto begun = std::chrono::steady_clock::now();
        twin.stop();
        QVERIFY(std::chrono::steady_clock::now() - begun < 4s);
        QVERIFY(idle.closed());
    }
};

QTEST_GUILESS_MAIN(TestGuard)
#include "tst_guard.moc"
