// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"

#include <QTest>

using namespace Qt::StringLiterals;

// GET /events: order, filters, paging, errors (dodo-api.md 1.5, 2.3).
class TestEvents : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Twin> m_twin;
    QByteArray m_customer;

    QStringList ids(const QByteArray &query)
    {
        QStringList out;
        const auto items = m_twin->call("GET", "/events" + query).items();
        for (const auto &item : items)
            out.append(item["event_id"_L1].toString());
        return out;
    }

    QByteArray makeMeter(const QByteArray &filter = {})
    {
        const QByteArray body
            = R"({"name":"M","event_name":"image.generated","measurement_unit":"images","aggregation":{"type":"count"})"
            + filter + '}';
        return m_twin->call("POST", "/meters", body).json()["id"_L1].toString().toUtf8();
    }

private Q_SLOTS:
    void init()
    {
        m_twin = std::make_unique<Twin>();
        m_twin->start();
        m_customer = m_twin->makeCustomer();
        QByteArrayList events;
        for (int i = 0; i < 25; ++i) {
            const QByteArray time = toIso(m_twin->clock->now() + std::chrono::seconds{i});
            events.append(Twin::event("e" + QByteArray::number(i), m_customer,
                ",\"timestamp\":\"" + time + "\",\"metadata\":{\"quality\":\"" + (i % 2 ? "hd" : "draft")
                    + "\"}"));
        }
        QCOMPARE(m_twin->ingest(events).status, 200);
    }

    void newestComeFirst()
    {
        QCOMPARE(ids({}),
            QStringList({u"e24"_s, u"e23"_s, u"e22"_s, u"e21"_s, u"e20"_s, u"e19"_s, u"e18"_s, u"e17"_s,
                u"e16"_s, u"e15"_s}));
    }

    void pagesAreZeroBased()
    {
        QCOMPARE(ids("?page_number=0").size(), 10);
        QCOMPARE(ids("?page_number=2").size(), 5);
        QCOMPARE(ids("?page_number=3").size(), 0);
        QCOMPARE(ids("?page_number=1&page_size=20").value(0), u"e4"_s);
    }

    void sdkIterationSees15Rows() // I1: no page given, then 2, then 3
    {
        QCOMPARE(ids({}).size() + ids("?page_number=2").size() + ids("?page_number=3").size(), 15);
    }

    void pageSize_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("items");
        QTest::newRow("I3") << QByteArray("?page_size=101") << 422 << 0;
        QTest::newRow("I2") << QByteArray("?page_size=100") << 200 << 25;
        QTest::newRow("zero is the default") << QByteArray("?page_size=0") << 200 << 10;
        QTest::newRow("empty is not given") << QByteArray("?page_size=&page_number=") << 200 << 10;
        QTest::newRow("negative") << QByteArray("?page_size=-1") << 422 << 0;
        QTest::newRow("no number") << QByteArray("?page_number=one") << 422 << 0;
        QTest::newRow("beyond 32 bits") << QByteArray("?page_number=2147483648") << 422 << 0;
    }

    void pageSize()
    {
        QFETCH(QByteArray, query);
        QFETCH(int, status);
        QFETCH(int, items);
        const auto answer = m_twin->call("GET", "/events" + query);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.items().size(), items);
        QCOMPARE(answer.code(), status == 200 ? QString() : u"INVALID_QUERY_PARAMS"_s);
    }

    void startIsIncludedAndEndIsNot()
    {
        QCOMPARE(ids("?start=2026-11-21T10%3A00%3A02Z&end=2026-11-21T10%3A00%3A04Z"),
            QStringList({u"e3"_s, u"e2"_s}));
        QCOMPARE(m_twin->call("GET", "/events?start=yesterday").status, 400);
        QCOMPARE(
            m_twin->call("GET", "/events?start=2026-11-21T10:00:02Z&end=2026-11-21T10:00:01Z").status, 400);
    }

    void customerAndNameNarrow()
    {
        QCOMPARE(ids("?customer_id=" + m_customer + "&page_size=100").size(), 25);
        QCOMPARE(ids("?customer_id=cus_other").size(), 0);
        QCOMPARE(ids("?event_name=Image.Generated").size(), 0);
    }

    void meterAppliesItsNameAndFilter()
    {
        const QByteArray meter = makeMeter(
            R"(,"filter":{"conjunction":"or","clauses":[{"key":"quality","operator":"equals","value":"hd"}]})");
        QCOMPARE(ids("?page_size=100&meter_id=" + meter).size(), 12);
        QCOMPARE(ids("?page_size=5&page_number=1&meter_id=" + meter),
            QStringList({u"e13"_s, u"e11"_s, u"e9"_s, u"e7"_s, u"e5"_s}));
        QCOMPARE(m_twin->call("GET", "/events?meter_id=mtr_none").status, 404);
        QCOMPARE(m_twin->call("GET", "/events?event_name=other&meter_id=" + meter).status, 400);
        QCOMPARE(m_twin->call("GET", "/events?meter_id=").items().size(), 10);
    }

    void anEventHasTheKeysOfTheApi()
    {
        const auto event = m_twin->call("GET", "/events/e3").json();
        QCOMPARE(event.keys(),
            QStringList({u"business_id"_s, u"customer_id"_s, u"event_id"_s, u"event_name"_s, u"metadata"_s,
                u"timestamp"_s}));
        QVERIFY(event["business_id"_L1].toString().startsWith("bus_"_L1));
        QCOMPARE(m_twin->call("GET", "/events/E3").status, 404);
    }
};

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
