// SPDX-License-Identifier: MIT
#include "studiobench.h"
#include "support/strictjson.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

// Readings of the service that overlap.
class TestSessionReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeReadingPutsBackNoOlderUsage();

private:
    Result<ApiAnswer> faults(const QByteArray &method, const std::optional<QByteArray> &body = {}) const
    {
        return resultOf(m_bench->client().transport().send({.method = method,
            .segments = {"_sandbox", "faults"},
            .body = body,
            .expect = method == "DELETE" ? ApiRequest::Expect::Nothing : ApiRequest::Expect::Object}));
    }

    std::unique_ptr<StudioBench> m_bench;
};

// A whole reading has read the usage and waits for its last answer, while an event is counted and the usage
// is read anew.
void TestSessionReading::aWholeReadingPutsBackNoOlderUsage()
{
    const QTemporaryDir folder;
    m_bench = std::make_unique<StudioBench>(folder.path());
    QVERIFY(m_bench->makeExample());
    Session &session = m_bench->session();
    QVERIFY(faults("POST", "{\"method\":\"GET\",\"path\":\"/events\",\"delay_ms\":30000}"));
    QSignalSpy read(&session, &Session::usageChanged);
    session.refresh();
    const auto waits = [this] {
        const auto left = faults("GET");
        return left && readObject(left->body)->value("items"_L1).toArray().isEmpty();
    };
    QTRY_VERIFY_WITH_TIMEOUT(waits(), patience);
    const Event event{.id = {"img_own"},
        .customer = session.state().customer()->id,
        .name = "image.generated",
        .at = {},
        .metadata = {{"quality", MetaValue::ofText(u"hd"_s)}}};
    QCOMPARE(*resultOf(m_bench->client().ingest(QList<Event>{event})), 1);
    session.refreshUsage();
    for (int i = 0; i < 6; ++i) // as long as a reading of the usage takes, and longer
        QVERIFY(resultOf(m_bench->client().meters()));
    QVERIFY(faults("DELETE")); // ends the wait
    QTRY_VERIFY_WITH_TIMEOUT(read.size() >= 2, patience); // both have ended
    QCOMPARE(session.bill()->consumed(), Decimal(1));
    m_bench.reset();
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestSessionReading test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sessionreading.moc"
