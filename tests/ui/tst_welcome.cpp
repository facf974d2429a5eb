// SPDX-License-Identifier: MIT
#include "looks.h"
#include "ui/frame/examplelines.h"
#include "ui/frame/welcomepage.h"
#include "ui/parts/button.h"

#include <QApplication>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

using Progress = WelcomePage::Progress;

namespace {

const QString headline = u"Made by the same calls you would make"_s;
const QStringList made{u"Meter “Image Generation Meter”, mtr_rwmnE1TmTdjKqxIAeuVhB"_s,
    u"Product “PixelGen AI - Image Generation”, pdt_7sIaQ0cLkE2dWvYbRtNfu"_s,
    u"Subscription of Test customer, sub_0NdmIFCwLVNAEyFDmpjCK"_s};

} // namespace

class TestWelcome : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void linesAppearOneByOne();
    void aBusyExampleTakesNoClicks();
    void doneLeadsToTheFirstPicture();
    void theKeyboardStaysOnTheMainButton();
    void aFailureSaysWhatToDo();
    void idleStartsOver();
    void nothingMoves_data();
    void nothingMoves();
    void skipEndsWhereTheCardsEnd();
    void theThirdCardLeadsTwoWays();
    void allStandsInTheSmallestWindow();
    void thePictureSaysWhenItIsPainted();
    void looks();

private:
    Button *button(const char *name) const { return m_page->findChild<Button *>(QLatin1StringView(name)); }
    QStringList shown() const { return m_page->findChild<ExampleLines *>()->shown(); }
    QRect placeOf(const char *name) const
    {
        const auto *widget = m_page->findChild<QWidget *>(QLatin1StringView(name));
        return {widget->mapTo(m_page.get(), QPoint()), widget->size()};
    }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<WelcomePage> m_page;
};

void TestWelcome::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestWelcome::init()
{
    m_page = std::make_unique<WelcomePage>();
    m_page->resize(1440, 848);
    m_page->show();
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestWelcome::linesAppearOneByOne()
{
    QVERIFY(shown().isEmpty());
    for (qsizetype count = 0; count <= made.size(); ++count) {
        m_page->showExample(Progress::Running, made.first(count));
        QCOMPARE(shown(), QStringList(headline) + made.first(count));
    }
}

void TestWelcome::aBusyExampleTakesNoClicks()
{
    QSignalSpy asked(m_page.get(), &WelcomePage::exampleRequested);
    QTest::mouseClick(button("tryExample"), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    m_page->showExample(Progress::Running, {});
    QVERIFY(button("tryExample")->isBusy());
    QTest::mouseClick(button("tryExample"), Qt::LeftButton);
    QTest::keyClick(button("tryExample"), Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
}

void TestWelcome::doneLeadsToTheFirstPicture()
{
    QSignalSpy asked(m_page.get(), &WelcomePage::generateRequested);
    QVERIFY(button("generateFirstFromStart")->isHidden());
    m_page->showExample(Progress::Running, made);
    m_page->showExample(Progress::Done, made);
    QVERIFY(button("tryExample")->isHidden());
    QVERIFY(!button("tryExample")->isBusy());
    QCOMPARE(shown(), QStringList(headline) + made);
    QTest::mouseClick(button("generateFirstFromStart"), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void TestWelcome::theKeyboardStaysOnTheMainButton()
{
    QSignalSpy asked(m_page.get(), &WelcomePage::generateRequested);
    button("tryExample")->setFocus(Qt::TabFocusReason);
    m_page->showExample(Progress::Running, {});
    m_page->showExample(Progress::Done, made);
    QVERIFY(button("generateFirstFromStart")->hasFocus());
    QTest::keyClick(button("generateFirstFromStart"), Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
}

void TestWelcome::aFailureSaysWhatToDo()
{
    m_page->showExample(Progress::Running, made.first(1));
    m_page->showExample(Progress::Failed, {u"The service did not answer."_s});
    const QStringList words{u"The service did not answer."_s, u"Nothing was lost. Try again."_s};
    QCOMPARE(shown(), words);
    QVERIFY(!button("tryExample")->isBusy());
    QSignalSpy asked(m_page.get(), &WelcomePage::exampleRequested);
    QTest::mouseClick(button("tryExample"), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void TestWelcome::idleStartsOver()
{
    m_page->showExample(Progress::Done, made);
    m_page->showExample(Progress::Idle, {});
    QVERIFY(shown().isEmpty());
    QVERIFY(!button("tryExample")->isHidden());
    QVERIFY(button("generateFirstFromStart")->isHidden());
}

void TestWelcome::nothingMoves_data()
{
    QTest::addColumn<int>("textPercent");
    QTest::newRow("usual text") << 100;
    QTest::newRow("large text") << 150;
}

void TestWelcome::nothingMoves()
{
    QFETCH(const int, textPercent);
    m_themes->setTextPercent(textPercent);
    QCoreApplication::processEvents();
    const QRect button = placeOf("tryExample");
    const QRect card = placeOf("connectProgram");
    m_page->showExample(Progress::Running, made);
    QCoreApplication::processEvents();
    QCOMPARE(placeOf("tryExample").topLeft(), button.topLeft());
    QCOMPARE(placeOf("connectProgram"), card);
    m_page->showExample(Progress::Failed, {u"The service did not answer."_s});
    QCoreApplication::processEvents();
    QCOMPARE(placeOf("tryExample").topLeft(), button.topLeft());
    QCOMPARE(placeOf("connectProgram"), card);
    m_page->showExample(Progress::Done, made);
    QCoreApplication::processEvents();
    QCOMPARE(placeOf("generateFirstFromStart").topLeft(), button.topLeft());
    QCOMPARE(placeOf("connectProgram"), card);
    m_themes->setTextPercent(100);
}

void TestWelcome::skipEndsWhereTheCardsEnd()
{
    constexpr int beyondItsWords = 11;
    QCOMPARE(placeOf("skipWelcome").right() - beyondItsWords, placeOf("justPictures").right());
    QCOMPARE(placeOf("justPictures").right() - placeOf("connectProgram").left() + 1, 1000);
}

void TestWelcome::theThirdCardLeadsTwoWays()
{
    QSignalSpy pictures(m_page.get(), &WelcomePage::picturesRequested);
    QSignalSpy engines(m_page.get(), &WelcomePage::enginesRequested);
    auto *link = m_page->findChild<QAbstractButton *>(u"startEngines"_s);
    QCOMPARE(link->text(), u"Free: the demo painter. Better: add a key or a local server"_s);
    QVERIFY(link->height() >= 28);
    QVERIFY(placeOf("justPictures").contains(placeOf("startEngines")));
    QTest::mouseClick(link, Qt::LeftButton);
    QTest::keyClick(link, Qt::Key_Return);
    QCOMPARE(engines.size(), 2);
    QCOMPARE(pictures.size(), 0);
    auto *card = m_page->findChild<QAbstractButton *>(u"justPictures"_s);
    QTest::mouseClick(card, Qt::LeftButton, {}, QPoint(20, 20));
    QTest::keyClick(card, Qt::Key_Return);
    QCOMPARE(pictures.size(), 2);
    QCOMPARE(engines.size(), 2);
}

void TestWelcome::allStandsInTheSmallestWindow()
{
    m_page->resize(1280, 720 - 52);
    QCoreApplication::processEvents();
    QVERIFY(m_page->rect().contains(placeOf("skipWelcome")));
    QVERIFY(m_page->rect().contains(placeOf("welcomePicture")));
    QCOMPARE(placeOf("justPictures").height(), placeOf("connectProgram").height());
    m_page->resize(1440, 848);
}

void TestWelcome::thePictureSaysWhenItIsPainted()
{
    auto *picture = m_page->findChild<QWidget *>(u"welcomePicture"_s);
    QVERIFY(!picture->property("painted").toBool());
    QImage image(512, 512, QImage::Format_RGB32);
    image.fill(Qt::darkGreen);
    m_page->setPicture(image);
    QVERIFY(picture->property("painted").toBool());
    QCOMPARE(picture->accessibleName(), u"Picture by the demo painter"_s);
}

void TestWelcome::looks()
{
    looks::renderAll(*m_page, *m_themes, u"welcome"_s);
    m_page->showExample(Progress::Running, made.first(2));
    looks::renderAll(*m_page, *m_themes, u"welcome-running"_s);
    m_page->showExample(Progress::Done, made);
    looks::renderAll(*m_page, *m_themes, u"welcome-done"_s);
    m_page->showExample(Progress::Failed, {u"No connection to 127.0.0.1:4010."_s});
    looks::renderAll(*m_page, *m_themes, u"welcome-failed"_s);
}

QTEST_MAIN(TestWelcome)
#include "tst_welcome.moc"
