// SPDX-License-Identifier: MIT
#include "dodo/client.h"
#include "dodo/peer.h"
#include "dodo/sandboxcontrols.h"
#include "sandbox/sandbox.h"
#include "support/strictjson.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

namespace {

NewMeter imageMeter()
{
    return {.name = u"Image Generation Meter"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
}

NewProduct imageProduct(const MeterId &meter)
{
    UsagePrice price;
    MeterPrice each;
    each.meter = meter;
    each.pricePerUnit = Decimal(5);
    each.freeThreshold = 10;
    price.meters = {each};
    NewProduct product;
    product.name = u"PixelGen AI - Image Generation"_s;
    product.price = price;
    return product;
}

} // namespace

// Client and controls against the real sandbox: the purchase, the events, the bill, and the way back.
class SandboxControlsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void twelvePicturesCostTenCents();
    void catalogueCanBeChanged();
    void listsGoPastOnePage();
    void refusedIngestNamesTheField();
    void clockCanBeSetAndReturned();
    void exchangesAreFollowedWithoutGaps();
    void followerComesBackByCursor();
    void resetCanBeUndone();
    void declinedCardPaysNothing();
    void testEventsReachAReceiver();
    void controlsNeedTheSandbox();
    void missingMemberIsNamed();
    void callIsFinishedWhenTheClientDies();

private:
    template<typename T>
    T value(const Call<T> &call)
    {
        const bool done = QTest::qWaitFor([&] { return call.future().isFinished(); }, 10'000);
        const Result<T> result = done ? call.future().result() : Result<T>(Error{.message = u"no answer"_s});
        if (!result)
            m_problems.append(result.error().message);
        return result.valueOr(T{});
    }

    CreatedCheckout checkoutOf(const NewProduct &product);
    SubscriptionId subscribed();

    QTemporaryDir m_folder;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Client> m_client;
    std::unique_ptr<SandboxControls> m_controls;
    CustomerId m_customer;
    RandomIds m_ids;
    SystemClock m_clock;
    QStringList m_problems;
};

void SandboxControlsTest::initTestCase()
{
    SandboxOptions options;
    options.folder = m_folder.path();
    options.port = 0;
    auto sandbox = Sandbox::start(options);
    QVERIFY2(sandbox.ok(), sandbox ? "" : qPrintable(sandbox.error().message));
    m_sandbox = std::move(*sandbox);
    const SandboxAddress address = m_sandbox->address();
    const Destination destination{Destination::Mode::Sandbox, QUrl(address.dodoUrl), address.apiKey};
    m_transport = std::make_unique<Transport>(destination, m_ids, m_clock, nullptr);
    m_client = std::make_unique<Client>(*m_transport);
    m_controls = std::make_unique<SandboxControls>(*m_transport);
}

void SandboxControlsTest::cleanup()
{
    value(m_controls->reset());
    const QStringList problems = std::exchange(m_problems, {});
    QCOMPARE(problems, QStringList());
}

CreatedCheckout SandboxControlsTest::checkoutOf(const NewProduct &product)
{
    const ProductId id = value(m_client->createProduct(product)).id;
    m_customer = value(
        m_client->createCustomer({.email = u"customer@example.com"_s,
            .name = u"Test customer"_s,
            .phoneNumber = {},
            .metadata
            = {}})).id;
    NewCheckout checkout;
    checkout.cart = {{id, 1}};
    checkout.customerId = m_customer;
    return value(m_client->createCheckout(checkout));
}

SubscriptionId SandboxControlsTest::subscribed()
{
    const Meter meter = value(m_client->createMeter(imageMeter()));
    const CreatedCheckout checkout = checkoutOf(imageProduct(meter.id));
    const PayOutcome paid = value(m_controls->pay(checkout.url, testcards::works.toByteArray()));
    return paid.succeeded() ? paid.subscription.value_or(SubscriptionId{}) : SubscriptionId{};
}

void SandboxControlsTest::twelvePicturesCostTenCents()
{
    const SubscriptionId id = subscribed();
    QVERIFY(!id.isEmpty());
    QCOMPARE(value(m_client->subscription(id)).status, SubscriptionStatus::Active);
    QCOMPARE(value(m_client->subscriptions({.customer = m_customer})).size(), 1);
    QList<Event> events;
    QList<EventId> ids;
    for (int i = 0; i < 12; ++i) {
        ids.append({m_ids.next(Prefix::Event)});
        events.append({ids.last(), m_customer, "image.generated", {}, {}});
    }
    QCOMPARE(value(m_client->ingest(events)), 12);
    QCOMPARE(value(m_client->ingest(events)), 0);
    QCOMPARE(value(m_client->events({.customer = m_customer})).size(), 12);
    QCOMPARE(value(m_client->event(ids[3])).id, ids[3]);
    const QList<UsagePeriod> usage = value(m_client->usageHistory(id));
    QCOMPARE(usage.size(), 1);
    QCOMPARE(usage[0].meters[0].consumedUnits, Decimal(12));
    QCOMPARE(usage[0].meters[0].chargeableUnits, Decimal(2));
    QCOMPARE(usage[0].meters[0].totalPrice, 10);
    const QList<Verdict> verdicts = value(m_controls->verdicts(ids));
    QCOMPARE(verdicts.size(), 12);
    for (int i = 0; i < 12; ++i) {
        QCOMPARE(verdicts[i].event, ids[i]);
        QVERIFY(verdicts[i].counted());
    }
}

void SandboxControlsTest::catalogueCanBeChanged()
{
    const Meter meter = value(m_client->createMeter(imageMeter()));
    QCOMPARE(value(m_client->meter(meter.id)), meter);
    value(m_client->archiveMeter(meter.id));
    QVERIFY(value(m_client->meters()).isEmpty());
    QCOMPARE(value(m_client->meters(Listing::Archived)).size(), 1);
    value(m_client->unarchiveMeter(meter.id));
    QCOMPARE(value(m_client->meters()), QList<Meter>{meter});
    const Product product = value(m_client->createProduct(imageProduct(meter.id)));
    value(m_client->patchProduct(product.id,
        {.name = u"Renamed"_s, .description = {}, .taxCategory = {}, .price = {}, .metadata = {}}));
    QCOMPARE(value(m_client->product(product.id)).is.name, u"Renamed"_s);
    value(m_client->archiveProduct(product.id));
    QCOMPARE(value(m_client->products(Listing::Archived)).size(), 1);
    value(m_client->unarchiveProduct(product.id));
    QCOMPARE(value(m_client->products()).size(), 1);
}

void SandboxControlsTest::listsGoPastOnePage()
{
    QList<Call<Customer>> calls;
    for (int i = 0; i < 120; ++i)
        calls.append(m_client->createCustomer(
            {.email = u"c%1@example.com"_s.arg(i), .name = u"C"_s, .phoneNumber = {}, .metadata = {}}));
    for (const auto &call : calls)
        value(call);
    QCOMPARE(value(m_client->customers()).size(), 120);
    const QList<Customer> one = value(m_client->customers(u"c7@example.com"_s));
    QCOMPARE(one.size(), 1);
    CustomerPatch patch;
    patch.name = u"Seven"_s;
    QCOMPARE(value(m_client->patchCustomer(one[0].id, patch)).is.name, u"Seven"_s);
    QCOMPARE(value(m_client->customer(one[0].id)).is.name, u"Seven"_s);
}

void SandboxControlsTest::refusedIngestNamesTheField()
{
    const auto call = m_client->ingest({"{\"event_id\":\"a\"}"}, {"a"});
    SETTLED(call);
    const Error error = call.future().result().error();
    QCOMPARE(error.kind, Kind::Invalid);
    QCOMPARE(error.code, u"INVALID_REQUEST_BODY"_s);
    QVERIFY(error.field.startsWith("events[0]"_L1));
}

void SandboxControlsTest::clockCanBeSetAndReturned()
{
    QCOMPARE(value(m_controls->clock()).mode, SandboxClock::Mode::Real);
    const TimePoint at = *timeFromIso("2027-03-01T12:00:00Z");
    const SandboxClock set = value(m_controls->setClock(at));
    QVERIFY(set.now - at < 60s);
    QCOMPARE(set.mode, SandboxClock::Mode::Ticking);
    QVERIFY(value(m_controls->advanceClock("1 month")).now - at > 30 * 24h);
    QCOMPARE(value(m_controls->realTime()).mode, SandboxClock::Mode::Real);
}

void SandboxControlsTest::exchangesAreFollowedWithoutGaps()
{
    const qint64 before = value(m_controls->exchanges(0, 1000)).next;
    const std::unique_ptr<ExchangeFollower> follower(m_controls->follow(before, nullptr));
    QList<Exchange> got;
    connect(
        follower.get(), &ExchangeFollower::arrived, this, [&](const QList<Exchange> &more) { got += more; });
    for (int i = 0; i < 5; ++i)
        value(m_client->meters());
    QTRY_COMPARE(got.size(), 5);
    for (qsizetype i = 1; i < got.size(); ++i)
        QVERIFY(got[i].seq > got[i - 1].seq);
    QCOMPARE(got[0].sender.kind, Sender::Kind::App);
    QVERIFY(!got[0].id.isNull());
    QCOMPARE(value(m_controls->exchanges(before, 1000)).items, got);
}

void SandboxControlsTest::followerComesBackByCursor()
{
    const auto frame = [](int seq) {
        Exchange exchange;
        exchange.seq = seq;
        exchange.id = QUuid::createUuid();
        return "data: " + compact(toJson(exchange)) + "\n\n";
    };
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    Peer peer({{head + frame(8) + frame(9)}, {Peer::answer("503 B", "{}")},
        {head + frame(9) + frame(10), Peer::Then::KeepOpen}});
    Transport transport({Destination::Mode::Sandbox, peer.url(), "dodo_test_x"}, m_ids, m_clock, nullptr);
    ExchangeFollower follower(transport, 7, nullptr);
    QSignalSpy connected(&follower, &ExchangeFollower::connectedChanged);
    QList<qint64> seen;
    connect(&follower, &ExchangeFollower::arrived, this, [&](const QList<Exchange> &more) {
        for (const Exchange &exchange : more)
            seen.append(exchange.seq);
    });
    QTRY_COMPARE(seen, (QList<qint64>{8, 9, 10}));
    QVERIFY(peer.requests()[0].contains("/_sandbox/exchanges/stream?after=7 "));
    QVERIFY(peer.requests()[2].contains("/_sandbox/exchanges/stream?after=9 "));
    QCOMPARE(connected.size(), 3);
}

void SandboxControlsTest::resetCanBeUndone()
{
    value(m_client->createMeter(imageMeter()));
    const QByteArray snapshot = value(m_controls->reset());
    QVERIFY(value(m_client->meters()).isEmpty());
    value(m_controls->restore(snapshot));
    QCOMPARE(value(m_client->meters()).size(), 1);
    const QJsonObject world = value(m_controls->state());
    value(m_controls->reset());
    value(m_controls->setState(world));
    QCOMPARE(value(m_client->meters()).size(), 1);
}

void SandboxControlsTest::declinedCardPaysNothing()
{
    const Meter meter = value(m_client->createMeter(imageMeter()));
    const CreatedCheckout checkout = checkoutOf(imageProduct(meter.id));
    const PayOutcome refused = value(m_controls->pay(checkout.url, testcards::declined.toByteArray()));
    QVERIFY(!refused.succeeded());
    QVERIFY(!refused.subscription.has_value());
    QCOMPARE(value(m_client->checkout(checkout.id)).paymentStatus, std::optional<QByteArray>("failed"));
    QVERIFY(value(m_controls->pay(checkout.url, testcards::works.toByteArray())).succeeded());
}

void SandboxControlsTest::testEventsReachAReceiver()
{
    const SubscriptionId subscription = subscribed();
    Peer receiver(Peer::answer("200 OK", "{}"));
    const QString url = receiver.url().toString();
    const Delivery sent = value(m_controls->sendTestEvent(url, u"subscription.active"_s, subscription));
    QVERIFY(sent.accepted());
    QCOMPARE(sent.attempts, 1);
    QVERIFY(sent.id.startsWith("msg_"));
    QCOMPARE(receiver.requests().size(), 1);
    QVERIFY(receiver.requests().first().endsWith(sent.body));
    QVERIFY(sent.body.contains(subscription.text));
    QCOMPARE(value(m_controls->deliveries()), QList{sent});
    QCOMPARE(value(m_controls->resend(sent.id)).attempts, 2);
    QCOMPARE(
        value(m_controls->sendTestEvent(url, u"subscription.active"_s, subscription, sent.id)).attempts, 3);

    receiver.stop();
    const Delivery lost = value(m_controls->resend(sent.id));
    QVERIFY(!lost.accepted() && !lost.status);
    QCOMPARE(lost.problem, std::optional(u"Nobody answers at this address."_s));
    const auto refused = m_controls->sendTestEvent(u"http://example.com/"_s, u"payment.succeeded"_s);
    SETTLED(refused);
    QCOMPARE(refused.future().result().error().status, 422);
}

void SandboxControlsTest::controlsNeedTheSandbox()
{
    Peer peer(Peer::answer("200 OK", "{}"));
    Transport transport({Destination::Mode::Custom, peer.url(), "dodo_test_x"}, m_ids, m_clock, nullptr);
    SandboxControls controls(transport);
    QVERIFY(!controls.reset().future().result().ok());
    QVERIFY(peer.requests().isEmpty());
}

void SandboxControlsTest::missingMemberIsNamed()
{
    Peer peer(Peer::answer("200 OK", R"({"items":[{"id":"mtr_1"}]})"));
    Transport transport({Destination::Mode::Custom, peer.url(), "dodo_test_x"}, m_ids, m_clock, nullptr);
    Client client(transport);
    const auto call = client.meters();
    SETTLED(call);
    QCOMPARE(call.future().result().error().kind, Kind::Protocol);
    QVERIFY(call.future().result().error().field.startsWith("items[0]."_L1));
}

void SandboxControlsTest::callIsFinishedWhenTheClientDies()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    Transport transport({Destination::Mode::Custom, peer.url(), "dodo_test_x"}, m_ids, m_clock, nullptr);
    auto client = std::make_unique<Client>(transport);
    const auto list = client->meters();
    QTRY_COMPARE(peer.requests().size(), 1);
    client.reset();
    QVERIFY(list.future().isFinished());
    QCOMPARE(list.future().result().error().kind, Kind::Cancelled);
}

QTEST_GUILESS_MAIN(SandboxControlsTest)
#include "tst_sandboxcontrols.moc"
