// SPDX-License-Identifier: MIT
#include "eventlogbench.h"
#include "ui/eventlog/eventlogexport.h"
#include "ui/parts/messagestrip.h"

#include <QMenu>

// Writing the log from its page: what the menu offers and what the strip says afterwards.
class TestEventLogExport : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { close(); }

    void whatIsListedIsWritten();
    void aRowMustBeChosenToBeWritten();
    void anUnknownEndingIsSaid();
    void escapeClosesTheStrip();

private:
    QAction *offered(qsizetype index);
    MessageStrip *strip() const { return control<MessageStrip>(*m_page, "logStrip"); }

    std::unique_ptr<ThemeHost> m_themes;
    QString m_path;
};

void TestEventLogExport::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEventLogExport::init()
{
    open();
    makeExample();
    sendAll({usage(u"one"_s)});
    sendAll({usage(u"two"_s, u"image.generated"_s, u"draft"_s)});
    QTRY_VERIFY(rowOf(u"quality is “draft”"_s) >= 0);
    m_path = m_folder->filePath(u"written.jsonl"_s);
    m_page->exporter().setAskFile(
        [this](QWidget *, const QString &, const std::function<void(const QString &)> &chosen) {
            chosen(m_path);
        });
}

QAction *TestEventLogExport::offered(qsizetype index)
{
    press(*m_page, "exportLog");
    const auto *menu = m_page->exporter().findChild<QMenu *>();
    return menu ? menu->actions().value(index) : nullptr;
}

void TestEventLogExport::whatIsListedIsWritten()
{
    m_page->showQuery(u"quality:draft"_s);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    offered(1)->trigger();
    QTRY_COMPARE(strip()->title(), u"1 request written"_s);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.count('\n'), 1);
    QVERIFY(text.contains("two") && !text.contains("\"one\""));
    QVERIFY(!text.contains(m_stack->transport().destination().key));
}

void TestEventLogExport::aRowMustBeChosenToBeWritten()
{
    chooseRow(u"quality is “draft”"_s);
    QVERIFY(offered(2)->isEnabled());
    m_page->exporter().findChild<QMenu *>()->close();
    QTRY_VERIFY(!m_page->exporter().findChild<QMenu *>());
    m_page->showQuery(u"nothing like this"_s);
    QTRY_VERIFY(control(*m_page, "logNoMatch")->isVisible());
    QVERIFY(!offered(1)->isEnabled());
    QVERIFY(!m_page->exporter().findChild<QMenu *>()->actions()[2]->isEnabled());
}

void TestEventLogExport::anUnknownEndingIsSaid()
{
    m_path = m_folder->filePath(u"written.txt"_s);
    offered(0)->trigger();
    QCOMPARE(strip()->title(), u"The log was not written"_s);
    QCOMPARE(strip()->text(), u"End the name with .jsonl, .har or .csv."_s);
    QVERIFY(!QFile::exists(m_path));
}

void TestEventLogExport::escapeClosesTheStrip()
{
    offered(0)->trigger();
    QTRY_VERIFY(strip()->title().endsWith("written"_L1));
    QVERIFY(m_page->cancel());
    QVERIFY(!strip()->isVisible());
}

QTEST_MAIN(TestEventLogExport)
#include "tst_eventlogexport.moc"
