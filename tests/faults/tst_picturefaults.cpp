// SPDX-License-Identifier: MIT
#include "imaging/faultcase.h"
#include "session/bench.h"
#include "support/faultpoint.h"
#include "ui/patience.h"

#include <QGuiApplication>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QProcess>

using namespace Qt::StringLiterals;
using Stage = PictureTrack::Stage;

namespace {

const QByteArray engine = "compatible";

PictureOrder orderOf(const QString &prompt, int count = 1)
{
    PictureOrder order;
    order.prompt = prompt;
    order.provider = engine;
    order.model = u"any-model"_s;
    order.size = {512, 512};
    order.count = count;
    return order;
}

bool ended(const QList<PictureJob *> &jobs)
{
    return QTest::qWaitFor(
        [&] { return std::ranges::all_of(jobs, [](PictureJob *job) { return job->finished(); }); }, 60000);
}

// Every picture that is kept has its file, its event at the service, and one unit on the bill; nothing else
// is there.
void compareWorld(Workbench &bench, qsizetype *pictures)
{
    // The counts are as last seen: behind this answer they are those of this moment.
    QVERIFY(resultOf(bench.outbox().images(1)).ok());
    QTRY_VERIFY_WITH_TIMEOUT((bench.outbox().sendNow(), bench.outbox().counts().waiting() == 0), 30000);
    const auto rows = resultOf(bench.outbox().images(10000));
    QVERIFY(rows.ok());
    QSet<QByteArray> kept;
    for (const ImageRow &row : *rows) {
        QVERIFY2(QFile::exists(bench.outbox().files().path(row.file)), qPrintable(row.file));
        kept.insert(row.id.text);
    }
    QCOMPARE(kept.size(), rows->size());
    const auto files = QDir(bench.folder() + u"/images"_s).entryList({u"*.png"_s}, QDir::Files);
    QCOMPARE(files.size(), kept.size());
    const auto events = resultOf(bench.client().events());
    QVERIFY(events.ok());
    QCOMPARE(events->size(), kept.size());
    for (const Event &event : *events)
        QVERIFY(kept.contains(event.id.text));
    QSignalSpy usage(&bench.session(), &Session::usageChanged);
    bench.session().refreshUsage();
    QTRY_VERIFY(!usage.isEmpty());
    QCOMPARE(bench.session().bill()->consumed(), Decimal(kept.size()));
    *pictures = kept.size();
}

} // namespace

// Image servers that fail, under the whole program: session, outbox, sandbox. Exactly one counted event for
// each picture that is kept, whatever happens on its way.
class TestPictureFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void failures_data();
    void failures();
    void cancelledBeforeTheAnswer();
    void oneOfThreeIsCancelled();
    void askedAgainAfterAFailure();
    void theEventsAnswerIsLost();
    void killed_data();
    void killed();
    void cleanupTestCase() { m_bench.reset(); }

private:
    void order(const QList<Play> &plays);
    void check(int more);
    std::unique_ptr<Workbench> openKilled();
    void prepareKilled();
    void generate(int killAt, int thenMs);

    std::unique_ptr<Bench> m_bench;
    FaultServer m_server;
    qsizetype m_pictures = 0; // so far
    QTemporaryDir m_killed; // the workspace of the program that is killed
    qsizetype m_survived = 0;
};

void TestPictureFaults::initTestCase()
{
    m_bench = std::make_unique<Bench>();
    QVERIFY(m_bench->load() && m_bench->makeExample());
    (*m_bench)->engines().setUp(engine, m_server.url(), u"any-model"_s);
    QVERIFY((*m_bench)->engines().engine(engine).ready);
    prepareKilled();
}

// Meter, product and customer for the program that is killed.
void TestPictureFaults::prepareKilled()
{
    const auto bench = openKilled();
    QSignalSpy changed(&bench->session(), &Session::usageChanged);
    bench->session().refresh();
    QTRY_VERIFY(!changed.isEmpty());
    Example example(bench->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QTRY_VERIFY(!finished.isEmpty());
}

void TestPictureFaults::order(const QList<Play> &plays)
{
    m_server.orders = plays;
    m_server.seen.clear();
}

void TestPictureFaults::check(int more)
{
    const qsizetype before = m_pictures;
    compareWorld(*m_bench->operator->(), &m_pictures);
    QCOMPARE(m_pictures, before + more);
}

void TestPictureFaults::failures_data()
{
    QTest::addColumn<QList<Play>>("plays");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("kept");
    QTest::addColumn<int>("orders");
    const Play good = faults::good();
    const Play cut{.bytes = good.bytes.chopped(30)};
    const Play busy = faults::error("429 Too Many Requests", "rate_limit_exceeded");
    const Play damaged = plays::json(faults::items({faults::item("x")}));
    const Play stream = plays::unmeasured("event: image_generation.completed\ndata: "
            + faults::item().replace("{", "{\"type\":\"image_generation.completed\",") + "\n\n",
        "text/event-stream");
    const auto row = [](const char *name, const QList<Play> &list, int kept, int orders = 1, int count = 1) {
        QTest::newRow(name) << list << count << kept << orders;
    };
    row("well", {good}, 1);
    row("well, and reset behind it", {plays::withEnd(good, Play::End::Reset)}, 1);
    row("well, as a stream", {stream}, 1);
    row("busy and then well", {busy, good}, 1, 2);
    row("refused", {faults::error("400 Bad Request", "moderation_blocked")}, 0);
    row("no credit", {faults::error("429 Too Many Requests", "insufficient_quota")}, 0);
    row("a fault", {faults::error("500 Internal Server Error", "")}, 0);
    row("reset before the answer", {plays::withEnd({}, Play::End::Reset)}, 0);
    row("cut", {cut}, 0);
    row("empty", {plays::json(faults::items({}))}, 0);
    row("no picture in it", {damaged}, 0);
    row("one of three damaged", {good, damaged, good}, 2, 3, 3);
    row("an address that is gone", {plays::json(faults::items({"{\"url\":\"http://127.0.0.1:1/x.png\"}"}))},
        0);
    row("an address of a file", {plays::json(faults::items({"{\"url\":\"file:///etc/passwd\"}"}))}, 0);
}

void TestPictureFaults::failures()
{
    QFETCH(QList<Play>, plays);
    QFETCH(int, count);
    QFETCH(int, kept);
    order(plays);
    const auto jobs = (*m_bench)->studio().order(orderOf(u"A lake"_s, count));
    QVERIFY(jobs.ok() && ended(*jobs));
    const auto done = std::ranges::count_if(
        *jobs, [](PictureJob *job) { return job->track().stage == Stage::Done && job->track().counted(); });
    QCOMPARE(int(done), kept);
    for (PictureJob *job : *jobs)
        QVERIFY(job->track().stage == Stage::Done || job->track().error.has_value());
    QTEST(int(m_server.ordered()), "orders");
    check(kept);
}

void TestPictureFaults::cancelledBeforeTheAnswer()
{
    order({plays::withEnd({}, Play::End::Stay)});
    const auto jobs = (*m_bench)->studio().order(orderOf(u"A lake"_s, 2));
    QTRY_VERIFY(m_server.ordered() > 0);
    (*m_bench)->studio().cancelAll();
    QVERIFY(ended(*jobs));
    for (PictureJob *job : *jobs)
        QCOMPARE(job->track().stage, Stage::Cancelled);
    check(0);
}

// It waits for its turn, one picture a call; then it is never asked for.
void TestPictureFaults::oneOfThreeIsCancelled()
{
    order({{.bytes = faults::good().bytes, .piece = 20}});
    const auto jobs = (*m_bench)->studio().order(orderOf(u"A lake"_s, 3));
    QTRY_VERIFY(m_server.ordered() > 0);
    jobs->at(1)->cancel();
    QVERIFY(ended(*jobs));
    QCOMPARE(jobs->at(1)->track().stage, Stage::Cancelled);
    QCOMPARE(m_server.ordered(), 2);
    check(2);
}

void TestPictureFaults::askedAgainAfterAFailure()
{
    order({{.bytes = faults::good().bytes.chopped(30)}, faults::good()});
    const auto first = (*m_bench)->studio().order(orderOf(u"A lake"_s));
    QVERIFY(ended(*first));
    const auto second = (*m_bench)->studio().order(orderOf(u"A lake"_s));
    QVERIFY(ended(*second));
    QVERIFY(first->first()->track().id != second->first()->track().id);
    check(1);
}

// The service stored it and the answer did not arrive: the outbox sends it again with the same id.
void TestPictureFaults::theEventsAnswerIsLost()
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl((*m_bench)->address().dodoUrl + u"/_sandbox/faults"_s));
    request.setRawHeader("Authorization", "Bearer " + (*m_bench)->address().apiKey);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
    QNetworkReply *reply
        = network.post(request, R"({"path":"/events/ingest","method":"POST","answer":"drop","times":1})");
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    order({faults::good()});
    const auto jobs = (*m_bench)->studio().order(orderOf(u"A lake"_s));
    QVERIFY(jobs.ok());
    QTRY_VERIFY_WITH_TIMEOUT(((*m_bench)->outbox().sendNow(), jobs->first()->finished()), 30000);
    QCOMPARE(jobs->first()->track().ingested, 0); // the try whose answer was lost had stored it
    check(1);
}

void TestPictureFaults::killed_data()
{
    QTest::addColumn<QList<Play>>("plays");
    QTest::addColumn<int>("killAt"); // a FaultPoint and one; 0: not by itself
    QTest::addColumn<int>("thenMs"); // from the order's arrival to the kill; -1: never
    QTest::addColumn<int>("kept"); // -1: either way
    const QList<Play> good{faults::good()};
    const QList<Play> silent{plays::withEnd({}, Play::End::Stay)};
    const QList<Play> half{plays::withEnd({.bytes = faults::good().bytes.chopped(40)}, Play::End::Stay)};
    QTest::newRow("before the answer") << silent << 0 << 0 << 0;
    QTest::newRow("in the middle of it") << half << 0 << 20 << 0;
    for (const int ms : {0, 5, 15, 40})
        QTest::addRow("%d ms behind it", ms) << good << 0 << ms << -1;
    const QList<QPair<const char *, FaultPoint>> points{{"decoded", FaultPoint::Decoded},
        {"PNG written", FaultPoint::PngWritten}, {"stored", FaultPoint::Stored}, {"shown", FaultPoint::Shown},
        {"sent", FaultPoint::Sent}, {"answered", FaultPoint::Answered}, {"marked", FaultPoint::Marked}};
    for (const auto &[name, point] : points)
        QTest::newRow(name) << good << int(point) + 1 << -1 << (point < FaultPoint::Stored ? 0 : 1);
    QTest::newRow("never") << good << 0 << -1 << 1;
}

std::unique_ptr<Workbench> TestPictureFaults::openKilled()
{
    WorkbenchOptions options;
    options.folder = m_killed.path();
    auto opened = Workbench::open(options);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    return *std::move(opened);
}

// The program from a terminal, killed by itself at a FaultPoint, by us some time after its order came, or not
// at all.
void TestPictureFaults::generate(int killAt, int thenMs)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PIXELMETER_KILL_AT"_s, QString::number(killAt));
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(PIXELMETER_FAULTS),
        {u"generate"_s, u"--workspace"_s, m_killed.path(), u"--provider"_s, QString::fromLatin1(engine),
            u"--base-url"_s, m_server.url().toString(), u"--model"_s, u"any-model"_s, u"A lake"_s});
    QVERIFY(program.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(m_server.ordered() > 0 || program.state() == QProcess::NotRunning, 60000);
    if (thenMs >= 0)
        QTimer::singleShot(thenMs, &program, &QProcess::kill);
    QTRY_COMPARE_WITH_TIMEOUT(program.state(), QProcess::NotRunning, 60000);
    if (killAt > 0)
        QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    else if (thenMs < 0)
        QVERIFY2(program.exitCode() == 0, program.readAllStandardError().constData());
}

void TestPictureFaults::killed()
{
    QFETCH(QList<Play>, plays);
    QFETCH(int, killAt);
    QFETCH(int, thenMs);
    QFETCH(int, kept);
    order(plays);
    generate(killAt, thenMs);
    const auto bench = openKilled();
    bench->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(bench->session().state().loaded, 30000);
    const qsizetype before = m_survived;
    compareWorld(*bench, &m_survived);
    QCOMPARE(m_server.ordered(), 1); // nothing is asked for again at a start
    if (kept >= 0)
        QCOMPARE(m_survived, before + kept);
    QVERIFY(m_survived - before <= 1);
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    TestPictureFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_picturefaults.moc"
