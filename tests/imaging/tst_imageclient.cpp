// SPDX-License-Identifier: MIT
#include "dodo/peer.h"
#include "imaging/imageclient.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

namespace {

const ImageRequest lake{.prompt = u"a lake"_s, .model = u"gpt-image-2"_s};

QByteArray png()
{
    QImage image(8, 4, QImage::Format_RGB32);
    image.fill(Qt::blue);
    QByteArray out;
    QBuffer buffer(&out);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return out;
}

QByteArray base64Answer(const QByteArray &picture = png())
{
    return Peer::answer("200 OK", R"({"data":[{"b64_json":")" + picture.toBase64() + R"("}]})");
}

QByteArray urlAnswer(const QByteArray &url)
{
    return Peer::answer("200 OK", R"({"data":[{"url":")" + url + R"(","revised_prompt":"a calm lake"}]})");
}

struct Kept : ExchangeSink {
    void record(Exchange exchange) override { exchanges.append(std::move(exchange)); }
    QList<Exchange> exchanges;
};

// The one picture of a call, or why there is none.
Result<Picture> onlyOf(const Call<Pictures> &call)
{
    return call.future().result().andThen([](const Pictures &all) { return all.first(); });
}

ImageLimits quick()
{
    return {.deadline = 5s,
        .listDeadline = 5s,
        .answerBytes = 10'000,
        .downloadBytes = 2'000,
        .backoff = {.retries = 2, .first = 1ms},
        .jitter = [] { return 1000; }};
}

} // namespace

class ImageClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void base64BecomesAPicture();
    void urlIsFetchedWithoutTheKey();
    void streamTellsItsStages();
    void foreignServersShowNoStages();
    void failuresAreTold_data();
    void failuresAreTold();
    void downloadFailuresAreTold_data();
    void downloadFailuresAreTold();
    void pictureIsAskedForOnce_data();
    void pictureIsAskedForOnce();
    void busyServerIsAskedAgain();
    void slowDripMeetsTheDeadline();
    void cancelReachesTheRequest();
    void callIsFinishedWhenTheClientDies();
    void recordHoldsNoPictureAndNoKey();
    void keyLeavesTheMachineEncryptedOnly();
    void addressHoldsNoSecondSecret_data();
    void addressHoldsNoSecondSecret();
    void modelsAreListed();

private:
    static ImageDestination to(const Peer &peer, const QByteArray &provider = "openai")
    {
        return {.provider = provider, .baseUrl = peer.url(), .key = "sk-secret", .name = u"Server"_s};
    }

    RandomIds m_ids;
    SystemClock m_clock;
    Kept m_kept;
};

void ImageClientTest::base64BecomesAPicture()
{
    Peer peer(base64Answer());
    ImageClient client(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    SETTLED(call);
    const Result<Picture> picture = onlyOf(call);
    QVERIFY(picture.ok());
    QCOMPARE(picture->bytes, png());
    QCOMPARE(picture->size, QSize(8, 4));
    QCOMPARE(picture->engine, u"Server"_s);
    QCOMPARE(picture->model, u"gpt-image-2"_s);
    QCOMPARE(picture->providerQuality, QByteArray("medium"));
    QVERIFY(peer.requests()[0].startsWith("POST /v1/images/generations HTTP/1.1\r\n"));
    QVERIFY(peer.requests()[0].contains("Authorization: Bearer sk-secret\r\n"));
    QVERIFY(!peer.requests()[0].toLower().contains(exchangeHeader.toByteArray()));
}

void ImageClientTest::urlIsFetchedWithoutTheKey()
{
    Peer files(Peer::answer("200 OK", png(), {}, "image/png"));
    Peer peer(urlAnswer(files.url().toEncoded() + "/x.png"));
    ImageClient client(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    SETTLED(call);
    QVERIFY(onlyOf(call).ok());
    QCOMPARE(onlyOf(call)->bytes, png());
    QCOMPARE(onlyOf(call)->revisedPrompt, u"a calm lake"_s);
    QVERIFY(files.requests()[0].startsWith("GET /x.png "));
    QVERIFY(!files.requests()[0].contains("secret"));
}

void ImageClientTest::streamTellsItsStages()
{
    const QByteArray stream
        = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
          "event: pixelmeter.progress\ndata: {\"stage\":\"sky\",\"done\":1,\"total\":2,"
          "\"preview_b64\":\"QUJD\"}\n\n"
          "event: image_generation.partial_image\ndata: {\"b64_json\":\"AAAA\"}\n\n"
          "event: image_generation.completed\ndata: {\"pixelmeter\":{\"caption\":\"lake\","
          "\"used\":[\"lake\"],\"unknown\":[\"a\"],\"seed\":9,\"engine\":\"E\"},\"b64_json\":\""
        + png().toBase64() + "\"}\n\n";
    Peer peer(stream);
    ImageClient client(to(peer, "demo"), m_ids, m_clock, &m_kept, quick());
    m_kept.exchanges.clear();
    const auto call = client.pictures({.prompt = u"a lake"_s, .model = u"demo-painter"_s});
    QStringList stages;
    QByteArray seen;
    connect(call.progress(), &CallProgress::stage, this,
        [&](const QString &name, int done, int total, const QByteArray &preview) {
            stages.append(u"%1 %2/%3"_s.arg(name).arg(done).arg(total));
            seen = preview;
        });
    SETTLED(call);
    const Result<Picture> picture = onlyOf(call);
    QVERIFY(picture.ok());
    QCOMPARE(stages, QStringList{u"sky 1/2"_s});
    QCOMPARE(seen, QByteArray("ABC"));
    QCOMPARE(picture->caption, u"lake"_s);
    QCOMPARE(picture->unknown, QStringList{u"a"_s});
    QCOMPARE(picture->engine, u"E"_s);
    QCOMPARE(picture->seed, std::optional<quint64>(9));
    QVERIFY(peer.requests()[0].toLower().contains(exchangeHeader.toByteArray()));
    QVERIFY(m_kept.exchanges.isEmpty());
}

void ImageClientTest::foreignServersShowNoStages()
{
    Peer peer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
              "event: pixelmeter.progress\ndata: {\"stage\":\"sky\",\"done\":1,\"total\":2}\n\n"
              "event: image_generation.completed\ndata: {\"b64_json\":\""
        + png().toBase64() + "\"}\n\n");
    ImageClient client(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    QSignalSpy stages(call.progress(), &CallProgress::stage);
    SETTLED(call);
    QVERIFY(call.future().result().ok());
    QCOMPARE(stages.count(), 0);
}

void ImageClientTest::failuresAreTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("no answer") << QByteArray() << Kind::Network;
    QTest::newRow("cut") << base64Answer().chopped(40) << Kind::Network;
    QTest::newRow("cut without a length")
        << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"data\":[{") << Kind::Protocol;
    QTest::newRow("stream without an end")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: image_gen")
        << Kind::Protocol;
    QTest::newRow("refused in a stream")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: error\ndata: "
                      "{\"error\":{\"code\":\"moderation_blocked\",\"message\":\"No.\"}}\n\n")
        << Kind::Refused;
    QTest::newRow("too large") << base64Answer(QByteArray(20'000, 'x')) << Kind::Protocol;
    QTest::newRow("SVG inside") << base64Answer("<svg xmlns='http://www.w3.org/2000/svg'/>")
                                << Kind::Protocol;
    QTest::newRow("empty data") << Peer::answer("200 OK", R"({"data":[]})") << Kind::Protocol;
    QTest::newRow("redirect") << Peer::answer("307 T", {}, "Location: http://127.0.0.1:1/\r\n")
                              << Kind::Protocol;
    QTest::newRow("wrong key") << Peer::answer(
        "401 U", R"({"error":{"code":"invalid_api_key","message":"No."}})")
                               << Kind::Unauthorized;
    QTest::newRow("file address") << urlAnswer("file:///etc/passwd") << Kind::Protocol;
}

void ImageClientTest::failuresAreTold()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    Peer peer(bytes);
    ImageClient client(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    SETTLED(call);
    const Result<Picture> picture = onlyOf(call);
    QVERIFY(!picture.ok());
    QCOMPARE(picture.error().kind, kind);
    QVERIFY(!picture.error().message.isEmpty());
}

void ImageClientTest::downloadFailuresAreTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("gone") << Peer::answer("404 Not Found", {}) << Kind::Network;
    QTest::newRow("redirect") << Peer::answer("302 F", {}, "Location: http://127.0.0.1:1/\r\n")
                              << Kind::Network;
    QTest::newRow("cut") << Peer::answer("200 OK", png()).chopped(5) << Kind::Network;
    QTest::newRow("too large") << Peer::answer("200 OK", QByteArray(3'000, 'x')) << Kind::Protocol;
    QTest::newRow("HTML") << Peer::answer("200 OK", "<html>") << Kind::Protocol;
}

void ImageClientTest::downloadFailuresAreTold()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    Peer files(bytes);
    Peer peer(urlAnswer(files.url().toEncoded() + "/x.png"));
    ImageClient client(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    SETTLED(call);
    QVERIFY(!call.future().result().ok());
    QCOMPARE(call.future().result().error().kind, kind);
    QCOMPARE(peer.requests().size(), 1);
}

void ImageClientTest::pictureIsAskedForOnce_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("hung up") << QByteArray();
    QTest::newRow("garbage") << QByteArray("nonsense\r\n\r\n");
    QTest::newRow("fault") << Peer::answer("500 Fault", "{}");
    QTest::newRow("no credit") << Peer::answer("429 T", R"({"error":{"code":"insufficient_quota"}})");
}

void ImageClientTest::pictureIsAskedForOnce()
{
    QFETCH(QByteArray, bytes);
    Peer peer(bytes);
    ImageClient client(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    SETTLED(call);
    QVERIFY(!call.future().result().ok());
    QCOMPARE(peer.requests().size(), 1);
}

void ImageClientTest::busyServerIsAskedAgain()
{
    Peer peer(
        {{Peer::answer("429 T", R"({"error":{"code":"rate_limit_exceeded"}})", "Retry-After-Ms: 1\r\n")},
            {Peer::answer("503 B", "{}")}, {base64Answer()}});
    ImageClient client(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    SETTLED(call);
    QVERIFY(call.future().result().ok());
    QCOMPARE(peer.requests().size(), 3);
}

void ImageClientTest::slowDripMeetsTheDeadline()
{
    Peer peer({{"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", Peer::Then::Drip}});
    ImageLimits limits = quick();
    limits.deadline = 100ms;
    ImageClient client(to(peer), m_ids, m_clock, nullptr, limits);
    const auto call = client.pictures(lake);
    SETTLED(call);
    QCOMPARE(call.future().result().error().kind, Kind::Timeout);
    QCOMPARE(peer.requests().size(), 1);
}

void ImageClientTest::cancelReachesTheRequest()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    ImageClient client(to(peer), m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    QTRY_COMPARE(peer.requests().size(), 1);
    call.cancel();
    QVERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().kind, Kind::Cancelled);
    QTRY_COMPARE(peer.open(), 0);
}

void ImageClientTest::callIsFinishedWhenTheClientDies()
{
    Peer peer({{{}, Peer::Then::KeepOpen}});
    auto client = std::make_unique<ImageClient>(to(peer), m_ids, m_clock, nullptr, quick());
    const auto picture = client->pictures(lake);
    const auto models = client->models();
    QTRY_COMPARE(peer.requests().size(), 2);
    client.reset();
    QVERIFY(picture.future().isFinished());
    QCOMPARE(picture.future().result().error().kind, Kind::Cancelled);
    QVERIFY(models.future().isFinished());
    QVERIFY(!models.future().result().ok());
}

void ImageClientTest::recordHoldsNoPictureAndNoKey()
{
    Peer peer(base64Answer(png() + QByteArray(1'000, 'x')));
    ImageClient client(to(peer, "compatible"), m_ids, m_clock, &m_kept, quick());
    m_kept.exchanges.clear();
    const auto call = client.pictures(lake);
    SETTLED(call);
    QCOMPARE(m_kept.exchanges.size(), 1);
    const Exchange &exchange = m_kept.exchanges[0];
    QCOMPARE(exchange.target, QByteArray("/v1/images/generations"));
    QVERIFY(exchange.requestBody.contains("a lake"));
    QVERIFY(exchange.answerBody.contains(" bytes\""));
    QVERIFY(exchange.answerBody.size() < 100);
    QVERIFY(headerValue(exchange.requestHead, "authorization") != "Bearer sk-secret");
}

void ImageClientTest::keyLeavesTheMachineEncryptedOnly()
{
    const ImageDestination plain{
        .provider = "compatible", .baseUrl = QUrl(u"http://192.0.2.1/v1"_s), .key = "sk"};
    ImageClient client(plain, m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    QVERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().field, u"base_url"_s);
}

void ImageClientTest::addressHoldsNoSecondSecret_data()
{
    QTest::addColumn<QUrl>("url");
    QTest::newRow("user") << QUrl(u"http://me:secret@127.0.0.1:1/v1"_s);
    QTest::newRow("query") << QUrl(u"http://127.0.0.1:1/v1?key=secret"_s);
    QTest::newRow("fragment") << QUrl(u"http://127.0.0.1:1/v1#secret"_s);
}

void ImageClientTest::addressHoldsNoSecondSecret()
{
    QFETCH(QUrl, url);
    ImageClient client(
        {.provider = "compatible", .baseUrl = url, .key = {}, .name = {}}, m_ids, m_clock, nullptr, quick());
    const auto call = client.pictures(lake);
    QVERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().field, u"base_url"_s);
}

void ImageClientTest::modelsAreListed()
{
    Peer peer(Peer::answer("200 OK",
        R"({"data":[{"id":"a","owned_by":"x","shutdown_date":"2026-12-01"},{"id":"b","shutdown_date":null}]})"));
    ImageClient client(to(peer, "compatible"), m_ids, m_clock, nullptr, quick());
    const auto call = client.models();
    SETTLED(call);
    QCOMPARE(*call.future().result(),
        (QList<ModelInfo>{{u"a"_s, u"x"_s, u"2026-12-01"_s}, {u"b"_s, {}, std::nullopt}}));
    Peer wrong(Peer::answer("200 OK", R"({"models":[]})"));
    client.setDestination(to(wrong, "compatible"));
    const auto failed = client.models();
    SETTLED(failed);
    QCOMPARE(failed.future().result().error().kind, Kind::Protocol);
}

QTEST_GUILESS_MAIN(ImageClientTest)
#include "tst_imageclient.moc"
