// SPDX-License-Identifier: MIT
#include "hostshere.h"
#include "session/payloadsender.h"

#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

using Mode = Destination::Mode;

// The way into live mode, and what it holds back.
class TestLiveKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void liveNeedsItsWordsInEachRun();
    void liveTakesOneRequestAtATime();
    void liveSendsNoMoreThanItsCap();

private:
    HostsHere m_hosts;
};

void TestLiveKeys::liveNeedsItsWordsInEachRun()
{
    SwitchBench bench;
    m_hosts.goThrough(bench);
    Connections &connections = bench.connections();
    QVERIFY(resultOf(connections.setKey(Mode::Live, m_hosts.standIn().keys().live, KeyKeep::ThisRun)).ok());
    const auto untried = resultOf(connections.tryKey(Mode::Live, m_hosts.standIn().keys().live));
    QVERIFY(!untried);
    QCOMPARE(untried.error().field, u"live"_s);
    const auto atLive = [this] {
        return std::ranges::count_if(
            m_hosts.standIn().seen(), [](const StandIn::Seen &one) { return one.host.startsWith("live."); });
    };
    QCOMPARE(atLive(), 0); // not even a read
    const auto refused = connections.use(Mode::Live);
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, u"live"_s);
    QVERIFY(!connections.live().open(u"use live"_s));
    QVERIFY(!connections.live().open(u"USE LIVE MODE"_s));
    QVERIFY(connections.live().open(LiveGuard::phrase()));
    QVERIFY(connections.use(Mode::Live).ok());
    QVERIFY(bench.session().isLive());
    QCOMPARE(bench.session().world(), "live"_ba);
    QTRY_VERIFY_WITH_TIMEOUT(bench.session().state().loaded, 30000);
    QVERIFY(resultOf(connections.tryKey(Mode::Live, m_hosts.standIn().keys().live)).ok());
    QVERIFY(atLive() > 0);
    QVERIFY(connections.use(Mode::Sandbox).ok());
    QVERIFY(!connections.live().isOpen());
    QVERIFY(!connections.use(Mode::Live));
    QVERIFY(connections.live().open(LiveGuard::phrase()));
    QVERIFY(connections.use(Mode::Live).ok());
    connections.live().close(); // ends it as well
    QCOMPARE(connections.current(), Mode::Sandbox);
}

void TestLiveKeys::liveTakesOneRequestAtATime()
{
    SwitchBench bench;
    m_hosts.goThrough(bench);
    Connections &connections = bench.connections();
    QVERIFY(resultOf(connections.setKey(Mode::Live, m_hosts.standIn().keys().live, KeyKeep::ThisRun)).ok());
    QVERIFY(connections.live().open(LiveGuard::phrase()));
    QVERIFY(connections.use(Mode::Live).ok());
    QTRY_VERIFY_WITH_TIMEOUT(bench.session().state().loaded, 30000);
    PayloadSender sender(bench.session());
    QSignalSpy finished(&sender, &PayloadSender::finished);
    const qsizetype before = m_hosts.standIn().seen().size();
    int made = 0;
    sender.send(2, [&made](int) {
        ++made;
        const CallSource<PayloadRequest> source;
        source.finish(PayloadRequest{.texts = {"{}"}, .ids = {"use_1"}, .left = {}});
        return source.call();
    });
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
    const auto outcome = finished.first().first().value<PayloadOutcome>();
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->field, u"live"_s);
    QCOMPARE(made, 0);
    QCOMPARE(m_hosts.standIn().seen().size(), before);
    sender.send({.texts = {"{}", "{}"}, .ids = {"use_1", "use_2"}, .left = {}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 30000);
    const auto two = finished.last().first().value<PayloadOutcome>();
    QVERIFY(two.error);
    QCOMPARE(two.error->field, u"live"_s);
    QCOMPARE(m_hosts.standIn().seen().size(), before);
}

// More than the cap waits in the outbox; leaving live takes the cap away.
void TestLiveKeys::liveSendsNoMoreThanItsCap()
{
    SwitchBench bench;
    m_hosts.goThrough(bench);
    Connections &connections = bench.connections();
    connections.live().setEventsPerMinute(3);
    QVERIFY(resultOf(connections.setKey(Mode::Live, m_hosts.standIn().keys().live, KeyKeep::ThisRun)).ok());
    QVERIFY(connections.live().open(LiveGuard::phrase()));
    QVERIFY(connections.use(Mode::Live).ok());
    const auto customer = makeCustomer(bench);
    QVERIFY(customer);
    QList<Event> events;
    for (int i = 0; i < 8; ++i)
        events.append({.id = {"img_" + QByteArray::number(i)},
            .customer = customer->id,
            .name = "image.generated",
            .at = SystemClock().now(),
            .metadata = {}});
    bench.clock->set(SystemClock().now());
    QVERIFY(resultOf(bench->outbox().enqueueAll(events)));
    // Capped may stand there before the first ones have arrived.
    QTRY_COMPARE_WITH_TIMEOUT(bench->outbox().counts().queued, 5, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(bench->outbox().standing().inFlight, 0, 30000);
    QCOMPARE(bench->outbox().standing().kind, OutboxStanding::Kind::Capped);
    const auto at = resultOf(bench->client().events());
    QVERIFY(at);
    QCOMPARE(at->size(), 3);
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestLiveKeys test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_livekeys.moc"
