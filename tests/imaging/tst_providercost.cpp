// SPDX-License-Identifier: MIT
#include "imaging/picture.h"
#include "imaging/price.h"

#include <QTest>

using namespace Qt::StringLiterals;

class ProviderCostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void providerCostIsExact_data();
    void providerCostIsExact();
    void estimateIsTheProviders_data();
    void estimateIsTheProviders();
    void usageIsCharged_data();
    void usageIsCharged();
};

// worked-figures.md F
void ProviderCostTest::providerCostIsExact_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("tier");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QByteArray>("usd"); // empty: unknown
    const auto row = [](const char *name, const char *model, const char *tier, const QSize &size,
                         const char *usd) {
        QTest::newRow(name) << QString::fromLatin1(model) << QByteArray(tier) << size << QByteArray(usd);
    };
    const QSize square(1024, 1024);
    row("F1", "dall-e-3", "standard", square, "0.04");
    row("F2", "dall-e-3", "hd", square, "0.08");
    row("F3 low", "gpt-image-2", "draft", square, "0.00588");
    row("F3 medium", "gpt-image-2", "standard", square, "0.05268");
    row("F3 high", "gpt-image-2-2026-04-21", "hd", square, "0.21072");
    row("F4 medium", "gpt-image-2.5-flare", "standard", square, "0.01317");
    row("2.5 low", "gpt-image-2.5-sunburst", "draft", square, "0.00588");
    row("2.5 high", "gpt-image-2.5-sunburst", "hd", square, "0.05268");
    row("F5", "gpt-image-2", "hd", {1536, 1024}, "0.16464");
    row("F5 upright", "gpt-image-2", "hd", {1024, 1536}, "0.16464");
    row("2.6 high", "gpt-image-2.6-flare", "hd", square, "0.05268");
    row("2.6 medium", "gpt-image-2.6-flare", "standard", square, "");
    row("1.5 high", "gpt-image-1.5", "hd", square, "0.133");
    row("1.5, another size", "gpt-image-1.5", "hd", {1536, 1024}, "");
    row("demo painter", "demo-painter", "standard", square, "0.04");
    row("demo painter, hd", "demo-painter", "hd", {512, 512}, "0.08");
    row("demo painter, draft", "demo-painter", "draft", square, "0.006");
    row("unknown", "my-model", "standard", square, "");
    row("1 mini: sources differ", "gpt-image-1-mini", "standard", square, "");
    row("no size", "gpt-image-2", "standard", {}, "");
}

void ProviderCostTest::providerCostIsExact()
{
    QFETCH(QString, model);
    QFETCH(QByteArray, tier);
    QFETCH(QSize, size);
    QFETCH(QByteArray, usd);
    const auto cost = providerCostUsd(model, tier, size);
    QCOMPARE(cost ? cost->toText() : QByteArray(), usd);
}

void ProviderCostTest::estimateIsTheProviders_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QByteArray>("tier");
    QTest::addColumn<int>("partials");
    QTest::addColumn<QByteArray>("usd"); // empty: unknown
    const auto row
        = [](const char *provider, const char *model, const char *tier, int partials, const char *usd) {
              QTest::addRow("%s %s %s %d", provider, model, tier, partials)
                  << QByteArray(provider) << QString::fromLatin1(model) << QByteArray(tier) << partials
                  << QByteArray(usd);
          };
    row("openai", "gpt-image-2", "draft", 0, "0.00588");
    row("openai", "gpt-image-2", "standard", 1, "0.05568"); // 100 tokens more
    row("openai", "gpt-image-2.5-flare", "hd", 2, "0.05868");
    row("openai", "gpt-image-2.6-flare", "standard", 0, "");
    row("openai", "chatgpt-image-latest", "standard", 0, "");
    row("openai", "of-tomorrow", "hd", 0, "");
    row("xai", "grok-imagine-image", "hd", 0, "0.02");
    row("xai", "grok-imagine-image-2.0", "hd", 0, "");
    row("compatible", "gpt-image-2", "hd", 0, ""); // somebody else's of that name
    row("together", "flux", "hd", 0, "");
    row("demo", "demo-painter", "hd", 0, "0");
    row("webui", "any", "hd", 0, "0");
    row("sdserver", "", "draft", 0, "0");
}

void ProviderCostTest::estimateIsTheProviders()
{
    QFETCH(QByteArray, provider);
    QFETCH(QString, model);
    QFETCH(QByteArray, tier);
    QFETCH(int, partials);
    QFETCH(QByteArray, usd);
    const auto cost = estimateUsd(provider, model, tier, {1024, 1024}, partials);
    QCOMPARE(cost ? cost->toText() : QByteArray(), usd);
}

void ProviderCostTest::usageIsCharged_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QString>("model");
    QTest::addColumn<ImageUsage>("usage");
    QTest::addColumn<QByteArray>("usd"); // empty: unknown
    const ImageUsage usual{.textIn = 21, .imageIn = 2, .out = 439};
    QTest::newRow("2") << QByteArray("openai") << u"gpt-image-2"_s << usual << QByteArray("0.013291");
    QTest::newRow("1.5") << QByteArray("openai") << u"gpt-image-1.5"_s << usual << QByteArray("0.014169");
    QTest::newRow("2.6, whose estimate is unknown")
        << QByteArray("openai") << u"gpt-image-2.6-flare"_s << usual << QByteArray("0.013291");
    QTest::newRow("snapshot") << QByteArray("openai") << u"gpt-image-2-2026-04-21"_s << usual
                              << QByteArray("0.013291");
    QTest::newRow("no price") << QByteArray("openai") << u"gpt-image-1-mini"_s << usual << QByteArray();
    QTest::newRow("nothing counted") << QByteArray("openai") << u"gpt-image-2"_s << ImageUsage{}
                                     << QByteArray();
    QTest::newRow("per picture") << QByteArray("xai") << u"grok-imagine-image"_s << ImageUsage{}
                                 << QByteArray("0.02");
    QTest::newRow("own computer") << QByteArray("webui") << u"sd"_s << usual << QByteArray("0");
    QTest::newRow("somebody's") << QByteArray("compatible") << u"gpt-image-2"_s << usual << QByteArray();
}

void ProviderCostTest::usageIsCharged()
{
    QFETCH(QByteArray, provider);
    QFETCH(QString, model);
    QFETCH(ImageUsage, usage);
    QFETCH(QByteArray, usd);
    const auto cost = costUsd(provider, model, usage);
    QCOMPARE(cost ? cost->toText() : QByteArray(), usd);
}

QTEST_GUILESS_MAIN(ProviderCostTest)
#include "tst_providercost.moc"
