// SPDX-License-Identifier: MIT
#include "commands/workbench.h"
#include "session/bench.h"

#include <QGuiApplication>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QUrl>

#include <atomic>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

constexpr int connections = 6;
constexpr int eventsPerSecond = 2000;
constexpr int eventsPerRequest = 4; // on average
constexpr int patience = 30000; // milliseconds for one answer

// `pixelmeter serve` on a folder that outlives it.
class Service {
public:
    explicit Service(QString folder)
        : m_folder(std::move(folder))
    {
    }
    ~Service() { kill(); }

    bool start()
    {
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process->start(QStringLiteral(PIXELMETER_PROGRAM),
            {u"serve"_s, u"--data"_s, m_folder, u"--port"_s, QString::number(m_port)});
        if (!QTest::qWaitFor(
                [&] { return m_process->canReadLine() || m_process->state() == QProcess::NotRunning; },
                30000))
            return false;
        const QJsonObject line = QJsonDocument::fromJson(m_process->readLine()).object();
        m_address.dodoUrl = line["dodo_url"_L1].toString();
        m_address.imageUrl = line["image_url"_L1].toString();
        m_address.apiKey = line["api_key"_L1].toString().toUtf8();
        m_address.webhookKey = line["webhook_key"_L1].toString().toUtf8();
        m_address.port = m_port = quint16(QUrl(m_address.dodoUrl).port(0));
        return m_port != 0;
    }
    void kill()
    {
        if (!m_process)
            return;
        m_process->kill(); // SIGKILL
        m_process->waitForFinished(30000);
        m_process.reset();
    }
    void killIn(int milliseconds) { QTimer::singleShot(milliseconds, m_process.get(), &QProcess::kill); }
    bool isRunning() const { return m_process->state() != QProcess::NotRunning; }
    const SandboxAddress &address() const { return m_address; }

private:
    const QString m_folder;
    quint16 m_port = 0; // the same one each time: clients come back to it
    SandboxAddress m_address;
    std::unique_ptr<QProcess> m_process;
};

struct Answered {
    QUuid exchange;
    QByteArray firstEvent;
};

// A merchant's programs: connections that send events at a rate, and note each exchange whose answer they
// have read whole.
class Merchants {
public:
    Merchants(const SandboxAddress &address, const QByteArray &customer)
    {
        for (int i = 0; i < connections; ++i)
            m_threads.emplace_back([this, address, customer] { run(address, customer); });
    }
    ~Merchants() { join(); }

    QList<Answered> join()
    {
        m_stop = true;
        for (std::thread &thread : m_threads)
            thread.join();
        m_threads.clear();
        return std::exchange(m_answered, {});
    }
    int events() const { return m_events; }

private:
    void run(const SandboxAddress &address, const QByteArray &customer)
    {
        using Ticks = std::chrono::steady_clock;
        constexpr auto pause
            = std::chrono::microseconds(1'000'000LL * eventsPerRequest * connections / eventsPerSecond);
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, address.port);
        if (!socket.waitForConnected(patience))
            return;
        socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        QByteArray buffer;
        for (auto next = Ticks::now(); !m_stop; next += pause) {
            std::this_thread::sleep_until(next);
            const Answered one{QUuid::createUuid(), QUuid::createUuid().toByteArray(QUuid::WithoutBraces)};
            const int count = QRandomGenerator::global()->bounded(1, 2 * eventsPerRequest);
            socket.write(request(address, customer, one, count));
            if (!answerIsRead(socket, buffer))
                return; // it was killed
            m_events += count;
            const std::lock_guard lock(m_mutex);
            m_answered.append(one);
        }
    }

    static QByteArray request(
        const SandboxAddress &address, const QByteArray &customer, const Answered &one, int count)
    {
        const QByteArray about = "\",\"customer_id\":\"" + customer
            + "\",\"event_name\":\"image.generated\",\"metadata\":{\"quality\":\"hd\"}}";
        QByteArrayList events;
        for (int i = 0; i < count; ++i)
            events.append(
                "{\"event_id\":\"" + one.firstEvent + (i > 0 ? '-' + QByteArray::number(i) : "") + about);
        const QByteArray body = "{\"events\":[" + events.join(',') + "]}";
        return "POST /events/ingest HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(address.port)
            + "\r\nAuthorization: Bearer " + address.apiKey
            + "\r\nX-PixelMeter-Exchange: " + one.exchange.toByteArray(QUuid::WithoutBraces)
            + "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body;
    }

    // Whole: a head with its length, and so many bytes behind it.
    static bool answerIsRead(QTcpSocket &socket, QByteArray &buffer)
    {
        for (;;) {
            const qsizetype end = buffer.indexOf("\r\n\r\n");
            const qsizetype at = end < 0 ? -1 : buffer.left(end).toLower().indexOf("content-length:");
            if (at >= 0) {
                const auto length
                    = buffer.mid(at + 15, buffer.indexOf('\r', at) - at - 15).trimmed().toLongLong();
                if (buffer.size() >= end + 4 + length) {
                    const bool accepted = buffer.startsWith("HTTP/1.1 200");
                    buffer.remove(0, end + 4 + length);
                    return accepted;
                }
            }
            if (!socket.waitForReadyRead(patience))
                return false;
            buffer += socket.readAll();
        }
    }

    std::atomic<bool> m_stop = false;
    std::atomic<int> m_events = 0;
    std::mutex m_mutex;
    QList<Answered> m_answered;
    std::vector<std::thread> m_threads;
};

} // namespace

// `pixelmeter serve` is killed while events arrive from several connections. After each restart its record
// holds every exchange whose answer was read whole, and in the end a window's log that was following all the
// time holds the record, no row twice.
class TestRecordFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyAnsweredExchangeSurvives();
    void theWindowsLogHasAllOfThem();

private:
    QList<Exchange> recordAfter(qint64 seq);
    QSet<QUuid> loggedExchanges(int *rows);

    QTemporaryDir m_folder;
    std::unique_ptr<Service> m_service;
    std::unique_ptr<Workbench> m_window; // of another folder, at the service's address
    QByteArray m_customer;
    const bool m_full = qEnvironmentVariable("PIXELMETER_FAULT_ROUNDS") == "full"_L1;
};

void TestRecordFaults::initTestCase()
{
    m_service = std::make_unique<Service>(m_folder.path());
    QVERIFY(m_service->start());
    WorkbenchOptions options;
    options.running = m_service->address();
    auto opened = Workbench::open(options);
    QVERIFY(opened.ok());
    m_window = *std::move(opened);
    QSignalSpy changed(&m_window->session(), &Session::usageChanged);
    m_window->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), 30000);
    Example example(m_window->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 30000);
    const auto customers = resultOf(m_window->client().customers());
    QVERIFY(customers.ok() && !customers->isEmpty());
    m_customer = customers->first().id.text;
    m_window->follower().start();
}

// All pages of the record behind `seq`.
QList<Exchange> TestRecordFaults::recordAfter(qint64 seq)
{
    QList<Exchange> out;
    for (;;) {
        const auto page = resultOf(m_window->sandbox().exchanges(out.isEmpty() ? seq : out.last().seq, 1000));
        if (!page || page->items.isEmpty())
            return out;
        out += page->items;
    }
}

void TestRecordFaults::everyAnsweredExchangeSurvives()
{
    QRandomGenerator random(20261121);
    const int kills = m_full ? 500 : 20;
    qint64 before = 0;
    qint64 events = 0;
    qint64 lived = 0;
    for (int round = 0; round < kills; ++round) {
        Merchants merchants(m_service->address(), m_customer);
        const int lives = 40 + random.bounded(500);
        QElapsedTimer timer;
        timer.start();
        m_service->killIn(lives);
        QTRY_VERIFY_WITH_TIMEOUT(!m_service->isRunning(), 30000); // the window follows meanwhile
        const QList<Answered> answered = merchants.join();
        lived += timer.elapsed();
        events += merchants.events();
        QVERIFY(m_service->start());
        const QList<Exchange> record = recordAfter(before);
        QHash<QUuid, QByteArray> kept;
        for (const Exchange &exchange : record)
            kept.insert(exchange.id, exchange.events.value(0));
        for (const Answered &one : answered)
            QVERIFY2(kept.value(one.exchange) == one.firstEvent, qPrintable(one.exchange.toString()));
        for (qsizetype i = 1; i < record.size(); ++i)
            QCOMPARE(record[i].seq, record[i - 1].seq + 1);
        if (!record.isEmpty())
            before = record.last().seq;
    }
    qInfo("%d kills, %lld events answered, %lld a second", kills, events,
        events * 1000 / qMax<qint64>(1, lived));
    QVERIFY(events > 100 * kills);
}

QSet<QUuid> TestRecordFaults::loggedExchanges(int *rows)
{
    const QString path = m_folder.path() + u"/log.jsonl"_s;
    const auto written = resultOf(m_window->log()->exportTo(path, LogFormat::Jsonl));
    QFile file(path);
    QSet<QUuid> out;
    *rows = written.valueOr(0);
    if (!file.open(QIODevice::ReadOnly))
        return out;
    while (!file.atEnd())
        out.insert(QUuid::fromString(QJsonDocument::fromJson(file.readLine())["id"_L1].toString()));
    return out;
}

void TestRecordFaults::theWindowsLogHasAllOfThem()
{
    const QList<Exchange> record = recordAfter(0);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->log()->cursor() >= record.last().seq, 60000);
    int rows = 0;
    const QSet<QUuid> logged = loggedExchanges(&rows);
    QCOMPARE(rows, int(logged.size())); // none twice
    for (const Exchange &exchange : record)
        QVERIFY2(logged.contains(exchange.id), qPrintable(exchange.id.toString()));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    TestRecordFaults test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_recordfaults.moc"
