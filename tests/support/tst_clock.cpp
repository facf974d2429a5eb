// SPDX-License-Identifier: MIT
#include "support/clock.h"

#include <QTest>

using namespace Qt::StringLiterals;

class ClockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTimes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("written"); // empty: refused
        const std::pair<const char *, const char *> rows[] = {
            {"2026-11-25T10:22:31Z", "2026-11-25T10:22:31Z"},
            {"2026-11-25T10:22:31.049Z", "2026-11-25T10:22:31.049Z"},
            {"2025-08-04T05:30:31.152232Z", "2025-08-04T05:30:31.152232Z"},
            {"2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00Z"},
            {"2026-01-01T00:00:00.1Z", "2026-01-01T00:00:00.100Z"},
            {"2026-01-01T00:00:00.123456789Z", "2026-01-01T00:00:00.123456Z"},
            {"2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00Z"},
            {"2026-01-01T00:00:00-05:30", "2026-01-01T05:30:00Z"},
            {"2028-02-29T00:00:00Z", "2028-02-29T00:00:00Z"},
            {"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"},
            {"2026-02-29T00:00:00Z", ""},
            {"2026-13-01T00:00:00Z", ""},
            {"2026-01-01T24:00:00Z", ""},
            {"2026-01-01T00:60:00Z", ""},
            {"2026-01-01T00:00:00.Z", ""},
            {"2026-01-01T00:00:00.1234567890Z", ""},
            {"2026-01-01T00:00:00Zx", ""},
            {"2026-01-01T00:00:00+0200", ""},
            {"2026-01-01T00:00Z", ""},
            {"2026-01-01", ""},
            {"yesterday", ""},
            {"", ""},
        };
        for (const auto &[text, written] : rows)
            QTest::newRow(*text ? text : "(empty)") << QByteArray(text) << QByteArray(written);
    }
    void readsTimes()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, written);
        const auto at = timeFromIso(text);
        QCOMPARE(at.ok(), !written.isEmpty());
        if (at)
            QCOMPARE(toIso(*at), written);
    }

    void aTimeWithoutAZoneSaysSo()
    {
        const auto at = timeFromIso("2026-01-05T10:30:00", u"events[3].timestamp"_s);
        QVERIFY(!at.ok());
        QCOMPARE(at.error().field, u"events[3].timestamp"_s);
        QCOMPARE(at.error().status, 422);
        QCOMPARE(at.error().message,
            u"events[3].timestamp has no time zone. Write it like 2026-11-25T10:22:31.049Z."_s);
    }

    void dateTimesKeepMilliseconds()
    {
        const TimePoint at = *timeFromIso("2026-11-25T10:22:31.049Z");
        QCOMPARE(fromDateTime(toDateTime(at)), at);
        QCOMPARE(toDateTime(at).timeSpec(), Qt::UTC);
    }

    void aFrozenClockMovesOnlyWhenTold()
    {
        const TimePoint at = *timeFromIso("2026-11-25T10:22:31Z");
        FrozenClock clock(at);
        QCOMPARE(clock.now(), at);
        clock.advance(90s);
        QCOMPARE(clock.now(), at + 90s);
        clock.set(at);
        QCOMPARE(clock.now(), at);
    }

    void theSystemClockTellsTheTime()
    {
        const QDateTime before = QDateTime::currentDateTimeUtc();
        const QDateTime now = toDateTime(SystemClock().now());
        QVERIFY(now >= before);
        QVERIFY(now <= QDateTime::currentDateTimeUtc());
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
