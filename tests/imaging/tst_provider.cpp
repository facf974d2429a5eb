// SPDX-License-Identifier: MIT
#include "imaging/provider.h"
#include "support/strictjson.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using Life = ProviderModel::Life;

class ProviderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFileIsRead();
    void brokenFilesAreRefused_data();
    void brokenFilesAreRefused();
    void unknownProviderIsCompatible();
    void profilesAreWhole_data();
    void profilesAreWhole();
    void modelsEndOnTheirDay();
    void retiredModelsNameALivingOne_data();
    void retiredModelsNameALivingOne();
    void snapshotIsItsModel();
    void fieldsAreTheModels();
};

void ProviderTest::everyFileIsRead()
{
    const auto all = loadProviders();
    QVERIFY2(all.ok(), all ? "" : qPrintable(all.error().message));
    QByteArrayList ids;
    for (const Provider &one : *all)
        ids.append(one.id);
    QCOMPARE(ids,
        QByteArrayList({"demo", "openai", "compatible", "webui", "sdserver", "localai", "vllm-omni",
            "openvino", "xai", "together", "deepinfra"}));
    QCOMPARE(providers().size(), ids.size());
}

void ProviderTest::brokenFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const char *from, const char *to, const char *path) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(path);
    };
    row("unknown protocol", "\"protocol\": \"openai\"", "\"protocol\": \"soap\"", "protocol");
    row("unknown field", "\"background\"]", "\"backdrop\"]", "fields");
    row("no address", "https://api.openai.com/v1", "openai", "base_url");
    row("size", "\"1536x1024\", \"1024x1536\"", "\"wide\", \"1024x1536\"", "models[0].sizes");
    row("quality", "\"hd\": \"high\"", "\"high\": \"high\"", "models[0].qualities");
    row("amount", "\"text_in\": \"5\"", "\"text_in\": \"five\"", "models[0].price.text_in");
    row("number for an amount", "\"text_in\": \"5\"", "\"text_in\": 5", "models[0].price.text_in");
    row("factor", "\"low\": 16", "\"low\": 0", "models[0].price.factors.low");
    row("count", "\"per_call\": 10", "\"per_call\": 100", "models[0].per_call");
    row("date", "2026-12-01", "soon", "models[5].shutdown");
    row("no id", "\"id\": \"gpt-image-2.5-flare\",", "", "models[0].id");
}

void ProviderTest::brokenFilesAreRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, path);
    QVERIFY(loadProviders().ok()); // makes the files known
    QFile file(u":/providers/openai.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    QVERIFY(whole.contains(from));
    const auto broken = readObject(QByteArray(whole).replace(from, to)).andThen(providerFromJson);
    QVERIFY(!broken.ok());
    QCOMPARE(broken.error().field, path);
}

void ProviderTest::unknownProviderIsCompatible()
{
    QCOMPARE(provider("nobody").id, QByteArray("compatible"));
    QCOMPARE(provider("webui").id, QByteArray("webui"));
}

void ProviderTest::profilesAreWhole_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const Provider &one : providers())
        QTest::newRow(one.id) << one.id;
}

void ProviderTest::profilesAreWhole()
{
    QFETCH(QByteArray, id);
    const Provider &one = provider(id);
    QVERIFY(!one.name.isEmpty());
    QVERIFY(one.hint.endsWith(u'.'));
    QVERIFY(one.listsModels);
    QVERIFY(one.baseUrl.isValid());
    const bool away = one.baseUrl.scheme() == "https"_L1;
    QCOMPARE(away, one.auth == Provider::Auth::Bearer && id != "demo");
    QCOMPARE(away, !one.keyPage.isEmpty());
    for (const ProviderModel &model : one.models + QList<ProviderModel>{one.other}) {
        QVERIFY(!model.sizes.isEmpty());
        QVERIFY(!model.formats.isEmpty());
        const int fields = model.fields.value_or(one.fields);
        QCOMPARE((fields & Provider::Quality) != 0, !model.qualities.isEmpty());
    }
}

void ProviderTest::modelsEndOnTheirDay()
{
    const ProviderModel &model = provider("openai").model(u"gpt-image-1.5"_s);
    QCOMPARE(model.life(QDate(2026, 10, 1)), Life::Living); // 61 days
    QCOMPARE(model.life(QDate(2026, 10, 2)), Life::Closing);
    QCOMPARE(model.life(QDate(2026, 11, 30)), Life::Closing);
    QCOMPARE(model.life(QDate(2026, 12, 1)), Life::Gone);
    QCOMPARE(provider("openai").model(u"gpt-image-2"_s).life(QDate(2030, 1, 1)), Life::Living);
    QCOMPARE(lifeNote(provider("openai"), u"gpt-image-1.5"_s, QDate(2026, 11, 21)),
        u"gpt-image-1.5 shuts down on 2026-12-01. Change to gpt-image-2.5-sunburst."_s);
    QVERIFY(lifeNote(provider("openai"), u"gpt-image-2"_s, QDate(2026, 11, 21)).isEmpty());
    QVERIFY(lifeNote(provider("openai"), u"unheard-of"_s, QDate(2026, 11, 21)).isEmpty());
    QVERIFY(lifeNote(provider("demo"), u"dall-e-3"_s, QDate(2026, 11, 21)).isEmpty()); // it still paints it
}

void ProviderTest::retiredModelsNameALivingOne_data()
{
    QTest::addColumn<QString>("model");
    for (const auto model : {"dall-e-2"_L1, "dall-e-3"_L1, "gpt-image-1"_L1, "gpt-image-1.5"_L1,
             "gpt-image-1-mini"_L1, "chatgpt-image-latest"_L1})
        QTest::newRow(model.data()) << QString(model);
}

void ProviderTest::retiredModelsNameALivingOne()
{
    QFETCH(QString, model);
    const QDate later(2027, 1, 1);
    const Provider &openAi = provider("openai");
    const ProviderModel *retired = openAi.listed(model);
    QVERIFY(retired);
    QCOMPARE(retired->life(later), Life::Gone);
    const ProviderModel *next = openAi.listed(retired->replacement);
    QVERIFY(next);
    QCOMPARE(next->life(later), Life::Living);
    QCOMPARE(next->qualities.value("standard"), QByteArray("medium"));
    QCOMPARE(next->qualities.value("hd"), QByteArray("high"));
    QVERIFY(lifeNote(openAi, model, later).startsWith(model + " was shut down on 2026-"_L1));
    QVERIFY(openAi.defaultModel(later)->life(later) == Life::Living);
}

void ProviderTest::snapshotIsItsModel()
{
    QCOMPARE(provider("openai").model(u"gpt-image-2-2026-04-21"_s).id, u"gpt-image-2"_s);
    QVERIFY(!provider("openai").listed(u"gpt-image-2-next"_s));
    QVERIFY(!provider("webui").defaultModel(QDate(2026, 11, 21)));
    QCOMPARE(provider("demo").defaultModel(QDate(2026, 11, 21))->id, u"demo-painter"_s);
}

void ProviderTest::fieldsAreTheModels()
{
    QVERIFY(provider("openai").has(Provider::Style, u"dall-e-3"_s));
    QVERIFY(!provider("openai").has(Provider::Style, u"gpt-image-2"_s));
    QVERIFY(!provider("openai").has(Provider::Background, u"dall-e-3"_s));
    QVERIFY(provider("demo").has(Provider::Seed, u"demo-painter"_s));
    QVERIFY(!provider("demo").has(Provider::Seed, u"gpt-image-2"_s));
    QVERIFY(provider("webui").has(Provider::Negative, u"any"_s));
    QVERIFY(!provider("openai").has(Provider::Negative, u"any"_s));
}

QTEST_GUILESS_MAIN(ProviderTest)
#include "tst_provider.moc"
