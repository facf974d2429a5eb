// SPDX-License-Identifier: MIT
#include "sandbox/shop.h"

#include <QTest>

using namespace Qt::StringLiterals;

// worked-figures.md H: each request's answer, what is stored of it, and what the example's meter counts.
class TestIngestFigures : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Shop> m_shop;
    QString m_customer;
    QString m_subscription;

    QByteArray minutes(int from) const { return toIso(m_shop->clock->now() + std::chrono::minutes{from}); }

    // One event; `more` is further members, `metadata` its metadata's text.
    static QByteArray event(const QByteArray &id, const QByteArray &metadata = "{\"quality\":\"hd\"}",
        const QByteArray &more = {}, const QByteArray &name = "image.generated")
    {
        return "{\"event_id\":\"" + id + "\",\"customer_id\":\"$customer\",\"event_name\":\"" + name
            + "\",\"metadata\":" + metadata + more + '}';
    }
    static QByteArray in(int minutes) { return ",\"timestamp\":\"@" + QByteArray::number(minutes) + "@\""; }
    static QByteArray many(int count)
    {
        QByteArrayList out;
        for (int i = 0; i < count; ++i)
            out.append(event("e" + QByteArray::number(i)));
        return out.join(',');
    }
    static QByteArray pairs(int count)
    {
        QByteArrayList out{"\"quality\":\"hd\""};
        for (int i = 1; i < count; ++i)
            out.append("\"k" + QByteArray::number(i) + "\":1");
        return '{' + out.join(',') + '}';
    }
    // $customer, and the time so many minutes from now as @n@, are filled in.
    Shop::Reply send(QByteArray body, const QByteArray &key = "dodo_test_key")
    {
        body.replace("$customer", m_customer.toUtf8());
        auto parts = body.split('@');
        for (qsizetype i = 1; i < parts.size(); i += 2)
            parts[i] = minutes(parts[i].toInt());
        body = parts.join();
        QNetworkRequest request = m_shop->plainRequest("/events/ingest");
        if (!key.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + key);
        return m_shop->send("POST", request, body);
    }
    qsizetype stored()
    {
        qsizetype out = 0;
        for (int page = 0;; ++page) {
            const auto items
                = m_shop->get("/events?page_size=100&page_number=" + QByteArray::number(page)).items().size();
            out += items;
            if (items < 100)
                return out;
        }
    }
    QString counted(int period = 0)
    {
        return m_shop->get("/subscriptions/" + m_subscription.toUtf8() + "/usage-history")
            .items()[period]["meters"_L1][0]["consumed_units"_L1]
            .toString();
    }

private Q_SLOTS:
    void init()
    {
        m_shop = std::make_unique<Shop>();
        m_customer = m_shop->makeCustomer();
        const QString product = m_shop->makeProduct(m_shop->makeMeter());
        m_subscription = m_shop->buy(product, m_customer);
    }

    void figures_data()
    {
        QTest::addColumn<QByteArrayList>("events"); // of each request
        QTest::addColumn<int>("status"); // of the last one
        QTest::addColumn<QString>("answer"); // its code, or its count
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("counted");
        const auto row = [](const char *name, const QByteArrayList &events, int status, const QString &answer,
                             int stored, int counted) {
            QTest::newRow(name) << events << status << answer << stored << counted;
        };
        const QString body = u"INVALID_REQUEST_BODY"_s;
        const QByteArray draft = "{\"quality\":\"draft\"}";
        const QByteArray hd = "{\"quality\":\"hd\"}";
        row("H1", {many(1)}, 200, u"1"_s, 1, 1);
        row("H2", {many(13), many(13)}, 200, u"0"_s, 13, 13);
        row("H3", {event("a", hd, {}, "Image.Generated")}, 200, u"1"_s, 1, 0);
        row("H4", {event("a", draft)}, 200, u"1"_s, 1, 0);
        row("H5", {many(4) + ',' + event("e0")}, 400, body, 0, 0);
        row("H6", {event("a"), event("a", draft)}, 200, u"0"_s, 1, 1);
        row("H7 none", {""}, 422, body, 0, 0);
        row("H7 1001", {many(1001)}, 422, body, 0, 0);
        row("H8", {many(1000)}, 200, u"1000"_s, 1000, 1000);
        row("H9 old", {event("a", hd, in(-61))}, 400, body, 0, 0);
        row("H9 ahead", {event("a", hd, in(6))}, 400, body, 0, 0);
        row("H10 now", {event("a")}, 200, u"1"_s, 1, 1);
        row("H10 ahead", {event("a", hd, in(4))}, 200, u"1"_s, 1, 1);
        row("H11", {event("a", hd, ",\"timestamp\":\"2026-01-05T10:30:00\"")}, 422, body, 0, 0);
        row("H12 51", {event("a", pairs(51))}, 400, u"MAXIMUM_KEYS_REACHED"_s, 0, 0);
        row("H12 50", {event("a", pairs(50))}, 200, u"1"_s, 1, 1);
        row("H13 key", {event("a", "{\"" + QByteArray(101, 'k') + "\":1}")}, 400, body, 0, 0);
        row("H13 value", {event("a", "{\"k\":\"" + QByteArray(501, 'v') + "\"}")}, 400, body, 0, 0);
        row("H13 nested", {event("a", "{\"k\":{\"a\":1}}")}, 422, body, 0, 0);
        row("H13 list", {event("a", "{\"k\":[1]}")}, 422, body, 0, 0);
        row("H13 null", {event("a", "{\"k\":null}")}, 422, body, 0, 0);
        row("H14", {event("a").replace("$customer", "cus_nobody")}, 400, body, 0, 0);
        row("H16 name", {event("a").replace("event_name", "event")}, 422, body, 0, 0);
        row("H16 broken", {event("a").chopped(1)}, 422, body, 0, 0);
        row("H17 before", {event("a", hd, in(-5))}, 200, u"1"_s, 1, 0);
        row("H18", {event("a", hd, ",\"timestamp\":\"2024-01-01T12:00:00Z\"")}, 400, body, 0, 0);
    }

    void figures()
    {
        QFETCH(QByteArrayList, events);
        QFETCH(int, status);
        QFETCH(QString, answer);
        QFETCH(int, stored);
        QFETCH(int, counted);
        Shop::Reply reply;
        for (const QByteArray &list : events)
            reply = send("{\"events\":[" + list + "]}");
        QCOMPARE(reply.status, status);
        const QString given
            = status == 200 ? QString::number(reply.json()["ingested_count"_L1].toInt()) : reply.code();
        QCOMPARE(given, answer);
        QCOMPARE(this->stored(), qsizetype(stored));
        QCOMPARE(this->counted(), QString::number(counted));
    }

    void almostAnHourOldIsTaken() // H10, for a customer who had bought by then
    {
        m_shop->clock->advance(59min);
        const QByteArray old = event("a", "{\"quality\":\"hd\"}", in(-59));
        QCOMPARE(send("{\"events\":[" + old + "]}").status, 200);
        QCOMPARE(counted(), u"1"_s);
    }

    void aRenewalBeginsTheNextPeriod() // H17
    {
        QCOMPARE(send("{\"events\":[" + event("a") + "]}").status, 200);
        QCOMPARE(m_shop->post("/_sandbox/clock", {{"advance"_L1, "1 month"_L1}}).status, 200);
        QCOMPARE(send("{\"events\":[" + event("b") + ',' + event("c") + "]}").status, 200);
        QCOMPARE(counted(0), u"2"_s);
        QCOMPARE(counted(1), u"1"_s);
    }

    void keys() // H15
    {
        for (const QByteArray &key : {QByteArray(), QByteArray("dodo_live_abcdefghijklmnop")}) {
            const auto reply = send("{\"events\":[" + event("a") + "]}", key);
            QCOMPARE(reply.status, 401);
            QCOMPARE(reply.code(), u"UNAUTHORIZED"_s);
        }
        QCOMPARE(stored(), 0);
    }

    void theFirstContentOfAnIdStays() // H6
    {
        send("{\"events\":[" + event("a/1 %2F") + "]}");
        send("{\"events\":[" + event("a/1 %2F", "{\"quality\":\"draft\"}") + "]}");
        const auto found = m_shop->get("/events/a%2F1%20%252F");
        QCOMPARE(found.status, 200);
        QCOMPARE(found.json()["event_id"_L1].toString(), u"a/1 %2F"_s);
        QCOMPARE(found.json()["metadata"_L1]["quality"_L1].toString(), u"hd"_s);
        QCOMPARE(m_shop->get("/events/a/1 %252F").status, 404);
    }
};

QTEST_GUILESS_MAIN(TestIngestFigures)
#include "tst_ingestfigures.moc"
