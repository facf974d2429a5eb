// SPDX-License-Identifier: MIT
#include "commands/program.h"

#include <QDir>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

// `pixelmeter serve` as scripts and CI jobs use it (design.md, "Commands").
class TestServe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneLineSaysWhereItListens();
    void answersWithItsKey();
    void aTakenPortIsNamed();
    void onlyTheUsualPortMovesOn();
    void wrongUseNamesTheOption_data();
    void wrongUseNamesTheOption();
    void aLiveKeyIsNeverRepeated();
    void onlyTheGivenKeyIsTaken();
    void aSignalEndsItWithAnIdleClient_data();
    void aSignalEndsItWithAnIdleClient();
    void aFolderKeepsTheWorld();
    void aFolderHasOneOwner();
    void theAddressIsPublishedForTheOwner();
    void memoryLeavesNothingBehind();
    void theClockStandsWhereAsked();
    void theClockRunsFromWhereAsked();
    void aStateIsASeed();
    void helpExplainsTheOptions();
};

namespace {

const QByteArray meter = R"({"name":"Image Generation Meter","event_name":"image.generated",)"
                         R"("measurement_unit":"images","aggregation":{"type":"count"}})";

} // namespace

void TestServe::oneLineSaysWhereItListens()
{
    Served served({});
    QStringList keys = served.ready.keys();
    keys.sort();
    QCOMPARE(keys,
        (QStringList{u"api_key"_s, u"dodo_url"_s, u"image_url"_s, u"pid"_s, u"version"_s, u"webhook_key"_s}));
    QVERIFY(served.url().startsWith("http://127.0.0.1:"_L1));
    QCOMPARE(served.ready["image_url"_L1].toString(), served.url() + u"/v1"_s);
    QVERIFY(served.key().startsWith("dodo_test_"));
    QVERIFY(served.ready["webhook_key"_L1].toString().startsWith("whsec_"_L1));
    QCOMPARE(served.ready["pid"_L1].toInteger(), served.program.id());
    QCOMPARE(served.ready["version"_L1].toString(), QStringLiteral(PIXELMETER_VERSION));
    QCOMPARE(served.call("GET", u"/meters"_s).status, 200);
    served.program.signal(SIGTERM);
    QCOMPARE(served.program.exitCode(), 0);
    QCOMPARE(served.program.output(), QByteArray());
}

void TestServe::answersWithItsKey()
{
    Served served({});
    QCOMPARE(served.call("GET", u"/meters"_s).status, 200);
    QCOMPARE(served.call("GET", u"/meters"_s, {}, {}).status, 401);
    QCOMPARE(served.call("POST", u"/meters"_s, meter).status, 201);
    QCOMPARE(served.call("GET", u"/meters"_s).items().size(), 1);
}

void TestServe::aTakenPortIsNamed()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());
    Program program({u"serve"_s, u"--port"_s, port});
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.output(), QByteArray());
    QCOMPARE(program.complaint(),
        "pixelmeter serve: Port " + port.toUtf8()
            + " is taken by another program. Choose another one with --port.\n");
}

void TestServe::onlyTheUsualPortMovesOn()
{
    QTcpServer other;
    if (!other.listen(QHostAddress::LocalHost, 4010))
        QSKIP("port 4010 is in use here");
    Program program({u"serve"_s});
    const QString url = QJsonDocument::fromJson(program.readLine())["dodo_url"_L1].toString();
    QVERIFY2(QUrl(url).port() > 4010, qPrintable(url));
}

void TestServe::wrongUseNamesTheOption_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &named) {
        QTest::newRow(name) << arguments << named;
    };
    row("port no number", {u"--port"_s, u"x"_s}, "--port");
    row("port too large", {u"--port"_s, u"65536"_s}, "--port");
    row("port without value", {u"--port"_s}, "--port");
    row("clock no time", {u"--clock"_s, u"tomorrow"_s}, "--clock");
    row("clock neither frozen", {u"--clock"_s, u"2026-11-25T10:14:00Z,slow"_s}, "--clock");
    row("seed not there", {u"--seed"_s, u"/nowhere/seed.json"_s}, "/nowhere/seed.json");
    row("data and memory", {u"--data"_s, u"/nowhere"_s, u"--memory"_s}, "--data");
    row("data cannot be made", {u"--data"_s, u"/proc/nowhere"_s}, "--data");
    row("live key", {u"--api-key"_s, u"dodo_live_abc"_s}, "--api-key");
    row("unknown option", {u"--colour"_s, u"red"_s}, "colour");
    row("a stray word", {u"quickly"_s}, "quickly");
}

void TestServe::wrongUseNamesTheOption()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    Program program(QStringList{u"serve"_s} + arguments);
    QCOMPARE(program.exitCode(20000), 2);
    QCOMPARE(program.output(), QByteArray());
    const QByteArray said = program.complaint();
    QVERIFY2(said.contains(named), said);
    QVERIFY2(said.endsWith(".\n") || said.endsWith("--help.\n"), said);
    QVERIFY2(!said.contains(".."), said);
}

void TestServe::aLiveKeyIsNeverRepeated()
{
    Program program({u"serve"_s, u"--api-key"_s, u"dodo_live_secret"_s});
    QCOMPARE(program.exitCode(), 2);
    QVERIFY(!(program.output() + program.complaint()).contains("secret"));
}

void TestServe::onlyTheGivenKeyIsTaken()
{
    Served served({u"--api-key"_s, u"dodo_test_mine"_s});
    QCOMPARE(served.key(), "dodo_test_mine"_ba);
    QCOMPARE(served.call("GET", u"/meters"_s).status, 200);
    QCOMPARE(served.call("GET", u"/meters"_s, {}, "dodo_test_other").status, 401);
}

void TestServe::aSignalEndsItWithAnIdleClient_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void TestServe::aSignalEndsItWithAnIdleClient()
{
    QFETCH(int, number);
    Served served({});
    QTcpSocket idle;
    idle.connectToHost(u"127.0.0.1"_s, quint16(QUrl(served.url()).port()));
    QVERIFY(idle.waitForConnected(20000));
    idle.write("GET /meters HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\nAuthorization: Bearer "
        + served.key() + "\r\n\r\n");
    QVERIFY(idle.waitForReadyRead(20000));
    QElapsedTimer timer;
    timer.start();
    served.program.signal(number);
    QCOMPARE(served.program.exitCode(), 0);
    QVERIFY2(timer.elapsed() <= 3500,
        qPrintable(u"%1 ms"_s.arg(timer.elapsed()))); // 2 s, and the process's own end
}

void TestServe::aFolderKeepsTheWorld()
{
    QTemporaryDir folder;
    const QString data = folder.filePath(u"new/world"_s);
    QByteArray id;
    QJsonObject before;
    {
        Served served({u"--data"_s, data});
        id = served.call("POST", u"/meters"_s, meter).json()["id"_L1].toString().toUtf8();
        QVERIFY(!id.isEmpty());
        before = served.ready;
        served.program.signal(SIGTERM);
        QCOMPARE(served.program.exitCode(), 0);
    }
    Served again({u"--data"_s, data});
    QCOMPARE(again.call("GET", u"/meters/"_s + QString::fromUtf8(id)).status, 200);
    QCOMPARE(again.ready["api_key"_L1], before["api_key"_L1]);
    QCOMPARE(again.ready["webhook_key"_L1], before["webhook_key"_L1]);
}

void TestServe::aFolderHasOneOwner()
{
    QTemporaryDir folder;
    Served owner({u"--data"_s, folder.path()});
    QVERIFY(!owner.url().isEmpty());
    Program second({u"serve"_s, u"--port"_s, u"0"_s, u"--data"_s, folder.path()});
    QCOMPARE(second.exitCode(), 2);
    QCOMPARE(second.output(), QByteArray());
    const QByteArray said = second.complaint();
    QVERIFY2(said.contains(folder.path().toUtf8()), said);
    QCOMPARE(owner.call("GET", u"/meters"_s).status, 200);
}

void TestServe::theAddressIsPublishedForTheOwner()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"address.json"_s);
    Served owner({u"--data"_s, folder.path()});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto address = QJsonDocument::fromJson(file.readAll()).object();
    for (const auto key : {"dodo_url"_L1, "image_url"_L1, "api_key"_L1, "pid"_L1})
        QCOMPARE(address[key], owner.ready[key]);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(file.permissions() & others));
    owner.program.signal(SIGTERM);
    QCOMPARE(owner.program.exitCode(), 0);
    QVERIFY(!QFile::exists(path));
}

void TestServe::memoryLeavesNothingBehind()
{
    QTemporaryDir temporary;
    QProcessEnvironment environment;
    environment.insert(u"TMPDIR"_s, temporary.path());
    Served served({u"--memory"_s}, environment);
    QCOMPARE(served.call("POST", u"/meters"_s, meter).status, 201);
    QVERIFY(!QDir(temporary.path()).isEmpty());
    served.program.signal(SIGTERM);
    QCOMPARE(served.program.exitCode(), 0);
    QVERIFY(QDir(temporary.path()).isEmpty());
}

void TestServe::theClockStandsWhereAsked()
{
    Served served({u"--clock"_s, u"2026-11-25T10:14:00Z,frozen"_s});
    const QJsonObject clock = served.call("GET", u"/_sandbox/clock"_s).json();
    QCOMPARE(clock["now"_L1].toString(), u"2026-11-25T10:14:00Z"_s);
    QCOMPARE(clock["mode"_L1].toString(), u"frozen"_s);
    QVERIFY(clock["offset_ms"_L1].toInteger() != 0);
    const QJsonObject made = served.call("POST", u"/meters"_s, meter).json();
    QVERIFY2(made["created_at"_L1].toString().startsWith("2026-11-25T10:14:00"_L1),
        qPrintable(made["created_at"_L1].toString()));
}

void TestServe::theClockRunsFromWhereAsked()
{
    Served served({u"--clock"_s, u"2031-02-03T10:14:00Z"_s});
    const auto now = [&served] { return served.call("GET", u"/_sandbox/clock"_s).json(); };
    const QJsonObject first = now();
    QCOMPARE(first["mode"_L1].toString(), u"ticking"_s);
    QVERIFY(first["now"_L1].toString().startsWith("2031-02-03T10:1"_L1));
    QVERIFY(now()["now"_L1].toString() > first["now"_L1].toString());
}

void TestServe::aStateIsASeed()
{
    QTemporaryDir folder;
    const QString seed = folder.filePath(u"seed.json"_s);
    QByteArray state;
    {
        Served served({});
        QCOMPARE(served.call("POST", u"/meters"_s, meter).status, 201);
        QCOMPARE(
            served.call("POST", u"/customers"_s, R"({"name":"Test customer","email":"customer@example.com"})")
                .status,
            200);
        state = served.call("GET", u"/_sandbox/state"_s).body;
        QFile file(seed);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(state) == state.size());
    }
    Served again({u"--seed"_s, seed});
    QCOMPARE(again.call("GET", u"/_sandbox/state"_s).body, state);
    QCOMPARE(again.call("GET", u"/meters"_s).items().size(), 1);
}

void TestServe::helpExplainsTheOptions()
{
    Program program({u"serve"_s, u"--help"_s});
    QCOMPARE(program.exitCode(), 0);
    const QByteArray help = program.output();
    QVERIFY2(help.startsWith("Usage: pixelmeter serve [options]\n"), help.constData());
    for (const auto *option : {"--port", "--data", "--memory", "--api-key", "--clock", "--seed"})
        QVERIFY2(help.contains(option), option);
}

QTEST_GUILESS_MAIN(TestServe)

#include "tst_serve.moc"
