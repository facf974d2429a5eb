// SPDX-License-Identifier: MIT
#include "stack.h"
#include "tight.h"
#include "ui/fonts.h"
#include "ui/pages/cataloguelist.h"
#include "ui/pages/productpage.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/figuretile.h"
#include "ui/parts/radiocards.h"
#include "ui/parts/slider.h"

#include <QLabel>
#include <QMenu>

using namespace Qt::StringLiterals;

class TestProductPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void createsTheTutorialsProduct();
    void previewIsTheServicesBill_data();
    void previewIsTheServicesBill();
    void sliderAndFieldMoveTogether();
    void wrongPricesAreExplained_data();
    void wrongPricesAreExplained();
    void fiveForFiveCentsIsAskedAbout();
    void pricePerThousandIsStoredPerUnit();
    void missingFieldsAreNamed();
    void cancelledNewRowGoes();
    void severalMetersAreKept();
    void singlePaymentSaysWhatItCannot();
    void subscriptionKeepsItsTrial();
    void editChangesTheProduct();
    void archivesFromTheSummary();
    void closesWhileCreating();
    void worksByKeyboardAlone();
    void looksRight();

private:
    void addImageMeter(const QString &price, const QString &free);
    void fillName() { type(*m_page, "productName", u"PixelGen AI - Image Generation"_s); }
    QString text(const char *name) const { return control<QLabel>(*m_page, name)->text(); }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<ProductPage> m_page;
    MeterId m_meter;
};

void TestProductPage::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestProductPage::init()
{
    m_stack = std::make_unique<Stack>();
    NewMeter meter;
    meter.name = u"Image Generation Meter"_s;
    meter.eventName = u"image.generated"_s;
    meter.measurementUnit = u"images"_s;
    const auto made = answerOf(m_stack->client().createMeter(meter));
    QVERIFY(made);
    m_meter = made->id;
    m_page = std::make_unique<ProductPage>(m_stack->session());
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QVERIFY(m_stack->load());
}

void TestProductPage::cleanup()
{
    m_page.reset();
    m_stack.reset();
}

void TestProductPage::addImageMeter(const QString &price, const QString &free)
{
    press(*m_page, "addMeter");
    type(*m_page, "pricePerUnit", price);
    type(*m_page, "freeThreshold", free);
}

void TestProductPage::createsTheTutorialsProduct()
{
    fillName();
    addImageMeter(u"0.05"_s, u"10"_s);
    QVERIFY(text("exampleCost").contains(u"$50.00"_s));
    QVERIFY(text("exampleCost").contains(u"$49.50"_s));
    QVERIFY(text("priceOnTheWire").contains(u"&quot;price_per_unit&quot;: &quot;5&quot;"_s));
    QCOMPARE(control<QLabel>(*m_page, "exampleCost")->accessibleName(),
        u"1000 units cost $50.00 before free units, $49.50 after them."_s);
    QCOMPARE(text("repeatCountNote"), u"$0 every month + meter charges."_s);
    QCOMPARE(text("previewTotal"), u"$0.10"_s);
    QCOMPARE(text("previewSentence"), u"12 images → 10 free, 2 × $0.05 = $0.10"_s);
    type(*m_page, "previewUnits", u"1"_s);
    QCOMPARE(text("previewSentence"), u"1 image → all free, $0.00"_s);
    press(*m_page, "saveMeterPrice");
    QVERIFY(!control(*m_page, "meterPanel")->isVisible());

    QSignalSpy created(m_page.get(), &ProductPage::created);
    press(*m_page, "addProduct");
    QTRY_COMPARE(created.size(), 1);
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    const NewProduct &product = m_stack->session().state().products.first().is;
    QCOMPARE(product.name, u"PixelGen AI - Image Generation"_s);
    QCOMPARE(product.taxCategory, QByteArray("saas"));
    const auto &price = std::get<UsagePrice>(product.price);
    QCOMPARE(price.fixedPrice, 0);
    QCOMPARE(price.frequency, (Cycle{1, Interval::Month}));
    QCOMPARE(price.period, (Cycle{10, Interval::Year}));
    QCOMPARE(price.meters.size(), 1);
    QCOMPARE(price.meters.first().meter, m_meter);
    QCOMPARE(*price.meters.first().pricePerUnit, Decimal(5));
    QCOMPARE(*price.meters.first().freeThreshold, 10);
    QVERIFY(control(*m_page, "productSummary")->isVisible());
    QVERIFY(m_stack->session().ticks()[1]);
}

void TestProductPage::previewIsTheServicesBill_data()
{
    QTest::addColumn<QString>("fixed");
    QTest::addColumn<QString>("price");
    QTest::addColumn<QString>("free");
    QTest::addColumn<QString>("units");
    QTest::addColumn<QString>("bill");
    QTest::newRow("A1") << u"0"_s << u"0.05"_s << u"10"_s << u"12"_s << u"$0.10"_s;
    QTest::newRow("A4") << u"0"_s << u"0.05"_s << u"10"_s << u"100"_s << u"$4.50"_s;
    QTest::newRow("A13") << u"49"_s << u"0.005"_s << u"10000"_s << u"25000"_s << u"$124.00"_s;
    QTest::newRow("A20, below half a cent") << u"0"_s << u"0.001150"_s << u"0"_s << u"3"_s << u"$0.00"_s;
    QTest::newRow("B9") << u"49"_s << u"0.01"_s << u"10000"_s << u"10001"_s << u"$49.01"_s;
    QTest::newRow("B17, part units") << u"0"_s << u"5"_s << u"10"_s << u"12.5"_s << u"$12.50"_s;
}

void TestProductPage::previewIsTheServicesBill()
{
    QFETCH(QString, fixed);
    QFETCH(QString, price);
    QFETCH(QString, free);
    QFETCH(QString, units);
    type(*m_page, "fixedPrice", fixed);
    addImageMeter(price, free);
    type(*m_page, "previewUnits", units);
    QTEST(text("previewTotal"), "bill");
}

void TestProductPage::sliderAndFieldMoveTogether()
{
    addImageMeter(u"0.05"_s, u"10"_s);
    auto *slider = control<Slider>(*m_page, "previewSlider");
    QCOMPARE(slider->maximum(), 50);
    QCOMPARE(slider->value(), 12);
    slider->setValue(11);
    QCOMPARE(control<QLineEdit>(*m_page, "previewUnits")->text(), u"11"_s);
    QCOMPARE(text("previewTotal"), u"$0.05"_s);
    type(*m_page, "previewUnits", u"100"_s);
    QCOMPARE(slider->maximum(), 100);
    QCOMPARE(slider->value(), 100);
}

void TestProductPage::wrongPricesAreExplained_data()
{
    QTest::addColumn<QString>("price");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("comma") << u"0,05"_s << u"Not a number that the API reads. Write 0.05."_s;
    QTest::newRow("empty") << u""_s << u"Write an amount, such as 0.05."_s;
    QTest::newRow("below zero") << u"-1"_s << u"An amount cannot be below 0."_s;
    QTest::newRow("zero") << u"0"_s << u"The price must be above 0."_s;
    QTest::newRow("words") << u"five"_s << u"Not a number that the API reads. Write 0.05."_s;
}

void TestProductPage::wrongPricesAreExplained()
{
    QFETCH(QString, price);
    fillName();
    addImageMeter(price, u"10"_s);
    press(*m_page, "saveMeterPrice");
    QVERIFY(control(*m_page, "meterPanel")->isVisible());
    bool said = false;
    QFETCH(QString, sentence);
    for (const QLabel *label : control(*m_page, "meterPanel")->findChildren<QLabel *>())
        said = said || (label->isVisible() && label->text() == sentence);
    QVERIFY(said);
    QCOMPARE(control<QLineEdit>(*m_page, "pricePerUnit")->text(), price);
}

void TestProductPage::fiveForFiveCentsIsAskedAbout()
{
    addImageMeter(u"5"_s, u"10"_s);
    auto *mend = control<Button>(*m_page, "useSmallerPrice");
    QVERIFY(mend->isVisible());
    QCOMPARE(mend->text(), u"Use 0.05"_s);
    QCOMPARE(text("pricePerUnitNote"), u"$5.00 an image: is that meant?"_s);
    type(*m_page, "freeThreshold", u"1000"_s); // who gives that many away means it
    QVERIFY(!mend->isVisible());
    QVERIFY(!control(*m_page, "pricePerUnitNote")->isVisible());
    type(*m_page, "freeThreshold", u"10"_s);
    press(*m_page, "useSmallerPrice");
    QCOMPARE(control<QLineEdit>(*m_page, "pricePerUnit")->text(), u"0.05"_s);
    QVERIFY(!mend->isVisible());
}

void TestProductPage::pricePerThousandIsStoredPerUnit()
{
    fillName();
    addImageMeter(u"0.01"_s, u"0"_s);
    control<QComboBox>(*m_page, "pricePer")->setCurrentIndex(1);
    press(*m_page, "addProduct"); // takes the open panel with it
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    const auto price = std::get<UsagePrice>(m_stack->session().state().products.first().is.price);
    QCOMPARE(price.meters.first().pricePerUnit->toText(), QByteArray("0.001"));
}

void TestProductPage::missingFieldsAreNamed()
{
    press(*m_page, "addProduct");
    QVERIFY(m_page->focusWidget() == control(*m_page, "productName"));
    fillName();
    press(*m_page, "addProduct");
    QCOMPARE(text("metersNote"), u"Add the meter whose units this product charges for."_s);
    type(*m_page, "fixedPrice", u"1,5"_s);
    type(*m_page, "repeatCount", u"0"_s);
    press(*m_page, "addProduct");
    QVERIFY(m_page->focusWidget() == control(*m_page, "fixedPrice"));
    QVERIFY(m_stack->session().state().products.isEmpty());
}

void TestProductPage::cancelledNewRowGoes()
{
    addImageMeter(u"0.05"_s, u"10"_s);
    QVERIFY(m_page->cancel()); // Esc
    QVERIFY(!m_page->findChild<QWidget *>(u"meterRow1"_s) || !control(*m_page, "meterRow1")->isVisible());
    addImageMeter(u"0.05"_s, u"10"_s);
    press(*m_page, "saveMeterPrice");
    press(*m_page, "editMeter1");
    type(*m_page, "pricePerUnit", u"9"_s);
    QVERIFY(m_page->cancel());
    press(*m_page, "editMeter1");
    QCOMPARE(control<QLineEdit>(*m_page, "pricePerUnit")->text(), u"0.05"_s);
    press(*m_page, "removeMeter");
    QVERIFY(control<Button>(*m_page, "addMeter")->isEnabled());
}

void TestProductPage::severalMetersAreKept()
{
    NewMeter tokens;
    tokens.name = u"AI Token Meter"_s;
    tokens.eventName = u"llm.completion"_s;
    tokens.measurementUnit = u"tokens"_s;
    tokens.aggregation = {Aggregation::Type::Sum, u"totalTokens"_s};
    QVERIFY(answerOf(m_stack->client().createMeter(tokens)));
    QVERIFY(m_stack->load());
    fillName();
    for (int i = 0; i < 2; ++i) {
        press(*m_page, "addMeter");
        auto *menu = m_page->findChild<QMenu *>(u"addMeterMenu"_s);
        if (menu && menu->isVisible()) { // of two; the last one left comes without asking
            menu->actions().constLast()->trigger();
            menu->close();
        }
        type(*m_page, "pricePerUnit", i == 0 ? u"0.05"_s : u"0.01"_s);
    }
    press(*m_page, "addProduct");
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    const auto price = std::get<UsagePrice>(m_stack->session().state().products.first().is.price);
    QCOMPARE(price.meters.size(), 2);
    QCOMPARE(*price.meters[0].pricePerUnit, Decimal(5));
    QCOMPARE(*price.meters[1].pricePerUnit, Decimal(1));
}

void TestProductPage::singlePaymentSaysWhatItCannot()
{
    fillName();
    press(*m_page, "pricingSingle");
    QVERIFY(control(*m_page, "pricingNote")->isVisible());
    QCOMPARE(text("pricingNote"), u"This type bills no usage. Usage needs the third type."_s);
    QVERIFY(!control(*m_page, "addMeter")->isVisible());
    QVERIFY(!control(*m_page, "repeatCount")->isVisible());
    type(*m_page, "fixedPrice", u"9.99"_s);
    press(*m_page, "addProduct");
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    const auto price = std::get<OneTimePrice>(m_stack->session().state().products.first().is.price);
    QCOMPARE(price.price, 999);
}

void TestProductPage::subscriptionKeepsItsTrial()
{
    fillName();
    press(*m_page, "pricingSubscription");
    type(*m_page, "fixedPrice", u"49"_s);
    type(*m_page, "repeatCount", u"3"_s);
    control<QAbstractButton>(*m_page, "advancedSettings")->click();
    type(*m_page, "trialDays", u"14"_s);
    type(*m_page, "discount", u"12.5"_s);
    press(*m_page, "addProduct");
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    const auto price = std::get<RecurringPrice>(m_stack->session().state().products.first().is.price);
    QCOMPARE(price.price, 4900);
    QCOMPARE(price.frequency, (Cycle{3, Interval::Month}));
    QCOMPARE(price.trialPeriodDays, 14);
    QCOMPARE(discountBps(price.basics), 1250);
}

void TestProductPage::editChangesTheProduct()
{
    fillName();
    addImageMeter(u"0.05"_s, u"10"_s);
    press(*m_page, "addProduct");
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    press(*m_page, "editProduct");
    type(*m_page, "productName", u"Pictures"_s);
    press(*m_page, "editMeter1");
    type(*m_page, "pricePerUnit", u"0.08"_s);
    press(*m_page, "addProduct");
    QTRY_COMPARE(m_stack->session().state().products.first().is.name, u"Pictures"_s);
    const auto price = std::get<UsagePrice>(m_stack->session().state().products.first().is.price);
    QCOMPARE(*price.meters.first().pricePerUnit, Decimal(8));
    QVERIFY(control(*m_page, "productSummary")->isVisible());
}

void TestProductPage::archivesFromTheSummary()
{
    fillName();
    addImageMeter(u"0.05"_s, u"10"_s);
    press(*m_page, "addProduct");
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    press(*m_page, "archiveProduct");
    QTRY_COMPARE(m_stack->session().state().archivedProducts.size(), 1);
    QTRY_COMPARE(control<Button>(*m_page, "archiveProduct")->text(), u"Unarchive"_s);
    press(*m_page, "newProduct");
    QVERIFY(control(*m_page, "productName")->isVisible());
}

void TestProductPage::closesWhileCreating()
{
    fillName();
    addImageMeter(u"0.05"_s, u"10"_s);
    press(*m_page, "addProduct");
    m_page.reset();
    QTRY_VERIFY(m_stack->load() && m_stack->session().state().products.size() == 1);
}

void TestProductPage::worksByKeyboardAlone()
{
    const auto tabTo = [this](const char *name) {
        for (int i = 0; i < 40 && m_page->focusWidget() != control(*m_page, name); ++i)
            QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
        return m_page->focusWidget() == control(*m_page, name);
    };
    control(*m_page, "productName")->setFocus();
    QTest::keyClicks(m_page->focusWidget(), u"Images"_s);
    QVERIFY(tabTo("fixedPrice"));
    QVERIFY(tabTo("currency"));
    QVERIFY(tabTo("discount"));
    QVERIFY(tabTo("repeatCount"));
    QVERIFY(tabTo("addMeter"));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QVERIFY(m_page->focusWidget() == control(*m_page, "pricePerUnit"));
    QTest::keyClicks(m_page->focusWidget(), u"0.05"_s);
    QVERIFY(tabTo("freeThreshold"));
    QTest::keyClicks(m_page->focusWidget(), u"10"_s); // Tab selects what stood there
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Return);
    m_page->primaryAction(); // Ctrl+Return
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    const auto price = std::get<UsagePrice>(m_stack->session().state().products.first().is.price);
    QCOMPARE(*price.meters.first().freeThreshold, 10);
}

void TestProductPage::looksRight()
{
    tight::renderAll(*m_page, *m_themes, u"product-empty"_s);
    fillName();
    addImageMeter(u"0.05"_s, u"10"_s);
    control(*m_page, "pricePerUnit")->setFocus();
    tight::renderAll(*m_page, *m_themes, u"product"_s);
    type(*m_page, "pricePerUnit", u"5"_s);
    tight::renderAll(*m_page, *m_themes, u"product-slip"_s);
    type(*m_page, "pricePerUnit", u"0.05"_s);
    press(*m_page, "addProduct");
    QTRY_COMPARE(m_stack->session().state().products.size(), 1);
    tight::renderAll(*m_page, *m_themes, u"product-summary"_s);
    press(*m_page, "newProduct");
    press(*m_page, "pricingSubscription");
    tight::renderAll(*m_page, *m_themes, u"product-subscription"_s);
}

QTEST_MAIN(TestProductPage)
#include "tst_productpage.moc"
