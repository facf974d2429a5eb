// SPDX-License-Identifier: MIT
#include "commands/program.h"

#include <QDir>
#include <QImage>
#include <QSet>

using namespace Qt::StringLiterals;

// `pixelmeter demo`: the whole job through the real window, and the figures it must give.
class TestDemo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTabHasAPicture();
    void theEventsAreThoseSent();
    void theInvoiceIsTheTutorials();
    void everyStepIsAsExpected();
    void twoRunsLookAlike();
    void bothThemesAndTheSizeAsAsked();
    void aWrongFigureIsNamed();
    void wrongUseNamesTheOption_data();
    void wrongUseNamesTheOption();

private:
    struct Ended {
        int code = -1;
        QByteArray err;
    };
    static Ended demo(const QStringList &arguments);
    static QByteArray bytes(const QString &path);
    QString scenario(const QString &name, const QJsonArray &steps) const; // the packed world, other steps

    QTemporaryDir m_folder;
    QString m_first = m_folder.filePath(u"first"_s);
};

TestDemo::Ended TestDemo::demo(const QStringList &arguments)
{
    Program program(QStringList{u"demo"_s} + arguments);
    const int code = program.exitCode(120000);
    return {code, program.complaint()};
}

QByteArray TestDemo::bytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString TestDemo::scenario(const QString &name, const QJsonArray &steps) const
{
    QJsonObject json = QJsonDocument::fromJson(bytes(QStringLiteral(PIXELGEN))).object();
    json["steps"_L1] = steps;
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0)
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}

void TestDemo::initTestCase()
{
    const Ended ended = demo({u"--out"_s, m_first, u"--theme"_s, u"dark"_s});
    QVERIFY2(ended.code == 0, ended.err);
}

void TestDemo::everyTabHasAPicture()
{
    const QStringList pictures = QDir(m_first).entryList({u"*.png"_s});
    for (const QString &tab :
        {u"welcome"_s, u"meter"_s, u"product"_s, u"customer"_s, u"generate"_s, u"event-log"_s, u"usage"_s}) {
        const QStringList of = pictures.filter(u'-' + tab + u"-dark.png"_s);
        QVERIFY2(!of.isEmpty(), qPrintable(tab));
        QCOMPARE(QImage(m_first + u'/' + of.first()).size(), QSize(1440, 900));
    }
    QVERIFY(pictures.filter(u"-light.png"_s).isEmpty());
}

void TestDemo::theEventsAreThoseSent()
{
    const QByteArrayList lines = bytes(m_first + u"/events.jsonl"_s).trimmed().split('\n');
    QCOMPARE(lines.size(), 12);
    QSet<QString> ids;
    for (const QByteArray &line : lines) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        ids.insert(event["event_id"_L1].toString());
        QCOMPARE(event["event_name"_L1].toString(), u"image.generated"_s);
        const QJsonObject metadata = event["metadata"_L1].toObject();
        for (const auto key : {"quality"_L1, "provider_quality"_L1, "size"_L1, "style"_L1, "model"_L1})
            QVERIFY2(!metadata[key].toString().isEmpty(), line);
    }
    QCOMPARE(ids.size(), 12);
}

void TestDemo::theInvoiceIsTheTutorials()
{
    const QJsonObject invoice = QJsonDocument::fromJson(bytes(m_first + u"/invoice.json"_s)).object();
    QVERIFY(invoice.contains("start_date"_L1) && invoice.contains("end_date"_L1));
    const QJsonArray meters = invoice["meters"_L1].toArray();
    QCOMPARE(meters.size(), 1);
    const QJsonObject meter = meters[0].toObject();
    QCOMPARE(meter["consumed_units"_L1].toString(), u"12"_s);
    QCOMPARE(meter["chargeable_units"_L1].toString(), u"2"_s);
    QCOMPARE(meter["total_price"_L1].toInteger(), 10);
    QCOMPARE(meter["free_threshold"_L1].toInteger(), 10);
}

void TestDemo::everyStepIsAsExpected()
{
    const QJsonArray steps
        = QJsonDocument::fromJson(bytes(m_first + u"/result.json"_s))["steps"_L1].toArray();
    const QJsonArray wanted = QJsonDocument::fromJson(bytes(QStringLiteral(PIXELGEN)))["steps"_L1].toArray();
    QCOMPARE(steps.size(), wanted.size());
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const QJsonObject step = steps[i].toObject();
        QCOMPARE(step.keys(), (QStringList{u"expected"_s, u"got"_s, u"ms"_s, u"name"_s, u"ok"_s}));
        QCOMPARE(step["name"_L1], wanted[i]["name"_L1]);
        QVERIFY2(step["ok"_L1].toBool(), qPrintable(step["name"_L1].toString()));
    }
}

void TestDemo::twoRunsLookAlike()
{
    const QString second = m_folder.filePath(u"second"_s);
    const Ended ended = demo({u"--out"_s, second, u"--theme"_s, u"dark"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const QStringList pictures = QDir(m_first).entryList({u"*.png"_s}, QDir::Files, QDir::Name);
    QCOMPARE(QDir(second).entryList({u"*.png"_s}, QDir::Files, QDir::Name), pictures);
    for (const QString &name : pictures + QStringList{u"events.jsonl"_s, u"invoice.json"_s})
        QVERIFY2(bytes(m_first + u'/' + name) == bytes(second + u'/' + name), qPrintable(name));
}

void TestDemo::bothThemesAndTheSizeAsAsked()
{
    const QString out = m_folder.filePath(u"both"_s);
    const QJsonObject step{{u"name"_s, u"Open an empty sandbox"_s}, {u"do"_s, u"click"_s},
        {u"on"_s, u"skipWelcome"_s}, {u"until"_s, QJsonObject{{u"shown"_s, u"meterName"_s}}},
        {u"shot"_s, u"meter"_s}};
    const Ended ended = demo({u"--out"_s, out, u"--scenario"_s, scenario(u"short.json"_s, {step}),
        u"--size"_s, u"1280x720"_s, u"--scale=2"_s});
    QVERIFY2(ended.code == 0, ended.err);
    const QImage dark(out + u"/01-meter-dark.png"_s);
    const QImage light(out + u"/01-meter-light.png"_s);
    QCOMPARE(dark.size(), QSize(2560, 1440));
    QCOMPARE(light.size(), QSize(2560, 1440));
    QVERIFY(dark.pixelColor(20, 1400).lightness() < light.pixelColor(20, 1400).lightness());
}

void TestDemo::aWrongFigureIsNamed()
{
    const QString out = m_folder.filePath(u"wrong"_s);
    const auto figure = [](const QString &name, const QJsonValue &value) {
        return QJsonObject{{u"name"_s, name}, {u"do"_s, u"nothing"_s},
            {u"until"_s,
                QJsonObject{{u"get"_s, u"/_sandbox/clock"_s}, {u"path"_s, u"mode"_s}, {u"equals"_s, value}}}};
    };
    const QString file = scenario(
        u"wrong.json"_s, {figure(u"The right figure"_s, u"real"_s), figure(u"The wrong figure"_s, u"12"_s)});
    const Ended ended = demo({u"--out"_s, out, u"--scenario"_s, file});
    QCOMPARE(ended.code, 1);
    QVERIFY2(ended.err.contains("Not as expected: The wrong figure. Expected 12, got real."), ended.err);
    QVERIFY2(!ended.err.contains("The right figure"), ended.err);
    const QJsonArray steps = QJsonDocument::fromJson(bytes(out + u"/result.json"_s))["steps"_L1].toArray();
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps[0]["ok"_L1].toBool(), true);
    QCOMPARE(steps[1]["ok"_L1].toBool(true), false);
    QCOMPARE(steps[1]["expected"_L1].toString(), u"12"_s);
    QCOMPARE(steps[1]["got"_L1].toString(), u"real"_s);
}

void TestDemo::wrongUseNamesTheOption_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const QStringList out{u"--out"_s, m_folder.filePath(u"unused"_s)};
    const auto row = [](const char *name, const QStringList &arguments, const QByteArray &named) {
        QTest::newRow(name) << arguments << named;
    };
    row("no folder", {}, "--out DIR");
    row("folder cannot be made", {u"--out"_s, u"/proc/nowhere"_s}, "/proc/nowhere");
    row("no such scenario", out + QStringList{u"--scenario"_s, u"unknown"_s}, "unknown");
    row("a scenario that is none", out + QStringList{u"--scenario"_s, QStringLiteral(PIXELMETER)}, "");
    row("size too small", out + QStringList{u"--size"_s, u"800x600"_s}, "--size");
    row("no such theme", out + QStringList{u"--theme"_s, u"sepia"_s}, "--theme");
    row("no such scale", out + QStringList{u"--scale"_s, u"9"_s}, "--scale");
    row("unknown option", out + QStringList{u"--fast"_s}, "fast");
    row("a stray word", out + QStringList{u"quickly"_s}, "quickly");
}

void TestDemo::wrongUseNamesTheOption()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    const Ended ended = demo(arguments);
    QCOMPARE(ended.code, 2);
    QVERIFY2(ended.err.startsWith("pixelmeter demo: ") && ended.err.contains(named), ended.err);
    QVERIFY(!QFile::exists(m_folder.filePath(u"unused/result.json"_s)));
}

QTEST_GUILESS_MAIN(TestDemo)

#include "tst_demo.moc"
