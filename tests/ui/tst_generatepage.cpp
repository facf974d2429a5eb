// SPDX-License-Identifier: MIT
#include "generatebench.h"
#include "ui/pages/generateforecast.h"

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

class TestGeneratePage : public QObject, private GenerateBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void moneysFollowTheBill_data();
    void moneysFollowTheBill();
    void aPictureReachesTheBill();
    void aDraftIsSaidNotToCountBeforeAndAfter();
    void withoutACustomerThePictureIsMadeAndNotBilled();
    void severalPicturesMakeAGrid();
    void picturesOnlyHidesTheMoney();
    void worksByKeyboardAlone();
    void looksRight();
};

void TestGeneratePage::moneysFollowTheBill_data()
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
                           << u"Draft is not counted: this meter counts “standard” or “hd”."_s << u"$0.006, not spent here"_s;
}

void TestGeneratePage::moneysFollowTheBill()
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

void TestGeneratePage::aPictureReachesTheBill()
{
    QVERIFY(makeExample());
    QCOMPARE(text("customerPrice"), u"free (1 of 10)"_s);
    QSignalSpy announced(chain(), &Chain::announced);
    order(u"A calm lake in the mountains"_s);
    QVERIFY(!idle());
    QVERIFY(!control(*m_page, "generate")->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::Picture), State::Running, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    QVERIFY(idle());
    QCOMPARE(chain()->node(Chain::Prompt).fact, u"A calm lake in the mountains"_s);
    QCOMPARE(chain()->node(Chain::Prompt).detail, u"standard, 1024 × 1024, vivid"_s);
    QCOMPARE(chain()->node(Chain::Picture).fact, u"Painted and decoded"_s);
    QVERIFY(chain()->node(Chain::Picture).detail.startsWith(u"PNG, 1024 × 1024, "_s));
    QCOMPARE(chain()->node(Chain::EventSent).fact, u"image.generated"_s);
    QCOMPARE(chain()->node(Chain::EventSent).detail, u"accepted: 200, ingested 1"_s);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"Unit 1"_s);
    QCOMPARE(chain()->node(Chain::Counted).detail, u"Image Generation Meter"_s);
    QCOMPARE(chain()->node(Chain::OnTheBill).fact, u"Free 1 of 10, now $0.00"_s);
    QVERIFY(text("chainTotal").endsWith(u" s"_s));
    QCOMPARE(announced.size(), 1);
    QCOMPARE(announced.first().first().toString(), u"Picture 1 counted, free, bill $0.00"_s);

    QCOMPARE(control<ElidedLabel>(*m_page, "receiptCustomer")->text(), u"Test customer"_s);
    QCOMPARE(control<ElidedLabel>(*m_page, "receiptEngine")->text(), u"Demo painter, seed 1"_s);
    QVERIFY(control<ElidedLabel>(*m_page, "receiptPeriod")->text().startsWith(u"21 Nov to 21 Dec"_s));
    QCOMPARE(control<ElidedLabel>(*m_page, "pictureMaker")->text(),
        u"By the demo painter, not AI. Every word was used."_s);
    QCOMPARE(control<QLineEdit>(*m_page, "seed")->text(), u"2"_s); // the next one, unless a person typed one
    QCOMPARE(text("customerPrice"), u"free (2 of 10)"_s);
    QCOMPARE(images(), 1);

    QSignalSpy shown(m_page.get(), &GeneratePage::showEventRequested);
    press(*m_page, "showEvent");
    QTest::mouseClick(control(*m_page, "chainCounted"), Qt::LeftButton);
    QCOMPARE(shown.size(), 2);
    QCOMPARE(shown[0][0].value<EventId>().string(), control<ElidedLabel>(*m_page, "receiptEventId")->text());
}

void TestGeneratePage::aDraftIsSaidNotToCountBeforeAndAfter()
{
    QVERIFY(makeExample());
    press(*m_page, "qualityDraft");
    QVERIFY(control(*m_page, "notCountedNote")->isVisible());
    QCOMPARE(text("notCountedNote"), u"Draft is not counted: this meter counts “standard” or “hd”."_s);
    order(u"A meadow"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::Counted), State::NotCounted, patience);
    QCOMPARE(chain()->node(Chain::Counted).name, u"Not counted"_s);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"quality is “draft”"_s);
    QCOMPARE(chain()->node(Chain::Counted).detail, u"this meter counts “standard” or “hd”"_s);
    QTRY_COMPARE(chain()->node(Chain::OnTheBill).detail, u"the bill stays $0.00"_s);
    QCOMPARE(state(Chain::EventSent), State::Done); // accepted is not counted
    QCOMPARE(control<ElidedLabel>(*m_page, "receiptPrice")->text(), u"not counted"_s);
}

void TestGeneratePage::withoutACustomerThePictureIsMadeAndNotBilled()
{
    QVERIFY(control(*m_page, "buyFirst")->isVisible());
    order(u"A forest"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::Picture), State::Done, patience);
    QVERIFY(idle());
    QVERIFY(!control(*m_page, "chainEventSent")->isVisible());
    QCOMPARE(images(), 1);
    QCOMPARE(answerOf(m_stack->session().outbox().entries(Outbox::Show::All))->size(), 0);
    QSignalSpy customer(m_page.get(), &GeneratePage::customerRequested);
    press(*m_page, "buyFirst");
    QCOMPARE(customer.size(), 1);
}

void TestGeneratePage::severalPicturesMakeAGrid()
{
    QVERIFY(makeExample());
    control<QSpinBox>(*m_page, "howMany")->setValue(2);
    QCOMPARE(text("customerPrice"), u"free (1 to 2 of 10)"_s);
    order(u"A snowy forest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *view = control<PictureView>(*m_page, "picture");
    QTRY_COMPARE(view->count(), 2);
    QCOMPARE(view->selected(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"Unit 2"_s);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Left);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"Unit 1"_s);
    QCOMPARE(control<ElidedLabel>(*m_page, "receiptEngine")->text(), u"Demo painter, seed 1"_s);
    QCOMPARE(control<QLineEdit>(*m_page, "seed")->text(), u"3"_s);
}

void TestGeneratePage::picturesOnlyHidesTheMoney()
{
    QVERIFY(makeExample());
    m_page->setPicturesOnly(true);
    QVERIFY(!control(*m_page, "customerPrice")->isVisible());
    QVERIFY(!chain()->isVisible());
    QVERIFY(control(*m_page, "providerPrice")->isVisible());
    order(u"A starry sky"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QTRY_COMPARE(images(), 1);
    QCOMPARE(answerOf(m_stack->session().outbox().entries(Outbox::Show::All))->size(), 0);
    QVERIFY(control(*m_page, "receipt")->isVisible());
    QVERIFY(!control(*m_page, "receiptPrice")->isVisible());
}

void TestGeneratePage::worksByKeyboardAlone()
{
    QVERIFY(makeExample());
    const auto press = [this](int key) { QTest::keyClick(m_page->focusWidget(), Qt::Key(key)); };
    const auto tabTo = [&](const char *name) {
        const QWidget *wanted = control(*m_page, name);
        for (int i = 0; i < 40 && m_page->focusWidget() != wanted; ++i)
            press(Qt::Key_Tab);
        return m_page->focusWidget() == wanted;
    };
    control(*m_page, "promptEdit")->setFocus();
    QTest::keyClicks(m_page->focusWidget(), u"A snowy mountain"_s);
    QVERIFY(tabTo("promptChip0"));
    QVERIFY(tabTo("engine"));
    QVERIFY(tabTo("qualityStandard"));
    press(Qt::Key_Right);
    QCOMPARE(control<Segments>(*m_page, "quality")->current(), 2);
    QVERIFY(tabTo("sizeSquare"));
    QVERIFY(tabTo("styleVivid"));
    QVERIFY(tabTo("seed"));
    QTest::keyClicks(m_page->focusWidget(), u"2"_s);
    QVERIFY(tabTo("newSeed"));
    QVERIFY(tabTo("howMany"));
    QVERIFY(tabTo("generate"));
    press(Qt::Key_Space);
    QVERIFY(m_page->focusWidget() == control(*m_page, "cancelGenerate"));
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    QVERIFY(m_page->focusWidget() == control(*m_page, "generate"));
    QVERIFY(tabTo("picture"));
    QVERIFY(tabTo("savePicture"));
    QVERIFY(tabTo("chainPrompt"));
    QVERIFY(tabTo("showEvent"));
    QSignalSpy shown(m_page.get(), &GeneratePage::showEventRequested);
    press(Qt::Key_Space);
    QCOMPARE(shown.size(), 1);
}

void TestGeneratePage::looksRight()
{
    tight::renderAll(*m_page, *m_themes, u"generate-nobody"_s);
    QVERIFY(makeExample());
    tight::renderAll(*m_page, *m_themes, u"generate-empty"_s);
    const QList<PictureOrder> pictures = loadScenario(pixelgen)->pictures;
    for (PictureOrder order : pictures.first(11)) {
        order.size = {256, 256};
        const auto jobs = *m_studio->order(order);
        QTRY_VERIFY_WITH_TIMEOUT(jobs.first()->finished(), patience);
    }
    order(u"A sunset over mountains with purple clouds"_s);
    QTRY_VERIFY_WITH_TIMEOUT(control<PictureView>(*m_page, "picture")->progressPanel(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(chain()->node(Chain::Picture).percent > 20, patience);
    looks::keep(*m_page, u"generate-busy"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chain()->node(Chain::Counted).fact, u"Unit 12"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    QCOMPARE(chain()->node(Chain::OnTheBill).lead, u"+ $0.05"_s);
    QCOMPARE(chain()->node(Chain::OnTheBill).fact, u", now $0.10"_s);
    QCOMPARE(chain()->node(Chain::OnTheBill).detail, u"unit 12 is beyond the 10 free ones"_s);
    tight::renderAll(*m_page, *m_themes, u"generate"_s);
    press(*m_page, "qualityDraft");
    tight::renderAll(*m_page, *m_themes, u"generate-draft"_s);

    m_page->resize(1440, 803);
    press(*m_page, "qualityStandard");
    press(*m_page, "sizeWide");
    control<QSpinBox>(*m_page, "howMany")->setValue(3);
    order(u"A robot on a beach at sunset"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QTRY_COMPARE(control<PictureView>(*m_page, "picture")->count(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    looks::keep(*m_page, u"generate-several"_s);
    m_stack->stopServer();
    order(u"A lake"_s);
    QTRY_VERIFY_WITH_TIMEOUT(control(*m_page, "generateFailure")->isVisible(), patience);
    QCoreApplication::processEvents();
    looks::keep(*m_page, u"generate-failed"_s);
}

QTEST_MAIN(TestGeneratePage)
#include "tst_generatepage.moc"
