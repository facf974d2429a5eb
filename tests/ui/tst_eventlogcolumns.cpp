// SPDX-License-Identifier: MIT
#include "eventlog/logview.h"
#include "eventlogbench.h"
#include "keyboard.h"

#include <QHeaderView>
#include <QListWidget>

// The columns of the log's table: sorted, moved, widened, left out, remembered; and rows that unfold.
class TestEventLogColumns : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { close(); }

    void aClickOnTheHeadSorts();
    void newRowsJoinASortedListInOrder();
    void whatWasChangedIsRemembered();
    void oneEntryBringsAllBack();
    void theListWorksByKeyboard();
    void oneColumnAlwaysStays();
    void aRequestOfSeveralUnfolds();
    void theRowsInSightStayWhenOthersComeInFront();
    void looksRight();

private:
    QHeaderView *head() const { return control<QHeaderView>(*m_page, "logHead"); }
    QListWidget *list() const { return control<QListWidget>(*m_page, "logColumnsShown"); }
    void clickHead(int column);
    void dragEdge(int column, int to);
    QStringList names() const;

    std::unique_ptr<ThemeHost> m_themes;
};

void TestEventLogColumns::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogColumns::init()
{
    open();
    makeExample();
    for (const QString &name : {u"b.used"_s, u"c.used"_s, u"a.used"_s})
        sendAll({usage(u"of-"_s + name, name)});
    m_page->showQuery(u"event:used"_s);
    QTRY_COMPARE(names(), QStringList({u"b.used"_s, u"c.used"_s, u"a.used"_s}));
    m_page->activateWindow();
    table()->setFocus();
}

void TestEventLogColumns::clickHead(int column)
{
    const QPoint at(head()->sectionViewportPosition(column) + 30, head()->height() / 2);
    QTest::mouseClick(head()->viewport(), Qt::LeftButton, {}, at);
}

void TestEventLogColumns::dragEdge(int column, int to)
{
    const int left = head()->sectionViewportPosition(column);
    const QPoint from(left + head()->sectionSize(column) - 1, head()->height() / 2);
    const QPointF there(left + to - 1, from.y());
    QTest::mousePress(head()->viewport(), Qt::LeftButton, {}, from);
    QMouseEvent move(QEvent::MouseMove, there, head()->viewport()->mapToGlobal(there), Qt::NoButton,
        Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(head()->viewport(), &move);
    QTest::mouseRelease(head()->viewport(), Qt::LeftButton, {}, there.toPoint());
}

QStringList TestEventLogColumns::names() const
{
    QStringList all;
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        all << cell(row, LogModel::EventName);
    return all;
}

void TestEventLogColumns::aClickOnTheHeadSorts()
{
    clickHead(LogModel::EventName);
    QTRY_COMPARE(names(), QStringList({u"a.used"_s, u"b.used"_s, u"c.used"_s}));
    clickHead(LogModel::EventName);
    QTRY_COMPARE(names(), QStringList({u"c.used"_s, u"b.used"_s, u"a.used"_s}));
    clickHead(LogModel::EventName);
    QTRY_COMPARE(names(), QStringList({u"b.used"_s, u"c.used"_s, u"a.used"_s}));
    clickHead(LogModel::EventIdColumn); // has no order
    QCOMPARE(names(), QStringList({u"b.used"_s, u"c.used"_s, u"a.used"_s}));
}

void TestEventLogColumns::newRowsJoinASortedListInOrder()
{
    clickHead(LogModel::EventName);
    sendAll({usage(u"later"_s, u"ab.used"_s)});
    QTRY_COMPARE(names(), QStringList({u"a.used"_s, u"ab.used"_s, u"b.used"_s, u"c.used"_s}));
    QVERIFY(control(*m_page, "logNewBelow")->isHidden());
}

void TestEventLogColumns::whatWasChangedIsRemembered()
{
    head()->moveSection(head()->visualIndex(LogModel::Quality), 1);
    dragEdge(LogModel::From, 90);
    clickHead(LogModel::EventName);
    QTest::keyClick(table(), Qt::Key_C);
    QTRY_VERIFY(list()->isVisible());
    list()->setCurrentItem(list()->findItems(u"Latency"_s, Qt::MatchExactly).value(0));
    QTest::keyClick(list(), Qt::Key_Space);
    QVERIFY(head()->isSectionHidden(LogModel::Latency));
    openPage();
    QCOMPARE(head()->visualIndex(LogModel::Quality), 1);
    QCOMPARE(head()->sectionSize(LogModel::From), 90);
    QVERIFY(head()->isSectionHidden(LogModel::Latency));
    m_page->showQuery(u"event:used"_s);
    QTRY_COMPARE(names(), QStringList({u"a.used"_s, u"b.used"_s, u"c.used"_s}));
}

void TestEventLogColumns::oneEntryBringsAllBack()
{
    const int wide = head()->sectionSize(LogModel::From);
    head()->moveSection(0, 3);
    dragEdge(LogModel::From, 70);
    clickHead(LogModel::EventName);
    control<QAction>(*m_page, "logMenuReset")->trigger();
    QCOMPARE(head()->visualIndex(0), 0);
    QCOMPARE(head()->sectionSize(LogModel::From), wide);
    QTRY_COMPARE(names(), QStringList({u"b.used"_s, u"c.used"_s, u"a.used"_s}));
}

void TestEventLogColumns::theListWorksByKeyboard()
{
    QTest::keyClick(table(), Qt::Key_C);
    QTRY_VERIFY(list()->isVisible());
    list()->setCurrentRow(1);
    const QString moved = list()->currentItem()->text();
    QTest::keyClick(list(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(head()->visualIndex(LogModel::From), 2);
    QCOMPARE(list()->currentItem()->text(), moved);
    looks::keep(*list()->window(), u"eventlog-columns"_s);
    const int before = head()->sectionSize(LogModel::From);
    QTest::keyClick(list(), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(head()->sectionSize(LogModel::From) < before);
    QTest::keyClick(list(), Qt::Key_Escape);
    QVERIFY(!list()->isVisible());
}

void TestEventLogColumns::oneColumnAlwaysStays()
{
    QTest::keyClick(table(), Qt::Key_C);
    QTRY_VERIFY(list()->isVisible());
    for (int row = 0; row < list()->count(); ++row) {
        list()->setCurrentRow(row);
        QTest::keyClick(list(), Qt::Key_Space);
    }
    QCOMPARE(head()->hiddenSectionCount(), head()->count() - 1);
}

void TestEventLogColumns::aRequestOfSeveralUnfolds()
{
    sendAll({usage(u"one"_s, u"two.used"_s), usage(u"two"_s, u"two.used"_s)});
    QTRY_COMPARE(table()->model()->rowCount(), 4);
    QTest::keyClick(table(), Qt::Key_End);
    QTest::keyClick(table(), Qt::Key_Right);
    QTRY_COMPARE(table()->model()->rowCount(), 6);
    QTRY_COMPARE(cell(5, LogModel::EventIdColumn), u"two"_s);
    QCOMPARE(cell(5, LogModel::Request), u"event 2"_s);
    QTest::keyClick(table(), Qt::Key_Right); // on to the first of them
    QCOMPARE(table()->currentIndex().row(), 4);
    QTRY_VERIFY2(said().contains("two.used"_L1), qPrintable(said()));
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"one"_s);
    QTest::keyClick(table(), Qt::Key_Left); // back to the request
    QCOMPARE(table()->currentIndex().row(), 3);
    QTest::keyClick(table(), Qt::Key_Left);
    QTRY_COMPARE(table()->model()->rowCount(), 4);
}

void TestEventLogColumns::theRowsInSightStayWhenOthersComeInFront()
{
    sendAll({usage(u"one"_s, u"first.used"_s), usage(u"two"_s, u"first.used"_s)});
    for (int i = 0; i < 30; ++i)
        sendAll({usage(u"e%1"_s.arg(i), u"many.used"_s)});
    QTRY_COMPARE(table()->model()->rowCount(), 34);
    QScrollBar *bar = table()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 8);
    bar->setValue(8);
    const auto topName = [this] { return cell(table()->rowAt(0), LogModel::EventIdColumn); };
    const QString top = topName();
    auto *rows = static_cast<LogView *>(table()->model());
    rows->setExpanded(3, true);
    QTRY_COMPARE(table()->model()->rowCount(), 36);
    QCOMPARE(topName(), top);
    QCOMPARE(bar->value(), 10);
    rows->setExpanded(3, false);
    QTRY_COMPARE(table()->model()->rowCount(), 34);
    QCOMPARE(topName(), top);
}

void TestEventLogColumns::looksRight()
{
    m_page->showQuery({});
    sendAll({usage(u"one"_s), usage(u"two"_s, u"image.generated"_s, u"draft"_s), usage(u"three"_s)});
    for (int i = 0; i < 26; ++i)
        sendAll({usage(u"e%1"_s.arg(i), i % 5 ? u"image.generated"_s : u"Image.generated"_s)});
    QTRY_VERIFY(rowOf(u"e25"_s) >= 0);
    chooseRow(u"one"_s);
    table()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(table(), Qt::Key_Right);
    looks::renderAll(*m_page, *m_themes, u"eventlog-unfolded"_s);
    clickHead(LogModel::EventName);
    looks::keep(*m_page, u"eventlog-sorted"_s);
    m_page->showQuery(u"image draft"_s);
    looks::renderAll(*m_page, *m_themes, u"eventlog-found"_s);
}

QTEST_MAIN(TestEventLogColumns)
#include "tst_eventlogcolumns.moc"
