// SPDX-License-Identifier: MIT
#include "faults/schedule.h"

#include <QTest>

using namespace Qt::StringLiterals;

// Random lives of an outbox, each replayed by its seed: PIXELMETER_SEED=n and PIXELMETER_SCHEDULES=1.
class TestSchedules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOrCountedTwice();
    void killedWhileItSends();

private:
    DeliveryBench m_bench{{.deadline = 1s, .backoff = 5ms}};
};

void TestSchedules::nothingIsLostOrCountedTwice()
{
    const int schedules = qMax(1, qEnvironmentVariable("PIXELMETER_SCHEDULES", u"50"_s).toInt());
    const quint32 first = qEnvironmentVariableIsSet("PIXELMETER_SEED")
        ? qEnvironmentVariable("PIXELMETER_SEED").toUInt()
        : QRandomGenerator::global()->generate() % 1'000'000'000;
    qInfo("seeds %u to %u", first, first + quint32(schedules) - 1);
    qsizetype events = 0;
    for (int i = 0; i < schedules; ++i) {
        const quint32 seed = first + quint32(i);
        Schedule schedule(m_bench, seed);
        const QString wrong = schedule.run();
        QVERIFY2(wrong.isEmpty(), qPrintable(u"seed %1: %2: %3"_s.arg(seed).arg(schedule.steps(), wrong)));
        events += schedule.events();
    }
    qInfo("%d schedules, %lld acknowledged events, each in one place", schedules, qlonglong(events));
}

// A program that stores and sends without end; what it was told is stored is there when it starts again.
void TestSchedules::killedWhileItSends()
{
    const int kills = qMax(1, qEnvironmentVariable("PIXELMETER_KILLS", u"20"_s).toInt());
    QRandomGenerator random = QRandomGenerator::securelySeeded();
    QTemporaryDir folder;
    QSet<QByteArray> acknowledged;
    m_bench.proxy().heal();
    m_bench.proxy().choose([&random](const RelayedRequest &request) -> std::optional<Mishap> {
        if (request.method != "POST" || random.bounded(5) > 0)
            return std::nullopt;
        return quickMishap(random);
    });
    for (int i = 0; i < kills; ++i)
        acknowledged += acknowledgedUntilKilled(
            m_bench, folder.path(), "kill" + QByteArray::number(i) + '-', random.bounded(150));
    m_bench.proxy().heal();
    const auto opened = m_bench.openOutbox(folder.path());
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().message));
    QVERIFY(m_bench.waitUntilQuiet(60s));
    const QSet<QByteArray> missing = acknowledged - m_bench.arrived();
    QVERIFY2(missing.isEmpty(), qPrintable(u"%1 are missing"_s.arg(missing.size())));
    qInfo("%d kills, %lld acknowledged events, each arrived", kills, qlonglong(acknowledged.size()));
    QVERIFY(acknowledged.size() > kills / 2);
    m_bench.closeOutbox();
}

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
