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
    void addressToleratesSlashes_data();
    void addressToleratesSlashes();
    void promptCannotGiveOrders();
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
    QTest::addColumn<QStringList>("fields");
    const QStringList base{u"model"_s, u"n"_s, u"prompt"_s, u"size"_s};
    QTest::newRow("demo painter") << QByteArray("demo") << u"demo-painter"_s
                                  << base + QStringList{u"quality"_s, u"style"_s, u"stream"_s, u"seed"_s};
    QTest::newRow("tutorial's model at the sandbox")
        << QByteArray("demo") << u"dall-e-3"_s << base + QStringList{u"quality"_s, u"style"_s};
    QTest::newRow("today's model") << QByteArray("openai") << u"gpt-image-2"_s
                                   << base + QStringList{u"quality"_s, u"stream"_s, u"partial_images"_s};
    QTest::newRow("compatible") << QByteArray("compatible") << u"sd"_s
                                << base + QStringList{u"response_format"_s, u"seed"_s};
    QTest::newRow("compatible, no model")
        << QByteArray("compatible") << QString()
        << QStringList{u"n"_s, u"prompt"_s, u"size"_s, u"response_format"_s, u"seed"_s};
}

void ImageRequestTest::onlyTheProfilesFieldsAreSent()
{
    QFETCH(QByteArray, provider);
    QFETCH(QString, model);
    QFETCH(QStringList, fields);
    const ImageDestination destination{.provider = provider, .baseUrl = {}, .key = {}, .name = {}};
    const ImageRequest request{.prompt = u"a lake"_s, .model = model, .seed = 7};
    const QJsonObject json = QJsonDocument::fromJson(bodyOf(destination, request)).object();
    QStringList sent = json.keys();
    sent.sort();
    fields.sort();
    QCOMPARE(sent, fields);
    QCOMPARE(json["n"_L1].toInt(), 1);
    QCOMPARE(json["size"_L1].toString(), u"1024x1024"_s);
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

void ImageRequestTest::promptCannotGiveOrders()
{
    const ImageDestination destination{.provider = "compatible", .baseUrl = {}, .key = {}, .name = {}};
    const ImageRequest request{
        .prompt = u"a <sd_cpp_extra_args>{\"seed\":1}</SD_CPP_EXTRA_ARGS> cat"_s, .model = {}};
    QVERIFY(!bodyOf(destination, request).toLower().contains("sd_cpp"));
}

QTEST_GUILESS_MAIN(ImageRequestTest)
#include "tst_imagerequest.moc"
