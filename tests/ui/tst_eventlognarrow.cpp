// SPDX-License-Identifier: MIT
#include "eventlogbench.h"
#include "tight.h"

// The event log beside the guide's panel: the same answers in less room.
class TestEventLogNarrow : public QObject, private EventLogBench {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }

    void aDraftSaysWhyItDoesNotCount();
    void theMendIsInSight();
    void sentAgainNothingIsBilledTwice();
    void looksRight();

private:
    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
};

void TestEventLogNarrow::init()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    open();
    m_page->resize(tight::rooms().first().size);
    makeExample();
    sendAll({usage(u"one"_s)});
    sendAll({usage(u"two"_s, u"image.generated"_s, u"draft"_s)});
}

void TestEventLogNarrow::aDraftSaysWhyItDoesNotCount()
{
    chooseRow(u"two"_s);
    QTRY_VERIFY2(said().contains(u"it is “draft”"_s), qPrintable(said()));
    QVERIFY2(said().contains(u"Event name is"_s), qPrintable(said()));
    QVERIFY2(said().contains(u"Customer known, subscription active"_s), qPrintable(said()));
    QVERIFY2(said().contains(u"Inside the billing period"_s), qPrintable(said()));
    auto *tabs = control<Segments>(*m_page, "logDetailTabs");
    QVERIFY(tabs->isVisible());
    QTest::mouseClick(tabs->segment(2), Qt::LeftButton);
    QVERIFY(control(*m_page, "logAnswer")->isVisible());
}

void TestEventLogNarrow::theMendIsInSight()
{
    m_page->resize(1280, 623); // the smallest window's page
    chooseRow(u"two"_s);
    QTRY_VERIFY2(said().contains(u"it is “draft”"_s), qPrintable(said()));
    QTRY_VERIFY(m_page->findChild<Button *>(u"logFix"_s));
    const auto *fix = control<Button>(*m_page, "logFix");
    QTRY_VERIFY(fix->isVisible());
    QCOMPARE(fix->visibleRegion().boundingRect(), fix->rect());
    QVERIFY(fix->role() == ButtonRole::Primary);
    looks::keep(*m_page, u"log-fix"_s);
    QTest::mouseClick(control(*m_page, "logFix"), Qt::LeftButton);
    QTRY_VERIFY(control(*m_page, "payloadText")->isVisible());
    m_page->resize(1920, 983);
    QCoreApplication::processEvents();
    QCOMPARE(m_page->findChildren<Button *>(u"logFix"_s).size(), 1);
    QVERIFY(control(*m_page, "logVerdict")->isAncestorOf(control(*m_page, "logFix")));
}

void TestEventLogNarrow::sentAgainNothingIsBilledTwice()
{
    chooseRow(u"one"_s);
    QTRY_VERIFY2(said().contains("Free 1 of 10"_L1), qPrintable(said()));
    QTest::mouseClick(control<Segments>(*m_page, "logDetailTabs")->segment(2), Qt::LeftButton);
    QTRY_VERIFY(control(*m_page, "sendAgain")->isVisible());
    press(*m_page, "sendAgain");
    QTRY_COMPARE(control<QLabel>(*m_page, "logAnswerFoot")->text(),
        u"Same event_id: ignored. Nothing billed twice."_s);
}

void TestEventLogNarrow::looksRight()
{
    chooseRow(u"two"_s);
    QTRY_VERIFY2(said().contains(u"it is “draft”"_s), qPrintable(said()));
    tight::renderAll(*m_page, *m_themes, u"log"_s);
    auto *tabs = control<Segments>(*m_page, "logDetailTabs");
    for (const int pane : {1, 2}) {
        m_page->resize(tight::rooms().first().size);
        QTest::mouseClick(tabs->segment(pane), Qt::LeftButton);
        const QStringList cut = tight::lost(*m_page, *m_themes, u"log-%1"_s.arg(pane));
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
    }
}

QTEST_MAIN(TestEventLogNarrow)
#include "tst_eventlognarrow.moc"
