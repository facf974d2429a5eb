// SPDX-License-Identifier: MIT
#include "session/audit.h"

#include "dodo/client.h"
#include "eventlog/log.h"
#include "outbox/outbox.h"

#include <QFile>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000;

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
        return Error{.kind = Error::Kind::Timeout, .message = u"no answer"_s};
    return call.future().result();
}

Exchange callTo(const QByteArray &host, const QByteArray &target = "/meters?page_size=1")
{
    Exchange call;
    call.id = QUuid::createUuid();
    call.at = *timeFromIso("2026-11-21T10:00:00Z");
    call.method = "GET";
    call.target = target;
    call.requestHead = {{"host", host}, {"authorization", "Bearer dodo_live_0123456789abcdef"}};
    call.requestBody = "{\"secret\":\"dodo_live_0123456789abcdef\"}";
    call.status = 200;
    call.answerBody = "{\"items\":[]}";
    return call;
}

} // namespace

// Every call to the live host is kept; the log gets all of them as before.
class AuditTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void onlyTheLiveHostIsKept_data();
    void onlyTheLiveHostIsKept();
    void theLogGetsEverything();
    void keysAreInNone();
    void callsAreNamed_data();
    void callsAreNamed();
    void otherThreadsMayRecord();
    void laterRunsShowThem();
    void pagesGoBackToTheFirst();
    void theTransportsOwnCallsAreKept();
    void theListIsWritten();

private:
    void open();
    QList<AuditRow> rows() const { return resultOf(m_outbox->audit(10000, 0)).valueOr({}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemClock m_clock;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LiveAudit> m_audit;
};

void AuditTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void AuditTest::open()
{
    m_audit.reset();
    m_log.reset();
    m_outbox.reset();
    auto outbox = Outbox::open(m_folder->path(), m_clock);
    auto log = EventLog::open(m_folder->path());
    QVERIFY(outbox && log);
    m_outbox = *std::move(outbox);
    m_log = *std::move(log);
    QVERIFY(resultOf(m_log->setWorld("live")));
    m_audit = std::make_unique<LiveAudit>(*m_outbox, m_log.get());
}

void AuditTest::cleanup()
{
    m_audit.reset();
    m_log.reset();
    m_outbox.reset();
}

void AuditTest::onlyTheLiveHostIsKept_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("kept");
    QTest::newRow("live") << QByteArray("live.dodopayments.com") << 1;
    QTest::newRow("with its port") << QByteArray("live.dodopayments.com:443") << 1;
    QTest::newRow("in capitals") << QByteArray("LIVE.dodopayments.com") << 1;
    QTest::newRow("test") << QByteArray("test.dodopayments.com") << 0;
    QTest::newRow("this computer") << QByteArray("127.0.0.1:4010") << 0;
    QTest::newRow("alike") << QByteArray("live.dodopayments.com.example.org") << 0;
    QTest::newRow("none") << QByteArray() << 0;
}

void AuditTest::onlyTheLiveHostIsKept()
{
    QFETCH(QByteArray, host);
    QFETCH(int, kept);
    m_audit->record(callTo(host));
    QCOMPARE(rows().size(), kept);
}

void AuditTest::theLogGetsEverything()
{
    m_audit->record(callTo("live.dodopayments.com"));
    m_audit->record(callTo("test.dodopayments.com"));
    QCOMPARE(resultOf(m_log->newest()).valueOr({}).size(), 2);
    LiveAudit alone(*m_outbox, nullptr);
    alone.record(callTo("live.dodopayments.com"));
    QCOMPARE(rows().size(), 2);
}

void AuditTest::keysAreInNone()
{
    Exchange call = callTo("live.dodopayments.com", "/customers?email=dodo_live_0123456789abcdef");
    call.status = 0;
    call.failure = Error{.kind = Error::Kind::Network, .message = u"It said dodo_live_0123456789abcdef."_s};
    m_audit->record(call);
    QVERIFY(resultOf(m_outbox->flushed()));
    QCOMPARE(rows().size(), 1);
    const AuditRow row = rows().first();
    QVERIFY(row.target.startsWith("/customers?email=dodo_live_"));
    QVERIFY(!row.target.contains("0123456789abcdef"));
    QVERIFY(row.failure.startsWith("It said dodo_live_"_L1));
    QVERIFY(!row.failure.contains("0123456789abcdef"_L1));
    for (const QString &name : {u"workspace.db"_s, u"workspace.db-wal"_s}) {
        QFile file(m_folder->filePath(name));
        if (file.open(QIODevice::ReadOnly))
            QVERIFY2(!file.readAll().contains("0123456789abcdef"), qPrintable(name));
    }
}

void AuditTest::callsAreNamed_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("what");
    QTest::newRow("ingest") << QByteArray("POST") << QByteArray("/events/ingest") << u"Send events"_s;
    QTest::newRow("read") << QByteArray("GET") << QByteArray("/meters?page_size=1") << u"Read meters"_s;
    QTest::newRow("create") << QByteArray("POST") << QByteArray("/meters") << u"Create meter"_s;
    QTest::newRow("archive") << QByteArray("DELETE") << QByteArray("/products/pdt_1") << u"Archive product"_s;
    QTest::newRow("change") << QByteArray("PATCH") << QByteArray("/credit-entitlements/cde_1")
                            << u"Change credit entitlement"_s;
}

void AuditTest::callsAreNamed()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    Exchange call = callTo("live.dodopayments.com", target);
    call.method = method;
    call.events = {"img_1", "img_2"};
    call.retry = 2;
    const AuditRow row = auditRowOf(call);
    QTEST(row.what, "what");
    QCOMPARE(row.events, 2);
    QCOMPARE(row.retry, 2);
    QCOMPARE(row.status, 200);
    QCOMPARE(row.method, method);
}

void AuditTest::otherThreadsMayRecord()
{
    const std::unique_ptr<QThread> thread(QThread::create([this] {
        for (int i = 0; i < 100; ++i)
            m_audit->record(callTo("live.dodopayments.com"));
    }));
    thread->start();
    QTRY_VERIFY(thread->isFinished());
    QTRY_COMPARE(rows().size(), 100);
}

void AuditTest::laterRunsShowThem()
{
    m_audit->record(callTo("live.dodopayments.com", "/meters"));
    QVERIFY(resultOf(m_outbox->flushed()));
    open();
    m_audit->record(callTo("live.dodopayments.com", "/products"));
    QCOMPARE(rows().size(), 2);
    QCOMPARE(rows().first().target, "/products"); // newest first
}

void AuditTest::pagesGoBackToTheFirst()
{
    for (int i = 0; i < 250; ++i)
        m_audit->record(callTo("live.dodopayments.com", "/meters/" + QByteArray::number(i)));
    QSet<QByteArray> seen;
    qint64 before = 0;
    for (int page = 0; page < 3; ++page) {
        const auto found = resultOf(m_outbox->audit(100, before));
        QVERIFY(found);
        QCOMPARE(found->size(), page < 2 ? 100 : 50);
        for (const AuditRow &row : *found)
            seen.insert(row.target);
        before = found->last().seq;
    }
    QCOMPARE(seen.size(), 250);
}

// A proxy that takes nobody stands for a network that fails: the call counts all the same.
void AuditTest::theTransportsOwnCallsAreKept()
{
    QTcpServer closed;
    QVERIFY(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    QNetworkProxy::setApplicationProxy({QNetworkProxy::HttpProxy, u"127.0.0.1"_s, port});
    SeededIds ids(1);
    TransportLimits limits;
    limits.backoff.first = 1ms;
    Transport transport(
        {Destination::Mode::Live, officialBaseUrl(Destination::Mode::Live), "dodo_live_0123456789abcdef"},
        ids, m_clock, m_audit.get(), limits);
    Client client(transport);
    QVERIFY(!resultOf(client.meters()));
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    QVERIFY(!rows().isEmpty());
    const AuditRow last = rows().first();
    QCOMPARE(last.what, u"Read meters"_s);
    QCOMPARE(last.status, 0);
    QVERIFY(!last.failure.isEmpty());
    QCOMPARE(qsizetype(last.retry) + 1, rows().size()); // every try is one row
}

void AuditTest::theListIsWritten()
{
    for (int i = 0; i < 1200; ++i)
        m_audit->record(callTo("live.dodopayments.com", "/meters/" + QByteArray::number(i)));
    Exchange broken = callTo("live.dodopayments.com");
    broken.failure = Error{.kind = Error::Kind::Server, .message = u"=1+1, \"quoted\""_s};
    m_audit->record(broken);
    const QString path = m_folder->filePath(u"calls.csv"_s);
    const auto written = resultOf(exportAudit(*m_outbox, path, this));
    QVERIFY(written);
    QCOMPARE(*written, 1201);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArrayList lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 1203);
    QCOMPARE(lines[0], "time,call,method,target,status,events,retry,failure\r");
    QVERIFY(lines[1].endsWith(",\"'=1+1, \"\"quoted\"\"\"\r"));
    QVERIFY(!resultOf(exportAudit(*m_outbox, m_folder->filePath(u"no/such/calls.csv"_s), this)));
}

QTEST_GUILESS_MAIN(AuditTest)
#include "tst_audit.moc"
