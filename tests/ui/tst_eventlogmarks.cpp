// SPDX-License-Identifier: MIT
#include "eventlogbench.h"
#include "keyboard.h"
#include "ui/eventlog/eventlogexport.h"
#include "ui/eventlog/eventlogmarks.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/rowdelegate.h"

#include <QMenu>

// What the user puts on rows, one or several at once: pins, colours, notes; and what else several rows share.
class TestEventLogMarks : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { close(); }

    void pKeyPinsAndUnpins();
    void pinnedRowsAreListedAlone();
    void numbersColourAllChosenRows();
    void aNoteIsWrittenAboveTheLog();
    void marksOutliveTheWindow();
    void idsOfChosenRowsAreCopied();
    void chosenRowsAreWritten();
    void theMenuKeyOpensTheSameActions();
    void looksRight();

private:
    QVariant look(const QString &id, int role) const
    {
        return table()->model()->index(rowOf(id), 0).data(role);
    }
    bool isPinned(const QString &id) const
    {
        return look(id, TrailIconsRole).value<QList<int>>().contains(int(IconName::Pin));
    }
    void chooseAll() { QTest::keyClick(table(), Qt::Key_A, Qt::ControlModifier); }

    std::unique_ptr<ThemeHost> m_themes;
};

void TestEventLogMarks::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogMarks::init()
{
    open();
    makeExample();
    for (const QString &id : {u"one"_s, u"two"_s, u"three"_s})
        sendAll({usage(id)});
    m_page->showQuery(u"event:image"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 3);
    m_page->activateWindow();
    table()->setFocus();
    chooseRow(u"two"_s);
}

void TestEventLogMarks::pKeyPinsAndUnpins()
{
    QTest::keyClick(table(), Qt::Key_P);
    QTRY_VERIFY(isPinned(u"two"_s));
    QVERIFY(!isPinned(u"one"_s));
    QTest::keyClick(table(), Qt::Key_P, Qt::ControlModifier);
    QTRY_VERIFY(!isPinned(u"two"_s));
}

void TestEventLogMarks::pinnedRowsAreListedAlone()
{
    press(*m_page, "logPinnedOnly");
    QTRY_VERIFY(control(*m_page, "logNoMatch")->isVisible());
    press(*m_page, "logShowAll");
    QTRY_VERIFY(table()->model()->rowCount() > 3);
    chooseRow(u"two"_s);
    QTest::keyClick(table(), Qt::Key_P);
    QTRY_VERIFY(isPinned(u"two"_s));
    press(*m_page, "logPinnedOnly");
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(cell(0, LogModel::EventIdColumn), u"two"_s);
}

void TestEventLogMarks::numbersColourAllChosenRows()
{
    chooseAll();
    QTest::keyClick(table(), Qt::Key_2);
    QTRY_COMPARE(look(u"three"_s, EdgeRole).value<QColor>(), EventLogMarks::colour(2));
    QCOMPARE(look(u"one"_s, EdgeRole).value<QColor>(), EventLogMarks::colour(2));
    QTest::keyClick(table(), Qt::Key_0);
    QTRY_VERIFY(!look(u"one"_s, EdgeRole).isValid());
}

void TestEventLogMarks::aNoteIsWrittenAboveTheLog()
{
    auto *note = control<QLineEdit>(*m_page, "logNoteText");
    QTest::keyClick(table(), Qt::Key_N);
    QTRY_VERIFY(note->isVisible());
    QTest::keyClicks(note, u"ask Ann"_s);
    QTest::keyClick(note, Qt::Key_Return);
    QVERIFY(!note->isVisible());
    QVERIFY(table()->hasFocus());
    QTRY_COMPARE(look(u"two"_s, TrailTextRole).toString(), u"ask Ann"_s);
    QTest::keyClick(table(), Qt::Key_N);
    QCOMPARE(note->text(), u"ask Ann"_s);
    QVERIFY(m_page->cancel()); // Esc folds it
    QVERIFY(!note->isVisible());
    QTest::keyClick(table(), Qt::Key_N);
    press(*m_page, "logNoteRemove");
    QTRY_VERIFY(look(u"two"_s, TrailTextRole).toString().isEmpty());
}

void TestEventLogMarks::marksOutliveTheWindow()
{
    QTest::keyClick(table(), Qt::Key_P);
    QTest::keyClick(table(), Qt::Key_3);
    QTRY_VERIFY(isPinned(u"two"_s));
    QTRY_COMPARE(look(u"two"_s, EdgeRole).value<QColor>(), EventLogMarks::colour(3));
    m_follower->start(); // reads the log once more
    openPage();
    m_page->showQuery(u"event:image"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 3);
    QTRY_VERIFY(isPinned(u"two"_s));
    QCOMPARE(look(u"two"_s, EdgeRole).value<QColor>(), EventLogMarks::colour(3));
}

void TestEventLogMarks::idsOfChosenRowsAreCopied()
{
    chooseAll();
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), u"one\ntwo\nthree"_s);
}

void TestEventLogMarks::chosenRowsAreWritten()
{
    const QString path = m_folder->filePath(u"chosen.jsonl"_s);
    m_page->exporter().setAskFile([path](QWidget *, const QString &,
                                      const std::function<void(const QString &)> &chosen) { chosen(path); });
    QTest::keyClick(table(), Qt::Key_Up, Qt::ShiftModifier);
    QTest::keyClick(table(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(control<MessageStrip>(*m_page, "logStrip")->title(), u"2 requests written"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("one") && text.contains("two") && !text.contains("three"));
}

void TestEventLogMarks::theMenuKeyOpensTheSameActions()
{
    QContextMenuEvent byKey(
        QContextMenuEvent::Keyboard, QPoint(10, 10), table()->mapToGlobal(QPoint(10, 10)));
    QCoreApplication::sendEvent(table(), &byKey);
    auto *menu = table()->findChild<QMenu *>(u"logRowMenu"_s);
    QVERIFY(menu && menu->isVisible());
    looks::keep(*menu, u"eventlog-menu"_s);
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts << action->text();
    QVERIFY2(texts.contains(u"Copy event ids"_s) && texts.contains(u"Pin"_s), qPrintable(texts.join(u',')));
    const QRect row = table()->visualRect(table()->currentIndex());
    QVERIFY(menu->pos().y() >= table()->viewport()->mapToGlobal(row.topLeft()).y());
    menu->close();
}

void TestEventLogMarks::looksRight()
{
    m_page->showQuery({});
    for (int i = 1; i <= LogMark::colours; ++i) {
        sendAll({usage(u"marked%1"_s.arg(i))});
        chooseRow(u"marked%1"_s.arg(i));
        QTest::keyClick(table(), Qt::Key(Qt::Key_0 + i));
    }
    QTest::keyClick(table(), Qt::Key_P);
    QTest::keyClick(table(), Qt::Key_N);
    QTest::keyClicks(control<QLineEdit>(*m_page, "logNoteText"), u"the customer asked about this one"_s);
    looks::keep(*m_page, u"eventlog-note"_s);
    QTest::keyClick(control<QLineEdit>(*m_page, "logNoteText"), Qt::Key_Return);
    QTRY_VERIFY(!look(u"marked5"_s, TrailTextRole).toString().isEmpty());
    looks::renderAll(*m_page, *m_themes, u"eventlog-marks"_s);
}

QTEST_MAIN(TestEventLogMarks)
#include "tst_eventlogmarks.moc"
