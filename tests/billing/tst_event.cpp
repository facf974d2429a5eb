// SPDX-License-Identifier: MIT
#include "billing/event.h"
#include "support/strictjson.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject sample()
{
    return samples::json(R"({"event_id":"gen:abc/1","customer_id":"cus_1","event_name":"image.generated",
        "timestamp":"2026-11-25T10:22:31.049Z","metadata":{"quality":"hd","seed":7,"seconds":8.3}})");
}

} // namespace

class EventTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrips()
    {
        const auto event = eventFromJson(sample());
        QVERIFY(event.ok());
        QCOMPARE(event->id.text, "gen:abc/1");
        QCOMPARE(toJson(*event), sample());
    }

    void timeAndMetadataMayBeAbsent()
    {
        QJsonObject json = sample();
        json.remove("timestamp"_L1);
        json.insert("metadata"_L1, QJsonValue::Null);
        const auto event = eventFromJson(json);
        QVERIFY(!event->at);
        QVERIFY(event->metadata.isEmpty());
        QVERIFY(!toJson(*event).contains("timestamp"_L1));
    }

    void textKeepsTheOrderOfTheContract()
    {
        const Event event{.id = {"a\"b"},
            .customer = {"cus_1"},
            .name = "image.generated",
            .at = *timeFromIso("2026-11-25T10:14:00Z"),
            .metadata = {{"quality", MetaValue::ofText(u"hd"_s)}, {"n", MetaValue::ofNumber("2.5")},
                {"again", MetaValue::ofBoolean(false)}}};
        const QByteArray text = toText(event);
        QCOMPARE(readObject(text).andThen([](const QJsonObject &json) { return eventFromJson(json); })->id,
            event.id);
        QCOMPARE(text,
            QByteArray(
                "{\"event_id\":\"a\\\"b\",\"customer_id\":\"cus_1\",\"event_name\":\"image.generated\","
                "\"timestamp\":\"2026-11-25T10:14:00Z\",\"metadata\":{\"quality\":\"hd\",\"n\":2.5,"
                "\"again\":false}}"));
    }

    void answersCarryTheBusiness()
    {
        Event event = *eventFromJson(sample());
        event.metadata.clear();
        const QJsonObject json = toJson(event, "bus_1");
        QCOMPARE(json.value("business_id"_L1).toString(), u"bus_1"_s);
        QVERIFY(json.value("metadata"_L1).isNull());
        QCOMPARE(*eventFromJson(json), event);
    }

    void wrongShapesNameTheirPath_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("field");
        const QJsonValue absent(QJsonValue::Undefined);
        for (const auto &key : {u"event_id"_s, u"customer_id"_s, u"event_name"_s}) {
            QTest::addRow("%s missing", qPrintable(key)) << key << absent << u"events[3]."_s + key;
            QTest::addRow("%s number", qPrintable(key)) << key << QJsonValue(5) << u"events[3]."_s + key;
            QTest::addRow("%s null", qPrintable(key)) << key << QJsonValue() << u"events[3]."_s + key;
        }
        QTest::newRow("H11 no zone") << u"timestamp"_s << QJsonValue(u"2026-01-05T10:30:00"_s)
                                     << u"events[3].timestamp"_s;
        QTest::newRow("time is a number") << u"timestamp"_s << QJsonValue(5) << u"events[3].timestamp"_s;
        QTest::newRow("metadata is text") << u"metadata"_s << QJsonValue(u"x"_s) << u"events[3].metadata"_s;
        QTest::newRow("H13 nested") << u"metadata"_s << QJsonValue(samples::json(R"({"x":{"y":1}})"))
                                    << u"events[3].metadata.x"_s;
        QTest::newRow("H13 null") << u"metadata"_s << QJsonValue(samples::json(R"({"x":null})"))
                                  << u"events[3].metadata.x"_s;
    }
    void wrongShapesNameTheirPath()
    {
        QFETCH(const QString, key);
        QFETCH(const QJsonValue, value);
        QFETCH(const QString, field);
        QJsonObject json = sample();
        json.remove(key);
        if (!value.isUndefined())
            json.insert(key, value);
        const auto event = eventFromJson(json, u"events[3]"_s);
        QVERIFY(!event.ok());
        QCOMPARE(event.error().field, field);
        QCOMPARE(event.error().status, 422);
        QVERIFY(event.error().message.startsWith(field));
    }

    void aViewReadsTheSame()
    {
        const Event event = *eventFromJson(sample());
        const EventViewOf view(event);
        QCOMPARE(view.view().id.toByteArray(), event.id.text);
        QCOMPARE(view.view().at, event.at);
        QCOMPARE(view.view().metadata.size(), size_t(3));
        QCOMPARE(view.view().metadata[0].key.toByteArray(), "quality");
        QCOMPARE(view.view().metadata[0].text.toByteArray(), "hd");
    }
};

QTEST_GUILESS_MAIN(EventTest)
#include "tst_event.moc"
