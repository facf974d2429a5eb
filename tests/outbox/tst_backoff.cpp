// SPDX-License-Identifier: MIT
#include "outbox/backoff.h"

#include <QTest>

class TestBackoff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void doublesUpToAMinute_data();
    void doublesUpToAMinute();
    void jitterOnlyShortens();
    void randomStaysInsideTheJitter();
    void storedWaitIsClampedToNowAndAMinute_data();
    void storedWaitIsClampedToNowAndAMinute();
};

void TestBackoff::doublesUpToAMinute_data()
{
    QTest::addColumn<int>("tries");
    QTest::addColumn<int>("ms");
    QTest::newRow("first") << 1 << 500;
    QTest::newRow("second") << 2 << 1000;
    QTest::newRow("third") << 3 << 2000;
    QTest::newRow("seventh") << 7 << 32000;
    QTest::newRow("eighth") << 8 << 60000;
    QTest::newRow("hundredth") << 100 << 60000;
    QTest::newRow("none yet") << 0 << 500;
}

void TestBackoff::doublesUpToAMinute()
{
    QFETCH(int, tries);
    QFETCH(int, ms);
    QCOMPARE(delayAfter(tries, 1.0).count(), ms);
}

void TestBackoff::jitterOnlyShortens()
{
    QCOMPARE(delayAfter(1, 0.75), 375ms);
}

void TestBackoff::randomStaysInsideTheJitter()
{
    const RetryDelay backoff = randomBackoff();
    for (int i = 0; i < 200; ++i) {
        const milliseconds delay = backoff(2);
        QVERIFY(delay >= 750ms && delay <= 1000ms);
    }
}

void TestBackoff::storedWaitIsClampedToNowAndAMinute_data()
{
    QTest::addColumn<int>("aheadMs");
    QTest::addColumn<int>("waitMs");
    QTest::newRow("due") << 0 << 0;
    QTest::newRow("soon") << 1500 << 1500;
    QTest::newRow("overdue") << -5000 << 0;
    QTest::newRow("the clock was set back by a day") << 86'400'000 << 60'000;
}

void TestBackoff::storedWaitIsClampedToNowAndAMinute()
{
    QFETCH(int, aheadMs);
    QFETCH(int, waitMs);
    const TimePoint now{std::chrono::hours{500'000}};
    QCOMPARE(remainingDelay(now + milliseconds{aheadMs}, now).count(), waitMs);
}

QTEST_GUILESS_MAIN(TestBackoff)
#include "tst_backoff.moc"
