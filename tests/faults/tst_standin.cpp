// SPDX-License-Identifier: MIT
#include "dodo/client.h"
#include "faults/standin.h"
#include "ui/patience.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Mode = Destination::Mode;

namespace {

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 30000))
        return Error{.kind = Error::Kind::Timeout, .message = u"no answer in 30 s"_s};
    return call.future().result();
}

TransportLimits quick()
{
    return {.deadline = 5s, .backoff = {.retries = 0}};
}

} // namespace

// The program's own test and live modes, through its own proxy and authority settings, against the real
// hosts' names.
class TestStandIn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theTwoModesShareNothing();
    void aWrongKeyIsRefused();
    void aReadingKeyDoesNotWrite();
    void controlsAreNotThere();
    void whatIsLeftOfTheRateIsTold();
    void noOtherHostIsReached();
    void nothingIsSaidWithoutTheAuthority();

private:
    void go(Mode mode, const QByteArray &key);
    Result<Customer> make();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<StandIn> m_standIn;
    RandomIds m_ids;
    SystemClock m_clock;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Client> m_client;
};

void TestStandIn::init()
{
    m_client.reset();
    m_transport.reset();
    m_standIn.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto started = StandIn::start(m_folder->path(), {});
    QVERIFY2(started.ok(), started ? "" : qPrintable(started.error().message));
    m_standIn = *std::move(started);
    m_transport = std::make_unique<Transport>(Destination{}, m_ids, m_clock, nullptr, quick());
    m_transport->setNetworkOptions({.proxy = NetworkOptions::Proxy::Http,
        .host = u"127.0.0.1"_s,
        .port = m_standIn->proxyPort(),
        .caFile = m_standIn->caFile()});
    m_client = std::make_unique<Client>(*m_transport);
    go(Mode::Test, m_standIn->keys().test);
}

void TestStandIn::go(Mode mode, const QByteArray &key)
{
    m_transport->setDestination({.mode = mode, .baseUrl = officialBaseUrl(mode), .key = key});
}

Result<Customer> TestStandIn::make()
{
    NewCustomer customer;
    customer.name = u"Ada"_s;
    customer.email = u"ada@example.com"_s;
    return resultOf(m_client->createCustomer(customer));
}

void TestStandIn::theTwoModesShareNothing()
{
    const auto made = make();
    QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().message));
    QCOMPARE(resultOf(m_client->customers())->size(), 1);
    go(Mode::Live, m_standIn->keys().live);
    const auto live = resultOf(m_client->customers());
    QVERIFY2(live.ok(), live ? "" : qPrintable(live.error().message));
    QCOMPARE(live->size(), 0);
    for (const StandIn::Seen &one : m_standIn->seen())
        QVERIFY(one.host.contains("dodopayments.com"));
}

void TestStandIn::aWrongKeyIsRefused()
{
    go(Mode::Test, "dodo_test_another");
    const auto refused = resultOf(m_client->customers());
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().status, 401);
}

void TestStandIn::aReadingKeyDoesNotWrite()
{
    go(Mode::Test, m_standIn->keys().testReading);
    QVERIFY(resultOf(m_client->customers()).ok());
    const auto refused = make();
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().status, 403);
    QVERIFY(resultOf(m_client->customers())->isEmpty());
}

void TestStandIn::controlsAreNotThere()
{
    const auto answer = resultOf(m_transport->send({.segments = {"_sandbox", "clock"}}));
    QVERIFY(!answer.ok());
    QCOMPARE(answer.error().status, 404);
}

void TestStandIn::whatIsLeftOfTheRateIsTold()
{
    const auto answer = resultOf(m_transport->send({.segments = {"customers"}}));
    QVERIFY(answer.ok());
    QCOMPARE(headerValue(answer->head, "x-ratelimit-limit"), "40");
    QVERIFY(headerValue(answer->head, "x-ratelimit-remaining").toInt() < 40);
}

void TestStandIn::noOtherHostIsReached()
{
    m_transport->setDestination({.mode = Mode::Custom,
        .baseUrl = QUrl(u"https://elsewhere.example"_s),
        .key = m_standIn->keys().test});
    QVERIFY(!resultOf(m_client->customers()).ok());
    QVERIFY(!m_standIn->seen().isEmpty());
    for (const StandIn::Seen &one : m_standIn->seen())
        QCOMPARE(one.status, 403);
}

void TestStandIn::nothingIsSaidWithoutTheAuthority()
{
    m_transport->setNetworkOptions(
        {.proxy = NetworkOptions::Proxy::Http, .host = u"127.0.0.1"_s, .port = m_standIn->proxyPort()});
    const auto refused = resultOf(m_client->customers());
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().kind, Error::Kind::Network);
    for (const StandIn::Seen &one : m_standIn->seen())
        QCOMPARE(one.method, "CONNECT");
}

QTEST_GUILESS_MAIN(TestStandIn)
#include "tst_standin.moc"
