// SPDX-License-Identifier: MIT
#include "dodo/client.h"
#include "dodo/peer.h"
#include "dodo/readbudget.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const TimePoint today = *timeFromIso("2026-11-21T09:00:00Z");

Headers told(int limit, int remaining, const QByteArray &reset)
{
    return {{"x-ratelimit-limit", QByteArray::number(limit)},
        {"x-ratelimit-remaining", QByteArray::number(remaining)}, {"x-ratelimit-reset", reset}};
}

// Reads as fast as the budget lets it, from `from` on, and says how many went within `length`.
int readsWithin(ReadBudget &budget, milliseconds from, milliseconds length)
{
    int count = 0;
    for (milliseconds now = from; now < from + length;) {
        const milliseconds wait = budget.waitForRead(now);
        now += wait;
        if (wait > 0ms || now >= from + length)
            continue;
        budget.countRead(now);
        ++count;
    }
    return count;
}

} // namespace

class ReadBudgetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTakeFourFifths();
    void sendingIsCountedAndNeverHeld();
    void anyLimitLeavesReads();
    void tierIsLearned_data();
    void tierIsLearned();
    void waitsForTheWindowThatIsNearlyUsed_data();
    void waitsForTheWindowThatIsNearlyUsed();
    void tooManyPauses_data();
    void tooManyPauses();
    void sendingGoesBeforeReads();
    void readsGoAFewAtATime();
    void sandboxHasNoBudget();
    void standingIsTold();
    void waitingReadCanBeCancelled();
    void tooManyPausesReadsOnTheWire();

private:
    Destination to(const Peer &peer) const
    {
        return {Destination::Mode::Custom, peer.url(), "dodo_test_secret"};
    }

    const QByteArray m_list = Peer::answer("200 OK", R"({"items":[]})");
    const ApiRequest m_read = requests::meters(Listing::Current, 0);
    const ApiRequest m_create{
        .method = "POST", .segments = {"meters"}, .body = "{}", .repeat = ApiRequest::Repeat::Unsafe};
    RandomIds m_ids;
    SystemClock m_clock;
};

void ReadBudgetTest::readsTakeFourFifths()
{
    ReadBudget budget;
    QCOMPARE(readsWithin(budget, 0ms, 1s), 32);
    QCOMPARE(readsWithin(budget, 1s, 59s), 192 - 32);
    QCOMPARE(readsWithin(budget, 60s, 60s), 192);
}

void ReadBudgetTest::sendingIsCountedAndNeverHeld()
{
    ReadBudget budget;
    for (int i = 0; i < 20; ++i)
        budget.countSent(0ms);
    QCOMPARE(readsWithin(budget, 0ms, 1s), 12);
    // However much is sent, a read gets through now and then.
    ReadBudget full;
    for (milliseconds now{0}; now < 60s; now += 10ms)
        full.countSent(now);
    full.countRead(59s);
    QCOMPARE(full.waitForRead(60s), 1s);
}

// Shares of a limit are taken in whole numbers: none may grow beyond them.
void ReadBudgetTest::anyLimitLeavesReads()
{
    for (const QByteArray &limit : {"2147483647"_ba, "2147483648"_ba, "9223372036854775807"_ba}) {
        ReadBudget budget{ReadLimits()};
        budget.learn(200, {{"x-ratelimit-limit", limit}, {"x-ratelimit-remaining", limit}}, 0ms, today);
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(budget.waitForRead(0ms), 0ms);
            budget.countRead(0ms);
        }
        QCOMPARE(budget.remaining(), budget.limit());
    }
}

void ReadBudgetTest::tierIsLearned_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("reset");
    QTest::addColumn<int>("perSecond");
    QTest::addColumn<int>("perMinute");
    const QByteArray minute = "42";
    QTest::newRow("tier 0 by its minute") << 240 << minute << 40 << 240;
    QTest::newRow("tier 0 by its second") << 40 << QByteArray("1") << 40 << 240;
    QTest::newRow("tier 1") << 1000 << minute << 100 << 1000;
    QTest::newRow("tier 1 by its second") << 100 << QByteArray("1") << 100 << 1000;
    QTest::newRow("tier 2") << 5000 << minute << 500 << 5000;
    QTest::newRow("tier 2 by its second") << 500 << QByteArray("1") << 500 << 5000;
    QTest::newRow("of 2025") << 100 << minute << 10 << 100;
    QTest::newRow("another") << 600 << minute << 100 << 600;
    QTest::newRow("a small one") << 5 << QByteArray("1") << 5 << 30;
}

void ReadBudgetTest::tierIsLearned()
{
    QFETCH(int, limit);
    QFETCH(QByteArray, reset);
    ReadBudget budget;
    budget.learn(401, told(20, 1, "1"), 0ms, today); // that of a caller without a key
    QCOMPARE(budget.limits(), ReadLimits());
    budget.learn(200, told(limit, limit - 1, reset), 0ms, today);
    QTEST(budget.limits().perSecond, "perSecond");
    QTEST(budget.limits().perMinute, "perMinute");
    QCOMPARE(budget.limit(), limit);
    QCOMPARE(budget.remaining(), limit - 1);
}

void ReadBudgetTest::waitsForTheWindowThatIsNearlyUsed_data()
{
    QTest::addColumn<QByteArray>("reset");
    QTest::newRow("seconds to go") << QByteArray("30");
    QTest::newRow("seconds since 1970") << QByteArray::number(
        std::chrono::floor<std::chrono::seconds>(today.time_since_epoch()).count() + 30);
    QTest::newRow("milliseconds since 1970")
        << QByteArray::number(std::chrono::floor<milliseconds>(today.time_since_epoch()).count() + 30'000);
}

// Another program uses the same key.
void ReadBudgetTest::waitsForTheWindowThatIsNearlyUsed()
{
    QFETCH(QByteArray, reset);
    ReadBudget budget;
    budget.learn(200, told(240, 49, reset), 5s, today);
    QCOMPARE(budget.waitForRead(5s), 0ms);
    budget.learn(200, told(240, 48, reset), 5s, today);
    QCOMPARE(budget.waitForRead(5s), 30s);
    QCOMPARE(budget.waitForRead(35s), 0ms);
    QCOMPARE(budget.resetAt(), today + 30s);
}

void ReadBudgetTest::tooManyPauses_data()
{
    QTest::addColumn<Headers>("head");
    QTest::addColumn<milliseconds>("wait");
    QTest::newRow("seconds") << Headers{{"retry-after", "7"}} << milliseconds(7s);
    QTest::newRow("milliseconds") << Headers{{"retry-after-ms", "250"}} << milliseconds(250ms);
    QTest::newRow("a date") << Headers{{"retry-after", "Sat, 21 Nov 2026 09:00:12 GMT"}} << milliseconds(12s);
    QTest::newRow("more than is obeyed") << Headers{{"retry-after", "3600"}} << milliseconds(1s);
    QTest::newRow("nothing") << Headers() << milliseconds(1s);
    QTest::newRow("the window's end") << told(240, 0, "20") << milliseconds(20s);
}

void ReadBudgetTest::tooManyPauses()
{
    QFETCH(Headers, head);
    ReadBudget budget;
    budget.learn(429, head, 10s, today);
    QTEST(budget.waitForRead(10s), "wait");
}

// Reads wait their turn; what is asked to be sent after them is there before.
void ReadBudgetTest::sendingGoesBeforeReads()
{
    Peer peer(m_list);
    TransportLimits limits;
    limits.reads = {.perSecond = 10, .perMinute = 10, .percent = 50, .atOnce = 3, .trickle = 60s};
    Transport transport(to(peer), m_ids, m_clock, nullptr, limits);
    QList<Call<ApiAnswer>> reads;
    for (int i = 0; i < 12; ++i)
        reads.append(transport.send(m_read));
    const auto sent = transport.send(m_create);
    SETTLED(sent);
    QVERIFY(sent.future().result().ok());
    QTRY_COMPARE(peer.requests().size(), 5); // half of ten, with the one that was sent
    QCOMPARE(transport.rate().waitingReads, 8);
    for (const auto &read : reads)
        read.cancel();
    QCOMPARE(transport.rate().waitingReads, 0);
}

void ReadBudgetTest::readsGoAFewAtATime()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    Transport transport(to(peer), m_ids, m_clock, nullptr);
    QList<Call<ApiAnswer>> reads;
    for (int i = 0; i < 8; ++i)
        reads.append(transport.send(m_read));
    QTRY_COMPARE(peer.requests().size(), 3);
    const auto sent = transport.send(m_create);
    QTRY_COMPARE(peer.requests().size(), 4); // Qt keeps six connections to a host
    QVERIFY(peer.requests().last().startsWith("POST"));
    reads[0].cancel();
    QTRY_COMPARE(peer.requests().size(), 5);
    QVERIFY(peer.requests().last().startsWith("GET"));
}

void ReadBudgetTest::sandboxHasNoBudget()
{
    Peer peer(m_list);
    TransportLimits limits;
    limits.reads = {.perSecond = 1, .perMinute = 1};
    Destination sandbox = to(peer);
    sandbox.mode = Destination::Mode::Sandbox;
    Transport transport(sandbox, m_ids, m_clock, nullptr, limits);
    for (int i = 0; i < 5; ++i) {
        const auto read = transport.send(m_read);
        SETTLED(read);
    }
    QCOMPARE(peer.requests().size(), 5);
}

void ReadBudgetTest::standingIsTold()
{
    Peer peer(Peer::answer(
        "200 OK", "{}", "X-RateLimit-Limit: 240\r\nX-RateLimit-Remaining: 239\r\nX-RateLimit-Reset: 60\r\n"));
    Peer silent(m_list);
    FrozenClock clock(today);
    Transport transport(to(peer), m_ids, clock, nullptr);
    QSignalSpy told(&transport, &Transport::rateChanged);
    const auto read = transport.send(m_read);
    SETTLED(read);
    const RateStanding standing{.limit = 240, .remaining = 239, .resetAt = today + 60s};
    QCOMPARE(transport.rate(), standing);
    QVERIFY(!told.isEmpty());
    transport.setDestination(to(silent)); // each service has its own
    QCOMPARE(transport.rate(), RateStanding());
    transport.setDestination(to(peer));
    QCOMPARE(transport.rate(), standing);
}

void ReadBudgetTest::waitingReadCanBeCancelled()
{
    Peer peer(m_list);
    TransportLimits limits;
    limits.reads = {.perSecond = 2, .perMinute = 2, .percent = 50, .trickle = 60s};
    auto transport = std::make_unique<Transport>(to(peer), m_ids, m_clock, nullptr, limits);
    const auto first = transport->send(m_read);
    const auto second = transport->send(m_read);
    const auto third = transport->send(m_read);
    SETTLED(first);
    second.cancel();
    QCOMPARE(second.future().result().error().kind, Error::Kind::Cancelled);
    QCOMPARE(transport->rate().waitingReads, 1);
    transport.reset();
    QCOMPARE(third.future().result().error().kind, Error::Kind::Cancelled);
    QCOMPARE(peer.requests().size(), 1);
}

void ReadBudgetTest::tooManyPausesReadsOnTheWire()
{
    Peer peer({{Peer::answer("429 Many", "{}", "Retry-After-Ms: 300\r\n")}, {m_list}});
    Transport transport(to(peer), m_ids, m_clock, nullptr, {.backoff = {.retries = 0}});
    const auto refused = transport.send(m_read);
    SETTLED(refused);
    QElapsedTimer since;
    since.start();
    const auto read = transport.send(m_read);
    const auto sent = transport.send(m_create);
    SETTLED(sent);
    QVERIFY(!read.future().isFinished());
    SETTLED(read);
    QVERIFY(since.elapsed() >= 250);
}

QTEST_GUILESS_MAIN(ReadBudgetTest)
#include "tst_readbudget.moc"
