// SPDX-License-Identifier: MIT
#include "billing/period.h"

#include "samples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using samples::at;

class PeriodTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cyclesStart_data()
    {
        QTest::addColumn<QByteArray>("anchor");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("n");
        QTest::addColumn<QByteArray>("start");
        const auto row = [](const char *name, const char *anchor, int count, Interval interval, int n,
                             const char *start) {
            QTest::newRow(name) << QByteArray(anchor) << count << int(interval) << n << QByteArray(start);
        };
        row("same", "2026-01-31T10:00:00Z", 1, Interval::Month, 0, "2026-01-31T10:00:00Z");
        row("clamped", "2026-01-31T10:00:00Z", 1, Interval::Month, 1, "2026-02-28T10:00:00Z");
        row("keeps the anchor's day", "2026-01-31T10:00:00Z", 1, Interval::Month, 2, "2026-03-31T10:00:00Z");
        row("leap day", "2028-01-31T10:00:00Z", 1, Interval::Month, 1, "2028-02-29T10:00:00Z");
        row("leap year", "2028-02-29T00:00:00Z", 1, Interval::Year, 1, "2029-02-28T00:00:00Z");
        row("four leap years", "2028-02-29T00:00:00Z", 1, Interval::Year, 4, "2032-02-29T00:00:00Z");
        row("over the year", "2026-11-15T23:59:59.999999Z", 3, Interval::Month, 1,
            "2027-02-15T23:59:59.999999Z");
        row("days", "2026-02-27T06:00:00Z", 1, Interval::Day, 3, "2026-03-02T06:00:00Z");
        row("weeks", "2026-01-01T00:00:00Z", 2, Interval::Week, 2, "2026-01-29T00:00:00Z");
        row("ten years", "2026-06-01T00:00:00Z", 10, Interval::Year, 1, "2036-06-01T00:00:00Z");
        row("without end", "2026-06-01T00:00:00Z", 2147483647, Interval::Year, 7, "9999-12-31T00:00:00Z");
    }
    void cyclesStart()
    {
        QFETCH(const QByteArray, anchor);
        QFETCH(const int, count);
        QFETCH(const int, interval);
        QFETCH(const int, n);
        QFETCH(const QByteArray, start);
        QCOMPARE(toIso(cycleStart(at(anchor), {count, Interval(interval)}, n)), start);
    }

    void aPeriodHoldsItsStartAndNotItsEnd()
    {
        const TimePoint anchor = at("2026-01-31T10:00:00Z");
        const Period first = periodAt(anchor, {1, Interval::Month}, anchor);
        QCOMPARE(toIso(first.end), "2026-02-28T10:00:00Z");
        QVERIFY(first.contains(first.start));
        QVERIFY(!first.contains(first.end));
        QCOMPARE(periodAt(anchor, {1, Interval::Month}, first.end).start, first.end);
        QCOMPARE(periodAt(anchor, {1, Interval::Month}, first.end - 1us), first);
    }

    void aTimeBeforeTheAnchorGivesTheFirstPeriod()
    {
        const TimePoint anchor = at("2026-01-31T10:00:00Z");
        QCOMPARE(periodAt(anchor, {1, Interval::Month}, anchor - 24h).start, anchor);
    }

    void everyMomentIsInThePeriodFoundForIt()
    {
        const TimePoint anchor = at("2024-01-31T10:00:00Z");
        for (const Cycle &cycle : {Cycle{1, Interval::Day}, Cycle{2, Interval::Week},
                 Cycle{1, Interval::Month}, Cycle{5, Interval::Month}, Cycle{1, Interval::Year}}) {
            for (int hours = 0; hours < 3 * 366 * 24; hours += 13) {
                const TimePoint moment = anchor + std::chrono::hours{hours};
                QVERIFY(periodAt(anchor, cycle, moment).contains(moment));
            }
        }
    }

    void listsAllPeriodsBegun()
    {
        const TimePoint anchor = at("2026-01-31T10:00:00Z");
        QVERIFY(periodsUpTo(anchor, {1, Interval::Month}, anchor - 1us).isEmpty());
        QCOMPARE(periodsUpTo(anchor, {1, Interval::Month}, anchor).size(), 1);
        const auto periods = periodsUpTo(anchor, {1, Interval::Month}, at("2026-04-01T00:00:00Z"));
        QCOMPARE(periods.size(), 3);
        for (qsizetype i = 1; i < periods.size(); ++i)
            QCOMPARE(periods[i].start, periods[i - 1].end);
        QVERIFY(periods.last().contains(at("2026-04-01T00:00:00Z")));
    }

    void intervalNamesRoundTrip()
    {
        for (const Interval interval : {Interval::Day, Interval::Week, Interval::Month, Interval::Year})
            QCOMPARE(intervalFromWire(QString(wireName(interval))), interval);
        QVERIFY(!intervalFromWire(u"month"));
    }
};

QTEST_GUILESS_MAIN(PeriodTest)
#include "tst_period.moc"
