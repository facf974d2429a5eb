// SPDX-License-Identifier: MIT
#include "looks.h"
#include "stack.h"
#include "ui/pages/cataloguelist.h"
#include "ui/pages/meterpage.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/namediff.h"

#include <QJsonDocument>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace {

NewMeter imageMeter()
{
    return {.name = u"Image Generation Meter"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = {}};
}

Filter qualityFilter()
{
    const auto equals = [](const QString &value) {
        return Clause{Condition{u"quality"_s, Operator::Equals, MetaValue::ofText(value)}};
    };
    return {Conjunction::Or, {equals(u"standard"_s), equals(u"hd"_s)}};
}

} // namespace

class TestMeterPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void createsTheTutorialsMeter();
    void severalGroupsNest();
    void oneGroupWithoutConditionIsNotSent();
    void operatorAndTypeKeepEachOtherPossible();
    void wrongNameWarnsAndIsMended();
    void otherNameCanBecomeTheProgramsName();
    void secondMeterOfTheNameIsSaid();
    void missingFieldsAreNamedAndNothingIsSent();
    void propertyIsAskedForUnlessCount();
    void payloadFollowsTheForm();
    void saysHowManyEventsWouldHaveCounted();
    void listArchivesAndShowsSummary();
    void refusalKeepsTheForm();
    void closesWhileCreating();
    void worksByKeyboardAlone();
    void looksRight();

private:
    void fill();

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<MeterPage> m_page;
};

void TestMeterPage::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestMeterPage::init()
{
    m_stack = std::make_unique<Stack>();
    m_page = std::make_unique<MeterPage>(m_stack->session());
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    QVERIFY(m_stack->load());
}

void TestMeterPage::cleanup()
{
    m_page.reset();
    m_stack.reset();
}

void TestMeterPage::fill()
{
    type(*m_page, "meterName", u"Image Generation Meter"_s);
    type(*m_page, "eventName", u"image.generated"_s);
    type(*m_page, "measurementUnit", u"images"_s);
}

void TestMeterPage::createsTheTutorialsMeter()
{
    fill();
    type(*m_page, "meterDescription", u"Pictures"_s);
    press(*m_page, "filterToggle");
    control<QComboBox>(*m_page, "filterGroup1Conjunction")->setCurrentIndex(1);
    press(*m_page, "addCondition1");
    type(*m_page, "filterGroup1Key1", u"quality"_s);
    type(*m_page, "filterGroup1Value1", u"standard"_s);
    type(*m_page, "filterGroup1Key2", u"quality"_s);
    type(*m_page, "filterGroup1Value2", u"hd"_s);
    QVERIFY(control<QLabel>(*m_page, "filterWords")
                ->text()
                .startsWith(u"“standard” counts · “hd” counts · any other"_s));

    QSignalSpy created(m_page.get(), &MeterPage::created);
    press(*m_page, "createMeter");
    QTRY_COMPARE(created.size(), 1);
    QTRY_COMPARE(m_stack->session().state().meters.size(), 1);
    const Meter &meter = m_stack->session().state().meters.first();
    QCOMPARE(meter.is.name, u"Image Generation Meter"_s);
    QCOMPARE(meter.is.eventName, u"image.generated"_s);
    QCOMPARE(meter.is.filter, std::optional(qualityFilter()));
    QCOMPARE(meter.is.description, std::optional(u"Pictures"_s));
    QVERIFY(control(*m_page, "meterSummary")->isVisible());
    QVERIFY(control(*m_page, "createMeter")->isVisible()); // "Created", for a while
    QVERIFY(control<CatalogueList>(*m_page, "meterList")->row(meter.id.string()));
    press(*m_page, "newMeter");
    QVERIFY(!control(*m_page, "meterSummary")->isVisible());
    QVERIFY(control<QLineEdit>(*m_page, "meterName")->text().isEmpty());
}

void TestMeterPage::severalGroupsNest()
{
    fill();
    press(*m_page, "filterToggle");
    QVERIFY(!control(*m_page, "filterRootConjunction")->isVisible());
    type(*m_page, "filterGroup1Key1", u"quality"_s);
    type(*m_page, "filterGroup1Value1", u"hd"_s);
    press(*m_page, "addGroup");
    type(*m_page, "filterGroup2Key1", u"steps"_s);
    control<QComboBox>(*m_page, "filterGroup2Operator1")->setCurrentText(u"greater than"_s);
    type(*m_page, "filterGroup2Value1", u"6"_s);
    control<QComboBox>(*m_page, "filterRootConjunction")->setCurrentIndex(1);
    QVERIFY(control(*m_page, "filterRootConjunction")->isVisible());
    press(*m_page, "createMeter");
    QTRY_COMPARE(m_stack->session().state().meters.size(), 1);

    const Filter &filter = *m_stack->session().state().meters.first().is.filter;
    QCOMPARE(filter.conjunction, Conjunction::Or);
    QCOMPARE(filter.clauses.size(), size_t(2));
    const Filter &second = std::get<Filter>(filter.clauses[1].is);
    const Condition expected{u"steps"_s, Operator::GreaterThan, MetaValue::ofNumber("6")};
    QVERIFY(std::get<Condition>(second.clauses[0].is) == expected);
}

void TestMeterPage::oneGroupWithoutConditionIsNotSent()
{
    fill();
    press(*m_page, "filterToggle");
    press(*m_page, "createMeter");
    QVERIFY(m_page->focusWidget() == control(*m_page, "filterGroup1Key1"));
    press(*m_page, "filterGroup1Remove1"); // the only one: the filter is off again
    QVERIFY(!control<QAbstractButton>(*m_page, "filterToggle")->isChecked());
    press(*m_page, "createMeter");
    QTRY_COMPARE(m_stack->session().state().meters.size(), 1);
    QVERIFY(!m_stack->session().state().meters.first().is.filter);
}

void TestMeterPage::operatorAndTypeKeepEachOtherPossible()
{
    press(*m_page, "filterToggle");
    auto *op = control<QComboBox>(*m_page, "filterGroup1Operator1");
    auto *kind = control<QComboBox>(*m_page, "filterGroup1Type1");
    op->setCurrentText(u"less than"_s);
    QCOMPARE(kind->currentText(), u"Number"_s);
    kind->setCurrentText(u"Boolean"_s);
    QCOMPARE(op->currentText(), u"equals"_s);
    QVERIFY(control(*m_page, "filterGroup1Boolean1")->isVisible());
    op->setCurrentText(u"contains"_s);
    QCOMPARE(kind->currentText(), u"String"_s);
    type(*m_page, "filterGroup1Key1", u"steps"_s);
    kind->setCurrentText(u"Number"_s);
    type(*m_page, "filterGroup1Value1", u"0,5"_s);
    fill();
    press(*m_page, "createMeter");
    QVERIFY(m_page->focusWidget() == control(*m_page, "filterGroup1Value1"));
    QVERIFY(m_stack->session().state().meters.isEmpty());
}

void TestMeterPage::wrongNameWarnsAndIsMended()
{
    auto *diff = control<NameDiff>(*m_page, "nameCheck");
    QVERIFY(!diff->isVisible()); // nothing typed yet
    type(*m_page, "eventName", u"Image.generated"_s);
    QVERIFY(diff->isVisible());
    QCOMPARE(diff->title(), u"One letter differs: a capital “I”"_s);
    QVERIFY(control(*m_page, "createMeter")->isEnabled());
    press(*m_page, "useProgramName");
    QCOMPARE(control<QLineEdit>(*m_page, "eventName")->text(), u"image.generated"_s);
    type(*m_page, "eventName", u""_s);
    QCOMPARE(diff->title(), u"The event name is empty"_s);
}

void TestMeterPage::otherNameCanBecomeTheProgramsName()
{
    type(*m_page, "eventName", u"picture.made"_s);
    QVERIFY(control(*m_page, "sendThisName")->isVisible());
    press(*m_page, "sendThisName");
    QCOMPARE(m_stack->session().eventName(), u"picture.made"_s);
    QVERIFY(!control(*m_page, "sendThisName")->isVisible());
}

void TestMeterPage::secondMeterOfTheNameIsSaid()
{
    QVERIFY(answerOf(m_stack->client().createMeter(imageMeter())));
    QVERIFY(m_stack->load());
    type(*m_page, "eventName", u"image.generated"_s);
    auto *note = control<QLabel>(*m_page, "sameNameNote");
    QVERIFY(note->isVisible());
    QCOMPARE(note->text(), u"“Image Generation Meter” has this event name too. Both will count it."_s);
}

void TestMeterPage::missingFieldsAreNamedAndNothingIsSent()
{
    press(*m_page, "createMeter");
    QVERIFY(m_page->focusWidget() == control(*m_page, "meterName"));
    QCOMPARE(control(*m_page, "meterName")->accessibleDescription(), u"Write a name for the meter."_s);
    QCOMPARE(
        control(*m_page, "measurementUnit")->accessibleDescription(), u"Write the unit, such as images."_s);
    QCOMPARE(control<NameDiff>(*m_page, "nameCheck")->title(), u"The event name is empty"_s);
    QVERIFY(m_stack->load());
    QVERIFY(m_stack->session().state().meters.isEmpty());
}

void TestMeterPage::propertyIsAskedForUnlessCount()
{
    QVERIFY(!control(*m_page, "overProperty")->isVisible());
    control<QComboBox>(*m_page, "aggregationType")->setCurrentText(u"Sum"_s);
    QVERIFY(control(*m_page, "overProperty")->isVisible());
    fill();
    press(*m_page, "createMeter");
    QVERIFY(m_page->focusWidget() == control(*m_page, "overProperty"));
    type(*m_page, "overProperty", u"totalTokens"_s);
    press(*m_page, "createMeter");
    QTRY_COMPARE(m_stack->session().state().meters.size(), 1);
    const Aggregation sum{Aggregation::Type::Sum, u"totalTokens"_s};
    QCOMPARE(m_stack->session().state().meters.first().is.aggregation, sum);
}

void TestMeterPage::payloadFollowsTheForm()
{
    fill();
    control<QComboBox>(*m_page, "aggregationType")->setCurrentText(u"Max"_s);
    type(*m_page, "overProperty", u"steps"_s);
    press(*m_page, "filterToggle");
    type(*m_page, "filterGroup1Key1", u"quality"_s);
    const QString text = control<JsonView>(*m_page, "payloadExample")->jsonText();
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    QCOMPARE(json["event_name"_L1].toString(), u"image.generated"_s);
    QCOMPARE(json["timestamp"_L1].toString(), u"2026-11-21T09:04:11.306Z"_s);
    QCOMPARE(json["metadata"_L1].toObject().keys(), (QStringList{u"quality"_s, u"steps"_s}));
    QVERIFY(json["metadata"_L1]["steps"_L1].isDouble());
    QVERIFY(text.indexOf(u"event_id"_s) < text.indexOf(u"customer_id"_s)); // the contract's order
}

void TestMeterPage::saysHowManyEventsWouldHaveCounted()
{
    Client &client = m_stack->client();
    const auto meter = answerOf(client.createMeter(imageMeter()));
    QVERIFY(meter);
    UsagePrice price;
    MeterPrice line;
    line.meter = meter->id;
    line.pricePerUnit = Decimal(5);
    price.meters.append(line);
    NewProduct product;
    product.name = u"Images"_s;
    product.price = price;
    const auto made = answerOf(client.createProduct(product));
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
    NewCheckout checkout;
    checkout.cart.append({.product = made->id});
    checkout.newCustomer = NewCustomer{
        .email = u"customer@example.com"_s, .name = u"Test customer"_s, .phoneNumber = {}, .metadata = {}};
    const auto session = answerOf(client.createCheckout(checkout));
    QVERIFY2(session, qPrintable(session ? QString() : session.error().message));
    const auto paid
        = answerOf(m_stack->session().sandbox()->pay(session->url, testcards::works.toByteArray()));
    QVERIFY(paid);
    QVERIFY(paid->subscription);
    m_stack->session().useSubscription(*paid->subscription);
    QTRY_VERIFY(m_stack->session().state().customer());

    QList<Event> events;
    for (int i = 0; i < 12; ++i)
        events.append({.id = {"e" + QByteArray::number(i)},
            .customer = m_stack->session().state().customer()->id,
            .name = "image.generated",
            .at = {},
            .metadata = {{"quality", MetaValue::ofText(i < 9 ? u"hd"_s : u"draft"_s)}}});
    QVERIFY(answerOf(client.ingest(events)));
    m_stack->session().refreshUsage();

    auto *words = control<QLabel>(*m_page, "wouldHaveCounted");
    fill();
    QTRY_COMPARE(words->text(), u"Would have counted 12 of the last 12 events"_s);
    press(*m_page, "filterToggle");
    type(*m_page, "filterGroup1Key1", u"quality"_s);
    type(*m_page, "filterGroup1Value1", u"hd"_s);
    QCOMPARE(words->text(), u"Would have counted 9 of the last 12 events"_s);
}

void TestMeterPage::listArchivesAndShowsSummary()
{
    const auto meter = answerOf(m_stack->client().createMeter(imageMeter()));
    QVERIFY(m_stack->load());
    auto *list = control<CatalogueList>(*m_page, "meterList");
    CatalogueRow *row = list->row(meter->id.string());
    QVERIFY(row);
    QTest::mouseClick(row, Qt::LeftButton, {}, QPoint(20, row->height() / 2));
    QVERIFY(control(*m_page, "meterSummary")->isVisible());
    press(*m_page, "archiveMeter");
    QTRY_COMPARE(m_stack->session().state().archivedMeters.size(), 1);
    QTRY_COMPARE(control<Button>(*m_page, "archiveMeter")->text(), u"Unarchive"_s);
    press(*m_page, "archiveMeter");
    QTRY_COMPARE(m_stack->session().state().meters.size(), 1);
    QVERIFY(m_page->cancel()); // Esc
    QVERIFY(!m_page->cancel());
}

void TestMeterPage::refusalKeepsTheForm()
{
    fill();
    m_stack->transport().setDestination(
        {Destination::Mode::Sandbox, m_stack->transport().destination().baseUrl, "dodo_live_x"});
    press(*m_page, "createMeter");
    auto *strip = control<MessageStrip>(*m_page, "meterFailure");
    QTRY_VERIFY(strip->isVisible());
    QCOMPARE(strip->title(), u"The meter was not created"_s);
    QVERIFY(strip->text().contains(u"Nothing is lost"_s));
    QCOMPARE(control<QLineEdit>(*m_page, "meterName")->text(), u"Image Generation Meter"_s);
}

void TestMeterPage::closesWhileCreating()
{
    fill();
    press(*m_page, "createMeter");
    m_page.reset();
    QTRY_VERIFY(m_stack->load() && m_stack->session().state().meters.size() == 1);
}

void TestMeterPage::worksByKeyboardAlone()
{
    const auto key = [this](Qt::Key code) { QTest::keyClick(m_page->focusWidget(), code); };
    const auto words = [this](const QString &text) { QTest::keyClicks(m_page->focusWidget(), text); };
    control(*m_page, "meterName")->setFocus();
    words(u"Images"_s);
    key(Qt::Key_Tab); // description
    key(Qt::Key_Tab); // event name
    words(u"image.generated"_s);
    key(Qt::Key_Tab); // aggregation
    QVERIFY(m_page->focusWidget() == control(*m_page, "aggregationType"));
    key(Qt::Key_Tab);
    words(u"images"_s);
    key(Qt::Key_Tab);
    QVERIFY(m_page->focusWidget() == control(*m_page, "filterToggle"));
    key(Qt::Key_Space);
    key(Qt::Key_Tab);
    QVERIFY(m_page->focusWidget() == control(*m_page, "filterGroup1Conjunction"));
    for (int i = 0; i < 2; ++i)
        key(Qt::Key_Tab);
    QVERIFY(m_page->focusWidget() == control(*m_page, "filterGroup1Key1"));
    words(u"quality"_s);
    for (int i = 0; i < 3; ++i)
        key(Qt::Key_Tab);
    words(u"hd"_s);
    m_page->primaryAction(); // Ctrl+Return
    QTRY_COMPARE(m_stack->session().state().meters.size(), 1);
}

void TestMeterPage::looksRight()
{
    looks::renderAll(*m_page, *m_themes, u"meter-empty"_s);
    NewMeter tokens{.name = u"AI Token Meter"_s,
        .eventName = u"llm.completion"_s,
        .measurementUnit = u"tokens"_s,
        .aggregation = {Aggregation::Type::Sum, u"totalTokens"_s},
        .description = {},
        .filter = {}};
    QVERIFY(answerOf(m_stack->client().createMeter(tokens)));
    NewMeter calls = imageMeter();
    calls.name = u"API Call Meter"_s;
    calls.eventName = u"api.call"_s;
    calls.measurementUnit = u"calls"_s;
    QVERIFY(answerOf(m_stack->client().createMeter(calls)));
    QVERIFY(m_stack->load());
    NewMeter meter = imageMeter();
    meter.eventName = u"Image.generated"_s;
    meter.description = u"Pictures made by customers of PixelGen AI"_s;
    meter.filter = qualityFilter();
    m_page->showForm(meter);
    control(*m_page, "eventName")->setFocus();
    looks::renderAll(*m_page, *m_themes, u"meter"_s);
    type(*m_page, "eventName", u"picture.made"_s);
    looks::renderAll(*m_page, *m_themes, u"meter-other"_s);
    type(*m_page, "eventName", u"image.generated"_s);
    looks::renderAll(*m_page, *m_themes, u"meter-match"_s);
    press(*m_page, "createMeter");
    QTRY_COMPARE(m_stack->session().state().meters.size(), 3);
    looks::renderAll(*m_page, *m_themes, u"meter-summary"_s);
}

QTEST_MAIN(TestMeterPage)
#include "tst_meterpage.moc"
