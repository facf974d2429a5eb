// SPDX-License-Identifier: MIT
#include "hostshere.h"

#include <QGuiApplication>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

using Mode = Destination::Mode;

namespace {

// Takes any request, keeps every byte of it, and knows nothing.
class RecordingPeer : public QTcpServer {
public:
    RecordingPeer()
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("%s", qPrintable(errorString()));
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                heard += socket->readAll();
                socket->write("HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n"
                              "Content-Length: 41\r\nConnection: close\r\n\r\n"
                              "{\"code\":\"NOT_FOUND\",\"message\":\"nothing\"} ");
                socket->disconnectFromHost();
            });
        });
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }

    QByteArray heard;
};

} // namespace

// Keys and addresses.
class TestConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKeyFitsItsModeOnly();
    void aKeptKeyComesBackWhenAskedFor();
    void theSandboxIsAlwaysTheStart();
    void anAddressNeedsNoScheme_data();
    void anAddressNeedsNoScheme();
    void anotherAddressForgetsTheKey();
    void aKeyThatTheKeychainKeptIsNotAnotherAddresss();
    void aKeyThatTheKeychainRefusedNamesNoOther();
    void theEnvironmentIsOfferedNotTaken();
    void keysNeverCross();
    void aRefusedKeyIsTold();
    void aReadingKeyIsTold();
    void tryingAKeyChangesNothing();

private:
    HostsHere m_hosts;
};

void TestConnections::aKeyFitsItsModeOnly()
{
    SwitchBench bench;
    Connections &connections = bench.connections();
    QVERIFY(!resultOf(connections.setKey(Mode::Test, "dodo_live_0123456789", KeyKeep::Keychain)));
    QVERIFY(!resultOf(connections.setKey(Mode::Live, "dodo_test_0123456789", KeyKeep::ThisRun)));
    QVERIFY(!resultOf(connections.setKey(Mode::Test, "with space", KeyKeep::ThisRun)));
    QVERIFY(!connections.hasKey(Mode::Test) && !connections.hasKey(Mode::Live));
    QVERIFY(bench.keychain.secrets.isEmpty());
    QVERIFY(!connections.use(Mode::Test));
    QCOMPARE(connections.current(), Mode::Sandbox);
    QVERIFY(resultOf(connections.setKey(Mode::Test, "dodo_test_0123456789abcdwxyz", KeyKeep::ThisRun)).ok());
    QCOMPARE(connections.maskedKey(Mode::Test), u"dodo_test_••••••••wxyz"_s);
    QVERIFY(!connections.hasKey(Mode::Custom) && !connections.hasKey(Mode::Live));
}

void TestConnections::aKeptKeyComesBackWhenAskedFor()
{
    SwitchBench bench;
    QVERIFY(resultOf(bench.connections().setKey(Mode::Test, "dodo_test_0123456789", KeyKeep::Keychain)).ok());
    QCOMPARE(bench.keychain.secrets.value(u"billing/test"_s), "dodo_test_0123456789"_ba);
    QCOMPARE(bench.connections().keyFrom(Mode::Test), KeyFrom::Keychain);
    KeyStore next(std::make_unique<MemoryKeychain>(bench.keychain));
    const Destination sandbox{
        .mode = Mode::Sandbox, .baseUrl = QUrl(bench->address().dodoUrl), .key = bench->address().apiKey};
    Connections again(bench.session(), next, sandbox, {});
    QVERIFY(!again.hasKey(Mode::Test)); // nothing is read from the keychain unasked
    QVERIFY(resultOf(again.loadKey(Mode::Test)).ok());
    QVERIFY(again.hasKey(Mode::Test));
    QVERIFY(resultOf(again.forgetKey(Mode::Test)).ok());
    QVERIFY(bench.keychain.secrets.isEmpty());
}

void TestConnections::theSandboxIsAlwaysTheStart()
{
    const QTemporaryDir folder;
    WorkbenchOptions options;
    options.folder = folder.path();
    options.clock = std::make_shared<FrozenClock>(*timeFromIso("2026-11-25T10:14:00Z"));
    RecordingPeer peer;
    {
        const auto bench = Workbench::open(options);
        QVERIFY(bench);
        Connections &connections = (*bench)->connections();
        QVERIFY(connections.setCustomUrl(peer.url()).ok());
        QVERIFY(resultOf(connections.setKey(Mode::Custom, "dodo_test_peer", KeyKeep::ThisRun)).ok());
        QVERIFY(connections.use(Mode::Custom).ok());
        QVERIFY(resultOf((*bench)->outbox().flushed()).ok());
    }
    const auto bench = Workbench::open(options);
    QVERIFY(bench);
    QCOMPARE((*bench)->connections().current(), Mode::Sandbox);
    QCOMPARE((*bench)->connections().baseUrl(Mode::Custom), QUrl(peer.url()));
    QVERIFY(!(*bench)->connections().hasKey(Mode::Custom));
}

void TestConnections::anAddressNeedsNoScheme_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("meant"); // empty: refused
    QTest::newRow("this computer") << u"127.0.0.1:4020"_s << u"http://127.0.0.1:4020"_s;
    QTest::newRow("by name") << u" localhost:4020 "_s << u"http://localhost:4020"_s;
    QTest::newRow("IPv6") << u"[::1]:4020/billing"_s << u"http://[::1]:4020/billing"_s;
    QTest::newRow("a slash at the end") << u"http://127.0.0.1:4020/"_s << u"http://127.0.0.1:4020"_s;
    QTest::newRow("elsewhere") << u"billing.example.com"_s << u"https://billing.example.com"_s;
    QTest::newRow("elsewhere with a port") << u"192.168.1.5:8443/a"_s << u"https://192.168.1.5:8443/a"_s;
    QTest::newRow("https here") << u"https://localhost:4020"_s << u"https://localhost:4020"_s;
    QTest::newRow("http elsewhere") << u"http://billing.example.com"_s << QString();
    QTest::newRow("a slash short") << u"https:/billing.example.com"_s << QString();
    QTest::newRow("another scheme") << u"ftp://127.0.0.1"_s << QString();
    QTest::newRow("test mode's") << u"test.dodopayments.com"_s << QString();
    QTest::newRow("live mode's") << u"live.dodopayments.com"_s << QString();
    QTest::newRow("nothing") << QString() << QString();
}

void TestConnections::anAddressNeedsNoScheme()
{
    QFETCH(QString, typed);
    QFETCH(QString, meant);
    SwitchBench bench;
    QCOMPARE(bench.connections().setCustomUrl(typed).ok(), !meant.isEmpty());
    QCOMPARE(bench.connections().baseUrl(Mode::Custom).toString(), meant);
}

void TestConnections::anotherAddressForgetsTheKey()
{
    SwitchBench bench;
    QVERIFY(bench.connections().setCustomUrl(bench.far.url()).ok());
    QVERIFY(resultOf(bench.connections().setKey(Mode::Custom, SwitchBench::farKey, KeyKeep::Keychain)).ok());
    QVERIFY(bench.connections().use(Mode::Custom).ok());
    QVERIFY(bench.connections().setCustomUrl(bench.far.url()).ok()); // the same one changes nothing
    QVERIFY(bench.connections().hasKey(Mode::Custom));
    QVERIFY(bench.connections().setCustomUrl(u"http://127.0.0.1:9"_s).ok());
    QVERIFY(!bench.connections().hasKey(Mode::Custom));
    QVERIFY(bench.keychain.secrets.isEmpty());
    QCOMPARE(bench.connections().current(), Mode::Sandbox);
    QVERIFY(!bench.connections().use(Mode::Custom));
    QVERIFY(!bench.connections().setCustomUrl(u"http://example.com"_s));
}

void TestConnections::aKeyThatTheKeychainKeptIsNotAnotherAddresss()
{
    SwitchBench bench;
    QVERIFY(bench.connections().setCustomUrl(bench.far.url()).ok());
    QVERIFY(resultOf(bench.connections().setKey(Mode::Custom, SwitchBench::farKey, KeyKeep::Keychain)).ok());
    bench.keychain.locked = true; // it does not let go of it
    QVERIFY(bench.connections().setCustomUrl(u"http://127.0.0.1:9"_s).ok());
    bench.keychain.locked = false;
    QVERIFY(!bench.keychain.secrets.isEmpty());
    QVERIFY(resultOf(bench.connections().loadKey(Mode::Custom)).ok());
    QVERIFY(!bench.connections().hasKey(Mode::Custom));
}

void TestConnections::aKeyThatTheKeychainRefusedNamesNoOther()
{
    SwitchBench bench;
    QVERIFY(bench.connections().setCustomUrl(bench.far.url()).ok());
    QVERIFY(resultOf(bench.connections().setKey(Mode::Custom, SwitchBench::farKey, KeyKeep::Keychain)).ok());
    bench.keychain.locked = true; // it neither lets go of the one nor takes the other
    QVERIFY(bench.connections().setCustomUrl(u"http://127.0.0.1:9"_s).ok());
    QVERIFY(!resultOf(bench.connections().setKey(Mode::Custom, "dodo_test_nine", KeyKeep::Keychain)));
    bench.keychain.locked = false;
    KeyStore next(std::make_unique<MemoryKeychain>(bench.keychain));
    const Destination sandbox{
        .mode = Mode::Sandbox, .baseUrl = QUrl(bench->address().dodoUrl), .key = bench->address().apiKey};
    Connections again(bench.session(), next, sandbox, {});
    QVERIFY(resultOf(again.loadKey(Mode::Custom)).ok());
    QVERIFY(!again.hasKey(Mode::Custom));
}

void TestConnections::theEnvironmentIsOfferedNotTaken()
{
    QProcessEnvironment environment;
    environment.insert(u"DODO_PAYMENTS_API_KEY"_s, u"dodo_live_environment01"_s);
    SwitchBench live(environment);
    QCOMPARE(live.connections().offered(Mode::Live), u"DODO_PAYMENTS_API_KEY"_s);
    QVERIFY(live.connections().offered(Mode::Test).isEmpty());
    QVERIFY(!live.connections().hasKey(Mode::Live));
    live.connections().takeOffered(Mode::Live);
    QCOMPARE(live.connections().keyFrom(Mode::Live), KeyFrom::Environment);
    QVERIFY(!live.connections().use(Mode::Live)); // its words are still to be typed
    QCOMPARE(live.connections().current(), Mode::Sandbox);
    environment.insert(u"DODO_PAYMENTS_API_KEY"_s, u"dodo_test_environment01"_s);
    SwitchBench test(environment);
    QCOMPARE(test.connections().offered(Mode::Test), u"DODO_PAYMENTS_API_KEY"_s);
    test.connections().takeOffered(Mode::Test);
    QCOMPARE(test.connections().keyFrom(Mode::Test), KeyFrom::Environment);
    QCOMPARE(test.connections().current(), Mode::Sandbox);
    environment.insert(u"DODO_PAYMENTS_BASE_URL"_s, test.far.url());
    SwitchBench custom(environment);
    QVERIFY(custom.connections().offered(Mode::Test).isEmpty());
    QVERIFY(!custom.connections().offered(Mode::Custom).isEmpty());
    custom.connections().takeOffered(Mode::Custom);
    QCOMPARE(custom.connections().baseUrl(Mode::Custom), QUrl(test.far.url()));
    QVERIFY(custom.connections().hasKey(Mode::Custom));
}

void TestConnections::keysNeverCross()
{
    RecordingPeer first;
    RecordingPeer second;
    SwitchBench bench;
    Connections &connections = bench.connections();
    const auto setUp = [&](const QString &url, const QByteArray &key) {
        return connections.setCustomUrl(url).ok()
            && resultOf(connections.setKey(Mode::Custom, key, KeyKeep::ThisRun)).ok()
            && connections.use(Mode::Custom).ok();
    };
    QVERIFY(setUp(first.url(), "dodo_test_first"));
    bench.session().refresh();
    const auto early = bench->client().customers();
    QVERIFY(setUp(second.url(), "dodo_test_second"));
    bench.session().refresh();
    QVERIFY(!resultOf(bench->client().customers()));
    QVERIFY(!resultOf(early));
    QVERIFY(bench.goHome());
    QVERIFY(bench.load());
    QTRY_VERIFY_WITH_TIMEOUT(
        first.heard.contains("dodo_test_first") && second.heard.contains("dodo_test_second"), 30000);
    QVERIFY(!first.heard.contains("dodo_test_second") && !second.heard.contains("dodo_test_first"));
    for (const RecordingPeer *peer : {&first, &second}) {
        QVERIFY(!peer->heard.contains(bench->address().apiKey));
        QVERIFY(!peer->heard.contains("_sandbox"));
        QVERIFY(!peer->heard.toLower().contains(exchangeHeader.toByteArray()));
    }
}

void TestConnections::aRefusedKeyIsTold()
{
    SwitchBench bench;
    QSignalSpy refused(&bench.connections(), &Connections::keyRefused);
    QVERIFY(bench.connections().setCustomUrl(bench.far.url()).ok());
    QVERIFY(resultOf(bench.connections().setKey(Mode::Custom, "dodo_test_wrong", KeyKeep::ThisRun)).ok());
    QVERIFY(bench.connections().use(Mode::Custom).ok());
    QTRY_VERIFY_WITH_TIMEOUT(!refused.isEmpty(), 30000);
    QCOMPARE(refused.first().first().value<Mode>(), Mode::Custom);
    QVERIFY(!bench.connections().readOnly(Mode::Custom));
    QVERIFY(!bench.session().state().loaded);
    QVERIFY(resultOf(bench.connections().setKey(Mode::Custom, SwitchBench::farKey, KeyKeep::ThisRun)).ok());
    QTRY_VERIFY_WITH_TIMEOUT(bench.session().state().loaded, 30000);
}

void TestConnections::aReadingKeyIsTold()
{
    SwitchBench bench;
    m_hosts.goThrough(bench);
    Connections &connections = bench.connections();
    QVERIFY(resultOf(connections.setKey(Mode::Test, m_hosts.standIn().keys().testReading, KeyKeep::ThisRun))
                .ok());
    QVERIFY(connections.use(Mode::Test).ok());
    QTRY_VERIFY_WITH_TIMEOUT(bench.session().state().loaded, 30000);
    QVERIFY(!connections.readOnly(Mode::Test));
    QSignalSpy refused(&connections, &Connections::keyRefused);
    const auto made = makeCustomer(bench);
    QVERIFY(!made);
    QCOMPARE(made.error().status, 403);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, 30000);
    QVERIFY(connections.readOnly(Mode::Test));
    QVERIFY(resultOf(connections.setKey(Mode::Test, m_hosts.standIn().keys().test, KeyKeep::ThisRun)).ok());
    QVERIFY(!connections.readOnly(Mode::Test));
    QVERIFY(makeCustomer(bench).ok());
}

void TestConnections::tryingAKeyChangesNothing()
{
    SwitchBench bench;
    QSignalSpy refused(&bench.connections(), &Connections::keyRefused);
    QVERIFY(bench.goFar());
    QVERIFY(!resultOf(bench.connections().tryKey(Mode::Custom, "dodo_test_wrong")));
    QVERIFY(resultOf(bench.connections().tryKey(Mode::Custom, SwitchBench::farKey)).ok());
    QVERIFY(!resultOf(bench.connections().tryKey(Mode::Test, "dodo_live_other")));
    QVERIFY(bench.load());
    QVERIFY(refused.isEmpty());
    QCOMPARE(bench.connections().current(), Mode::Custom);
    QVERIFY(!bench.connections().hasKey(Mode::Test));
}

int main(int argc, char **argv)
{
    QGuiApplication app(argc, argv);
    TestConnections test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_sessionkeys.moc"
