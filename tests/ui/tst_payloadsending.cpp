// SPDX-License-Identifier: MIT
#include "payloadeditorbench.h"

using namespace Qt::StringLiterals;

// What the payload editor sends to the real sandbox, and what it says of what became of it.
class TestPayloadSending : public QObject, private PayloadEditorBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { start(); }
    void init() { open(); }
    void cleanup() { close(); }
    void oneIsSentAndSaid();
    void theSameIdIsWarnedOfAndIgnored();
    void aWrongEventCanBeSentToSeeTheRefusal();
    void manyAreSentByAPattern();
    void thePreviewShowsTheFirstThree();
    void manyCanBeCancelled();
    void rowsGoAgainWithNewIds();
    void rowsGoAgainWithTheSameIds();
    void aLiveAccountIsAskedAbout();
};

void TestPayloadSending::oneIsSentAndSaid()
{
    m_editor->open();
    write(eventText(u"e1"_s));
    QSignalSpy sent(m_editor, &PayloadEditor::sent);
    QTest::mouseClick(send(), Qt::LeftButton);
    QVERIFY(sent.wait(30000));
    QCOMPARE(sent.first().first().value<EventId>(), EventId{"e1"});
    QCOMPARE(outcome(), u"1 accepted, 1 counted, bill so far $0.00."_s);
    QVERIFY(answerOf(m_stack->client().event({"e1"})));
}

void TestPayloadSending::theSameIdIsWarnedOfAndIgnored()
{
    m_editor->open();
    write(eventText(u"e1"_s));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 30000);
    bringIn();
    write(eventText(u"e1"_s) + u' ');
    QTRY_COMPARE(remark(), u"This id was accepted before. It would be ignored, not billed twice."_s);
    QCOMPARE(control<Button>(*m_editor, "payloadMend")->text(), u"Use a new id"_s);
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(),
        u"0 accepted, bill so far $0.00. Same event_id: ignored. Nothing is billed twice."_s, 30000);
    QCOMPARE(stored(), 1);
    QTest::mouseClick(control(*m_editor, "payloadMend"), Qt::LeftButton);
    QTRY_COMPARE(remark(), u"The service would accept it."_s);
}

void TestPayloadSending::aWrongEventCanBeSentToSeeTheRefusal()
{
    m_editor->open();
    write(eventText(u"e1"_s).replace(u"2026-11-21T09"_s, u"2026-11-21T07"_s));
    QCOMPARE(send()->text(), u"Send anyway"_s);
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"Refused: "_s), 30000);
    QVERIFY2(outcome().contains(u"more than 1 hour before"_s), qPrintable(outcome()));
    QVERIFY(outcome().endsWith(u"Nothing of it is stored."_s));
    QCOMPARE(stored(), 0);
}

void TestPayloadSending::manyAreSentByAPattern()
{
    m_editor->open();
    write(eventText(u"many_001"_s));
    QTest::mouseClick(control<Segments>(*m_editor, "payloadWhich")->segment(2), Qt::LeftButton);
    type(*m_editor, "manyCount", u"30"_s);
    control<QComboBox>(*m_editor, "manyField")->setCurrentText(u"quality"_s);
    QVERIFY(!send()->isEnabled()); // no values yet
    type(*m_editor, "manyValues", u"standard, draft"_s);
    QCOMPARE(send()->text(), u"Send 30"_s);
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"30 accepted, 15 counted, bill so far $0.25."_s, 30000);
    const auto last = answerOf(m_stack->client().event({"many_030"}));
    QVERIFY(last);
    QCOMPARE(last->metadata.first().value.string(), u"draft"_s);
}

void TestPayloadSending::thePreviewShowsTheFirstThree()
{
    m_editor->open();
    write(eventText(u"many_001"_s));
    QTest::mouseClick(control<Segments>(*m_editor, "payloadWhich")->segment(2), Qt::LeftButton);
    control<QComboBox>(*m_editor, "manyField")->setCurrentText(u"quality"_s);
    type(*m_editor, "manyValues", u"standard, hd"_s);
    type(*m_editor, "manyCount", u"31"_s);
    control<QComboBox>(*m_editor, "manyTimes")->setCurrentIndex(1);
    const QStringList lines = control<QLabel>(*m_editor, "manyPreview")->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].simplified(), u"many_001 08:34:11 \"standard\""_s);
    QCOMPARE(lines[2].simplified(), u"many_003 08:36:11 \"standard\""_s);
    type(*m_editor, "manyMinutes", u"56"_s);
    QVERIFY(!send()->isEnabled());
    QVERIFY(!send()->toolTip().isEmpty());
}

void TestPayloadSending::manyCanBeCancelled()
{
    m_editor->open();
    write(eventText(u"many_00001"_s));
    QTest::mouseClick(control<Segments>(*m_editor, "payloadWhich")->segment(2), Qt::LeftButton);
    type(*m_editor, "manyCount", u"10000"_s);
    QVERIFY(answerOf(m_stack->transport().send({.method = "POST",
        .segments = {"_sandbox", "faults"},
        .body = "{\"method\":\"POST\",\"path\":\"/events/ingest\",\"delay_ms\":30000}"})));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_COMPARE(outcome(), u"Sent 0 of 10 requests"_s);
    QVERIFY(shown<QWidget>("payloadProgress")->isVisible());
    QTest::mouseClick(shown<Button>("payloadCancel"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(outcome(), u"Cancelled before anything was accepted."_s, 30000);
    QVERIFY(!control(*m_editor, "payloadCancel")->isVisible());
    QVERIFY(send()->isEnabled());
}

void TestPayloadSending::rowsGoAgainWithNewIds()
{
    m_editor->open();
    for (const QString &id : {u"e1"_s, u"e2"_s}) {
        write(eventText(id));
        QSignalSpy sent(m_editor, &PayloadEditor::sent);
        QTest::mouseClick(send(), Qt::LeftButton);
        QVERIFY(sent.wait(30000));
    }
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    bringIn();
    QList<QUuid> rows;
    for (const LogRow &row : appended.first().first().value<QList<LogRow>>())
        rows.append(row.exchange); // those that hold no events are left out
    m_stack->clock->advance(std::chrono::hours{2});
    QVERIFY(m_stack->load());
    m_editor->replay(rows);
    QVERIFY(!control(*m_editor, "payloadPanel")->isVisible());
    m_editor->primaryAction();
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"2 accepted, 2 counted, bill so far $0.00."_s), 30000);
    QVERIFY2(outcome().contains(u"2 stamped with now."_s), qPrintable(outcome()));
    QVERIFY(outcome().contains(u"left out: It holds no events."_s));
    QCOMPARE(stored(), 4);
}

void TestPayloadSending::rowsGoAgainWithTheSameIds()
{
    m_editor->open();
    write(eventText(u"e1"_s));
    QTest::mouseClick(send(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 30000);
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    bringIn();
    const auto rows = appended.first().first().value<QList<LogRow>>();
    const auto brought = std::ranges::find_if(rows, &LogRow::ingest);
    QVERIFY(brought != rows.end());
    m_editor->replay({brought->exchange, QUuid::createUuid()});
    QTest::mouseClick(
        control(*m_editor->findChild<QWidget *>(u"payloadReplay"_s), "payloadSendSame"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(
        outcome().contains(u"Same event_id: ignored. Nothing is billed twice."_s), 30000);
    QVERIFY(outcome().contains(u"1 left out: It is no longer in the log."_s));
    QCOMPARE(stored(), 1);
}

void TestPayloadSending::aLiveAccountIsAskedAbout()
{
    m_editor->open();
    const QString written = eventText(u"e1"_s);
    // Live by name: the transport still leads to the sandbox, so that the yes of this test reaches nobody.
    m_stack->session().enter(Destination::Mode::Live, "live");
    text()->replaceAll(written);
    m_editor->primaryAction();
    QCOMPARE(outcome(), u"This is a live account. What is accepted is billed for real."_s);
    QVERIFY(shown<Button>("payloadSendLive")->isVisible());
    QVERIFY(shown<Button>("payloadNotNow")->hasFocus());
    m_editor->primaryAction(); // a second press of the keys is no yes
    QVERIFY(shown<Button>("payloadSendLive")->isVisible());
    QVERIFY(m_editor->cancelOrFold());
    QCOMPARE(outcome(), u"Nothing was sent."_s);
    QVERIFY(m_editor->isVisible());
    m_editor->primaryAction();
    QTest::mouseClick(shown<Button>("payloadSendLive"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(outcome().startsWith(u"1 accepted"_s), 30000);
}

QTEST_MAIN(TestPayloadSending)
#include "tst_payloadsending.moc"
