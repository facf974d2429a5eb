// SPDX-License-Identifier: MIT
#include "clipped.h"
#include "placesdesk.h"
#include "session/rescueworld.h"
#include "ui/parts/messagestrip.h"
#include "ui/rescue/rescuestrip.h"
#include "ui/shell.h"

// The strip where it stands: in the program's window, in every state, at its smallest and at a common size.
class TestRescueWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_places = std::make_unique<PlacesDesk>();
        QVERIFY(m_places->makeExample());
        QVERIFY(m_places->copyThere());
        m_shell = std::make_unique<Shell>(m_places->desk(), m_places->themes, Shell::Memory::Forget);
        m_shell->show(QSize(1280, 720));
        QVERIFY(QTest::qWaitForWindowActive(&m_shell->window()));
        rescue().setProbeEvery(1h);
        press(m_shell->window(), "skipWelcome");
        QVERIFY(m_places->goThere());
    }
    void cleanup()
    {
        m_shell.reset();
        m_places.reset();
    }

    void everyStateFitsItsLine();
    void lateOnesFitTheirLine();
    void theKeyboardGoesAsOneReads();

private:
    RescueStrip &strip() const { return *part<RescueStrip>(m_shell->window(), "rescueStrip"); }
    MessageStrip &message() const { return *part<MessageStrip>(m_shell->window(), "rescueMessage"); }
    Rescue &rescue() const { return strip().rescue(); }
    bool waitFor(Rescue::State state) const
    {
        return PlacesDesk::waitFor([&] { return rescue().state() == state && !rescue().isBusy(); });
    }
    void dieInTheMiddle() const
    {
        QVERIFY(m_places->emitEvents("img_before", 4));
        QTRY_COMPARE_WITH_TIMEOUT(unitsOf(m_places->session().state()), Decimal(4), patience);
        m_places->stopThere();
        QVERIFY(m_places->emitEvents("img_owed", 3));
        QVERIFY(waitFor(Rescue::State::Offline));
        QTRY_COMPARE_WITH_TIMEOUT(rescue().owed().size(), 3, patience);
    }
    // One line for the title and one for what is said below it, and nothing clipped.
    void look(const QString &name);

    std::unique_ptr<PlacesDesk> m_places;
    std::unique_ptr<Shell> m_shell;
};

void TestRescueWindow::look(const QString &name)
{
    QWidget &window = m_shell->window();
    for (const QSize &size : {QSize(1280, 720), QSize(1920, 1080)}) {
        window.resize(size);
        QTRY_COMPARE_WITH_TIMEOUT(strip().width(), size.width(), patience);
        QVERIFY(QTest::qWaitFor([this] { return clippedIn(strip()).isEmpty(); }, patience));
        m_places->shoot(window, u"rescue-%1-%2"_s.arg(name).arg(size.width()));
        for (const QLabel *label : message().findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty())
                QVERIFY2(label->height() < 2 * label->fontMetrics().lineSpacing(),
                    qPrintable(u"%1 at %2: %3"_s.arg(name).arg(size.width()).arg(label->text())));
        }
    }
    window.resize(1280, 720);
}

void TestRescueWindow::everyStateFitsItsLine()
{
    dieInTheMiddle();
    m_places->clock->advance(19min);
    QVERIFY(m_places->emitEvents("img_later", 1));
    QTRY_VERIFY_WITH_TIMEOUT(message().text().startsWith(u"4 events wait"_s), patience);
    look(u"offline"_s);
    press(m_shell->window(), "rescueTryAgain");
    QVERIFY(waitFor(Rescue::State::Offline));
    press(m_shell->window(), "rescueCarryOn");
    QVERIFY(waitFor(Rescue::State::CarryingOn));
    QVERIFY(m_places->waitFor([this] { return m_places->session().state().subscription.has_value(); }));
    QVERIFY(m_places->emitEvents("img_new", 2));
    QTRY_VERIFY_WITH_TIMEOUT(message().text().endsWith(u"2 so far."_s), patience);
    look(u"carrying"_s);
    press(m_shell->window(), "rescueGoBack");
    QTRY_VERIFY_WITH_TIMEOUT(message().text().contains(u"does not answer yet"_s), patience);
    look(u"toosoon"_s);
    m_places->startThere();
    rescue().setProbeEvery(50ms);
    QTRY_VERIFY_WITH_TIMEOUT(message().text().contains(u"answers again"_s), patience);
    look(u"answers"_s);
    press(m_shell->window(), "rescueGoBack");
    QVERIFY(waitFor(Rescue::State::Back));
    QTRY_VERIFY_WITH_TIMEOUT(message().title().endsWith(u"Nothing is owed any more."_s), patience);
    look(u"back"_s);
    press(m_shell->window(), "rescueRestore");
    QVERIFY(waitFor(Rescue::State::Restored));
    QCOMPARE(message().title(), u"The sandbox is as it was before."_s);
    look(u"restored"_s);
    press(m_shell->window(), "rescueClose");
    QVERIFY(!strip().isVisible());
}

void TestRescueWindow::lateOnesFitTheirLine()
{
    dieInTheMiddle();
    m_places->clock->advance(59min);
    QVERIFY(m_places->emitEvents("img_later", 1));
    m_places->clock->advance(2min);
    rescue().tryAgain(); // it says again what is left
    QTRY_VERIFY_WITH_TIMEOUT(message().text().contains(u"wait for your choice"_s), patience);
    QVERIFY(waitFor(Rescue::State::Offline));
    look(u"late-offline"_s);
    press(m_shell->window(), "rescueCarryOn");
    QVERIFY(waitFor(Rescue::State::CarryingOn));
    look(u"late-carrying"_s);
    m_places->startThere();
    press(m_shell->window(), "rescueGoBack");
    QVERIFY(waitFor(Rescue::State::Back));
    QTRY_VERIFY_WITH_TIMEOUT(rescue().owed().size() == 3 && rescue().owed().last().parked, patience);
    look(u"late-back"_s);
    // Another place than the one that is owed to.
    QVERIFY(m_places->goToTestMode());
    QVERIFY(waitFor(Rescue::State::Offline));
}

void TestRescueWindow::theKeyboardGoesAsOneReads()
{
    QWidget &window = m_shell->window();
    dieInTheMiddle();
    window.activateWindow();
    part(window, "menuButton")->setFocus();
    for (const auto name : {"rescueTryAgain", "rescueCarryOn", "rescueConnection"}) {
        QTest::keyClick(focus(), Qt::Key_Tab);
        QCOMPARE(focus()->objectName(), QLatin1StringView(name));
    }
    QTest::keyClick(focus(), Qt::Key_Tab);
    QCOMPARE(focus()->objectName(), u"tabMeter"_s);
    part(window, "rescueCarryOn")->setFocus();
    QTest::keyClick(focus(), Qt::Key_Space);
    QVERIFY(waitFor(Rescue::State::CarryingOn));
    QCOMPARE(focus()->objectName(), u"rescueGoBack"_s); // it stays in the strip
}

QTEST_MAIN(TestRescueWindow)
#include "tst_rescuewindow.moc"
