// SPDX-License-Identifier: MIT
#include "looks.h"
#include "outboxbench.h"
#include "session/audit.h"
#include "ui/outbox/auditmodel.h"
#include "ui/outbox/auditpart.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonArray>

namespace {

Exchange liveCall(int number)
{
    Exchange call;
    call.id = QUuid::createUuid();
    call.at = *timeFromIso("2026-11-21T10:00:00Z") + std::chrono::seconds(number);
    call.method = "GET";
    call.target = "/meters/" + QByteArray::number(number);
    call.requestHead = {{"host", "live.dodopayments.com"}};
    call.status = 200;
    if (number % 10 == 7) {
        call.method = "POST";
        call.target = "/events/ingest";
        call.events = {"img_1", "img_2"};
        call.status = 503;
        call.failure
            = Error{.kind = Error::Kind::Server, .message = QStringLiteral("The service failed with 503.")};
    }
    return call;
}

} // namespace

// What was sent compared with what is there, and the list of live calls, as a person sees them.
class OutboxSheetCompareTest : public QObject, private OutboxBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { finish(); }

    void everythingIsThere();
    void missingIsSentAgain();
    void missingAndLateIsChosen();
    void onlyWhatWasCountedIsDiscarded();
    void anotherQuestionForgetsTheAnswer();
    void failedReadingIsTold();
    void noLiveCalls();
    void liveCallsNewestFirst();
    void liveCallsAreSearched();
    void liveCallsAreWritten();
    void looksRight();

private:
    bool sendEvents(int count);
    void loseEvents(const QSet<QString> &lost) const;
    void recordCalls(int count);
};

bool OutboxSheetCompareTest::sendEvents(int count)
{
    QList<Event> events;
    for (int i = 0; i < count; ++i)
        events.append(eventOf(i, milliseconds(count - i)));
    return queue(events)
        && QTest::qWaitFor(
            [&] { return entry(events.last().id).state == OutboxEntry::State::Sent; }, patience);
}

void OutboxSheetCompareTest::loseEvents(const QSet<QString> &lost) const
{
    SandboxControls *controls = (*m_desk)->session().sandbox();
    auto state = resultOf(controls->state());
    QVERIFY(state);
    QJsonObject world = *state;
    QJsonArray kept;
    for (const QJsonValue &one : world["events"_L1].toArray()) {
        if (!lost.contains(one["event_id"_L1].toString()))
            kept.append(one);
    }
    world["events"_L1] = kept;
    QVERIFY(resultOf(controls->setState(world)));
}

void OutboxSheetCompareTest::recordCalls(int count)
{
    LiveAudit audit(outbox(), nullptr);
    for (int i = 0; i < count; ++i)
        audit.record(liveCall(i));
    QVERIFY(resultOf(outbox().flushed()));
}

void OutboxSheetCompareTest::everythingIsThere()
{
    QVERIFY(sendEvents(120));
    m_desk->clock->advance(1s);
    sheet().showReconcile();
    QVERIFY(find("compareEmpty")->isVisible());
    QVERIFY(!find("compareAgain")->isEnabled());
    click("compareNow");
    QTRY_COMPARE(words("compareResult"), u"120 sent, 120 there. Nothing is missing."_s);
    QVERIFY(words("compareOthers").isEmpty());
    QVERIFY(find("compareEmpty")->isVisible());
    QVERIFY(!find("compareAgain")->isEnabled());
}

void OutboxSheetCompareTest::missingIsSentAgain()
{
    QVERIFY(sendEvents(10));
    loseEvents({eventOf(3).id.string(), eventOf(5).id.string()});
    m_desk->clock->advance(5min);
    sheet().showReconcile();
    QAbstractItemModelTester tester(
        &rows("compareTable"), QAbstractItemModelTester::FailureReportingMode::QtTest);
    click("compareNow");
    QTRY_COMPARE(words("compareResult"), u"10 sent, 8 there. 2 are missing."_s);
    QCOMPARE(rows("compareTable").rowCount(), 2);
    QCOMPARE(cell(0, u"Found"_s, "compareTable"), u"Missing"_s);
    QCOMPARE(find<QPushButton>("compareAgain")->text(), u"Send 2 again"_s);
    QVERIFY(!find("comparePresent")->isEnabled());
    click("compareAgain");
    QTRY_COMPARE(words("compareNote"), u"2 events queued again under the same ids."_s);
    QVERIFY(!find("compareAgain")->isEnabled());
    QTRY_COMPARE(entry(eventOf(5).id).state, OutboxEntry::State::Sent);
    QTRY_COMPARE(outbox().counts().waiting(), 0);
    click("compareNow");
    QTRY_COMPARE(words("compareResult"), u"10 sent, 10 there. Nothing is missing."_s);
}

void OutboxSheetCompareTest::missingAndLateIsChosen()
{
    QVERIFY(sendEvents(4));
    loseEvents({eventOf(0).id.string()});
    m_desk->clock->advance(2h);
    sheet().showReconcile();
    click("compareNow");
    QTRY_COMPARE(words("compareResult"), u"4 sent, 3 there. 1 is missing."_s);
    QVERIFY(!find("compareAgain")->isEnabled());
    QCOMPARE(find<QPushButton>("comparePresent")->text(), u"Send 1 with the present time"_s);
    click("comparePresent");
    QTRY_COMPARE(words("compareNote"), u"1 event queued with the present time."_s);
    QTRY_COMPARE(entry(eventOf(0).id).state, OutboxEntry::State::Sent);
    const auto there = resultOf((*m_desk)->client().event(eventOf(0).id));
    QVERIFY(there);
    QCOMPARE(*there->at, (*m_desk)->session().now());
}

// Another one grows late while the reason is written.
void OutboxSheetCompareTest::onlyWhatWasCountedIsDiscarded()
{
    const EventId late = eventOf(0).id;
    const EventId later = eventOf(1).id;
    QVERIFY(sendEvents(1));
    m_desk->clock->advance(50min);
    QVERIFY(queue({eventOf(1)}));
    QTRY_COMPARE(entry(later).state, OutboxEntry::State::Sent);
    loseEvents({late.string(), later.string()});
    m_desk->clock->advance(11min);
    sheet().showReconcile();
    click("compareNow");
    QTRY_COMPARE(words("compareResult"), u"2 sent, 0 there. 2 are missing."_s);
    click("compareDiscard");
    auto *ask = find<QDialog>("discardSheet");
    m_desk->clock->advance(50min);
    QTest::keyClicks(part(*ask, "discardReason"), u"lost there"_s);
    QTest::mouseClick(part(*ask, "discardNow"), Qt::LeftButton);
    QTRY_COMPARE(words("compareNote"), u"1 event discarded."_s);
    QCOMPARE(entry(late).state, OutboxEntry::State::Discarded);
    QCOMPARE(entry(later).state, OutboxEntry::State::Sent);
}

void OutboxSheetCompareTest::anotherQuestionForgetsTheAnswer()
{
    QVERIFY(sendEvents(1));
    m_desk->clock->advance(1s);
    sheet().showReconcile();
    click("compareNow");
    QTRY_COMPARE(words("compareResult"), u"1 sent, 1 there. Nothing is missing."_s);
    QTest::mouseClick(find<Segments>("compareSpan")->segment(0), Qt::LeftButton);
    QVERIFY(words("compareResult").isEmpty());
}

void OutboxSheetCompareTest::failedReadingIsTold()
{
    QVERIFY(resultOf((*m_desk)->transport().send({.method = "POST",
        .segments = {"_sandbox", "faults"},
        .body = "{\"method\":\"GET\",\"path\":\"/events\",\"times\":100,\"status\":403}",
        .repeat = ApiRequest::Repeat::Unsafe})));
    sheet().showReconcile();
    click("compareNow");
    QTRY_COMPARE(words("compareResult"), u"The events could not be read"_s);
    QVERIFY(!words("compareOthers").isEmpty());
    QVERIFY(find("compareNow")->isEnabled());
}

void OutboxSheetCompareTest::noLiveCalls()
{
    sheet().showAudit();
    QTRY_VERIFY(find("auditEmpty")->isVisible());
    QVERIFY(!find("auditExport")->isEnabled());
}

void OutboxSheetCompareTest::liveCallsNewestFirst()
{
    recordCalls(1300);
    sheet().showAudit();
    QAbstractItemModelTester tester(
        &rows("auditTable"), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_VERIFY(rows("auditTable").rowCount() >= 500);
    QCOMPARE(cell(0, u"Request"_s, "auditTable"), u"GET /meters/1299"_s);
    rows("auditTable").fetchMore({});
    QTRY_VERIFY(rows("auditTable").rowCount() >= 1000);
    rows("auditTable").fetchMore({});
    QTRY_COMPARE(rows("auditTable").rowCount(), 1300);
    recordCalls(1); // comes in while it is looked at
    QTRY_COMPARE(rows("auditTable").rowCount(), 1301);
    QCOMPARE(cell(0, u"Request"_s, "auditTable"), u"GET /meters/0"_s);
    QCOMPARE(cell(3, u"Answer"_s, "auditTable"), u"503"_s);
    QCOMPARE(cell(3, u"Events"_s, "auditTable"), u"2"_s);
    QCOMPARE(cell(3, u"What failed"_s, "auditTable"), u"The service failed with 503."_s);
}

void OutboxSheetCompareTest::liveCallsAreSearched()
{
    recordCalls(1300);
    sheet().showAudit();
    find<QLineEdit>("auditSearch")->setText(u"send events"_s);
    QTRY_COMPARE(rows("auditTable").rowCount(), 130); // the older pages too
    QVERIFY(!rows("auditTable").canFetchMore({}));
    find<QLineEdit>("auditSearch")->setText(u"get /meters/12"_s); // as a row shows it
    QTRY_COMPARE(rows("auditTable").rowCount(), 100); // 12, 120 to 129, 1200 to 1299, without the sendings
    recordCalls(13); // some of them fit
    QTRY_COMPARE(rows("auditTable").rowCount(), 101);
    find<QLineEdit>("auditSearch")->setText(u"no such call"_s);
    QTRY_VERIFY(find("auditClear")->isVisible());
    click("auditClear");
    QTRY_VERIFY(rows("auditTable").rowCount() >= 500);
    QVERIFY(rows("auditTable").canFetchMore({}));
}

void OutboxSheetCompareTest::liveCallsAreWritten()
{
    recordCalls(20);
    sheet().showAudit();
    QTRY_COMPARE(rows("auditTable").rowCount(), 20);
    const QString path = m_desk->folder.filePath(u"calls.csv"_s);
    find<AuditPart>("auditPart")
        ->setAskFile([path](QWidget *, const QString &, const QString &,
                         const std::function<void(const QString &)> &chosen) { chosen(path); });
    click("auditExport");
    QTRY_COMPARE(words("auditNote"), u"20 calls written to calls.csv."_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 21);
}

void OutboxSheetCompareTest::looksRight()
{
    QVERIFY(sendEvents(60));
    QSet<QString> lost;
    for (int i = 0; i < 12; ++i)
        lost.insert(eventOf(i * 3).id.string());
    loseEvents(lost);
    m_desk->clock->advance(5min);
    recordCalls(60);
    for (const QSize &size : {QSize(1232, 660), QSize(1280, 720)}) {
        sheet().showReconcile();
        sheet().resize(size);
        if (size.width() == 1232) {
            click("compareNow");
            QTRY_COMPARE(rows("compareTable").rowCount(), 12);
        }
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            m_desk->themes.setKind(kind);
            const QString suffix
                = u"%1-%2"_s.arg(size.width()).arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s);
            sheet().showReconcile();
            sheet().resize(size);
            QCoreApplication::processEvents();
            looks::keep(sheet(), u"compare-"_s + suffix);
            sheet().showAudit();
            sheet().resize(size);
            QTRY_COMPARE(rows("auditTable").rowCount(), 60);
            QCoreApplication::processEvents();
            QVERIFY(sheet().minimumSizeHint().width() <= size.width());
            looks::keep(sheet(), u"audit-"_s + suffix);
        }
    }
}

QTEST_MAIN(OutboxSheetCompareTest)
#include "tst_outboxsheetcompare.moc"
