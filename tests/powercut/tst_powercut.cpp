// SPDX-License-Identifier: MIT
#include "powercut/checker.h"
#include "powercut/disk.h"

#include "sandbox/store.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int workers = 2;
constexpr int openedByStore = 250; // one cut in so many is also opened by the store itself

struct Cut {
    qsizetype position = 0;
    Unsynced unsynced = Unsynced::Dropped;
    quint32 seed = 0;
};

struct Total {
    int cuts = 0;
    int losing = 0; // cuts that lost something acknowledged
    int lost = 0; // requests
    int broken = 0;
    int byStore = 0;
    QString firstLost;
    QString firstBroken;

    void add(const Cut &cut, const Finding &finding);
    void add(const Total &other);
};

QString placeOf(const Cut &cut)
{
    return u"cut at step %1, unsynced %2, seed %3: "_s.arg(cut.position).arg(int(cut.unsynced)).arg(cut.seed);
}

void Total::add(const Cut &cut, const Finding &finding)
{
    ++cuts;
    losing += finding.lost > 0;
    lost += finding.lost;
    if (finding.lost > 0 && firstLost.isEmpty())
        firstLost = placeOf(cut) + finding.firstLost;
    broken += !finding.broken.isEmpty();
    if (!finding.broken.isEmpty() && firstBroken.isEmpty())
        firstBroken = placeOf(cut) + finding.broken;
}

void Total::add(const Total &other)
{
    cuts += other.cuts;
    losing += other.losing;
    lost += other.lost;
    broken += other.broken;
    byStore += other.byStore;
    firstLost = firstLost.isEmpty() ? other.firstLost : firstLost;
    firstBroken = firstBroken.isEmpty() ? other.firstBroken : firstBroken;
}

// A third at any step, a third where most is unsynced, a third where an answer had just been read.
std::vector<Cut> cutsOf(const Merchants &merchants, int count, QRandomGenerator &random)
{
    const auto &steps = merchants.recording().steps();
    std::vector<Cut> out(static_cast<size_t>(count));
    for (size_t i = 0; i < out.size(); ++i) {
        Cut &cut = out[i];
        cut.position = random.bounded(qint64(steps.size()) + 1);
        if (i % 3 == 1) {
            while (cut.position < qsizetype(steps.size())
                && steps[size_t(cut.position)].kind != DiskStep::Kind::Sync)
                ++cut.position;
        } else if (i % 3 == 2) {
            cut.position
                = merchants.sent()[size_t(random.bounded(qint64(merchants.sent().size())))].acknowledged;
        }
        cut.unsynced = Unsynced(random.bounded(unsyncedKinds));
        cut.seed = random.generate();
    }
    std::ranges::sort(out, {}, &Cut::position);
    return out;
}

// The real store starts on it and finds as many events.
QString openByStore(const DiskImage &image, qint64 events)
{
    QTemporaryDir folder;
    QDir(folder.path()).mkdir(u"snapshots"_s);
    for (auto file = image.cbegin(); file != image.cend(); ++file) {
        QFile out(folder.filePath(QString::fromUtf8(file.key())));
        if (!out.open(QIODevice::WriteOnly) || out.write(file->all()) != file->size())
            return u"The files could not be written."_s;
    }
    const auto store = Store::open(folder.path());
    if (!store)
        return store.error().message;
    const auto count = (*store)->read([](const Reading &reading) { return reading.eventCount(); });
    return count && *count == qMax<qint64>(0, events) ? QString() : u"The store finds other events."_s;
}

Total check(const Merchants &merchants, const std::vector<Cut> &cuts, int worker)
{
    Total out;
    Disk disk(merchants.recording().steps());
    Checker checker(merchants, "image" + QByteArray::number(worker));
    for (size_t i = size_t(worker); i < cuts.size(); i += workers) {
        disk.playTo(cuts[i].position);
        QRandomGenerator random(cuts[i].seed);
        const DiskImage image = disk.cut(cuts[i].unsynced, random);
        Finding finding = checker.check(image, cuts[i].position);
        if (i % openedByStore < workers) {
            ++out.byStore;
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
    Total session(const RecordedPragmas &pragmas, const LoadSize &size, int cuts);
    void report(const char *what, const Total &total, qint64 ms) const;

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

Total TestPowerCut::session(const RecordedPragmas &pragmas, const LoadSize &size, int cuts)
{
    startRecording(pragmas);
    Merchants merchants(m_random.generate());
    merchants.run(size);
    const auto plan = cutsOf(merchants, cuts, m_random);
    std::array<Total, workers> totals;
    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i)
        threads.emplace_back([&, i] { totals[size_t(i)] = check(merchants, plan, i); });
    for (std::thread &thread : threads)
        thread.join();
    Total out;
    for (const Total &total : totals)
        out.add(total);
    return out;
}

void TestPowerCut::report(const char *what, const Total &total, qint64 ms) const
{
    qInfo("%s: %d cuts, %d of them lose %d acknowledged requests, %d are broken, %d opened by the store,"
          " %lld ms",
        what, total.cuts, total.losing, total.lost, total.broken, total.byStore, ms);
}

void TestPowerCut::nothingAcknowledgedIsLost()
{
    // PIXELMETER_SYNCHRONOUS=NORMAL must make this test fail.
    RecordedPragmas pragmas;
    if (qEnvironmentVariableIsSet("PIXELMETER_SYNCHRONOUS"))
        pragmas.synchronous = qgetenv("PIXELMETER_SYNCHRONOUS");
    QElapsedTimer timer;
    timer.start();
    Total total;
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
    const Total total = session({.synchronous = "NORMAL", .checkpointEvery = 300},
        {.requests = 20, .batchesOf1000 = 1}, qMax(100, m_cuts / 10));
    report("synchronous=NORMAL", total, timer.elapsed());
    QVERIFY2(total.broken == 0, qPrintable(total.firstBroken));
    QVERIFY(total.losing > 0);
}

QTEST_GUILESS_MAIN(TestPowerCut)
#include "tst_powercut.moc"
