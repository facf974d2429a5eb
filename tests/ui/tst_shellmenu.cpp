// SPDX-License-Identifier: MIT
#include "gallerydesk.h"
#include "looks.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/topbar.h"
#include "ui/shell.h"

#include <QAction>
#include <QMenu>

// The program's menu, in the smallest window.
class TestShellMenu : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void itIsOneColumn_data();
    void itIsOneColumn();
    void oneSheetHasOneName();

private:
    MainWindow &window() const { return static_cast<MainWindow &>(m_shell->window()); }
    QMenu &menu() const { return *window().topBar()->menu(); }

    std::unique_ptr<GalleryDesk> m_desk;
    std::unique_ptr<Shell> m_shell;
};

void TestShellMenu::init()
{
    m_desk = std::make_unique<GalleryDesk>(0);
    m_shell = std::make_unique<Shell>(m_desk->desk(), m_desk->themes, Shell::Memory::Forget);
    m_shell->show(QSize(1280, 720));
    window().showPage(MainWindow::Meter);
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
}

void TestShellMenu::cleanup()
{
    m_shell.reset();
    m_desk.reset();
}

void TestShellMenu::itIsOneColumn_data()
{
    QTest::addColumn<int>("percent");
    QTest::newRow("100 %") << 100;
    QTest::newRow("200 %") << 200;
}

void TestShellMenu::itIsOneColumn()
{
    QFETCH(int, percent);
    m_desk->themes.setTextPercent(percent);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F10);
    QVERIFY(menu().isVisible());
    for (const auto kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_desk->themes.setKind(kind);
        looks::keep(
            menu(), u"menu-%1-%2"_s.arg(percent).arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
    }
    const int left = menu().actionGeometry(menu().actions().first()).left();
    for (QAction *action : menu().actions())
        QCOMPARE(menu().actionGeometry(action).left(), left);
    if (percent == 100)
        QVERIFY2(menu().height() <= 720 - 52, qPrintable(QString::number(menu().height()))); // below the bar
}

void TestShellMenu::oneSheetHasOneName()
{
    QStringList names;
    for (const QAction *action : menu().actions()) {
        if (!action->isSeparator())
            names.append(action->text());
    }
    QVERIFY(names.contains(u"Network…"_s) && names.contains(u"Keys and connections…"_s));
    const auto *billing = window().topBar()->billingMenu();
    for (const char *name : {"billingAccounts", "billingConnection"})
        QVERIFY(names.contains(billing->findChild<QAction *>(QLatin1StringView(name))->text()));
    QStringList once = names;
    once.removeDuplicates();
    QCOMPARE(names, once);
}

QTEST_MAIN(TestShellMenu)
#include "tst_shellmenu.moc"
