// SPDX-License-Identifier: MIT
#include "looks.h"
#include "outboxbench.h"
#include "ui/parts/sendingmark.h"
#include "ui/payload/payloadtext.h"

namespace {

enum Shown { Waiting, Parked, Sent, Discarded };

} // namespace

// The queue as a person sees and mends it, with a service that fails.
class OutboxSheetTest : public QObject, private OutboxBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { finish(); }

    void emptySaysSo();
    void aServiceThatIsDownIsWaitedFor();
    void aRefusedKeyIsToChange();
    void oneBadEventIsParkedAndMended();
    void theIdOfAnEditStays();
    void lateOnesHaveThreeChoices();
    void discardNeedsAReason();
    void idsAreCopied();
    void byKeyboardAlone();
    void everyButtonThatSendsIsMarked();
    void closingWhileItReadsIsSafe();
    void looksRight();

private:
    EventId parkOne(int number);
};

void OutboxSheetTest::emptySaysSo()
{
    sheet().showQueue();
    QTRY_COMPARE(head(), u"Nothing waits"_s);
    QTRY_VERIFY(find("queueEmpty")->isVisible());
    QVERIFY(!find("queueDiscard")->isEnabled());
    QVERIFY(!find("queueElsewhere")->isVisible());
}

void OutboxSheetTest::aServiceThatIsDownIsWaitedFor()
{
    fail(unavailable);
    sheet().showQueue();
    QVERIFY(queue({eventOf(1), eventOf(2)}));
    QTRY_COMPARE(rows().rowCount(), 2);
    QTRY_COMPARE(outbox().standing().kind, OutboxStanding::Kind::Waiting);
    QTRY_COMPARE(head(), u"2 events wait for the sandbox."_s);
    QTRY_COMPARE(cell(0, u"State"_s), u"Waiting"_s);
    QTRY_VERIFY(cell(0, u"Why"_s).contains("503"_L1) || !cell(0, u"Why"_s).startsWith("It waits"_L1));
    QVERIFY(cell(0, u"Next try"_s).startsWith("in "_L1));
    QTRY_COMPARE(cell(0, u"Tries"_s), u"1"_s);
    mendServer();
    QVERIFY(find("queueHeadTry")->isVisible());
    click("queueHeadTry");
    QTRY_COMPARE(rows().rowCount(), 0);
    QTRY_COMPARE(head(), u"Nothing waits"_s);
    show(Sent);
    QTRY_COMPARE(rows().rowCount(), 2);
    QTRY_COMPARE(cell(0, u"State"_s), u"Sent"_s);
}

void OutboxSheetTest::aRefusedKeyIsToChange()
{
    fail("\"status\":401");
    sheet().showQueue();
    QVERIFY(queue({eventOf(1)}));
    QTRY_COMPARE(outbox().standing().kind, OutboxStanding::Kind::KeyRefused);
    QTRY_COMPARE(head(), u"The key for the sandbox was refused"_s);
    QTRY_COMPARE(cell(0, u"Next try"_s), u"stopped"_s);
    QSignalSpy asked(&sheet(), &OutboxSheet::keyRequested);
    QCOMPARE(find<QPushButton>("queueHeadAct")->text(), u"Change the key"_s);
    click("queueHeadAct");
    QCOMPARE(asked.size(), 1);
}

EventId OutboxSheetTest::parkOne(int number)
{
    Event wrong = eventOf(number);
    wrong.customer = {"cus_nobody"};
    if (!queue({wrong, eventOf(number + 1)}))
        return {};
    const bool parked
        = QTest::qWaitFor([&] { return entry(wrong.id).state == OutboxEntry::State::Parked; }, patience);
    return parked ? wrong.id : EventId();
}

void OutboxSheetTest::oneBadEventIsParkedAndMended()
{
    sheet().showQueue();
    const EventId bad = parkOne(10);
    QVERIFY(!bad.isEmpty());
    QTRY_COMPARE(entry(eventOf(11).id).state, OutboxEntry::State::Sent);
    show(Parked);
    QTRY_COMPARE(rows().rowCount(), 1);
    QVERIFY(cell(0, u"Why"_s).contains("cus_nobody"_L1) || cell(0, u"Why"_s).contains("customer"_L1));
    QTRY_VERIFY(find("queueEditOpen")->isEnabled());
    click("queueEditOpen");
    auto *edit = find<QDialog>("queueEdit");
    auto *text = part<PayloadText>(*edit, "queueEditText");
    text->replaceAll(text->toPlainText().replace(u"cus_nobody"_s, m_customer.string()));
    QTRY_VERIFY(part(*edit, "queueEditSend")->isEnabled());
    QTest::mouseClick(part(*edit, "queueEditSend"), Qt::LeftButton);
    QTRY_COMPARE(entry(bad).state, OutboxEntry::State::Sent);
    const auto there = resultOf((*m_desk)->client().event(bad));
    QVERIFY(there);
    QCOMPARE(there->customer, m_customer);
}

void OutboxSheetTest::theIdOfAnEditStays()
{
    sheet().showQueue();
    const EventId bad = parkOne(10);
    show(Parked);
    QTRY_COMPARE(rows().rowCount(), 1);
    QTRY_VERIFY(find("queueEditOpen")->isEnabled());
    click("queueEditOpen");
    auto *edit = find<QDialog>("queueEdit");
    auto *text = part<PayloadText>(*edit, "queueEditText");
    auto *remark = part<QLabel>(*edit, "queueEditRemark");
    const QString before = text->toPlainText();
    text->replaceAll(QString(before).replace(bad.string(), u"img_other"_s));
    QTRY_VERIFY(remark->text().startsWith("event_id stays"_L1));
    QVERIFY(!part(*edit, "queueEditSend")->isEnabled());
    text->replaceAll(before.chopped(1));
    QTRY_VERIFY(remark->text().startsWith("Line "_L1));
    QVERIFY(!part(*edit, "queueEditSend")->isEnabled());
    QTest::keyClick(text, Qt::Key_Escape);
    QTRY_VERIFY(!sheet().findChild<QDialog *>(u"queueEdit"_s));
    QVERIFY(sheet().isVisible());
    QCOMPARE(entry(bad).state, OutboxEntry::State::Parked);
}

void OutboxSheetTest::lateOnesHaveThreeChoices()
{
    fail(unavailable);
    QVERIFY(queue({eventOf(1), eventOf(2), eventOf(3)}));
    m_desk->clock->advance(55min);
    sheet().showQueue();
    QTRY_COMPARE(rows().rowCount(), 3);
    QTRY_COMPARE(cell(0, u"State"_s), u"Nearly late"_s);
    QCOMPARE(cell(0, u"Time left"_s), u"5 min left"_s);
    m_desk->clock->advance(7min);
    mendServer();
    outbox().sendNow();
    QTRY_COMPARE(outbox().counts().parked, 3);
    show(Parked);
    QTRY_COMPARE(rows().rowCount(), 3);
    QCOMPARE(cell(0, u"Time left"_s), u"2 min too late"_s);
    auto *table = find<OutboxTable>("queueTable");
    table->selectRow(0);
    QVERIFY(!find("queueTry")->isEnabled());
    QVERIFY(!find("queueTry")->toolTip().isEmpty());
    click("queuePresent");
    QTRY_COMPARE(entry(eventOf(1).id).state, OutboxEntry::State::Sent);
    QVERIFY(entry(eventOf(1).id).json.contains("original_timestamp"));
    QTRY_COMPARE(rows().rowCount(), 2);
    table->selectRow(0);
    click("queueKeep");
    QTRY_VERIFY(entry(eventOf(2).id).kept);
    QTRY_COMPARE(cell(0, u"State"_s), u"Parked, kept"_s);
    QTRY_VERIFY(!find("queueKeep")->isEnabled());
}

void OutboxSheetTest::discardNeedsAReason()
{
    sheet().showQueue();
    const EventId bad = parkOne(10);
    show(Parked);
    QTRY_COMPARE(rows().rowCount(), 1);
    auto *table = find<OutboxTable>("queueTable");
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Delete);
    auto *ask = find<QDialog>("discardSheet");
    QVERIFY(!part(*ask, "discardNow")->isEnabled());
    QTest::keyClicks(part(*ask, "discardReason"), u"   "_s);
    QVERIFY(!part(*ask, "discardNow")->isEnabled());
    QTest::keyClicks(part(*ask, "discardReason"), u"made by mistake"_s);
    QTest::mouseClick(part(*ask, "discardNow"), Qt::LeftButton);
    QTRY_COMPARE(entry(bad).state, OutboxEntry::State::Discarded);
    QTRY_COMPARE(rows().rowCount(), 0);
    show(Discarded);
    QTRY_COMPARE(rows().rowCount(), 1);
    QCOMPARE(cell(0, u"Why"_s), u"Discarded: “made by mistake”"_s);
}

void OutboxSheetTest::idsAreCopied()
{
    fail(unavailable);
    QVERIFY(queue({eventOf(1), eventOf(2)}));
    sheet().showQueue();
    QTRY_COMPARE(rows().rowCount(), 2);
    auto *table = find<OutboxTable>("queueTable");
    table->selectRow(0);
    click("queueCopy");
    QCOMPARE(QGuiApplication::clipboard()->text(), eventOf(1).id.string());
    table->selectAll();
    click("queueCopy");
    QCOMPARE(QGuiApplication::clipboard()->text().split(u'\n').size(), 2);
}

void OutboxSheetTest::byKeyboardAlone()
{
    sheet().showQueue();
    parkOne(10);
    QTest::keyClick(find<Segments>("queueShow")->segment(0), Qt::Key_Right);
    QTRY_COMPARE(rows().rowCount(), 1);
    auto *table = find<OutboxTable>("queueTable");
    table->setFocus();
    QTRY_COMPARE(table->chosenRows(), QList<int>{0});
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(sheet().findChild<QDialog *>(u"queueEdit"_s));
    QTest::keyClick(find<QDialog>("queueEdit"), Qt::Key_Escape);
    QTRY_VERIFY(!sheet().findChild<QDialog *>(u"queueEdit"_s));
    QTest::keyClick(table, Qt::Key_Escape);
    QTRY_VERIFY(!sheet().isVisible());
}

void OutboxSheetTest::everyButtonThatSendsIsMarked()
{
    for (const char *name :
        {"queueTry", "queuePresent", "queueTryAll", "queueHeadTry", "compareAgain", "comparePresent"})
        QVERIFY2(isMarkedSending(find<QAbstractButton>(name)), name);
    sheet().showQueue();
    parkOne(10);
    show(Parked);
    QTRY_VERIFY(find("queueEditOpen")->isEnabled());
    click("queueEditOpen");
    QVERIFY(isMarkedSending(find<QAbstractButton>("queueEditSend")));
}

void OutboxSheetTest::closingWhileItReadsIsSafe()
{
    sheet().showReconcile();
    click("compareNow");
    m_sheet.reset();
    QVERIFY(resultOf((*m_desk)->client().events()));
}

void OutboxSheetTest::looksRight()
{
    fail(unavailable);
    QList<Event> events;
    for (int i = 0; i < 40; ++i)
        events.append(eventOf(100 + i, std::chrono::minutes(58 - i)));
    const QByteArray here = outbox().destination();
    outbox().setDestination("test");
    QVERIFY(queue({eventOf(900)}));
    outbox().setDestination(here);
    QVERIFY(queue(events));
    sheet().showQueue();
    QTRY_COMPARE(rows().rowCount(), 40);
    QTRY_COMPARE(outbox().standing().kind, OutboxStanding::Kind::Waiting);
    for (const QSize &size : {QSize(1232, 660), QSize(1280, 720)}) {
        sheet().resize(size);
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            m_desk->themes.setKind(kind);
            QCoreApplication::processEvents();
            QVERIFY(sheet().minimumSizeHint().width() <= size.width());
            const QString suffix
                = u"%1-%2"_s.arg(size.width()).arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s);
            looks::keep(sheet(), u"queue-"_s + suffix);
        }
    }
}

QTEST_MAIN(OutboxSheetTest)
#include "tst_outboxsheet.moc"
