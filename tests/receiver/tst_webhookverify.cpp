// SPDX-License-Identifier: MIT
#include "receiver/seenwebhooks.h"
#include "receiver/webhooksecret.h"
#include "wrongsignatures.h"

#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(WebhookFault)

class TestWebhookVerify : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wrongOnesAreRefused_data();
    void wrongOnesAreRefused();
    void rightOnesAreTaken_data();
    void rightOnesAreTaken();
    void bothSecretsHoldWhileOneIsChanged();
    void theEdgesOfTheFiveMinutesPass();
    void aSecretIsReadStrictlyAndNeverShown();
    void idsAreRememberedForDaysAndNoMoreThanSo();
};

void TestWebhookVerify::wrongOnesAreRefused_data()
{
    QTest::addColumn<const void *>("wrong");
    int rows = 0;
    for (const auto *table : {&headerTable(), &timeTable(), &signatureTable(), &contentTable()}) {
        for (const Wrong &wrong : *table) {
            QTest::newRow(wrong.name) << static_cast<const void *>(&wrong);
            ++rows;
        }
    }
    QVERIFY(rows >= 40);
    qInfo("%d wrong messages", rows);
}

void TestWebhookVerify::wrongOnesAreRefused()
{
    QFETCH(const void *, wrong);
    const auto &row = *static_cast<const Wrong *>(wrong);
    Spoiled m;
    QVERIFY(verifyWebhook(m.headers, m.body, m.secrets, m.now).good()); // right before it is spoiled
    row.spoil(m);

    const WebhookVerdict verdict = verifyWebhook(m.headers, m.body, m.secrets, m.now);
    QVERIFY(!verdict.good());
    QCOMPARE(int(verdict.fault), int(row.fault));
    QVERIFY2(verdict.why.contains(QString::fromUtf8(row.why)), qPrintable(verdict.why));
    QVERIFY2(verdict.why.endsWith(u'.'), qPrintable(verdict.why));
    QCOMPARE(verdict.secret, -1);
}

void TestWebhookVerify::rightOnesAreTaken_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("seconds");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("signature");
    QTest::addColumn<bool>("upperCase");
    const QByteArray first = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    const QByteArray fit = "v1,5tO3eCyXhneXweg5XUDsNj4XD77DoAbT71ajcMZcsZ0=";
    const QByteArray second = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const QByteArray secondFit = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const QByteArray id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const QByteArray body = "{\"test\": 2432232314}";
    // Published: dodo-api.md 2.11 and qt-facts.md.
    QTest::newRow("published, 2.11") << first << QByteArray("msg_test") << QByteArray("1767225600")
                                     << QByteArray("{\"a\":1}") << fit << false;
    QTest::newRow("published, Standard Webhooks")
        << second << id << QByteArray("1614265330") << body << secondFit << false;
    QTest::newRow("with the prefix") << "whsec_" + second << id << QByteArray("1614265330") << body
                                     << secondFit << false;
    QTest::newRow("without the prefix") << first.mid(6) << QByteArray("msg_test") << QByteArray("1767225600")
                                        << QByteArray("{\"a\":1}") << fit << false;
    QTest::newRow("names in another case")
        << second << id << QByteArray("1614265330") << body << secondFit << true;
    QTest::newRow("behind a wrong one")
        << second << id << QByteArray("1614265330") << body << "v1,AAAA " + secondFit << false;
    QTest::newRow("among other versions")
        << second << id << QByteArray("1614265330") << body << "v1a,xyz " + secondFit + " v2,abc" << false;
    QTest::newRow("with two blanks between")
        << second << id << QByteArray("1614265330") << body << "v1,AAAA  " + secondFit << false;
}

void TestWebhookVerify::rightOnesAreTaken()
{
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, seconds);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, signature);
    QFETCH(bool, upperCase);
    Headers headers{{"webhook-id", id}, {"webhook-timestamp", seconds}, {"webhook-signature", signature}};
    for (auto &header : headers) {
        if (upperCase)
            header.first = header.first.toUpper();
    }
    const TimePoint at{std::chrono::seconds(seconds.toLongLong())};
    const WebhookVerdict verdict = verifyWebhook(headers, body, {secret}, at);
    QVERIFY2(verdict.good(), qPrintable(verdict.why));
    QCOMPARE(verdict.id, id);
    QCOMPARE(verdict.signedAt, at);
    QCOMPARE(verdict.secret, 0);
}

void TestWebhookVerify::bothSecretsHoldWhileOneIsChanged()
{
    const SignedMessage message;
    const auto verdict
        = verifyWebhook(message.headers(), message.body, {other, SignedMessage::whole}, message.at());
    QVERIFY(verdict.good());
    QCOMPARE(verdict.secret, 1);
    // One that cannot be read does not spoil the other.
    QVERIFY(verifyWebhook(message.headers(), message.body, {"whsec_!", SignedMessage::whole}, message.at())
                .good());
}

void TestWebhookVerify::theEdgesOfTheFiveMinutesPass()
{
    const SignedMessage message;
    const QList<QByteArray> secrets{SignedMessage::whole};
    for (const microseconds edge :
        {microseconds(300s), microseconds(-300s), microseconds(300'999'999), microseconds(0)}) {
        const auto verdict = verifyWebhook(message.headers(), message.body, secrets, message.at() + edge);
        QVERIFY2(verdict.good(), qPrintable(verdict.why));
    }
    QVERIFY(!verifyWebhook(message.headers(), message.body, secrets, message.at() + 301s).good());
    QVERIFY(!verifyWebhook(message.headers(), message.body, secrets, message.at() - 300'000'001us).good());
}

void TestWebhookVerify::aSecretIsReadStrictlyAndNeverShown()
{
    QCOMPARE(*webhookKeyOf(SignedMessage::whole), QByteArray(SignedMessage::bytes));
    QCOMPARE(*webhookKeyOf(QByteArray(SignedMessage::whole).mid(6)), QByteArray(SignedMessage::bytes));
    const auto wrong = webhookKeyOf("whsec_geheim!");
    QVERIFY(!wrong);
    QVERIFY(!wrong.error().message.contains(u"geheim"_s));
    QCOMPARE(wrong.error().field, u"secret"_s);
    QCOMPARE(maskedWebhookSecret(SignedMessage::whole), u"whsec_••••••••"_s);
    QVERIFY(maskedWebhookSecret({}).isEmpty());
}

void TestWebhookVerify::idsAreRememberedForDaysAndNoMoreThanSo()
{
    SeenInMemory seen(3);
    const TimePoint start{std::chrono::seconds(1767225600)};
    QCOMPARE(*seen.remember("a", start), std::optional<TimePoint>());
    QCOMPARE(*seen.remember("a", start + 24h), std::optional(start));
    QCOMPARE(*seen.remember("a", start + SeenWebhooks::kept), std::optional(start));
    QCOMPARE(*seen.remember("a", start + SeenWebhooks::kept + 1s), std::optional<TimePoint>());
    for (const char *id : {"b", "c", "d"})
        QCOMPARE(*seen.remember(id, start + 9 * 24h), std::optional<TimePoint>());
    QCOMPARE(*seen.remember("a", start + 9 * 24h), std::optional<TimePoint>()); // the oldest went
    QVERIFY((*seen.remember("d", start + 9 * 24h)).has_value());
}

QTEST_GUILESS_MAIN(TestWebhookVerify)
#include "tst_webhookverify.moc"
