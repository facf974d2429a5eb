// SPDX-License-Identifier: MIT
#include "imaging/faultcase.h"

#include <QtEndian>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;
using End = Play::End;

namespace {

const QByteArray okHead = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

Play raw(const QByteArray &bytes, End end = End::Close)
{
    return {.bytes = bytes, .end = end};
}

QByteArray sse(const QByteArray &event, const QByteArray &data)
{
    return "event: " + event + "\ndata: " + data + "\n\n";
}

QByteArray completed()
{
    return sse("image_generation.completed",
        R"({"type":"image_generation.completed","b64_json":")" + faults::picture().toBase64() + "\"}");
}

QByteArray partial()
{
    return sse("image_generation.partial_image",
        R"({"type":"image_generation.partial_image","partial_image_index":0,"b64_json":")"
            + faults::picture(Qt::red).toBase64() + "\"}");
}

Play stream(const QByteArray &frames, End end = End::Close)
{
    return plays::withEnd(plays::unmeasured(frames, "text/event-stream"), end);
}

QByteArray chunked(const QByteArray &body, const QByteArray &ending)
{
    return okHead + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(body.size(), 16) + "\r\n" + body
        + "\r\n" + ending;
}

quint32 crc32(const QByteArray &bytes)
{
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }
    return ~crc;
}

// Four megabytes of spaces in four thousand bytes: what zlib makes, in gzip's frame.
QByteArray gzipBomb()
{
    const QByteArray spaces(4 * 1024 * 1024, ' ');
    const QByteArray zlib = qCompress(spaces, 9).sliced(4);
    QByteArray tail(8, '\0');
    qToLittleEndian(crc32(spaces), tail.data());
    qToLittleEndian(quint32(spaces.size()), tail.data() + 4);
    // Without zlib's own head and checksum.
    return QByteArray("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10) + zlib.sliced(2, zlib.size() - 6)
        + tail;
}

// A PNG that says it is 60,000 pixels wide and high.
QByteArray pictureBomb()
{
    QByteArray out = faults::picture();
    out.replace(16, 8, QByteArray("\x00\x00\xea\x60\x00\x00\xea\x60", 8));
    return out;
}

QByteArray urlItem(const QByteArray &url)
{
    return faults::items({"{\"url\":\"" + url + "\"}"});
}

} // namespace

// Connections that break, bodies that are none, addresses that lead nowhere (image-api.md 4.2, 4.3).
class TestImageFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connections_data();
    void connections() { play(); }
    void bodies_data();
    void bodies() { play(); }
    void streams_data();
    void streams() { play(); }
    void addresses_data();
    void addresses() { play(); }
    void redirectsAreNotFollowed_data();
    void redirectsAreNotFollowed();
    void nobodyThereIsAskedThreeTimes();

private:
    static void play()
    {
        QFETCH(FaultCase, fault);
        faults::run(fault);
    }
    static void row(const char *name, const FaultCase &fault) { QTest::newRow(name) << fault; }
};

void TestImageFaults::connections_data()
{
    QTest::addColumn<FaultCase>("fault");
    const Kind network = Kind::Network;
    const QByteArray off = "broke_off";
    const QByteArray whole = faults::good().bytes;
    row("reset at once",
        {.orders = {{.atOnce = true}}, .kind = network, .code = off, .orCode = "no_answer"});
    row("reset before the answer", {.orders = {raw({}, End::Reset)}, .kind = network, .code = off});
    row("closed before the answer", {.orders = {raw({})}, .kind = network, .code = off});
    row("reset in the head", {.orders = {raw(okHead.left(30), End::Reset)}, .kind = network, .code = off});
    row("reset in the body", {.orders = {raw(whole.chopped(20), End::Reset)}, .kind = network, .code = off});
    row("cut short of its length", {.orders = {raw(whole.chopped(20))}, .kind = network, .code = off});
    row("cut without a length",
        {.orders = {plays::unmeasured(faults::items({faults::item()}).chopped(20))},
            .kind = Kind::Protocol,
            .code = "not_json"});
    row("cut in chunks",
        {.orders = {raw(chunked(faults::items({faults::item()}), {}))}, .kind = network, .code = off});
    row("whole in chunks",
        {.orders = {raw(chunked(faults::items({faults::item()}), "0\r\n\r\n"))}, .delivered = 1});
    row("whole without a length",
        {.orders = {plays::unmeasured(faults::items({faults::item()}))}, .delivered = 1});
    row("reset after the answer", {.orders = {raw(whole, End::Reset)}, .delivered = 1});
    row("slow but steady", {.orders = {{.bytes = whole, .piece = 40}}, .delivered = 1});
    row("slower than the deadline",
        {.orders = {{.bytes = whole, .piece = 1}},
            .kind = Kind::Timeout,
            .code = "too_slow",
            .deadline = 400ms});
    row("no answer at all",
        {.orders = {raw({}, End::Stay)}, .kind = Kind::Timeout, .code = "too_slow", .deadline = 400ms});
    row("a head and then nothing",
        {.orders = {raw(okHead + "Content-Length: 500\r\n\r\n{", End::Stay)},
            .kind = Kind::Timeout,
            .code = "too_slow",
            .deadline = 400ms});
    row("not HTTP", {.orders = {raw("SSH-2.0-OpenSSH_9.2\r\n")}, .kind = network, .code = off});
}

void TestImageFaults::bodies_data()
{
    QTest::addColumn<FaultCase>("fault");
    const auto bad
        = [](const char *name, const QByteArray &body, const QByteArray &code, Kind kind = Kind::Protocol) {
              row(name, {.orders = {plays::json(body)}, .kind = kind, .code = code});
          };
    const auto file = [&](const char *name, const QByteArray &bytes) {
        bad(name, faults::items({faults::item(bytes)}), "damaged_picture");
    };
    bad("nothing", "", "not_json");
    bad("garbage", QByteArray("\x00\xff\x13PK\x03", 6), "not_json");
    bad("an array", "[]", "not_json");
    bad("ten thousand levels", QByteArray(10000, '['), "not_json");
    bad("no data", "{\"created\":1}", "no_picture");
    bad("empty data", faults::items({}), "no_picture");
    bad("an item without a payload", faults::items({"{}"}), "no_picture");
    bad("an empty payload", faults::items({R"({"b64_json":""})"}), "no_picture");
    bad("null for an item", faults::items({"null"}), "no_picture");
    bad("an error with status 200", R"({"error":{"message":"out of memory","type":"server_error"}})",
        "fault_told", Kind::Server);
    bad("an error text with status 200", R"({"error":"busy"})", "fault_told", Kind::Server);
    bad("a refusal with status 200",
        R"({"error":{"message":"No.","type":"image_generation_user_error","code":"moderation_blocked"}})",
        "moderation_blocked", Kind::Refused);
    bad("cut base64", faults::items({"{\"b64_json\":\"" + faults::picture().toBase64().left(41) + "\"}"}),
        "damaged_picture");
    bad("no base64", faults::items({R"({"b64_json":"%%%%"})"}), "damaged_picture");
    file("a cut picture", faults::picture().chopped(30));
    file("text", "This is no picture.");
    file("a GIF", "GIF89a\x01\x01");
    file("an SVG", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    file("a picture of 60,000 by 60,000", pictureBomb());
    bad("a huge answer", faults::items({faults::item(QByteArray(200'000, 'x'))}), "too_large");
    row("a gzip bomb",
        {.orders = {plays::answer("200 OK", gzipBomb(), "application/json", "Content-Encoding: gzip\r\n")},
            .kind = Kind::Protocol,
            .code = "too_large"});
    row("an HTML page",
        {.orders = {plays::answer("200 OK", "<html><h1>Sign in</h1></html>", "text/html")},
            .kind = Kind::Protocol,
            .code = "not_json"});
    row("JSON said to be HTML",
        {.orders = {plays::answer("200 OK", faults::items({faults::item()}), "text/html")}, .delivered = 1});
    row("with a data: prefix",
        {.orders = {plays::json(faults::items(
             {"{\"b64_json\":\"data:image/png;base64," + faults::picture().toBase64() + "\"}"}))},
            .delivered = 1});
    row("more than were asked for",
        {.orders = {plays::json(faults::items({faults::item(), faults::item(), faults::item()}))},
            .delivered = 1});
    row("fewer than were asked for",
        {.orders = {plays::json(faults::items({faults::item(), faults::item()}))},
            .delivered = 2,
            .count = 3});
    row("one of three damaged",
        {.orders = {plays::json(faults::items({faults::item(), faults::item("x"), faults::item()}))},
            .delivered = 2,
            .count = 3});
}

void TestImageFaults::streams_data()
{
    QTest::addColumn<FaultCase>("fault");
    const QByteArray failure = R"({"type":"error","error":{"type":"server_error","message":"Lost it."}})";
    const QByteArray refusal
        = R"({"type":"error","error":{"type":"image_generation_user_error","code":"moderation_blocked","message":"No."}})";
    row("whole", {.orders = {stream(partial() + completed())}, .delivered = 1});
    row("reset after the picture", {.orders = {stream(partial() + completed(), End::Reset)}, .delivered = 1});
    row("an error behind the picture",
        {.orders = {stream(completed() + sse("error", failure))}, .delivered = 1});
    row("an error after 200",
        {.orders = {stream(partial() + sse("error", failure))}, .kind = Kind::Server, .code = "fault_told"});
    row("a refusal after 200",
        {.orders = {stream(sse("error", refusal))}, .kind = Kind::Refused, .code = "moderation_blocked"});
    row("cut after a partial picture",
        {.orders = {stream(partial())}, .kind = Kind::Protocol, .code = "not_json"});
    row("reset after a partial picture",
        {.orders = {stream(partial(), End::Reset)}, .kind = Kind::Protocol, .code = "not_json"});
    row("cut within the picture",
        {.orders = {stream(completed().chopped(30))}, .kind = Kind::Protocol, .code = "not_json"});
    row("a picture that is none",
        {.orders = {stream(sse("image_generation.completed", R"({"b64_json":"aGVsbG8="})"))},
            .kind = Kind::Protocol,
            .code = "damaged_picture"});
    row("a stream that stops",
        {.orders = {stream(partial(), End::Stay)},
            .kind = Kind::Timeout,
            .code = "too_slow",
            .deadline = 400ms});
}

void TestImageFaults::addresses_data()
{
    QTest::addColumn<FaultCase>("fault");
    const QByteArray here = "%HERE%/made.png";
    const auto file = [](const QList<Play> &plays) {
        return QHash<QByteArray, QList<Play>>{{"/made.png", plays}};
    };
    const Play png = plays::answer("200 OK", faults::picture(), "image/png");
    const auto failed = [&](const char *name, const Play &play, const QByteArray &code,
                            Kind kind = Kind::Network, milliseconds deadline = 20s) {
        row(name,
            {.orders = {plays::json(urlItem(here))},
                .kind = kind,
                .code = code,
                .at = file({play}),
                .deadline = deadline});
    };
    row("on the same host", {.orders = {plays::json(urlItem(here))}, .delivered = 1, .at = file({png})});
    row("on another host",
        {.orders = {plays::json(urlItem("%ELSEWHERE%/made.png"))}, .delivered = 1, .at = file({png})});
    failed("expired", plays::answer("404 Not Found", "gone", "text/plain"), "download_failed");
    failed("forbidden", plays::answer("403 Forbidden", "<Error/>", "application/xml"), "download_failed");
    failed("sent on", plays::answer("302 Found", "", "text/html", "Location: /other.png\r\n"),
        "download_failed");
    failed("cut", raw(png.bytes.chopped(10)), "download_failed");
    failed("reset", raw(png.bytes.chopped(10), End::Reset), "download_failed");
    failed("never answered", raw({}, End::Stay), "download_failed", Kind::Network, 400ms);
    failed("a page", plays::answer("200 OK", "<html/>", "text/html"), "damaged_picture", Kind::Protocol);
    failed(
        "huge", plays::answer("200 OK", QByteArray(90'000, 'x'), "image/png"), "too_large", Kind::Protocol);
    for (const QByteArray url : {"file:///etc/passwd", "ftp://127.0.0.1/made.png", "/made.png", "qrc:/x.png"})
        row("not http: " + url,
            {.orders = {plays::json(urlItem(url))}, .kind = Kind::Protocol, .code = "address_not_http"});
    row("the data itself",
        {.orders = {plays::json(urlItem("data:image/png;base64," + faults::picture().toBase64()))},
            .delivered = 1});
    row("nobody there",
        {.orders = {plays::json(urlItem("http://127.0.0.1:1/made.png"))},
            .kind = Kind::Network,
            .code = "download_failed"});
}

void TestImageFaults::redirectsAreNotFollowed_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("location");
    const QByteArrayList all{"301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect",
        "308 Permanent Redirect"};
    for (const QByteArray &status : all) {
        QTest::newRow(status + " here") << status << QByteArray("%HERE%/v2/images/generations");
        QTest::newRow(status + " elsewhere")
            << status << QByteArray("http://evil.example/v1/images/generations");
    }
}

void TestImageFaults::redirectsAreNotFollowed()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, location);
    faults::run({.orders = {plays::answer(status, "", "text/html", "Location: " + location + "\r\n")},
        .kind = Kind::Protocol,
        .code = "redirected"});
}

void TestImageFaults::nobodyThereIsAskedThreeTimes()
{
    RandomIds ids;
    SystemClock clock;
    struct Kept : ExchangeSink {
        void record(Exchange exchange) override { tries.append(exchange.retry); }
        QList<int> tries;
    } kept;
    ImageClient client({.provider = "compatible", .baseUrl = QUrl(u"http://127.0.0.1:1/v1"_s)}, ids, clock,
        &kept, faults::limits(5s));
    const auto call = client.pictures({.prompt = u"a lake"_s, .model = u"any"_s});
    QTRY_VERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().code, u"no_connection"_s);
    QCOMPARE(call.future().result().error().kind, Kind::Network);
    QCOMPARE(kept.tries, (QList<int>{0, 1, 2}));
}

QTEST_GUILESS_MAIN(TestImageFaults)
#include "tst_imagefaults.moc"
