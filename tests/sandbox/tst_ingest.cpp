// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"

#include <QTest>

using namespace Qt::StringLiterals;

// worked-figures.md H through HTTP: the answer and what is stored. What is counted is tst_usage's.
class TestIngest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Twin> m_twin;
    QByteArray m_customer;

    QByteArray at(int minutes) const
    {
        return ",\"timestamp\":\"" + toIso(m_twin->clock->now() + std::chrono::minutes{minutes}) + '"';
    }
    QByteArray pairs(int count) const
    {
        QByteArrayList out;
        for (int i = 0; i < count; ++i)
            out.append("\"k" + QByteArray::number(i) + "\":1");
        return R"(,"metadata":{)" + out.join(',') + '}';
    }
    QByteArrayList many(int count) const
    {
        QByteArrayList out;
        for (int i = 0; i < count; ++i)
            out.append(
                Twin::event("evt_" + QByteArray::number(i), m_customer, R"(,"metadata":{"quality":"hd"})"));
        return out;
    }

private Q_SLOTS:
    void init()
    {
        m_twin = std::make_unique<Twin>();
        m_twin->start();
        m_customer = m_twin->makeCustomer();
        QVERIFY(m_customer.startsWith("cus_"));
    }

    void oneEvent_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("named");
        const QString body = u"INVALID_REQUEST_BODY"_s;
        QTest::newRow("H1") << QByteArray(R"(,"metadata":{"quality":"hd"})") << 200 << QString() << QString();
        QTest::newRow("H4") << QByteArray(R"(,"metadata":{"quality":"draft"})") << 200 << QString()
                            << QString();
        m_twin = std::make_unique<Twin>();
        QTest::newRow("H9 61 minutes old") << at(-61) << 400 << body << u"events[0].timestamp"_s;
        QTest::newRow("H9 6 minutes ahead") << at(6) << 400 << body << u"events[0].timestamp"_s;
        QTest::newRow("H10 59 minutes old") << at(-59) << 200 << QString() << QString();
        QTest::newRow("H10 4 minutes ahead") << at(4) << 200 << QString() << QString();
        QTest::newRow("H10 none") << QByteArray() << 200 << QString() << QString();
        QTest::newRow("H10 null") << QByteArray(R"(,"timestamp":null)") << 200 << QString() << QString();
        QTest::newRow("H11") << QByteArray(",\"timestamp\":\"2026-11-21T10:00:00\"") << 422 << body
                             << u"events[0].timestamp"_s;
        QTest::newRow("H12 51") << pairs(51) << 400 << u"MAXIMUM_KEYS_REACHED"_s << u"events[0].metadata"_s;
        QTest::newRow("H12 50") << pairs(50) << 200 << QString() << QString();
        QTest::newRow("H13 key") << ",\"metadata\":{\"" + QByteArray(101, 'k') + "\":1}" << 400 << body
                                 << u"events[0].metadata"_s;
        QTest::newRow("H13 value") << ",\"metadata\":{\"k\":\"" + QByteArray(501, 'v') + "\"}" << 400 << body
                                   << u"events[0].metadata.k"_s;
        QTest::newRow("H13 nested") << QByteArray(R"(,"metadata":{"k":{}})") << 422 << body
                                    << u"events[0].metadata.k"_s;
        QTest::newRow("H13 null") << QByteArray(R"(,"metadata":{"k":null})") << 422 << body
                                  << u"events[0].metadata.k"_s;
        QTest::newRow("H18") << QByteArray(",\"timestamp\":\"2024-01-01T00:00:00Z\"") << 400 << body
                             << u"events[0].timestamp"_s;
        m_twin.reset();
    }

    void oneEvent()
    {
        QFETCH(QByteArray, more);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, named);
        const auto answer = m_twin->ingest({Twin::event("evt_1", m_customer, more)});
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), code);
        QVERIFY2(answer.message().contains(named), qPrintable(answer.message()));
        if (status == 200)
            QCOMPARE(answer.body, R"({"ingested_count":1})");
        QCOMPARE(m_twin->storedEvents(), status == 200 ? 1 : 0);
    }

    void wholeBody_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("H7 none") << QByteArray(R"({"events":[]})") << 422;
        QTest::newRow("H16 no list") << QByteArray(R"({})") << 422;
        QTest::newRow("H16 no name") << QByteArray(R"({"events":[{"event_id":"a","customer_id":"c"}]})")
                                     << 422;
        QTest::newRow("H16 broken") << QByteArray(R"({"events":[)") << 422;
        QTest::newRow("H16 trailing") << QByteArray(R"({"events":[]}{})") << 422;
        QTest::newRow("a list") << QByteArray("[]") << 422;
        QTest::newRow("not an object") << QByteArray(R"({"events":[1]})") << 422;
        QTest::newRow("H14") << R"({"events":[)" + Twin::event("a", "cus_nobody") + "]}" << 400;
    }

    void wholeBody()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        const auto answer = m_twin->call("POST", "/events/ingest", body);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.code(), u"INVALID_REQUEST_BODY"_s);
        QCOMPARE(m_twin->storedEvents(), 0);
    }

    void sameIdsAgainAreNotStoredTwice() // H2
    {
        QCOMPARE(m_twin->ingest(many(13)).body, R"({"ingested_count":13})");
        QCOMPARE(m_twin->ingest(many(13)).body, R"({"ingested_count":0})");
        QCOMPARE(m_twin->storedEvents(), 13);
        m_twin->restart();
        QCOMPARE(m_twin->ingest(many(14)).body, R"({"ingested_count":1})");
        QCOMPARE(m_twin->storedEvents(), 14);
    }

    void idTwiceInOneRequestRefusesAll() // H5
    {
        auto events = many(4);
        events.append(events.first());
        const auto answer = m_twin->ingest(events);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.code(), u"INVALID_REQUEST_BODY"_s);
        QVERIFY2(answer.message().contains("evt_0"_L1), qPrintable(answer.message()));
        QCOMPARE(m_twin->storedEvents(), 0);
    }

    void firstContentOfAnIdStays() // H6
    {
        m_twin->ingest({Twin::event("evt_1", m_customer, R"(,"metadata":{"quality":"hd"})")});
        const auto again
            = m_twin->ingest({Twin::event("evt_1", m_customer, R"(,"metadata":{"quality":"draft"})")});
        QCOMPARE(again.status, 200);
        QCOMPARE(again.body, R"({"ingested_count":0})");
        const auto stored = m_twin->call("GET", "/events/evt_1");
        QCOMPARE(stored.json()["metadata"_L1]["quality"_L1].toString(), u"hd"_s);
    }

    void aThousandAreTakenAndOneMoreIsNot() // H7, H8
    {
        QCOMPARE(m_twin->ingest(many(1001)).status, 422);
        QCOMPARE(m_twin->storedEvents(), 0);
        QCOMPARE(m_twin->ingest(many(1000)).body, R"({"ingested_count":1000})");
    }

    void unknownCustomerRefusesTheWholeRequest() // H14
    {
        auto events = many(3);
        events.append(Twin::event("evt_x", "cus_nobody"));
        const auto answer = m_twin->ingest(events);
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.message().contains("events[3].customer_id"_L1), qPrintable(answer.message()));
        QCOMPARE(m_twin->storedEvents(), 0);
    }

    void metadataComesBackDigitByDigit()
    {
        const QByteArray metadata = "{\"a\":1.0,\"b\":0.10000000000000000001,\"c\":9007199254740993,\"d\":"
                                    "\"\\u00e9\\\"x\",\"e\":true}";
        m_twin->ingest({Twin::event("evt_1", m_customer, ",\"metadata\": " + metadata + ' ')});
        QVERIFY(m_twin->call("GET", "/events/evt_1").body.contains("\"metadata\":" + metadata));
    }

    void idsWithSlashesAndSpacesAreFound()
    {
        m_twin->ingest({Twin::event("gen:abc/1 2%", m_customer)});
        const auto found = m_twin->call("GET", "/events/gen:abc%2F1%202%25");
        QCOMPARE(found.status, 200);
        QCOMPARE(found.json()["event_id"_L1].toString(), u"gen:abc/1 2%"_s);
        QCOMPARE(m_twin->call("GET", "/events/gen:abc/1").status, 404);
        QCOMPARE(m_twin->call("GET", "/events/").status, 404);
    }

    void timeWindowFollowsTheSandboxClock()
    {
        m_twin->call("POST", "/_sandbox/clock", R"({"set":"2027-03-01T00:00:00Z"})");
        const auto late = m_twin->ingest({Twin::event("evt_1", m_customer, at(0))});
        QCOMPARE(late.status, 400);
        QVERIFY2(late.message().contains("sandbox's date"_L1), qPrintable(late.message()));
        QCOMPARE(m_twin->ingest({Twin::event("evt_2", m_customer)}).status, 200);
        const auto stored = m_twin->call("GET", "/events/evt_2");
        QCOMPARE(stored.json()["timestamp"_L1].toString(), u"2027-03-01T00:00:00Z"_s);
    }
};

QTEST_GUILESS_MAIN(TestIngest)
#include "tst_ingest.moc"
