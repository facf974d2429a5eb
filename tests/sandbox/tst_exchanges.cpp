// SPDX-License-Identifier: MIT
#include "sandbox/wire.h"
#include "support/statement.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(RecordLimits)

namespace {

using Ticks = std::chrono::steady_clock;

// The file itself, as another process would find it now.
class Statements {
public:
    explicit Statements(const QString &folder)
    {
        auto opened = Database::open(folder + u"/sandbox.db"_s, Database::Mode::ReadOnly);
        if (opened)
            m_db = std::move(*opened);
    }
    bool holds(const QUuid &id)
    {
        const auto statement
            = m_db ? m_db->prepared("SELECT 1 FROM exchanges WHERE id=?1") : Result<Statement *>(Error{});
        if (!statement)
            return false;
        const QByteArray bytes = id.toRfc4122();
        const auto row = (*statement)->bindBlob(1, bytes).step();
        const bool found = row && *row;
        (*statement)->reset();
        return found;
    }

private:
    std::unique_ptr<Database> m_db;
};

} // namespace

// What the sandbox keeps of each request, paged and streamed.
class TestExchanges : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Twin> m_twin;

    void restartWith(const RecordLimits &limits)
    {
        m_twin->record = limits;
        m_twin->restart();
    }

    void writeMany(int count)
    {
        Wire wire(m_twin->port());
        for (int i = 0; i < count; ++i)
            QCOMPARE(wire.send(m_twin->bytes("POST", "/nothing", "{}")).status, 404);
    }

    QList<Exchange> all(const QByteArray &query = "?limit=1000")
    {
        QList<Exchange> out;
        const auto items = m_twin->call("GET", "/_sandbox/exchanges" + query).items();
        for (const auto &item : items) {
            const auto exchange = exchangeFromJson(item.toObject());
            if (!exchange)
                qFatal("%s", qPrintable(exchange.error().message));
            out.append(*exchange);
        }
        return out;
    }

private Q_SLOTS:
    void init()
    {
        m_twin = std::make_unique<Twin>();
        m_twin->start();
    }

    void readsAndWritesAreKeptInOrder()
    {
        const QByteArray customer = m_twin->makeCustomer();
        m_twin->call("GET", "/customers", {}, {{"User-Agent", "curl/8.5.0"}});
        m_twin->ingest({Twin::event("evt_1", customer), Twin::event("evt_2", customer)});
        m_twin->call("GET", "/nothing");
        const auto kept = all();
        QCOMPARE(kept.size(), 4);
        QCOMPARE(kept[0].target, "/customers");
        QCOMPARE(kept[0].method, "POST");
        QVERIFY(kept[0].requestBody.contains("customer@example.com"));
        QVERIFY(kept[0].answerBody.contains(customer));
        QCOMPARE(kept[1].sender.name, u"curl"_s);
        QCOMPARE(kept[2].events, QList<QByteArray>({"evt_1", "evt_2"}));
        QCOMPARE(kept[2].status, 200);
        QCOMPARE(kept[2].answerBody, R"({"ingested_count":2})");
        QCOMPARE(kept[3].status, 404);
        QVERIFY(kept[0].seq < kept[1].seq && kept[1].seq < kept[2].seq);
        QCOMPARE(kept[0].at, m_twin->clock->now());
    }

    void refusedEventsAreKeptWithTheirIds()
    {
        m_twin->ingest({Twin::event("evt_1", "cus_nobody")});
        const auto kept = all();
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept[0].status, 400);
        QCOMPARE(kept[0].events, QList<QByteArray>{"evt_1"});
    }

    void keysAreNotKept()
    {
        m_twin->call(
            "GET", "/meters?x=dodo_live_inquery", {}, {{"Authorization", "Bearer dodo_live_secret"}});
        m_twin->call("POST", "/customers", R"({"email":"dodo_live_inbody@x.y","name":"A"})");
        const auto webhook
            = m_twin->call("POST", "/webhooks", "{\"url\":\"http://127.0.0.1:9/hook\"}").json();
        const QByteArray secret
            = m_twin->call("GET", "/webhooks/" + webhook["id"_L1].toString().toUtf8() + "/secret")
                  .json()["secret"_L1]
                  .toString()
                  .toUtf8();
        QVERIFY(secret.startsWith("whsec_"));
        const auto text = m_twin->call("GET", "/_sandbox/exchanges").body;
        QVERIFY(!text.contains("dodo_live_"));
        QVERIFY(!text.contains("dodo_test_key"));
        QVERIFY(!text.contains(secret.mid(6)));
    }

    void ownControlsAndOptionsAreNotKept()
    {
        m_twin->call("GET", "/_sandbox/clock");
        m_twin->call("OPTIONS", "/meters");
        m_twin->call("GET", "/meters", {}, {{"Origin", "https://evil.example"}});
        QCOMPARE(all().size(), 0);
    }

    void theSendersIdIsTaken()
    {
        const QByteArray id = "7f2c1a30-93a4-4a4e-9e2a-0d5b8f6f2c11";
        const auto own = m_twin->call("GET", "/meters", {}, {{"X-PixelMeter-Exchange", id}});
        QCOMPARE(headerValue(own.head, "x-pixelmeter-exchange"), id);
        m_twin->call("GET", "/meters", {}, {{"X-PixelMeter-Exchange", "nonsense"}});
        const auto kept = all();
        QCOMPARE(kept[0].id.toByteArray(QUuid::WithoutBraces), id);
        QVERIFY(!kept[1].id.isNull());
    }

    void longBodiesAreCut()
    {
        const QByteArray name(300 * 1024, 'n');
        m_twin->call("POST", "/nothing", "{\"name\":\"" + name + "\"}");
        const auto kept = all();
        QVERIFY(kept[0].requestBody.size() < 257 * 1024);
        QVERIFY2(kept[0].requestBody.endsWith(" more)"), kept[0].requestBody.right(40).constData());
    }

    void pagesFollowTheNumber()
    {
        for (int i = 0; i < 5; ++i)
            m_twin->call("GET", "/meters?page_number=" + QByteArray::number(i));
        const auto first = m_twin->call("GET", "/_sandbox/exchanges?limit=2").json();
        QCOMPARE(first["items"_L1].toArray().size(), 2);
        const auto next = QByteArray::number(first["next"_L1].toInteger());
        QCOMPARE(all("?limit=10&after=" + next).size(), 3);
        const auto last = QByteArray::number(all().last().seq);
        const auto end = m_twin->call("GET", "/_sandbox/exchanges?after=" + last).json();
        QCOMPARE(end["items"_L1].toArray().size(), 0);
        QCOMPARE(QByteArray::number(end["next"_L1].toInteger()), last);
        QCOMPARE(m_twin->call("GET", "/_sandbox/exchanges?limit=1001").status, 422);
    }

    void theStreamGivesThePastThenTheNew()
    {
        m_twin->call("GET", "/meters");
        QCOMPARE(all().size(), 1); // written
        Wire stream(m_twin->port());
        stream.write(m_twin->bytes("GET", "/_sandbox/exchanges/stream?after=0"));
        QVERIFY(stream.readUntil("\r\n\r\n").contains("text/event-stream"));
        QVERIFY(stream.readUntil("data: ").contains("id: 1\n"));
        QVERIFY(stream.readUntil("\n\n").contains("/meters"));
        m_twin->call("GET", "/customers");
        QVERIFY(stream.readUntil("data: ").contains("id: 2\n"));
        QVERIFY(stream.readUntil("\n\n").contains("/customers"));
        m_twin->stop(); // does not wait for the stream
        QVERIFY(stream.closed());
    }

    void nothingIsMissingWithoutALimit()
    {
        m_twin->call("GET", "/meters");
        const auto page = m_twin->call("GET", "/_sandbox/exchanges").json();
        QCOMPARE(page["first"_L1].toInteger(), 1);
        QCOMPARE(page["missing"_L1].toInteger(), 0);
    }

    // The oldest go a slice at a time; a reader from before is told how many it has missed.
    void theOldestGoAtTheLimit_data()
    {
        QTest::addColumn<RecordLimits>("limits");
        QTest::newRow("rows") << RecordLimits{.rows = 100, .fairChance = 0ms};
        QTest::newRow("bytes") << RecordLimits{.bytes = 40'000, .fairChance = 0ms};
    }
    void theOldestGoAtTheLimit()
    {
        QFETCH(const RecordLimits, limits);
        restartWith(limits);
        writeMany(200);
        QTRY_VERIFY((m_twin->call("POST", "/nothing"), all().first().seq > 20));
        const auto page = m_twin->call("GET", "/_sandbox/exchanges?after=3").json();
        const qint64 first = page["first"_L1].toInteger();
        QCOMPARE(page["items"_L1][0]["seq"_L1].toInteger(), first);
        QCOMPARE(page["missing"_L1].toInteger(), first - 4);
        const auto later
            = m_twin->call("GET", "/_sandbox/exchanges?after=" + QByteArray::number(first)).json();
        QCOMPARE(later["missing"_L1].toInteger(), 0);
        QVERIFY(all().size() > 20); // the newest stay
        restartWith(limits); // and it is known after a restart
        QCOMPARE(
            m_twin->call("GET", "/_sandbox/exchanges?after=3").json()["missing"_L1].toInteger(), first - 4);
        m_twin->call("POST", "/_sandbox/reset", "{}");
        m_twin->call("POST", "/nothing");
        QCOMPARE(m_twin->call("GET", "/_sandbox/exchanges").json()["missing"_L1].toInteger(), 0);
    }

    void theYoungWaitForThoseWhoComeBack()
    {
        restartWith({.rows = 100, .fairChance = 1h});
        writeMany(150);
        QCOMPARE(all().first().seq, 1);
        writeMany(100); // twice the limit is the end
        QTRY_VERIFY((m_twin->call("POST", "/nothing"), all().first().seq > 1));
    }

    // What a stream has not been given waits for it, and it is told what was gone before it came.
    void aStreamIsToldWhatIsMissing()
    {
        restartWith({.rows = 100, .fairChance = 0ms});
        writeMany(200);
        QTRY_VERIFY((m_twin->call("POST", "/nothing"), all().first().seq > 20));
        Wire stream(m_twin->port());
        stream.write(m_twin->bytes("GET", "/_sandbox/exchanges/stream?after=5"));
        QVERIFY(stream.readUntil("event: missing\n").size() > 0);
        const auto told = QJsonDocument::fromJson(stream.readUntil("\n\n").trimmed().mid(6)).object();
        const QByteArray next = "id: " + QByteArray::number(told["first"_L1].toInteger()) + '\n';
        QCOMPARE(told["missing"_L1].toInteger(), told["first"_L1].toInteger() - 6);
        QVERIFY(stream.readUntil("data: ").contains(next));
    }

    // Two thousand events a second on four connections; each is on the stream soon after its answer was read.
    void theStreamKeepsUpWithTheEvents()
    {
        constexpr int connections = 4;
        constexpr int each = 250;
        const QByteArray customer = m_twin->makeCustomer();
        std::mutex mutex;
        QHash<QByteArray, Ticks::time_point> answered;
        std::vector<std::thread> senders;
        for (int i = 0; i < connections; ++i)
            senders.emplace_back([&, i] {
                Wire wire(m_twin->port());
                auto next = Ticks::now();
                for (int n = 0; n < each; ++n, next += 2ms) {
                    std::this_thread::sleep_until(next);
                    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
                    const QByteArray event
                        = Twin::event(QByteArray::number(i) + '-' + QByteArray::number(n), customer);
                    wire.send(m_twin->bytes("POST", "/events/ingest", "{\"events\":[" + event + "]}",
                        {{"X-PixelMeter-Exchange", id}}));
                    const std::lock_guard lock(mutex);
                    answered.insert(id, Ticks::now());
                }
            });
        Wire stream(m_twin->port());
        stream.write(m_twin->bytes("GET", "/_sandbox/exchanges/stream?after=1"));
        QHash<QByteArray, Ticks::time_point> came;
        for (int n = 0; n < connections * each; ++n) {
            const QByteArray frame = (stream.readUntil("data: "), stream.readUntil("\n\n"));
            QVERIFY(!frame.isEmpty());
            const auto id = QJsonDocument::fromJson(frame.trimmed())["id"_L1].toString().toLatin1();
            came.insert(id, Ticks::now());
        }
        for (std::thread &sender : senders)
            sender.join();
        std::vector<qint64> late;
        for (auto it = answered.cbegin(); it != answered.cend(); ++it) {
            QVERIFY(came.contains(it.key()));
            late.push_back((came[it.key()] - *it) / 1ms);
        }
        std::ranges::sort(late);
        qInfo("Half of them within %lld ms, all within %lld", late[late.size() / 2], late.back());
        QVERIFY(late[late.size() / 2] < 100);
    }

    void answeredWritesAreInTheRecordAtOnce()
    {
        for (int i = 0; i < 20; ++i) {
            const auto refused = m_twin->call("POST", "/customers", "{}");
            const QByteArray id = headerValue(refused.head, "x-pixelmeter-exchange");
            QCOMPARE(refused.status, 422);
            Statements kept(m_twin->folder());
            QVERIFY(kept.holds(QUuid::fromString(QString::fromLatin1(id))));
        }
    }

    void numbersGoOnAfterARestart()
    {
        m_twin->call("GET", "/meters");
        const auto before = all().last().seq;
        m_twin->restart();
        m_twin->call("GET", "/meters");
        const auto kept = all();
        QCOMPARE(kept.size(), 2);
        QVERIFY(kept.last().seq > before);
    }
};

QTEST_GUILESS_MAIN(TestExchanges)
#include "tst_exchanges.moc"
