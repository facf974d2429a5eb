// SPDX-License-Identifier: MIT
#include "sandbox/advice.h"
#include "sandbox/advicetext.h"
#include "sandbox/shop.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString advice(const Shop::Reply &reply)
{
    return QString::fromLatin1(reply.header("x-pixelmeter-advice"));
}

// What the header says of one request with one event that is like the example's but for these members.
struct OneEvent {
    Shop &shop;
    QString customer;

    Shop::Reply send(QJsonObject members, const QString &id = u"e1"_s) const
    {
        QJsonObject event{{"event_id"_L1, id}, {"customer_id"_L1, customer},
            {"event_name"_L1, "image.generated"_L1}, {"metadata"_L1, QJsonObject{{"quality"_L1, "hd"_L1}}}};
        for (auto it = members.begin(); it != members.end(); ++it)
            event.insert(it.key(), it.value());
        return shop.post("/events/ingest", {{"events"_L1, QJsonArray{event}}});
    }
    QString told(const QJsonObject &members) const { return advice(send(members)); }
};

QJsonObject metadata(const QString &key, const QJsonValue &value)
{
    return {{"metadata"_L1, QJsonObject{{key, value}}}};
}

} // namespace

class TestAdvice : public QObject {
    Q_OBJECT

private:
    // The example's meter, product and subscriber.
    std::unique_ptr<Shop> m_shop;
    QString m_customer;
    QString m_meter;
    QString m_subscription;

    OneEvent one() { return {*m_shop, m_customer}; }
    void addTokens()
    {
        QJsonObject fields = m_shop->meterFields();
        fields.remove("filter"_L1);
        fields.insert("event_name"_L1, "tokens.used"_L1);
        fields.insert("name"_L1, "Tokens"_L1);
        fields.insert("aggregation"_L1, QJsonObject{{"type"_L1, "sum"_L1}, {"key"_L1, "tokens"_L1}});
        const QString meter = m_shop->post("/meters", fields).json()["id"_L1].toString();
        m_shop->buy(m_shop->makeProduct(meter), m_customer);
    }

private Q_SLOTS:
    void init()
    {
        m_shop = std::make_unique<Shop>();
        m_customer = m_shop->makeCustomer();
        m_meter = m_shop->makeMeter();
        m_subscription = m_shop->buy(m_shop->makeProduct(m_meter), m_customer);
    }

    void anEventThatBillsIsNotSpokenOf()
    {
        const auto reply = one().send({});
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.raw->hasRawHeader("X-PixelMeter-Advice"));
        for (int i = 0; i < 12; ++i) // free units and paid ones alike
            QCOMPARE(advice(one().send({}, u"more%1"_s.arg(i))), QString());
    }

    void nearestMissIsNamed_data()
    {
        QTest::addColumn<QJsonObject>("members");
        QTest::addColumn<QString>("sentence");
        const auto name = [](const QString &text) { return QJsonObject{{"event_name"_L1, text}}; };
        const QString meter = u" \"image.generated\" of meter \"Image Generation Meter\""_s;
        QTest::newRow("case")
            << name(u"Image.Generated"_s)
            << u"event \"e1\" bills nothing: its name \"Image.Generated\" differs by case from"_s + meter;
        QTest::newRow("blank") << name(u"image.generated "_s)
                               << u"its name \"image.generated \" differs by a blank from"_s + meter;
        QTest::newRow("separator") << name(u"image_generated"_s) << u"differs by a separator from"_s + meter;
        QTest::newRow("look-alike")
            << name(u"im\u0430ge.generated"_s)
            << u"its name \"im<U+0430>ge.generated\" has a letter that only looks like one of"_s + meter;
        QTest::newRow("letter") << name(u"image.generatd"_s) << u"is a letter or two off"_s + meter;
        QTest::newRow("another")
            << name(u"video.rendered"_s)
            << u"event \"e1\" bills nothing: no meter counts its name \"video.rendered\""_s;
        QTest::newRow("filter")
            << metadata(u"quality"_s, u"draft"_s)
            << u"the filter of meter \"Image Generation Meter\" fails, \"quality\" is \"draft\", "
               "wanted equals \"standard\" or equals \"hd\""_s;
        QTest::newRow("missing") << metadata(u"size"_s, 3)
                                 << u"fails, metadata has no \"quality\", wanted equals \"standard\" or"_s;
        QTest::newRow("type") << metadata(u"quality"_s, true) << u"fails, \"quality\" is true, wanted"_s;
        QTest::newRow("quotes") << name(u"a\"b\\c\n\u00e9"_s)
                                << u"no meter counts its name \"a'b\\c<U+000A><U+00E9>\""_s;
        QTest::newRow("live key") << name(u"dodo_live_abcdefghijklmnop"_s)
                                  << u"no meter counts its name \"********\""_s;
    }

    void nearestMissIsNamed()
    {
        QFETCH(QJsonObject, members);
        QFETCH(QString, sentence);
        const auto reply = one().send(members);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.body, R"({"ingested_count":1})");
        QVERIFY2(advice(reply).contains(sentence), qPrintable(advice(reply)));
        // The verdicts say the same.
        const auto verdict = m_shop->get("/_sandbox/verdicts?event_id=e1").items().first();
        QVERIFY(verdict["meters"_L1][0]["reason"_L1].toString() != "counted"_L1);
    }

    void propertiesThatDoNotAdd()
    {
        addTokens();
        const auto told = [&](const QJsonValue &value) {
            QJsonObject members = metadata(u"tokens"_s, value);
            members.insert("event_name"_L1, "tokens.used"_L1);
            members.insert("event_id"_L1, QUuid::createUuid().toString());
            return one().told(members);
        };
        QCOMPARE(told(150), QString());
        QVERIFY2(
            told(u"1500"_s).contains(
                "\"tokens\" is the text \"1500\", which meter \"Tokens\" does not count: send a number"_L1),
            qPrintable(told(u"1500"_s)));
        QVERIFY(told(true).contains("\"tokens\" is true, not a number"_L1));
        const QString missing = one().told({{"event_name"_L1, "tokens.used"_L1}, {"event_id"_L1, "none"_L1}});
        QVERIFY2(missing.contains("metadata has no \"tokens\", which meter \"Tokens\" counts"_L1),
            qPrintable(missing));
    }

    void customersWithoutASubscription()
    {
        const OneEvent other{*m_shop, m_shop->makeCustomer(u"other@example.com"_s)};
        const QString sentence
            = u"event \"e1\" bills nothing: customer \"%1\" has no active subscription"_s.arg(other.customer);
        QCOMPARE(other.told({}), sentence);
        // Said of the next one until there is one.
        m_shop->buy(m_shop->makeProduct(m_meter), other.customer);
        m_shop->clock->advance(1s);
        QCOMPARE(other.told({{"event_id"_L1, "e2"_L1}}), QString());
        QCOMPARE(m_shop->patch("/subscriptions/" + m_subscription.toUtf8(), {{"status"_L1, "cancelled"_L1}})
                     .status,
            200);
        QCOMPARE(one().told({{"event_id"_L1, "e3"_L1}}),
            u"event \"e3\" bills nothing: customer \"%1\" has no active subscription, one is cancelled"_s.arg(
                m_customer));
    }

    void metersThatNobodyBought()
    {
        QJsonObject fields = m_shop->meterFields();
        fields.insert("event_name"_L1, "other"_L1);
        m_shop->post("/meters", fields);
        QCOMPARE(one().told({{"event_name"_L1, "other"_L1}}),
            u"event \"e1\" bills nothing: no active subscription of customer \"%1\" has meter "
            "\"Image Generation Meter\""_s.arg(m_customer));
    }

    void archivedMetersAndEarlyEvents()
    {
        const QString early = one().told(
            {{"timestamp"_L1, QString::fromLatin1(toIso(m_shop->clock->now() - std::chrono::minutes{5}))}});
        QVERIFY2(early.contains("it is from before the customer bought meter"_L1), qPrintable(early));
        m_shop->clock->advance(1s);
        QCOMPARE(m_shop->del("/meters/" + m_meter.toUtf8()).status, 204);
        m_shop->clock->advance(1s);
        const QString archived = one().told({{"event_id"_L1, "late"_L1}});
        QVERIFY2(archived.contains("meter \"Image Generation Meter\" is archived"_L1), qPrintable(archived));
        QCOMPARE(m_shop->post("/meters/" + m_meter.toUtf8() + "/unarchive").status, 200);
        m_shop->clock->advance(1s);
        QCOMPARE(one().told({{"event_id"_L1, "later"_L1}}), QString());
    }

    void repeatedIds()
    {
        QCOMPARE(one().told({}), QString());
        const auto again = one().send({});
        QCOMPARE(again.body, R"({"ingested_count":0})");
        QVERIFY2(advice(again).startsWith("event \"e1\" stored before"_L1), qPrintable(advice(again)));
    }

    void anotherWorldIsJudgedByItsOwnMeters()
    {
        QCOMPARE(one().told({}), QString());
        QCOMPARE(m_shop->post("/_sandbox/reset").status / 100, 2);
        m_customer = m_shop->makeCustomer();
        QVERIFY2(one().told({}).contains("no meter counts its name \"image.generated\""_L1),
            qPrintable(one().told({})));
    }

    void eventsOfOneReasonAreNamedTogether()
    {
        QJsonArray events;
        for (int i = 0; i < 3; ++i)
            events.append(QJsonObject{{"event_id"_L1, u"e%1"_s.arg(i)}, {"customer_id"_L1, m_customer},
                {"event_name"_L1, i == 1 ? "image.generated"_L1 : "nothing"_L1},
                {"metadata"_L1, QJsonObject{{"quality"_L1, "hd"_L1}}}});
        QCOMPARE(advice(m_shop->post("/events/ingest", {{"events"_L1, events}})),
            u"events \"e0\", \"e2\" bill nothing: no meter counts its name \"nothing\""_s);
    }

    void moreThanTenEventsAreNotAdvised()
    {
        QStringList ids;
        for (int i = 0; i < 11; ++i)
            ids.append(u"e%1"_s.arg(i));
        QCOMPARE(m_shop->ingest(m_customer, ids.mid(1), u"hd"_s, u"nothing"_s), 200);
        QVERIFY(!m_shop->get("/_sandbox/exchanges?after=0").items().isEmpty());
        const auto told = [&](const QStringList &sent) {
            m_shop->ingest(m_customer, sent, u"hd"_s, u"nothing"_s);
            const auto items = m_shop->get("/_sandbox/exchanges?after=0&limit=1000").items();
            return QJsonDocument(items.last().toObject()).toJson().contains("x-pixelmeter-advice");
        };
        QVERIFY(told(ids.mid(1))); // the record holds the header
        QVERIFY(!told(ids));
    }

    void theHeaderStaysOneShortAsciiLine()
    {
        QByteArrayList sentences;
        for (int i = 0; i < 40; ++i)
            sentences.append("event " + quotedAscii(u"\r\nSet-Cookie: a=%1"_s.arg(i)) + " bills nothing");
        const QByteArray text = adviceText(sentences);
        QVERIFY(text.size() <= 500);
        QVERIFY2(text.endsWith(" more"), text.constData());
        QVERIFY(std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7f; }));
        QVERIFY(adviceText({QByteArray(2000, 'x')}).size() <= 500);
    }

    void pagesThatAreLost()
    {
        QStringList ids;
        for (int i = 0; i < 25; ++i)
            ids.append(u"e%1"_s.arg(i));
        QCOMPARE(m_shop->ingest(m_customer, ids), 200);
        QVERIFY(advice(m_shop->get("/events")).contains("this page is full with the default of 10 rows"_L1));
        const QString skipped = advice(m_shop->get("/events?page_number=2"));
        QVERIFY2(skipped.startsWith("page 1 was not asked for"_L1), qPrintable(skipped));
        QCOMPARE(advice(m_shop->get("/events?page_size=100")), QString());
        QVERIFY(advice(m_shop->get("/events?page_size=20&page_number=1"))
                    .startsWith("page_number 1 is the second"_L1));
        QVERIFY(advice(m_shop->get("/events?page_size=0")).startsWith("page_size 0 gives 10 rows here"_L1));
        for (int page = 0; page < 3; ++page) {
            const auto reply = m_shop->get("/events?page_size=9&page_number=" + QByteArray::number(page));
            QCOMPARE(advice(reply), QString());
        }
        QCOMPARE(advice(m_shop->get("/meters")), QString());
    }

    void deprecatedFieldsAndOtherTexts()
    {
        QJsonObject product = m_shop->productFields(m_meter);
        QJsonObject price = product["price"_L1].toObject();
        price.insert("discount"_L1, 10);
        product.insert("price"_L1, price);
        QCOMPARE(advice(m_shop->post("/products", product)),
            u"price.discount is deprecated: discount_bps takes its place"_s);
        price.remove("discount"_L1);
        QJsonObject meter = price["meters"_L1][0].toObject();
        meter.insert("price_per_unit"_L1, "0.05"_L1);
        price.insert("meters"_L1, QJsonArray{meter});
        product.insert("price"_L1, price);
        QVERIFY(advice(m_shop->post("/products", product))
                    .startsWith("price_per_unit \"0.05\" is less than one"_L1));
        QVERIFY(
            advice(m_shop->post("/payments", {{"a"_L1, 1}})).startsWith("POST /payments is deprecated"_L1));
        QJsonObject fields = m_shop->meterFields();
        fields.insert("aggregation"_L1, QJsonObject{{"type"_L1, "sum"_L1}, {"key"_L1, "metadata.tokens"_L1}});
        QVERIFY(advice(m_shop->post("/meters", fields)).contains("leave \"metadata.\" out"_L1));
    }
};

QTEST_GUILESS_MAIN(TestAdvice)
#include "tst_advice.moc"
