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
    void sentenceNamesTheMode();
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
    QTest::newRow("sandbox elsewhere") << Mode::Sandbox << u"https://example.com"_s << test << u"base_url"_s;
    QTest::newRow("plain http") << Mode::Custom << u"http://example.com"_s << test << u"base_url"_s;
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
    const auto custom = [&](const QByteArray &name, const QString &url, const QString &field) {
        QTest::newRow(name.constData()) << Mode::Custom << url << test << field;
    };
    const QString address = u"base_url"_s;
    custom("custom", u"https://pay.example/dodo/"_s, {});
    custom("custom on this machine", u"http://127.0.0.1:4010"_s, {});
    custom("custom, IPv6", u"http://[::1]:4010"_s, {});
    custom("custom, IPv6 elsewhere", u"http://[2001:db8::1]:4010"_s, address);
    custom("custom, IPv6 over https", u"https://[2001:db8::1]"_s, {});
    custom("nearly this machine", u"http://127.0.0.1.example.com"_s, address);
    custom("port 0", u"https://pay.example:0"_s, address);
    custom("query", u"https://pay.example/?a=b"_s, address);
    custom("fragment", u"https://pay.example/#a"_s, address);
    QTest::newRow("live key to a custom address")
        << Mode::Custom << u"https://pay.example"_s << live << u"key"_s;
    for (const QString &host : {u"test.dodopayments.com"_s, u"live.dodopayments.com"_s}) {
        const QByteArray name = host.toLatin1();
        custom(name + " as custom", u"https://"_s + host, address);
        custom(name + " in capitals", u"https://"_s + host.toUpper(), address);
        custom(name + " with a dot", u"https://"_s + host + u'.', address);
        custom(name + " with two dots", u"https://"_s + host + u".."_s, address);
        custom(name + " on a port", u"https://"_s + host + u":8443"_s, address);
        custom(name + " with a prefix", u"https://"_s + host + u"/v1"_s, address);
        custom(name + " over http", u"http://"_s + host, address);
        custom(name + " in wide letters", u"https://"_s + QString(host).replace(u'd', u'\uFF44'), address);
        custom(name + " with wide dots", u"https://"_s + QString(host).replace(u'.', u'\u3002'), address);
        custom(name + " percent-encoded", u"https://"_s + QString(host).replace(u"d"_s, u"%64"_s), address);
        custom(name + " with a Cyrillic o", u"https://"_s + QString(host).replace(u'o', u'\u043E'), address);
        custom(name + " with a soft hyphen", u"https://"_s + QString(host).insert(4, u'\u00AD'), address);
    }
    const auto official = [&](const char *name, const QString &url, const QString &field) {
        QTest::newRow(name) << Mode::Live << url << live << field;
    };
    official("live, slash", u"https://live.dodopayments.com/"_s, {});
    official("live, usual port", u"https://live.dodopayments.com:443"_s, {});
    official("live, another port", u"https://live.dodopayments.com:8443"_s, address);
    official("live, prefix", u"https://live.dodopayments.com/v1"_s, address);
    official("live, http", u"http://live.dodopayments.com"_s, address);
    official("live, dot", u"https://live.dodopayments.com."_s, address);
    official("live, another host", u"https://live.dodopayments.com.example.com"_s, address);
    official("live, this machine", u"https://127.0.0.1:4010"_s, address);
    official("live, look-alike", u"https://live.d\u043Edopayments.com"_s, address);
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

void DestinationTest::sentenceNamesTheMode()
{
    const auto sentence = [](Mode mode, const QString &url) {
        const Result<void> result = check(Destination{mode, QUrl(url), "dodo_test_abc"});
        return result ? QString() : result.error().message;
    };
    QCOMPARE(sentence(Mode::Custom, u"https://test.dodopayments.com"_s),
        u"This is the address of test mode. Choose test mode for it."_s);
    QCOMPARE(sentence(Mode::Custom, u"https://live.dodopayments.com"_s),
        u"This is the address of live mode. Choose live mode for it."_s);
    QVERIFY(sentence(Mode::Test, u"https://pay.example"_s).contains(u"custom base URL"_s));
}

QTEST_GUILESS_MAIN(DestinationTest)
#include "tst_destination.moc"
