// SPDX-License-Identifier: MIT
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/radiocards.h"
#include "ui/parts/segments.h"
#include "ui/parts/toggle.h"
#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFocusFrame>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

class TestControls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void arrowsMoveSegmentsAndSignalOnce();
    void segmentsAreOneTabStop();
    void spaceAndReturnTurnTheToggle();
    void arrowsMoveRadioCardsPastDisabledOnes();
    void fieldNamesAndDescribesItsEditor();
    void fieldReachesTheEditInsideAPrefixedEdit();
    void fieldChecksOnLeavingAndThenWhileTyping();
    void busyButtonTakesNoClick();
    void doneButtonGoesBack();
    void offButtonSaysWhy();
    void returnPressesAButton();
    void keyboardFocusShowsTheRing();
    void comboIgnoresTheWheel();
    void everyIconButtonHasAName();

private:
    std::unique_ptr<ThemeHost> m_host;
};

void TestControls::initTestCase()
{
    m_host = std::make_unique<ThemeHost>(*qApp);
    m_host->setMotion(ThemeHost::Motion::Reduced);
}

void TestControls::arrowsMoveSegmentsAndSignalOnce()
{
    Segments segments;
    for (const auto &text : {u"Draft"_s, u"Standard"_s, u"HD"_s})
        segments.addSegment(text);
    segments.show();
    segments.segment(0)->setFocus();
    QSignalSpy changed(&segments, &Segments::currentChanged);
    QTest::keyClick(segments.segment(0), Qt::Key_Right);
    QCOMPARE(segments.current(), 1);
    QCOMPARE(changed.count(), 1);
    QTest::keyClick(segments.segment(1), Qt::Key_Right);
    QTest::keyClick(segments.segment(2), Qt::Key_Right); // stays at the end
    QCOMPARE(segments.current(), 2);
    QCOMPARE(changed.count(), 2);
    segments.setCurrent(0);
    QCOMPARE(changed.count(), 2);
}

void TestControls::segmentsAreOneTabStop()
{
    Segments segments;
    segments.addSegment(u"Vivid"_s);
    segments.addSegment(u"Natural"_s);
    segments.setCurrent(1);
    QVERIFY(!(segments.segment(0)->focusPolicy() & Qt::TabFocus));
    QVERIFY(segments.segment(1)->focusPolicy() & Qt::TabFocus);
}

void TestControls::spaceAndReturnTurnTheToggle()
{
    Toggle toggle;
    toggle.show();
    QTest::keyClick(&toggle, Qt::Key_Space);
    QVERIFY(toggle.isChecked());
    QTest::keyClick(&toggle, Qt::Key_Return);
    QVERIFY(!toggle.isChecked());
    QTest::keyClick(&toggle, Qt::Key_Right);
    QVERIFY(toggle.isChecked());
    QTest::keyClick(&toggle, Qt::Key_Right);
    QVERIFY(toggle.isChecked());
    QVERIFY(toggle.height() >= 28);
}

void TestControls::arrowsMoveRadioCardsPastDisabledOnes()
{
    RadioCards cards;
    cards.addCard(u"One"_s, u"a"_s);
    cards.addCard(u"Two"_s, u"b"_s)->setEnabled(false);
    cards.addCard(u"Three"_s, u"c"_s);
    cards.show();
    QSignalSpy changed(&cards, &RadioCards::currentChanged);
    QTest::keyClick(cards.card(0), Qt::Key_Down);
    QCOMPARE(cards.current(), 2);
    QCOMPARE(changed.count(), 1);
}

void TestControls::fieldNamesAndDescribesItsEditor()
{
    auto *edit = new QLineEdit;
    Field field(u"Meter Name"_s, edit, Field::Need::Required);
    field.setHelp(u"A clear name."_s);
    QCOMPARE(edit->accessibleName(), u"Meter Name"_s);
    QCOMPARE(edit->accessibleDescription(), u"A clear name."_s);
    field.setError(u"Write a name."_s);
    QCOMPARE(edit->accessibleDescription(), u"Write a name."_s);
    QCOMPARE(inputState(edit), InputState::Error);
    field.clearNote();
    QCOMPARE(edit->accessibleDescription(), u"A clear name."_s);
    QCOMPARE(inputState(edit), InputState::Plain);
    const auto labels = field.findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [edit](const QLabel *label) { return label->buddy() == edit; }));
}

void TestControls::fieldReachesTheEditInsideAPrefixedEdit()
{
    auto *price = new PrefixedEdit;
    price->setPrefix(u"$"_s);
    Field field(u"Price per unit"_s, price);
    field.setError(u"Not a number."_s);
    QCOMPARE(price->lineEdit()->accessibleName(), u"Price per unit"_s);
    QCOMPARE(price->lineEdit()->accessibleDescription(), u"Not a number."_s);
    QCOMPARE(inputState(price), InputState::Error);
}

void TestControls::fieldChecksOnLeavingAndThenWhileTyping()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *edit = new QLineEdit;
    auto *field = new Field(u"Name"_s, edit);
    auto *other = new QLineEdit;
    column->addWidget(field);
    column->addWidget(other);
    field->setCheck([edit] {
        return edit->text().isEmpty() ? FieldNote{FieldNote::Kind::Error, u"Write a name."_s} : FieldNote{};
    });
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    edit->setFocus();
    other->setFocus(Qt::TabFocusReason);
    QCOMPARE(field->note().kind, FieldNote::Kind::None); // nothing typed: no mistake yet
    edit->setText(u"0"_s);
    QTest::mouseClick(edit, Qt::LeftButton);
    QTest::keyClicks(edit, u"10"_s);
    QCOMPARE(edit->text(), u"10"_s); // over the lone 0
    edit->clear();
    field->clearNote();
    QTest::keyClicks(edit, u"a"_s);
    QTest::keyClick(edit, Qt::Key_Backspace);
    QCOMPARE(field->note().kind, FieldNote::Kind::None); // never wrong so far: not while typing
    other->setFocus();
    QTRY_COMPARE(field->note().kind, FieldNote::Kind::Error);
    QTest::keyClicks(edit, u"a"_s);
    QCOMPARE(field->note().kind, FieldNote::Kind::None);
}

void TestControls::busyButtonTakesNoClick()
{
    Button button(u"Create"_s, ButtonRole::Primary);
    button.show();
    QSignalSpy clicked(&button, &QAbstractButton::clicked);
    button.startBusy();
    QTest::mouseClick(&button, Qt::LeftButton);
    QTest::keyClick(&button, Qt::Key_Space);
    QTest::keyClick(&button, Qt::Key_Return);
    QCOMPARE(clicked.count(), 0);
    const int before = button.sizeHint().width();
    QTRY_VERIFY(button.sizeHint().width() > before); // the arc, after 100 ms
    button.stopBusy();
    QTest::mouseClick(&button, Qt::LeftButton);
    QCOMPARE(clicked.count(), 1);
}

void TestControls::doneButtonGoesBack()
{
    Button button(u"Create"_s, ButtonRole::Primary);
    button.showDone(u"Created"_s);
    QCOMPARE(button.accessibleDescription(), u"Created"_s);
    QTRY_COMPARE_WITH_TIMEOUT(button.accessibleDescription(), QString(), 6000);
}

void TestControls::offButtonSaysWhy()
{
    Button button(u"Create"_s, ButtonRole::Primary);
    button.setOffReason(u"Choose a meter first."_s);
    QVERIFY(!button.isEnabled());
    QCOMPARE(button.toolTip(), u"Choose a meter first."_s);
    button.setOffReason({});
    QVERIFY(button.isEnabled());
}

void TestControls::returnPressesAButton()
{
    Button button(u"Create"_s, ButtonRole::Primary);
    button.show();
    QSignalSpy clicked(&button, &QAbstractButton::clicked);
    QTest::keyClick(&button, Qt::Key_Return);
    QCOMPARE(clicked.count(), 1);
}

void TestControls::keyboardFocusShowsTheRing()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *button = new Button(u"Create"_s, ButtonRole::Primary);
    column->addWidget(button);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    button->clearFocus();
    const auto ring = [&window] {
        const auto frames = window.findChildren<QFocusFrame *>();
        return std::ranges::any_of(
            frames, [](const QFocusFrame *frame) { return frame->widget() && frame->isVisible(); });
    };
    button->setFocus(Qt::MouseFocusReason);
    QVERIFY(!ring());
    button->clearFocus();
    button->setFocus(Qt::TabFocusReason);
    QVERIFY(ring());
    button->clearFocus();
    QVERIFY(!ring());
}

void TestControls::comboIgnoresTheWheel()
{
    ComboBox combo;
    combo.addItems({u"Count"_s, u"Sum"_s});
    combo.show();
    QWheelEvent wheel(QPointF(5, 5), combo.mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&combo, &wheel);
    QCOMPARE(combo.currentIndex(), 0);
    QVERIFY(!wheel.isAccepted());
}

void TestControls::everyIconButtonHasAName()
{
    IconButton button(IconName::X, u"Close"_s);
    QCOMPARE(button.accessibleName(), u"Close"_s);
    QCOMPARE(button.toolTip(), u"Close"_s);
    QVERIFY(button.sizeHint().width() >= 28 && button.sizeHint().height() >= 28);
    CopyButton copy(u"Copy the id"_s);
    copy.setContent(u"evt_1"_s);
    copy.click();
    QCOMPARE(QApplication::clipboard()->text(), u"evt_1"_s);
}

QTEST_MAIN(TestControls)
#include "tst_controls.moc"
