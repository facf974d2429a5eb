// SPDX-License-Identifier: MIT
#include "clipped.h"
#include "guide/guide.h"
#include "looks.h"
#include "session/bench.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/tabbar.h"
#include "ui/guide/guidehost.h"
#include "ui/guide/guideoutline.h"
#include "ui/guide/guidepanel.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QWindow>

using namespace Qt::StringLiterals;

// The guide beside the real pages, with the real sandbox behind them.
class TestGuidePanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startsFromTheStartPage();
    void theOutlineStandsAroundTheControlMeant();
    void theOutlineFollowsScrollingAndLeaves();
    void theOutlineShowsTheTabFromAnotherPage();
    void clicksGoThroughTheOutline();
    void fillingInSendsNothing();
    void whatIsFilledInIsMarkedUntilItIsEdited();
    void aWrongTurnIsMendedByItsButton();
    void ticksComeFromTheServiceAlone();
    void closingTheWindowResumes();
    void theKeyboardGoesInAndOut();
    void chaptersAndSkippingByKeyboard();
    void startingOverByKeyboardAndItsUndo();
    void escapeAndCloseKeepTheWalk();
    void nothingIsClipped_data();
    void nothingIsClipped();

private:
    MainWindow &window() const { return static_cast<MainWindow &>(m_shell->window()); }
    Guide &guide() const { return m_shell->guide().guide(); }
    template<typename T = QWidget>
    T *part(const char *name) const
    {
        const auto all = m_shell->window().findChildren<T *>(QLatin1StringView(name));
        const auto seen = std::ranges::find_if(all, [](T *one) { return one->isVisible(); });
        return seen == all.end() ? nullptr : *seen;
    }
    GuideOutline *outline() const { return window().findChild<GuideOutline *>(); }
    GuidePanel *panel() const { return window().findChild<GuidePanel *>(); }
    QRect placeOf(const QWidget *widget) const
    {
        return {widget->mapTo(window().centralWidget(), QPoint()), widget->size()};
    }
    void click(const char *name) const
    {
        QVERIFY2(part(name), name);
        QTest::mouseClick(part(name), Qt::LeftButton);
    }
    void writeInto(const char *name, const QString &text) const
    {
        auto *edit = part<QLineEdit>(name);
        QVERIFY2(edit, name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void open();
    void startShell();
    bool fillIn();
    qsizetype exchanges() const
    {
        const auto page = resultOf((*m_bench)->sandbox().exchanges(0, 1000));
        return page ? page->items.size() : -1;
    }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<Shell> m_shell;
};

void TestGuidePanel::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestGuidePanel::startShell()
{
    m_shell = std::make_unique<Shell>((*m_bench)->desk(), *m_themes, Shell::Memory::Forget);
    m_shell->show(QSize(1280, 720));
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().state().loaded, 30000);
}

void TestGuidePanel::init()
{
    m_bench = std::make_unique<Bench>();
    startShell();
}

void TestGuidePanel::cleanup()
{
    m_shell.reset();
    m_bench.reset();
    m_themes->setTextPercent(100);
}

void TestGuidePanel::open()
{
    click("startGuide");
    QTRY_VERIFY(panel()->isVisible());
}

bool TestGuidePanel::fillIn()
{
    QTest::mouseClick(part("guideFill"), Qt::LeftButton);
    return QTest::qWaitFor([this] { return part("guideNote"); }, 30000);
}

void TestGuidePanel::startsFromTheStartPage()
{
    QVERIFY(!panel()->isVisible());
    open();
    QCOMPARE(window().currentPage(), int(MainWindow::Meter));
    QCOMPARE(window().size(), QSize(1280, 720));
    QCOMPARE(panel()->width(), 292);
    QVERIFY(window().page(MainWindow::Meter)->width() >= 980);
    QVERIFY(window().guideTab()->isChecked());
    QCOMPARE(guide().book().chapters.size(), 8);
    for (int i = 1; i <= 8; ++i)
        QVERIFY2(part(qPrintable(u"guideChapter%1"_s.arg(i))), qPrintable(QString::number(i)));
    QCOMPARE(part<QLabel>("guideTitle")->text(), guide().current().title);
    QCOMPARE(part<QLabel>("guideWhy")->text(), guide().current().why);
    QCOMPARE(part<QLabel>("guideTodo")->accessibleName().remove(u'`'),
        QString(guide().currentStep()->todo).remove(u'`'));
}

void TestGuidePanel::theOutlineStandsAroundTheControlMeant()
{
    open();
    QTRY_VERIFY(outline()->target());
    QTRY_COMPARE(outline()->target()->objectName(), guide().currentStep()->on);
    const QRect control = placeOf(outline()->target());
    QTRY_COMPARE(outline()->frame(), control.adjusted(-6, -6, 6, 6));
    writeInto("meterName", u"Image Generation Meter"_s);
    QTRY_VERIFY(guide().currentStep()->on != "meterName"_L1);
    QTRY_VERIFY(outline()->target());
    QTRY_COMPARE(outline()->target()->objectName(), guide().currentStep()->on);
}

void TestGuidePanel::theOutlineFollowsScrollingAndLeaves()
{
    m_themes->setTextPercent(150); // so that the form scrolls
    open();
    QTRY_VERIFY(outline()->target());
    QTRY_COMPARE(outline()->target()->objectName(), u"meterName"_s);
    QScrollArea *area = nullptr;
    for (QWidget *around = outline()->target(); around && !area; around = around->parentWidget())
        area = qobject_cast<QScrollArea *>(around);
    QVERIFY(area);
    QVERIFY(area->verticalScrollBar()->maximum() > 0);
    const QRect before = outline()->frame();
    area->verticalScrollBar()->setValue(10);
    QTRY_COMPARE(outline()->frame(), before.translated(0, -10));
    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    QTRY_VERIFY(outline()->frame().isEmpty());
    area->verticalScrollBar()->setValue(0);
    QTRY_COMPARE(outline()->frame(), before);
}

void TestGuidePanel::theOutlineShowsTheTabFromAnotherPage()
{
    open();
    QTRY_VERIFY(outline()->target());
    QTRY_COMPARE(outline()->target()->objectName(), u"meterName"_s);
    key(Qt::Key_4, Qt::ControlModifier);
    QTRY_VERIFY(outline()->target());
    QTRY_COMPARE(outline()->target()->objectName(), u"tabMeter"_s);
    QVERIFY(!outline()->frame().isEmpty());
    key(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(outline()->target());
    QTRY_COMPARE(outline()->target()->objectName(), u"meterName"_s);
}

// The event goes in at the window, as a mouse's does.
void TestGuidePanel::clicksGoThroughTheOutline()
{
    open();
    QTRY_VERIFY(outline()->target());
    QTRY_COMPARE(outline()->target()->objectName(), u"meterName"_s);
    const QWidget *field = outline()->target();
    const QPoint middle = field->mapTo(&window(), field->rect().center());
    const QPoint onTheLine = window().centralWidget()->mapTo(&window(), outline()->frame().topLeft());
    QVERIFY(window().childAt(onTheLine + QPoint(20, 1)) != outline());
    panel()->setFocus();
    QTest::mouseClick(window().windowHandle(), Qt::LeftButton, {}, middle);
    QCOMPARE(QApplication::focusWidget(), field);
}

void TestGuidePanel::fillingInSendsNothing()
{
    open();
    const qsizetype before = exchanges();
    QVERIFY(before >= 0);
    QVERIFY(fillIn());
    QCOMPARE(part<QLineEdit>("meterName")->text(), u"Image Generation Meter"_s);
    QCOMPARE(part<QLineEdit>("eventName")->text(), u"image.generated"_s);
    QTRY_VERIFY(outline()->target());
    QTRY_COMPARE(outline()->target()->objectName(), u"createMeter"_s);
    QCOMPARE(exchanges(), before);
    QVERIFY(m_bench->session().state().meters.isEmpty());
}

void TestGuidePanel::whatIsFilledInIsMarkedUntilItIsEdited()
{
    open();
    QVERIFY(fillIn());
    auto *name = part<QLineEdit>("meterName");
    auto *event = part<QLineEdit>("eventName");
    QVERIFY(outline()->marked().contains(name));
    QVERIFY(outline()->marked().contains(event));
    name->setFocus();
    QTest::keyClick(name, Qt::Key_End);
    QTest::keyClicks(name, u"s"_s);
    QTRY_VERIFY(!outline()->marked().contains(name));
    QVERIFY(outline()->marked().contains(event));
}

void TestGuidePanel::aWrongTurnIsMendedByItsButton()
{
    open();
    writeInto("meterName", u"Image Generation Meter"_s);
    writeInto("eventName", u"Image.generated"_s);
    QTRY_VERIFY(part("guideWrongTurn"));
    QVERIFY(part<QLabel>("guideWrongTurnText")->accessibleName().contains("capital I"_L1));
    const qsizetype before = exchanges();
    click("guideMend");
    QTRY_COMPARE(part<QLineEdit>("eventName")->text(), u"image.generated"_s);
    QTRY_VERIFY(!part("guideWrongTurn"));
    QCOMPARE(exchanges(), before);
}

void TestGuidePanel::ticksComeFromTheServiceAlone()
{
    open();
    QVERIFY(!guide().ticked(0));
    QVERIFY(m_bench->makeExample());
    QTRY_VERIFY_WITH_TIMEOUT(guide().ticked(0) && guide().ticked(1) && guide().ticked(2), 30000);
    QVERIFY(part<QAbstractButton>("guideChapter1")->accessibleName().endsWith("done"_L1));
    QVERIFY(part<QAbstractButton>("guideChapter4")->accessibleName().endsWith("not done yet"_L1));
    const auto &meter = m_bench->session().state().meters.first();
    QVERIFY(resultOf((*m_bench)->client().archiveMeter(meter.id)));
    m_bench->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!guide().ticked(0), 30000);
}

void TestGuidePanel::closingTheWindowResumes()
{
    open();
    click("guideSkip");
    QTRY_COMPARE(guide().chapter(), 1);
    QCOMPARE(window().currentPage(), int(MainWindow::Product));
    QVERIFY(window().close());
    m_shell.reset();
    startShell();
    QTRY_VERIFY(panel()->isVisible());
    QCOMPARE(guide().chapter(), 1);
    QCOMPARE(part<QLabel>("guideTitle")->text(), guide().book().chapters[1].title);
}

void TestGuidePanel::theKeyboardGoesInAndOut()
{
    QVERIFY(tabTo(u"startGuide"_s));
    key(Qt::Key_Space);
    QTRY_VERIFY(panel()->isVisible());
    QTRY_COMPARE(focus()->objectName(), u"meterName"_s);
    key(Qt::Key_F1);
    QVERIFY(panel()->isAncestorOf(focus()));
    key(Qt::Key_Escape);
    QCOMPARE(focus()->objectName(), u"meterName"_s);
    for (int i = 0; i < 8 && !panel()->isAncestorOf(focus()); ++i)
        key(Qt::Key_F6);
    QVERIFY(panel()->isAncestorOf(focus()));
    key(Qt::Key_F1);
    QTRY_VERIFY(!panel()->isVisible());
    QVERIFY(window().page(MainWindow::Meter)->isAncestorOf(focus()));
    QVERIFY(tabTo(u"tabGuide"_s));
    key(Qt::Key_Space);
    QTRY_VERIFY(panel()->isVisible());
}

void TestGuidePanel::chaptersAndSkippingByKeyboard()
{
    open();
    key(Qt::Key_F1);
    QVERIFY(tabTo(u"guideChapter1"_s));
    key(Qt::Key_Right);
    QCOMPARE(guide().chapter(), 1);
    QCOMPARE(focus()->objectName(), u"guideChapter2"_s);
    QCOMPARE(window().currentPage(), int(MainWindow::Product));
    key(Qt::Key_End);
    QCOMPARE(guide().chapter(), 7);
    key(Qt::Key_Home);
    QCOMPARE(guide().chapter(), 0);
    QVERIFY(tabTo(u"guideSkip"_s));
    key(Qt::Key_Space);
    QCOMPARE(guide().chapter(), 1);
}

void TestGuidePanel::startingOverByKeyboardAndItsUndo()
{
    QVERIFY(m_bench->makeExample());
    open();
    QTRY_VERIFY_WITH_TIMEOUT(guide().ticked(2), 30000);
    QVERIFY(panel()->isAncestorOf(focus())); // nothing is left to do on the page
    QVERIFY(tabTo(u"guideStartOver"_s));
    key(Qt::Key_Space);
    QVERIFY(part("guideAsk"));
    QVERIFY(!m_bench->session().state().meters.isEmpty()); // asked first
    QVERIFY(tabTo(u"guideStartOverYes"_s));
    key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().state().meters.isEmpty() && !guide().ticked(0), 30000);
    QCOMPARE(guide().chapter(), 0);
    QVERIFY(!part("guideAsk"));
    QTRY_VERIFY(part("guideUndoReset"));
    QVERIFY(tabTo(u"guideUndoReset"_s));
    key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(guide().ticked(2), 30000);
}

void TestGuidePanel::escapeAndCloseKeepTheWalk()
{
    open();
    click("guideSkip");
    click("closeGuide");
    QVERIFY(!panel()->isVisible());
    QVERIFY(!outline()->isVisible());
    QVERIFY(!window().guideTab()->isChecked());
    key(Qt::Key_4, Qt::ControlModifier);
    click("tabGuide");
    QVERIFY(panel()->isVisible());
    QCOMPARE(guide().chapter(), 1);
}

void TestGuidePanel::nothingIsClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("textPercent");
    QTest::newRow("1280x720") << QSize(1280, 720) << 100;
    QTest::newRow("1440x900") << QSize(1440, 900) << 100;
    QTest::newRow("1920x1080") << QSize(1920, 1080) << 100;
    QTest::newRow("1280x720, large text") << QSize(1280, 720) << 150;
    QTest::newRow("1920x1080, large text") << QSize(1920, 1080) << 150;
}

void TestGuidePanel::nothingIsClipped()
{
    QFETCH(const QSize, size);
    QFETCH(const int, textPercent);
    m_themes->setTextPercent(textPercent);
    open();
    window().resize(size);
    QCOMPARE(window().size(), size);
    for (int chapter = 0; chapter < guide().book().chapters.size(); ++chapter) {
        guide().goTo(chapter);
        // Once the layouts have settled.
        QTRY_VERIFY2(clippedIn(*panel()).isEmpty(), qPrintable(clippedIn(*panel()).join(u'\n')));
        if (qEnvironmentVariableIsEmpty("PIXELMETER_SHOTS"))
            continue;
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            m_themes->setKind(kind);
            QCoreApplication::processEvents();
            looks::keep(window(),
                u"guide-%1-%2-%3-%4"_s.arg(chapter + 1)
                    .arg(size.width())
                    .arg(textPercent)
                    .arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
        }
    }
}

QTEST_MAIN(TestGuidePanel)

#include "tst_guidepanel.moc"
