// SPDX-License-Identifier: MIT
#include "dodo/sandboxcontrols.h"
#include "outbox/patience.h"
#include "sandbox/sandbox.h"
#include "session/courier.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

template<typename T>
Result<T> answerOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, patience))
        return Error{.kind = Error::Kind::Timeout, .message = u"No answer."_s};
    return call.future().result();
}

} // namespace

// From the workspace over the real transport into a real server, reached as any other address.
class TestCourier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everyEventArrivesOnce();
    void oneBadEventIsParkedWithTheServersWords();
    void aWrongKeyStopsUntilItIsMended();
    void aKeyReplacedMeanwhileStopsNothing();
    void anotherPlacesEventsDoNotLeave();
    void nothingListeningIsOffline();

private:
    Event event(int number, const QByteArray &customer) const
    {
        return {.id = {"img_" + QByteArray::number(number)},
            .customer = {customer},
            .name = "image.generated",
            .at = m_clock->now(),
            .metadata = {{"quality", MetaValue::ofText(u"hd"_s)}}};
    }
    Destination destination(const QByteArray &key) const
    {
        return {.mode = Destination::Mode::Custom, .baseUrl = m_url, .key = key};
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<FrozenClock> m_clock;
    std::shared_ptr<IdSource> m_ids;
    std::unique_ptr<Sandbox> m_sandbox;
    QUrl m_url;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Client> m_client;
    QByteArray m_customer;
};

void TestCourier::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-21T09:04:11.306Z"));
    m_ids = std::make_shared<SeededIds>(1);
    SandboxOptions options;
    options.folder = m_dir->filePath(u"remote"_s);
    options.port = 0;
    options.apiKey = "dodo_test_only";
    options.clock = m_clock;
    options.ids = m_ids;
    auto started = Sandbox::start(options);
    QVERIFY2(started, started ? "" : qPrintable(started.error().message));
    m_sandbox = *std::move(started);
    m_url = QUrl(m_sandbox->address().dodoUrl);
    auto opened = Outbox::open(m_dir->path(), *m_clock, [](int) { return 60s; });
    QVERIFY(opened);
    m_outbox = *std::move(opened);
    m_transport
        = std::make_unique<Transport>(destination(m_sandbox->address().apiKey), *m_ids, *m_clock, nullptr);
    m_client = std::make_unique<Client>(*m_transport);
    m_outbox->setDestination(worldOf(m_transport->destination()));
    const auto customer = answerOf(m_client->createCustomer(
        {.email = u"mara@example.com"_s, .name = u"Mara"_s, .phoneNumber = {}, .metadata = {}}));
    QVERIFY2(customer, customer ? "" : qPrintable(customer.error().message));
    m_customer = customer->id.text;
}

void TestCourier::cleanup()
{
    m_outbox.reset();
    m_client.reset();
    m_transport.reset();
    m_sandbox.reset();
}

void TestCourier::everyEventArrivesOnce()
{
    QList<Event> events;
    for (int i = 0; i < 2500; ++i)
        events.append(event(i, m_customer));
    QVERIFY(answerOf(m_outbox->enqueueAll(events)));
    int ingested = 0;
    connect(m_outbox.get(), &Outbox::sent, this,
        [&](const QList<EventId> &, int counted) { ingested += counted; });
    connectCourier(*m_outbox, *m_client);
    QTRY_COMPARE_WITH_TIMEOUT(ingested, 2500, patience);
    // The same ids once more count nothing.
    QList<EventId> again;
    for (const Event &one : events.first(1000))
        again.append(one.id);
    QVERIFY(answerOf(m_outbox->resend(again)));
    QSignalSpy sent(m_outbox.get(), &Outbox::sent);
    QTRY_COMPARE(sent.count(), 1);
    QCOMPARE(sent[0][1].toInt(), 0);
    const auto there = answerOf(m_client->event({"img_2499"}));
    QVERIFY(there);
    QCOMPARE(there->at, events.last().at);
}

void TestCourier::oneBadEventIsParkedWithTheServersWords()
{
    QList<Event> events;
    for (int i = 0; i < 100; ++i)
        events.append(event(i, i == 42 ? QByteArray("cus_nobody") : m_customer));
    QVERIFY(answerOf(m_outbox->enqueueAll(events)));
    QSignalSpy parked(m_outbox.get(), &Outbox::parked);
    connectCourier(*m_outbox, *m_client);
    QTRY_COMPARE_WITH_TIMEOUT(parked.count(), 1, patience);
    QCOMPARE(parked[0][0].value<EventId>(), EventId{"img_42"});
    QVERIFY2(parked[0][1].toString().contains("cus_nobody"_L1), qPrintable(parked[0][1].toString()));
    QTRY_COMPARE(m_outbox->counts().waiting(), 0);
    const auto sent = answerOf(m_outbox->page({.show = OutboxQuery::Show::Sent}, 1000));
    QCOMPARE(sent->size(), 99);
}

void TestCourier::aWrongKeyStopsUntilItIsMended()
{
    m_transport->setDestination(destination("dodo_test_wrong"));
    QVERIFY(answerOf(m_outbox->enqueueAll({event(1, m_customer)})));
    connectCourier(*m_outbox, *m_client);
    QTRY_COMPARE(m_outbox->standing().kind, OutboxStanding::Kind::KeyRefused);
    QCOMPARE(m_outbox->standing().error->status, 401);
    m_transport->setDestination(destination(m_sandbox->address().apiKey));
    m_outbox->setDestination(worldOf(m_transport->destination()));
    QSignalSpy sent(m_outbox.get(), &Outbox::sent);
    QTRY_COMPARE(sent.count(), 1);
}

void TestCourier::aKeyReplacedMeanwhileStopsNothing()
{
    m_transport->setDestination(destination("dodo_test_wrong"));
    QVERIFY(answerOf(m_outbox->enqueueAll({event(1, m_customer)})));
    bool stopped = false;
    connect(m_outbox.get(), &Outbox::standingChanged, this, [&] {
        stopped = stopped || m_outbox->paused();
        if (m_outbox->standing().inFlight == 1) // the refusal is still on its way
            m_transport->setDestination(destination(m_sandbox->address().apiKey));
    });
    QSignalSpy sent(m_outbox.get(), &Outbox::sent);
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    connectCourier(*m_outbox, *m_client);
    QTRY_COMPARE(sent.count(), 1);
    QCOMPARE(failed.count(), 1);
    QVERIFY(!stopped);
}

// Whatever the outbox is told, nothing reaches a place it was not made for.
void TestCourier::anotherPlacesEventsDoNotLeave()
{
    m_outbox->setDestination("live");
    QVERIFY(answerOf(m_outbox->enqueueAll({event(1, m_customer)})));
    connectCourier(*m_outbox, *m_client);
    QTRY_COMPARE(m_outbox->standing().kind, OutboxStanding::Kind::WrongAddress);
    QTRY_COMPARE(m_outbox->counts().waiting(), 1);
    const auto there = answerOf(m_client->events());
    QVERIFY(there);
    QVERIFY(there->isEmpty());
}

void TestCourier::nothingListeningIsOffline()
{
    m_sandbox->stop();
    QVERIFY(answerOf(m_outbox->enqueueAll({event(1, m_customer)})));
    connectCourier(*m_outbox, *m_client);
    QTRY_COMPARE_WITH_TIMEOUT(m_outbox->standing().kind, OutboxStanding::Kind::Offline, patience);
    QCOMPARE(m_outbox->standing().nextTry, m_clock->now() + 60s);
    QTRY_COMPARE(m_outbox->counts().queued, 1);
}

QTEST_GUILESS_MAIN(TestCourier)
#include "tst_courier.moc"
