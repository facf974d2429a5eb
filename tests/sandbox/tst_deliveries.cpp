// SPDX-License-Identifier: MIT
#include "dodo/peer.h"
#include "sandbox/received.h"
#include "sandbox/shop.h"
#include "sandbox/webhookpost.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

// A shop with one customer who bought, and a receiver.
struct Scene {
    explicit Scene(const QByteArray &answer)
        : peer(answer)
    {
        customer = shop.makeCustomer();
        subscription = shop.buy(shop.makeProduct(shop.makeMeter()), customer);
    }

    Shop::Reply send(const QString &type, const QJsonObject &more = {})
    {
        QJsonObject body{{"url"_L1, peer.url().toString() + u"/hooks?a=1"_s}, {"type"_L1, type}};
        for (auto it = more.begin(); it != more.end(); ++it)
            body.insert(it.key(), it.value());
        return shop.post("/_sandbox/deliveries", body);
    }
    Received last() { return received(peer.requests().last()); }

    Shop shop;
    Peer peer;
    QString customer;
    QString subscription;
};

} // namespace

// /_sandbox/deliveries: a signed test message, its history, and the same message again.
class TestDeliveries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTestMessageIsSignedAndHoldsTheRealObject()
    {
        Scene scene(Peer::answer("200 OK", R"({"received":true})"));
        const auto reply = scene.send(u"subscription.active"_s);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json()["status"_L1].toInt(), 200);
        QCOMPARE(reply.json()["state"_L1].toString(), u"accepted"_s);
        QCOMPARE(reply.json()["response_body"_L1].toString(), uR"({"received":true})"_s);
        QCOMPARE(reply.json()["type"_L1].toString(), u"subscription.active"_s);
        QVERIFY(reply.json()["problem"_L1].isNull());

        QCOMPARE(scene.peer.requests().size(), 1);
        QVERIFY(scene.peer.requests().first().startsWith("POST /hooks?a=1 HTTP/1.1\r\n"));
        const Received got = scene.last();
        QVERIFY(got.signedBy(scene.shop.webhookKey()));
        QCOMPARE(got.header("webhook-id"), reply.json()["id"_L1].toString().toLatin1());
        QCOMPARE(got.header("content-type"), QByteArray("application/json"));
        const auto seconds = std::chrono::seconds{got.header("webhook-timestamp").toLongLong()};
        QVERIFY(SystemClock().now() - TimePoint(seconds) < 60s); // real time, not the sandbox's
        const QJsonObject json = got.json();
        QCOMPARE(json["type"_L1].toString(), u"subscription.active"_s);
        QCOMPARE(json["timestamp"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
        QVERIFY(json["business_id"_L1].toString().startsWith("bus_"_L1));
        QJsonObject expected = scene.shop.get("/subscriptions/" + scene.subscription.toUtf8()).json();
        expected.insert("payload_type"_L1, "Subscription"_L1);
        expected.insert("past_due_ends_at"_L1, QJsonValue::Null);
        QCOMPARE(json["data"_L1].toObject(), expected);
    }

    void aPaymentMessageHoldsThePayment()
    {
        Scene scene(Peer::answer("204 No Content", {}));
        QCOMPARE(
            scene.send(u"payment.succeeded"_s, {{"subscription_id"_L1, scene.subscription}}).status, 200);
        const QJsonObject data = scene.last().json()["data"_L1].toObject();
        QCOMPARE(data["payload_type"_L1].toString(), u"Payment"_s);
        QCOMPARE(data["subscription_id"_L1].toString(), scene.subscription);
        QCOMPARE(scene.send(u"payment.failed"_s).status, 200);
        QCOMPARE(scene.last().json()["data"_L1]["status"_L1].toString(), u"failed"_s);
        QCOMPARE(scene.send(u"subscription.on_hold"_s).status, 200);
        QCOMPARE(scene.last().json()["data"_L1]["status"_L1].toString(), u"on_hold"_s);
        QCOMPARE(scene.shop.get("/subscriptions?status=active").items().size(), 1); // nothing was changed
    }

    void theSameMessageCanBeSentAgain()
    {
        Scene scene(Peer::answer("500 Oh", "no"));
        const QJsonObject first = scene.send(u"payment.succeeded"_s, {{"id"_L1, "msg_mine"_L1}}).json();
        QCOMPARE(first["id"_L1].toString(), u"msg_mine"_s);
        QCOMPARE(first["state"_L1].toString(), u"failed"_s);
        QCOMPARE(first["status"_L1].toInt(), 500);
        scene.shop.clock->advance(1h);
        const auto again = scene.send(u"payment.succeeded"_s, {{"id"_L1, "msg_mine"_L1}});
        QCOMPARE(again.json()["attempts"_L1].toArray().size(), 2);
        QCOMPARE(
            scene.shop.post("/_sandbox/deliveries/msg_mine/resend").json()["attempts"_L1].toArray().size(),
            3);
        QCOMPARE(received(scene.peer.requests()[0]).body, received(scene.peer.requests()[2]).body);
        QVERIFY(scene.last().signedBy(scene.shop.webhookKey()));
        QCOMPARE(scene.send(u"payment.failed"_s, {{"id"_L1, "msg_mine"_L1}}).status, 409);
        QCOMPARE(scene.shop.post("/_sandbox/deliveries/msg_none/resend").status, 404);

        scene.send(u"subscription.renewed"_s);
        const QJsonArray items = scene.shop.get("/_sandbox/deliveries").items();
        QCOMPARE(items.size(), 2);
        QCOMPARE(items[0]["type"_L1].toString(), u"subscription.renewed"_s);
        QCOMPARE(items[1]["attempts"_L1].toArray().size(), 3);
        QCOMPARE(scene.shop.get("/_sandbox/deliveries?page_size=1&page_number=1").items()[0], items[1]);
    }

    void redirectsAreNotFollowed()
    {
        Peer other(Peer::answer("200 OK", "{}"));
        const QByteArray location = "Location: " + other.url().toEncoded() + "/\r\n";
        Scene scene(Peer::answer("302 Found", {}, location));
        const QJsonObject reply = scene.send(u"payment.succeeded"_s).json();
        QCOMPARE(reply["status"_L1].toInt(), 302);
        QCOMPARE(reply["state"_L1].toString(), u"failed"_s);
        QVERIFY(other.requests().isEmpty());
    }

    void nobodyThereIsSaid()
    {
        Scene scene(Peer::answer("200 OK", "{}"));
        const QString url = scene.peer.url().toString();
        scene.peer.stop();
        const auto reply = scene.send(u"payment.succeeded"_s, {{"url"_L1, url}});
        QCOMPARE(reply.status, 200);
        QVERIFY(reply.json()["status"_L1].isNull());
        QCOMPARE(reply.json()["problem"_L1].toString(), u"Nobody answers at this address."_s);
    }

    void longAnswersAreCut()
    {
        Scene scene(Peer::answer("200 OK", QByteArray(100'000, 'x')));
        const QJsonObject reply = scene.send(u"payment.succeeded"_s).json();
        QCOMPARE(reply["response_body"_L1].toString().size(), webhookAnswerKept);
        QCOMPARE(reply["state"_L1].toString(), u"accepted"_s);
    }

    void refusedOrders_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("type");
        QTest::newRow("another computer") << u"http://192.168.1.10/hooks"_s << u"payment.succeeded"_s;
        QTest::newRow("a name") << u"http://example.com/"_s << u"payment.succeeded"_s;
        QTest::newRow("a name like a number") << u"http://127.0.0.1.example.com/"_s << u"payment.succeeded"_s;
        QTest::newRow("a name below localhost") << u"http://a.localhost/"_s << u"payment.succeeded"_s;
        QTest::newRow("any address") << u"http://0.0.0.0:3000/"_s << u"payment.succeeded"_s;
        QTest::newRow("user") << u"http://127.0.0.1@example.com/"_s << u"payment.succeeded"_s;
        QTest::newRow("user here") << u"http://me:pw@127.0.0.1/"_s << u"payment.succeeded"_s;
        QTest::newRow("https") << u"https://127.0.0.1/"_s << u"payment.succeeded"_s;
        QTest::newRow("file") << u"file:///etc/passwd"_s << u"payment.succeeded"_s;
        QTest::newRow("no url") << u"hooks"_s << u"payment.succeeded"_s;
        QTest::newRow("unknown type") << u"http://127.0.0.1/"_s << u"payment.vanished"_s;
        QTest::newRow("type of another object") << u"http://127.0.0.1/"_s << u"refund.succeeded"_s;
    }

    void refusedOrders()
    {
        QFETCH(QString, url);
        QFETCH(QString, type);
        Scene scene(Peer::answer("200 OK", "{}"));
        const auto reply = scene.shop.post("/_sandbox/deliveries", {{"url"_L1, url}, {"type"_L1, type}});
        QCOMPARE(reply.status, 422);
        QVERIFY(!reply.json()["message"_L1].toString().isEmpty());
        QVERIFY(scene.shop.get("/_sandbox/deliveries").items().isEmpty());
    }

    void thereMustBeAnObject()
    {
        Shop shop;
        const auto reply = shop.post("/_sandbox/deliveries",
            {{"url"_L1, "http://127.0.0.1:9/"_L1}, {"type"_L1, "subscription.active"_L1}});
        QCOMPARE(reply.status, 422);
        QCOMPARE(
            reply.json()["message"_L1].toString(), u"There is no subscription yet. Buy a product first."_s);
    }

    void targetsOnThisComputer()
    {
        QCOMPARE(
            loopbackTarget(u"http://localhost:3000/a"_s)->addresses, (QList<QByteArray>{"127.0.0.1", "::1"}));
        QCOMPARE(loopbackTarget(u"http://localhost:3000/a"_s)->host, "localhost:3000");
        QCOMPARE(loopbackTarget(u"http://[::1]:3000/a"_s)->addresses, (QList<QByteArray>{"::1"}));
        QCOMPARE(loopbackTarget(u"http://127.1.2.3"_s)->addresses, (QList<QByteArray>{"127.1.2.3"}));
        QCOMPARE(loopbackTarget(u"http://127.1.2.3"_s)->path, "/");
        QCOMPARE(loopbackTarget(u"http://127.0.0.1/a%2Fb?c=%20"_s)->path, "/a%2Fb?c=%20");
        QVERIFY(!loopbackTarget(u"http://128.0.0.1/"_s));
        QVERIFY(!loopbackTarget(u"http://[::2]/"_s));
    }

    void waitingEnds()
    {
        Peer silent({{{}, Peer::Then::KeepOpen}});
        Peer slow({{"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", Peer::Then::Drip}});
        for (const QUrl &url : {silent.url(), slow.url()}) {
            for (const bool stops : {false, true}) {
                const auto target = loopbackTarget(url.toString());
                WebhookReply reply;
                std::atomic<bool> done = false;
                std::thread sender([&] {
                    reply = postWebhook(
                        *target, {}, "{}", [&] { return stops; }, stops ? 60s : 300ms);
                    done = true;
                });
                QTRY_VERIFY(done);
                sender.join();
                QVERIFY(!reply.accepted());
                QVERIFY(!reply.problem.isEmpty());
            }
        }
    }

    void historyIsPartOfTheState()
    {
        Scene scene(Peer::answer("200 OK", "{}"));
        scene.send(u"payment.succeeded"_s);
        const QJsonObject state = scene.shop.get("/_sandbox/state").json();
        QCOMPARE(state["deliveries"_L1].toArray().size(), 1);
        const QJsonArray before = scene.shop.get("/_sandbox/deliveries").items();
        QCOMPARE(scene.shop.post("/_sandbox/reset").status, 200);
        QVERIFY(scene.shop.get("/_sandbox/deliveries").items().isEmpty());
        const QByteArray text = QJsonDocument(state).toJson(QJsonDocument::Compact);
        QCOMPARE(scene.shop.send("PUT", scene.shop.request("/_sandbox/state"), text).status, 200);
        QCOMPARE(scene.shop.get("/_sandbox/deliveries").items(), before);
    }
};

QTEST_GUILESS_MAIN(TestDeliveries)
#include "tst_deliveries.moc"
