// SPDX-License-Identifier: MIT
#include "billing/bill.h"
#include "billing/money.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

// One meter, one period: published results (A), published prices (B), rounding and size (C).
struct Row {
    const char *id;
    const char *wire;
    qint64 freeThreshold;
    qint64 fixedPrice;
    const char *consumed;
    const char *chargeable;
    const char *exact;
    qint64 bill;
};

constexpr Row rows[] = {
    {"A1", "5", 10, 0, "12", "2", "10", 10},
    {"A2", "5", 10, 0, "13", "3", "15", 15},
    {"A3", "5", 10, 0, "25", "15", "75", 75},
    {"A4", "5", 10, 0, "100", "90", "450", 450},
    {"A5", "5", 0, 0, "1000", "1000", "5000", 5000},
    {"A6", "2", 1000, 0, "2500", "1500", "3000", 3000},
    {"A7", "0.1", 1000, 0, "15000", "14000", "1400", 1400},
    {"A8", "0.001", 10000, 0, "50000", "40000", "40", 40},
    {"A9", "50", 100, 0, "250", "150", "7500", 7500},
    {"A10", "50", 0, 0, "1000", "1000", "50000", 50000},
    {"A11", "50", 0, 0, "500", "500", "25000", 25000},
    {"A12", "50", 0, 0, "100", "100", "5000", 5000},
    {"A13", "0.5", 10000, 4900, "25000", "15000", "7500", 12400},
    {"A14", "0.5", 10000, 4900, "8000", "0", "0", 4900},
    {"A15", "1", 0, 0, "5000", "5000", "5000", 5000},
    {"A16", "0.01", 50000, 0, "150000", "100000", "1000", 1000},
    {"A17", "0.002", 100000, 0, "500000", "400000", "800", 800},
    {"A18", "0.5", 10000, 0, "25420", "15420", "7710", 7710},
    {"A19", "0.14", 0, 0, "8", "8", "1.12", 1},
    {"A20", "0.115", 0, 0, "3", "3", "0.345", 0},
    {"A21", "0.0225", 0, 0, "15", "15", "0.3375", 0},
    {"B1", "5", 10, 0, "4", "0", "0", 0},
    {"B2", "5", 10, 0, "10", "0", "0", 0},
    {"B3", "5", 10, 0, "11", "1", "5", 5},
    {"B4", "5", 10, 0, "0", "0", "0", 0},
    {"B5", "5", 10, 0, "1000", "990", "4950", 4950},
    {"B6", "0.1", 1000, 0, "2500", "1500", "150", 150},
    {"B7", "1", 10000, 4900, "8000", "0", "0", 4900},
    {"B8", "1", 10000, 4900, "10000", "0", "0", 4900},
    {"B9", "1", 10000, 4900, "10001", "1", "1", 4901},
    {"B10", "1", 10000, 4900, "12500", "2500", "2500", 7400},
    {"B11", "2", 1000, 1900, "1500", "500", "1000", 2900},
    {"B12", "1", 25000, 7900, "30000", "5000", "5000", 12900},
    {"B13", "0.5", 100000, 19900, "100100", "100", "50", 19950},
    {"B14", "0.2", 500000, 49900, "500003", "3", "0.6", 49901},
    {"B15", "4", 0, 0, "12", "12", "48", 48},
    {"B16", "8", 0, 0, "12", "12", "96", 96},
    {"B17", "500", 10, 0, "12.5", "2.5", "1250", 1250},
    {"B18", "1", 0, 0, "7", "7", "7", 7},
    {"B19", "0.14", 0, 0, "8.3", "8.3", "1.162", 1},
    {"C1", "0.1", 0, 0, "4", "4", "0.4", 0},
    {"C2", "0.1", 0, 0, "5", "5", "0.5", 1},
    {"C3", "0.1", 0, 0, "25", "25", "2.5", 3},
    {"C4", "0.001", 0, 0, "1700", "1700", "1.7", 2},
    {"C5", "5", 10, 0, "10.5", "0.5", "2.5", 3},
    {"C6", "0.001", 0, 0, "10000000", "10000000", "10000", 10000},
    {"C7", "0.000000000001", 0, 0, "1000000000000", "1000000000000", "1", 1},
    {"C8", "99999.999999999999", 0, 0, "1", "1", "99999.999999999999", 100000},
    {"C9", "1", 0, 0, "2147483647", "2147483647", "2147483647", 2147483647},
    {"C10", "5", 10, 0, "12", "2", "10", 10},
    {"C11", "5", 10, 0, "12", "2", "10", 10},
};

UsagePrice product(const QList<MeterPrice> &meters, qint64 fixedPrice = 0)
{
    UsagePrice out;
    out.fixedPrice = fixedPrice;
    out.meters = meters;
    return out;
}

MeterPrice meterPrice(const char *id, const char *wire, qint64 freeThreshold)
{
    MeterPrice out = samples::price(wire, freeThreshold);
    out.meter = {id};
    return out;
}

} // namespace

class BillTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void workedFigures_data()
    {
        QTest::addColumn<int>("row");
        for (int i = 0; i < int(std::size(rows)); ++i)
            QTest::newRow(rows[i].id) << i;
    }
    void workedFigures()
    {
        QFETCH(const int, row);
        const Row &figure = rows[row];
        const UsagePrice price
            = product({samples::price(figure.wire, figure.freeThreshold)}, figure.fixedPrice);
        const auto bill = billFor(price, {{{"mtr_1"}, samples::decimal(figure.consumed)}});
        QVERIFY2(bill.ok(), bill ? "" : qPrintable(bill.error().message));
        const BillLine &line = bill->lines.constFirst();
        QCOMPARE(line.chargeable.toText(), figure.chargeable);
        QCOMPARE(line.exact.toText(), figure.exact);
        QCOMPARE(bill->total, figure.bill);
        QCOMPARE(line.rounded, figure.bill - figure.fixedPrice);
    }

    void b20SeveralMetersOnOneProduct()
    {
        const UsagePrice price = product({meterPrice("calls", "0.1", 1000), meterPrice("tokens", "0.001", 0),
            meterPrice("images", "5", 10), meterPrice("storage", "10", 0)});
        const auto bill
            = billFor(price, {{{"calls"}, 15000}, {{"tokens"}, 50000}, {{"images"}, 100}, {{"storage"}, 5}});
        QVERIFY(bill.ok());
        QList<qint64> lines;
        for (const BillLine &line : bill->lines)
            lines.append(line.rounded);
        QCOMPARE(lines, (QList<qint64>{1400, 50, 450, 50}));
        QCOMPARE(bill->total, 1950);
    }

    void c12RoundsPerMeter()
    {
        const UsagePrice price = product({meterPrice("a", "0.1", 0), meterPrice("b", "0.1", 0)});
        const auto bill = billFor(price, {{{"a"}, 5}, {{"b"}, 5}});
        QCOMPARE(bill->lines[0].exact.toText(), "0.5");
        QCOMPARE(bill->total, 2);
    }

    void c13BytesPricedAsGigabytesDoNotWrap()
    {
        const auto line = billLine(samples::price("10", 0), samples::decimal("5368709120"));
        QVERIFY(!line.ok());
        QVERIFY(line.error().message.contains("Images"_L1));
        const auto perByte = billLine(samples::price("0.000000009313", 0), samples::decimal("5368709120"));
        QCOMPARE(perByte->rounded, 50);
    }

    void oneOverThirtyTwoBitsIsRefused()
    {
        QVERIFY(!billLine(samples::price("1", 0), samples::decimal("2147483648")).ok());
        QVERIFY(!billLine(samples::price("1", 0), samples::decimal("2147483647.5")).ok());
        const UsagePrice price = product({samples::price("1", 0)}, 1);
        QVERIFY(!billFor(price, {{{"mtr_1"}, 2147483647}}).ok());
    }

    void aMeterLeftOutHasUsedNothing()
    {
        const auto bill = billFor(product({samples::price("5", 10)}, 4900), {});
        QCOMPARE(bill->total, 4900);
        QCOMPARE(bill->lines[0].consumed, Decimal(0));
    }

    void unitsBelowZeroCostNothing()
    {
        const auto line = billLine(samples::price("5", 0), Decimal(-3));
        QCOMPARE(line->chargeable, Decimal(0));
        QCOMPARE(line->rounded, 0);
    }

    void creditsCostNoMoney()
    {
        MeterPrice price = samples::price("5", 0);
        price.pricePerUnit.reset();
        price.creditEntitlementId = u"cde_1"_s;
        const auto line = billLine(price, Decimal(100));
        QCOMPARE(line->pricePerUnit, Decimal(0));
        QCOMPARE(line->rounded, 0);
    }

    void discountComesOffAllAndIsRoundedOnce()
    {
        UsagePrice price = product({samples::price("5", 10)}, 4900);
        price.basics.discount = 10;
        auto bill = billFor(price, {{{"mtr_1"}, 13}});
        QCOMPARE(bill->total, 4424); // 4915 x 90 % = 4423.5, as a purchase rounds it
        QCOMPARE(bill->discount, 491);
        price.basics.discountBps = 10000;
        bill = billFor(price, {{{"mtr_1"}, 13}});
        QCOMPARE(bill->total, 0);
    }
};

QTEST_GUILESS_MAIN(BillTest)
#include "tst_bill.moc"
