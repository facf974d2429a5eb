// SPDX-License-Identifier: MIT
#include "imaging/imageclient.h"
#include "sandbox/sandbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

#define SETTLED(call) QTRY_VERIFY_WITH_TIMEOUT((call).future().isFinished(), 30'000)

// The client against the sandbox's own image server.
class DemoPainterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void promptBecomesAPictureInStages();
    void sameSeedGivesTheSamePicture();
    void tutorialsModelComesByUrl();
    void todaysModelAnswers();
    void unknownModelIsNamed();
    void cancelLeavesNoPicture();
    void modelsAreListed();
    void openAisWordsBringPartialPictures();
    void severalComeInOneCall();
    void otherProtocolsPaintToo_data();
    void otherProtocolsPaintToo();
    void otherProtocolsAreCancelled_data();
    void otherProtocolsAreCancelled();
    void refusedPromptIsRefusedEverywhere_data();
    void refusedPromptIsRefusedEverywhere();

private:
    ImageDestination to(const QByteArray &provider) const
    {
        const SandboxAddress address = m_sandbox->address();
        return {.provider = provider, .baseUrl = QUrl(address.imageUrl), .key = "me:" + address.apiKey};
    }

    static void providersOfTheirOwnProtocol()
    {
        QTest::addColumn<QByteArray>("provider");
        QTest::newRow("WebUI") << QByteArray("webui");
        QTest::newRow("sd-server") << QByteArray("sdserver");
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<ImageClient> m_client;
    RandomIds m_ids;
    SystemClock m_clock;
};

void DemoPainterTest::initTestCase()
{
    SandboxOptions options;
    options.folder = m_folder.path();
    options.port = 0;
    auto sandbox = Sandbox::start(options);
    QVERIFY2(sandbox.ok(), sandbox ? "" : qPrintable(sandbox.error().message));
    m_sandbox = std::move(*sandbox);
    const SandboxAddress address = m_sandbox->address();
    m_client = std::make_unique<ImageClient>(
        ImageDestination{.baseUrl = QUrl(address.imageUrl), .key = address.apiKey}, m_ids, m_clock, nullptr);
}

void DemoPainterTest::promptBecomesAPictureInStages()
{
    const auto call = m_client->generate({.prompt = u"a lake in the mountains at sunset, flurb"_s,
        .model = u"demo-painter"_s,
        .tier = "draft",
        .size = {512, 512},
        .seed = 5});
    int stages = 0;
    connect(call.progress(), &CallProgress::stage, this, [&] { ++stages; });
    SETTLED(call);
    const Result<Picture> picture = call.future().result();
    QVERIFY2(picture.ok(), picture ? "" : qPrintable(picture.error().message));
    QCOMPARE(picture->size, QSize(512, 512));
    QCOMPARE(picture->format, QByteArray("png"));
    QCOMPARE(picture->providerQuality, QByteArray("low"));
    QCOMPARE(picture->seed, std::optional<quint64>(5));
    QVERIFY(picture->unknown.contains(u"flurb"_s));
    QVERIFY(!picture->caption.isEmpty());
    QVERIFY(stages > 2);
}

void DemoPainterTest::sameSeedGivesTheSamePicture()
{
    const ImageRequest request{
        .prompt = u"a forest"_s, .model = u"demo-painter"_s, .tier = "draft", .size = {256, 256}, .seed = 1};
    const auto first = m_client->generate(request);
    SETTLED(first);
    const auto second = m_client->generate(request);
    SETTLED(second);
    QCOMPARE(first.future().result()->bytes, second.future().result()->bytes);
}

void DemoPainterTest::tutorialsModelComesByUrl()
{
    const auto call = m_client->generate({.prompt = u"a meadow"_s, .model = u"dall-e-3"_s});
    SETTLED(call);
    const Result<Picture> picture = call.future().result();
    QVERIFY2(picture.ok(), picture ? "" : qPrintable(picture.error().message));
    QCOMPARE(picture->size, QSize(1024, 1024));
    QVERIFY(picture->revisedPrompt.has_value());
    QCOMPARE(picture->providerQuality, QByteArray("standard"));
}

void DemoPainterTest::todaysModelAnswers()
{
    const auto call
        = m_client->generate({.prompt = u"the sea"_s, .model = u"gpt-image-2"_s, .tier = "draft"});
    SETTLED(call);
    QVERIFY(call.future().result().ok());
}

void DemoPainterTest::unknownModelIsNamed()
{
    const auto call = m_client->generate({.prompt = u"the sea"_s, .model = u"no-such"_s});
    SETTLED(call);
    QCOMPARE(call.future().result().error().kind, Error::Kind::NotFound);
    QCOMPARE(call.future().result().error().field, u"model"_s);
}

void DemoPainterTest::cancelLeavesNoPicture()
{
    const auto call = m_client->generate(
        {.prompt = u"a forest"_s, .model = u"demo-painter"_s, .tier = "hd", .size = {2048, 2048}});
    connect(call.progress(), &CallProgress::stage, this, [call] { call.cancel(); });
    SETTLED(call);
    QCOMPARE(call.future().result().error().kind, Error::Kind::Cancelled);
}

void DemoPainterTest::modelsAreListed()
{
    const auto call = m_client->models();
    SETTLED(call);
    QVERIFY(call.future().result().ok());
    QCOMPARE(call.future().result()->first().id, u"demo-painter"_s);
}

void DemoPainterTest::openAisWordsBringPartialPictures()
{
    ImageDestination openAi = to("openai");
    openAi.key = m_sandbox->address().apiKey;
    const auto call
        = m_client->pictures({.prompt = u"the sea"_s, .model = u"gpt-image-2"_s, .tier = "hd"}, openAi);
    QByteArrayList previews;
    connect(call.progress(), &CallProgress::stage, this,
        [&](const QString &, int, int, const QByteArray &preview) { previews.append(preview); });
    SETTLED(call);
    QVERIFY(call.future().result().ok());
    QVERIFY(!previews.isEmpty());
    QCOMPARE(formatOf(previews.first()), QByteArray("png"));
}

void DemoPainterTest::severalComeInOneCall()
{
    const auto call = m_client->pictures(
        {.prompt = u"the sea"_s, .model = u"gpt-image-2"_s, .tier = "draft", .count = 3, .format = "jpeg"});
    SETTLED(call);
    QVERIFY(call.future().result().ok());
    QCOMPARE(call.future().result()->size(), 3);
    for (const Result<Picture> &picture : *call.future().result())
        QCOMPARE(picture->format, QByteArray("jpeg"));
}

void DemoPainterTest::otherProtocolsPaintToo_data()
{
    providersOfTheirOwnProtocol();
}

void DemoPainterTest::otherProtocolsPaintToo()
{
    QFETCH(QByteArray, provider);
    const auto call = m_client->pictures({.prompt = u"a lake in the mountains"_s,
                                             .size = {512, 512},
                                             .seed = 5,
                                             .count = 2,
                                             .negative = u"fog"_s},
        to(provider));
    SETTLED(call);
    const Result<Pictures> pictures = call.future().result();
    QVERIFY2(pictures.ok(), pictures ? "" : qPrintable(pictures.error().message));
    QCOMPARE(pictures->size(), 2);
    for (int i = 0; i < 2; ++i) {
        const Result<Picture> &picture = pictures->at(i);
        QVERIFY2(picture.ok(), picture ? "" : qPrintable(picture.error().message));
        QCOMPARE(picture->size, QSize(512, 512));
        QCOMPARE(picture->seed, std::optional(quint64(5 + i)));
    }
    const auto models = m_client->models(to(provider));
    SETTLED(models);
    QVERIFY(models.future().result().ok());
    QCOMPARE(models.future().result()->first().id, u"demo-painter"_s);
}

void DemoPainterTest::otherProtocolsAreCancelled_data()
{
    providersOfTheirOwnProtocol();
}

void DemoPainterTest::otherProtocolsAreCancelled()
{
    QFETCH(QByteArray, provider);
    const ImageRequest large{.prompt = u"a forest"_s, .size = {2048, 2048}, .count = 4};
    const auto call = m_client->pictures(large, to(provider));
    connect(call.progress(), &CallProgress::stage, this, [call] { call.cancel(); });
    SETTLED(call);
    QCOMPARE(call.future().result().error().kind, Error::Kind::Cancelled);
    const auto next = m_client->pictures({.prompt = u"the sea"_s, .size = {256, 256}}, to(provider));
    SETTLED(next); // nothing of the first one stands before it
    QVERIFY(next.future().result().ok());
}

void DemoPainterTest::refusedPromptIsRefusedEverywhere_data()
{
    providersOfTheirOwnProtocol();
    QTest::newRow("OpenAI") << QByteArray("openai");
}

void DemoPainterTest::refusedPromptIsRefusedEverywhere()
{
    QFETCH(QByteArray, provider);
    ImageDestination there = to(provider);
    if (provider == "openai")
        there.key = m_sandbox->address().apiKey;
    const auto call = m_client->pictures(
        {.prompt = u"a murder"_s, .model = provider == "openai" ? u"gpt-image-2"_s : QString()}, there);
    SETTLED(call);
    QVERIFY(!call.future().result().ok());
    QCOMPARE(call.future().result().error().kind, Error::Kind::Refused);
}

QTEST_GUILESS_MAIN(DemoPainterTest)
#include "tst_demopainter.moc"
