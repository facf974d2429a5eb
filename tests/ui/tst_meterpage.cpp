// SPDX-License-Identifier: MIT
#include "meterbench.h"
#include "ui/pages/cataloguelist.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/namediff.h"

class TestMeterPage : public QObject, private MeterBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void createsTheTutorialsMeter();
    void severalGroupsNest();
    void oneGroupWithoutConditionIsNotSent();
    void operatorAndTypeKeepEachOtherPossible();
    void missingFieldsAreNamedAndNothingIsSent();
    void propertyIsAskedForUnlessCount();
    void listArchivesAndShowsSummary();
    void refusalKeepsTheForm();
    void closesWhileCreating();
    void worksByKeyboardAlone();
};

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
    QCOMPARE(text("filterWords"), u"“standard” counts · “hd” counts · “draft” does not"_s);

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

QTEST_MAIN(TestMeterPage)
#include "tst_meterpage.moc"
