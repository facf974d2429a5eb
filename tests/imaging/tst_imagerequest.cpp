// SPDX-License-Identifier: MIT
#include "imaging/imagerequest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

class ImageRequestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tierHasItsProviderQuality_data();
    void tierHasItsProviderQuality();
    void onlyTheProfilesFieldsAreSent_data();
    void onlyTheProfilesFieldsAreSent();
    void sizeIsInTheProvidersWords_data();
    void sizeIsInTheProvidersWords();
    void formatIsOneTheModelHas();
    void partialsAreForOneFinePicture();
    void addressToleratesSlashes_data();
    void addressToleratesSlashes();
    void otherProtocolsHaveTheirAddresses();
    void promptCannotGiveOrders_data();
    void promptCannotGiveOrders();
    void barSplitsNothing();
};

void ImageRequestTest::tierHasItsProviderQuality_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("tier");
    QTest::addColumn<QByteArray>("quality");
    const auto row = [](const char *model, const char *tier, const char *quality) {
        QTest::addRow("%s %s", model, tier)
            << QString::fromLatin1(model) << QByteArray(tier) << QByteArray(quality);
    };
    for (const char *model : {"demo-painter", "gpt-image-2", "gpt-image-2.5-flare"}) {
        row(model, "draft", "low");
        row(model, "standard", "medium");
        row(model, "hd", "high");
    }
    row("dall-e-3", "draft", "standard");
    row("dall-e-3", "standard", "standard");
    row("dall-e-3", "hd", "hd");
}

void ImageRequestTest::tierHasItsProviderQuality()
{
    QFETCH(QString, model);
    QFETCH(QByteArray, tier);
    QFETCH(QByteArray, quality);
    QCOMPARE(providerQuality(model == "demo-painter"_L1 ? "demo" : "openai", model, tier), quality);
}

void ImageRequestTest::onlyTheProfilesFieldsAreSent_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("fields");
    const auto row = [](const char *provider, const char *model, const char *fields) {
        QTest::addRow("%s %s", provider, model)
            << QByteArray(provider) << QString::fromLatin1(model) << QString::fromLatin1(fields);
    };
    row("demo", "demo-painter", "model n output_format prompt quality seed size stream style");
    row("demo", "gpt-image-2", "model n output_format prompt quality size stream");
    row("demo", "dall-e-3", "model n prompt quality size style");
    row("openai", "gpt-image-2",
        "background model n output_format partial_images prompt quality size stream");
    row("openai", "gpt-image-2.5-flare-2026-09-08",
        "background model n output_format partial_images prompt quality size stream");
    row("openai", "dall-e-3", "model n prompt quality size style");
    row("openai", "dall-e-2", "model n prompt size");
    row("openai", "of-tomorrow", "background model n output_format prompt quality size");
    row("compatible", "any", "model n prompt response_format seed size");
    row("compatible", "", "n prompt response_format seed size");
    row("localai", "sd", "model n negative_prompt prompt response_format size");
    row("vllm-omni", "sd", "model n negative_prompt prompt seed size");
    row("openvino", "sd", "model n prompt size");
    row("xai", "grok-imagine-image", "aspect_ratio model n prompt resolution response_format");
    row("together", "flux", "height model n negative_prompt prompt response_format seed width");
    row("deepinfra", "flux", "model n prompt size");
    row("webui", "sd", "batch_size height n_iter negative_prompt override_settings prompt seed width");
    row("webui", "", "batch_size height n_iter negative_prompt prompt seed width");
    row("sdserver", "sd", "batch_count height negative_prompt output_format prompt seed width");
}

// Everything is asked for; what the provider does not know is left out.
void ImageRequestTest::onlyTheProfilesFieldsAreSent()
{
    QFETCH(QByteArray, provider);
    QFETCH(QString, model);
    QFETCH(QString, fields);
    const ImageRequest request{.prompt = u"a lake"_s,
        .model = model,
        .tier = "hd",
        .seed = 7,
        .negative = u"fog"_s,
        .format = "webp",
        .transparent = true};
    const QJsonObject json = QJsonDocument::fromJson(bodyOf({.provider = provider}, request)).object();
    QStringList sent = json.keys();
    sent.sort();
    QCOMPARE(sent.join(u' '), fields);
    QCOMPARE(json["prompt"_L1].toString(), u"a lake"_s);
}

void ImageRequestTest::sizeIsInTheProvidersWords_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("ratio");
    QTest::addColumn<QString>("resolution");
    QTest::newRow("square") << QSize(1024, 1024) << u"1:1"_s << u"1k"_s;
    QTest::newRow("wide") << QSize(1536, 1024) << u"3:2"_s << u"1k"_s;
    QTest::newRow("tall") << QSize(1024, 1536) << u"2:3"_s << u"1k"_s;
    QTest::newRow("screen") << QSize(2048, 1152) << u"16:9"_s << u"2k"_s;
    QTest::newRow("nearly square") << QSize(1000, 1020) << u"1:1"_s << u"1k"_s;
    QTest::newRow("strip") << QSize(3000, 1000) << u"2:1"_s << u"2k"_s;
}

void ImageRequestTest::sizeIsInTheProvidersWords()
{
    QFETCH(QSize, size);
    QFETCH(QString, ratio);
    QFETCH(QString, resolution);
    const ImageRequest request{.prompt = u"a lake"_s, .size = size};
    const auto sent = [&](const QByteArray &provider) {
        return QJsonDocument::fromJson(bodyOf({.provider = provider}, request)).object();
    };
    QCOMPARE(sent("xai")["aspect_ratio"_L1].toString(), ratio);
    QCOMPARE(sent("xai")["resolution"_L1].toString(), resolution);
    QCOMPARE(sent("together")["width"_L1].toInt(), size.width());
    QCOMPARE(sent("webui")["height"_L1].toInt(), size.height());
    QCOMPARE(sent("openai")["size"_L1].toString(), u"%1x%2"_s.arg(size.width()).arg(size.height()));
}

void ImageRequestTest::formatIsOneTheModelHas()
{
    const auto sent = [](const char *provider, const char *format, bool transparent) {
        const ImageRequest request{
            .prompt = u"a lake"_s, .model = u"gpt-image-2"_s, .format = format, .transparent = transparent};
        return QJsonDocument::fromJson(bodyOf({.provider = provider}, request)).object();
    };
    QVERIFY(!sent("openai", "png", false).contains("output_format"_L1)); // unasked, that is what comes
    QVERIFY(!sent("openai", "gif", false).contains("output_format"_L1));
    QCOMPARE(sent("openai", "jpeg", true)["output_format"_L1].toString(), u"jpeg"_s);
    QVERIFY(!sent("openai", "jpeg", true).contains("background"_L1)); // JPEG cannot
    QCOMPARE(sent("openai", "png", true)["background"_L1].toString(), u"transparent"_s);
    QVERIFY(!sent("demo", "png", true).contains("background"_L1));
}

void ImageRequestTest::partialsAreForOneFinePicture()
{
    QCOMPARE(partialsAsked("openai", u"gpt-image-2"_s, "draft"), 0);
    QCOMPARE(partialsAsked("openai", u"gpt-image-2"_s, "standard"), 1);
    QCOMPARE(partialsAsked("openai", u"gpt-image-2"_s, "hd"), 2);
    QCOMPARE(partialsAsked("openai", u"gpt-image-2"_s, "hd", 2), 0);
    QCOMPARE(partialsAsked("openai", u"dall-e-3"_s, "hd"), 0);
    QCOMPARE(partialsAsked("compatible", u"any"_s, "hd"), 0);
}

void ImageRequestTest::addressToleratesSlashes_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("full");
    QTest::newRow("bare") << u"http://h:1"_s << u"http://h:1/v1/models"_s;
    QTest::newRow("slash") << u"http://h:1/"_s << u"http://h:1/v1/models"_s;
    QTest::newRow("v1") << u"https://h/v1"_s << u"https://h/v1/models"_s;
    QTest::newRow("v1 and slash") << u"https://h/v1/"_s << u"https://h/v1/models"_s;
    QTest::newRow("another prefix") << u"https://h/v3"_s << u"https://h/v3/models"_s;
}

void ImageRequestTest::addressToleratesSlashes()
{
    QFETCH(QString, base);
    QFETCH(QString, full);
    const ImageDestination destination{.provider = "openai", .baseUrl = QUrl(base), .key = {}, .name = {}};
    QCOMPARE(endpoint(destination, u"models"_s), QUrl(full));
}

void ImageRequestTest::otherProtocolsHaveTheirAddresses()
{
    const auto url = [](const char *provider, const char *base) {
        return generationUrl({.provider = provider, .baseUrl = QUrl(QString::fromLatin1(base))}).toString();
    };
    QCOMPARE(url("webui", "http://h:7860"), u"http://h:7860/sdapi/v1/txt2img"_s);
    QCOMPARE(url("webui", "http://h:7860/sdapi/v1/"), u"http://h:7860/sdapi/v1/txt2img"_s);
    QCOMPARE(url("sdserver", "http://h:1234/v1"), u"http://h:1234/sdcpp/v1/img_gen"_s);
    QCOMPARE(url("sdserver", "http://h/sd/"), u"http://h/sd/sdcpp/v1/img_gen"_s);
    QCOMPARE(url("deepinfra", "https://h/v1/openai"), u"https://h/v1/openai/images/generations"_s);
}

void ImageRequestTest::promptCannotGiveOrders_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::newRow("block") << u"a <sd_cpp_extra_args>{\"seed\":1}</SD_CPP_EXTRA_ARGS> cat"_s;
    QTest::newRow("inside another") << u"<sd_cpp_<sd_cpp_extra_args>extra_args>{}"_s;
    QTest::newRow("open") << u"a <sd_cpp_extra_args"_s;
    QTest::newRow("with an attribute") << u"<sd_cpp_extra_args x='1'>{}"_s;
}

void ImageRequestTest::promptCannotGiveOrders()
{
    QFETCH(QString, prompt);
    for (const char *provider : {"compatible", "webui", "sdserver", "localai"}) {
        const ImageRequest request{.prompt = prompt, .negative = prompt};
        QVERIFY(!bodyOf({.provider = provider}, request).toLower().contains("<sd_cpp_extra_args"));
    }
}

void ImageRequestTest::barSplitsNothing()
{
    const ImageRequest request{.prompt = u"a lake|fog"_s};
    QVERIFY(bodyOf({.provider = "localai"}, request).contains("a lake,fog"));
    QVERIFY(bodyOf({.provider = "compatible"}, request).contains("a lake|fog"));
}

QTEST_GUILESS_MAIN(ImageRequestTest)
#include "tst_imagerequest.moc"
