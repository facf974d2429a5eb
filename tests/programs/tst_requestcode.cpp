// SPDX-License-Identifier: MIT
#include "programs/requestcode.h"
#include "programs/requestjson.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString address = u"http://127.0.0.1:4010"_s;

Exchange sent(const QByteArray &method, const QByteArray &target, const QByteArray &body = {})
{
    Exchange out;
    out.seq = 1;
    out.method = method;
    out.target = target;
    out.requestBody = body;
    if (!body.isEmpty())
        out.requestHead = {{"content-type", "application/json"}};
    return out;
}

Exchange ingest(const QByteArray &metadata = "{\"quality\":\"hd\"}")
{
    Exchange out = sent("POST", "/events/ingest",
        "{\"events\":[{\"event_id\":\"img_1\",\"customer_id\":\"cus_1\",\"event_name\":\"image.generated\","
        "\"timestamp\":\"2026-11-25T10:00:00Z\",\"metadata\":"
            + metadata + "}]}");
    out.events = {"img_1"};
    return out;
}

QByteArray code(const Exchange &exchange, CodeKind kind, EventIds ids = EventIds::Recorded)
{
    const auto text = requestCode(exchange, kind, address, ids);
    return text ? *text : "refused: " + text.error().message.toUtf8();
}

} // namespace

class TestRequestCode : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasItsWords();
    void everyKindFillsItsTemplate_data();
    void everyKindFillsItsTemplate();
    void officialMethodsAreNamed_data();
    void officialMethodsAreNamed();
    void goNamesTheFieldsOfAnEvent();
    void otherwiseTheClientsOwnRequestIsUsed();
    void picturesGoToTheImageServer();
    void digitsThatWouldBeRoundedStayText();
    void newIdsLeaveTheTimeOut();
    void whatCannotBeSentIsRefused_data();
    void whatCannotBeSentIsRefused();
    void writtenJsonKeepsWhatWasWritten();
    void literalSafety_data();
    void literalSafety();
};

void TestRequestCode::everyKindHasItsWords()
{
    QStringList titles;
    for (const CodeKind kind : codeKinds()) {
        titles.append(codeTitle(kind));
        QVERIFY(codeRunLine(kind).contains(codeFileName(kind)));
    }
    QCOMPARE(titles.join(u' '), u"cURL TypeScript Python Go fetch PHP Ruby Java Kotlin C#"_s);
}

void TestRequestCode::everyKindFillsItsTemplate_data()
{
    QTest::addColumn<Exchange>("exchange");
    QTest::newRow("events") << ingest();
    QTest::newRow("no body") << sent("POST", "/meters/mtr_1/unarchive");
    QTest::newRow("a query") << sent("GET", "/meters?archived=true&page_size=5");
    QTest::newRow("no JSON") << sent("PATCH", "/products/pdt_1", "{'");
    QTest::newRow("a method without a call") << sent("OPTIONS", "/meters");
    QTest::newRow("a picture") << sent("POST", "/v1/images/generations", "{\"prompt\":\"a fox\"}");
    QTest::newRow("a head") << sent("HEAD", "/meters");
}

void TestRequestCode::everyKindFillsItsTemplate()
{
    QFETCH(Exchange, exchange);
    for (const CodeKind kind : codeKinds()) {
        for (const EventIds ids : {EventIds::Recorded, EventIds::Fresh}) {
            const QByteArray text = code(exchange, kind, ids);
            const QByteArray about = codeTitle(kind).toUtf8() + '\n' + text;
            QVERIFY2(text.size() > 200 && text.endsWith('\n'), about);
            QVERIFY2(!text.contains("{{") || kind == CodeKind::Go, about); // Go's lists of structs begin so
            QVERIFY2(!text.contains("{{#") && !text.contains("{{/"), about);
            QVERIFY2(text.contains("_API_KEY") && text.contains("_BASE_URL"), about);
            QVERIFY2(text.contains(exchange.method + ' '), about);
        }
    }
}

void TestRequestCode::officialMethodsAreNamed_data()
{
    QTest::addColumn<Exchange>("exchange");
    QTest::addColumn<QByteArray>("typeScript");
    QTest::addColumn<QByteArray>("python");
    QTest::addColumn<QByteArray>("go");
    QTest::newRow("ingest") << ingest() << QByteArray("client.usageEvents.ingest({")
                            << QByteArray("client.usage_events.with_raw_response.ingest(**BODY)")
                            << QByteArray("client.UsageEvents.Ingest(");
    QTest::newRow("an id with a slash")
        << sent("GET", "/events/gen:a%2Fb") << QByteArray("client.usageEvents.retrieve(\"gen:a/b\")")
        << QByteArray("client.usage_events.with_raw_response.retrieve(\"gen:a/b\")")
        << QByteArray("client.Execute("); // its client would not encode the slash
    QTest::newRow("list") << sent("GET", "/meters?archived=true&page_size=5")
                          << QByteArray("client.meters.list({ archived: true, page_size: 5 })")
                          << QByteArray("client.meters.with_raw_response.list(archived=True, page_size=5)")
                          << QByteArray(
                                 "dodopayments.MeterListParams{\n\t\t\tArchived: dodopayments.F(true),\n"
                                 "\t\t\tPageSize: dodopayments.F(int64(5)),\n\t\t}");
    QTest::newRow("archive") << sent("DELETE", "/meters/mtr_1")
                             << QByteArray("client.meters.archive(\"mtr_1\")")
                             << QByteArray("client.meters.with_raw_response.archive(\"mtr_1\")")
                             << QByteArray("err := client.Meters.Archive(");
    QTest::newRow("usage history")
        << sent("GET", "/subscriptions/sub_1/usage-history?meter_id=&start_date=2026-01-01T00%3A00%3A00Z")
        << QByteArray("client.subscriptions.retrieveUsageHistory(\"sub_1\", {")
        << QByteArray("client.subscriptions.with_raw_response.retrieve_usage_history(")
        << QByteArray("option.WithQuery(\"start_date\", \"2026-01-01T00:00:00Z\")");
    QTest::newRow("update") << sent("PATCH", "/products/pdt_1", "{\"name\":\"New\"}")
                            << QByteArray("client.products.update(\"pdt_1\", { name: \"New\" })")
                            << QByteArray("client.products.with_raw_response.update(\"pdt_1\", **BODY)")
                            << QByteArray("err := client.Products.Update(");
}

void TestRequestCode::officialMethodsAreNamed()
{
    QFETCH(Exchange, exchange);
    QFETCH(QByteArray, typeScript);
    QFETCH(QByteArray, python);
    QFETCH(QByteArray, go);
    for (const auto &[kind, call] : {std::pair{CodeKind::TypeScript, typeScript},
             std::pair{CodeKind::Python, python}, std::pair{CodeKind::Go, go}})
        QVERIFY2(code(exchange, kind).contains(call), code(exchange, kind));
}

void TestRequestCode::goNamesTheFieldsOfAnEvent()
{
    const QByteArray text = code(ingest("{\"quality\":\"hd\",\"n\":12.50,\"ok\":true}"), CodeKind::Go);
    const QByteArray fields = "\t\t\t\tEventID:    dodopayments.F(\"img_1\"),\n"
                              "\t\t\t\tCustomerID: dodopayments.F(\"cus_1\"),\n"
                              "\t\t\t\tEventName:  dodopayments.F(\"image.generated\"),\n"
                              "\t\t\t\tTimestamp:  dodopayments.Raw[time.Time](\"2026-11-25T10:00:00Z\"),\n"
                              "\t\t\t\tMetadata: "
                              "dodopayments.F(map[string]dodopayments.EventInputMetadataUnionParam{\n"
                              "\t\t\t\t\t\"quality\": shared.UnionString(\"hd\"),\n"
                              "\t\t\t\t\t\"n\":       shared.UnionFloat(12.50),\n"
                              "\t\t\t\t\t\"ok\":      shared.UnionBool(true),\n";
    QVERIFY2(text.contains(fields), text);
    // What the SDK's fields cannot hold goes out as the text it was.
    const QByteArray whole = code(ingest("{\"a\":null}"), CodeKind::Go);
    QVERIFY2(whole.contains("option.WithRequestBody(\"application/json\", []byte(body))"), whole);
    QVERIFY2(!whole.contains("\t\"time\"") && whole.contains("\"a\": null"), whole);
}

void TestRequestCode::otherwiseTheClientsOwnRequestIsUsed()
{
    const Exchange odd = sent("POST", "/events/ingest", "{\"events\":[],\"note\":1}");
    QVERIFY(code(odd, CodeKind::TypeScript).contains("client.post(\"/events/ingest\", {"));
    QVERIFY(code(odd, CodeKind::Python)
                .contains("client.post(\"/events/ingest\", cast_to=httpx.Response, body=BODY)"));
    QVERIFY(code(odd, CodeKind::Go).contains("err := client.Execute("));
    // A name twice in a query is more than the clients send.
    const Exchange twice = sent("GET", "/events?a=1&a=2");
    QVERIFY(code(twice, CodeKind::TypeScript).contains("await fetch("));
    QVERIFY(!code(twice, CodeKind::Python).contains("with_client"));
}

void TestRequestCode::picturesGoToTheImageServer()
{
    const Exchange served = sent("POST", "/v1/images/generations", "{\"prompt\":\"a fox\"}");
    const QByteArray text = code(served, CodeKind::TypeScript);
    QVERIFY2(text.contains("process.env.OPENAI_BASE_URL || \"http://127.0.0.1:4010/v1\""), text);
    QVERIFY2(text.contains("client.images.generate({ prompt: \"a fox\" })"), text);
    QVERIFY(code(served, CodeKind::Curl).contains("\"${base%/}\"'/images/generations'"));
    Exchange real = served;
    real.seq = 0; // this program's own call to another server
    QVERIFY(code(real, CodeKind::Curl).contains("${OPENAI_BASE_URL:-https://api.openai.com/v1}"));
}

void TestRequestCode::digitsThatWouldBeRoundedStayText()
{
    const Exchange big = ingest("{\"n\":12345678901234567890}");
    QVERIFY(code(big, CodeKind::TypeScript).contains("body: \"{\\\"events\\\""));
    QVERIFY(code(big, CodeKind::Fetch).contains("\\\"n\\\":12345678901234567890}"));
    QVERIFY(code(big, CodeKind::Python).contains("\"metadata\": {\"n\": 12345678901234567890}"));
    QVERIFY(code(big, CodeKind::Go).contains("\"n\": 12345678901234567890"));
    const Exchange fine = ingest("{\"n\":0.1234567890123456789}");
    QVERIFY(code(fine, CodeKind::Python).contains("BODY = \"{\\\"events\\\""));
}

void TestRequestCode::newIdsLeaveTheTimeOut()
{
    QVERIFY(hasEventIds(ingest()));
    QVERIFY(!hasEventIds(sent("GET", "/events")));
    for (const CodeKind kind : codeKinds()) {
        const QByteArray text = code(ingest(), kind, EventIds::Fresh);
        QVERIFY2(!text.contains("img_1") && !text.contains("timestamp") && !text.contains("Timestamp"), text);
        QVERIFY2(text.contains("bill anew") && !text.contains("billed once"), text);
        QVERIFY2(code(ingest(), kind).contains("billed once"), text);
    }
    // An id that looks like the mark of a new one stays what it is.
    const Exchange marked = ingest("{\"quality\":\"NEW_EVENT_ID\"}");
    QVERIFY(code(marked, CodeKind::Php, EventIds::Fresh).contains("\"quality\": \"NEW_EVENT_ID\""));
    QVERIFY(code(marked, CodeKind::Php, EventIds::Fresh).contains("\"event_id\": \"NEW_EVENT_ID_\""));
}

void TestRequestCode::whatCannotBeSentIsRefused_data()
{
    QTest::addColumn<Exchange>("exchange");
    QTest::addColumn<QString>("sentence");
    Exchange cut = ingest();
    cut.requestBody.chop(40);
    cut.requestBody += cutNoteStart + QByteArray("1.4 MB") + cutNoteEnd;
    QTest::newRow("cut") << cut << u"Only the start of this body was kept."_s;
    Exchange bytes = sent("POST", "/files", "(12 kB of image/png)");
    bytes.requestHead = {{"content-type", "image/png"}};
    QTest::newRow("bytes") << bytes << u"This body is not text."_s;
    QTest::newRow("broken letters") << sent("POST", "/meters", "\xff\xfe") << u"This body is not text."_s;
    QTest::newRow("no path") << sent("OPTIONS", "*")
                             << u"This request has no line that a program could send."_s;
    QTest::newRow("odd method") << sent("GET\r\nX", "/")
                                << u"This request has no line that a program could send."_s;
    QTest::newRow("dots") << sent("GET", "/meters/%2e%2E") << u"Programs shorten the dots in this address."_s;
}

void TestRequestCode::whatCannotBeSentIsRefused()
{
    QFETCH(Exchange, exchange);
    QFETCH(QString, sentence);
    QCOMPARE(checkRequestCode(exchange).error().message, sentence);
    for (const CodeKind kind : codeKinds())
        QCOMPARE(requestCode(exchange, kind, address).error().message, sentence);
}

void TestRequestCode::writtenJsonKeepsWhatWasWritten()
{
    const auto json = readWrittenJson(" {\"b\" : [1.50, \"\\u0041\\/\xe2\x80\xae\"],\"a\":{}, \"a\":null } ");
    QVERIFY(json);
    QCOMPARE(writtenLines(*json),
        QByteArray(
            "{\n  \"b\": [\n    1.50,\n    \"\\u0041\\/\\u202e\"\n  ],\n  \"a\": {},\n  \"a\": null\n}"));
    QCOMPARE(textOfToken("\"\\u0041\\/\\n\\\"\\ud83d\\ude00\""), u"A/\n\"😀"_s);
    for (const char *wrong : {"", "{", "{\"a\":1,}", "[1 2]", "01", "+1", "nul", "\"\\x\"", "\"a\nb\"",
             "{} {}", "{a:1}", "'a'", "\"\\u00g0\"", "NaN"})
        QVERIFY2(!readWrittenJson(wrong), wrong);
    QVERIFY(!readWrittenJson(QByteArray(80, '[') + QByteArray(80, ']')));
}

void TestRequestCode::literalSafety_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("doubles");
    QTest::addColumn<bool>("bigIntegers");
    QTest::newRow("plain") << QByteArray("[1,-0,0.1,1e3,12.50,1E+2,9007199254740991]") << true << true;
    QTest::newRow("whole and large") << QByteArray("12345678901234567890") << false << true;
    QTest::newRow("large but round") << QByteArray("1000000000000000000000") << true << true;
    QTest::newRow("many digits") << QByteArray("0.1234567890123456789") << false << false;
    QTest::newRow("too large") << QByteArray("1e400") << false << false;
    QTest::newRow("too small") << QByteArray("1e-400") << false << false;
    QTest::newRow("nothing at all") << QByteArray("0e999") << true << true;
    QTest::newRow("one key twice") << QByteArray("{\"a\":1,\"\\u0061\":2}") << false << false;
    QTest::newRow("half a pair") << QByteArray("\"\\ud800\"") << false << false;
    QTest::newRow("half a pair as a key") << QByteArray("{\"\\udc00\":1}") << false << false;
}

void TestRequestCode::literalSafety()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, doubles);
    QFETCH(bool, bigIntegers);
    const auto written = readWrittenJson(json);
    QVERIFY(written);
    QCOMPARE(isLiteralSafe(*written, Numbers::Doubles), doubles);
    QCOMPARE(isLiteralSafe(*written, Numbers::BigIntegers), bigIntegers);
}

QTEST_GUILESS_MAIN(TestRequestCode)
#include "tst_requestcode.moc"
