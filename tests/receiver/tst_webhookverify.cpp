// SPDX-License-Identifier: MIT
#include "receiver/seenwebhooks.h"
#include "receiver/webhooksecret.h"
#include "signed.h"

#include <QTest>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(WebhookFault)

namespace {

using Fault = WebhookFault;

const QByteArray other = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoZSBzYW1lIHNpemUhIQ==";

// A right message with one thing spoiled.
struct Wrong {
    const char *name;
    std::function<void(SignedMessage &, Headers &, QByteArray &body, QList<QByteArray> &secrets, TimePoint &)>
        spoil;
    Fault fault;
    const char *why;
};

void setHeader(Headers &headers, QByteArrayView name, const QByteArray &value)
{
    for (auto &[given, old] : headers) {
        if (given == name)
            old = value;
    }
}

void dropHeader(Headers &headers, QByteArrayView name)
{
    headers.removeIf([&](const auto &header) { return header.first == name; });
}

QByteArray flipped(QByteArray text, qsizetype at)
{
    text[at] = text[at] == 'A' ? 'B' : 'A';
    return text;
}

#define SPOIL                                                                                                \
    [](SignedMessage & message, Headers & headers, QByteArray & body, QList<QByteArray> & secrets,           \
        TimePoint & now)
#define NOT_USED                                                                                             \
    Q_UNUSED(message)                                                                                        \
    Q_UNUSED(headers)                                                                                        \
    Q_UNUSED(body)                                                                                           \
    Q_UNUSED(secrets)                                                                                        \
    Q_UNUSED(now)

void set(Headers &headers, const QByteArray &signature)
{
    setHeader(headers, "webhook-signature", signature);
}

const QList<Wrong> &headerTable()
{
    static const QList<Wrong> table{{"no id", SPOIL{NOT_USED dropHeader(headers, "webhook-id");
}
, Fault::HeaderMissing, "“webhook-id” is missing"
} // namespace
, {"no timestamp", SPOIL{NOT_USED dropHeader(headers, "webhook-timestamp");
}
, Fault::HeaderMissing, "“webhook-timestamp” is missing"
}
, {"no signature", SPOIL{NOT_USED dropHeader(headers, "webhook-signature");
}
, Fault::HeaderMissing, "“webhook-signature” is missing"
}
, {"no headers at all", SPOIL{NOT_USED headers.clear();
}
, Fault::HeaderMissing, "“webhook-id” is missing"
}
,
    {"another family's names",
        SPOIL{NOT_USED for (auto &header
                            : headers) header.first.replace("webhook-", "svix-");
}
, Fault::HeaderMissing, "“webhook-id” is missing"
}
, {"empty id", SPOIL{NOT_USED setHeader(headers, "webhook-id", "");
}
, Fault::HeaderEmpty, "“webhook-id” is empty"
}
, {"blank timestamp", SPOIL{NOT_USED setHeader(headers, "webhook-timestamp", "  ");
}
, Fault::HeaderEmpty, "“webhook-timestamp” is empty"
}
, {"empty signature", SPOIL{NOT_USED set(headers, "");
}
, Fault::HeaderEmpty, "“webhook-signature” is empty"
}
, {"id twice", SPOIL{NOT_USED headers.emplaceBack("webhook-id", message.id);
}
, Fault::HeaderRepeated, "“webhook-id” stands there 2 times"
}
, {"id twice in another case", SPOIL{NOT_USED headers.emplaceBack("Webhook-ID", "msg_other");
}
, Fault::HeaderRepeated, "“webhook-id” stands there 2 times"
}
, {"timestamp twice", SPOIL{NOT_USED headers.emplaceBack("WEBHOOK-TIMESTAMP", "1767225601");
}
, Fault::HeaderRepeated, "“webhook-timestamp” stands there 2 times"
}
, {"signature twice", SPOIL{NOT_USED headers.emplaceBack("webhook-signature", "v1,x");
}
, Fault::HeaderRepeated, "“webhook-signature” stands there 2 times"
}
, {"id with a dot", SPOIL{NOT_USED message.id = "msg.1";
headers = message.headers();
}
, Fault::BadId, "is no id"
}
, {"id with a blank", SPOIL{NOT_USED message.id = "msg 1";
headers = message.headers();
}
, Fault::BadId, "is no id"
}
, {"id with a control character", SPOIL{NOT_USED message.id = "msg\x01";
headers = message.headers();
}
, Fault::BadId, "is no id"
}
, {"id beyond ASCII", SPOIL{NOT_USED message.id = "msg_\xc3\xa9";
headers = message.headers();
}
, Fault::BadId, "is no id"
}
, {"id of 257 letters", SPOIL{NOT_USED message.id = QByteArray(257, 'a');
headers = message.headers();
}
, Fault::BadId, "is no id"
}
,
}
;
return table;
}

const QList<Wrong> &timeTable()
{
    static const auto stamped = [](SignedMessage &message, Headers &headers, const QByteArray &seconds) {
        message.seconds = seconds;
        headers = message.headers();
    };
    static const QList<Wrong> table{{"301 s old", SPOIL{NOT_USED now += 301s;
}
, Fault::TooOld, "301 s ago"
}
, {"301 s ahead", SPOIL{NOT_USED now -= 301s;
}
, Fault::TooNew, "301 s in the future"
}
, {"a day old", SPOIL{NOT_USED now += 24h;
}
, Fault::TooOld, "86400 s ago"
}
, {"of the year 1970", SPOIL{NOT_USED stamped(message, headers, "1");
}
, Fault::TooOld, "s ago"
}
, {"far ahead", SPOIL{NOT_USED stamped(message, headers, "999999999999");
}
, Fault::TooNew, "in the future"
}
, {"in milliseconds", SPOIL{NOT_USED stamped(message, headers, "1767225600000");
}
, Fault::BadTimestamp, "not in whole seconds"
}
, {"with a sign", SPOIL{NOT_USED stamped(message, headers, "+1767225600");
}
, Fault::BadTimestamp, "not in whole seconds"
}
, {"negative", SPOIL{NOT_USED stamped(message, headers, "-1767225600");
}
, Fault::BadTimestamp, "not in whole seconds"
}
, {"with a fraction", SPOIL{NOT_USED stamped(message, headers, "1767225600.5");
}
, Fault::BadTimestamp, "not in whole seconds"
}
, {"with an exponent", SPOIL{NOT_USED stamped(message, headers, "1e9");
}
, Fault::BadTimestamp, "not in whole seconds"
}
, {"with zeros before", SPOIL{NOT_USED stamped(message, headers, "01767225600");
}
, Fault::BadTimestamp, "not in whole seconds"
}
, {"in hexadecimal", SPOIL{NOT_USED stamped(message, headers, "0x6955B900");
}
, Fault::BadTimestamp, "not in whole seconds"
}
, {"as a date", SPOIL{NOT_USED stamped(message, headers, "2026-01-01T00:00:00Z");
}
, Fault::BadTimestamp, "not in whole seconds"
}
, {"moved by a second", SPOIL{NOT_USED setHeader(headers, "webhook-timestamp", "1767225601");
}
, Fault::WrongSignature, "does not fit"
}
,
}
;
return table;
}

const QList<Wrong> &signatureTable()
{
    static const QList<Wrong> table{
        {"first letter", SPOIL{NOT_USED set(headers, flipped(message.signature(), 3));
}
, Fault::WrongSignature, "does not fit"
}
,
    {"last letter before the filling",
        SPOIL{NOT_USED set(headers, flipped(message.signature(), message.signature().size() - 2));
}
, Fault::WrongSignature, "does not fit"
}
, {"letter in the middle", SPOIL{NOT_USED set(headers, flipped(message.signature(), 20));
}
, Fault::WrongSignature, "does not fit"
}
, {"filling left out", SPOIL{NOT_USED set(headers, message.signature().chopped(1));
}
, Fault::WrongSignature, "not as long"
}
, {"cut short", SPOIL{NOT_USED set(headers, message.signature().left(20));
}
, Fault::WrongSignature, "not as long"
}
, {"longer by a letter", SPOIL{NOT_USED set(headers, message.signature() + 'A');
}
, Fault::WrongSignature, "not as long"
}
, {"nothing behind v1", SPOIL{NOT_USED set(headers, "v1,");
}
, Fault::WrongSignature, "not as long"
}
,
    {"in hexadecimal",
        SPOIL{NOT_USED set(headers, "v1," + QByteArray::fromBase64(message.signature().mid(3)).toHex());
}
, Fault::WrongSignature, "not as long"
}
,
    {"in the letters of addresses",
        SPOIL{NOT_USED const auto raw = QByteArray::fromBase64(message.signature().mid(3));
auto text = raw.toBase64(QByteArray::Base64UrlEncoding);
text[5] = '-';
set(headers, "v1," + text);
}
, Fault::WrongSignature, "does not fit"
}
, {"of all zeros", SPOIL{NOT_USED set(headers, "v1," + QByteArray(32, 0).toBase64());
}
, Fault::WrongSignature, "does not fit"
}
, {"in quotes", SPOIL{NOT_USED set(headers, '"' + message.signature() + '"');
}
, Fault::NoKnownVersion, "of version v1"
}
, {"without a version", SPOIL{NOT_USED set(headers, message.signature().mid(3));
}
, Fault::NoKnownVersion, "of version v1"
}
, {"version 2 alone", SPOIL{NOT_USED set(headers, "v2," + message.signature().mid(3));
}
, Fault::NoKnownVersion, "of version v1"
}
, {"version v1a", SPOIL{NOT_USED set(headers, "v1a," + message.signature().mid(3));
}
, Fault::NoKnownVersion, "of version v1"
}
, {"version V1", SPOIL{NOT_USED set(headers, "V1," + message.signature().mid(3));
}
, Fault::NoKnownVersion, "of version v1"
}
, {"an equals sign for the comma", SPOIL{NOT_USED set(headers, "v1=" + message.signature().mid(3));
}
, Fault::NoKnownVersion, "of version v1"
}
,
    {"two wrong ones",
        SPOIL{NOT_USED set(headers, flipped(message.signature(), 4) + ' ' + flipped(message.signature(), 5));
}
, Fault::WrongSignature, "does not fit"
}
, {"right, joined by a comma", SPOIL{NOT_USED set(headers, "v1,AAAA," + message.signature());
}
, Fault::WrongSignature, "not as long"
}
,
}
;
return table;
}

const QList<Wrong> &contentTable()
{
    static const QList<Wrong> table{{"body with a blank more", SPOIL{NOT_USED body += ' ';
}
, Fault::WrongSignature, "does not fit"
}
, {"body with a line end more", SPOIL{NOT_USED body += '\n';
}
, Fault::WrongSignature, "does not fit"
}
, {"body written anew", SPOIL{NOT_USED body.replace(":", ": ");
}
, Fault::WrongSignature, "does not fit"
}
, {"body with a mark of byte order", SPOIL{NOT_USED body.prepend("\xef\xbb\xbf");
}
, Fault::WrongSignature, "does not fit"
}
, {"no body", SPOIL{NOT_USED body.clear();
}
, Fault::WrongSignature, "does not fit"
}
, {"body with one byte changed", SPOIL{NOT_USED body[3] = 'T';
}
, Fault::WrongSignature, "does not fit"
}
, {"another message's id", SPOIL{NOT_USED setHeader(headers, "webhook-id", "msg_2b8e");
}
, Fault::WrongSignature, "does not fit"
}
, {"signed by another secret", SPOIL{NOT_USED secrets = {other};
}
, Fault::WrongSignature, "does not fit"
}
, {"signed by the secret's text", SPOIL{NOT_USED message.key = SignedMessage::whole;
headers = message.headers();
}
, Fault::WrongSignature, "does not fit"
}
, {"signed by the base64 itself", SPOIL{NOT_USED message.key = QByteArray(SignedMessage::whole).mid(6);
headers = message.headers();
}
, Fault::WrongSignature, "does not fit"
}
, {"signed by nothing", SPOIL{NOT_USED message.key = "";
headers = message.headers();
}
, Fault::WrongSignature, "does not fit"
}
,
    {"the body alone is signed",
        SPOIL{NOT_USED set(headers,
            "v1,"
                + QMessageAuthenticationCode::hash(message.body, message.key, QCryptographicHash::Sha256)
                      .toBase64());
}
, Fault::WrongSignature, "does not fit"
}
,
    {"a hash without a key",
        SPOIL{NOT_USED const QByteArray said = message.id + '.' + message.seconds + '.' + message.body;
set(headers, "v1," + QCryptographicHash::hash(said, QCryptographicHash::Sha256).toBase64());
}
, Fault::WrongSignature, "does not fit"
}
, {"SHA-1", SPOIL{NOT_USED const QByteArray said = message.id + '.' + message.seconds + '.' + message.body;
set(headers,
    "v1," + QMessageAuthenticationCode::hash(said, message.key, QCryptographicHash::Sha1).toBase64());
}
, Fault::WrongSignature, "not as long"
}
, {"no secret here", SPOIL{NOT_USED secrets.clear();
}
, Fault::NoSecret, "no secret here"
}
, {"an empty secret here", SPOIL{NOT_USED secrets = {"whsec_"};
}
, Fault::BadSecret, "no base64"
}
,
    {"a secret with a letter that is no base64",
        SPOIL{NOT_USED secrets = {"whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY!"};
}
, Fault::BadSecret, "no base64"
}
,
    {"a secret with a line end inside",
        SPOIL{NOT_USED secrets = {"whsec_MDEyMzQ1Njc4OWFiY2Rl\nZjAxMjM0NTY3ODlhYmNkZWY="};
}
, Fault::BadSecret, "no base64"
}
, {"the prefix twice", SPOIL{NOT_USED secrets = {QByteArray("whsec_") + SignedMessage::whole};
}
, Fault::BadSecret, "no base64"
}
,
}
;
return table;
}

#undef SPOIL
#undef NOT_USED

} // namespace

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
    SignedMessage message;
    Headers headers = message.headers();
    QByteArray body = message.body;
    QList<QByteArray> secrets{SignedMessage::whole};
    TimePoint now = message.at();
    QVERIFY(verifyWebhook(headers, body, secrets, now).good()); // right before it is spoiled
    row.spoil(message, headers, body, secrets, now);

    const WebhookVerdict verdict = verifyWebhook(headers, body, secrets, now);
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
