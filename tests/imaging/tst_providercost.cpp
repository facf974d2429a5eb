// SPDX-License-Identifier: MIT
#include "imaging/price.h"

#include <QTest>

using namespace Qt::StringLiterals;

class ProviderCostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void providerCostIsExact_data();
    void providerCostIsExact();
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

QTEST_GUILESS_MAIN(ProviderCostTest)
#include "tst_providercost.moc"
