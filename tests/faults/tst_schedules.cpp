// SPDX-License-Identifier: MIT
#include "faults/schedule.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Random lives of an outbox, each replayed by its seed: PIXELMETER_SEED=n and PIXELMETER_SCHEDULES=1. The
// short run leads the same ones every time, so that it fails for a change alone; PIXELMETER_SCHEDULES=n leads
// new ones.
class TestSchedules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOrCountedTwice();

private:
    DeliveryBench m_bench{{.deadline = 1s, .backoff = 5ms}};
};

void TestSchedules::nothingIsLostOrCountedTwice()
{
    const int schedules = qMax(1, qEnvironmentVariable("PIXELMETER_SCHEDULES", u"50"_s).toInt());
    const quint32 fresh = qEnvironmentVariableIsSet("PIXELMETER_SCHEDULES")
        ? QRandomGenerator::global()->generate() % 1'000'000'000
        : 1;
    const quint32 first = qEnvironmentVariableIsSet("PIXELMETER_SEED")
        ? qEnvironmentVariable("PIXELMETER_SEED").toUInt()
        : fresh;
    qInfo("seeds %u to %u", first, first + quint32(schedules) - 1);
    qsizetype events = 0;
    for (int i = 0; i < schedules; ++i) {
        const quint32 seed = first + quint32(i);
        Schedule schedule(m_bench, seed);
        const QString wrong = schedule.run();
        QVERIFY2(wrong.isEmpty(), qPrintable(u"seed %1: %2: %3"_s.arg(seed).arg(schedule.steps(), wrong)));
        events += schedule.events();
        if ((i + 1) % 100 == 0)
            qInfo("%d of %d", i + 1, schedules);
    }
    qInfo("%d schedules, %lld acknowledged events, each in one place", schedules, qlonglong(events));
}

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
