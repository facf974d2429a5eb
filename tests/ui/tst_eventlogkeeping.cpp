// SPDX-License-Identifier: MIT
#include "eventlogbench.h"
#include "keyboard.h"
#include "ui/eventlog/eventlogimport.h"
#include "ui/parts/messagestrip.h"

#include <QAction>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

// What stays in the log: cleared and brought back, limited, paused, read from files.
class TestEventLogKeeping : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { close(); }

    void clearedRowsComeBack();
    void theLimitsAreCheckedAndKept();
    void pausedRowsWait();
    void aFileIsRead();
    void aDroppedFileIsRead();
    void aBrokenFileSaysWhere();
    void theWindowRemembersItsPlace();

private:
    MessageStrip *strip() const { return control<MessageStrip>(*m_page, "logStrip"); }
    void choose(const char *action) { control<QAction>(*m_page, action)->trigger(); }
    QString written(const QByteArray &text, const QString &name = u"read.jsonl"_s);
    QByteArray exported();

    std::unique_ptr<ThemeHost> m_themes;
};

void TestEventLogKeeping::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogKeeping::init()
{
    open();
    makeExample();
    sendAll({usage(u"one"_s)});
    sendAll({usage(u"two"_s)});
    QTRY_VERIFY(rowOf(u"two"_s) >= 0);
}

QString TestEventLogKeeping::written(const QByteArray &text, const QString &name)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s", qPrintable(file.errorString()));
    file.write(text);
    return file.fileName();
}

// The log as it was written, under other exchange ids, as another computer would have them.
QByteArray TestEventLogKeeping::exported()
{
    const QString path = m_folder->filePath(u"out.jsonl"_s);
    if (!answerOf(m_log->exportTo(path, LogFormat::Jsonl)))
        qFatal("not written");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("not there");
    QByteArray lines;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (line.contains("/events/ingest"))
            lines += line;
    }
    return lines;
}

void TestEventLogKeeping::clearedRowsComeBack()
{
    const int before = table()->model()->rowCount();
    choose("logMenuClear");
    QTRY_VERIFY(strip()->title().endsWith(u"requests cleared"_s));
    QTRY_VERIFY(control(*m_page, "logEmpty")->isVisible());
    looks::keep(*m_page, u"eventlog-cleared"_s);
    QTest::mouseClick(control(*m_page, "logUndoClear"), Qt::LeftButton);
    QTRY_COMPARE(table()->model()->rowCount(), before);
    QTRY_VERIFY(!strip()->isVisible());
    QVERIFY(rowOf(u"one"_s) >= 0);
}

void TestEventLogKeeping::theLimitsAreCheckedAndKept()
{
    choose("logMenuKeeping");
    auto *rows = control<QLineEdit>(*m_page, "logKeepRows");
    QTRY_VERIFY(rows->isVisible());
    QVERIFY(control<QLabel>(*m_page, "logKept")->text().contains("requests"_L1));
    looks::keep(*rows->window(), u"eventlog-keeping"_s);
    rows->setText(u"12"_s);
    QVERIFY(!control(*m_page, "logKeepApply")->isEnabled());
    rows->setText(u"20000"_s);
    control<QLineEdit>(*m_page, "logKeepDays")->setText(u"30"_s);
    QTest::keyClick(rows, Qt::Key_Return);
    QVERIFY(!rows->isVisible());
    QTRY_COMPARE(m_log->limit(), (LogLimit{.rows = 20000, .days = 30}));
}

void TestEventLogKeeping::pausedRowsWait()
{
    const int before = table()->model()->rowCount();
    press(*m_page, "pauseLog");
    auto *below = control<Button>(*m_page, "logNewBelow");
    QCOMPARE(below->text(), u"Paused. Resume"_s);
    sendAll({usage(u"three"_s)});
    sendAll({usage(u"four"_s)});
    QTRY_VERIFY_WITH_TIMEOUT(below->text().contains("held back"_L1), 30000);
    QCOMPARE(table()->model()->rowCount(), before);
    looks::keep(*m_page, u"eventlog-paused"_s);
    QTest::mouseClick(below, Qt::LeftButton);
    QTRY_VERIFY(rowOf(u"four"_s) >= 0);
    QVERIFY(below->isHidden());
}

void TestEventLogKeeping::aFileIsRead()
{
    const QByteArray lines = exported();
    QCOMPARE(lines.count('\n'), 2);
    const QString path = written(lines);
    m_page->importer().setAskFile([path](QWidget *, const QString &,
                                      const std::function<void(const QString &)> &chosen) { chosen(path); });
    choose("logMenuClear");
    QTRY_VERIFY(control(*m_page, "logEmpty")->isVisible());
    m_page->importer().ask();
    QTRY_COMPARE(strip()->title(), u"2 requests came in"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QVERIFY(m_page->cancel()); // Esc closes what is said
    QVERIFY(!strip()->isVisible());
}

void TestEventLogKeeping::aDroppedFileIsRead()
{
    QMimeData files;
    files.setUrls({QUrl::fromLocalFile(written(exported()))});
    choose("logMenuClear");
    QTRY_VERIFY(control(*m_page, "logEmpty")->isVisible());
    QDragEnterEvent enter(QPoint(200, 200), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(control(*m_page, "logEmpty"), &enter);
    QVERIFY(enter.isAccepted());
    QVERIFY(control(*m_page, "logDropVeil")->isVisible());
    looks::keep(*m_page, u"eventlog-drop"_s);
    QDropEvent drop(QPointF(200, 200), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(control(*m_page, "logEmpty"), &drop);
    QVERIFY(!control(*m_page, "logDropVeil")->isVisible());
    QTRY_COMPARE(strip()->title(), u"2 requests came in"_s);
    QMimeData picture;
    picture.setUrls({QUrl::fromLocalFile(written("x", u"picture.png"_s))});
    QDragEnterEvent other(QPoint(200, 200), Qt::CopyAction, &picture, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(table(), &other);
    QVERIFY(!control(*m_page, "logDropVeil")->isVisible()); // the window's
}

void TestEventLogKeeping::aBrokenFileSaysWhere()
{
    m_page->importer().read(written("{\"nothing\": 1}\nnot json\n"));
    QTRY_VERIFY2(strip()->title().contains(u"was not read to its end"_s), qPrintable(strip()->title()));
    QVERIFY2(strip()->text().contains("1"_L1), qPrintable(strip()->text()));
}

void TestEventLogKeeping::theWindowRemembersItsPlace()
{
    press(*m_page, "detachLog");
    auto *window = control<QWidget>(*m_page, "logWindow");
    QVERIFY(QTest::qWaitForWindowExposed(window));
    QApplication::setActiveWindow(window); // offscreen leaves it to the first one
    QCOMPARE(QApplication::activeWindow(), window);
    QTest::keyClick(window, Qt::Key_F11);
    QTRY_VERIFY(window->isFullScreen());
    QTest::keyClick(window, Qt::Key_Escape);
    QTRY_VERIFY(!window->isFullScreen());
    QTest::keyClick(window, Qt::Key_Plus, Qt::ControlModifier);
    QTRY_COMPARE(m_themes->textPercent(), 110);
    QTest::keyClick(window, Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(m_themes->textPercent(), 100);
    window->setGeometry(30, 40, 900, 620);
    window->close();
    QTRY_VERIFY(!m_page->findChild<QWidget *>(u"logWindow"_s));
    QCOMPARE(table()->window(), m_page->window());
    press(*m_page, "detachLog");
    QCOMPARE(control<QWidget>(*m_page, "logWindow")->size(), QSize(900, 620));
}

QTEST_MAIN(TestEventLogKeeping)
#include "tst_eventlogkeeping.moc"
