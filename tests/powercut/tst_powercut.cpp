// SPDX-License-Identifier: MIT
#include "powercut/checker.h"
#include "powercut/cuts.h"

#include "sandbox/store.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int workers = 2;
constexpr int openedByStore = 250; // one cut in so many is also opened by the store itself

// The real store starts on it and finds as many events.
QString openByStore(const DiskImage &image, qint64 events)
{
    QTemporaryDir folder;
    QDir(folder.path()).mkdir(u"snapshots"_s);
    if (const QString failed = writeFiles(image, folder.path()); !failed.isEmpty())
        return failed;
    const auto store = Store::open(folder.path());
    if (!store)
        return store.error().message;
    const auto count = (*store)->read([](const Reading &reading) { return reading.eventCount(); });
    return count && *count == qMax<qint64>(0, events) ? QString() : u"The store finds other events."_s;
}

CutTotal check(const Merchants &merchants, const std::vector<Cut> &cuts, int worker)
{
    CutTotal out;
    Disk disk(merchants.recording().steps());
    Checker checker(merchants, "image" + QByteArray::number(worker));
    for (size_t i = size_t(worker); i < cuts.size(); i += workers) {
        disk.playTo(cuts[i].position);
        QRandomGenerator random(cuts[i].seed);
        const DiskImage image = disk.cut(cuts[i].unsynced, random);
        Finding finding = checker.check(image, cuts[i].position);
        if (i % openedByStore < workers) {
            ++out.reopened;
            const QString complaint = openByStore(image, finding.events);
            if (finding.broken.isEmpty())
                finding.broken = complaint;
        }
        out.add(cuts[i], finding);
    }
    return out;
}

} // namespace

// The power goes while merchants' programs use a sandbox: whatever of the unsynced writes reached the disk,
// all that was answered is there and nothing is torn. With less syncing the same test finds losses.
class TestPowerCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingAcknowledgedIsLost();
    void lessSyncingLosesSome();

private:
    CutTotal session(const RecordedPragmas &pragmas, const LoadSize &size, int cuts);
    void report(const char *what, const CutTotal &total, qint64 ms) const;

    QRandomGenerator m_random;
    int m_cuts = 300;
};

void TestPowerCut::initTestCase()
{
    const quint32 seed = qEnvironmentVariableIsSet("PIXELMETER_SEED")
        ? qEnvironmentVariable("PIXELMETER_SEED").toUInt()
        : QRandomGenerator::global()->generate();
    m_random.seed(seed);
    m_cuts = qMax(m_cuts, qEnvironmentVariableIntValue("PIXELMETER_POWER_CUTS"));
    qInfo("seed %u", seed);
}

CutTotal TestPowerCut::session(const RecordedPragmas &pragmas, const LoadSize &size, int cuts)
{
    startRecording(pragmas);
    Merchants merchants(m_random.generate());
    merchants.run(size);
    std::vector<qsizetype> answers;
    for (const SentRequest &request : merchants.sent())
        answers.push_back(request.acknowledged);
    const auto plan = cutsOf(merchants.recording().steps(), answers, cuts, m_random);
    std::array<CutTotal, workers> totals;
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.emplace_back([&, i] { totals[size_t(i)] = check(merchants, plan, i); });
    for (std::thread &thread : threads)
        thread.join();
    CutTotal out;
    for (const CutTotal &total : totals)
        out.add(total);
    return out;
}

void TestPowerCut::report(const char *what, const CutTotal &total, qint64 ms) const
{
    qInfo("%s: %d cuts, %d of them lose %d acknowledged requests, %d are broken, %d opened by the store,"
          " %lld ms",
        what, total.cuts, total.losing, total.lost, total.broken, total.reopened, ms);
}

void TestPowerCut::nothingAcknowledgedIsLost()
{
    // PIXELMETER_SYNCHRONOUS=NORMAL must make this test fail.
    RecordedPragmas pragmas;
    if (qEnvironmentVariableIsSet("PIXELMETER_SYNCHRONOUS"))
        pragmas.synchronous = qgetenv("PIXELMETER_SYNCHRONOUS");
    QElapsedTimer timer;
    timer.start();
    CutTotal total;
    const int sessions = qMax(1, m_cuts / 1200);
    for (int i = 0; i < sessions; ++i) {
        // The log is folded back often, so that cuts also meet that.
        pragmas.checkpointEvery = i % 2 == 0 ? 60 : 300;
        total.add(session(pragmas, {.requests = 20, .batchesOf1000 = 1}, m_cuts / sessions));
    }
    if (sessions > 1) { // and once at the store's own pace
        pragmas.checkpointEvery.reset();
        total.add(session(pragmas, {.requests = 60, .batchesOf1000 = 48, .worlds = false}, m_cuts / 20));
    }
    report("every commit synced", total, timer.elapsed());
    QVERIFY2(total.broken == 0, qPrintable(total.firstBroken));
    QVERIFY2(total.losing == 0, qPrintable(total.firstLost));
    QVERIFY(total.cuts >= m_cuts);
}

void TestPowerCut::lessSyncingLosesSome()
{
    QElapsedTimer timer;
    timer.start();
    const CutTotal total = session({.synchronous = "NORMAL", .checkpointEvery = 300},
        {.requests = 20, .batchesOf1000 = 1}, qMax(100, m_cuts / 10));
    report("synchronous=NORMAL", total, timer.elapsed());
    QVERIFY2(total.broken == 0, qPrintable(total.firstBroken));
    QVERIFY(total.losing > 0);
}

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_powercut.moc"
