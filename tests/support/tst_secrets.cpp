// SPDX-License-Identifier: MIT
#include "support/secrets.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestSecrets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysAreHidden_data();
    void keysAreHidden();
    void everyPartOfAnExchange();
    void whatHoldsNoKeyIsNotCopied();
};

void TestSecrets::keysAreHidden_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const QByteArray dots = u"••••••••"_s.toUtf8();
    const auto row = [](const char *name, const QByteArray &text, const QByteArray &shown) {
        QTest::newRow(name) << text << shown;
    };
    row("test key", R"({"key":"dodo_test_a1B2-c3_d4"})", R"({"key":"dodo_test_)" + dots + R"("})");
    row("live key", "/x?key=dodo_live_a1B2c3d4&y=1", "/x?key=dodo_live_" + dots + "&y=1");
    row("two of them", "dodo_live_abcdefg dodo_live_hijklmn", "dodo_live_" + dots + " dodo_live_" + dots);
    row("of a webhook", "whsec_MfKQ9r8GKYqrTwjU/PD+ILPZ=.", "whsec_" + dots + '.');
    row("of an image server", "Bearer sk-proj-0123456789abcdefghij", "Bearer sk-" + dots);
    row("already hidden", "dodo_test_" + dots, "dodo_test_" + dots);
    row("the name alone", "a key starts with dodo_test_ or sk-", "a key starts with dodo_test_ or sk-");
    row("a word that ends so", "a task-managementforeverybodyinhere", "a task-managementforeverybodyinhere");
    row("a short word", "an sk-etch of a lake", "an sk-etch of a lake");
    row("behind another name", "KEY_dodo_live_0123456789", "KEY_dodo_live_" + dots);
    row("nothing", "", "");
}

void TestSecrets::keysAreHidden()
{
    QFETCH(QByteArray, text);
    hideKeys(text);
    QTEST(text, "shown");
    hideKeys(text);
    QTEST(text, "shown");
}

void TestSecrets::everyPartOfAnExchange()
{
    const QByteArray key = "dodo_live_0123456789";
    Exchange exchange;
    exchange.target = "/customers?q=" + key;
    exchange.requestHead = {{"x-note", key}};
    exchange.requestBody = "{\"a\":\"" + key + "\"}";
    exchange.answerHead = {{"location", "https://a/?" + key}};
    exchange.answerBody = "{\"message\":\"no key " + key + "\"}";
    exchange.failure = Error{.message = u"no key "_s + QString::fromLatin1(key)};
    hideKeys(exchange);
    QVERIFY(!QDebug::toString(exchange.failure->message).contains(u"0123456789"_s));
    const QByteArray all = exchange.target + exchange.requestHead.first().second + exchange.requestBody
        + exchange.answerHead.first().second + exchange.answerBody;
    QVERIFY2(!all.contains("0123456789"), all.constData());
    QCOMPARE(all.count("dodo_live_"), 5);
}

void TestSecrets::whatHoldsNoKeyIsNotCopied()
{
    const QByteArray body(100'000, 'x');
    QByteArray same = body;
    hideKeys(same);
    QCOMPARE(same.constData(), body.constData());
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
