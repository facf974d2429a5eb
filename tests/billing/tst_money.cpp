// SPDX-License-Identifier: MIT
#include "billing/money.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

class MoneyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // The price of each worked figure, as typed and as sent.
    void typedPricesBecomeWirePrices_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("wire");
        static constexpr struct {
            const char *id;
            const char *typed;
            const char *wire;
        } rows[] = {
            {"A1", "0.05", "5"},
            {"A2", "0.05", "5"},
            {"A3", "0.05", "5"},
            {"A4", "0.05", "5"},
            {"A5", "0.05", "5"},
            {"A6", "0.02", "2"},
            {"A7", "0.001", "0.1"},
            {"A8", "0.00001", "0.001"},
            {"A9", "0.50", "50"},
            {"A10", "0.50", "50"},
            {"A11", "0.50", "50"},
            {"A12", "0.50", "50"},
            {"A13", "0.005", "0.5"},
            {"A14", "0.005", "0.5"},
            {"A15", "0.01", "1"},
            {"A16", "0.0001", "0.01"},
            {"A17", "0.00002", "0.002"},
            {"A18", "0.005", "0.5"},
            {"A19", "0.001400", "0.14"},
            {"A20", "0.001150", "0.115"},
            {"A21", "0.000225", "0.0225"},
            {"B1", "0.05", "5"},
            {"B2", "0.05", "5"},
            {"B3", "0.05", "5"},
            {"B4", "0.05", "5"},
            {"B5", "0.05", "5"},
            {"B6", "0.001", "0.1"},
            {"B7", "0.01", "1"},
            {"B8", "0.01", "1"},
            {"B9", "0.01", "1"},
            {"B10", "0.01", "1"},
            {"B11", "0.02", "2"},
            {"B12", "0.01", "1"},
            {"B13", "0.005", "0.5"},
            {"B14", "0.002", "0.2"},
            {"B15", "0.04", "4"},
            {"B16", "0.08", "8"},
            {"B17", "5", "500"},
            {"B18", "0.01", "1"},
            {"B19", "0.001400", "0.14"},
        };
        for (const auto &row : rows)
            QTest::newRow(row.id) << QString::fromLatin1(row.typed) << QByteArray(row.wire);
    }
    void typedPricesBecomeWirePrices()
    {
        QFETCH(const QString, typed);
        QFETCH(const QByteArray, wire);
        const auto minor = minorFromMain(typed, "USD", u"Price per unit"_s);
        QVERIFY(minor.ok());
        QCOMPARE(*minor, samples::decimal(wire));
        QCOMPARE(*minorFromMain(mainFromMinor(*minor, "USD"), "USD", {}), *minor);
    }

    void displaysMoney_data()
    {
        QTest::addColumn<QByteArray>("minor");
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<QString>("shown");
        QTest::newRow("cents") << QByteArray("5") << QByteArray("USD") << u"$0.05"_s;
        QTest::newRow("thousands") << QByteArray("100000") << QByteArray("USD") << u"$1,000.00"_s;
        QTest::newRow("millions") << QByteArray("123456789") << QByteArray("USD") << u"$1,234,567.89"_s;
        QTest::newRow("fractions of a cent") << QByteArray("0.14") << QByteArray("USD") << u"$0.0014"_s;
        QTest::newRow("finest price")
            << QByteArray("0.000000000001") << QByteArray("USD") << u"$0.00000000000001"_s;
        QTest::newRow("dearest price")
            << QByteArray("99999.999999999999") << QByteArray("USD") << u"$999.99999999999999"_s;
        QTest::newRow("no cents") << QByteArray("0") << QByteArray("USD") << u"$0.00"_s;
        QTest::newRow("ten cents") << QByteArray("10") << QByteArray("USD") << u"$0.10"_s;
        QTest::newRow("half a dollar and a bit") << QByteArray("50.5") << QByteArray("USD") << u"$0.505"_s;
        QTest::newRow("owed") << QByteArray("-100005") << QByteArray("USD") << u"-$1,000.05"_s;
        QTest::newRow("C10 yen") << QByteArray("5") << QByteArray("JPY") << u"¥5"_s;
        QTest::newRow("half a yen") << QByteArray("0.5") << QByteArray("JPY") << u"¥0.5"_s;
        QTest::newRow("C11 dinar") << QByteArray("5") << QByteArray("KWD") << u"KWD 0.005"_s;
        QTest::newRow("euro") << QByteArray("199900") << QByteArray("EUR") << u"€1,999.00"_s;
    }
    void displaysMoney()
    {
        QFETCH(const QByteArray, minor);
        QFETCH(const QByteArray, currency);
        QFETCH(const QString, shown);
        QCOMPARE(displayMoney(samples::decimal(minor), currency), shown);
    }

    void minorDigitsFollowIso()
    {
        QCOMPARE(minorDigits("USD"), 2);
        QCOMPARE(minorDigits("JPY"), 0);
        QCOMPARE(minorDigits("VND"), 0);
        QCOMPARE(minorDigits("KWD"), 3);
        QCOMPARE(minorDigits("TND"), 3);
    }

    void listsEveryCurrencyOfTheService()
    {
        QCOMPARE(currencies().size(), 145);
        QCOMPARE(currencies().first(), "AED");
        QCOMPARE(currencies().last(), "ZMW");
        for (const QByteArray &currency : currencies())
            QCOMPARE(currency.size(), 3);
    }

    void wrongAmountsNameTheFieldAndTheRightForm_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("right");
        QTest::newRow("comma") << u"0,05"_s << u"0.05"_s;
        QTest::newRow("sign") << u"$0.05"_s << u"0.05"_s;
        QTest::newRow("exponent") << u"5e-2"_s << u"0.05"_s;
        QTest::newRow("empty") << u""_s << u"0.05"_s;
        QTest::newRow("words") << u"five"_s << u"0.05"_s;
        QTest::newRow("below zero") << u"-1"_s << u"0.05"_s;
    }
    void wrongAmountsNameTheFieldAndTheRightForm()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, right);
        const auto minor = minorFromMain(typed, "USD", u"Fixed price"_s);
        QVERIFY(!minor.ok());
        QCOMPARE(minor.error().field, u"Fixed price"_s);
        QCOMPARE(minor.error().message, u"Fixed price is not an amount. Write it like %1."_s.arg(right));
    }

    void mainAmountsFitAFormField()
    {
        QCOMPARE(mainFromMinor(Decimal(5), "USD"), u"0.05"_s);
        QCOMPARE(mainFromMinor(Decimal(4900), "USD"), u"49.00"_s);
        QCOMPARE(mainFromMinor(samples::decimal("0.001"), "USD"), u"0.00001"_s);
        QCOMPARE(mainFromMinor(Decimal(5), "JPY"), u"5"_s);
        QCOMPARE(mainFromMinor(Decimal(5), "KWD"), u"0.005"_s);
    }

    void countsAreGrouped()
    {
        QCOMPARE(displayCount(Decimal(1000)), u"1,000"_s);
        QCOMPARE(displayCount(Decimal(999)), u"999"_s);
        QCOMPARE(displayUnits(Decimal(1), u"images"_s), u"1 image"_s);
        QCOMPARE(displayUnits(Decimal(1), u"entries"_s), u"1 entry"_s);
        QCOMPARE(displayUnits(Decimal(0), u"images"_s), u"0 images"_s);
        QCOMPARE(displayUnits(Decimal(1), u"gb"_s), u"1 gb"_s);
        QCOMPARE(displayCount(samples::decimal("8.3")), u"8.3"_s);
        QCOMPARE(displayCount(samples::decimal("-1234.5")), u"-1,234.5"_s);
        QCOMPARE(displayCount(samples::decimal("12345.678901")), u"12,345.678901"_s);
    }
};

QTEST_GUILESS_MAIN(MoneyTest)
#include "tst_money.moc"
