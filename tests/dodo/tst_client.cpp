// SPDX-License-Identifier: MIT
#include "dodo/client.h"
#include "dodo/peer.h"
#include "sandbox/sandbox.h"
#include "support/strictjson.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

namespace {

struct KeptCalls : ExchangeSink {
    void record(Exchange exchange) override { exchanges.append(std::move(exchange)); }
    QList<Exchange> exchanges;
};

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 20'000))
        return Error{.kind = Kind::Timeout, .message = u"no answer in 20 s"_s};
    return call.future().result();
}

const QList<QByteArray> oneEvent{R"({"event_id":"e1"})"};
const QList<QByteArray> oneId{"e1"};

} // namespace

// The typed client against a second embedded server that plays a service of somebody's own.
class ClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pageSaysWhetherThereIsMore();
    void pagesOfEachKindAreRead();
    void webhooksComeAndGo();
    void webhookIsMadeOnceUnderOneKey();
    void secretIsInNoRecord();
    void batchGoesOutOnce_data();
    void batchGoesOutOnce();
    void batchThatIsNotSentIsAnError();
    void addressesOfIpv6AreReached();

private:
    Destination there() const
    {
        return {Destination::Mode::Custom, QUrl(m_sandbox->address().dodoUrl), m_sandbox->address().apiKey};
    }

    QTemporaryDir m_folder;
    RandomIds m_ids;
    SystemClock m_clock;
    KeptCalls m_kept;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Client> m_client;
};

void ClientTest::initTestCase()
{
    SandboxOptions options;
    options.folder = m_folder.path();
    options.port = 0;
    auto started = Sandbox::start(options);
    QVERIFY(started.ok());
    m_sandbox = *std::move(started);
    m_transport = std::make_unique<Transport>(there(), m_ids, m_clock, &m_kept);
    m_client = std::make_unique<Client>(*m_transport);
}

void ClientTest::pageSaysWhetherThereIsMore()
{
    for (int i = 0; i < listPageSize + 1; ++i) {
        NewCustomer customer;
        customer.email = u"a%1@example.com"_s.arg(i);
        customer.name = u"Ada"_s;
        QVERIFY(resultOf(m_client->createCustomer(customer)).ok());
    }
    const auto first = resultOf(m_client->customersPage({}, 0));
    QVERIFY(first.ok());
    QCOMPARE(first->items.size(), listPageSize);
    QVERIFY(first->more);
    const auto second = resultOf(m_client->customersPage({}, 1));
    QVERIFY(second.ok());
    QCOMPARE(second->items.size(), 1);
    QVERIFY(!second->more);
    QVERIFY(!first->items.contains(second->items.first()));
    const auto one = resultOf(m_client->customersPage(u"a7@example.com"_s, 0));
    QVERIFY(one.ok());
    QCOMPARE(one->items.size(), 1);
}

void ClientTest::pagesOfEachKindAreRead()
{
    QVERIFY(resultOf(m_client->metersPage(Listing::Current, 0)).ok());
    QVERIFY(resultOf(m_client->metersPage(Listing::Archived, 0)).ok());
    QVERIFY(resultOf(m_client->productsPage(Listing::Current, 0)).ok());
    QVERIFY(resultOf(m_client->subscriptionsPage({}, 0)).ok());
    const auto events = resultOf(m_client->eventsPage({}, 3));
    QVERIFY(events.ok());
    QCOMPARE(*events, ListPage<Event>());
}

void ClientTest::webhooksComeAndGo()
{
    QList<Webhook> made;
    for (int i = 0; i < 3; ++i) {
        const auto webhook
            = resultOf(m_client->createWebhook({.url = u"http://127.0.0.1:%1/hook"_s.arg(9000 + i),
                .description = u"PixelMeter"_s,
                .types = {u"payment.succeeded"_s, u"subscription.active"_s}}));
        QVERIFY2(webhook.ok(), webhook ? "" : qPrintable(webhook.error().message));
        QVERIFY(webhook->id.text.startsWith("whk_"));
        QCOMPARE(webhook->types.size(), 2);
        QVERIFY(!webhook->disabled);
        made.append(*webhook);
    }
    const auto listed = resultOf(m_client->webhooks());
    QVERIFY(listed.ok());
    QCOMPARE(listed->size(), 3);
    QVERIFY(listed->contains(made[0]));
    QVERIFY(resultOf(m_client->deleteWebhook(made[0].id)).ok());
    QCOMPARE(resultOf(m_client->webhooks())->size(), 2);
    const auto again = resultOf(m_client->deleteWebhook(made[0].id));
    QVERIFY(!again.ok());
    QCOMPARE(again.error().message,
        u"127.0.0.1:%1 has no such webhook. Read the list again."_s.arg(m_sandbox->address().port));
}

void ClientTest::webhookIsMadeOnceUnderOneKey()
{
    const NewWebhook webhook{.url = u"http://127.0.0.1:9100/hook"_s, .idempotencyKey = u"this-receiver"_s};
    const auto first = resultOf(m_client->createWebhook(webhook));
    const auto second = resultOf(m_client->createWebhook(webhook));
    QVERIFY(first.ok() && second.ok());
    QCOMPARE(first->id, second->id);
    QCOMPARE(requests::createWebhook(webhook).repeat, ApiRequest::Repeat::Safe);
    QCOMPARE(requests::createWebhook({.url = webhook.url}).repeat, ApiRequest::Repeat::Unsafe);
}

void ClientTest::secretIsInNoRecord()
{
    m_kept.exchanges.clear();
    const auto webhooks = resultOf(m_client->webhooks());
    QVERIFY(webhooks.ok() && !webhooks->isEmpty());
    const auto secret = resultOf(m_client->webhookSecret(webhooks->first().id));
    QVERIFY(secret.ok());
    QVERIFY(secret->startsWith("whsec_"));
    QCOMPARE(m_kept.exchanges.size(), 2);
    for (const Exchange &exchange : m_kept.exchanges)
        QVERIFY(!compact(toJson(exchange)).contains(secret->mid(6)));
}

void ClientTest::batchGoesOutOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status"); // 0: none, 200: counted
    QTest::addColumn<std::optional<milliseconds>>("wait");
    QTest::addColumn<std::optional<bool>>("again");
    const auto row
        = [](const char *name, const QByteArray &bytes, int status, std::optional<milliseconds> wait = {},
              std::optional<bool> again = {}) { QTest::newRow(name) << bytes << status << wait << again; };
    row("counted", Peer::answer("200 OK", R"({"ingested_count":1})"), 200);
    row("too many", Peer::answer("429 Many", "{}", "Retry-After: 7\r\n"), 429, 7s);
    row("busy", Peer::answer("503 Busy", "{}", "Retry-After-Ms: 250\r\n"), 503, 250ms);
    row("never again", Peer::answer("500 Fault", "{}", "X-Should-Retry: false\r\n"), 500, {}, false);
    row("again", Peer::answer("400 Bad", "{}", "X-Should-Retry: true\r\n"), 400, {}, true);
    row("of another shape", Peer::answer("200 OK", R"({"count":1})", "Retry-After: 3\r\n"), 0, 3s);
}

void ClientTest::batchGoesOutOnce()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    Peer peer(bytes);
    Transport transport({Destination::Mode::Custom, peer.url(), "dodo_test_secret"}, m_ids, m_clock, nullptr);
    Client client(transport);
    const auto tried = resultOf(client.ingestOnce(oneEvent, oneId));
    QVERIFY(tried.ok());
    QCOMPARE(tried->counted.ok(), status == 200);
    if (!tried->counted && status != 0)
        QCOMPARE(tried->counted.error().status, status);
    QTEST(tried->wait, "wait");
    QTEST(tried->again, "again");
    QCOMPARE(peer.requests().size(), 1);
    QVERIFY(peer.requests().first().endsWith(R"({"events":[{"event_id":"e1"}]})"));
}

void ClientTest::batchThatIsNotSentIsAnError()
{
    Peer hanging({{{}, Peer::Then::KeepOpen}});
    Transport transport(
        {Destination::Mode::Custom, hanging.url(), "dodo_test_secret"}, m_ids, m_clock, nullptr);
    Client client(transport);
    const auto call = client.ingestOnce(oneEvent, oneId);
    QTRY_COMPARE(hanging.requests().size(), 1);
    call.cancel();
    const auto cancelled = resultOf(call);
    QVERIFY(!cancelled.ok());
    QCOMPARE(cancelled.error().kind, Kind::Cancelled);
    transport.setDestination({Destination::Mode::Custom, hanging.url(), "dodo_live_secret"});
    const auto refused = resultOf(client.ingestOnce(oneEvent, oneId));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().field, u"key"_s);
    QCOMPARE(hanging.requests().size(), 1);
}

void ClientTest::addressesOfIpv6AreReached()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6, 0))
        QSKIP("This machine has no IPv6.");
    connect(&probe, &QTcpServer::newConnection, &probe, [&probe] {
        QTcpSocket *socket = probe.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            socket->readAll();
            socket->write(Peer::answer("200 OK", R"({"items":[]})"));
        });
    });
    const QUrl url(u"http://[::1]:%1"_s.arg(probe.serverPort()));
    Transport transport({Destination::Mode::Custom, url, "dodo_test_secret"}, m_ids, m_clock, nullptr);
    transport.setNetworkOptions(
        {.proxy = NetworkOptions::Proxy::Http, .host = u"nobody.invalid"_s, .port = 8080}); // not asked
    Client client(transport);
    QVERIFY(resultOf(client.metersPage(Listing::Current, 0)).ok());
}

QTEST_GUILESS_MAIN(ClientTest)
#include "tst_client.moc"
