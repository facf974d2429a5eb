// SPDX-License-Identifier: MIT
#include "commands/program.h"
#include "imaging/picture.h"
#include "imaging/pngtext.h"
#include "imaging/receipt.h"
#include "outbox/outbox.h"

#include <QDir>
#include <QDirIterator>
#include <QImage>

using namespace Qt::StringLiterals;

namespace {

const QString markedKey = u"sk-proj-MARKED0123456789"_s;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool anyFileHolds(const QString &folder, const QByteArray &bytes)
{
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        if (contentOf(files.next()).contains(bytes))
            return true;
    }
    return false;
}

} // namespace

// `pixelmeter generate` with other engines than the demo painter, and with files, caps and lists.
class TestGenerateEngines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aWebUiIsAskedLikeOne();
    void theAddressIsForOneCommandAlone();
    void filesAreWrittenByTheirEnding_data();
    void filesAreWrittenByTheirEnding();
    void theFileTellsItsBill();
    void metadataIsLeftOut();
    void withoutBillingNoEventIsSent();
    void aRefusalIsOneSentence();
    void noServerIsToldSo();
    void theCapStopsBeforeSending_data();
    void theCapStopsBeforeSending();
    void theCapLetsThrough();
    void providersAreListed();
    void modelsAreListed();
    void aMissingKeyIsNamed();
    void anotherServersKeyIsNotSent();
    void keysAreNoArguments_data();
    void keysAreNoArguments();
    void theKeyStaysInTheEnvironment();
    void whatAProviderLacksIsSaid_data();
    void whatAProviderLacksIsSaid();

private:
    struct Ended {
        int code = -1;
        QByteArray out;
        QByteArray err;
        QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    };
    Ended generate(const QStringList &arguments, const QProcessEnvironment &more = {}) const
    {
        Program program(
            QStringList{u"generate"_s, u"--workspace"_s, m_folder->filePath(u"own"_s)} + arguments, more);
        const int code = program.exitCode();
        return {code, program.output(), program.complaint()};
    }
    static QProcessEnvironment keyed()
    {
        QProcessEnvironment environment;
        environment.insert(u"OPENAI_API_KEY"_s, markedKey);
        environment.insert(u"OPENAI_BASE_URL"_s, QString());
        return environment;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    const QString m_small = u"--size=256x256"_s;
};

void TestGenerateEngines::aWebUiIsAskedLikeOne()
{
    Served server({u"--memory"_s});
    const Ended ended = generate({u"--provider=webui"_s, u"--base-url"_s, server.url(), m_small, u"--json"_s,
        u"--negative=blur"_s, u"--seed=7"_s, u"--example"_s, u"A lake"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const QJsonObject json = ended.json();
    QCOMPARE(json["provider"_L1].toString(), u"webui"_s);
    QCOMPARE(json["seed"_L1].toInteger(), 7);
    QCOMPARE(json["quality"_L1].toString(), u"standard"_s);
    QCOMPARE(json["estimate_usd"_L1].toString(), u"0"_s);
    QVERIFY(json["cost_usd"_L1].isNull());
    QVERIFY(json["error"_L1].isNull());
    QCOMPARE(json["usage"_L1]["consumed_units"_L1].toString(), u"1"_s);
    const QByteArray png = contentOf(json["file"_L1].toString());
    QCOMPARE(QImage::fromData(png).size(), QSize(256, 256));
    const auto receipt = receiptOf(png);
    QVERIFY(receipt.has_value());
    QCOMPARE(receipt->eventId, json["event_id"_L1].toString().toUtf8());
    QCOMPARE(receipt->seed, std::optional<quint64>(7));
}

// A kill would leave what was written, and a window would send its key there.
void TestGenerateEngines::theAddressIsForOneCommandAlone()
{
    Served server({u"--memory"_s});
    const QString folder = m_folder->filePath(u"own"_s);
    const Ended ended
        = generate({u"--provider=webui"_s, u"--base-url"_s, server.url(), m_small, u"A lake"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const SystemClock clock;
    const auto kept = Outbox::open(folder, clock);
    QVERIFY(kept);
    QVERIFY((*kept)->setting(u"engine_webui"_s).isEmpty());
}

void TestGenerateEngines::filesAreWrittenByTheirEnding_data()
{
    QTest::addColumn<QStringList>("names"); // asked for, and written for the second picture
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("png") << QStringList{u"x.png"_s, u"x-2.png"_s} << QStringList() << "png"_ba;
    QTest::newRow("jpg") << QStringList{u"x.jpg"_s, u"x-2.jpg"_s} << QStringList() << "jpeg"_ba;
    QTest::newRow("webp") << QStringList{u"x.webp"_s, u"x-2.webp"_s} << QStringList() << "webp"_ba;
    QTest::newRow("no ending") << QStringList{u"x"_s, u"x-2"_s} << QStringList() << "png"_ba;
    QTest::newRow("no ending, a format")
        << QStringList{u"y"_s, u"y-2"_s} << QStringList{u"--format=webp"_s} << "webp"_ba;
    QTest::newRow("the ending is stronger")
        << QStringList{u"y.png"_s, u"y-2.png"_s} << QStringList{u"--format=webp"_s} << "png"_ba;
}

void TestGenerateEngines::filesAreWrittenByTheirEnding()
{
    QFETCH(QStringList, names);
    QFETCH(QStringList, more);
    QFETCH(QByteArray, format);
    const Ended ended
        = generate(QStringList{m_small, u"--json"_s, u"--count=2"_s, u"--out"_s, m_folder->filePath(names[0])}
            + more + QStringList{u"A beach"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const QByteArrayList lines = ended.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    for (int i = 0; i < 2; ++i) {
        const QString file = QJsonDocument::fromJson(lines[i])["file"_L1].toString();
        QCOMPARE(file, m_folder->filePath(names[i]));
        QCOMPARE(formatOf(contentOf(file)), format);
        QCOMPARE(QImage::fromData(contentOf(file)).size(), QSize(256, 256));
    }
}

void TestGenerateEngines::theFileTellsItsBill()
{
    const QString file = m_folder->filePath(u"bill.png"_s);
    const Ended ended
        = generate({m_small, u"--json"_s, u"--example"_s, u"--out"_s, file, u"A lake at night"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const auto receipt = receiptOf(contentOf(file));
    QVERIFY(receipt.has_value());
    QCOMPARE(receipt->bill.price, std::optional(Decimal(0))); // of the free ones
    QCOMPARE(receipt->bill.currency, "USD"_ba);
    QVERIFY(receipt->bill.period.has_value());
    QVERIFY2(receipt->bill.verdict.startsWith("Counted: "_L1), qPrintable(receipt->bill.verdict));
    QVERIFY(foreignSettingsOf(contentOf(file)).has_value());
}

void TestGenerateEngines::metadataIsLeftOut()
{
    const QString file = m_folder->filePath(u"bare.png"_s);
    const Ended ended = generate({m_small, u"--no-metadata"_s, u"--out"_s, file, u"A MARKEDPROMPT lake"_s});
    QVERIFY2(ended.code == 0, ended.err);
    QCOMPARE(textsOf(contentOf(file)), std::optional(QList<PngText>()));
    QVERIFY(!contentOf(file).contains("MARKEDPROMPT"));
}

void TestGenerateEngines::withoutBillingNoEventIsSent()
{
    Served server({u"--data"_s, m_folder->filePath(u"own"_s)});
    QVERIFY(generate({m_small, u"--example"_s, u"A lake"_s}).code == 0);
    QCOMPARE(server.call("GET", u"/events"_s).items().size(), 1);
    const Ended ended = generate({m_small, u"--no-bill"_s, u"A lake"_s});
    QVERIFY2(ended.code == 0, ended.err);
    QVERIFY2(ended.out.contains("\nMade, not billed.\n"), ended.out);
    QCOMPARE(server.call("GET", u"/events"_s).items().size(), 1);
}

void TestGenerateEngines::aRefusalIsOneSentence()
{
    const QStringList asked{m_small, u"--example"_s};
    const Ended ended = generate(asked + QStringList{u"a murder"_s});
    QCOMPARE(ended.code, 3);
    QCOMPARE(ended.out, "No picture, nothing is billed: Demo painter refused the prompt.\n");
    const Ended scripted = generate(asked + QStringList{u"--json"_s, u"a murder"_s});
    QCOMPARE(scripted.code, 3);
    QCOMPARE(scripted.json()["error"_L1]["kind"_L1].toString(), u"refused"_s);
    QCOMPARE(scripted.json()["file"_L1].toString(), QString());
    QVERIFY(scripted.json()["event"_L1].isNull());
}

void TestGenerateEngines::noServerIsToldSo()
{
    const Ended ended = generate(
        {u"--provider=webui"_s, u"--base-url=http://127.0.0.1:1"_s, m_small, u"--json"_s, u"A lake"_s});
    QCOMPARE(ended.code, 4);
    const QJsonObject error = ended.json()["error"_L1].toObject();
    QCOMPARE(error["kind"_L1].toString(), u"network"_s);
    QVERIFY(!error["message"_L1].toString().isEmpty());
    QCOMPARE(
        generate({u"--provider=webui"_s, u"--base-url=http://127.0.0.1:1"_s, u"--list-models"_s}).code, 4);
    const Ended seedless = generate(
        {u"--provider=openvino"_s, u"--base-url=http://127.0.0.1:1/v3"_s, u"--json"_s, u"A lake"_s});
    QCOMPARE(seedless.code, 4);
    QVERIFY(seedless.json().contains("seed"_L1) && seedless.json()["seed"_L1].isNull());
}

void TestGenerateEngines::theCapStopsBeforeSending_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("it may cost more") << QStringList{u"--provider=openai"_s, u"--model=gpt-image-2"_s,
        u"--quality=hd"_s, u"--count=2"_s, u"--cap=0.30"_s}
                                      << "OpenAI may charge $0.4"_ba;
    QTest::newRow("nobody knows the price")
        << QStringList{u"--provider=compatible"_s, u"--base-url=http://127.0.0.1:1/v1"_s, u"--cap=5"_s}
        << "What OpenAI-compatible charges is not known, so --cap $5.00 cannot hold."_ba;
}

void TestGenerateEngines::theCapStopsBeforeSending()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, sentence);
    const Ended ended = generate(arguments + QStringList{u"A lake"_s}, keyed());
    QVERIFY2(ended.err.startsWith("pixelmeter generate: " + sentence), ended.err);
    QVERIFY2(ended.err.endsWith("Nothing was sent.\n"), ended.err);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QByteArray());
}

void TestGenerateEngines::theCapLetsThrough()
{
    QCOMPARE(generate({m_small, u"--cap=0"_s, u"A lake"_s}).code, 0); // the demo painter costs nothing
}

void TestGenerateEngines::providersAreListed()
{
    const Ended ended = generate({u"--list-providers"_s, u"--json"_s});
    QCOMPARE(ended.code, 0);
    QHash<QString, QJsonObject> listed;
    for (const QByteArray &line : ended.out.trimmed().split('\n')) {
        const QJsonObject one = QJsonDocument::fromJson(line).object();
        listed.insert(one["provider"_L1].toString(), one);
    }
    QVERIFY(listed.contains(u"demo"_s) && listed.contains(u"webui"_s) && listed.contains(u"compatible"_s));
    QCOMPARE(listed[u"openai"_s]["key_variable"_L1].toString(), u"OPENAI_API_KEY"_s);
    QVERIFY(listed[u"openai"_s]["fixed_url"_L1].toBool());
    QVERIFY(ended.out.startsWith("{\"base_url\""));
    const Ended text = generate({u"--list-providers"_s});
    QVERIFY2(text.out.startsWith("demo "), text.out);
    QVERIFY2(text.out.contains("OpenAI, key in OPENAI_API_KEY\n"), text.out);
}

void TestGenerateEngines::modelsAreListed()
{
    const Ended demo = generate({u"--list-models"_s});
    QVERIFY2(demo.code == 0, demo.err);
    QVERIFY2(demo.out.startsWith("demo-painter\n"), demo.out);
    Served server({u"--memory"_s});
    const Ended web
        = generate({u"--provider=webui"_s, u"--base-url"_s, server.url(), u"--list-models"_s, u"--json"_s});
    QVERIFY2(web.code == 0, web.err);
    QCOMPARE(web.json()["provider"_L1].toString(), u"webui"_s);
    QVERIFY(!web.json()["model"_L1].toString().isEmpty());
    QCOMPARE(web.json()["life"_L1].toString(), u"living"_s);
}

void TestGenerateEngines::aMissingKeyIsNamed()
{
    QProcessEnvironment none;
    none.insert(u"OPENAI_API_KEY"_s, u" "_s);
    const Ended ended = generate({u"--provider=openai"_s, u"A lake"_s}, none);
    QCOMPARE(ended.code, 2);
    QCOMPARE(
        ended.err, "pixelmeter generate: OpenAI needs its key in the environment variable OPENAI_API_KEY.\n");
}

// With OPENAI_BASE_URL the key is that server's, as the SDKs have it.
void TestGenerateEngines::anotherServersKeyIsNotSent()
{
    QProcessEnvironment environment = keyed();
    environment.insert(u"OPENAI_BASE_URL"_s, u"http://127.0.0.1:1/v1"_s);
    const Ended ended = generate({u"--provider=openai"_s, u"A lake"_s}, environment);
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.err,
        "pixelmeter generate: OPENAI_BASE_URL names another server than OpenAI. Unset it, or use --provider"
        " compatible.\n");
}

void TestGenerateEngines::keysAreNoArguments_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a key") << QStringList{u"--api-key"_s, markedKey};
    QTest::newRow("an address with one") << QStringList{
        u"--provider=webui"_s, u"--base-url"_s, u"http://me:"_s + markedKey + u"@127.0.0.1:1"_s};
    QTest::newRow("a query with one")
        << QStringList{u"--provider=webui"_s, u"--base-url"_s, u"http://127.0.0.1:1/?key="_s + markedKey};
}

void TestGenerateEngines::keysAreNoArguments()
{
    QFETCH(QStringList, arguments);
    const Ended ended = generate(arguments + QStringList{u"A lake"_s});
    QCOMPARE(ended.code, 2);
    QVERIFY2(!ended.err.contains("MARKED") && !ended.out.contains("MARKED"), ended.err);
}

void TestGenerateEngines::theKeyStaysInTheEnvironment()
{
    Served server({u"--memory"_s});
    const Ended ended = generate(
        {u"--provider=webui"_s, u"--base-url"_s, server.url(), m_small, u"--json"_s, u"A lake"_s}, keyed());
    QVERIFY2(ended.code == 0, ended.err);
    const Ended stopped = generate(
        {u"--provider=openai"_s, u"--model=gpt-image-2"_s, u"--cap=0.001"_s, u"A lake"_s}, keyed());
    QCOMPARE(stopped.code, 2);
    QVERIFY(!anyFileHolds(m_folder->path(), "MARKED0123456789"));
    QVERIFY(!(ended.out + ended.err + stopped.out + stopped.err).contains("MARKED"));
}

void TestGenerateEngines::whatAProviderLacksIsSaid_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &said) {
        QTest::newRow(name) << arguments << said;
    };
    const QString openai = u"--provider=openai"_s;
    const QString model = u"--model=gpt-image-2"_s;
    row("no such provider", {u"--provider=nobody"_s}, "--provider takes demo, ");
    row("a fixed address", {openai, u"--base-url=http://127.0.0.1:1"_s},
        "--base-url does not go with OpenAI");
    row("no address", {u"--base-url=here"_s, u"--provider=webui"_s}, "--base-url takes an address");
    row("no seed", {openai, model, u"--seed=7"_s}, "OpenAI (gpt-image-2) takes no --seed.");
    row("no negative prompt", {u"--negative=blur"_s}, "Demo painter (demo-painter) takes no --negative.");
    row("no style", {openai, model, u"--style=vivid"_s}, "takes no --style.");
    row("no clear background", {u"--transparent"_s}, "takes no --transparent.");
    row("no such format", {u"--format=gif"_s}, "--format takes png, jpeg, webp.");
    row("a format it does not make",
        {u"--provider=webui"_s, u"--base-url=http://127.0.0.1:1"_s, u"--format=webp"_s},
        "makes no webp. --format takes png.");
    row("a model that is gone", {openai, u"--model=dall-e-3"_s}, "--model: dall-e-3 ");
    row("a cap that is none", {u"--cap=much"_s}, "--cap takes US dollars");
    row("a file nobody writes", {u"--out=x.gif"_s}, "--out takes a file that ends in");
    row("no file to leave out of", {u"--no-metadata"_s}, "--no-metadata needs --out");
    row("larger than the painter paints", {u"--size=3000x1000"_s},
        "--size takes width and height from 256 to 2048");
}

void TestGenerateEngines::whatAProviderLacksIsSaid()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    const Ended ended = generate(arguments + QStringList{u"A lake"_s}, keyed());
    QCOMPARE(ended.code, 2);
    QCOMPARE(ended.out, QByteArray());
    QVERIFY2(ended.err.startsWith("pixelmeter generate: ") && ended.err.contains(said), ended.err);
}

QTEST_GUILESS_MAIN(TestGenerateEngines)
#include "tst_generateengines.moc"
