// SPDX-License-Identifier: MIT
#include "billing/usage.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

UsagePeriod sample()
{
    return {.period = {samples::at("2026-01-05T10:30:00Z"), samples::at("2026-02-05T10:30:00Z")},
        .meters = {{.id = {"mtr_1"},
            .name = u"Images"_s,
            .consumedUnits = samples::decimal("12.5"),
            .freeThreshold = 10,
            .chargeableUnits = samples::decimal("2.5"),
            .pricePerUnit = samples::decimal("500"),
            .currency = "USD",
            .totalPrice = 1250}}};
}

} // namespace

class UsageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrips()
    {
        const QJsonObject json = toJson(sample());
        QVERIFY(json["meters"_L1][0]["consumed_units"_L1].isString());
        QCOMPARE(json["meters"_L1][0]["total_price"_L1].toInteger(), 1250);
        QCOMPARE(*usagePeriodFromJson(json), sample());
    }

    void aNumberForADecimalIsRefused()
    {
        QJsonObject json = toJson(sample());
        QJsonObject meter = json["meters"_L1].toArray().at(0).toObject();
        meter.insert("consumed_units"_L1, 12);
        json.insert("meters"_L1, QJsonArray{meter});
        QCOMPARE(
            usagePeriodFromJson(json, u"items[1]"_s).error().field, u"items[1].meters[0].consumed_units"_s);
        meter.insert("consumed_units"_L1, "twelve"_L1);
        json.insert("meters"_L1, QJsonArray{meter});
        QCOMPARE(usagePeriodFromJson(json).error().field, u"meters[0].consumed_units"_s);
    }

    void missingKeysAreNamed()
    {
        for (const auto key : {"start_date"_L1, "end_date"_L1, "meters"_L1}) {
            QJsonObject json = toJson(sample());
            json.remove(key);
            QCOMPARE(usagePeriodFromJson(json).error().field, QString(key));
        }
    }
};

QTEST_GUILESS_MAIN(UsageTest)
#include "tst_usage.moc"
