// SPDX-License-Identifier: MIT
#include "imaging/imageerrors.h"
#include "ui/engines/addresstext.h"
#include "ui/engines/captext.h"
#include "ui/engines/enginewords.h"
#include "ui/engines/pricetable.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 21);

Decimal dollars(const char *text)
{
    return Decimal::fromText(text).value_or(Decimal(-1));
}

} // namespace

// What is typed in the sheet of picture engines, and what it answers.
class TestEngineTexts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void addressesAreRead_data();
    void addressesAreRead();
    void addressesAreRefused_data();
    void addressesAreRefused();
    void capsAreRead_data();
    void capsAreRead();
    void capsAreRefused_data();
    void capsAreRefused();
    void pricesByQualityAndSize();
    void whatIsNotKnownIsSaid();
    void whatIsFreeIsSaid();
    void closingModelsNameTheNearest();
    void livingModelsSayNothing();
    void eachFailureHasItsRemedy_data();
    void eachFailureHasItsRemedy();
    void aKeyThatMayNotListMayStillPaint();
    void whatACheckFinds();
};

void TestEngineTexts::addressesAreRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("note");
    QTest::newRow("whole") << u"https://api.example.com/v1"_s << u"https://api.example.com/v1"_s << QString();
    QTest::newRow("spaces around") << u"  http://127.0.0.1:7860 "_s << u"http://127.0.0.1:7860"_s
                                   << QString();
    QTest::newRow("this computer, no scheme")
        << u"127.0.0.1:7860"_s << u"http://127.0.0.1:7860"_s << u"Read as http://127.0.0.1:7860."_s;
    QTest::newRow("localhost, no scheme")
        << u"localhost:8080/v1"_s << u"http://localhost:8080/v1"_s << u"Read as http://localhost:8080/v1."_s;
    QTest::newRow("IPv6, no scheme") << u"[::1]:1234"_s << u"http://[::1]:1234"_s
                                     << u"Read as http://[::1]:1234."_s;
    QTest::newRow("in the house, no scheme")
        << u"192.168.1.20:7860"_s << u"http://192.168.1.20:7860"_s << u"Read as http://192.168.1.20:7860."_s;
    QTest::newRow("a name in the house")
        << u"studio.local:7860"_s << u"http://studio.local:7860"_s << u"Read as http://studio.local:7860."_s;
    QTest::newRow("far away, no scheme") << u"api.example.com/v1"_s << u"https://api.example.com/v1"_s
                                         << u"Read as https://api.example.com/v1."_s;
    QTest::newRow("with its call") << u"http://127.0.0.1:1234/v1/images/generations"_s
                                   << u"http://127.0.0.1:1234/v1"_s
                                   << u"The call at its end was taken off."_s;
    QTest::newRow("WebUI's call") << u"http://127.0.0.1:7860/sdapi/v1/txt2img"_s << u"http://127.0.0.1:7860"_s
                                  << u"The call at its end was taken off."_s;
}

void TestEngineTexts::addressesAreRead()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, url);
    QFETCH(const QString, note);
    const AddressText read = addressFromText(typed, KeyGoesAlong::No);
    QCOMPARE(read.refusal, QString());
    QCOMPARE(read.url, QUrl(url));
    QCOMPARE(read.note, note);
}

void TestEngineTexts::addressesAreRefused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("key");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("nothing") << u" "_s << false
                             << u"Write where the server listens, such as http://127.0.0.1:7860."_s;
    QTest::newRow("another scheme") << u"ftp://example.com"_s << false
                                    << u"The address starts with http:// or https://."_s;
    QTest::newRow("a file") << u"file:///etc/passwd"_s << false
                            << u"The address starts with http:// or https://."_s;
    QTest::newRow("no host") << u"http://"_s << false
                             << u"There is no server name in it. Write it like http://127.0.0.1:7860."_s;
    QTest::newRow("a user") << u"https://ada:secret@example.com"_s << false
                            << u"No user and no password in the address. Write them in the field below."_s;
    QTest::newRow("a user, no scheme")
        << u"ada:secret@example.com"_s << false
        << u"No user and no password in the address. Write them in the field below."_s;
    QTest::newRow("a query") << u"https://example.com/v1?key=secret"_s << false
                             << u"No “?” and no “#” in the address."_s;
    QTest::newRow("a space") << u"http://127.0. 0.1"_s << false << u"There is a space in the address."_s;
    QTest::newRow("a key over http") << u"http://192.168.1.20:8080"_s << true
                                     << u"A key goes over https only. Write https://, or forget the key."_s;
}

void TestEngineTexts::addressesAreRefused()
{
    QFETCH(const QString, typed);
    QFETCH(const bool, key);
    QFETCH(const QString, refusal);
    const AddressText read = addressFromText(typed, key ? KeyGoesAlong::Yes : KeyGoesAlong::No);
    QVERIFY(read.url.isEmpty());
    QCOMPARE(read.refusal, refusal);
    QVERIFY(!(read.refusal + read.note).contains(u"secret"_s));
}

void TestEngineTexts::capsAreRead_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("usd"); // empty: no cap
    QTest::addColumn<QString>("note");
    QTest::newRow("nothing") << u"  "_s << QByteArray() << QString();
    QTest::newRow("a point") << u"0.5"_s << QByteArray("0.5") << QString();
    QTest::newRow("a comma") << u"0,5"_s << QByteArray("0.5") << u"Read as $0.50."_s;
    QTest::newRow("a comma, two places") << u"12,50"_s << QByteArray("12.5") << u"Read as $12.50."_s;
    QTest::newRow("a comma, three places") << u"0,005"_s << QByteArray("0.005") << u"Read as $0.005."_s;
    QTest::newRow("dollars") << u"$ 10"_s << QByteArray("10") << QString();
    QTest::newRow("dollars after") << u"10 USD"_s << QByteArray("10") << QString();
    QTest::newRow("no 0 before the point") << u".25"_s << QByteArray("0.25") << QString();
    QTest::newRow("exact") << u"0.1"_s << QByteArray("0.1") << QString();
    QTest::newRow("none at all") << u"0"_s << QByteArray("0") << QString();
}

void TestEngineTexts::capsAreRead()
{
    QFETCH(const QString, typed);
    QFETCH(const QByteArray, usd);
    QFETCH(const QString, note);
    const CapText read = capFromText(typed);
    QCOMPARE(read.refusal, QString());
    QCOMPARE(read.usd.has_value(), !usd.isEmpty());
    if (read.usd)
        QCOMPARE(read.usd->toText(), usd);
    QCOMPARE(read.note, note);
    if (read.usd)
        QCOMPARE(capFromText(capFieldText(read.usd)).usd, read.usd); // what the field shows is what is kept
}

void TestEngineTexts::capsAreRefused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("refusal");
    const QString amount = u"This is not an amount. Write it like 0.50, or leave it empty."_s;
    QTest::newRow("two readings") << u"1,000"_s << u"Is that 1000 or 1.000? Write it without a comma."_s;
    QTest::newRow("comma and point") << u"1,000.50"_s << u"Write it without a comma, like 1000 or 0.50."_s;
    QTest::newRow("point and comma") << u"1.000,50"_s << u"Write it without a comma, like 1000 or 0.50."_s;
    QTest::newRow("below 0") << u"-1"_s << u"A cap cannot be below 0. Leave it empty for no cap."_s;
    QTest::newRow("words") << u"ten"_s << amount;
    QTest::newRow("an exponent") << u"1e3"_s << amount;
    QTest::newRow("euros") << u"5 €"_s << amount;
    QTest::newRow("too exact") << u"0.0000001"_s << u"At most 9 digits before the point and 6 after it."_s;
    QTest::newRow("too much") << u"10000000000"_s << u"At most 9 digits before the point and 6 after it."_s;
}

void TestEngineTexts::capsAreRefused()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, refusal);
    const CapText read = capFromText(typed);
    QVERIFY(!read.usd);
    QCOMPARE(read.refusal, refusal);
}

void TestEngineTexts::pricesByQualityAndSize()
{
    const PriceTable table = priceTable(provider("openai"), u"gpt-image-2"_s);
    QCOMPARE(table.columns.size(), 3);
    QCOMPARE(table.columns[0].tier, QByteArray("draft"));
    QCOMPARE(table.columns[0].asked, u"low"_s);
    QCOMPARE(table.columns[1].asked, u"medium"_s);
    QCOMPARE(table.columns[2].asked, u"high"_s);
    QVERIFY(table.rows.size() >= 2);
    QCOMPARE(table.rows[0].size, u"1024 × 1024"_s);
    for (const PriceTable::Row &row : table.rows) {
        QCOMPARE(row.prices.size(), 3);
        const Decimal draft = dollars(row.prices[0].sliced(1).toLatin1());
        const Decimal hd = dollars(row.prices[2].sliced(1).toLatin1());
        QVERIFY(!draft.isNegative() && draft < hd);
    }
    QVERIFY(table.note.startsWith(u"Estimates."));
}

void TestEngineTexts::whatIsNotKnownIsSaid()
{
    const PriceTable table = priceTable(provider("compatible"), u"some-model"_s);
    QCOMPARE(table.rows.size(), 1);
    QCOMPARE(table.rows[0].size, u"Any size"_s);
    QCOMPARE(table.rows[0].prices, QStringList({u"unknown"_s, u"unknown"_s, u"unknown"_s}));
}

void TestEngineTexts::whatIsFreeIsSaid()
{
    for (const QByteArray &id : {QByteArray("demo"), QByteArray("webui"), QByteArray("sdserver")}) {
        const PriceTable table = priceTable(provider(id), {});
        QCOMPARE(table.rows.size(), 1);
        QCOMPARE(table.rows[0].prices, QStringList({u"free"_s, u"free"_s, u"free"_s}));
    }
}

void TestEngineTexts::closingModelsNameTheNearest()
{
    const Provider &openAi = provider("openai");
    const enginewords::Ending gone = enginewords::endingOf(openAi.model(u"dall-e-3"_s), openAi, today);
    QVERIFY2(gone.text.startsWith(u"“dall-e-3” is gone since 12 May 2026."), qPrintable(gone.text));
    QVERIFY2(gone.text.contains(u"standard becomes medium, hd becomes high"), qPrintable(gone.text));
    QVERIFY(!gone.replacement.isEmpty());
    QCOMPARE(openAi.model(gone.replacement).life(today), ProviderModel::Life::Living);
    const enginewords::Ending closing
        = enginewords::endingOf(openAi.model(u"gpt-image-1.5"_s), openAi, today);
    QVERIFY2(closing.text.startsWith(u"“gpt-image-1.5” stops on 1 Dec 2026."), qPrintable(closing.text));
    QCOMPARE(enginewords::lifeText(openAi.model(u"gpt-image-1.5"_s), today), u"stops 1 Dec 2026"_s);
    QCOMPARE(enginewords::lifeText(openAi.model(u"dall-e-3"_s), today), u"gone since 12 May 2026"_s);
}

void TestEngineTexts::livingModelsSayNothing()
{
    const Provider &openAi = provider("openai");
    QVERIFY(enginewords::endingOf(openAi.model(u"gpt-image-2"_s), openAi, today).text.isEmpty());
    QVERIFY(enginewords::endingOf(openAi.model(u"a-name-nobody-knows"_s), openAi, today).text.isEmpty());
}

void TestEngineTexts::eachFailureHasItsRemedy_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QString>("text");
    QTest::newRow("no name") << QByteArray("host_unknown") << QByteArray("compatible") << QString();
    QTest::newRow("nothing there") << QByteArray("no_connection") << QByteArray("webui")
                                   << u"Start the server, or check the port."_s;
    QTest::newRow("no network") << QByteArray("no_connection") << QByteArray("openai")
                                << u"Check the network and its proxy."_s;
    QTest::newRow("no secure connection")
        << QByteArray("no_secure_connection") << QByteArray("compatible")
        << u"Check its certificate. A server on this computer may want http://."_s;
    QTest::newRow("wrong key") << QByteArray("invalid_api_key") << QByteArray("openai")
                               << u"Make one at platform.openai.com/api-keys and paste it."_s;
    QTest::newRow("no pictures here") << QByteArray("no_pictures_here") << QByteArray("compatible")
                                      << u"Check how the address ends. Most servers want /v1."_s;
    QTest::newRow("too slow") << QByteArray("too_slow") << QByteArray("openai") << QString();
}

void TestEngineTexts::eachFailureHasItsRemedy()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QByteArray, provider);
    QFETCH(const QString, text);
    const Error error = imageError(QLatin1StringView(code), u"example.com"_s, u"self-signed"_s);
    const enginewords::Check found = enginewords::checkWords(::provider(provider), KeyFrom::ThisRun, error);
    QCOMPARE(found.tone, enginewords::Check::Tone::Failed);
    QCOMPARE(found.head, error.message);
    QCOMPARE(found.text, text.isEmpty() ? nextStep(error) : text);
    QVERIFY(!found.text.isEmpty());
}

void TestEngineTexts::aKeyThatMayNotListMayStillPaint()
{
    for (const auto code : {"forbidden"_L1, "insufficient_quota"_L1, "rate_limit_exceeded"_L1}) {
        const Error error = imageError(code, u"OpenAI"_s);
        const auto found = enginewords::checkWords(provider("openai"), KeyFrom::ThisRun, error);
        QCOMPARE(found.tone, enginewords::Check::Tone::Doubt);
    }
}

void TestEngineTexts::whatACheckFinds()
{
    using Tone = enginewords::Check::Tone;
    const QUrl local(u"http://127.0.0.1:8080/v1"_s);
    const Provider &own = provider("compatible");
    auto found = enginewords::checkWords(
        own, local, KeyFrom::Nowhere, {{.id = u"a"_s, .ownedBy = {}, .shutdownDate = {}}});
    QCOMPARE(found.tone, Tone::Fine);
    QCOMPARE(found.head, u"127.0.0.1:8080 answers."_s);
    found = enginewords::checkWords(own, local, KeyFrom::Nowhere, QList<ModelInfo>());
    QCOMPARE(found.tone, Tone::Doubt);
    const Provider &openAi = provider("openai");
    found = enginewords::checkWords(openAi, openAi.baseUrl, KeyFrom::ThisRun,
        {{.id = u"gpt-image-2"_s, .ownedBy = {}, .shutdownDate = {}},
            {.id = u"whisper-1"_s, .ownedBy = {}, .shutdownDate = {}}});
    QCOMPARE(found.head, u"The key works."_s);
    QCOMPARE(found.text, u"It offers 1 picture model."_s);
    found = enginewords::checkWords(openAi, openAi.baseUrl, KeyFrom::ThisRun,
        {{.id = u"whisper-1"_s, .ownedBy = {}, .shutdownDate = {}}});
    QCOMPARE(found.tone, Tone::Doubt);
    QCOMPARE(found.text, u"It lists no picture models. Its project may not have any."_s);
}

QTEST_GUILESS_MAIN(TestEngineTexts)
#include "tst_enginetexts.moc"
