// SPDX-License-Identifier: MIT
#include "support/retry.h"

#include <QTest>

using namespace std::chrono_literals;

class RetryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void waitDoublesUpToItsCap_data();
    void waitDoublesUpToItsCap();
    void hintIsReadAndCapped_data();
    void hintIsReadAndCapped();
    void jitterStaysInItsRange();
};

void RetryTest::waitDoublesUpToItsCap_data()
{
    QTest::addColumn<int>("made");
    QTest::addColumn<int>("jitter");
    QTest::addColumn<int>("ms");
    QTest::newRow("first") << 0 << 1000 << 500;
    QTest::newRow("first, shortest") << 0 << 750 << 375;
    QTest::newRow("second") << 1 << 1000 << 1000;
    QTest::newRow("third") << 2 << 800 << 1600;
    QTest::newRow("fifth reaches the cap") << 4 << 1000 << 8000;
    QTest::newRow("far beyond") << 60 << 1000 << 8000;
}

void RetryTest::waitDoublesUpToItsCap()
{
    QFETCH(int, made);
    QFETCH(int, jitter);
    QFETCH(int, ms);
    QCOMPARE(waitOf({}, made, jitter).count(), ms);
}

void RetryTest::hintIsReadAndCapped_data()
{
    QTest::addColumn<QByteArray>("exact");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<int>("expected"); // -1: none
    const QByteArray none;
    const QByteArray ten = "Sat, 21 Nov 2026 10:00:10 GMT";
    QTest::newRow("nothing") << none << none << none << -1;
    QTest::newRow("seconds") << none << QByteArray("3") << none << 3000;
    QTest::newRow("fraction") << none << QByteArray("1.5") << none << 1500;
    QTest::newRow("milliseconds win") << QByteArray("250") << QByteArray("3") << none << 250;
    QTest::newRow("a minute") << none << QByteArray("60") << none << 60000;
    QTest::newRow("too long") << none << QByteArray("61") << none << -1;
    QTest::newRow("zero") << none << QByteArray("0") << none << -1;
    QTest::newRow("negative") << none << QByteArray("-5") << none << -1;
    QTest::newRow("words") << none << QByteArray("soon") << none << -1;
    QTest::newRow("not a number") << QByteArray("nan") << none << none << -1;
    QTest::newRow("date against our clock") << none << ten << none << 10000;
    QTest::newRow("date against the server's")
        << none << ten << QByteArray("Sat, 21 Nov 2026 10:00:06 GMT") << 4000;
    QTest::newRow("date gone by") << none << QByteArray("Sat, 21 Nov 2026 09:00:00 GMT") << none << -1;
}

void RetryTest::hintIsReadAndCapped()
{
    QFETCH(QByteArray, exact);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, date);
    QFETCH(int, expected);
    Headers head;
    for (const auto &[name, value] :
        Headers{{"retry-after-ms", exact}, {"retry-after", after}, {"date", date}}) {
        if (!value.isEmpty())
            head.emplaceBack(name, value);
    }
    const auto wait = hintedWait(head, *timeFromIso("2026-11-21T10:00:00Z"), {});
    QCOMPARE(wait ? int(wait->count()) : -1, expected);
}

void RetryTest::jitterStaysInItsRange()
{
    for (int i = 0; i < 1000; ++i) {
        const int jitter = randomJitter();
        QVERIFY(jitter >= 750 && jitter <= 1000);
    }
}

QTEST_GUILESS_MAIN(RetryTest)
#include "tst_retry.moc"
