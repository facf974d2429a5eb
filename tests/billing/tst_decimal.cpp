// SPDX-License-Identifier: MIT
#include "billing/decimal.h"

#include <QTest>

using Text = QByteArray;

class DecimalTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsText_data()
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<Text>("shortest"); // empty: refused
        const std::pair<Text, Text> rows[] = {{"5", "5"}, {"5.0", "5"}, {"5.000000000000", "5"},
            {"-0.5", "-0.5"}, {"0", "0"}, {"-0", "0"}, {"0.001", "0.001"}, {"007", "7"},
            {"1000000", "1000000"}, {"99999.999999999999", "99999.999999999999"},
            {"0.000000000000000000000000000001", "0.000000000000000000000000000001"},
            {"170141183460469231731687303715884105727", "170141183460469231731687303715884105727"},
            {"170141183460469231731687303715884105728", ""}, {"0.0000000000000000000000000000001", ""},
            {"", ""}, {"-", ""}, {".5", ""}, {"5.", ""}, {"5,0", ""}, {"+5", ""}, {" 5", ""}, {"5 ", ""},
            {"1e3", ""}, {"1.2.3", ""}, {"--1", ""}, {"0x5", ""}, {"NaN", ""}};
        for (const auto &[text, shortest] : rows)
            QTest::newRow(text.isEmpty() ? "(empty)" : text.constData()) << text << shortest;
    }
    void readsText()
    {
        QFETCH(const Text, text);
        QFETCH(const Text, shortest);
        const auto number = Decimal::fromText(text);
        QCOMPARE(number.has_value(), !shortest.isEmpty());
        if (number)
            QCOMPARE(number->toText(), shortest);
    }

    void readsJsonNumbers_data()
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<Text>("shortest");
        const std::pair<Text, Text> rows[]
            = {{"1e3", "1000"}, {"1.5E-2", "0.015"}, {"1e+2", "100"}, {"-2.5e1", "-25"}, {"12.50", "12.5"},
                {"1e-30", "0.000000000000000000000000000001"}, {"1e-31", ""},
                {"10e-31", "0.000000000000000000000000000001"}, {"1e38", "1" + Text(38, '0')}, {"1e39", ""},
                {"1e99999", ""}, {"0e99999", "0"}, {"1e0002", "100"}, {"1e", ""}, {"e5", ""}, {"1e5.0", ""}};
        for (const auto &[text, shortest] : rows)
            QTest::newRow(text.constData()) << text << shortest;
    }
    void readsJsonNumbers()
    {
        QFETCH(const Text, text);
        QFETCH(const Text, shortest);
        const auto number = Decimal::fromJsonNumber(text);
        QCOMPARE(number ? number->toText() : Text(), shortest);
    }

    void addsAndSubtractsAcrossScales()
    {
        QCOMPARE(Decimal::add(of("0.1"), of("0.2"))->toText(), "0.3");
        QCOMPARE(Decimal::add(of("0.5"), of("0.5"))->toText(), "1");
        QCOMPARE(Decimal::subtract(of("10"), of("10.001"))->toText(), "-0.001");
    }

    void tenMillionSmallTermsStayExact()
    {
        Decimal sum;
        for (int i = 0; i < 10'000'000; ++i)
            sum = *Decimal::add(sum, of00001());
        QCOMPARE(sum.toText(), "100");
    }

    void multipliesPricesByUnits_data()
    {
        QTest::addColumn<Text>("price");
        QTest::addColumn<Text>("units");
        QTest::addColumn<Text>("product");
        QTest::newRow("C6") << Text("0.001") << Text("10000000") << Text("10000");
        QTest::newRow("C7") << Text("0.000000000001") << Text("1000000000000") << Text("1");
        QTest::newRow("C8") << Text("99999.999999999999") << Text("1") << Text("99999.999999999999");
        QTest::newRow("C9") << Text("1") << Text("2147483647") << Text("2147483647");
        QTest::newRow("twelve places each") << Text("99999.999999999999") << Text("99999.999999999999")
                                            << Text("9999999999.999999800000000000000001");
        QTest::newRow("dearest for an int64") << Text("99999.999999999999") << Text("9223372036854775807")
                                              << Text("922337203685477571476627.963145224193");
        QTest::newRow("below zero") << Text("0.5") << Text("-3") << Text("-1.5");
    }
    void multipliesPricesByUnits()
    {
        QFETCH(const Text, price);
        QFETCH(const Text, units);
        QFETCH(const Text, product);
        QCOMPARE(Decimal::multiply(of(price), of(units))->toText(), product);
    }

    void whatDoesNotFitIsNothing()
    {
        const Decimal largest = of("170141183460469231731687303715884105727");
        QVERIFY(!Decimal::add(largest, Decimal(1)));
        QVERIFY(!Decimal::add(largest, of("0.1")));
        QVERIFY(!Decimal::subtract(of("-170141183460469231731687303715884105727"), Decimal(2)));
        QVERIFY(!Decimal::multiply(largest, Decimal(2)));
        QVERIFY(!Decimal::multiply(of("0.0000000000000001"), of("0.000000000000001")));
        QVERIFY(!largest.shifted(1));
        QVERIFY(!of("0.1").shifted(-30));
    }

    void shifts()
    {
        QCOMPARE(of("0.05").shifted(2)->toText(), "5");
        QCOMPARE(of("0.00001").shifted(2)->toText(), "0.001");
        QCOMPARE(of("5").shifted(-2)->toText(), "0.05");
        QCOMPARE(of("5000").shifted(-3)->toText(), "5");
        QCOMPARE(of("0").shifted(60)->toText(), "0");
    }

    void roundsHalfAwayFromZero_data()
    {
        QTest::addColumn<Text>("text");
        QTest::addColumn<qint64>("rounded");
        const std::pair<Text, qint64> rows[] = {{"0.4", 0}, {"0.5", 1}, {"2.5", 3}, {"1.5", 2}, {"-0.4", 0},
            {"-0.5", -1}, {"-2.5", -3}, {"0.499999999999999999999999999999", 0}, {"7", 7},
            {"9223372036854775807.4", 9223372036854775807}};
        for (const auto &[text, rounded] : rows)
            QTest::newRow(text.constData()) << text << rounded;
    }
    void roundsHalfAwayFromZero()
    {
        QFETCH(const Text, text);
        QFETCH(const qint64, rounded);
        QCOMPARE(of(text).rounded().value(), rounded);
    }

    void roundingBeyondAnInt64IsNothing() { QVERIFY(!of("9223372036854775807.5").rounded()); }

    void ordersAcrossScales_data()
    {
        QTest::addColumn<Text>("less");
        QTest::addColumn<Text>("more");
        const std::pair<Text, Text> rows[] = {{"0.1", "0.11"}, {"-1", "-0.5"}, {"-0.11", "-0.1"},
            {"-0.1", "0"}, {"5", "5.000000000000000000000000000001"},
            {"0.000000000000000000000000000001", "170141183460469231731687303715884105727"},
            {"-170141183460469231731687303715884105727", "0.000000000000000000000000000001"}, {"9", "10"}};
        for (const auto &[less, more] : rows)
            QTest::addRow("%s < %s", less.constData(), more.constData()) << less << more;
    }
    void ordersAcrossScales()
    {
        QFETCH(const Text, less);
        QFETCH(const Text, more);
        QVERIFY(of(less) < of(more));
        QVERIFY(of(more) > of(less));
        QVERIFY(of(less) != of(more));
        QVERIFY(of(less) <= of(less));
    }

    void trailingZerosDoNotMatter()
    {
        QCOMPARE(of("5.0"), of("5"));
        QCOMPARE(of("5.000000000000"), Decimal(5));
        QCOMPARE(of("-0"), Decimal(0));
        QVERIFY((of("5.0") <=> of("5")) == 0);
    }

    void countsDigits()
    {
        QCOMPARE(of("99999.5").digitsBeforePoint(), 5);
        QCOMPARE(of("100000").digitsBeforePoint(), 6);
        QCOMPARE(of("0.5").digitsBeforePoint(), 1);
        QCOMPARE(of("0.500").digitsAfterPoint(), 1);
        QVERIFY(of("5.0").isWhole());
        QVERIFY(!of("5.1").isWhole());
    }

private:
    static Decimal of(QByteArrayView text) { return Decimal::fromText(text).value(); }
    static Decimal of00001()
    {
        static const Decimal value = of("0.00001");
        return value;
    }
};

QTEST_GUILESS_MAIN(DecimalTest)
#include "tst_decimal.moc"
