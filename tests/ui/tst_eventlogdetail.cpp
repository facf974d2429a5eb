// SPDX-License-Identifier: MIT
#include "eventlogdetailbench.h"
#include "keyboard.h"
#include "ui/parts/segments.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QTableWidget>

// The detail of the chosen row: both sides of the exchange, its event's tries, and where it leads to.
class TestEventLogDetail : public QObject, private EventLogDetailBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void headersFoldToTheImportant();
    void aBatchIsSteppedThrough();
    void whatWasCutIsSaid();
    void picturesAreTheirSize();
    void whatIsNoJsonIsSaid();
    void anUnansweredOneSaysSo();
    void linksOpenWhatExists();
    void aStrangersEventLeadsNowhere();
    void triesAreListed();
    void escapeGoesBackOut();
    void theKeyboardReachesEverything();
    void looksRight();
};

void TestEventLogDetail::headersFoldToTheImportant()
{
    sendAll({usage(u"one"_s)});
    choose("one");
    QTRY_VERIFY(shows(request(), u"authorization: Bearer ••••"_s));
    QVERIFY(!shows(request(), u"x-stainless-lang"_s));
    QVERIFY(shows(request(), u" more headers"_s));
    request()->showMore(true);
    QVERIFY(shows(request(), u"x-stainless-lang: js"_s));
    QVERIFY(!request()->toPlainText().contains(QString::fromUtf8(m_stack->transport().destination().key)));
    QVERIFY(shows(answer(), u"content-type: application/json"_s));
    press(*m_detail, "logCopyRequest");
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("{\"events\":[{"_L1));
}

void TestEventLogDetail::aBatchIsSteppedThrough()
{
    QJsonArray events;
    for (int i = 0; i < 150; ++i)
        events.append(usage(u"batch_%1"_s.arg(i), i == 120 ? u"Image.generated"_s : u"image.generated"_s));
    sendAll(events);
    choose("batch_0");
    auto *place = control<QLabel>(*m_detail, "logEventPlace");
    QTRY_COMPARE(place->text(), u"1 of 150"_s);
    QVERIFY(!control(*m_detail, "logEventBefore")->isEnabled());
    for (int i = 0; i < 120; ++i)
        press(*m_detail, "logEventAfter");
    QCOMPARE(place->text(), u"121 of 150"_s);
    QTRY_COMPARE(m_now.event, EventId{"batch_120"});
    QVERIFY(!m_now.verdict->counted());
    QVERIFY(shows(request(), u"\"event_id\": \"batch_120\",\n"_s));
    QVERIFY(request()->verticalScrollBar()->value() > 0);
    press(*m_detail, "logEventBefore");
    QTRY_COMPARE(m_now.event, EventId{"batch_119"});
    sendAll({usage(u"alone"_s)});
    choose("alone");
    QTRY_VERIFY(!place->isVisible());
}

void TestEventLogDetail::whatWasCutIsSaid()
{
    record("/meters?page=1", "{\"items\":[{\"id\":\"mtr_1\"},{\"id\":\"mt\u2026(1.4 MB more)",
        "application/json");
    QTRY_VERIFY2(shows(answer(), u"1.4 MB more were sent. The log keeps the first part."_s),
        qPrintable(answer()->toPlainText()));
    QVERIFY(shows(answer(), u"\"id\": \"mtr_1\""_s));
    QVERIFY(!shows(answer(), u"…("_s));
    QVERIFY(m_detail->answer()->sub().endsWith(", cut"_L1));
}

void TestEventLogDetail::picturesAreTheirSize()
{
    record("/files/picture.png", "(1.4 MB of image/png)", "image/png");
    QTRY_VERIFY2(shows(answer(), u"A picture, 1.4 MB of image/png."_s), qPrintable(answer()->toPlainText()));
    QVERIFY(!control(*m_detail, "logCopyAnswer")->isVisible());
}

void TestEventLogDetail::whatIsNoJsonIsSaid()
{
    record("/gateway", "<html>\n<h1>502 Bad Gateway</h1>", "text/html", 502);
    QTRY_VERIFY(shows(answer(), u"<h1>502 Bad Gateway</h1>"_s));
    QVERIFY(!answer()->isJson());
    record("/lies", "Bad Gateway", "application/json", 502);
    QTRY_VERIFY(shows(answer(), u"This is no JSON."_s));
}

void TestEventLogDetail::anUnansweredOneSaysSo()
{
    record("/silence", {}, {}, 0);
    QTRY_VERIFY(shows(answer(), u"No answer"_s));
    QVERIFY(shows(answer(), u"Connection refused"_s));
    QVERIFY(!control(*m_detail, "logToTimeline")->isVisible());
}

void TestEventLogDetail::linksOpenWhatExists()
{
    sendAll({usage(u"one"_s)});
    QVERIFY(m_stack->load());
    choose("one");
    QTRY_VERIFY(control(*m_detail, "logToMeter")->isVisible());
    QSignalSpy meter(m_detail.get(), &EventLogDetail::meterRequested);
    QSignalSpy product(m_detail.get(), &EventLogDetail::productRequested);
    QSignalSpy customer(m_detail.get(), &EventLogDetail::customerRequested);
    QSignalSpy bill(m_detail.get(), &EventLogDetail::invoiceRequested);
    press(*m_detail, "logToMeter");
    press(*m_detail, "logToProduct");
    press(*m_detail, "logToCustomer");
    press(*m_detail, "logToBill");
    QCOMPARE(meter.size(), 1);
    QCOMPARE(meter.first().first().value<MeterId>(), m_stack->session().state().meters.first().id);
    QCOMPARE(product.first().first().value<ProductId>(), m_stack->session().state().products.first().id);
    QCOMPARE(customer.first().first().value<CustomerId>(), CustomerId{m_customer});
    QCOMPARE(bill.size(), 1);
    QVERIFY(control(*m_detail, "logToCustomer")->accessibleName().contains(u"Open the customer “"_s));
}

void TestEventLogDetail::aStrangersEventLeadsNowhere()
{
    QJsonObject stranger = usage(u"odd"_s);
    stranger.insert("customer_id"_L1, u"cus_nobody"_s);
    sendAll({stranger});
    choose("odd");
    QTRY_VERIFY(shows(request(), u"cus_nobody"_s));
    QVERIFY(!control(*m_detail, "logToCustomer")->isVisible());
    QVERIFY(!control(*m_detail, "logToBill")->isVisible());
}

void TestEventLogDetail::triesAreListed()
{
    QJsonObject wrong = usage(u"again"_s);
    wrong.insert("customer_id"_L1, u"cus_nobody"_s);
    sendAll({wrong});
    sendAll({usage(u"again"_s)});
    choose("again");
    auto *tries = control<QTableWidget>(*m_detail, "logTries");
    QTRY_COMPARE(tries->rowCount(), 2);
    QVERIFY(tries->isVisible());
    QCOMPARE(control<QLabel>(*m_detail, "logTriesTitle")->text(), u"Sent 2 times with this id"_s);
    QCOMPARE(tries->item(0, 1)->text(), u"400"_s);
    QCOMPARE(tries->item(0, 3)->text(), u"Customer unknown"_s);
    QCOMPARE(tries->item(1, 2)->text(), u"TypeScript 2.52.0"_s);
    QCOMPARE(tries->item(1, 3)->text(), u"accepted"_s);
    sendAll({usage(u"again"_s)}); // while it is looked at
    QTRY_COMPARE(tries->rowCount(), 3);
    QCOMPARE(tries->item(2, 3)->text(), u"known before"_s);
    QSignalSpy asked(m_detail.get(), &EventLogDetail::rowRequested);
    QTest::mouseClick(
        tries->viewport(), Qt::LeftButton, {}, tries->visualItemRect(tries->item(0, 0)).center());
    QCOMPARE(asked.size(), 1);
    const auto first = std::ranges::find_if(
        m_rows, [](const LogRow &row) { return row.events.contains(EventId{"again"}); });
    QCOMPARE(asked.first().first().toUuid(), first->exchange);
}

void TestEventLogDetail::escapeGoesBackOut()
{
    sendAll({usage(u"one"_s)});
    choose("one");
    QTRY_VERIFY(control(*m_detail, "logToTimeline")->isVisible());
    m_detail->activateWindow();
    control(*m_detail, "logToTimeline")->setFocus(Qt::TabFocusReason);
    QTest::keyClick(control(*m_detail, "logToTimeline"), Qt::Key_Space);
    QVERIFY(control(*m_detail, "logTimeline")->isVisible());
    QVERIFY(!answer()->isVisible());
    QCOMPARE(m_detail->focusWidget()->objectName(), u"logFromTimeline"_s);
    QTest::keyClick(m_detail->focusWidget(), Qt::Key_Escape);
    QVERIFY(answer()->isVisible());
    QCOMPARE(m_detail->focusWidget()->objectName(), u"logToTimeline"_s);
    request()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(request(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClick(m_detail->focusWidget(), Qt::Key_Escape);
    QCOMPARE(m_detail->focusWidget(), request());
    QTest::keyClick(request(), Qt::Key_Escape); // lets the row go
    QVERIFY(!m_detail->cancel());
}

void TestEventLogDetail::theKeyboardReachesEverything()
{
    for (int i = 0; i < 2; ++i)
        sendAll({usage(u"one"_s), usage(u"two"_s)});
    QVERIFY(m_stack->load());
    choose("one");
    QTRY_VERIFY(control(*m_detail, "logToMeter")->isVisible());
    m_detail->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_detail.get()));
    QTRY_VERIFY(visible("logTries"));
    control(*m_detail, "logEventAfter")->setFocus(Qt::TabFocusReason);
    for (const char *name :
        {"logCopyRequest", "logMoreRequest", "logRequest", "jsonCopyValue", "logToCustomer", "logToMeter",
            "logToTimeline", "logCopyAnswer", "logAnswer", "logTries", "sendAgain"})
        QVERIFY2(tabTo(QString::fromLatin1(name)), name);
}

void TestEventLogDetail::looksRight()
{
    QJsonArray events;
    for (int i = 0; i < 12; ++i)
        events.append(usage(u"img_%1"_s.arg(i), u"image.generated"_s, i == 7 ? u"draft"_s : u"hd"_s));
    sendAll(events);
    sendAll({usage(u"img_7"_s, u"image.generated"_s, u"draft"_s)});
    QVERIFY(m_stack->load());
    choose("img_0");
    QTRY_VERIFY(control(*m_detail, "logToMeter")->isVisible());
    for (int i = 0; i < 7; ++i)
        press(*m_detail, "logEventAfter");
    QTRY_COMPARE(m_now.event, EventId{"img_7"});
    QTRY_COMPARE(control<QTableWidget>(*m_detail, "logTries")->rowCount(), 2);
    looks::renderAll(*m_detail, *m_themes, u"detail-batch"_s);
    m_detail->resize(looks::pageSizes()[0]);
    m_detail->activateWindow();
    request()->setWords({u"draft"_s});
    request()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(request(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(m_detail->focusWidget(), u"hd"_s);
    looks::renderAll(*m_detail, *m_themes, u"detail-find"_s);
    m_detail->setFold(EventLogDetail::Fold::Tabs);
    m_detail->resize(1280, 280);
    auto *tabs = control<Segments>(*m_detail, "logDetailTabs");
    for (const int tab : {1, 2, 3}) {
        QTest::mouseClick(tabs->segment(tab), Qt::LeftButton);
        looks::keep(*m_detail, u"detail-tab-%1"_s.arg(tab));
        QVERIFY2(m_detail->minimumSizeHint().width() <= 980, "fits beside the guide's panel");
    }
}

QTEST_MAIN(TestEventLogDetail)
#include "tst_eventlogdetail.moc"
