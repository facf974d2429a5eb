// SPDX-License-Identifier: MIT
#include "patience.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/pageactions.h"
#include "ui/frame/tabbar.h"
#include "ui/frame/topbar.h"
#include "ui/frame/welcomepage.h"
#include "ui/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

class FakePage : public QWidget, public PageActions {
public:
    FakePage()
    {
        auto *column = new QVBoxLayout(this);
        edit = new QLineEdit(this);
        column->addWidget(edit);
    }
    void primaryAction() override { ++primary; }
    void focusQuery() override { edit->setFocus(Qt::ShortcutFocusReason); }
    bool cancel() override { return ++cancelled > 0; }

    QLineEdit *edit;
    int primary = 0;
    int cancelled = 0;
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void controlDigitsShowPages();
    void controlReturnIsThePagesAction();
    void controlFFocusesTheQuery();
    void escapeCancels();
    void textSizeByKey();
    void f6WalksThePanes();
    void welcomeHasNoTabsAndEscapeSkips();
    void neverSmallerThanPromised();
    void stateIsKeptAndRestored();
    void stateIsKeptWithoutAnEnd();
    void f10OpensTheMenu();

private:
    void makeWindow();

    QHash<QString, QByteArray> m_kept;
    std::unique_ptr<ThemeHost> m_host;
    std::unique_ptr<MainWindow> m_window;
    FakePage *m_page = nullptr;
};

void TestMainWindow::initTestCase()
{
    m_host = std::make_unique<ThemeHost>(*qApp);
    m_host->setMotion(ThemeHost::Motion::Reduced);
}

void TestMainWindow::makeWindow()
{
    m_window = std::make_unique<MainWindow>(*m_host,
        WindowMemory{[this](const QString &key) { return m_kept.value(key); },
            [this](const QString &key, const QByteArray &value) { m_kept.insert(key, value); }});
    m_page = new FakePage;
    m_window->setPage(MainWindow::Generate, m_page);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestMainWindow::init()
{
    m_kept.clear();
    m_host->setTextPercent(100);
    m_host->setKind(Theme::Kind::Dark);
    makeWindow();
}

void TestMainWindow::cleanup()
{
    m_window.reset();
}

void TestMainWindow::controlDigitsShowPages()
{
    for (int i = MainWindow::PageCount - 1; i >= 0; --i) {
        QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
        QCOMPARE(m_window->currentPage(), i);
        QCOMPARE(m_window->tabs()->current(), i);
    }
}

void TestMainWindow::controlReturnIsThePagesAction()
{
    m_window->showPage(MainWindow::Generate);
    m_page->edit->setFocus();
    QTest::keyClick(m_page->edit, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_page->primary, 1);
    m_window->showPage(MainWindow::Meter);
    QTest::keyClick(m_window.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(m_page->primary, 1);
}

void TestMainWindow::controlFFocusesTheQuery()
{
    m_window->showPage(MainWindow::Generate);
    m_window->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(m_page->edit->hasFocus());
}

void TestMainWindow::escapeCancels()
{
    m_window->showPage(MainWindow::Generate);
    m_page->edit->setFocus();
    QTest::keyClick(m_page->edit, Qt::Key_Escape);
    QCOMPARE(m_page->cancelled, 1);
}

void TestMainWindow::textSizeByKey()
{
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(m_host->textPercent(), 110);
    QTest::keyClick(m_window.get(), Qt::Key_Plus, Qt::ControlModifier);
    QCOMPARE(m_host->textPercent(), 125);
    QTest::keyClick(m_window.get(), Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(m_host->textPercent(), 110);
    QTest::keyClick(m_window.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(m_host->textPercent(), 100);
}

void TestMainWindow::f6WalksThePanes()
{
    m_window->showPage(MainWindow::Generate);
    m_page->edit->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QVERIFY(m_window->topBar()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QVERIFY(m_window->tabs()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(m_window.get(), Qt::Key_F6);
    QVERIFY(m_page->edit->hasFocus());
}

void TestMainWindow::welcomeHasNoTabsAndEscapeSkips()
{
    m_window->showWelcome();
    QCOMPARE(m_window->currentPage(), -1);
    QVERIFY(!m_window->tabs()->isVisible());
    QSignalSpy skipped(m_window->welcome(), &WelcomePage::skipped);
    QTest::keyClick(m_window->welcome(), Qt::Key_Escape);
    QCOMPARE(skipped.count(), 1);
    m_window->showPage(MainWindow::Meter);
    QVERIFY(m_window->tabs()->isVisible());
}

void TestMainWindow::neverSmallerThanPromised()
{
    for (const int percent : {100, 150, 200}) {
        m_host->setTextPercent(percent);
        m_window->resize(1280, 720);
        QApplication::processEvents();
        QCOMPARE(m_window->size(), QSize(1280, 720));
        QVERIFY(m_window->minimumSizeHint().width() <= 1280);
    }
}

void TestMainWindow::stateIsKeptAndRestored()
{
    m_window->showPage(MainWindow::EventLog);
    m_host->setKind(Theme::Kind::Light);
    m_host->setTextPercent(125);
    m_window->close();
    QCOMPARE(m_kept.value(u"window/theme"_s), QByteArray("light"));
    m_window.reset();
    m_host->setKind(Theme::Kind::Dark);
    m_host->setTextPercent(100);
    makeWindow();
    QCOMPARE(m_window->currentPage(), int(MainWindow::EventLog));
    QCOMPARE(m_host->theme().kind, Theme::Kind::Light);
    QCOMPARE(m_host->textPercent(), 125);
}

// A program that is killed closes nothing.
void TestMainWindow::stateIsKeptWithoutAnEnd()
{
    m_host->setKind(Theme::Kind::Light);
    m_host->setTextPercent(125);
    m_window->showPage(MainWindow::EventLog);
    m_window->findChild<QAction *>(u"reduceMotion"_s)->trigger();
    m_window->resize(1500, 850);
    QTRY_VERIFY_WITH_TIMEOUT(m_kept.value(u"window/geometry"_s) == m_window->saveGeometry(), 30000);
    const QHash<QString, QByteArray> kept = m_kept;
    QCOMPARE(kept.value(u"window/theme"_s), QByteArray("light"));
    QCOMPARE(kept.value(u"window/text"_s), QByteArray("125"));
    QCOMPARE(kept.value(u"window/page"_s), QByteArray::number(MainWindow::EventLog));
    m_host->setMotion(ThemeHost::Motion::Reduced);
    m_window.reset();
    QCOMPARE(m_kept, kept);
    m_host->setKind(Theme::Kind::Dark);
    makeWindow();
    QCOMPARE(m_host->theme().kind, Theme::Kind::Light);
    QCOMPARE(m_window->size(), QSize(1500, 850));
}

void TestMainWindow::f10OpensTheMenu()
{
    m_window->showPage(MainWindow::Generate);
    m_page->edit->setFocus();
    QTest::keyClick(m_page->edit, Qt::Key_F10);
    QMenu *menu = m_window->topBar()->menu();
    QVERIFY(menu->isVisible());
    QCOMPARE(menu->activeAction(), menu->actions().first());
    QTest::keyClick(menu, Qt::Key_Escape);
    QVERIFY(!menu->isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
