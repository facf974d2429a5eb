// SPDX-License-Identifier: MIT
#include "billing/ledger.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using samples::at;
using Type = Aggregation::Type;

namespace {

const Period january{at("2026-01-05T00:00:00Z"), at("2026-02-05T00:00:00Z")};
const Period february{at("2026-02-05T00:00:00Z"), at("2026-03-05T00:00:00Z")};
const TimePoint start = january.start;

// A ledger with one meter, and the events put into it in order of time, a minute apart.
struct Book {
    Book(const Meter &meter, const MeterPrice &price, const QList<Period> &archived = {})
        : ledger("USD", {february, january}, {MeterTerms{meter, price, archived}})
    {
    }

    bool add(const QByteArray &id, const QByteArray &metadata = "{}", std::optional<TimePoint> when = {})
    {
        const Event event = samples::event(id, metadata);
        ++arrivals;
        return ledger.add(
            EventViewOf(event).view(), when.value_or(start + std::chrono::minutes{arrivals}), arrivals);
    }

    Standing standing(const QByteArray &id) const { return ledger.standing({id}, {"mtr_1"}).value(); }
    bool has(const QByteArray &id) const { return ledger.standing({id}, {"mtr_1"}).has_value(); }
    MeterUsage usage(qsizetype newest = 1) const { return ledger.usage()->at(newest).meters.at(0); }

    Ledger ledger;
    qint64 arrivals = 0;
};

Book countBook(qint64 free = 10)
{
    return {samples::meter(Type::Count), samples::price("5", free)};
}

Book valueBook(Type type, qint64 free = 0, const char *wire = "1")
{
    return {samples::meter(type, "value"), samples::price(wire, free)};
}

QByteArray value(const QByteArray &number)
{
    return "{\"value\":" + number + '}';
}

} // namespace

class LedgerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsToThePublishedBills_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<qint64>("total");
        QTest::newRow("A1") << 12 << qint64(10);
        QTest::newRow("A2") << 13 << qint64(15);
        QTest::newRow("A3") << 25 << qint64(75);
        QTest::newRow("B1") << 4 << qint64(0);
        QTest::newRow("B2") << 10 << qint64(0);
        QTest::newRow("B3") << 11 << qint64(5);
        QTest::newRow("B4, D10") << 0 << qint64(0);
        QTest::newRow("B5") << 1000 << qint64(4950);
    }
    void countsToThePublishedBills()
    {
        QFETCH(const int, events);
        QFETCH(const qint64, total);
        Book book = countBook();
        for (int i = 0; i < events; ++i)
            QVERIFY(book.add("e" + QByteArray::number(i)));
        QCOMPARE(book.usage().consumedUnits, Decimal(events));
        QCOMPARE(book.usage().totalPrice, total);
        QCOMPARE(book.usage().currency, "USD");
    }

    void aggregates_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QByteArrayList>("values");
        QTest::addColumn<QByteArray>("consumed");
        const QByteArrayList published{"15", "23", "18"};
        const QByteArrayList bytes{"1073741824", "536870912"};
        QTest::newRow("D1") << int(Type::Count) << published << QByteArray("3");
        QTest::newRow("D2") << int(Type::Max) << published << QByteArray("23");
        QTest::newRow("D3") << int(Type::Last) << published << QByteArray("18");
        QTest::newRow("D4") << int(Type::Sum) << bytes << QByteArray("1610612736");
        QTest::newRow("D5") << int(Type::Sum) << QByteArrayList{"150"} << QByteArray("150");
        QTest::newRow("D6") << int(Type::Sum) << QByteArrayList{"\"1500\""} << QByteArray("0");
        QTest::newRow("D7") << int(Type::Sum) << QByteArrayList{"\"2500\"", "\"1700\"", "150"}
                            << QByteArray("150");
        QTest::newRow("D8") << int(Type::Last) << QByteArrayList{"\"5.00\""} << QByteArray("0");
        QTest::newRow("D10 sum") << int(Type::Sum) << QByteArrayList{} << QByteArray("0");
        QTest::newRow("D10 max") << int(Type::Max) << QByteArrayList{} << QByteArray("0");
        QTest::newRow("D10 last") << int(Type::Last) << QByteArrayList{} << QByteArray("0");
        QTest::newRow("all below zero")
            << int(Type::Max) << QByteArrayList{"-5", "-2", "-9"} << QByteArray("-2");
        QTest::newRow("unusable newest")
            << int(Type::Last) << QByteArrayList{"15", "true"} << QByteArray("15");
        QTest::newRow("fractions") << int(Type::Sum) << QByteArrayList{"0.1", "0.2"} << QByteArray("0.3");
    }
    void aggregates()
    {
        QFETCH(const int, type);
        QFETCH(const QByteArrayList, values);
        QFETCH(const QByteArray, consumed);
        Book book = valueBook(Type(type));
        for (const QByteArray &number : values)
            book.add("e" + number, value(number));
        QCOMPARE(book.usage().consumedUnits.toText(), consumed);
    }

    void d9AMissingPropertyIsNotCounted()
    {
        Book book = valueBook(Type::Sum);
        QVERIFY(!book.add("e1"));
        QVERIFY(!book.has("e1"));
    }

    void eventsOfOtherNamesAreNotCounted()
    {
        Book book = countBook();
        const Event event = samples::event("e1", "{}", "Image.Generated");
        QVERIFY(!book.ledger.add(EventViewOf(event).view(), start, 1));
    }

    void freeUnitsGoToTheEarliest()
    {
        Book book = countBook(2);
        book.add("late", "{}", start + 3h);
        book.add("early", "{}", start + 1h);
        book.add("middle", "{}", start + 2h);
        QCOMPARE(book.standing("early").unitsFree, Decimal(1));
        QCOMPARE(book.standing("middle").unitsFree, Decimal(1));
        QCOMPARE(book.standing("late").unitsPaid, Decimal(1));
        QCOMPARE(book.standing("late").amount, Decimal(5));
        QCOMPARE(book.standing("late").before, Decimal(2));
        QCOMPARE(book.standing("late").runningTotal, Decimal(3));
        book.add("earliest", "{}", start); // a late event changes earlier shares
        QCOMPARE(book.standing("middle").unitsPaid, Decimal(1));
        QCOMPARE(book.standing("middle").runningTotal, Decimal(3));
    }

    void arrivalBreaksTies()
    {
        Book book = countBook(1);
        book.add("first", "{}", start);
        book.add("second", "{}", start);
        QCOMPARE(book.standing("first").unitsFree, Decimal(1));
        QCOMPARE(book.standing("second").unitsPaid, Decimal(1));
    }

    void oneEventMayBePartlyFree()
    {
        Book book = valueBook(Type::Sum, 10, "5");
        book.add("a", value("8"));
        book.add("b", value("4.5"));
        QCOMPARE(book.standing("b").unitsFree, Decimal(2));
        QCOMPARE(book.standing("b").unitsPaid.toText(), "2.5");
        QCOMPARE(book.standing("b").amount.toText(), "12.5");
        QCOMPARE(book.usage().totalPrice, 13);
    }

    void unitsBelowZeroGiveBackWhatWasPaid()
    {
        Book book = valueBook(Type::Sum, 10);
        book.add("a", value("15"));
        book.add("b", value("-8"));
        book.add("c", value("4"));
        QCOMPARE(book.standing("b").unitsPaid, Decimal(-5));
        QCOMPARE(book.standing("b").unitsFree, Decimal(-3));
        QCOMPARE(book.standing("c").unitsPaid, Decimal(1));
        QCOMPARE(book.usage().chargeableUnits, Decimal(1));
    }

    void sharesAddUpToTheLine_data()
    {
        QTest::addColumn<int>("type");
        for (const Type type : {Type::Count, Type::Sum, Type::Max, Type::Last})
            QTest::newRow(wireName(type).data()) << int(type);
    }
    void sharesAddUpToTheLine()
    {
        QFETCH(const int, type);
        Book book = valueBook(Type(type), 3, "0.7");
        const QByteArrayList numbers{"2.5", "-1", "4", "4", "0.25", "9", "3.5"};
        for (qsizetype i = 0; i < numbers.size(); ++i)
            book.add(QByteArray::number(i), value(numbers[i]));
        Decimal paid;
        Decimal units;
        for (qsizetype i = 0; i < numbers.size(); ++i) {
            const Standing standing = book.standing(QByteArray::number(i));
            paid = *Decimal::add(paid, standing.unitsPaid);
            units = *Decimal::add(*Decimal::add(units, standing.unitsPaid), standing.unitsFree);
        }
        QCOMPARE(paid, book.usage().chargeableUnits);
        QCOMPARE(units, book.usage().consumedUnits);
    }

    void thePeakIsHeldByTheFirstThatReachedIt()
    {
        Book book = valueBook(Type::Max, 10);
        book.add("low", value("15"));
        book.add("below", value("3"));
        book.add("peak", value("23"));
        book.add("same", value("23"));
        QCOMPARE(book.standing("low").replacedAt, start + 3min);
        QVERIFY(!book.standing("low").current);
        QVERIFY(!book.standing("below").replacedAt);
        QVERIFY(!book.standing("below").current);
        QCOMPARE(book.standing("below").before, Decimal(15));
        QVERIFY(book.standing("peak").current);
        QCOMPARE(book.standing("peak").before, Decimal(15));
        QCOMPARE(book.standing("peak").unitsFree, Decimal(10));
        QCOMPARE(book.standing("peak").unitsPaid, Decimal(13));
        QVERIFY(!book.standing("same").current);
        QCOMPARE(book.standing("same").amount, Decimal(0));
    }

    void theLastReadingReplacesTheOnesBefore()
    {
        Book book = valueBook(Type::Last);
        book.add("a", value("15"), start + 1h);
        book.add("c", value("18"), start + 3h);
        book.add("b", value("23"), start + 2h);
        QCOMPARE(book.usage().consumedUnits, Decimal(18));
        QVERIFY(book.standing("c").current);
        QCOMPARE(book.standing("c").before, Decimal(23));
        QCOMPARE(book.standing("c").amount, Decimal(18));
        QCOMPARE(book.standing("a").replacedAt, start + 2h);
        QCOMPARE(book.standing("a").amount, Decimal(0));
        book.add("again", value("7"), start + 3h); // same time, later arrival
        QCOMPARE(book.usage().consumedUnits, Decimal(7));
    }

    void periodsStandApartNewestFirst()
    {
        Book book = countBook();
        for (int i = 0; i < 11; ++i)
            book.add("j" + QByteArray::number(i));
        book.add("f", "{}", february.start);
        const auto usage = book.ledger.usage();
        QCOMPARE(usage->at(0).period, february);
        QCOMPARE(usage->at(0).meters[0].consumedUnits, Decimal(1));
        QCOMPARE(usage->at(0).meters[0].totalPrice, 0);
        QCOMPARE(usage->at(1).meters[0].totalPrice, 5);
        QCOMPARE(book.standing("f").unitsFree, Decimal(1));
    }

    void h17OutsideAllPeriodsNothingCounts()
    {
        Book book = countBook();
        QVERIFY(!book.add("before", "{}", start - 1us));
        QVERIFY(!book.add("after", "{}", february.end));
        QVERIFY(book.add("first", "{}", start));
        QVERIFY(book.add("last", "{}", february.end - 1us));
    }

    void archivedMetersTakeNothingNew()
    {
        Book book(samples::meter(Type::Count), samples::price("5", 0),
            {{start + 1h, start + 2h}, {start + 3h, TimePoint::max()}});
        QVERIFY(book.add("a", "{}", start + 59min));
        QVERIFY(!book.add("b", "{}", start + 90min));
        QVERIFY(book.add("c", "{}", start + 2h));
        QVERIFY(!book.add("d", "{}", february.start));
        QCOMPARE(book.usage().consumedUnits, Decimal(2));
    }

    void eachMeterKeepsItsOwnAccount()
    {
        Meter tokens = samples::meter(Type::Sum, "tokens");
        tokens.id = {"mtr_2"};
        tokens.is.name = u"Tokens"_s;
        Ledger ledger("USD", {january},
            {{samples::meter(Type::Count), samples::price("5", 0), {}},
                {tokens, samples::price("0.001", 0), {}}});
        const Event event = samples::event("e1", R"({"tokens":50000})");
        QVERIFY(ledger.add(EventViewOf(event).view(), start, 1));
        const auto meters = ledger.usage()->at(0).meters;
        QCOMPARE(meters[0].totalPrice, 5);
        QCOMPARE(meters[1].totalPrice, 50);
        QCOMPARE(ledger.standing({"e1"}, {"mtr_2"})->amount, Decimal(50));
        QVERIFY(!ledger.standing({"e1"}, {"mtr_3"}));
    }

    void aLineOverThirtyTwoBitsIsRefusedByName()
    {
        Book book = valueBook(Type::Sum, 0, "10");
        book.add("e1", value("5368709120"));
        const auto usage = book.ledger.usage();
        QVERIFY(!usage.ok());
        QVERIFY(usage.error().message.contains("Images"_L1));
    }

    void aSumThatDoesNotFitIsRefused()
    {
        Book book = valueBook(Type::Sum);
        book.add("large", value("1e37"));
        book.add("fine", value("1e-25"));
        QVERIFY(!book.ledger.usage().ok());
        QVERIFY(!book.has("fine"));
        QVERIFY(book.has("large"));
    }

    void aMillionEventsAreTakenInAnyOrder()
    {
        Book book(samples::tutorialMeter(), samples::price("0.001", 10));
        Event event = samples::event("", R"({"quality":"hd"})");
        for (int i = 0; i < 1'000'000; ++i) {
            event.id.text = QByteArray::number(i);
            const auto away = std::chrono::milliseconds{qint64(i) * 7919 % 1'000'003};
            book.ledger.add(EventViewOf(event).view(), start + away, i);
        }
        QCOMPARE(book.usage().consumedUnits, Decimal(1'000'000));
        QCOMPARE(book.standing("0").unitsFree, Decimal(1));
        QCOMPARE(book.standing("999999").before.digitsAfterPoint(), 0);
    }
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "tst_ledger.moc"
