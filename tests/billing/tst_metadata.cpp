// SPDX-License-Identifier: MIT
#include "billing/metadata.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

class MetadataTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsFourTypes()
    {
        const Metadata metadata = samples::metadata(R"({"a":"text","b":150,"c":8.3,"d":true})");
        QCOMPARE(metadata[0].value, MetaValue::ofText(u"text"_s));
        QCOMPARE(metadata[1].value, MetaValue::ofNumber("150"));
        QCOMPARE(metadata[2].value, MetaValue::ofNumber("8.3"));
        QCOMPARE(metadata[3].value, MetaValue::ofBoolean(true));
    }

    void numbersKeepTheirShortestDigits_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<QByteArray>("digits");
        const std::pair<const char *, const char *> rows[] = {{"0.1", "0.1"}, {"0.00001", "0.00001"},
            {"1073741824", "1073741824"}, {"9223372036854775807", "9223372036854775807"}, {"-2.5", "-2.5"},
            {"0.30000000000000004", "0.30000000000000004"}, {"1e3", "1000"}, {"12.50", "12.5"}};
        for (const auto &[number, digits] : rows)
            QTest::newRow(number) << QByteArray(number) << QByteArray(digits);
    }
    void numbersKeepTheirShortestDigits()
    {
        QFETCH(const QByteArray, number);
        QFETCH(const QByteArray, digits);
        const Metadata metadata = samples::metadata("{\"n\":" + number + '}');
        QCOMPARE(metadata[0].value.number()->toText(), digits);
    }

    void roundTrips()
    {
        const QJsonObject json
            = samples::json(R"({"a":"150","b":150,"c":-0.00125,"d":false,"e":"","f":9223372036854775807})");
        QCOMPARE(toJson(*metadataFromJson(json, {})), json);
    }

    void refusesNestedAndNull_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("object") << QByteArray("{}");
        QTest::newRow("list") << QByteArray("[1]");
        QTest::newRow("null") << QByteArray("null");
    }
    void refusesNestedAndNull()
    {
        QFETCH(const QByteArray, value);
        const auto metadata
            = metadataFromJson(samples::json("{\"x\":" + value + '}'), u"events[3].metadata"_s);
        QVERIFY(!metadata.ok());
        QCOMPARE(metadata.error().message, u"events[3].metadata.x must be text, a number, true or false."_s);
        QCOMPARE(metadata.error().status, 422);
    }

    void onlyNumbersAreNumbers()
    {
        QVERIFY(!MetaValue::ofText(u"150"_s).number());
        QVERIFY(!MetaValue::ofBoolean(true).number());
        QVERIFY(!MetaValue::ofNumber("1e300").number());
    }

    void objectLimits()
    {
        Metadata metadata;
        for (int i = 0; i < 50; ++i)
            metadata.append({QByteArray::number(i), MetaValue::ofNumber("1")});
        QVERIFY(checkObjectMetadata(metadata, u"metadata"_s).ok());
        metadata.append({"more", MetaValue::ofNumber("1")});
        QCOMPARE(checkObjectMetadata(metadata, u"metadata"_s).error().code, u"MAXIMUM_KEYS_REACHED"_s);

        const Metadata fits{{QByteArray(40, 'k'), MetaValue::ofText(QString(500, u'ü'))}};
        QVERIFY(checkObjectMetadata(fits, u"metadata"_s).ok());
        QVERIFY(!checkObjectMetadata({{QByteArray(41, 'k'), MetaValue::ofText({})}}, u"metadata"_s).ok());
        const auto tooLong
            = checkObjectMetadata({{"k", MetaValue::ofText(QString(501, u'ü'))}}, u"metadata"_s);
        QCOMPARE(tooLong.error().field, u"metadata.k"_s);
    }
};

QTEST_GUILESS_MAIN(MetadataTest)
#include "tst_metadata.moc"
