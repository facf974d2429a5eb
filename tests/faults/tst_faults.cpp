// SPDX-License-Identifier: MIT
#include "commands/workbench.h"
#include "support/faultpoint.h"
#include "ui/patience.h"

#include <QGuiApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

// The program is killed with SIGKILL on the way of a picture; after a restart every picture that is on disk
// has exactly one counted event, and no event has lost its picture.
class TestFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void killedAtStep_data();
    void killedAtStep();
    void killedAtRandomMoments();

private:
    void prepare();
    void run(int killAt, int killAfterMs);
    void checkWorld();

    std::unique_ptr<QTemporaryDir> m_workspace;
    bool m_full = qEnvironmentVariable("PIXELMETER_FAULT_ROUNDS") == "full"_L1;
    qint64 m_typicalMs = 0;
};

void TestFaults::initTestCase()
{
    prepare();
    QElapsedTimer timer;
    timer.start();
    run(0, 0);
    m_typicalMs = timer.elapsed();
    checkWorld();
}

// A world with meter, product and customer, made once and reused: the kills happen on top of what is there.
void TestFaults::prepare()
{
    m_workspace = std::make_unique<QTemporaryDir>();
}

// One picture, small and quick; killed at a FaultPoint, after some milliseconds, or not at all.
void TestFaults::run(int killAt, int killAfterMs)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PIXELMETER_KILL_AT"_s, QString::number(killAt));
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(PIXELMETER_FAULTS),
        {u"generate"_s, u"--workspace"_s, m_workspace->path(), u"--example"_s, u"--size"_s, u"256x256"_s,
            u"A lake at sunset"_s});
    QVERIFY(program.waitForStarted());
    if (killAfterMs > 0 && !program.waitForFinished(killAfterMs))
        program.kill();
    QVERIFY(program.state() == QProcess::NotRunning || program.waitForFinished(60000));
    if (killAt == 0 && killAfterMs == 0)
        QCOMPARE(program.exitCode(), 0);
    else if (killAt > 0)
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);
}

void TestFaults::checkWorld()
{
    WorkbenchOptions options;
    options.folder = m_workspace->path();
    auto bench = Workbench::open(options);
    QVERIFY2(bench.ok(), bench ? "" : qPrintable(bench.error().message));
    Session &session = (*bench)->session();
    session.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(session.state().loaded, 30000);
    QTRY_COMPARE_WITH_TIMEOUT((*bench)->outbox().counts().waiting(), 0, 30000);

    const auto images = (*bench)->outbox().images(10000).future().result();
    QVERIFY(images.ok());
    QSet<QByteArray> pictures;
    for (const ImageRow &row : *images) {
        QVERIFY2(QFile::exists((*bench)->outbox().files().path(row.file)), qPrintable(row.file));
        pictures.insert(row.id.text);
    }
    const auto onDisk = QDir(m_workspace->path() + u"/images"_s).entryList({u"*.png"_s}, QDir::Files);
    QCOMPARE(onDisk.size(), pictures.size());

    QVERIFY(session.state().subscription.has_value());
    const auto call = (*bench)->client().events(
        {.customer = session.state().customer()->id, .eventName = {}, .meter = {}, .start = {}, .end = {}});
    QTRY_VERIFY_WITH_TIMEOUT(call.future().isFinished(), 30000);
    QList<QByteArray> events;
    for (const Event &event : *call.future().result())
        events.append(event.id.text);
    QCOMPARE(events.size(), pictures.size());
    QCOMPARE(QSet<QByteArray>(events.begin(), events.end()), pictures);
    QSignalSpy usage(&session, &Session::usageChanged);
    session.refreshUsage();
    QTRY_VERIFY(!usage.isEmpty());
    QCOMPARE(session.bill()->consumed(), Decimal(pictures.size()));
}

void TestFaults::killedAtStep_data()
{
    QTest::addColumn<int>("point");
    const QList<QPair<const char *, FaultPoint>> points{{"decoded", FaultPoint::Decoded},
        {"PNG written", FaultPoint::PngWritten}, {"stored", FaultPoint::Stored}, {"shown", FaultPoint::Shown},
        {"sent", FaultPoint::Sent}, {"answered", FaultPoint::Answered}, {"marked", FaultPoint::Marked}};
    const int rounds = m_full ? 5 : 1;
    for (const auto &[name, point] : points) {
        for (int round = 1; round <= rounds; ++round)
            QTest::addRow("%s, round %d", name, round) << int(point) + 1;
    }
}

void TestFaults::killedAtStep()
{
    QFETCH(int, point);
    run(point, 0);
    checkWorld();
}

void TestFaults::killedAtRandomMoments()
{
    QRandomGenerator random(20261121);
    for (int round = 0; round < (m_full ? 50 : 4); ++round) {
        run(0, 20 + random.bounded(int(m_typicalMs)));
        checkWorld();
    }
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    TestFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_faults.moc"
