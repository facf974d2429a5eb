// SPDX-License-Identifier: MIT
#include "session/scenario.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestScenario : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePackedOneHoldsTheTutorialsFigures();
    void aMissingOneIsNamed();
};

void TestScenario::thePackedOneHoldsTheTutorialsFigures()
{
    const auto scenario = loadScenario(pixelgen);
    QVERIFY2(scenario.ok(), scenario ? "" : qPrintable(scenario.error().message));
    QCOMPARE(scenario->pictures.size(), 12);
    QCOMPARE(scenario->meter.eventName, u"image.generated"_s);
    const auto &price = std::get<UsagePrice>(scenario->product.price);
    QCOMPARE(*price.meters.first().pricePerUnit, Decimal(5));
    QCOMPARE(*price.meters.first().freeThreshold, 10);
    QVERIFY(!scenario->steps.isEmpty());
}

void TestScenario::aMissingOneIsNamed()
{
    const auto scenario = loadScenario(u"nowhere"_s);
    QVERIFY(!scenario);
    QVERIFY(scenario.error().message.contains("nowhere"_L1));
}

QTEST_GUILESS_MAIN(TestScenario)

#include "tst_scenario.moc"
