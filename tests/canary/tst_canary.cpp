// SPDX-License-Identifier: MIT
#include "commands/workbench.h"
#include "faults/standin.h"
#include "mark.h"
#include "programs/requestcode.h"

#include <QDirIterator>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using Mode = Destination::Mode;

namespace {

QByteArrayList said; // what the program wrote as messages

void keep(QtMsgType, const QMessageLogContext &, const QString &message)
{
    said.append(message.toUtf8());
}

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 30000))
        return Error{.kind = Error::Kind::Timeout, .message = u"no answer in 30 s"_s};
    return call.future().result();
}

} // namespace

// A person works in test mode with a marked key, against a service that even says the key back. Then the mark
// is looked for in all that could be passed on: what is copied and exported, what stands in the workspace's
// files, what was written as messages.
class TestCanary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theKeyIsUsed();
    void theServiceSaysItBack();
    void noExportHoldsIt_data();
    void noExportHoldsIt();
    void noCopiedCodeHoldsIt();
    void noMessageHoldsIt();
    void noFileHoldsIt();
    void anotherHostNeverSawIt();

private:
    bool holdsMark(const QByteArray &text) const { return m_known.isIn(text); }
    QByteArray exported(LogFormat format, const QString &name);

    const Mark m_known;
    const QByteArray m_mark = m_known.mark;
    const QByteArray m_key = m_known.key;
    QTemporaryDir m_service;
    QTemporaryDir m_folder;
    std::unique_ptr<StandIn> m_standIn;
    std::unique_ptr<Workbench> m_bench;
};

void TestCanary::initTestCase()
{
    qInstallMessageHandler(keep);
    StandIn::Keys keys;
    keys.test = m_key;
    keys.live = "dodo_live_" + m_mark;
    auto standIn = StandIn::start(m_service.path(), keys);
    QVERIFY(standIn.ok());
    m_standIn = *std::move(standIn);
    WorkbenchOptions options;
    options.folder = m_folder.path();
    options.keychain = [] { return std::unique_ptr<Keychain>(); };
    QProcessEnvironment environment;
    environment.insert(u"DODO_PAYMENTS_API_KEY"_s, QString::fromLatin1(m_key));
    environment.insert(u"OPENAI_API_KEY"_s, u"sk-0123456789012345"_s + QString::fromLatin1(m_mark));
    options.environment = environment;
    auto opened = Workbench::open(options);
    QVERIFY2(opened.ok(), opened ? "" : qPrintable(opened.error().message));
    m_bench = *std::move(opened);
    const auto set = m_bench->network().set({.proxy = NetworkOptions::Proxy::Http,
        .host = u"127.0.0.1"_s,
        .port = m_standIn->proxyPort(),
        .caFile = m_standIn->caFile()});
    QVERIFY2(set.ok(), set ? "" : qPrintable(set.error().message));
}

void TestCanary::theKeyIsUsed()
{
    Connections &connections = m_bench->connections();
    const auto tried = resultOf(connections.tryKey(Mode::Test, m_key));
    QVERIFY2(tried.ok(), tried ? "" : qPrintable(tried.error().message));
    QVERIFY(resultOf(connections.setKey(Mode::Test, m_key, KeyKeep::ThisRun)).ok());
    QVERIFY(connections.use(Mode::Test).ok());
    m_bench->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().state().loaded, 30000);
    NewCustomer customer;
    customer.name = u"Ada"_s;
    customer.email = u"ada@example.com"_s;
    const auto made = resultOf(m_bench->client().createCustomer(customer));
    QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().message));
    const auto sent = resultOf(m_bench->outbox().enqueueAll({{.id = {"canary-1"},
        .customer = made->id,
        .name = "image.generated",
        .at = m_bench->clock().now(),
        .metadata = {}}}));
    QVERIFY(sent.ok());
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->outbox().counts().waiting(), 0, 30000);
}

// In a header, a body and a sentence of its error.
void TestCanary::theServiceSaysItBack()
{
    const QByteArray body = "{\"code\":\"ODD\",\"message\":\"The key " + m_key + " is odd.\"}";
    m_standIn->choose([this, body](const RelayedRequest &) {
        return Mishap{.bytes = "HTTP/1.1 422 Odd\r\nContent-Type: application/json\r\nX-Echo: Bearer " + m_key
                + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body,
            .end = Mishap::End::Keep};
    });
    const auto refused = resultOf(m_bench->client().customers());
    QVERIFY(!refused.ok());
    QVERIFY2(!holdsMark(refused.error().message.toUtf8()), qPrintable(refused.error().message));
    m_bench->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(m_standIn->seen().size() > 6, 30000);
    m_standIn->choose({});
}

QByteArray TestCanary::exported(LogFormat format, const QString &name)
{
    const QTemporaryDir folder;
    const auto rows = resultOf(m_bench->log()->exportTo(folder.filePath(name), format));
    QFile file(folder.filePath(name));
    return rows && *rows > 0 && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestCanary::noExportHoldsIt_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("name");
    QTest::newRow("JSON lines") << int(LogFormat::Jsonl) << u"log.jsonl"_s;
    QTest::newRow("CSV") << int(LogFormat::Csv) << u"log.csv"_s;
    QTest::newRow("HAR") << int(LogFormat::Har) << u"log.har"_s;
}

void TestCanary::noExportHoldsIt()
{
    QFETCH(int, format);
    QFETCH(QString, name);
    const QByteArray text = exported(LogFormat(format), name);
    QVERIFY(!text.isEmpty());
    QVERIFY(text.contains("customers"));
    QVERIFY2(!holdsMark(text), text.mid(qMax<qsizetype>(0, text.indexOf(m_mark) - 300), 400).constData());
}

void TestCanary::noCopiedCodeHoldsIt()
{
    const QByteArrayList lines = exported(LogFormat::Jsonl, u"log.jsonl"_s).split('\n');
    int copied = 0;
    for (const QByteArray &line : lines) {
        const auto exchange = exchangeFromJson(QJsonDocument::fromJson(line).object());
        if (!exchange)
            continue;
        for (const CodeKind kind : codeKinds()) {
            const auto code = requestCode(*exchange, kind, u"https://test.dodopayments.com"_s);
            QVERIFY(!code || !holdsMark(*code));
            copied += code.ok();
        }
    }
    QVERIFY(copied > 5);
}

void TestCanary::noMessageHoldsIt()
{
    QDebug(QtDebugMsg) << m_bench->transport().destination().baseUrl
                       << m_bench->connections().maskedKey(Mode::Test);
    QVERIFY(!said.isEmpty());
    for (const QByteArray &message : said)
        QVERIFY2(!holdsMark(message), message.constData());
}

// Settings, outbox, log, audit: as they lie on the disk when the program has ended.
void TestCanary::noFileHoldsIt()
{
    m_bench.reset();
    QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int read = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!holdsMark(file.readAll()), qPrintable(file.fileName()));
        ++read;
    }
    QVERIFY(read >= 3);
}

void TestCanary::anotherHostNeverSawIt()
{
    for (const StandIn::Seen &one : m_standIn->seen())
        QVERIFY2(one.host.startsWith("test.dodopayments.com"), one.host.constData());
}

QTEST_MAIN(TestCanary)
#include "tst_canary.moc"
