// SPDX-License-Identifier: MIT
#include "commands/program.h"

#include <QDir>
#include <QImage>

using namespace Qt::StringLiterals;

// `pixelmeter generate` in a terminal and in scripts (design.md, "Commands").
class TestGenerate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePromptIsTheWordsGiven();
    void thePromptIsAskedFor();
    void anEmptyAnswerEndsWithALine_data();
    void anEmptyAnswerEndsWithALine();
    void theTextTellsPictureEventAndBill();
    void anObjectHasEveryMember();
    void eachPictureHasItsOwnFileAndEvent();
    void withoutACustomerNothingIsBilled();
    void aRefusedPromptSendsNothing();
    void wrongUseNamesTheOption_data();
    void wrongUseNamesTheOption();
    void aFileThatCannotBeWrittenLosesNothing();
    void theSandboxThatRunsIsUsed();
    void theDateIsTheSandboxs();
    void theUsualWorkspaceIsTheUsers();

private:
    struct Ended {
        int code = -1;
        QByteArray out;
        QByteArray err;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };
    // Small pictures; the prompt stands last.
    static Ended generate(
        const QString &workspace, const QStringList &arguments, const QByteArray &input = {})
    {
        Program program(
            QStringList{u"generate"_s, u"--workspace"_s, workspace, u"--size"_s, u"256x256"_s} + arguments);
        program.write(input);
        const int code = program.exitCode();
        return {code, program.output(), program.complaint()};
    }
};

void TestGenerate::thePromptIsTheWordsGiven()
{
    QTemporaryDir folder;
    const Ended ended = generate(folder.path(), {u"--json"_s, u"A"_s, u"lake at"_s, u"sunset"_s});
    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(ended.json()["prompt"_L1].toString(), u"A lake at sunset"_s);
    QVERIFY(!ended.err.contains("Describe"));
}

void TestGenerate::thePromptIsAskedFor()
{
    QTemporaryDir folder;
    const Ended ended = generate(folder.path(), {u"--json"_s}, "  A snowy forest \n");
    QVERIFY2(ended.code == 0, ended.err);
    QVERIFY2(ended.err.startsWith("Describe a picture: "), ended.err);
    QCOMPARE(ended.json()["prompt"_L1].toString(), u"A snowy forest"_s);
}

void TestGenerate::anEmptyAnswerEndsWithALine_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("an empty line") << "\n"_ba;
    QTest::newRow("blanks") << "   \n"_ba;
    QTest::newRow("nothing") << QByteArray();
}

void TestGenerate::anEmptyAnswerEndsWithALine()
{
    QFETCH(QByteArray, answer);
    QTemporaryDir folder;
    const Ended ended = generate(folder.path(), {}, answer);
    QCOMPARE(ended.code, 0);
    QCOMPARE(ended.out, "Nothing to paint, nothing is billed.\n"_ba);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestGenerate::theTextTellsPictureEventAndBill()
{
    QTemporaryDir folder;
    const Ended ended = generate(folder.path(), {u"--example"_s, u"A lake at sunset"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const auto text = QString::fromUtf8(ended.out);
    for (const QString &part :
        {u"Painted  "_s, u"File     "_s + folder.path(), u"Event    image.generated ("_s, u"ingested 1"_s,
            u"Counted  1 images by Image Generation Meter, free"_s, u"Bill     $0.00 so far"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
}

void TestGenerate::anObjectHasEveryMember()
{
    QTemporaryDir folder;
    const Ended ended = generate(folder.path(),
        {u"--example"_s, u"--json"_s, u"--quality"_s, u"hd"_s, u"--seed"_s, u"7"_s, u"A stormy sea"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const QJsonObject json = ended.json();
    QCOMPARE(json.keys(),
        (QStringList{u"answer"_s, u"caption"_s, u"cost_usd"_s, u"engine"_s, u"error"_s, u"estimate_usd"_s,
            u"event"_s, u"event_id"_s, u"file"_s, u"model"_s, u"ms"_s, u"prompt"_s, u"provider"_s,
            u"provider_quality"_s, u"quality"_s, u"seed"_s, u"size"_s, u"usage"_s}));
    QCOMPARE(json["provider"_L1].toString(), u"demo"_s);
    QCOMPARE(json["provider_quality"_L1].toString(), u"high"_s);
    QVERIFY(json["error"_L1].isNull() && json["cost_usd"_L1].isNull());
    QCOMPARE(json["quality"_L1].toString(), u"hd"_s);
    QCOMPARE(json["size"_L1].toString(), u"256x256"_s);
    QCOMPARE(json["seed"_L1].toInteger(), 7);
    QVERIFY(json["ms"_L1].toInteger() > 0);
    QVERIFY(!json["caption"_L1].toString().isEmpty());
    QCOMPARE(QImage(json["file"_L1].toString()).size(), QSize(256, 256));
    QCOMPARE(json["answer"_L1].toObject(), (QJsonObject{{u"status"_s, 200}, {u"ingested_count"_s, 1}}));

    const QJsonObject usage = json["usage"_L1].toObject();
    QCOMPARE(usage.keys(),
        (QStringList{u"chargeable_units"_s, u"consumed_units"_s, u"currency"_s, u"free_threshold"_s, u"id"_s,
            u"name"_s, u"price_per_unit"_s, u"total_price"_s}));
    QCOMPARE(usage["consumed_units"_L1].toString(), u"1"_s);
    QCOMPARE(usage["chargeable_units"_L1].toString(), u"0"_s);
    QCOMPARE(usage["free_threshold"_L1].toInteger(), 10);
    QCOMPARE(usage["price_per_unit"_L1].toString(), u"5"_s);
    QCOMPARE(usage["total_price"_L1].toInteger(-1), 0);
}

void TestGenerate::eachPictureHasItsOwnFileAndEvent()
{
    QTemporaryDir folder;
    const QString first = folder.filePath(u"x.png"_s);
    const QString second = folder.filePath(u"x-2.png"_s);
    const Ended ended = generate(folder.filePath(u"workspace"_s),
        {u"--example"_s, u"--json"_s, u"--count"_s, u"2"_s, u"--out"_s, first, u"A meadow"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const QByteArrayList lines = ended.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    const QJsonObject one = QJsonDocument::fromJson(lines[0]).object();
    const QJsonObject two = QJsonDocument::fromJson(lines[1]).object();
    QVERIFY(one["event_id"_L1].toString() != two["event_id"_L1].toString());
    QCOMPARE(one["file"_L1].toString(), first);
    QCOMPARE(two["file"_L1].toString(), second);
    QCOMPARE(QImage(first).size(), QSize(256, 256));
    QCOMPARE(QImage(second).size(), QSize(256, 256));
    QVERIFY(QImage(first) != QImage(second));
}

void TestGenerate::withoutACustomerNothingIsBilled()
{
    QTemporaryDir folder;
    const Ended ended = generate(folder.path(), {u"A beach"_s});
    QVERIFY2(ended.code == 0, ended.err);
    QVERIFY2(ended.out.contains("Made, not billed"), ended.out);
    QCOMPARE(QDir(folder.filePath(u"images"_s)).entryList({u"*.png"_s}).size(), 1);

    const QJsonObject json = generate(folder.path(), {u"--json"_s, u"A beach"_s}).json();
    for (const auto member : {"event"_L1, "answer"_L1, "usage"_L1})
        QVERIFY(json[member].isNull());
}

void TestGenerate::aRefusedPromptSendsNothing()
{
    QTemporaryDir folder;
    Served served({u"--data"_s, folder.path()});
    const Ended ended = generate(folder.path(), {u"--example"_s, u"a murder"_s});
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, "No picture, nothing is billed: Demo painter refused the prompt.\n");
    QCOMPARE(served.call("GET", u"/subscriptions"_s).items().size(), 1);
    QCOMPARE(served.call("GET", u"/events"_s).items().size(), 0);
}

void TestGenerate::wrongUseNamesTheOption_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &named) {
        QTest::newRow(name) << arguments << named;
    };
    row("no such quality", {u"--quality"_s, u"ultra"_s}, "--quality");
    row("no such style", {u"--style"_s, u"loud"_s}, "--style");
    row("size without height", {u"--size"_s, u"1024"_s}, "--size");
    row("size too small", {u"--size"_s, u"10x10"_s}, "--size");
    row("no picture", {u"--count"_s, u"0"_s}, "--count");
    row("too many", {u"--count"_s, u"11"_s}, "--count");
    row("count no number", {u"--count"_s, u"two"_s}, "--count");
    row("seed below 0", {u"--seed"_s, u"-1"_s}, "--seed");
    row("unknown option", {u"--colour"_s, u"red"_s}, "colour");
    row("workspace cannot be made", {u"--workspace"_s, u"/proc/nowhere"_s}, "--workspace");
}

void TestGenerate::wrongUseNamesTheOption()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    Program program(QStringList{u"generate"_s} + arguments + QStringList{u"A lake"_s});
    QCOMPARE(program.exitCode(), 2);
    QCOMPARE(program.output(), QByteArray());
    const QByteArray said = program.complaint();
    QVERIFY2(said.startsWith("pixelmeter generate: ") && said.contains(named), said);
}

void TestGenerate::aFileThatCannotBeWrittenLosesNothing()
{
    QTemporaryDir folder;
    const Ended ended = generate(folder.path(), {u"--json"_s, u"--out"_s, u"/nowhere/x.png"_s, u"A beach"_s});
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains("/nowhere/x.png"), ended.err);
    QVERIFY(QFile::exists(ended.json()["file"_L1].toString()));
}

// The event is in the sandbox that owns the folder, and the picture outlives the command.
void TestGenerate::theSandboxThatRunsIsUsed()
{
    QTemporaryDir folder;
    Served served({u"--data"_s, folder.path()});
    const Ended ended = generate(folder.path(), {u"--example"_s, u"--json"_s, u"A lake at sunset"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const QJsonArray events = served.call("GET", u"/events"_s).items();
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0]["event_id"_L1].toString(), ended.json()["event_id"_L1].toString());
    QCOMPARE(QImage(ended.json()["file"_L1].toString()).size(), QSize(256, 256));
}

// The sandbox's date is far from today's: its own program's events are still within its window.
void TestGenerate::theDateIsTheSandboxs()
{
    QTemporaryDir folder;
    Served served({u"--data"_s, folder.path(), u"--clock"_s, u"2031-02-03T10:14:00Z,frozen"_s});
    const Ended ended = generate(folder.path(), {u"--example"_s, u"--json"_s, u"A lake at sunset"_s});
    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(ended.json()["usage"_L1]["consumed_units"_L1].toString(), u"1"_s);
    const QJsonArray events = served.call("GET", u"/events"_s).items();
    QVERIFY(events[0]["timestamp"_L1].toString().startsWith("2031-02-03T10:14:00"_L1));
}

void TestGenerate::theUsualWorkspaceIsTheUsers()
{
    QTemporaryDir home;
    QProcessEnvironment environment;
    environment.insert(u"XDG_DATA_HOME"_s, home.path());
    Program program({u"generate"_s, u"--json"_s, u"--size"_s, u"256x256"_s, u"A beach"_s}, environment);
    QCOMPARE(program.exitCode(), 0);
    const QJsonObject json = QJsonDocument::fromJson(program.output()).object();
    QVERIFY(json["file"_L1].toString().startsWith(home.filePath(u"pixelmeter"_s)));
}

QTEST_GUILESS_MAIN(TestGenerate)

#include "tst_generate.moc"
