// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

// /_sandbox/faults: failures to order, for programs that must live through them.
class TestAnswerFaults : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Twin> m_twin;
    QByteArray m_customer;

    void order(const QByteArray &fault)
    {
        const auto made = m_twin->call("POST", "/_sandbox/faults", fault);
        QVERIFY2(made.status == 201, made.body.constData());
    }
    WireAnswer ingest(const QByteArray &id) { return m_twin->ingest({Twin::event(id, m_customer)}); }
    QByteArray ingestBytes(const QByteArray &id) const
    {
        return m_twin->bytes("POST", "/events/ingest", R"({"events":[)" + Twin::event(id, m_customer) + "]}");
    }

private Q_SLOTS:
    void init()
    {
        m_twin = std::make_unique<Twin>();
        m_twin->start();
        m_customer = m_twin->makeCustomer();
    }

    void theNextTwoAreRefused()
    {
        order(R"({"method":"post","path":"/events/ingest","status":503,"times":2,"retry_after":1})");
        for (int i = 0; i < 2; ++i) {
            const auto refused = ingest("evt_1");
            QCOMPARE(refused.status, 503);
            QCOMPARE(refused.code(), u"INTERNAL_SERVER_ERROR"_s);
            QCOMPARE(headerValue(refused.head, "retry-after"), QByteArray("1"));
        }
        QCOMPARE(m_twin->storedEvents(), 0);
        QCOMPARE(ingest("evt_1").status, 200);
        QCOMPARE(m_twin->storedEvents(), 1);
    }

    void a500IsRetriedByTheSdks() // dodo-api.md 1.4
    {
        order(R"({"status":500,"code":"BROKEN"})");
        const auto refused = ingest("evt_1");
        QCOMPARE(refused.status, 500);
        QCOMPARE(refused.code(), u"BROKEN"_s);
        QCOMPARE(headerValue(refused.head, "x-should-retry"), QByteArray());
    }

    void aDroppedAnswerHasStoredTheEvent()
    {
        order(R"({"path":"/events/ingest","answer":"drop"})");
        Wire wire(m_twin->port());
        QCOMPARE(wire.send(ingestBytes("evt_1")).status, 0);
        QVERIFY(wire.closed());
        QCOMPARE(m_twin->storedEvents(), 1);
        QCOMPARE(ingest("evt_1").body, R"({"ingested_count":0})"); // again with the same id: counted once
        QCOMPARE(m_twin->storedEvents(), 1);
    }

    void aCutAnswerIsShorterThanItSays()
    {
        order(R"({"path":"/events/ingest","answer":"cut"})");
        Wire wire(m_twin->port());
        const auto answer = wire.send(ingestBytes("evt_1"));
        QCOMPARE(answer.status, 200);
        QVERIFY(!answer.body.isEmpty());
        QVERIFY(answer.body.size() < headerValue(answer.head, "content-length").toLongLong());
        QVERIFY(wire.closed());
        QCOMPARE(m_twin->storedEvents(), 1);
    }

    void aLateAnswerIsWhole()
    {
        order(R"({"delay_ms":300,"path":"/events/ingest"})");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(ingest("evt_1").status, 200);
        QVERIFY(timer.elapsed() >= 300);
    }

    void waitingEndsWhenFaultsAreClearedOrTheServerStops()
    {
        for (const bool stops : {false, true}) {
            order(R"({"delay_ms":60000,"path":"/events/ingest","times":5})");
            Wire wire(m_twin->port());
            wire.write(ingestBytes("evt_1"));
            const auto waits = [&] {
                return m_twin->call("GET", "/_sandbox/faults").items().first()["times"_L1].toInt() == 4;
            };
            QTRY_VERIFY(waits());
            QElapsedTimer timer;
            timer.start();
            if (stops)
                m_twin->stop();
            else
                QCOMPARE(m_twin->call("DELETE", "/_sandbox/faults").status, 204);
            QCOMPARE(wire.readAnswer().status, 200);
            QVERIFY(timer.elapsed() < 5000);
        }
    }

    void onlyWhatFitsIsHit()
    {
        order(R"({"method":"DELETE","status":503})");
        order("{\"path\":\"/meters/*\",\"status\":502}");
        QCOMPARE(ingest("evt_1").status, 200);
        QCOMPARE(m_twin->call("GET", "/meters").status, 200);
        QCOMPARE(m_twin->call("GET", "/meters/mtr_1?a=1").status, 502);
        QCOMPARE(m_twin->call("GET", "/meters/mtr_1").status, 404);
        QCOMPARE(m_twin->call("DELETE", "/products/pdt_1").status, 503);
        order(R"({"status":503})"); // never the controls themselves
        QCOMPARE(m_twin->call("GET", "/_sandbox/clock").status, 200);
        const auto left = m_twin->call("GET", "/_sandbox/faults").items();
        QCOMPARE(left.size(), 1);
        QVERIFY(left[0]["path"_L1].isNull());
        QCOMPARE(m_twin->call("GET", "/v1/models").json()["error"_L1].isObject(), true); // its own shape
        order(R"({"status":503})");
        QCOMPARE(m_twin->call("POST", "/_sandbox/reset").status, 200);
        QVERIFY(m_twin->call("GET", "/_sandbox/faults").items().isEmpty());
    }

    void wrongOrdersAreNamed_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<QString>("named");
        QTest::newRow("nothing") << QByteArray("{}") << u"status"_s;
        QTest::newRow("success") << QByteArray(R"({"status":200})") << u"status"_s;
        QTest::newRow("times") << QByteArray(R"({"status":503,"times":0})") << u"times"_s;
        QTest::newRow("path") << QByteArray(R"({"status":503,"path":"meters"})") << u"path"_s;
        QTest::newRow("answer") << QByteArray(R"({"answer":"half"})") << u"answer"_s;
        QTest::newRow("both") << QByteArray(R"({"answer":"cut","status":503})") << u"answer"_s;
        QTest::newRow("delay") << QByteArray(R"({"delay_ms":-1})") << u"delay_ms"_s;
    }

    void wrongOrdersAreNamed()
    {
        QFETCH(QByteArray, fault);
        QFETCH(QString, named);
        const auto refused = m_twin->call("POST", "/_sandbox/faults", fault);
        QCOMPARE(refused.status, 422);
        QVERIFY2(refused.message().contains(named), refused.body.constData());
    }
};

QTEST_GUILESS_MAIN(TestAnswerFaults)
#include "tst_answerfaults.moc"
