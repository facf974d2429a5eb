// SPDX-License-Identifier: MIT
#include "faults/schedule.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

// Many events through outbox, transport and a way that fails 5 times in 100, by a program of its own: all are
// there once, and it takes no more memory at the end than at the beginning.
class TestMillion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void allAreThereOnceAndMemoryIsFlat();
};

void TestMillion::allAreThereOnceAndMemoryIsFlat()
{
    constexpr long mostGrowth = 24 * 1024; // kB, behind the first fifth
    const int count = qMax(1000, qEnvironmentVariable("PIXELMETER_EVENTS", u"20000"_s).toInt());
    DeliveryBench bench({.deadline = 2s});
    QRandomGenerator random = QRandomGenerator::securelySeeded();
    bench.closeOutbox();
    bench.proxy().choose([&random](const RelayedRequest &request) -> std::optional<Mishap> {
        if (request.method != "POST" || random.bounded(20) > 0)
            return std::nullopt;
        return quickMishap(random);
    });
    QTemporaryDir folder;
    QElapsedTimer timer;
    timer.start();
    const auto child = bench.startChild(folder.path(), "m", count);
    QVERIFY(QTest::qWaitFor(
        [&] { return timer.elapsed() > 1000 && child->state() == QProcess::NotRunning; }, 3'600'000));
    QCOMPARE(child->exitCode(), 0);

    QList<long> resident;
    const QByteArrayList lines = child->readAllStandardOutput().split('\n');
    for (const QByteArray &line : lines) {
        if (line.contains(' '))
            resident.append(line.split(' ').at(1).toLong());
    }
    QVERIFY(resident.size() > 8);
    const auto later = resident.mid(resident.size() / 5);
    const long growth = *std::ranges::max_element(later) - later.first();
    qInfo("%d events, %lld requests of which %lld failed, %lld ms; %ld kB resident, %ld kB more at the most",
        count, qlonglong(bench.proxy().seen().size()), qlonglong(bench.proxy().faulted()), timer.elapsed(),
        later.first(), growth);
    QVERIFY(bench.proxy().faulted() > 0);
    const QSet<QByteArray> arrived = bench.arrived();
    QCOMPARE(arrived.size(), count);
    QVERIFY(arrived.contains("m1") && arrived.contains("m" + QByteArray::number(count)));
    QVERIFY2(growth < mostGrowth, qPrintable(u"%1 kB more"_s.arg(growth)));
}

QTEST_GUILESS_MAIN(TestMillion)
#include "tst_million.moc"
