// SPDX-License-Identifier: MIT
#include "placesdesk.h"
#include "ui/accounts/bringoversheet.h"
#include "ui/parts/button.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/sendingmark.h"

#include <QCheckBox>
#include <QLabel>

class TestBringOverSheet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_places = std::make_unique<PlacesDesk>();
        QVERIFY(m_places->makeExample());
        QVERIFY(m_places->goThere());
        m_sheet = std::make_unique<BringOverSheet>(m_places->desk());
        m_sheet->showSheet();
        QVERIFY(QTest::qWaitForWindowActive(m_sheet.get()));
    }
    void cleanup()
    {
        m_sheet.reset();
        m_places.reset();
    }

    void callsAreShownAndSentByOnePress();
    void leavingOneOutChangesTheButton();
    void aServiceThatIsGoneIsTold();
    void inTheSandboxThereIsNothingToBring();

private:
    Button *send() const { return part<Button>(*m_sheet, "bringOverSend"); }
    QString left() const { return part<QLabel>(*m_sheet, "bringOverLeft")->text(); }
    bool ready() const
    {
        return PlacesDesk::waitFor([this] {
            return m_sheet->findChild<QCheckBox *>(u"bringOver1"_s) != nullptr;
        }) && PlacesDesk::waitFor([this] { return send()->text() == u"Send 2 calls"_s; });
    }

    std::unique_ptr<PlacesDesk> m_places;
    std::unique_ptr<BringOverSheet> m_sheet;
};

void TestBringOverSheet::callsAreShownAndSentByOnePress()
{
    QVERIFY(ready());
    QVERIFY(isMarkedSending(send()));
    press(*m_sheet, "bringOverCall1");
    const QString shown = part<JsonView>(*m_sheet, "bringOverBody1")->toPlainText();
    QVERIFY2(shown.contains(u"POST /products"_s), qPrintable(shown));
    QVERIFY2(shown.contains(u"id of Image Generation Meter"_s), qPrintable(shown));
    m_places->shoot(*m_sheet, u"bringover-open"_s);
    QVERIFY(m_places->session().state().meters.isEmpty()); // nothing was sent yet
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(left(), u"Nothing is left to send."_s, patience);
    QCOMPARE(send()->text(), u"Send"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_places->session().productOfThisProgram(), patience);
    QCOMPARE(part<QLabel>(*m_sheet, "bringOverNote1")->text(),
        m_places->session().productOfThisProgram()->id.string());
    QVERIFY(part<MessageStrip>(*m_sheet, "bringOverProblem")->isHidden());
    QVERIFY(!send()->isEnabled());
    m_places->shoot(*m_sheet, u"bringover-made"_s);
}

void TestBringOverSheet::leavingOneOutChangesTheButton()
{
    QVERIFY(ready());
    press(*m_sheet, "bringOver1");
    QCOMPARE(send()->text(), u"Send 1 call"_s);
    press(*m_sheet, "bringOver0");
    QVERIFY(!send()->isEnabled());
    QCOMPARE(left(), u"Choose a call to send."_s);
    m_places->shoot(*m_sheet, u"bringover-none"_s);
    press(*m_sheet, "bringOver1");
    QCOMPARE(send()->text(), u"Send 2 calls"_s); // with the meter it links
    QVERIFY(part<QCheckBox>(*m_sheet, "bringOver0")->isChecked());
}

void TestBringOverSheet::aServiceThatIsGoneIsTold()
{
    QVERIFY(ready());
    m_places->stopThere();
    QTest::mouseClick(send(), Qt::LeftButton);
    auto *strip = part<MessageStrip>(*m_sheet, "bringOverProblem");
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible() && !send()->isBusy(), patience);
    QCOMPARE(send()->text(), u"Send 2 calls"_s);
    m_places->shoot(*m_sheet, u"bringover-gone"_s);
    m_places->startThere();
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(left(), u"Nothing is left to send."_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(strip->isHidden(), patience);
}

void TestBringOverSheet::inTheSandboxThereIsNothingToBring()
{
    QVERIFY(ready());
    QVERIFY(m_places->desk().connections.use(Destination::Mode::Sandbox));
    m_sheet->showSheet();
    QTRY_VERIFY_WITH_TIMEOUT(part(*m_sheet, "bringOverEmpty")->isVisible(), patience);
    QVERIFY(!send()->isVisible());
    QVERIFY(part<MessageStrip>(*m_sheet, "bringOverProblem")->title().contains(u"sandbox"_s));
}

QTEST_MAIN(TestBringOverSheet)
#include "tst_bringoversheet.moc"
