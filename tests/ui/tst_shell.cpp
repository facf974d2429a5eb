// SPDX-License-Identifier: MIT
#include "clipped.h"
#include "session/bench.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/tabbar.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QMenu>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60000; // milliseconds, for a picture on a slow machine

} // namespace

// The whole window with the real sandbox behind it, used by keys alone: they go to whatever has the focus.
class TestShell : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void theWholeJobByKeyboard();
    void tabsAndPanesByKeyboard();
    void resetAndItsUndoByKeyboard();
    void theExampleFromTheStartPage();
    void theTopBarFollowsTheBill();
    void nothingIsClippedInASmallWindow_data();
    void nothingIsClippedInASmallWindow();
    void closingWhilePaintingIsSafe();
    void endingWhilePaintingIsSafe();

private:
    void choose(const QString &action) const // of the open menu
    {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (int steps = 0;
             steps < 40 && !(menu->activeAction() && menu->activeAction()->objectName() == action); ++steps)
            QTest::keyClick(menu, Qt::Key_Down);
        QVERIFY2(menu->activeAction() && menu->activeAction()->objectName() == action, qPrintable(action));
        QTest::keyClick(menu, Qt::Key_Return);
        window().activateWindow(); // as a window manager does after a menu
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    static void openMenu()
    {
        QVERIFY(tabTo(u"menuButton"_s));
        key(Qt::Key_Space);
    }
    template<typename T>
    T *part(const char *name) const
    {
        const auto all = m_shell->window().findChildren<T *>(QLatin1StringView(name));
        const auto seen = std::ranges::find_if(all, [](T *one) { return one->isVisible(); });
        return seen == all.end() ? nullptr : *seen;
    }
    QString text(const char *name) const
    {
        const auto *label = part<QLabel>(name);
        return label ? label->text() : QString();
    }
    QString words() const // of every label in sight
    {
        QStringList all;
        for (const auto *label : m_shell->window().findChildren<QLabel *>()) {
            if (label->isVisible())
                all << (label->textFormat() == Qt::RichText ? label->accessibleName() : label->text());
        }
        return all.join(u'\n');
    }
    MainWindow &window() const { return static_cast<MainWindow &>(m_shell->window()); }
    int ticks() const // how many, from the left
    {
        int count = 0;
        while (count < Session::tabs && window().tabs()->tick(count) == TabBar::Tick::Present)
            ++count;
        return count;
    }
    const ServiceState &state() const { return m_bench->session().state(); }
    void makeMeter();
    void makeProduct();
    void buy();
    void makePicture();
    void readTheLog();
    void readTheBill();
    void ingest(int count);

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<Shell> m_shell;
};

void TestShell::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestShell::init()
{
    m_bench = std::make_unique<Bench>();
    m_shell = std::make_unique<Shell>((*m_bench)->desk(), *m_themes, Shell::Memory::Forget);
    m_shell->show(QSize(1440, 900));
    window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    QTRY_VERIFY_WITH_TIMEOUT(state().loaded, 30000);
}

void TestShell::cleanup()
{
    m_shell.reset();
    m_bench.reset();
}

void TestShell::makeMeter()
{
    QVERIFY(tabTo(u"meterName"_s));
    write(u"Image Generation Meter"_s);
    QVERIFY(tabTo(u"eventName"_s));
    write(u"image.generated"_s);
    QVERIFY(tabTo(u"measurementUnit"_s));
    write(u"images"_s);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(state().meters.size(), 1, 30000);
    QTRY_COMPARE(ticks(), 1);
}

void TestShell::makeProduct()
{
    key(Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(window().currentPage(), int(MainWindow::Product));
    QVERIFY(tabTo(u"productName"_s));
    write(u"PixelGen AI - Image Generation"_s);
    QVERIFY(tabTo(u"addMeter"_s));
    key(Qt::Key_Space);
    QVERIFY(tabTo(u"pricePerUnit"_s));
    write(u"0.05"_s);
    QVERIFY(tabTo(u"freeThreshold"_s));
    write(u"10"_s);
    key(Qt::Key_Return);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(state().products.size(), 1, 30000);
    QTRY_COMPARE(ticks(), 2);
}

void TestShell::buy()
{
    key(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(window().currentPage(), int(MainWindow::Customer));
    QVERIFY(tabTo(u"customerName"_s));
    key(Qt::Key_A, Qt::ControlModifier);
    write(u"Ada"_s);
    QVERIFY(tabTo(u"customerEmail"_s));
    key(Qt::Key_A, Qt::ControlModifier);
    write(u"ada@example.com"_s);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(state().subscription.has_value(), 30000);
    QTRY_COMPARE(ticks(), 3);
    QCOMPARE(state().customer()->is.email, u"ada@example.com"_s);
}

void TestShell::makePicture()
{
    key(Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(window().currentPage(), int(MainWindow::Generate));
    QVERIFY(tabTo(u"promptEdit"_s));
    write(u"A lake at sunset"_s);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(ticks(), 6, patience);
    QTRY_VERIFY_WITH_TIMEOUT((*m_bench)->studio().idle(), patience);
    QCOMPARE(m_bench->session().bill()->consumed(), Decimal(1));
    QTRY_COMPARE(text("usage"), u"1 image · 9 free left"_s);
}

void TestShell::readTheLog()
{
    key(Qt::Key_5, Qt::ControlModifier);
    QCOMPARE(window().currentPage(), int(MainWindow::EventLog));
    key(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(focus()->objectName(), u"logQuery"_s);
    write(u"event:image.generated"_s);
    window().activateWindow(); // no desktop here does it when the list of words closes
    QTRY_VERIFY(window().isActiveWindow());
    QTRY_VERIFY_WITH_TIMEOUT(part<QTableView>("logTable"), 30000);
    auto *table = part<QTableView>("logTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, 30000);
    QVERIFY(tabTo(u"logTable"_s));
    key(Qt::Key_Up);
    key(Qt::Key_Down);
    QVERIFY(table->currentIndex().isValid());
    QTRY_VERIFY2_WITH_TIMEOUT(
        words().contains("Unit 1 of the period, 10 are free"_L1), qPrintable(words()), 30000);
    QVERIFY(tabTo(u"logRequest"_s));
    QVERIFY(tabTo(u"logAnswer"_s));
}

void TestShell::readTheBill()
{
    key(Qt::Key_6, Qt::ControlModifier);
    QCOMPARE(window().currentPage(), int(MainWindow::Usage));
    QTRY_COMPARE(text("billTotal"), u"$0.00"_s);
    QVERIFY(tabTo(u"billLine"_s + state().meters.first().id.string()));
    key(Qt::Key_Return);
    QCOMPARE(window().currentPage(), int(MainWindow::EventLog));
    QCOMPARE(part<QLineEdit>("logQuery")->text(), u"event:image.generated"_s);
    QTRY_COMPARE_WITH_TIMEOUT(part<QTableView>("logTable")->model()->rowCount(), 1, 30000);
}

void TestShell::theWholeJobByKeyboard()
{
    QCOMPARE(window().currentPage(), -1);
    key(Qt::Key_Escape);
    QCOMPARE(window().currentPage(), int(MainWindow::Meter));
    QCOMPARE(ticks(), 0);
    for (const auto step : {&TestShell::makeMeter, &TestShell::makeProduct, &TestShell::buy,
             &TestShell::makePicture, &TestShell::readTheLog, &TestShell::readTheBill}) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
}

void TestShell::tabsAndPanesByKeyboard()
{
    key(Qt::Key_Escape);
    QVERIFY(tabTo(u"tabMeter"_s));
    for (int page = MainWindow::Product; page < MainWindow::PageCount; ++page) {
        key(Qt::Key_Right);
        QCOMPARE(window().currentPage(), page);
    }
    key(Qt::Key_Left);
    QCOMPARE(window().currentPage(), int(MainWindow::EventLog));
    key(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(tabTo(u"eventName"_s));
    key(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(focus()->objectName(), u"meterDescription"_s);
    QVERIFY(tabTo(u"tabMeter"_s));
    key(Qt::Key_F6);
    QVERIFY(window().page(MainWindow::Meter)->isAncestorOf(focus()));
    for (int page = 0; page < MainWindow::PageCount; ++page) {
        key(Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
        QCOMPARE(window().currentPage(), page);
        QVERIFY2(focus() && focus()->isVisible(), qPrintable(QString::number(page)));
    }
}

void TestShell::resetAndItsUndoByKeyboard()
{
    QVERIFY(m_bench->makeExample());
    ingest(2);
    QTRY_COMPARE_WITH_TIMEOUT(ticks(), 6, 30000);
    key(Qt::Key_Escape);
    openMenu();
    choose(u"menuReset"_s);
    QTRY_COMPARE_WITH_TIMEOUT(ticks(), 0, 30000);
    QTRY_COMPARE(text("usage"), u"Nothing billed yet"_s);
    QVERIFY(state().meters.isEmpty() && state().products.isEmpty());
    QVERIFY(resultOf((*m_bench)->client().events())->isEmpty());
    openMenu();
    choose(u"menuUndoReset"_s);
    QTRY_COMPARE_WITH_TIMEOUT(ticks(), 6, 30000);
    QTRY_COMPARE(text("usage"), u"2 images · 8 free left"_s);
    QCOMPARE(resultOf((*m_bench)->client().events())->size(), 2);
    const auto *undo = window().findChild<QAction *>(u"menuUndoReset"_s);
    QVERIFY(!undo->isEnabled());
}

void TestShell::theExampleFromTheStartPage()
{
    QVERIFY(tabTo(u"tryExample"_s));
    key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(ticks(), 3, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(focus()->objectName(), u"generateFirstFromStart"_s, 30000);
    key(Qt::Key_Return);
    QCOMPARE(window().currentPage(), int(MainWindow::Generate));
    QCOMPARE(state().customer()->is.name, u"Test customer"_s);
    key(Qt::Key_1, Qt::ControlModifier); // and from the meter to its program
    QTest::mouseClick(part<QAbstractButton>("meterCode"), Qt::LeftButton);
    const auto *code = window().findChild<QDialog *>(u"codeWindow"_s);
    QVERIFY(code && code->isVisible());
    QVERIFY(code->findChild<QComboBox *>(u"codeMeter"_s)->currentText().contains(u"image.generated"_s));
}

// Pictures' events without the pictures: what counts is the service's answer.
void TestShell::ingest(int count)
{
    QList<Event> events;
    for (int i = 1; i <= count; ++i)
        events.append({.id = {"img_" + QByteArray::number(i)},
            .customer = state().customer()->id,
            .name = "image.generated",
            .at = m_bench->clock->now(),
            .metadata = {{"quality", MetaValue::ofText(u"standard"_s)}}});
    const auto ingested = resultOf((*m_bench)->client().ingest(events));
    QVERIFY(ingested);
    QCOMPARE(*ingested, count);
    m_bench->session().refresh();
}

void TestShell::theTopBarFollowsTheBill()
{
    QCOMPARE(text("usage"), u"Nothing billed yet"_s);
    QVERIFY(m_bench->makeExample());
    QTRY_COMPARE(text("usage"), u"0 images · 10 free left"_s);
    ingest(11);
    QTRY_COMPARE_WITH_TIMEOUT(text("usage"), u"11 images · 10 free · 1 billable"_s, 30000);
    QCOMPARE(text("billAmount"), u"$0.05"_s);
    key(Qt::Key_Escape);
    key(Qt::Key_6, Qt::ControlModifier);
    QTRY_COMPARE(text("billTotal"), u"$0.05"_s);
}

void TestShell::nothingIsClippedInASmallWindow_data()
{
    QTest::addColumn<bool>("filled");
    QTest::newRow("empty") << false;
    QTest::newRow("with the example and 11 events") << true;
}

void TestShell::nothingIsClippedInASmallWindow()
{
    QFETCH(bool, filled);
    if (filled) {
        QVERIFY(m_bench->makeExample());
        ingest(11);
        QTRY_COMPARE_WITH_TIMEOUT(ticks(), 6, 30000);
    }
    window().resize(1280, 720);
    QCOMPARE(window().size(), QSize(1280, 720));
    QStringList clipped = clippedIn(window());
    key(Qt::Key_Escape);
    for (int page = 0; page < MainWindow::PageCount; ++page) {
        key(Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
        if (page == MainWindow::EventLog && filled) {
            QVERIFY(tabTo(u"logTable"_s));
            key(Qt::Key_End);
            QTRY_VERIFY_WITH_TIMEOUT(part<QWidget>("logVerdict"), 30000);
        }
        QCoreApplication::processEvents(); // layouts settle
        for (const QString &one : clippedIn(window()))
            clipped << u"tab %1: %2"_s.arg(page + 1).arg(one);
    }
    clipped.removeDuplicates();
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
}

// The picture goes on to the bill without its window.
void TestShell::closingWhilePaintingIsSafe()
{
    QVERIFY(m_bench->makeExample());
    key(Qt::Key_Escape);
    key(Qt::Key_4, Qt::ControlModifier);
    QVERIFY(tabTo(u"promptEdit"_s));
    write(u"A stormy sea"_s);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT((*m_bench)->studio().busy(), 30000);
    QVERIFY(window().close());
    m_shell.reset();
    QTRY_VERIFY_WITH_TIMEOUT((*m_bench)->studio().idle(), patience);
    QVERIFY(m_bench->load());
    QCOMPARE(m_bench->session().bill()->consumed(), Decimal(1));
}

void TestShell::endingWhilePaintingIsSafe()
{
    QVERIFY(m_bench->makeExample());
    PictureOrder order;
    order.prompt = u"A forest"_s;
    order.count = 3;
    QVERIFY((*m_bench)->studio().order(order).ok());
    QTRY_VERIFY_WITH_TIMEOUT((*m_bench)->studio().busy(), 30000);
    m_shell.reset();
    m_bench.reset();
}

QTEST_MAIN(TestShell)

#include "tst_shell.moc"
