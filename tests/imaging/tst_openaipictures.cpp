// SPDX-License-Identifier: MIT
#include "imaging/imagecomplaint.h"
#include "imaging/imageerrors.h"
#include "imaging/pathpeer.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

namespace {

constexpr auto generations = "/v1/images/generations";

const ImageRequest lake{.prompt = u"a lake"_s, .model = u"gpt-image-2"_s, .tier = "draft"};

ImageRequest lakes(int count)
{
    ImageRequest out = lake;
    out.count = count;
    return out;
}

} // namespace

// The OpenAI shape over real sockets: several pictures a call, and what servers make of them.
class OpenAiPicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void severalPicturesComeInOneCall();
    void tokensAreSplit();
    void moreThanAskedAreLeftOut();
    void missingPicturesAreErrorsOfTheirOwn();
    void damagedPictureSpoilsNoOther();
    void nothingDeliveredIsAnError();
    void everyFormatIsTakenAsItCame_data();
    void everyFormatIsTakenAsItCame();
    void addressesAreFetchedEachOnItsOwn();
    void cancelTellsWhetherItMayBeCharged();
    void cancelWhileReadingIsCharged();
    void cancelWhileFetchingIsCharged();
    void tooManyAreNotAskedFor();
    void destinationStaysWithItsCall();
    void echoedKeyIsMasked();
    void longWaitIsNotObeyed();
    void ollamaIsNamed();
    void spareFieldsAreGivenUp();
    void otherFieldsAreNot();
    void proxyIsForOtherComputersOnly();
    void closedProxyIsNotCharged();

private:
    ImageDestination to(const QByteArray &provider = "openai") const
    {
        return {.provider = provider, .baseUrl = m_peer->url(), .key = "sk-secret", .name = u"Server"_s};
    }

    std::unique_ptr<ImageClient> client(const QByteArray &provider = "openai", ExchangeSink *sink = nullptr)
    {
        return std::make_unique<ImageClient>(to(provider), m_ids, m_clock, sink, quickLimits());
    }

    QJsonObject sent(qsizetype index = 0) const
    {
        const QByteArray request = m_peer->requests(generations).at(index);
        return QJsonDocument::fromJson(request.mid(request.indexOf("\r\n\r\n") + 4)).object();
    }

    std::unique_ptr<PathPeer> m_peer;
    RandomIds m_ids;
    SystemClock m_clock;
};

void OpenAiPicturesTest::init()
{
    m_peer = std::make_unique<PathPeer>();
}

void OpenAiPicturesTest::severalPicturesComeInOneCall()
{
    m_peer->on(generations,
        {PathPeer::json("{\"data\":[" + dataItem() + ',' + dataItem(pictureFile("PNG", Qt::red)) + ','
            + dataItem(pictureFile("PNG", Qt::green)) + "]}")});
    const auto images = client();
    const auto call = images->pictures(lakes(3));
    FINISHED(call);
    const Result<Pictures> pictures = call.future().result();
    QVERIFY2(pictures.ok(), pictures ? "" : qPrintable(pictures.error().message));
    QCOMPARE(pictures->size(), 3);
    QCOMPARE(pictures->at(1)->image.pixelColor(3, 3), QColor(Qt::red));
    QCOMPARE(pictures->at(2)->image.pixelColor(3, 3), QColor(Qt::green));
    QVERIFY(!pictures->at(0)->usage);
    QCOMPARE(sent()["n"_L1].toInt(), 3);
    QVERIFY(!sent().contains("stream"_L1));
    QCOMPARE(m_peer->asked(generations), 1);
}

void OpenAiPicturesTest::tokensAreSplit()
{
    m_peer->on(generations,
        {PathPeer::json("{\"data\":[" + dataItem() + ",{\"b64_json\":\"QUJD\"}," + dataItem()
            + "],\"usage\":{\"input_tokens\":21,\"output_tokens\":439,\"input_tokens_details\":"
              "{\"text_tokens\":20,\"image_tokens\":1}}}")});
    const auto images = client();
    const auto call = images->pictures(lakes(3));
    FINISHED(call);
    const Pictures pictures = *call.future().result();
    QCOMPARE(*pictures[0]->usage, (ImageUsage{.textIn = 10, .imageIn = 1, .out = 220}));
    QVERIFY(!pictures[1].ok());
    QCOMPARE(*pictures[2]->usage, (ImageUsage{.textIn = 10, .imageIn = 0, .out = 219}));
}

void OpenAiPicturesTest::moreThanAskedAreLeftOut()
{
    m_peer->on(generations, {PathPeer::json("{\"data\":[" + dataItem() + ',' + dataItem() + "]}")});
    const auto images = client();
    const auto call = images->pictures(lake);
    FINISHED(call);
    QCOMPARE(call.future().result()->size(), 1);
}

void OpenAiPicturesTest::missingPicturesAreErrorsOfTheirOwn()
{
    m_peer->on(generations, {PathPeer::json("{\"data\":[" + dataItem() + ",{}]}")});
    const auto images = client();
    const auto call = images->pictures(lakes(4));
    FINISHED(call);
    const Pictures pictures = *call.future().result();
    QCOMPARE(pictures.size(), 4);
    QVERIFY(pictures[0].ok());
    QCOMPARE(pictures[1].error().code, u"no_picture"_s);
    QCOMPARE(pictures[3].error().code, u"picture_missing"_s);
    QCOMPARE(pictures[3].error().message, u"Server made only 2 of 4 pictures."_s);
}

void OpenAiPicturesTest::damagedPictureSpoilsNoOther()
{
    const QByteArray cut = pictureFile("JPEG").chopped(30);
    m_peer->on(generations,
        {PathPeer::json("{\"data\":[{\"b64_json\":\"iVBOR\"}," + dataItem(cut) + ',' + dataItem() + "]}")});
    const auto images = client();
    const auto call = images->pictures(lakes(3));
    FINISHED(call);
    const Pictures pictures = *call.future().result();
    QCOMPARE(pictures[0].error().code, u"damaged_picture"_s);
    QCOMPARE(pictures[1].error().code, u"damaged_picture"_s);
    QVERIFY(pictures[2].ok());
}

void OpenAiPicturesTest::nothingDeliveredIsAnError()
{
    m_peer->on(generations, {PathPeer::json(R"({"data":[{"b64_json":"QUJD"},{"b64_json":"QUJD"}]})")});
    const auto images = client();
    const auto call = images->pictures(lakes(2));
    FINISHED(call);
    QVERIFY(!call.future().result().ok());
    QCOMPARE(call.future().result().error().kind, Kind::Protocol);
    QVERIFY(mayBeCharged(call.future().result().error(), provider("openai")));
}

void OpenAiPicturesTest::everyFormatIsTakenAsItCame_data()
{
    QTest::addColumn<QByteArray>("format");
    QTest::newRow("PNG") << QByteArray("png");
    QTest::newRow("JPEG") << QByteArray("jpeg");
    QTest::newRow("WebP") << QByteArray("webp");
}

void OpenAiPicturesTest::everyFormatIsTakenAsItCame()
{
    QFETCH(QByteArray, format);
    const QByteArray file = pictureFile(format);
    QVERIFY(!file.isEmpty());
    m_peer->on(generations,
        {PathPeer::json("{\"data\":[{\"b64_json\":\"data:image/png;base64," + file.toBase64() + "\"}]}")});
    const auto images = client();
    const auto call = images->pictures(lake);
    FINISHED(call);
    QCOMPARE(call.future().result()->first()->format, format);
    QCOMPARE(call.future().result()->first()->bytes, file);
}

void OpenAiPicturesTest::addressesAreFetchedEachOnItsOwn()
{
    const QByteArray base = m_peer->url().toEncoded();
    m_peer->on(generations,
        {PathPeer::json("{\"data\":[{\"url\":\"" + base + "/a.png\"},{\"url\":\"" + base
            + "/gone.png\"},{\"url\":\"file:///etc/passwd\"}]}")});
    m_peer->on("/a.png", {PathPeer::answer(pictureFile(), "image/png")});
    const auto images = client();
    const auto call = images->pictures(lakes(3));
    FINISHED(call);
    const Pictures pictures = *call.future().result();
    QVERIFY(pictures[0].ok());
    QCOMPARE(pictures[1].error().code, u"download_failed"_s);
    QCOMPARE(pictures[2].error().code, u"address_not_http"_s);
    QVERIFY(!m_peer->requests("/a.png").first().contains("secret"));
}

void OpenAiPicturesTest::cancelTellsWhetherItMayBeCharged()
{
    m_peer->on(generations, {PathPeer::json("{}", "503 Busy"), {}});
    ImageLimits limits = quickLimits();
    limits.backoff.first = 1h;
    ImageClient waiting(to(), m_ids, m_clock, nullptr, limits);
    const auto between = waiting.pictures(lake);
    QTRY_COMPARE(m_peer->asked(generations), 1);
    QTRY_COMPARE(m_peer->waiting(), 0);
    between.cancel();
    QVERIFY(between.future().isFinished());
    QVERIFY(!mayBeCharged(between.future().result().error(), provider("openai")));
    KeptExchanges kept;
    const auto images = client("openai", &kept);
    const auto underway = images->pictures(lake);
    QTRY_COMPARE(m_peer->asked(generations), 2);
    underway.cancel();
    QCOMPARE(kept.all.size(), 1); // the log shows what may be charged
    QCOMPARE(kept.all.first().failure->code, u"cancelled_underway"_s);
    QVERIFY(kept.all.first().requestBody.contains("a lake"));
    QVERIFY(underway.future().isFinished());
    QCOMPARE(underway.future().result().error().kind, Kind::Cancelled);
    QVERIFY(mayBeCharged(underway.future().result().error(), provider("openai")));
    QTRY_COMPARE(m_peer->waiting(), 0);
}

void OpenAiPicturesTest::cancelWhileReadingIsCharged()
{
    m_peer->on(generations, {PathPeer::json("{\"data\":[" + dataItem() + "]}")});
    KeptExchanges kept;
    const auto images = client("openai", &kept);
    const HeldPool held;
    const auto call = images->pictures(lake);
    QTRY_COMPARE(kept.all.size(), 1); // the whole answer is there
    call.cancel();
    QCOMPARE(kept.all.size(), 1); // once a try
    QCOMPARE(call.future().result().error().code, u"cancelled_underway"_s);
    QVERIFY(mayBeCharged(call.future().result().error(), provider("openai")));
}

void OpenAiPicturesTest::cancelWhileFetchingIsCharged()
{
    m_peer->on(generations,
        {PathPeer::json("{\"data\":[{\"url\":\"" + m_peer->url().toEncoded() + "/slow.png\"}]}")});
    m_peer->on("/slow.png", {{}});
    const auto images = client();
    const auto call = images->pictures(lake);
    QTRY_COMPARE(m_peer->asked("/slow.png"), 1);
    call.cancel();
    QCOMPARE(call.future().result().error().code, u"cancelled_underway"_s);
    QTRY_COMPARE(m_peer->waiting(), 0);
}

void OpenAiPicturesTest::tooManyAreNotAskedFor()
{
    const auto images = client();
    const auto call = images->pictures(lakes(11));
    QVERIFY(call.future().isFinished());
    QCOMPARE(call.future().result().error().code, u"too_many_pictures"_s);
    QCOMPARE(m_peer->asked(generations), 0);
}

void OpenAiPicturesTest::destinationStaysWithItsCall()
{
    m_peer->on(
        generations, {PathPeer::json("{}", "503 Busy"), PathPeer::json("{\"data\":[" + dataItem() + "]}")});
    const auto images = client();
    const auto call = images->pictures(lake);
    images->setDestination({.provider = "xai", .baseUrl = QUrl(u"http://127.0.0.1:1"_s)});
    FINISHED(call);
    QVERIFY(call.future().result().ok());
    QCOMPARE(call.future().result()->first()->engine, u"Server"_s);
    QCOMPARE(m_peer->asked(generations), 2);
}

void OpenAiPicturesTest::echoedKeyIsMasked()
{
    struct Kept : ExchangeSink {
        void record(Exchange exchange) override { exchanges.append(std::move(exchange)); }
        QList<Exchange> exchanges;
    } kept;
    m_peer->on(generations,
        {PathPeer::json(R"({"error":{"code":"odd","message":"The key sk-secret is odd."}})", "400 Bad")});
    const auto images = client("openai", &kept);
    const auto call = images->pictures(lake);
    FINISHED(call);
    QCOMPARE(call.future().result().error().message,
        u"Server does not take the request: “The key ••• is odd.”."_s);
    QCOMPARE(call.future().result().error().code, u"odd"_s);
    QCOMPARE(kept.exchanges.size(), 1);
    const QByteArray all = QJsonDocument(toJson(kept.exchanges[0])).toJson();
    QVERIFY(all.contains("is odd"));
    QVERIFY(!all.contains("sk-secret"));
}

void OpenAiPicturesTest::longWaitIsNotObeyed()
{
    QByteArray busy = PathPeer::json(R"({"error":{"code":"rate_limit_exceeded"}})", "429 Busy");
    busy.replace("Connection:", "Retry-After: 3600\r\nConnection:");
    m_peer->on(generations, {busy});
    const auto images = client();
    const auto call = images->pictures(lake);
    FINISHED(call);
    QCOMPARE(remedyFor(call.future().result().error()), ImageRemedy::Wait);
    QCOMPARE(m_peer->asked(generations), 1);
}

void OpenAiPicturesTest::ollamaIsNamed()
{
    const Error error = inContext(imageErrorOf(404, {}, "404 page not found", u"x"_s),
        {.provider = "compatible", .baseUrl = QUrl(u"http://localhost:11434/v1"_s)}, u"m"_s);
    QCOMPARE(error.code, u"ollama_removed"_s);
    QVERIFY(error.message.contains(u"Ollama"_s));
    QCOMPARE(remedyFor(error), ImageRemedy::ChangeAddress);
}

// A gateway that says it is like OpenAI's and knows neither of the two.
void OpenAiPicturesTest::spareFieldsAreGivenUp()
{
    const auto unknown = [](const QByteArray &field) {
        return PathPeer::json(
            "{\"error\":{\"code\":\"unknown_parameter\",\"param\":\"" + field + "\",\"message\":\"No.\"}}",
            "400 Bad");
    };
    m_peer->on(generations,
        {unknown("seed"), unknown("response_format"), PathPeer::json("{\"data\":[" + dataItem() + "]}")});
    ImageRequest seeded = lake;
    seeded.seed = 7;
    const auto images = client("compatible");
    const auto call = images->pictures(seeded);
    FINISHED(call);
    QVERIFY(call.future().result().ok());
    QVERIFY(!call.future().result()->first()->seed);
    QVERIFY(sent(0).contains("seed"_L1));
    QVERIFY(!sent(1).contains("seed"_L1));
    QVERIFY(sent(1).contains("response_format"_L1));
    QCOMPARE(sent(2).keys(), QStringList({u"model"_s, u"n"_s, u"prompt"_s, u"size"_s}));
    m_peer->on(generations, {unknown("seed")});
    const auto stubborn = images->pictures(seeded);
    FINISHED(stubborn);
    QCOMPARE(stubborn.future().result().error().code, u"unknown_parameter"_s);
    QCOMPARE(m_peer->asked(generations), 5);
}

void OpenAiPicturesTest::otherFieldsAreNot()
{
    m_peer->on(generations,
        {PathPeer::json(
            R"({"error":{"code":"unknown_parameter","param":"size","message":"No."}})", "400 Bad")});
    const auto images = client("compatible");
    const auto call = images->pictures(lake);
    FINISHED(call);
    QCOMPARE(
        call.future().result().error().message, u"Server does not take the field “size” with this model."_s);
    QCOMPARE(m_peer->asked(generations), 1);
}

void OpenAiPicturesTest::proxyIsForOtherComputersOnly()
{
    const QByteArray away = "http://pictures.invalid/v1/images/generations";
    const QByteArray picture = PathPeer::json("{\"data\":[" + dataItem() + "]}");
    m_peer->on(away, {picture});
    m_peer->on(generations, {picture});
    qputenv("http_proxy", m_peer->url().toEncoded());
    const auto images = client("compatible");
    const auto near = images->pictures(lake);
    const auto far = images->pictures(
        lake, {.provider = "compatible", .baseUrl = QUrl(u"http://pictures.invalid/v1"_s)});
    FINISHED(near);
    FINISHED(far);
    qunsetenv("http_proxy");
    QVERIFY(near.future().result().ok());
    QCOMPARE(m_peer->asked(generations), 1);
    QVERIFY(far.future().result().ok());
    QCOMPARE(m_peer->asked(away), 1);
}

// Nothing was sent: there is nothing that could be charged.
void OpenAiPicturesTest::closedProxyIsNotCharged()
{
    qputenv("https_proxy", m_peer->url().toEncoded());
    m_peer->stop();
    const auto images = client();
    const auto call
        = images->pictures(lake, {.provider = "openai", .baseUrl = QUrl(u"https://pictures.invalid/v1"_s)});
    FINISHED(call);
    qunsetenv("https_proxy");
    QCOMPARE(call.future().result().error().code, u"no_answer"_s);
    QCOMPARE(call.future().result().error().message, u"pictures.invalid takes no connection."_s);
    QVERIFY(!mayBeCharged(call.future().result().error(), provider("openai")));
}

QTEST_GUILESS_MAIN(OpenAiPicturesTest)
#include "tst_openaipictures.moc"
