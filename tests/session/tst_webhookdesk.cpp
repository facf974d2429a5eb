// SPDX-License-Identifier: MIT
#include "receiver/webhooksecret.h"
#include "session/webhookdesk.h"
#include "session/webhookdeskids.h"
#include "twoplaces.h"

using namespace Qt::StringLiterals;

namespace {

using Kind = ReceivedWebhook::Kind;
constexpr int patience = 30000;

} // namespace

class TestWebhookDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_places = std::make_unique<TwoPlaces>();
        QVERIFY(m_places->makeExample());
        m_desk = std::make_unique<WebhookDesk>(m_places->session(), m_folder->path());
    }
    void cleanup()
    {
        m_desk.reset();
        m_places.reset();
    }

    void onePressRegistersInTheSandbox();
    void realDeliveriesAreTaken();
    void onlyAMissingPaymentIsToldAsOne();
    void aMessageSentAgainIsNamed();
    void aPurchaseIsHeardOf();
    void idsAreKnownAfterARestart();
    void theOldSecretHoldsBesideTheNewOne();
    void aServiceElsewhereNeedsATunnel();
    void anotherServerOnThisComputerIsRegisteredToo();
    void theSecretIsNowhere();

private:
    bool registerHere() const { return m_desk->start() && resultOf(m_desk->registerHere()).ok(); }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TwoPlaces> m_places;
    std::unique_ptr<WebhookDesk> m_desk;
};

void TestWebhookDesk::onePressRegistersInTheSandbox()
{
    QVERIFY(!resultOf(m_desk->registerHere())); // not started yet
    QVERIFY(m_desk->start());
    QVERIFY(m_desk->address().startsWith("http://127.0.0.1:"_L1));
    QVERIFY(!m_desk->registration());
    const auto done = resultOf(m_desk->registerHere());
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(m_desk->registration()->url, m_desk->address());
    QCOMPARE(m_desk->maskedSecret(), u"whsec_••••••••"_s);
    QVERIFY(resultOf(m_desk->registerHere())); // again: no second endpoint
    const auto known = resultOf(m_places->session().client().webhooks());
    QCOMPARE(known->size(), 1);
    QCOMPARE(known->first().id, m_desk->registration()->id);
    QVERIFY(resultOf(m_desk->unregister()));
    QVERIFY(!m_desk->registration());
    QVERIFY(m_desk->maskedSecret().isEmpty());
    QVERIFY(resultOf(m_places->session().client().webhooks())->isEmpty());
}

void TestWebhookDesk::realDeliveriesAreTaken()
{
    QVERIFY(registerHere());
    QSignalSpy arrived(m_desk.get(), &WebhookDesk::arrived);
    for (const auto type : {"payment.succeeded"_L1, "subscription.active"_L1, "subscription.renewed"_L1}) {
        const auto sent = resultOf(m_desk->sendTestEvent(type));
        QVERIFY2(sent, sent ? "" : qPrintable(sent.error().message));
        QVERIFY2(sent->accepted(), qPrintable(sent->responseBody));
        QTRY_VERIFY_WITH_TIMEOUT(
            !m_desk->deliveries().isEmpty() && m_desk->deliveries().last().type == type, patience);
        QCOMPARE(int(m_desk->deliveries().last().kind), int(Kind::Taken));
        QCOMPARE(m_desk->deliveries().last().id, sent->id);
        QCOMPARE(m_desk->deliveries().last().body, sent->body);
    }
    QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 3, patience);
}

// The service answers 422 to a type it does not know, too.
void TestWebhookDesk::onlyAMissingPaymentIsToldAsOne()
{
    const QString sentence
        = u"This customer has no payment yet. Buy a product, or choose a subscription event."_s;
    QVERIFY(m_desk->start());
    const auto unknown = resultOf(m_desk->sendTestEvent(u"payment.unheard_of"_s));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().status, 422);
    QVERIFY2(unknown.error().message != sentence, qPrintable(unknown.error().message));

    QSignalSpy world(&m_places->session(), &Session::worldChanged);
    m_places->session().reset();
    QTRY_COMPARE_WITH_TIMEOUT(world.size(), 1, patience);
    const ServiceState &state = m_places->session().state();
    QTRY_VERIFY_WITH_TIMEOUT(state.loaded && !state.subscription, patience);
    const auto missing = resultOf(m_desk->sendTestEvent(u"payment.succeeded"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().message, sentence);
}

void TestWebhookDesk::aMessageSentAgainIsNamed()
{
    QVERIFY(registerHere());
    const auto sent = resultOf(m_desk->sendTestEvent(u"payment.succeeded"_s));
    QVERIFY(sent && sent->accepted());
    QSignalSpy changed(&m_places->session(), &Session::changed);
    QTRY_VERIFY_WITH_TIMEOUT(!changed.isEmpty(), patience); // the first one has the service read anew
    const auto again = resultOf(m_places->session().sandbox()->resend(sent->id));
    QVERIFY(again && again->accepted()); // answered 200
    QCOMPARE(m_desk->deliveries().size(), 2);
    QCOMPARE(int(m_desk->deliveries().last().kind), int(Kind::SentBefore));
}

void TestWebhookDesk::aPurchaseIsHeardOf()
{
    QVERIFY(registerHere());
    Client &client = m_places->session().client();
    NewCheckout cart;
    cart.cart = {{.product = m_places->session().state().products.first().id}};
    cart.newCustomer = NewCustomer{
        .email = u"second@example.com"_s, .name = u"Second"_s, .phoneNumber = {}, .metadata = {}};
    const auto checkout = resultOf(client.createCheckout(cart));
    QVERIFY2(checkout, checkout ? "" : qPrintable(checkout.error().message));
    const auto paid
        = resultOf(m_places->session().sandbox()->pay(checkout->url, testcards::works.toByteArray()));
    QVERIFY(paid && paid->succeeded());
    const auto has = [this](const QString &type) {
        return std::ranges::any_of(m_desk->deliveries(), [&](const ReceivedWebhook &delivery) {
            return delivery.type == type && delivery.kind == Kind::Taken;
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(has(u"subscription.active"_s) && has(u"payment.succeeded"_s), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_places->session().state().subscriptions.size(), 2, patience);
}

void TestWebhookDesk::idsAreKnownAfterARestart()
{
    const TimePoint now = SystemClock().now();
    {
        auto ids = WebhookDeskIds::open(m_folder->path(), 3);
        QVERIFY(ids);
        QCOMPARE(*(*ids)->remember("msg_a", now), std::optional<TimePoint>());
    }
    auto ids = WebhookDeskIds::open(m_folder->path(), 3);
    QCOMPARE(*(*ids)->remember("msg_a", now + 24h), std::optional(now));
    for (const char *id : {"msg_b", "msg_c", "msg_d"})
        QCOMPARE(*(*ids)->remember(id, now + 48h), std::optional<TimePoint>());
    QCOMPARE(*(*ids)->remember("msg_a", now + 48h), std::optional<TimePoint>()); // the oldest went
    QCOMPARE(*(*ids)->remember("msg_d", now + 10 * 24h), std::optional<TimePoint>()); // a week is over
    QVERIFY(!WebhookDeskIds::open(u"/nowhere/at/all"_s));
}

void TestWebhookDesk::theOldSecretHoldsBesideTheNewOne()
{
    QVERIFY(registerHere());
    QVERIFY(!m_desk->setSecret("whsec_not base64"));
    QVERIFY(m_desk->setSecret("whsec_b3RoZXIgc2VjcmV0IG9mIHRoZSBzYW1lIHNpemUhIQ=="));
    const auto sent = resultOf(m_desk->sendTestEvent(u"payment.succeeded"_s)); // signed by the old one
    QVERIFY2(sent && sent->accepted(), sent ? qPrintable(sent->responseBody) : "no call");
    QCOMPARE(int(m_desk->deliveries().last().kind), int(Kind::Taken));
}

void TestWebhookDesk::aServiceElsewhereNeedsATunnel()
{
    QVERIFY(!m_desk->needsTunnel());
    QVERIFY(m_desk->start());
    for (const auto wrong : {"http://demo.example"_L1, "demo.example"_L1, "https://"_L1,
             "https://127.0.0.1"_L1, "https://localhost:4011"_L1, "https://a:b@demo.example"_L1,
             "https://demo.example/hook"_L1, "https://demo.example/?a=b"_L1}) {
        const auto set = m_desk->setTunnel(wrong);
        QVERIFY2(!set, wrong.data());
        QCOMPARE(set.error().field, u"tunnel"_s);
    }
    QVERIFY(m_desk->setTunnel(u" https://demo.example/ "_s));
    QCOMPARE(m_desk->tunnel(), u"https://demo.example/"_s);
    QCOMPARE(m_desk->publicAddress(), m_desk->address()); // the sandbox needs none
    QVERIFY(m_desk->setTunnel({}));
    QVERIFY(m_desk->tunnel().isEmpty());
}

// A custom address on this computer reaches the receiver by itself.
void TestWebhookDesk::anotherServerOnThisComputerIsRegisteredToo()
{
    QVERIFY(registerHere());
    QVERIFY(m_places->copyThere());
    QVERIFY(m_places->goThere());
    QVERIFY(!m_desk->needsTunnel());
    QVERIFY(!resultOf(m_desk->sendTestEvent(u"payment.succeeded"_s))); // of the sandbox alone
    const auto done = resultOf(m_desk->registerHere());
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QVERIFY(m_desk->registration());
    QVERIFY(m_places->connections().use(Destination::Mode::Sandbox));
    QVERIFY(m_desk->registration()); // each place has its own
}

void TestWebhookDesk::theSecretIsNowhere()
{
    QVERIFY(registerHere());
    const QByteArray secret = m_places->webhookKey();
    QVERIFY(!secret.isEmpty());
    QVERIFY(resultOf(m_desk->sendTestEvent(u"payment.succeeded"_s))->accepted());
    QVERIFY(resultOf(m_places->outbox().flushed()));
    for (const QString &folder : {m_folder->path(), m_places->folder()}) {
        QDir dir(folder);
        const auto files = dir.entryList(QDir::Files);
        for (const QString &name : files) {
            if (name.startsWith("sandbox.db"_L1))
                continue; // the one that signs
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(secret.mid(6)), qPrintable(name));
        }
    }
}

QTEST_GUILESS_MAIN(TestWebhookDesk)
#include "tst_webhookdesk.moc"
