// SPDX-License-Identifier: MIT
#include "powercut/cuts.h"
#include "powercut/queuechecker.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int workers = 2;
constexpr int eventsOfALoad = 400;
constexpr int cutsOfALoad = 2500;
constexpr int reopenedOf = 100; // one cut in so many is also opened by the outbox itself

CutTotal check(const QueueLoad &load, const std::vector<Cut> &cuts, int worker)
{
    CutTotal out;
    Disk disk(load.recording().steps());
    QueueChecker checker(load, "queue" + QByteArray::number(worker));
    for (size_t i = size_t(worker); i < cuts.size(); i += workers) {
        disk.playTo(cuts[i].position);
        QRandomGenerator random(cuts[i].seed);
        out.add(cuts[i], checker.check(disk.cut(cuts[i].unsynced, random), cuts[i].position));
    }
    return out;
}

// The program starts on it, and what was being sent waits again.
QString openByOutbox(const DiskImage &image, qint64 events)
{
    const QTemporaryDir folder;
    if (const QString failed = writeFiles(image, folder.path()); !failed.isEmpty())
        return failed;
    const SystemClock clock;
    const auto outbox = Outbox::open(folder.path(), clock);
    if (!outbox)
        return outbox.error().message;
    const auto call = (*outbox)->page({.show = OutboxQuery::Show::All}, eventsOfALoad * 2);
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 20000))
        return u"The outbox does not answer."_s;
    const Result<QList<OutboxEntry>> page = call.future().result();
    if (!page)
        return page.error().message;
    for (const OutboxEntry &entry : *page) {
        if (entry.state == OutboxEntry::State::Sending)
            return u"An event is still being sent."_s;
    }
    return page->size() == qMax<qint64>(0, events) ? QString() : u"The outbox finds other events."_s;
}

} // namespace

// The power goes while events are stored and sent: whatever of the unsynced writes reached the disk, all that
// the program was told is there and nothing is torn. With less syncing the same test finds losses.
class TestQueuePowerCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingAcknowledgedIsLost();
    void lessSyncingLosesSome();

private:
    CutTotal session(const RecordedPragmas &pragmas, int cuts);
    void reopen(const QueueLoad &load, const std::vector<Cut> &cuts, CutTotal &total) const;
    void report(const char *what, const CutTotal &total, qint64 ms) const;

    QRandomGenerator m_random;
    int m_cuts = 300;
};

void TestQueuePowerCut::initTestCase()
{
    const quint32 seed = qEnvironmentVariableIsSet("PIXELMETER_SEED")
        ? qEnvironmentVariable("PIXELMETER_SEED").toUInt()
        : QRandomGenerator::global()->generate();
    m_random.seed(seed);
    m_cuts = qMax(m_cuts, qEnvironmentVariableIntValue("PIXELMETER_POWER_CUTS"));
    qInfo("seed %u", seed);
}

CutTotal TestQueuePowerCut::session(const RecordedPragmas &pragmas, int cuts)
{
    startRecording(pragmas);
    QueueLoad load(m_random.generate());
    load.run(eventsOfALoad);
    const auto plan = cutsOf(load.recording().steps(), load.told(), cuts, m_random);
    std::array<CutTotal, workers> totals;
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.emplace_back([&, i] { totals[size_t(i)] = check(load, plan, i); });
    for (std::thread &thread : threads)
        thread.join();
    CutTotal out;
    for (const CutTotal &total : totals)
        out.add(total);
    reopen(load, plan, out);
    return out;
}

void TestQueuePowerCut::reopen(const QueueLoad &load, const std::vector<Cut> &cuts, CutTotal &total) const
{
    Disk disk(load.recording().steps());
    QueueChecker checker(load, "reopened");
    for (size_t i = 0; i < cuts.size(); i += reopenedOf) {
        disk.playTo(cuts[i].position);
        QRandomGenerator random(cuts[i].seed);
        const DiskImage image = disk.cut(cuts[i].unsynced, random);
        const qint64 events = checker.check(image, cuts[i].position).events;
        const QString complaint = openByOutbox(image, events);
        ++total.reopened;
        total.broken += !complaint.isEmpty();
        if (total.firstBroken.isEmpty())
            total.firstBroken = complaint;
    }
}

void TestQueuePowerCut::report(const char *what, const CutTotal &total, qint64 ms) const
{
    qInfo("%s: %d cuts, %d of them lose %d promises, %d are broken, %d opened by the outbox, %lld ms", what,
        total.cuts, total.losing, total.lost, total.broken, total.reopened, ms);
}

void TestQueuePowerCut::nothingAcknowledgedIsLost()
{
    // PIXELMETER_SYNCHRONOUS=NORMAL must make this test fail.
    RecordedPragmas pragmas;
    if (qEnvironmentVariableIsSet("PIXELMETER_SYNCHRONOUS"))
        pragmas.synchronous = qgetenv("PIXELMETER_SYNCHRONOUS");
    QElapsedTimer timer;
    timer.start();
    CutTotal total;
    const int sessions = qMax(1, m_cuts / cutsOfALoad);
    for (int i = 0; i < sessions; ++i) {
        // The log is folded back often, so that cuts also meet that; and once at SQLite's own pace.
        pragmas.checkpointEvery = i == 3 ? std::nullopt : std::optional(i % 2 == 0 ? 40 : 200);
        total.add(session(pragmas, m_cuts / sessions));
    }
    report("every commit synced", total, timer.elapsed());
    QVERIFY2(total.broken == 0, qPrintable(total.firstBroken));
    QVERIFY2(total.losing == 0, qPrintable(total.firstLost));
    QVERIFY(total.cuts >= m_cuts);
}

void TestQueuePowerCut::lessSyncingLosesSome()
{
    QElapsedTimer timer;
    timer.start();
    const CutTotal total = session({.synchronous = "NORMAL", .checkpointEvery = 200}, qMax(100, m_cuts / 10));
    report("synchronous=NORMAL", total, timer.elapsed());
    QVERIFY2(total.broken == 0, qPrintable(total.firstBroken));
    QVERIFY(total.losing > 0);
}

QTEST_GUILESS_MAIN(TestQueuePowerCut)
#include "tst_queuepowercut.moc"
