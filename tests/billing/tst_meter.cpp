// SPDX-License-Identifier: MIT
#include "billing/meter.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QJsonObject sample()
{
    return samples::json(R"({"name":"Tokens","event_name":"llm.tokens","measurement_unit":"token",
        "aggregation":{"type":"sum","key":"tokens"},"description":"All of them",
        "filter":{"conjunction":"and","clauses":[{"key":"tier","operator":"equals","value":"premium"}]}})");
}

} // namespace

class MeterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newMetersRoundTrip()
    {
        const auto meter = newMeterFromJson(sample());
        QVERIFY(meter.ok());
        QCOMPARE(meter->aggregation, (Aggregation{Aggregation::Type::Sum, u"tokens"_s}));
        QCOMPARE(toJson(*meter), sample());
    }

    void metersRoundTripWithNullsForWhatIsAbsent()
    {
        const Meter meter{.id = {"mtr_1"},
            .businessId = "bus_1",
            .is = {u"Images"_s, u"image.generated"_s, u"image"_s, {}, {}, {}},
            .createdAt = samples::at("2026-01-05T10:30:00Z"),
            .updatedAt = samples::at("2026-01-05T10:30:00.123456Z")};
        const QJsonObject json = toJson(meter);
        QVERIFY(json.value("description"_L1).isNull());
        QVERIFY(json.value("filter"_L1).isNull());
        const QJsonObject aggregation = json.value("aggregation"_L1).toObject();
        QVERIFY(aggregation.contains("key"_L1) && aggregation["key"_L1].isNull());
        QCOMPARE(*meterFromJson(json), meter);
    }

    void missingKeysAreNamed_data()
    {
        QTest::addColumn<QString>("key");
        for (const auto &key : {"name", "event_name", "measurement_unit", "aggregation"})
            QTest::newRow(key) << QString::fromLatin1(key);
    }
    void missingKeysAreNamed()
    {
        QFETCH(const QString, key);
        QJsonObject json = sample();
        json.remove(key);
        QCOMPARE(newMeterFromJson(json).error().field, key);
        json.insert(key, QJsonArray());
        QCOMPARE(newMeterFromJson(json).error().field, key);
        json.insert(key, QString());
        QCOMPARE(newMeterFromJson(json).error().field, key);
    }

    void sumMaxAndLastNeedAKey()
    {
        QJsonObject json = sample();
        for (const auto type : {"sum"_L1, "max"_L1, "last"_L1}) {
            json.insert("aggregation"_L1, QJsonObject{{"type"_L1, type}});
            QCOMPARE(newMeterFromJson(json).error().field, u"aggregation.key"_s);
        }
        json.insert("aggregation"_L1, QJsonObject{{"type"_L1, "average"_L1}});
        QCOMPARE(newMeterFromJson(json).error().field, u"aggregation.type"_s);
    }

    void countIgnoresItsKey()
    {
        QJsonObject json = sample();
        json.insert("aggregation"_L1, QJsonObject{{"type"_L1, "count"_L1}, {"key"_L1, "tokens"_L1}});
        QCOMPARE(newMeterFromJson(json)->aggregation, Aggregation{});
        json.insert("aggregation"_L1, QJsonObject{{"type"_L1, "count"_L1}, {"key"_L1, QJsonValue::Null}});
        QVERIFY(newMeterFromJson(json).ok());
    }

    void filtersAreReadAtTheirPath()
    {
        QJsonObject json = sample();
        json.insert("filter"_L1, QJsonObject{{"conjunction"_L1, "and"_L1}, {"clauses"_L1, QJsonArray()}});
        QCOMPARE(newMeterFromJson(json).error().field, u"filter.clauses"_s);
        json.insert("filter"_L1, QJsonValue::Null);
        QVERIFY(!newMeterFromJson(json)->filter);
    }
};

QTEST_GUILESS_MAIN(MeterTest)
#include "tst_meter.moc"
