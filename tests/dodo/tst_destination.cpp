// SPDX-License-Identifier: MIT
#include "dodo/destination.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Mode = Destination::Mode;

class DestinationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlySafeOnesPass_data();
    void onlySafeOnesPass();
    void errorNeverHoldsTheKey();
};

void DestinationTest::onlySafeOnesPass_data()
{
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("field"); // empty: passes
    const QByteArray test = "dodo_test_abc";
    const QByteArray live = "dodo_live_abc";
    QTest::newRow("sandbox") << Mode::Sandbox << u"http://127.0.0.1:4010"_s << test << QString();
    QTest::newRow("sandbox by name") << Mode::Sandbox << u"http://localhost:4010/"_s << QByteArray("x")
                                     << QString();
    QTest::newRow("sandbox, IPv6") << Mode::Sandbox << u"http://[::1]:4010"_s << test << QString();
    QTest::newRow("test") << Mode::Test << u"https://test.dodopayments.com"_s << test << QString();
    QTest::newRow("live") << Mode::Live << u"https://live.dodopayments.com"_s << live << QString();
    QTest::newRow("prefix") << Mode::Test << u"https://proxy.example/dodo/"_s << test << QString();
    QTest::newRow("sandbox elsewhere") << Mode::Sandbox << u"https://example.com"_s << test << u"base_url"_s;
    QTest::newRow("plain http") << Mode::Test << u"http://example.com"_s << test << u"base_url"_s;
    QTest::newRow("test mode, live host")
        << Mode::Test << u"https://live.dodopayments.com"_s << test << u"base_url"_s;
    QTest::newRow("live mode, test host")
        << Mode::Live << u"https://test.dodopayments.com"_s << live << u"base_url"_s;
    QTest::newRow("live key to the sandbox") << Mode::Sandbox << u"http://127.0.0.1:1"_s << live << u"key"_s;
    QTest::newRow("live key in test mode")
        << Mode::Test << u"https://test.dodopayments.com"_s << live << u"key"_s;
    QTest::newRow("test key in live mode")
        << Mode::Live << u"https://live.dodopayments.com"_s << test << u"key"_s;
    QTest::newRow("no key") << Mode::Test << u"https://test.dodopayments.com"_s << QByteArray() << u"key"_s;
    QTest::newRow("line end in the key")
        << Mode::Sandbox << u"http://127.0.0.1:1"_s << QByteArray("a\r\nb") << u"key"_s;
    QTest::newRow("another scheme") << Mode::Test << u"file:///etc/passwd"_s << test << u"base_url"_s;
    QTest::newRow("user in the address")
        << Mode::Test << u"https://a:b@example.com"_s << test << u"base_url"_s;
    QTest::newRow("no address") << Mode::Test << QString() << test << u"base_url"_s;
}

void DestinationTest::onlySafeOnesPass()
{
    QFETCH(Mode, mode);
    QFETCH(QString, url);
    QFETCH(QByteArray, key);
    QFETCH(QString, field);
    const Result<void> result = check(Destination{mode, QUrl(url), key});
    QCOMPARE(result.ok() ? QString() : result.error().field, field);
}

void DestinationTest::errorNeverHoldsTheKey()
{
    const Result<void> result
        = check(Destination{Mode::Sandbox, QUrl(u"http://127.0.0.1:1"_s), "dodo_live_secret"});
    QVERIFY(!result.ok());
    QVERIFY(!result.error().message.contains("secret"_L1));
}

QTEST_GUILESS_MAIN(DestinationTest)
#include "tst_destination.moc"
