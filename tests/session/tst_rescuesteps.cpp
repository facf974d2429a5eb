// SPDX-License-Identifier: MIT
#include "faults/faultproxy.h"
#include "session/rescue.h"
#include "twoplaces.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace {

using State = Rescue::State;
constexpr int patience = 30000;

// Takes connections for a server on this computer and lets them through when it is opened.
class Gate : public QTcpServer {
public:
    explicit Gate(quint16 port)
        : m_port(port)
    {
        listen(QHostAddress::LocalHost);
    }
    void open()
    {
        while (QTcpSocket *from = nextPendingConnection()) {
            auto *to = new QTcpSocket(from);
            to->connectToHost(QHostAddress::LocalHost, m_port);
            const auto pass = [this, from, to] { to->write(addressed(from->readAll())); };
            connect(from, &QTcpSocket::readyRead, to, pass);
            connect(to, &QTcpSocket::readyRead, from, [from, to] { from->write(to->readAll()); });
            pass();
        }
    }

private:
    QByteArray addressed(QByteArray request) const // the server answers to its own name alone
    {
        return request.replace(QByteArray::number(serverPort()), QByteArray::number(m_port));
    }

    const quint16 m_port;
};

} // namespace

// What may go wrong between two steps of a rescue: a full disk, a kill, a key that was replaced.
class TestRescueSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void onAFullDiskNothingIsReplaced();
    void nothingIsSentToCopiesThatAreTakenBack();
    void theKeyOfNowIsAskedWith();

private:
    Session &session() const { return m_places->session(); }
    bool waitFor(State state) const
    {
        return QTest::qWaitFor([&] { return m_rescue->state() == state && !m_rescue->isBusy(); }, patience);
    }
    void watch(const Destination &sandbox)
    {
        m_rescue = std::make_unique<Rescue>(m_places->connections(), m_places->network(), sandbox);
        m_rescue->setProbeEvery(1h);
    }
    void goOffline() const;
    QJsonObject sandboxHolds() const;
    QByteArrayList idsInSandbox() const;
    void fillDisk() const;

    std::unique_ptr<TwoPlaces> m_places;
    std::unique_ptr<Rescue> m_rescue;
};

// The sandbox holds an example, and the other place the same.
void TestRescueSteps::init()
{
    m_rescue.reset(); // before the places it looks at
    m_places = std::make_unique<TwoPlaces>();
    QVERIFY(m_places->makeExample());
    QVERIFY(m_places->copyThere());
    watch(m_places->sandbox());
}

void TestRescueSteps::goOffline() const
{
    QVERIFY(m_places->goThere());
    m_places->stopThere();
    QVERIFY(m_places->emitEvents("img_owed", 3));
    QVERIFY(waitFor(State::Offline));
}

QJsonObject TestRescueSteps::sandboxHolds() const
{
    RandomIds ids;
    Transport here(m_places->sandbox(), ids, *m_places->clock, nullptr);
    SandboxControls controls(here);
    return resultOf(controls.state()).valueOr({});
}

QByteArrayList TestRescueSteps::idsInSandbox() const
{
    QByteArrayList ids;
    const QJsonArray events = sandboxHolds()["events"_L1].toArray();
    for (const QJsonValue &event : events)
        ids.append(event["event_id"_L1].toString().toUtf8());
    std::ranges::sort(ids);
    return ids;
}

// The file grows no further, and what room it has is used.
void TestRescueSteps::fillDisk() const
{
    Outbox &outbox = m_places->outbox();
    QVERIFY(resultOf(outbox.boundFile(1)));
    QSignalSpy full(&outbox, &Outbox::storeFailed);
    for (int i = 0; full.isEmpty(); ++i) {
        outbox.setSetting(u"filling/%1"_s.arg(i), QString(200, u'x'));
        static_cast<void>(resultOf(outbox.flushed()));
    }
}

void TestRescueSteps::onAFullDiskNothingIsReplaced()
{
    goOffline();
    const QJsonObject before = sandboxHolds();
    const QByteArray world = session().world();
    fillDisk();
    m_rescue->carryOn();
    QTRY_VERIFY_WITH_TIMEOUT(!m_rescue->isBusy(), patience);
    QCOMPARE(int(m_rescue->state()), int(State::Offline));
    QCOMPARE(session().world(), world);
    QCOMPARE(sandboxHolds(), before);
    QVERIFY(m_rescue->problem());
    QCOMPARE(int(m_rescue->problem()->kind), int(Error::Kind::Storage));
    QVERIFY(m_rescue->problem()->message.startsWith("The disk is full."_L1));
    QVERIFY(m_places->outbox().setting(u"rescue"_s).isEmpty());

    QVERIFY(resultOf(m_places->outbox().boundFile(0)));
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    QVERIFY(!m_rescue->problem());
    m_rescue->restoreSandbox();
    QVERIFY(waitFor(State::Restored));
    QCOMPARE(sandboxHolds()["events"_L1], before["events"_L1]);
}

// Killed while the copies were put in, with events that waited for the sandbox of before.
void TestRescueSteps::nothingIsSentToCopiesThatAreTakenBack()
{
    const QByteArray before = session().world();
    goOffline();
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));
    Outbox &outbox = m_places->outbox();
    QTRY_VERIFY_WITH_TIMEOUT(session().state().loaded, patience);
    outbox.setDeliver({});
    outbox.setDestination(before);
    QVERIFY(m_places->emitEvents("img_waiting", 3));
    outbox.setSetting(u"world"_s, QString::fromUtf8(before.mid(8)));
    m_rescue.reset();
    m_places->restart();
    Gate gate(quint16(m_places->sandbox().baseUrl.port()));
    Destination gated = m_places->sandbox();
    gated.baseUrl.setPort(gate.serverPort());
    watch(gated);
    QTRY_VERIFY_WITH_TIMEOUT(gate.hasPendingConnections(), patience);
    for (int i = 0; i < 5; ++i) // ways there and back, for whatever is on its way
        QVERIFY(resultOf(session().client().webhooks()));
    const OutboxQuery sent{.show = OutboxQuery::Show::Sent, .destination = before, .text = {}};
    QCOMPARE(resultOf(m_places->outbox().page(sent, 10))->size(), 0);

    gate.open();
    QTRY_VERIFY_WITH_TIMEOUT(!m_rescue->isBusy(), patience);
    QVERIFY2(!m_rescue->problem(), m_rescue->problem() ? qPrintable(m_rescue->problem()->message) : "");
    QTRY_COMPARE_WITH_TIMEOUT(resultOf(m_places->outbox().page(sent, 10))->size(), 3, patience);
    const QByteArrayList expected{"img_waiting0", "img_waiting1", "img_waiting2"};
    QCOMPARE(idsInSandbox(), expected);
}

void TestRescueSteps::theKeyOfNowIsAskedWith()
{
    QVERIFY(m_places->goThere());
    Connections &connections = m_places->connections();
    FaultProxy proxy(quint16(connections.baseUrl(Destination::Mode::Custom).port()));
    QVERIFY(connections.setCustomUrl(proxy.url().toString()));
    QVERIFY(resultOf(connections.setKey(Destination::Mode::Custom, TwoPlaces::keyThere, KeyKeep::ThisRun)));
    QVERIFY(connections.use(Destination::Mode::Custom));
    QVERIFY(m_places->waitLoaded());
    proxy.refuse();
    QVERIFY(m_places->emitEvents("img_owed", 1));
    QVERIFY(waitFor(State::Offline));
    m_rescue->carryOn();
    QVERIFY(waitFor(State::CarryingOn));

    QVERIFY(resultOf(
        connections.setKey(Destination::Mode::Custom, "dodo_test_replaced_012345", KeyKeep::ThisRun)));
    proxy.forgetSeen();
    proxy.heal();
    m_rescue->setProbeEvery(20ms);
    QTRY_VERIFY_WITH_TIMEOUT(m_rescue->answers(), patience);
    QList<FaultProxy::Seen> probes = proxy.seen(); // what was asked before may be asked once more
    probes.removeIf([](const FaultProxy::Seen &seen) { return seen.target != "/meters?page_size=1"; });
    QVERIFY(!probes.isEmpty());
    for (const FaultProxy::Seen &probe : std::as_const(probes))
        QCOMPARE(headerValue(probe.head, "authorization"), "Bearer dodo_test_replaced_012345"_ba);
}

QTEST_GUILESS_MAIN(TestRescueSteps)
#include "tst_rescuesteps.moc"
