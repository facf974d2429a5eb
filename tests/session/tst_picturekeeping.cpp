// SPDX-License-Identifier: MIT
#include "imaging/receipt.h"
#include "ordersbench.h"
#include "support/faultpoint.h"

#include <QDirIterator>
#include <QGuiApplication>
#include <QProcess>

using namespace Qt::StringLiterals;

// What is kept, metered and paid when something goes wrong on the way, and what the files tell.
class TestPictureKeeping : public QObject, private OrdersBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { finish(); }
    void aRefusedPromptIsNeitherMeteredNorPaid();
    void aRequestThatIsRepeatedIsMeteredOnce();
    void aCrashLosesWhatWasNotStoredAndBillsTheRest();
    void textsAreLeftOutWhenNotWanted();
    void noFileOfTheWorkspaceHoldsAKey();
};

void TestPictureKeeping::aRefusedPromptIsNeitherMeteredNorPaid()
{
    m_peer->on(generations,
        {PathPeer::json(
            "{\"error\":{\"message\":\"no\",\"code\":\"moderation_blocked\"}}", "400 Bad Request")});
    const auto jobs = make(order(2));
    QVERIFY(ended(jobs));
    for (const PictureJob *job : jobs)
        QCOMPARE(job->track().error->kind, Error::Kind::Refused);
    QCOMPARE(metered(), 0);
    QCOMPARE(m_bench->purse().today(), Decimal(0));
    QVERIFY(m_bench->purse().exact());
}

void TestPictureKeeping::aRequestThatIsRepeatedIsMeteredOnce()
{
    m_peer->on(generations, {PathPeer::json("{}", "503 Service Unavailable"), answer(2)});
    const auto jobs = make(order(2));
    QVERIFY(ended(jobs));
    QCOMPARE(m_peer->asked(generations), 2);
    QCOMPARE(metered(), 2);
    QTRY_COMPARE(m_bench->purse().today(), *Decimal::fromText("0.04"));
}

// This program itself, killed when the second of three pictures is decoded and not yet stored.
void TestPictureKeeping::aCrashLosesWhatWasNotStoredAndBillsTheRest()
{
    m_peer->on(generations, {answer(3)});
    const int port = m_peer->url().port();
    m_bench.reset();
    QProcess program;
    program.start(
        QCoreApplication::applicationFilePath(), {u"--crash"_s, m_folder->path(), QString::number(port)});
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, patience);
    QCOMPARE(program.exitCode(), 9);
    m_bench = std::make_unique<StudioBench>(m_folder->path());
    QVERIFY(m_bench->load());
    QCOMPARE(kept(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->outbox().counts().waiting(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(metered(), 1, patience);
    QCOMPARE(QDir(m_folder->filePath(u"images"_s)).entryList({u"*.png"_s}).size(), 1);
}

void TestPictureKeeping::textsAreLeftOutWhenNotWanted()
{
    QVERIFY(m_bench->studio().withMetadata());
    m_peer->on(generations, {answer(1)});
    const auto fileOf = [this] {
        const auto jobs = make(order(1));
        QFile file(ended(jobs) ? m_bench->outbox().files().path(jobs.first()->track().row.file) : QString());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto receipt = receiptOf(fileOf());
    QVERIFY(receipt);
    QCOMPARE(receipt->provider, "xai"_ba);
    QVERIFY(!receipt->seed); // xAI takes neither
    QVERIFY(receipt->style.isEmpty());
    QCOMPARE(receipt->estimateUsd, Decimal::fromText("0.02"));
    m_bench->studio().setWithMetadata(false);
    const QByteArray bare = fileOf();
    QVERIFY(!bare.isEmpty());
    QVERIFY(!receiptOf(bare));
    QVERIFY(!bare.contains("a lake"));
}

// Pictures, receipts, events, the exchange log and every setting.
void TestPictureKeeping::noFileOfTheWorkspaceHoldsAKey()
{
    m_peer->on(generations,
        {answer(1), PathPeer::json("{\"error\":\"sk-canary-0123456789 is wrong\"}", "401 Unauthorized")});
    QVERIFY(ended(make(order(1))));
    const auto refused = make(order(1));
    QVERIFY(ended(refused));
    QVERIFY(m_peer->requests(generations).first().contains("sk-canary-0123456789"));
    QVERIFY(!refused.first()->track().error->message.contains("canary"_L1));
    QVERIFY(resultOf(m_bench->outbox().flushed()));
    m_bench.reset();
    int files = 0;
    QDirIterator each(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("canary"), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files > 3); // two databases, the log, a picture
}

// The child: orders three pictures and dies when the second one is decoded.
int crash(const QString &folder, int port)
{
    StudioBench bench(folder);
    if (!bench.load() || !bench.session().state().subscription)
        return 1;
    bench.use("xai", port);
    static int decoded = 0;
    setFaultHook([](FaultPoint point) {
        if (point == FaultPoint::Decoded && ++decoded == 2)
            _exit(9);
    });
    const auto jobs = bench.studio().order(order(3));
    return jobs && ended(*jobs) ? 0 : 2;
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--crash"_L1)
        return crash(arguments.value(2), arguments.value(3).toInt());
    TestPictureKeeping test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_picturekeeping.moc"
