// SPDX-License-Identifier: MIT
#include "session/purchase.h"
#include "session/studio.h"
#include "switchbench.h"

#include <QGuiApplication>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

using Mode = Destination::Mode;

namespace {

constexpr int patience = 30000; // a busy machine

// Takes any request and keeps its answer back until it is told.
class HoldingPeer : public QTcpServer {
public:
    HoldingPeer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("%s", qPrintable(errorString()));
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this,
                [this, socket] { m_heard[socket] += socket->readAll(); });
            connect(socket, &QObject::destroyed, this, [this, socket] { m_heard.remove(socket); });
        });
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }
    bool holds(const QByteArray &start, const QByteArray &key) const
    {
        return !socketsOf(start, key).isEmpty();
    }
    void answer(const QByteArray &start, const QByteArray &key, const QByteArray &status)
    {
        const QByteArray body = "{\"code\":\"NO\",\"message\":\"not with this key\"}";
        for (QTcpSocket *socket : socketsOf(start, key)) {
            m_heard.remove(socket);
            socket->write("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
                + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
            socket->disconnectFromHost();
        }
    }

private:
    QList<QTcpSocket *> socketsOf(const QByteArray &start, const QByteArray &key) const
    {
        QList<QTcpSocket *> out;
        for (auto one = m_heard.cbegin(); one != m_heard.cend(); ++one) {
            if (one->startsWith(start) && one->contains(key))
                out.append(one.key());
        }
        return out;
    }

    QHash<QTcpSocket *, QByteArray> m_heard;
};

} // namespace

// Answers that come after what they were asked for has changed: the key, the place.
class TestLateAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLateRefusalSaysNothingOfTheNextKey_data();
    void aLateRefusalSaysNothingOfTheNextKey();
    void aCheckoutIsAwaitedWhereItWasBegun_data();
    void aCheckoutIsAwaitedWhereItWasBegun();
    void aRefusedKeyStopsThePicturesUntilAnotherIsGiven();
    void nothingIsMadeForAnAccountThatIsNotReadYet();
};

void TestLateAnswers::aLateRefusalSaysNothingOfTheNextKey_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("none here") << QByteArray("401 Unauthorized");
    QTest::newRow("only reads") << QByteArray("403 Forbidden");
}

void TestLateAnswers::aLateRefusalSaysNothingOfTheNextKey()
{
    QFETCH(QByteArray, status);
    SwitchBench bench;
    HoldingPeer peer;
    Connections &connections = bench.connections();
    QSignalSpy refused(&connections, &Connections::keyRefused);
    QVERIFY(connections.setCustomUrl(peer.url()).ok());
    QVERIFY(resultOf(connections.setKey(Mode::Custom, "dodo_test_first", KeyKeep::ThisRun)).ok());
    QVERIFY(connections.use(Mode::Custom).ok());
    const auto make = [&bench] {
        NewCustomer customer;
        customer.name = u"A"_s;
        customer.email = u"a@example.com"_s;
        return bench->client().createCustomer(customer);
    };
    const auto early = make();
    QTRY_VERIFY_WITH_TIMEOUT(peer.holds("POST /customers", "dodo_test_first"), patience);
    QVERIFY(resultOf(connections.setKey(Mode::Custom, "dodo_test_second", KeyKeep::ThisRun)).ok());
    peer.answer("POST /customers", "dodo_test_first", status);
    QVERIFY(!resultOf(early));
    QVERIFY(!connections.readOnly(Mode::Custom));
    QVERIFY(refused.isEmpty());

    const auto late = make();
    QTRY_VERIFY_WITH_TIMEOUT(peer.holds("POST /customers", "dodo_test_second"), patience);
    peer.answer("POST /customers", "dodo_test_second", status);
    QVERIFY(!resultOf(late));
    QCOMPARE(connections.readOnly(Mode::Custom), status.startsWith("403"));
    QCOMPARE(refused.size(), 1);
}

void TestLateAnswers::aCheckoutIsAwaitedWhereItWasBegun_data()
{
    QTest::addColumn<bool>("backBefore");
    QTest::newRow("answered while away") << false;
    QTest::newRow("answered when back again") << true;
}

// Made for one place, answered after a switch: the other place knows nothing of it, its own one takes it up.
void TestLateAnswers::aCheckoutIsAwaitedWhereItWasBegun()
{
    QFETCH(bool, backBefore);
    SwitchBench bench;
    NewProduct wanted;
    wanted.name = u"Once"_s;
    OneTimePrice price;
    price.price = 500;
    wanted.price = price;
    const auto product = resultOf(bench.far.client->createProduct(wanted));
    QVERIFY(product);
    QVERIFY(bench.goFar());
    QVERIFY(bench.far.faults("POST", "{\"method\":\"POST\",\"path\":\"/checkouts\",\"delay_ms\":30000}"));
    auto purchase = std::make_unique<Purchase>(bench.session());
    Purchase::Order order;
    order.product = product->id;
    order.customer.name = u"Ada"_s;
    order.customer.email = u"ada@example.com"_s;
    purchase->start(order);
    QTRY_VERIFY_WITH_TIMEOUT(bench.far.faultsTaken(), patience);
    purchase.reset(); // as the page does with each switch
    QVERIFY(bench.goHome());
    Purchase atHome(bench.session());
    std::unique_ptr<Purchase> back;
    const auto goBack = [&] {
        QVERIFY(bench.connections().use(Mode::Custom).ok());
        back = std::make_unique<Purchase>(bench.session());
        back->resume();
    };
    if (backBefore)
        goBack();
    QVERIFY(bench.far.faults("DELETE")); // the answer comes now
    if (!backBefore) {
        const QString world = u"custom:"_s + bench.far.url().mid(7);
        QTRY_VERIFY_WITH_TIMEOUT(!bench->outbox().draft(u"purchase:"_s + world).isEmpty(), patience);
        QVERIFY(!atHome.waitsForBrowser() && atHome.steps().isEmpty());
        goBack();
    }
    QTRY_VERIFY_WITH_TIMEOUT(back->waitsForBrowser(), patience);
    QVERIFY(!back->checkoutUrl().isEmpty());
    QCOMPARE(back->order().customer.email, u"ada@example.com"_s);
    QSignalSpy succeeded(back.get(), &Purchase::succeeded);
    QVERIFY(resultOf(bench.far.controls->pay(back->checkoutUrl(), testcards::works.toByteArray())));
    back->checkNow();
    QTRY_COMPARE_WITH_TIMEOUT(succeeded.size(), 1, patience);
}

// Nothing is tried again by itself: each picture says that it waits, also one that was made after the stop.
void TestLateAnswers::aRefusedKeyStopsThePicturesUntilAnotherIsGiven()
{
    SwitchBench bench;
    QVERIFY(bench.load() && bench.makeExample());
    const auto state = resultOf(bench->sandbox().state());
    QVERIFY(state && resultOf(bench.far.controls->setState(*state)));
    QVERIFY(bench.goFar());
    QTRY_VERIFY_WITH_TIMEOUT(bench.session().state().subscription, patience);
    Connections &connections = bench.connections();
    QVERIFY(resultOf(connections.setKey(Mode::Custom, "dodo_test_wrong", KeyKeep::ThisRun)).ok());
    const auto make = [&bench](const QString &prompt) {
        PictureOrder order;
        order.prompt = prompt;
        order.size = {256, 256};
        const auto jobs = bench->studio().order(order);
        return jobs ? jobs->first() : nullptr;
    };
    const PictureJob *tried = make(u"A lake"_s);
    QVERIFY(tried);
    QTRY_VERIFY_WITH_TIMEOUT(tried->track().stopped, patience);
    QCOMPARE(tried->track().stage, PictureTrack::Stage::Sending);
    QCOMPARE(tried->track().error.value_or(Error()).kind, Error::Kind::Unauthorized);
    const PictureJob *untried = make(u"A forest"_s);
    QVERIFY(untried);
    QTRY_VERIFY_WITH_TIMEOUT(untried->track().stopped, patience);
    QCOMPARE(untried->track().tries, 0);
    QCOMPARE(untried->track().error.value_or(Error()).kind, Error::Kind::Unauthorized);
    QVERIFY(resultOf(connections.setKey(Mode::Custom, SwitchBench::farKey, KeyKeep::ThisRun)).ok());
    for (const PictureJob *job : {tried, untried}) {
        QTRY_COMPARE_WITH_TIMEOUT(job->track().stage, PictureTrack::Stage::Done, patience);
        QVERIFY(!job->track().stopped && !job->track().error);
    }
}

void TestLateAnswers::nothingIsMadeForAnAccountThatIsNotReadYet()
{
    SwitchBench bench;
    QVERIFY(bench.load() && bench.makeExample());
    HoldingPeer peer;
    Connections &connections = bench.connections();
    QVERIFY(connections.setCustomUrl(peer.url()).ok());
    QVERIFY(resultOf(connections.setKey(Mode::Custom, "dodo_test_first", KeyKeep::ThisRun)).ok());
    QVERIFY(connections.use(Mode::Custom).ok());
    QTRY_VERIFY_WITH_TIMEOUT(peer.holds("GET /", "dodo_test_first"), patience);
    PictureOrder order;
    order.prompt = u"A lake"_s;
    order.size = {256, 256};
    const auto refused = bench->studio().order(order);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"account_not_read"_s);
    QVERIFY(bench->studio().jobs().isEmpty());
    bench->studio().setWithoutBilling(true);
    QVERIFY(bench->studio().order(order));
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestLateAnswers test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_lateanswers.moc"
