// SPDX-License-Identifier: MIT
#include "generatebench.h"
#include "ui/pages/generateforecast.h"
#include "ui/pages/generateform.h"
#include "ui/pages/generatewords.h"

namespace {

BillSoFar billOf(qint64 consumed)
{
    const MeterUsage usage{.id = {"mtr_1"},
        .name = u"Image Generation Meter"_s,
        .consumedUnits = Decimal(consumed),
        .freeThreshold = 10,
        .chargeableUnits = Decimal(std::max<qint64>(consumed - 10, 0)),
        .pricePerUnit = Decimal(5),
        .currency = "USD",
        .totalPrice = std::max<qint64>(consumed - 10, 0) * 5};
    return {.meters = {usage}, .unit = u"images"_s, .period = {}};
}

Meter imageMeter()
{
    Meter meter;
    meter.id = {"mtr_1"};
    meter.is = {.name = u"Image Generation Meter"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = Filter{Conjunction::Or,
            {Clause{Condition{u"quality"_s, Operator::Equals, MetaValue::ofText(u"standard"_s)}},
                Clause{Condition{u"quality"_s, Operator::Equals, MetaValue::ofText(u"hd"_s)}}}}};
    return meter;
}

} // namespace

// Both moneys before the press.
class TestGenerateMoneys : public QObject, private GenerateBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void moneysFollowTheBill_data();
    void moneysFollowTheBill();
    void theProvidersMoneyIsItsOwn();
    void anUnknownPriceIsCalledUnknown();
    void aCapStopsTheOrderAndSaysSo();
    void whatWasSpentLeadsToTheCap();
    void theReceiptTellsEstimateAndCost();

private:
    void chooseOpenAi();
};

void TestGenerateMoneys::moneysFollowTheBill_data()
{
    QTest::addColumn<qint64>("consumed");
    QTest::addColumn<QByteArray>("tier");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("price");
    QTest::addColumn<QString>("used");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("provider");
    const QByteArray standard = "standard";
    QTest::newRow("first") << qint64(0) << standard << 1 << u"free (1 of 10)"_s << QString() << QString()
                           << u"$0.040, not spent here"_s;
    QTest::newRow("seventh") << qint64(6) << standard << 1 << u"free (7 of 10)"_s << QString() << QString()
                             << u"$0.040, not spent here"_s;
    QTest::newRow("three") << qint64(6) << standard << 3 << u"free (7 to 9 of 10)"_s << QString() << QString()
                           << u"$0.120, not spent here"_s;
    QTest::newRow("two of three paid") << qint64(9) << standard << 3 << u"$0.10"_s << u"9 of 10 free used"_s
                                       << QString() << u"$0.120, not spent here"_s;
    QTest::newRow("thirteenth") << qint64(12) << standard << 1 << u"$0.05"_s << u"10 of 10 free used"_s
                                << QString() << u"$0.040, not spent here"_s;
    QTest::newRow("hd costs the same") << qint64(12) << QByteArray("hd") << 1 << u"$0.05"_s
                                       << u"10 of 10 free used"_s << QString() << u"$0.080, not spent here"_s;
    QTest::newRow("draft") << qint64(12) << QByteArray("draft") << 1 << u"not billed"_s << QString()
                           << u"Draft is not counted: this meter counts “standard” or “hd”."_s
                           << u"$0.006, not spent here"_s;
}

void TestGenerateMoneys::moneysFollowTheBill()
{
    QFETCH(qint64, consumed);
    QFETCH(QByteArray, tier);
    QFETCH(int, count);
    PictureOrder order;
    order.prompt = u"A lake"_s;
    order.tier = tier;
    order.count = count;
    const GenerateForecast made = forecast(
        {.bill = billOf(consumed), .meters = {imageMeter()}, .eventName = u"image.generated"_s}, order);
    QTEST(made.price, "price");
    QTEST(made.freeUsed, "used");
    QTEST(made.note, "note");
    QTEST(made.provider, "provider");
}

void TestGenerateMoneys::chooseOpenAi()
{
    Engines &engines = m_stack->engines();
    engines.setKey("openai", "sk-test-0123456789abcdef", KeyKeep::ThisRun);
    engines.choose("openai");
    QCOMPARE(engines.current().provider, QByteArray("openai"));
}

void TestGenerateMoneys::theProvidersMoneyIsItsOwn()
{
    QVERIFY(!control(*m_page, "spent")->isVisible()); // nothing is spent with the demo painter
    chooseOpenAi();
    QCOMPARE(text("providerWords"), u"The provider charges about"_s);
    const PictureOrder order = m_page->form()->value();
    const auto one = m_stack->purse().estimate(order);
    QVERIFY(one);
    QCOMPARE(text("providerPrice"), providerMoney(*one));
    control<QSpinBox>(*m_page, "howMany")->setValue(3);
    QCOMPARE(text("providerPrice"), providerMoney(*Decimal::multiply(*one, 3)));
    m_page->setPicturesOnly(true);
    QCOMPARE(text("providerWords"), u"Each picture costs about"_s);
    QVERIFY(text("providerPrice").startsWith(providerMoney(*one) + u", together "_s));
}

void TestGenerateMoneys::anUnknownPriceIsCalledUnknown()
{
    m_stack->engines().setUp("compatible", QUrl(u"http://127.0.0.1:9/v1"_s), {});
    m_stack->engines().choose("compatible");
    QCOMPARE(text("providerPrice"), u"unknown"_s);
    m_stack->engines().setUp("webui", QUrl(u"http://127.0.0.1:9"_s), {});
    m_stack->engines().choose("webui");
    QCOMPARE(text("providerPrice"), u"nothing"_s);
}

void TestGenerateMoneys::aCapStopsTheOrderAndSaysSo()
{
    chooseOpenAi();
    m_stack->purse().setCaps(Decimal::fromText("0.01"), std::nullopt);
    control<QSpinBox>(*m_page, "howMany")->setValue(10);
    press(*m_page, "qualityHd");
    const PictureOrder before = m_page->form()->value();
    order(u"A lake"_s);
    QVERIFY(control(*m_page, "orderRefused")->isVisible());
    QVERIFY2(text("orderRefused").contains(u"cap of $0.01"_s), qPrintable(text("orderRefused")));
    QVERIFY(idle());
    QCOMPARE(m_page->form()->value().seed, before.seed);
    QSignalSpy cap(m_page.get(), &GeneratePage::capRequested);
    press(*m_page, "orderRemedy");
    QCOMPARE(cap.size(), 1);
    control<QSpinBox>(*m_page, "howMany")->setValue(1); // something changed: it may go now
    QVERIFY(!control(*m_page, "orderRefused")->isVisible());
}

void TestGenerateMoneys::whatWasSpentLeadsToTheCap()
{
    chooseOpenAi();
    auto *spent = control<QAbstractButton>(*m_page, "spent");
    QVERIFY(spent->isVisible());
    QVERIFY2(spent->text().contains(u"today $0.00"_s), qPrintable(spent->text()));
    m_stack->purse().setCaps(Decimal(1), Decimal(10));
    QTRY_VERIFY(spent->text().contains(u"this month $0.00 of $10.00"_s));
    m_stack->purse().mayBeCharged({.id = EventId::of(u"img_x"_s),
        .at = m_stack->clock->now(),
        .provider = "openai",
        .model = u"gpt-image-2"_s,
        .usd = *Decimal::fromText("0.25"),
        .basis = SpendingRow::Basis::Possible});
    QTRY_VERIFY2(spent->text().contains(u"this month about $0.25 of $10.00"_s), qPrintable(spent->text()));
    QSignalSpy cap(m_page.get(), &GeneratePage::capRequested);
    QTest::keyClick(spent, Qt::Key_Return);
    QCOMPARE(cap.size(), 1);
}

void TestGenerateMoneys::theReceiptTellsEstimateAndCost()
{
    ImageRow row;
    row.provider = "openai";
    QCOMPARE(generate::providerCost(row), u"unknown"_s);
    row.estimateUsd = Decimal::fromText("0.053");
    QCOMPARE(generate::providerCost(row), u"about $0.053"_s);
    row.costUsd = Decimal::fromText("0.0512");
    QCOMPARE(generate::providerCost(row), u"$0.0512, estimated $0.053"_s);
    row.estimateUsd = row.costUsd;
    QCOMPARE(generate::providerCost(row), u"$0.0512"_s);
    row.provider = "demo";
    QCOMPARE(generate::providerCost(row), QString());
}

QTEST_MAIN(TestGenerateMoneys)
#include "tst_generatemoneys.moc"
