// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

// /_sandbox/: clock, state, reset, snapshots, activate.
class TestWorldControl : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Twin> m_twin;

    QJsonObject clock(const QByteArray &order)
    {
        return m_twin->call("POST", "/_sandbox/clock", order).json();
    }
    QString now() { return m_twin->call("GET", "/_sandbox/clock").json()["now"_L1].toString(); }
    QByteArray generation(const QByteArray &path = "/meters")
    {
        return headerValue(m_twin->call("GET", path).head, "x-pixelmeter-generation");
    }

    void buyAPlan() // monthly, for a year
    {
        const auto product = m_twin->call("POST", "/products",
            R"({"name":"Plan","tax_category":"saas","price":{"type":"recurring_price","currency":"USD","price":900,)"
            R"("payment_frequency_count":1,"payment_frequency_interval":"Month",)"
            R"("subscription_period_count":1,"subscription_period_interval":"Year"}})");
        const auto session = m_twin->call("POST", "/checkouts",
            "{\"customer\":{\"customer_id\":\"" + m_twin->makeCustomer()
                + "\"},\"product_cart\":[{\"quantity\":1,\"product_id\":\""
                + product.json()["product_id"_L1].toString().toUtf8() + "\"}]}");
        const auto paid
            = m_twin->call("POST", "/session/" + session.json()["session_id"_L1].toString().toUtf8(),
                R"({"card":"4242 4242 4242 4242"})");
        QVERIFY2(paid.status == 200, paid.body.constData());
    }

private Q_SLOTS:
    void init()
    {
        m_twin = std::make_unique<Twin>();
        m_twin->start();
    }

    void theClockStartsReal()
    {
        const auto shown = m_twin->call("GET", "/_sandbox/clock").json();
        QCOMPARE(shown["now"_L1].toString(), u"2026-11-21T10:00:00Z"_s);
        QCOMPARE(shown["mode"_L1].toString(), u"real"_s);
        QCOMPARE(shown["offset_ms"_L1].toInt(-1), 0);
    }

    void setMakesItTick()
    {
        const auto shown = clock(R"({"set":"2027-01-31T00:00:00Z"})");
        QCOMPARE(shown["mode"_L1].toString(), u"ticking"_s);
        m_twin->clock->advance(10s);
        QCOMPARE(now(), u"2027-01-31T00:00:10Z"_s);
        QCOMPARE(clock(R"({"mode":"real"})")["now"_L1].toString(), u"2026-11-21T10:00:10Z"_s);
    }

    void frozenStandsStill()
    {
        clock(R"({"set":"2027-01-01T00:00:00Z","mode":"frozen"})");
        m_twin->clock->advance(1h);
        QCOMPARE(now(), u"2027-01-01T00:00:00Z"_s);
        QCOMPARE(clock(R"({"advance":"1 day"})")["now"_L1].toString(), u"2027-01-02T00:00:00Z"_s);
        QCOMPARE(clock(R"({"mode":"ticking"})")["now"_L1].toString(), u"2027-01-02T00:00:00Z"_s);
        m_twin->clock->advance(1s);
        QCOMPARE(now(), u"2027-01-02T00:00:01Z"_s);
    }

    void advance_data()
    {
        QTest::addColumn<QByteArray>("by");
        QTest::addColumn<QString>("becomes");
        QTest::newRow("month") << QByteArray("1 month") << u"2026-12-21T10:00:00Z"_s;
        QTest::newRow("months") << QByteArray("3 months") << u"2027-02-21T10:00:00Z"_s;
        QTest::newRow("year") << QByteArray("1 year") << u"2027-11-21T10:00:00Z"_s;
        QTest::newRow("week") << QByteArray("2 weeks") << u"2026-12-05T10:00:00Z"_s;
        QTest::newRow("day") << QByteArray("1 day") << u"2026-11-22T10:00:00Z"_s;
        QTest::newRow("hours") << QByteArray("3 hours") << u"2026-11-21T13:00:00Z"_s;
        QTest::newRow("minutes") << QByteArray("10 minutes") << u"2026-11-21T10:10:00Z"_s;
        QTest::newRow("seconds") << QByteArray("5 seconds") << u"2026-11-21T10:00:05Z"_s;
    }

    void advance()
    {
        QFETCH(QByteArray, by);
        QFETCH(QString, becomes);
        QCOMPARE(clock("{\"advance\":\"" + by + "\"}")["now"_L1].toString(), becomes);
    }

    void wrongOrdersAreNamed_data()
    {
        QTest::addColumn<QByteArray>("order");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("no unit") << QByteArray(R"({"advance":"1"})");
        QTest::newRow("back") << QByteArray(R"({"advance":"-1 day"})");
        QTest::newRow("unknown unit") << QByteArray(R"({"advance":"1 fortnight"})");
        QTest::newRow("no zone") << QByteArray(R"({"set":"2027-01-01T00:00:00"})");
        QTest::newRow("both") << QByteArray(R"({"set":"2027-01-01T00:00:00Z","advance":"1 day"})");
        QTest::newRow("mode") << QByteArray(R"({"mode":"fast"})");
        QTest::newRow("nobody to renew") << QByteArray(R"({"advance":"next_renewal"})");
    }

    void wrongOrdersAreNamed()
    {
        QFETCH(QByteArray, order);
        const auto answer = m_twin->call("POST", "/_sandbox/clock", order);
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.code(), u"INVALID_REQUEST_BODY"_s);
        QCOMPARE(now(), u"2026-11-21T10:00:00Z"_s);
    }

    void nextRenewalIsTheEndOfTheNearestPeriod()
    {
        buyAPlan();
        QCOMPARE(clock(R"({"advance":"next_renewal"})")["now"_L1].toString(), u"2026-12-21T10:00:00Z"_s);
        QCOMPARE(clock(R"({"advance":"next_renewal"})")["now"_L1].toString(), u"2027-01-21T10:00:00Z"_s);
    }

    void theClockSurvivesARestart()
    {
        clock(R"({"set":"2027-01-01T00:00:00Z","mode":"frozen"})");
        m_twin->restart();
        QCOMPARE(now(), u"2027-01-01T00:00:00Z"_s);
    }

    void resetCanBeUndone()
    {
        const QByteArray customer = m_twin->makeCustomer();
        m_twin->ingest({Twin::event("evt_1", customer)});
        clock(R"({"advance":"1 day"})");
        const QByteArray before = generation();
        const auto answer = m_twin->call("POST", "/_sandbox/reset");
        QCOMPARE(answer.status, 200);
        QVERIFY(generation() != before);
        QCOMPARE(m_twin->call("GET", "/customers").items().size(), 0);
        QCOMPARE(m_twin->call("GET", "/events/evt_1").status, 404);
        QCOMPARE(m_twin->ingest({Twin::event("evt_2", customer)}).status, 400);
        QCOMPARE(now(), u"2026-11-21T10:00:00Z"_s);

        const QByteArray snapshot = answer.json()["snapshot"_L1].toString().toUtf8();
        QCOMPARE(m_twin->call("POST", "/_sandbox/snapshots/" + snapshot + "/restore").status, 200);
        QCOMPARE(m_twin->call("GET", "/customers").items().size(), 1);
        QCOMPARE(m_twin->call("GET", "/events/evt_1").status, 200);
        QCOMPARE(now(), u"2026-11-22T10:00:00Z"_s);
        QCOMPARE(m_twin->ingest({Twin::event("evt_1", customer), Twin::event("evt_2", customer)}).body,
            R"({"ingested_count":1})");
    }

    void snapshotsSayWhatTheyHold()
    {
        const QByteArray customer = m_twin->makeCustomer();
        m_twin->ingest({Twin::event("evt_1", customer), Twin::event("evt_2", customer)});
        clock(R"({"set":"2027-01-01T00:00:00Z","mode":"frozen"})");
        const auto made = m_twin->call("POST", "/_sandbox/snapshots", R"({"name":"Two events"})");
        QCOMPARE(made.status, 201);
        QCOMPARE(made.json()["name"_L1].toString(), u"Two events"_s);
        QCOMPARE(made.json()["events"_L1].toInt(), 2);
        QCOMPARE(made.json()["now"_L1].toString(), u"2027-01-01T00:00:00Z"_s);
        QVERIFY(timeFromIso(made.json()["taken_at"_L1].toString().toLatin1()).ok());
        QVERIFY(m_twin->call("POST", "/_sandbox/snapshots").json()["name"_L1].isNull());
        const auto list = m_twin->call("GET", "/_sandbox/snapshots").items();
        QCOMPARE(list.size(), 2);
        QVERIFY(list[0].toObject() == made.json() || list[1].toObject() == made.json());
        QCOMPARE(m_twin->call("POST", "/_sandbox/snapshots", R"({"name":7})").status, 422);

        const QByteArray path = "/_sandbox/snapshots/" + made.json()["id"_L1].toString().toUtf8();
        QCOMPARE(m_twin->call("DELETE", path).status, 204);
        QCOMPARE(m_twin->call("DELETE", path).status, 404);
        QCOMPARE(m_twin->call("POST", path + "/restore").status, 404);
        QCOMPARE(m_twin->call("GET", "/_sandbox/snapshots").items().size(), 1);
        QCOMPARE(QDir(m_twin->folder() + u"/snapshots"_s).entryList(QDir::Files).size(), 2);
        for (const auto id : {"none", "..%2Fsandbox"}) {
            QCOMPARE(m_twin->call("POST", QByteArray("/_sandbox/snapshots/") + id + "/restore").status, 404);
            QCOMPARE(m_twin->call("DELETE", QByteArray("/_sandbox/snapshots/") + id).status, 404);
        }
    }

    void restoringKeepsThePresentLine()
    {
        const QByteArray customer = m_twin->makeCustomer();
        const QByteArray first
            = m_twin->call("POST", "/_sandbox/snapshots").json()["id"_L1].toString().toUtf8();
        m_twin->ingest({Twin::event("evt_1", customer)});
        for (int i = 0; i < 2; ++i) { // to the other line and back, as often as one likes
            const auto there = m_twin->call(
                "POST", "/_sandbox/snapshots/" + first + "/restore", R"({"name":"With an event"})");
            QCOMPARE(there.status, 200);
            QCOMPARE(m_twin->call("GET", "/events/evt_1").status, 404);
            const QByteArray present = there.json()["snapshot"_L1].toString().toUtf8();
            const auto all = m_twin->call("GET", "/_sandbox/snapshots").items();
            QVERIFY(std::ranges::any_of(all, [&](const auto &item) {
                return item["id"_L1].toString().toUtf8() == present
                    && item["name"_L1].toString() == u"With an event"_s && item["events"_L1].toInt() == 1;
            }));
            QCOMPARE(m_twin->call("POST", "/_sandbox/snapshots/" + present + "/restore").status, 200);
            QCOMPARE(m_twin->call("GET", "/events/evt_1").status, 200);
        }
    }

    void theOldestSnapshotCanBeRestored() // though the present one takes a place
    {
        const QByteArray first
            = m_twin->call("POST", "/_sandbox/snapshots").json()["id"_L1].toString().toUtf8();
        m_twin->makeCustomer();
        for (int i = 0; i < 19; ++i)
            QCOMPARE(m_twin->call("POST", "/_sandbox/snapshots").status, 201);
        QCOMPARE(m_twin->call("POST", "/_sandbox/snapshots/" + first + "/restore").status, 200);
        QCOMPARE(m_twin->call("GET", "/customers").items().size(), 0);
        QCOMPARE(m_twin->call("GET", "/_sandbox/snapshots").items().size(), 20);
        QCOMPARE(QDir(m_twin->folder() + u"/snapshots"_s).entryList(QDir::Files).size(), 40);
    }

    void timeDoesNotGoBackIntoABilledPeriod()
    {
        buyAPlan();
        clock(R"({"advance":"20 days"})");
        QCOMPARE(clock(R"({"mode":"real"})")["mode"_L1].toString(), u"real"_s); // nothing was closed
        clock(R"({"advance":"2 months"})");
        clock(R"({"advance":"3 days"})");
        const QString there = now();
        for (const QByteArray order : {R"({"mode":"real"})", R"({"set":"2027-01-20T00:00:00Z"})",
                 R"({"set":"2020-01-01T00:00:00Z"})"}) {
            const auto refused = m_twin->call("POST", "/_sandbox/clock", order);
            QCOMPARE(refused.status, 422);
            QCOMPARE(refused.code(), u"INVALID_REQUEST_PARAMETERS"_s);
            QVERIFY2(refused.message().contains(u"2027-01-21T10:00:00Z"_s), qPrintable(refused.message()));
            QVERIFY(refused.message().contains(u"restore a snapshot"_s));
            QCOMPARE(now(), there);
        }
        clock(R"({"set":"2027-01-21T10:00:00Z"})"); // up to its end it does
        QCOMPARE(now(), u"2027-01-21T10:00:00Z"_s);
        m_twin->call("POST", "/_sandbox/reset");
        QCOMPARE(now(), u"2026-11-21T10:00:00Z"_s);
    }

    void stateComesBackAsItWent()
    {
        const QByteArray customer = m_twin->makeCustomer();
        const auto meter = m_twin->call("POST", "/meters",
            R"({"name":"M","event_name":"n","measurement_unit":"u","aggregation":{"type":"count"}})");
        m_twin->call("DELETE", "/meters/" + meter.json()["id"_L1].toString().toUtf8());
        m_twin->ingest({Twin::event("evt_1", customer, R"(,"metadata":{"quality":"hd","n":3})")});
        clock(R"({"set":"2027-01-01T00:00:00Z","mode":"frozen"})");
        const QByteArray state = m_twin->call("GET", "/_sandbox/state").body;

        Twin other;
        other.start();
        const auto put = other.call("PUT", "/_sandbox/state", state);
        QCOMPARE(put.status, 200);
        QVERIFY(!put.json()["snapshot"_L1].toString().isEmpty());
        QCOMPARE(QJsonDocument::fromJson(other.call("GET", "/_sandbox/state").body),
            QJsonDocument::fromJson(state));
        QCOMPARE(other.call("GET", "/meters?archived=true").items().size(), 1);
        QCOMPARE(other.call("GET", "/events/evt_1").json()["metadata"_L1]["n"_L1].toInt(), 3);
        QCOMPARE(other.call("GET", "/_sandbox/clock").json()["now"_L1].toString(), u"2027-01-01T00:00:00Z"_s);
    }

    void wrongStatesChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QString>("named");
        QTest::newRow("customer without email")
            << QByteArray(R"({"customers":[{"customer_id":"cus_1","business_id":"b","name":"A",)"
                          R"("created_at":"2026-01-01T00:00:00Z"}]})")
            << u"customers[0]"_s;
        QTest::newRow("event of nobody")
            << QByteArray(R"({"events":[{"event_id":"e","customer_id":"cus_1","event_name":"n"}]})")
            << u"events[0]"_s;
        QTest::newRow("clock") << QByteArray(R"({"clock":{"mode":"fast"}})") << u"mode"_s;
        QTest::newRow("list") << QByteArray(R"({"meters":{}})") << u"meters"_s;
    }

    void wrongStatesChangeNothing()
    {
        QFETCH(QByteArray, state);
        QFETCH(QString, named);
        m_twin->makeCustomer();
        const auto answer = m_twin->call("PUT", "/_sandbox/state", state);
        QCOMPARE(answer.status, 422);
        QVERIFY2(answer.message().contains(named), qPrintable(answer.message()));
        QCOMPARE(m_twin->call("GET", "/customers").items().size(), 1);
    }

    void aSeedFileIsLoadedAtStart()
    {
        m_twin->makeCustomer();
        const QByteArray state = m_twin->call("GET", "/_sandbox/state").body;
        Twin other;
        const QString path = other.folder() + u"/seed.json"_s;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(state);
        file.close();
        other.seedFile = path;
        other.start();
        QCOMPARE(other.call("GET", "/customers").items().size(), 1);
    }

    void activateAsksTheProgram()
    {
        Twin twin;
        std::atomic<int> asked = 0;
        twin.onActivate = [&] { ++asked; };
        twin.start();
        QCOMPARE(twin.call("POST", "/_sandbox/activate").status, 204);
        QCOMPARE(asked.load(), 1);
    }

    void identityStaysOverARestart()
    {
        const auto before = m_twin->address();
        QVERIFY(before.apiKey.startsWith("dodo_test_"));
        QVERIFY(before.webhookKey.startsWith("whsec_"));
        m_twin->restart();
        QCOMPARE(m_twin->address().apiKey, before.apiKey);
        QCOMPARE(m_twin->address().webhookKey, before.webhookKey);
    }
};

QTEST_GUILESS_MAIN(TestWorldControl)
#include "tst_worldcontrol.moc"
