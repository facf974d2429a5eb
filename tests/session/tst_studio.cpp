// SPDX-License-Identifier: MIT
#include "bench.h"

#include "imaging/receipt.h"

#include <QFile>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

class TestStudio : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPictureReachesTheBill();
    void theEleventhPictureIsPaid();
    void aDraftIsAcceptedAndNotCounted();
    void withoutACustomerThePictureIsKept();
    void aCancelledPictureHasNoEvent();
    void aRefusedPromptMakesNothing();

private:
    static PictureOrder order(const QString &prompt, int count = 1, const QByteArray &tier = "standard")
    {
        PictureOrder order;
        order.prompt = prompt;
        order.size = {256, 256};
        order.count = count;
        order.tier = tier;
        return order;
    }
    static bool ended(const QList<PictureJob *> &jobs)
    {
        return QTest::qWaitFor(
            [&] { return std::ranges::all_of(jobs, [](PictureJob *job) { return job->finished(); }); },
            60000);
    }
};

void TestStudio::aPictureReachesTheBill()
{
    Bench bench;
    QVERIFY(bench.load() && bench.makeExample());
    const auto jobs = *bench->studio().order(order(u"A lake at sunset"_s));
    QVERIFY(ended(jobs));
    const PictureTrack &track = jobs.first()->track();
    QCOMPARE(track.stage, PictureTrack::Stage::Done);
    QVERIFY(track.stored && track.billed && track.counted());
    QCOMPARE(track.ingested, 1);
    QCOMPARE(track.countedBy()->standing->unitsFree, Decimal(1));
    QCOMPARE(*track.billTotal, 0);
    QFile file(bench->outbox().files().path(track.row.file));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto receipt = receiptOf(file.readAll());
    QVERIFY(receipt.has_value());
    QCOMPARE(receipt->eventId, track.id.text);
    QCOMPARE(receipt->prompt, u"A lake at sunset"_s);
}

void TestStudio::theEleventhPictureIsPaid()
{
    Bench bench;
    QVERIFY(bench.load() && bench.makeExample());
    QVERIFY(ended(*bench->studio().order(order(u"A meadow"_s, 10))));
    const auto jobs = *bench->studio().order(order(u"A meadow in the rain"_s));
    QVERIFY(ended(jobs));
    const PictureTrack &track = jobs.first()->track();
    QCOMPARE(track.countedBy()->standing->unitsPaid, Decimal(1));
    QCOMPARE(track.countedBy()->standing->runningTotal, Decimal(11));
    QCOMPARE(*track.billTotal, 5);
}

void TestStudio::aDraftIsAcceptedAndNotCounted()
{
    Bench bench;
    QVERIFY(bench.load() && bench.makeExample());
    const auto jobs = *bench->studio().order(order(u"A forest"_s, 1, "draft"));
    QVERIFY(ended(jobs));
    const PictureTrack &track = jobs.first()->track();
    QCOMPARE(track.stage, PictureTrack::Stage::Done);
    QCOMPARE(track.ingested, 1);
    QVERIFY(track.verdict.has_value());
    QVERIFY(!track.counted());
    QCOMPARE(track.verdict->meters.first().reason, MeterVerdict::Reason::FilterFailed);
}

void TestStudio::withoutACustomerThePictureIsKept()
{
    Bench bench;
    QVERIFY(bench.load());
    const auto jobs = *bench->studio().order(order(u"A beach"_s));
    QVERIFY(ended(jobs));
    QCOMPARE(jobs.first()->track().stage, PictureTrack::Stage::Done);
    QVERIFY(jobs.first()->track().stored);
    QVERIFY(!jobs.first()->track().billed);
    QVERIFY(resultOf(bench->client().events())->isEmpty());
    QCOMPARE(resultOf(bench->outbox().images())->size(), 1);
}

void TestStudio::aCancelledPictureHasNoEvent()
{
    Bench bench;
    QVERIFY(bench.load() && bench.makeExample());
    PictureOrder large = order(u"A stormy sea"_s, 2, "hd");
    large.size = {1536, 1024};
    const auto jobs = *bench->studio().order(large);
    QTRY_VERIFY(jobs.first()->track().percent > 0);
    bench->studio().cancelAll();
    QVERIFY(ended(jobs));
    for (PictureJob *job : jobs)
        QCOMPARE(job->track().stage, PictureTrack::Stage::Cancelled);
    QVERIFY(resultOf(bench->client().events())->isEmpty());
    QVERIFY(resultOf(bench->outbox().images())->isEmpty());
}

void TestStudio::aRefusedPromptMakesNothing()
{
    Bench bench;
    QVERIFY(bench.load() && bench.makeExample());
    const auto jobs = *bench->studio().order(order(u"a murder"_s));
    QVERIFY(ended(jobs));
    QCOMPARE(jobs.first()->track().stage, PictureTrack::Stage::Failed);
    QCOMPARE(jobs.first()->track().error->kind, Error::Kind::Refused);
    QVERIFY(resultOf(bench->client().events())->isEmpty());
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestStudio test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_studio.moc"
