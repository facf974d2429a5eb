// SPDX-License-Identifier: MIT
#include "eventlogbench.h"
#include "keyboard.h"
#include "ui/eventlog/eventlogsaved.h"

#include <QListWidget>

// The queries that are kept: those that are there from the start, and one's own.
class TestEventLogSaved : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { close(); }

    void someAreThereFromTheStart();
    void aChosenOneIsTheQuery();
    void aQueryIsKeptUnderAName();
    void theSameNameReplaces();
    void nothingIsKeptWithoutAQuery();
    void oneIsRenamed();
    void oneIsDeletedAndBroughtBack();
    void deletedOnesStayAway();

private:
    EventLogSaved *saved() const { return control<EventLogSaved>(*m_page, "logSaved"); }
    QListWidget *list() const { return control<QListWidget>(*m_page, "logSavedList"); }
    QLineEdit *name() const { return control<QLineEdit>(*m_page, "logSavedName"); }
    void unfold();
    QStringList names() const;

    std::unique_ptr<ThemeHost> m_themes;
};

void TestEventLogSaved::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogSaved::init()
{
    open();
    makeExample();
    sendAll({usage(u"one"_s)});
    sendAll({usage(u"two"_s, u"image.generated"_s, u"draft"_s)});
    QTRY_VERIFY(rowOf(u"quality is “draft”"_s) >= 0);
}

void TestEventLogSaved::unfold()
{
    m_page->activateWindow();
    press(*m_page, "logSaved");
    QTRY_VERIFY(list()->window()->isVisible());
}

QStringList TestEventLogSaved::names() const
{
    QStringList all;
    for (const SavedQuery &each : saved()->saved())
        all << each.name;
    return all;
}

void TestEventLogSaved::someAreThereFromTheStart()
{
    QVERIFY(names().contains(u"Not counted"_s) && names().contains(u"Retries"_s));
    for (const SavedQuery &each : saved()->saved()) {
        m_page->showQuery(each.query);
        QVERIFY2(control<QLabel>(*m_page, "logUnread")->isHidden(), qPrintable(each.query));
    }
}

void TestEventLogSaved::aChosenOneIsTheQuery()
{
    unfold();
    QVERIFY(list()->hasFocus()); // nothing is typed that could be kept
    list()->setCurrentRow(int(names().indexOf(u"Not counted"_s)));
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(!list()->window()->isVisible() || list()->window() == m_page.get());
    QCOMPARE(control<QLineEdit>(*m_page, "logQuery")->text(), u"verdict:not-counted"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(cell(0, LogModel::EventIdColumn), u"two"_s);
}

void TestEventLogSaved::aQueryIsKeptUnderAName()
{
    m_page->showQuery(u"quality:draft"_s);
    unfold();
    QVERIFY(name()->hasFocus());
    looks::keep(*list()->window(), u"eventlog-saved"_s);
    QTest::keyClicks(name(), u"Drafts"_s);
    QTest::keyClick(name(), Qt::Key_Return);
    QVERIFY(saved()->saved().contains(SavedQuery{u"Drafts"_s, u"quality:draft"_s}));
    QTest::keyClick(list(), Qt::Key_Escape);
    openPage();
    QVERIFY(saved()->saved().contains(SavedQuery{u"Drafts"_s, u"quality:draft"_s}));
}

void TestEventLogSaved::theSameNameReplaces()
{
    m_page->showQuery(u"status:5xx"_s);
    unfold();
    const qsizetype before = names().size();
    QTest::keyClicks(name(), u"Refused"_s);
    press(*m_page, "logSavedKeep");
    QCOMPARE(names().size(), before);
    QVERIFY(saved()->saved().contains(SavedQuery{u"Refused"_s, u"status:5xx"_s}));
}

void TestEventLogSaved::nothingIsKeptWithoutAQuery()
{
    unfold();
    const qsizetype before = names().size();
    name()->setText(u"Empty"_s);
    QVERIFY(!control(*m_page, "logSavedKeep")->isEnabled());
    QCOMPARE(control(*m_page, "logSavedKeep")->toolTip(), u"Type a query first."_s);
    QTest::keyClick(name(), Qt::Key_Return);
    QCOMPARE(names().size(), before);
}

void TestEventLogSaved::oneIsRenamed()
{
    unfold();
    const int row = int(names().indexOf(u"Retries"_s));
    list()->setCurrentRow(row);
    QTest::keyClick(list(), Qt::Key_F2);
    auto *editor = list()->findChild<QLineEdit *>();
    QVERIFY(editor);
    editor->setText(u"Second tries"_s);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(names()[row], u"Second tries"_s);
    QCOMPARE(saved()->saved()[row].query, u"-retry:0"_s);
}

void TestEventLogSaved::oneIsDeletedAndBroughtBack()
{
    unfold();
    const QStringList before = names();
    list()->setCurrentRow(1);
    QTest::keyClick(list(), Qt::Key_Delete);
    QVERIFY(!names().contains(before[1]));
    press(*m_page, "logSavedUndo");
    QCOMPARE(names(), before);
}

void TestEventLogSaved::deletedOnesStayAway()
{
    unfold();
    list()->setCurrentRow(0);
    while (!names().isEmpty())
        press(*m_page, "logSavedDelete");
    QVERIFY(!list()->isVisible());
    openPage();
    QVERIFY(names().isEmpty());
}

QTEST_MAIN(TestEventLogSaved)
#include "tst_eventlogsaved.moc"
