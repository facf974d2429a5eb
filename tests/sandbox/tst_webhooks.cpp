// SPDX-License-Identifier: MIT
#include "dodo/peer.h"
#include "sandbox/received.h"
#include "sandbox/shop.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QStringList purchase{
    u"payment.succeeded"_s, u"subscription.active"_s, u"subscription.renewed"_s, u"subscription.updated"_s};

} // namespace

// dodo-api.md 2.10: the routes, and what a purchase sends to the addresses they name.
class TestWebhooks : public QObject {
    Q_OBJECT

private:
    static QString make(Shop &shop, const QUrl &url, const QJsonObject &more = {})
    {
        QJsonObject fields{{"url"_L1, url.toString() + u"/hooks"_s}};
        for (auto it = more.begin(); it != more.end(); ++it)
            fields.insert(it.key(), it.value());
        return shop.post("/webhooks", fields).json()["id"_L1].toString();
    }

    static QString buy(Shop &shop)
    {
        return shop.buy(shop.makeProduct(shop.makeMeter()), shop.makeCustomer());
    }

    static QJsonArray attempts(Shop &shop)
    {
        return shop.get("/_sandbox/deliveries").items()[0]["attempts"_L1].toArray();
    }

private Q_SLOTS:
    void aWebhookIsMadeReadChangedAndDeleted()
    {
        Shop shop;
        const QJsonObject made = shop.post("/webhooks", {{"url"_L1, "https://example.com/hooks"_L1}}).json();
        const QByteArray path = "/webhooks/" + made["id"_L1].toString().toUtf8();
        QVERIFY(path.startsWith("/webhooks/whk_"));
        const QJsonObject expected{{"id"_L1, made["id"_L1]}, {"url"_L1, "https://example.com/hooks"_L1},
            {"description"_L1, QString()}, {"metadata"_L1, QJsonObject()}, {"disabled"_L1, false},
            {"filter_types"_L1, QJsonValue::Null}, {"rate_limit"_L1, QJsonValue::Null},
            {"created_at"_L1, "2026-11-21T10:00:00Z"_L1}, {"updated_at"_L1, "2026-11-21T10:00:00Z"_L1}};
        QCOMPARE(made, expected);
        QCOMPARE(shop.get(path).json(), made);

        shop.clock->advance(1h);
        const QJsonObject change{{"description"_L1, "Mine"_L1}, {"disabled"_L1, true},
            {"filter_types"_L1, QJsonArray{"payment.failed"_L1}}, {"rate_limit"_L1, 5},
            {"metadata"_L1, QJsonObject{{"team"_L1, "a"_L1}}}};
        const auto patched = shop.patch(path, change);
        QCOMPARE(patched.status, 200);
        for (auto it = change.begin(); it != change.end(); ++it)
            QCOMPARE(patched.json()[it.key()], it.value());
        QCOMPARE(patched.json()["updated_at"_L1].toString(), u"2026-11-21T11:00:00Z"_s);
        QCOMPARE(patched.json()["url"_L1], made["url"_L1]);
        QVERIFY(shop.patch(path, {{"filter_types"_L1, QJsonValue::Null}}).json()["filter_types"_L1].isNull());

        QCOMPARE(shop.get(path + "/secret").json()["secret"_L1].toString().toLatin1(), shop.webhookKey());
        const auto gone = shop.del(path);
        QCOMPARE(gone.status, 200);
        QVERIFY(gone.body.isEmpty());
        for (const auto suffix : {"", "/secret", "/headers"})
            QCOMPARE(shop.get(path + suffix).status, 404);
        QCOMPARE(shop.patch(path, change).code(), u"NOT_FOUND"_s);
        QCOMPARE(shop.del(path).status, 404);
    }

    void wrongFieldsAreNamed_data()
    {
        QTest::addColumn<QJsonObject>("fields");
        QTest::addColumn<QString>("named");
        const auto with = [](QLatin1StringView key, const QJsonValue &value) {
            return QJsonObject{{"url"_L1, "http://127.0.0.1:3000/"_L1}, {key, value}};
        };
        QTest::newRow("no url") << QJsonObject{{"description"_L1, "x"_L1}} << u"url"_s;
        QTest::newRow("not an address") << with("url"_L1, u"hooks"_s) << u"url"_s;
        QTest::newRow("ftp") << with("url"_L1, u"ftp://127.0.0.1/"_s) << u"url"_s;
        QTest::newRow("type") << with("filter_types"_L1, QJsonArray{"payment.lost"_L1}) << u"filter_types"_s;
        QTest::newRow("types") << with("filter_types"_L1, u"payment.failed"_s) << u"filter_types"_s;
        QTest::newRow("disabled") << with("disabled"_L1, u"yes"_s) << u"disabled"_s;
        QTest::newRow("metadata") << with("metadata"_L1, QJsonObject{{"a"_L1, 1}}) << u"metadata"_s;
        QTest::newRow("two lines in a header")
            << with("headers"_L1, QJsonObject{{"X-A"_L1, "a\r\nX-B: b"_L1}}) << u"X-A"_s;
        QTest::newRow("the signature's header")
            << with("headers"_L1, QJsonObject{{"Webhook-Signature"_L1, "v1,x"_L1}}) << u"Webhook-Signature"_s;
    }

    void wrongFieldsAreNamed()
    {
        QFETCH(QJsonObject, fields);
        QFETCH(QString, named);
        Shop shop;
        const auto reply = shop.post("/webhooks", fields);
        QCOMPARE(reply.status, 422);
        QVERIFY2(reply.json()["message"_L1].toString().contains(named), reply.body.constData());
        QVERIFY(shop.get("/webhooks").json()["data"_L1].toArray().isEmpty());
    }

    void theListIsReadByCursor() // dodo-api.md 1.5
    {
        Shop shop;
        QStringList made;
        for (int i = 0; i < 5; ++i)
            made.prepend(make(shop, QUrl(u"http://127.0.0.1:%1"_s.arg(3000 + i))));
        QStringList seen;
        QJsonObject page = shop.get("/webhooks?limit=2").json();
        QVERIFY(page["prev_iterator"_L1].isNull());
        for (int pages = 0; pages < 3; ++pages) {
            const QJsonArray data = page["data"_L1].toArray();
            for (const auto &item : data)
                seen.append(item["id"_L1].toString());
            QCOMPARE(page["done"_L1].toBool(), pages == 2);
            QCOMPARE(page["iterator"_L1].isNull(), pages == 2);
            if (pages < 2)
                page = shop.get("/webhooks?limit=2&iterator=" + page["iterator"_L1].toString().toLatin1())
                           .json();
        }
        QCOMPARE(seen, made);
        const QJsonObject before
            = shop.get("/webhooks?limit=2&iterator=" + page["prev_iterator"_L1].toString().toLatin1()).json();
        QCOMPARE(before["data"_L1][1]["id"_L1].toString(), made[3]);
        QCOMPARE(before["data"_L1].toArray().size(), 2);
        QCOMPARE(shop.get("/webhooks?iterator=nonsense").status, 422);
    }

    void theSameIdempotencyKeyMakesOne()
    {
        Shop shop;
        const QString first = make(shop, QUrl(u"http://127.0.0.1:1"_s), {{"idempotency_key"_L1, "k"_L1}});
        QCOMPARE(make(shop, QUrl(u"http://127.0.0.1:2"_s), {{"idempotency_key"_L1, "k"_L1}}), first);
        QVERIFY(make(shop, QUrl(u"http://127.0.0.1:2"_s), {{"idempotency_key"_L1, "other"_L1}}) != first);
    }

    void aPurchaseSendsItsEventsInOrder()
    {
        Shop shop;
        Peer peer(Peer::answer("200 OK", "{}"));
        const QString id = make(shop, peer.url(), {{"headers"_L1, QJsonObject{{"X-Shop"_L1, "mine"_L1}}}});
        const QByteArray headers = "/webhooks/" + id.toUtf8() + "/headers";
        const auto added = shop.patch(headers, {{"headers"_L1, QJsonObject{{"X-More"_L1, "1"_L1}}}});
        QCOMPARE(added.status, 200);
        QVERIFY(added.body.isEmpty());
        const QJsonObject both{{"X-Shop"_L1, "mine"_L1}, {"X-More"_L1, "1"_L1}};
        QCOMPARE(shop.get(headers).json()["headers"_L1].toObject(), both);
        QCOMPARE(shop.get(headers).json()["sensitive"_L1].toArray(), QJsonArray());

        const QString subscription = buy(shop);
        QTRY_COMPARE(peer.requests().size(), 4);
        QCOMPARE(typesOf(peer.requests()), purchase);
        QSet<QByteArray> ids;
        for (const QByteArray &request : peer.requests()) {
            const Received got = received(request);
            QVERIFY(got.signedBy(shop.webhookKey()));
            QCOMPARE(got.header("x-shop"), QByteArray("mine"));
            QCOMPARE(got.json()["timestamp"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
            QCOMPARE(got.json()["data"_L1]["subscription_id"_L1].toString(), subscription);
            QVERIFY(!got.json()["data"_L1].toObject().contains("sandbox"_L1));
            ids.insert(got.header("webhook-id"));
        }
        QCOMPARE(ids.size(), 4);
        const auto isDone = [&] {
            const QJsonArray items = shop.get("/_sandbox/deliveries").items();
            return std::ranges::all_of(items, [](const auto &item) {
                return item["state"_L1].toString() == u"accepted"_s
                    && item["attempts"_L1].toArray().size() == 1;
            });
        };
        QTRY_VERIFY(isDone());
    }

    void filtersAndDisabledOnesAreKept()
    {
        Shop shop;
        Peer some(Peer::answer("200 OK", "{}"));
        Peer none(Peer::answer("200 OK", "{}"));
        Peer off(Peer::answer("200 OK", "{}"));
        make(shop, some.url(), {{"filter_types"_L1, QJsonArray{"subscription.active"_L1}}});
        make(shop, none.url(), {{"filter_types"_L1, QJsonArray()}});
        make(shop, off.url(), {{"disabled"_L1, true}});
        buy(shop);
        QTRY_COMPARE(some.requests().size(), 1);
        QCOMPARE(received(some.requests().first()).type(), u"subscription.active"_s);
        QCOMPARE(shop.get("/_sandbox/deliveries").items().size(), 1);
        QVERIFY(none.requests().isEmpty() && off.requests().isEmpty());
    }

    void aDeclinedCardIsToldToo()
    {
        Shop shop;
        Peer peer(Peer::answer("200 OK", "{}"));
        make(shop, peer.url());
        const QString session
            = shop.checkout(shop.makeProduct(shop.makeMeter()), {{"customer_id"_L1, shop.makeCustomer()}});
        shop.post("/session/" + session.toUtf8(), {{"card"_L1, "4000 0000 0000 0002"_L1}});
        QTRY_COMPARE(peer.requests().size(), 1);
        QCOMPARE(received(peer.requests().first()).type(), u"payment.failed"_s);
        QCOMPARE(received(peer.requests().first()).json()["data"_L1]["error_code"_L1].toString(),
            u"CARD_DECLINED"_s);
    }

    void aRefusedMessageIsRetriedOnTheSchedule() // I8
    {
        Shop shop;
        Peer peer(Peer::answer("500 Oh", "no"));
        make(shop, peer.url(), {{"filter_types"_L1, QJsonArray{"subscription.active"_L1}}});
        buy(shop);
        QTRY_COMPARE(attempts(shop).size(), 2); // and once more at once
        const auto advance = [&](const QString &by) {
            QCOMPARE(shop.post("/_sandbox/clock", {{"advance"_L1, by}}).status, 200);
        };
        advance(u"4 seconds"_s);
        QCOMPARE(attempts(shop).size(), 2);
        advance(u"1 second"_s);
        QCOMPARE(attempts(shop).size(), 3);
        advance(u"5 minutes"_s);
        QCOMPARE(attempts(shop).size(), 4);
        advance(u"2 days"_s); // all others on the way, each at its time
        const QJsonArray all = attempts(shop);
        const QStringList times{u"10:00:00"_s, u"10:00:00"_s, u"10:00:05"_s, u"10:05:05"_s, u"10:35:05"_s,
            u"12:35:05"_s, u"17:35:05"_s, u"03:35:05"_s, u"13:35:05"_s};
        QStringList seen;
        for (const auto &attempt : all)
            seen.append(attempt["at"_L1].toString().mid(11, 8));
        QCOMPARE(seen, times);
        QCOMPARE(shop.get("/_sandbox/deliveries").items()[0]["state"_L1].toString(), u"failed"_s);
        QSet<QByteArray> ids;
        for (const QByteArray &request : peer.requests())
            ids.insert(received(request).header("webhook-id"));
        QCOMPARE(ids.size(), 1);
        advance(u"1 month"_s);
        QCOMPARE(attempts(shop).size(), 9);
    }

    void anAcceptedRetryIsTheLast()
    {
        Shop shop;
        Peer peer({{Peer::answer("503 Busy", "")}, {Peer::answer("503 Busy", "")},
            {Peer::answer("204 No Content", "")}});
        make(shop, peer.url(), {{"filter_types"_L1, QJsonArray{"subscription.active"_L1}}});
        buy(shop);
        QTRY_COMPARE(attempts(shop).size(), 2);
        shop.post("/_sandbox/clock", {{"advance"_L1, "1 day"_L1}});
        QCOMPARE(attempts(shop).size(), 3);
        QCOMPARE(shop.get("/_sandbox/deliveries").items()[0]["state"_L1].toString(), u"accepted"_s);
    }

    void aReceiverThatHangsKeepsNobodyWaiting()
    {
        Shop shop;
        Peer hanging({{QByteArray(), Peer::Then::KeepOpen}});
        Peer peer(Peer::answer("200 OK", "{}"));
        make(shop, hanging.url());
        make(shop, peer.url());
        QElapsedTimer timer;
        timer.start();
        buy(shop);
        QTRY_COMPARE(typesOf(peer.requests()), purchase);
        QVERIFY(timer.elapsed() < 8000); // the other one is given up after 15 s
        QCOMPARE(hanging.requests().size(), 1);
    }

    void aBacklogOfOneThatHangsKeepsNobodyWaiting() // however long it is
    {
        Shop shop;
        Peer hanging({{QByteArray(), Peer::Then::KeepOpen}});
        Peer peer(Peer::answer("200 OK", "{}"));
        make(shop, hanging.url());
        const QString product = shop.makeProduct(shop.makeMeter());
        const QString customer = shop.makeCustomer();
        for (int i = 0; i < 60; ++i) // 240 messages
            shop.buy(product, customer);
        make(shop, peer.url());
        QElapsedTimer timer;
        timer.start();
        shop.buy(product, customer);
        QTRY_COMPARE(typesOf(peer.requests()), purchase);
        QVERIFY2(timer.elapsed() < 8000, QByteArray::number(timer.elapsed()));
    }

    void deletedOnesAndOtherComputersGetNothing()
    {
        Shop shop;
        Peer peer(Peer::answer("500 Oh", ""));
        const QString id
            = make(shop, peer.url(), {{"filter_types"_L1, QJsonArray{"subscription.active"_L1}}});
        buy(shop);
        QTRY_COMPARE(attempts(shop).size(), 2);
        shop.del("/webhooks/" + id.toUtf8());
        shop.post("/_sandbox/clock", {{"advance"_L1, "1 minute"_L1}});
        QCOMPARE(peer.requests().size(), 2);
        QCOMPARE(attempts(shop).last()["problem"_L1].toString(), u"This webhook was deleted or disabled."_s);

        shop.post("/webhooks", {{"url"_L1, "http://192.0.2.1/"_L1}});
        buy(shop);
        shop.post("/_sandbox/clock", {{"advance"_L1, "1 second"_L1}});
        const QJsonObject told = shop.get("/_sandbox/deliveries").items()[0].toObject();
        QCOMPARE(told["state"_L1].toString(), u"failed"_s);
        QVERIFY(told["problem"_L1].toString().contains("only to this computer"_L1));
    }

    void webhooksArePartOfTheState()
    {
        Shop shop;
        const QString id
            = make(shop, QUrl(u"http://127.0.0.1:9"_s), {{"headers"_L1, QJsonObject{{"X-A"_L1, "b"_L1}}}});
        const QJsonObject state = shop.get("/_sandbox/state").json();
        QVERIFY(!QJsonDocument(state).toJson().contains(shop.webhookKey()));
        shop.post("/_sandbox/reset");
        QVERIFY(shop.get("/webhooks").json()["data"_L1].toArray().isEmpty());
        const QByteArray text = QJsonDocument(state).toJson(QJsonDocument::Compact);
        QCOMPARE(shop.send("PUT", shop.request("/_sandbox/state"), text).status, 200);
        QCOMPARE(shop.get("/webhooks/" + id.toUtf8() + "/headers").json()["headers"_L1]["X-A"_L1].toString(),
            u"b"_s);
    }
};

QTEST_GUILESS_MAIN(TestWebhooks)
#include "tst_webhooks.moc"
