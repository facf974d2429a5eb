// SPDX-License-Identifier: MIT
#include "session/bench.h"

#include <QGuiApplication>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QProcess>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int events = 40;
constexpr qint64 soon = 100; // milliseconds from an answer to its row
constexpr int skipped = 77; // of the script: node or the packages cannot be had

qint64 median(QList<qint64> times)
{
    std::ranges::sort(times);
    return times.isEmpty() ? -1 : times[times.size() / 2];
}

} // namespace

// The official client beside the program: its requests, tries and name are rows of the log at once, and the
// program's own requests do not suffer.
class TestSdkTraffic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rowsComeWithNameAndTry();

private:
    struct Came {
        LogRow row;
        qint64 late = 0; // milliseconds behind its answer
    };
    void fail(int times);
    QList<qint64> ownRequests(const std::function<bool()> &enough);

    std::unique_ptr<Workbench> m_bench;
    QByteArray m_customer;
    QNetworkAccessManager m_network;
};

void TestSdkTraffic::initTestCase()
{
    auto opened = Workbench::open({});
    QVERIFY(opened.ok());
    m_bench = *std::move(opened);
    Session &session = m_bench->session();
    QSignalSpy changed(&session, &Session::usageChanged);
    session.refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), 20000);
    Example example(session, *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), 20000);
    const auto customers = resultOf(m_bench->client().customers());
    QVERIFY(customers.ok() && !customers->isEmpty());
    m_customer = customers->first().id.text;
    m_bench->follower().start();
}

// The next calls of ingest are answered 503, which the client takes as a reason to try again.
void TestSdkTraffic::fail(int times)
{
    QNetworkRequest request(QUrl(m_bench->address().dodoUrl + u"/_sandbox/faults"_s));
    request.setRawHeader("Authorization", "Bearer " + m_bench->address().apiKey);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_L1);
    const QByteArray fault = "{\"path\":\"/events/ingest\",\"method\":\"POST\",\"status\":503,\"times\":"
        + QByteArray::number(times) + '}';
    QNetworkReply *reply = m_network.post(request, fault);
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

// How long the program's own calls take, one after the other.
QList<qint64> TestSdkTraffic::ownRequests(const std::function<bool()> &enough)
{
    QList<qint64> out;
    while (!enough()) {
        QElapsedTimer timer;
        timer.start();
        if (!resultOf(m_bench->client().meters()))
            return out;
        out.append(timer.nsecsElapsed() / 1000);
    }
    return out;
}

void TestSdkTraffic::rowsComeWithNameAndTry()
{
    QList<Came> came;
    connect(m_bench->log(), &EventLog::appended, this, [&](const QList<LogRow> &rows) {
        const TimePoint now = m_bench->clock().now();
        for (const LogRow &row : rows) {
            if (row.sender.kind == Sender::Kind::Sdk)
                came.append({row, (now - row.at - row.took) / 1ms});
        }
    });
    int calls = 0;
    const QList<qint64> alone = ownRequests([&] { return ++calls > 40; });
    fail(2);
    QProcess client;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DODO_PAYMENTS_BASE_URL"_s, m_bench->address().dodoUrl);
    environment.insert(u"DODO_PAYMENTS_API_KEY"_s, QString::fromLatin1(m_bench->address().apiKey));
    client.setProcessEnvironment(environment);
    client.start(QStringLiteral(CONFORMANCE_RUN),
        {u"sdktraffic.mjs"_s, QStringLiteral(CONFORMANCE_FOLDER), QString::fromLatin1(m_customer),
            QString::number(events)});
    QVERIFY(client.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(!came.isEmpty() || client.state() == QProcess::NotRunning, 240000);
    const QList<qint64> beside
        = ownRequests([&] { return client.state() == QProcess::NotRunning || came.size() >= events + 2; });
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, 60000);
    const QByteArray said = client.readAllStandardOutput();
    if (client.exitCode() == skipped)
        QSKIP(said.constData());
    QVERIFY2(client.exitCode() == 0, (said + client.readAllStandardError()).constData());
    QTRY_COMPARE(came.size(), events + 2);
    QList<qint64> late;
    QList<int> tries;
    for (const Came &one : came) {
        QCOMPARE(one.row.sender.name, u"TypeScript"_s);
        QVERIFY(one.row.sender.version.contains(u'.'));
        QVERIFY(one.row.ingest);
        late.append(one.late);
        tries.append(one.row.retry);
    }
    QCOMPARE(tries.first(3), (QList<int>{0, 1, 2}));
    QCOMPARE(came[0].row.status, 503);
    QCOMPARE(came[2].row.status, 200);
    qInfo("A row comes %lld ms behind its answer, at most %lld; own requests take %lld us alone and %lld us "
          "beside",
        median(late), *std::ranges::max_element(late), median(alone), median(beside));
    QVERIFY2(median(late) <= soon, qPrintable(QString::number(median(late))));
    QVERIFY2(median(beside) <= 4 * median(alone) + 20'000, qPrintable(QString::number(median(beside))));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication app(argc, argv);
    TestSdkTraffic test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sdktraffic.moc"
