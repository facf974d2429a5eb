// SPDX-License-Identifier: MIT
#include "faults/schedule.h"

#include <QTest>

using namespace Qt::StringLiterals;

// A program that stores and sends without end is killed, again and again: what it was told is stored is there
// when it starts again, and arrives.
class TestDeliveryKills : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedWhileItSends();

private:
    DeliveryBench m_bench{{.deadline = 1s, .backoff = 5ms}};
};

void TestDeliveryKills::killedWhileItSends()
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

QTEST_GUILESS_MAIN(TestDeliveryKills)
#include "tst_deliverykills.moc"
