// SPDX-License-Identifier: MIT
#include "session/example.h"
#include "stack.h"
#include "tight.h"
#include "ui/pages/paperline.h"
#include "ui/pages/usagepage.h"
#include "ui/pages/usagepaid.h"
#include "ui/parts/figuretile.h"

#include <QComboBox>
#include <QLabel>

using namespace Qt::StringLiterals;

class TestUsagePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysTheBillInOneSentence();
    void theLineOpensToItsPaidEvents();
    void aLineWithoutPaidEventsLeadsToTheLog();
    void aRenewalLeavesTheInvoiceOnThePaper();
    void looksRight();

private:
    void renew();
    void send(int count, const QString &quality = u"standard"_s);
    QString text(const char *name) const { return control<QLabel>(*m_page, name)->text(); }
    PaperMeterLine *line() const;

    std::unique_ptr<ThemeHost> m_themes = std::make_unique<ThemeHost>(*qApp);
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<UsagePage> m_page;
    int m_sent = 0;
};

void TestUsagePage::init()
{
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_stack = std::make_unique<Stack>();
    m_sent = 0;
    m_page = std::make_unique<UsagePage>(m_stack->session());
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    Example example(m_stack->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    QVERIFY(finished.wait(30000));
    QVERIFY(m_stack->load());
    QVERIFY(m_stack->session().state().customer());
}

void TestUsagePage::cleanup()
{
    m_page.reset();
    m_stack.reset();
}

void TestUsagePage::send(int count, const QString &quality)
{
    QList<Event> events;
    for (int i = 0; i < count; ++i) {
        m_stack->clock->advance(61s);
        events.append({.id = {"img_" + QByteArray::number(++m_sent)},
            .customer = m_stack->session().state().customer()->id,
            .name = "image.generated",
            .at = m_stack->clock->now(),
            .metadata = {{"quality", MetaValue::ofText(quality)}}});
    }
    QVERIFY(answerOf(m_stack->client().ingest(events)));
    m_stack->session().refreshUsage();
}

void TestUsagePage::renew()
{
    Session &session = m_stack->session();
    QVERIFY(answerOf(session.sandbox()->advanceClock("next_renewal")));
    const qsizetype known = session.state().usage.size();
    session.refresh();
    QTRY_COMPARE(session.state().usage.size(), known + 1);
}

PaperMeterLine *TestUsagePage::line() const
{
    return m_page->findChild<PaperMeterLine *>(
        u"billLine"_s + m_stack->session().state().meters.first().id.string());
}

void TestUsagePage::saysTheBillInOneSentence()
{
    QTRY_COMPARE(text("usageSentence"), u"0 events received, 0 counted, 0 free, 0 × $0.05 = $0.00."_s);
    send(11);
    send(1, u"draft"_s);
    send(1);
    QTRY_COMPARE(text("usageSentence"), u"13 events received, 12 counted, 10 free, 2 × $0.05 = $0.10."_s);
    QCOMPARE(text("billTotal"), u"$0.10"_s);
    QCOMPARE(text("billTax"), u"not computed in the sandbox"_s);
    QCOMPARE(control<FigureTile>(*m_page, "usageUsed")->figure(), u"12 images"_s);
}

void TestUsagePage::theLineOpensToItsPaidEvents()
{
    send(12);
    QTRY_COMPARE(line() ? line()->text() : QString(), u"Show the 2 images paid"_s);
    QVERIFY(!control(*m_page, "paidEvent1")->isVisible());
    line()->click();
    QVERIFY(control(*m_page, "paidEvent1")->isVisible());
    QCOMPARE(line()->text(), u"Close"_s);
    QVERIFY(control(*m_page, "paidEvent2")->accessibleName().startsWith(u"img_12, unit 12, "_s));
    QVERIFY(control(*m_page, "paidEvent2")->accessibleName().endsWith(u"$0.05"_s));
    QSignalSpy events(m_page.get(), &UsagePage::eventsRequested);
    press(*m_page, "paidEvent1");
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().first().toString(), u"event:img_11"_s);
    send(1); // it stays open while the bill moves on
    QTRY_VERIFY(m_page->findChild<PaidEventRow *>(u"paidEvent3"_s));
    QVERIFY(control(*m_page, "paidEvent3")->isVisible());
    line()->click();
    QVERIFY(!control(*m_page, "paidEvent1")->isVisible());
}

void TestUsagePage::aLineWithoutPaidEventsLeadsToTheLog()
{
    send(3);
    QTRY_COMPARE(line() ? line()->text() : QString(), u"Show the 3 images"_s);
    QSignalSpy events(m_page.get(), &UsagePage::eventsRequested);
    line()->click();
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.first().first().toString(), u"event:image.generated"_s);
}

void TestUsagePage::aRenewalLeavesTheInvoiceOnThePaper()
{
    send(12);
    QTRY_COMPARE(text("billTotal"), u"$0.10"_s);
    QCOMPARE(text("billKind"), u"So far this period"_s);
    QVERIFY(!control(*m_page, "billPeriod")->isVisible()); // there is no other bill yet
    renew();
    QTRY_COMPARE(text("billKind"), u"Invoice"_s);
    auto *period = control<QComboBox>(*m_page, "billPeriod");
    QVERIFY(period->isVisible());
    QCOMPARE(period->currentText(), u"21 Nov to 21 Dec, invoice"_s);
    QCOMPARE(text("billTotal"), u"$0.10"_s);
    QCOMPARE(control<FigureTile>(*m_page, "usageUsed")->figure(), u"0 images"_s); // the open period's
    QTRY_COMPARE(line() ? line()->text() : QString(), u"Show the 2 images paid"_s);
    line()->click();
    QVERIFY(control(*m_page, "paidEvent2")->accessibleName().startsWith(u"img_12, unit 12, "_s));

    QTest::keyClick(period, Qt::Key_Up);
    QCOMPARE(period->currentText(), u"This period so far"_s);
    QCOMPARE(text("billKind"), u"So far this period"_s);
    QCOMPARE(text("billTotal"), u"$0.00"_s);
    QSignalSpy read(&m_stack->session(), &Session::usageChanged);
    m_stack->session().refreshUsage();
    QTRY_VERIFY(!read.isEmpty()); // what was chosen stays
    QCOMPARE(text("billKind"), u"So far this period"_s);
    renew();
    QTRY_COMPARE(period->currentText(), u"21 Dec 2026 to 21 Jan 2027, invoice"_s);
    QCOMPARE(period->count(), 3);
}

void TestUsagePage::looksRight()
{
    tight::renderAll(*m_page, *m_themes, u"usage-empty"_s);
    send(11);
    send(1, u"draft"_s);
    send(1);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<PaidEventRow *>(u"paidEvent2"_s), 30000);
    QTRY_COMPARE(text("usageSentence"), u"13 events received, 12 counted, 10 free, 2 × $0.05 = $0.10."_s);
    tight::renderAll(*m_page, *m_themes, u"usage"_s);
    line()->click();
    tight::renderAll(*m_page, *m_themes, u"usage-open"_s);
    renew();
    QTRY_COMPARE(text("billKind"), u"Invoice"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<PaidEventRow *>(u"paidEvent2"_s), 30000);
    QTRY_VERIFY(line()->isVisible());
    tight::renderAll(*m_page, *m_themes, u"usage-invoice"_s);
}

QTEST_MAIN(TestUsagePage)
#include "tst_usagepage.moc"
