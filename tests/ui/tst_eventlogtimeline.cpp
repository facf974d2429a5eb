// SPDX-License-Identifier: MIT
#include "eventlogdetailbench.h"
#include "session/studio.h"
#include "ui/eventlog/eventlogtimeline.h"
#include "ui/eventlog/eventlogtimelinerow.h"

using State = ChainNode::State;

// One event from prompt to bill.
class TestEventLogTimeline : public QObject, private EventLogDetailBench {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aPictureIsFollowedToTheBill();
    void anotherProgramsEventHasTheStepsThatExist();
    void aRefusedTryIsAStepOfItsOwn();
    void whatDoesNotCountSaysWhy();
    void stepsOfClosedPeriodsNameTheInvoice();
    void timesRunForwardOnly();
    void looksRight();

private:
    EventId makePicture(const QString &prompt);
    void showTimeline(const QByteArray &event);
    EventLogTimeline *pane() { return m_detail->findChild<EventLogTimeline *>(); }
    const TimelineStep *step(const QString &name);
    QString names();

    std::unique_ptr<SeededIds> m_ids;
    std::unique_ptr<Studio> m_studio;
};

void TestEventLogTimeline::init()
{
    open();
    m_stack->session().outbox().setDestination(m_stack->session().world());
    m_ids = std::make_unique<SeededIds>(2);
    m_studio = std::make_unique<Studio>(
        m_stack->session(), m_stack->images(), m_stack->engines(), m_stack->purse(), *m_ids);
}

void TestEventLogTimeline::cleanup()
{
    m_studio.reset();
    close();
}

EventId TestEventLogTimeline::makePicture(const QString &prompt)
{
    const auto jobs = m_studio->order({.prompt = prompt, .size = {512, 512}});
    if (!jobs)
        return {};
    PictureJob *job = jobs->first();
    const bool ended = QTest::qWaitFor([job] { return job->finished(); }, 30000);
    return ended && job->track().stage == PictureTrack::Stage::Done ? job->track().id : EventId();
}

void TestEventLogTimeline::showTimeline(const QByteArray &event)
{
    choose(event);
    QTRY_VERIFY(control(*m_detail, "logToTimeline")->isVisible());
    press(*m_detail, "logToTimeline");
    QVERIFY(pane()->isVisible());
}

const TimelineStep *TestEventLogTimeline::step(const QString &name)
{
    for (const TimelineStep &one : pane()->steps()) {
        if (one.name == name)
            return &one;
    }
    return nullptr;
}

QString TestEventLogTimeline::names()
{
    QStringList out;
    for (const TimelineStep &one : pane()->steps())
        out.append(one.name + u": "_s + one.fact);
    return out.join(u'\n');
}

void TestEventLogTimeline::aPictureIsFollowedToTheBill()
{
    const EventId id = makePicture(u"a red fox in the snow"_s);
    QVERIFY(!id.isEmpty());
    QVERIFY(m_stack->load());
    showTimeline(id.text);
    QTRY_VERIFY2(step(u"Prompt"_s) && step(u"Queued"_s) && step(u"Counted"_s)
            && step(u"Counted"_s)->state == State::Done,
        qPrintable(names()));
    QCOMPARE(step(u"Prompt"_s)->fact, u"“a red fox in the snow”"_s);
    QVERIFY(!step(u"Prompt"_s)->at); // nobody kept when it was typed
    QVERIFY(*step(u"Picture made"_s)->at >= *step(u"Picture asked for"_s)->at);
    QCOMPARE(step(u"Accepted"_s)->fact, u"200, ingested 1"_s);
    QVERIFY2(step(u"Counted"_s)->fact.endsWith(u"Free 1 of 10"_s), qPrintable(names()));
    QTRY_COMPARE(step(u"On the bill"_s)->fact, u"1 image, $0.00 so far"_s);
    QCOMPARE(step(u"Invoice"_s)->state, State::Waiting);
    QStringList order;
    for (const TimelineStep &one : pane()->steps())
        order.append(one.name);
    QCOMPARE(order,
        QStringList({u"Prompt"_s, u"Picture asked for"_s, u"Picture made"_s, u"Queued"_s, u"Sent"_s,
            u"Accepted"_s, u"Counted"_s, u"On the bill"_s, u"Invoice"_s}));

    const auto rows = [this] { return pane()->findChildren<EventLogTimelineRow *>(); };
    const auto made = [&] {
        for (EventLogTimelineRow *row : rows()) {
            if (row->step().opens == TimelineStep::Opens::Picture)
                return row;
        }
        return static_cast<EventLogTimelineRow *>(nullptr);
    };
    QTRY_VERIFY(made() && made()->hasThumb());
    QSignalSpy picture(m_detail.get(), &EventLogDetail::pictureRequested);
    made()->setFocus(Qt::TabFocusReason);
    QTest::keyClick(made(), Qt::Key_Return);
    QCOMPARE(picture.size(), 1);
    QCOMPARE(picture.first().first().value<EventId>(), id);
}

void TestEventLogTimeline::anotherProgramsEventHasTheStepsThatExist()
{
    sendAll({usage(u"one"_s)});
    showTimeline("one");
    QTRY_VERIFY2(step(u"Counted"_s)->state == State::Done, qPrintable(names()));
    QVERIFY(!step(u"Prompt"_s) && !step(u"Queued"_s));
    QCOMPARE(step(u"Happened"_s)->fact, u"by its own timestamp"_s);
    QVERIFY2(step(u"Sent"_s)->fact.startsWith(u"answered in "_s), qPrintable(names()));
    QJsonObject bare = usage(u"bare"_s);
    bare.remove("timestamp"_L1);
    sendAll({bare});
    choose("bare");
    QTRY_COMPARE(step(u"Happened"_s)->fact, u"No timestamp was sent."_s);
}

void TestEventLogTimeline::aRefusedTryIsAStepOfItsOwn()
{
    QJsonObject wrong = usage(u"again"_s);
    wrong.insert("customer_id"_L1, u"cus_nobody"_s);
    sendAll({wrong});
    showTimeline("again");
    QTRY_VERIFY2(step(u"Try 1"_s) || step(u"Sent"_s), qPrintable(names()));
    QCOMPARE(step(u"Accepted"_s)->state, State::Waiting);
    QCOMPARE(step(u"Counted"_s)->fact, u"only once it is accepted"_s);
    sendAll({usage(u"again"_s)});
    sendAll({usage(u"again"_s)});
    QTRY_VERIFY2(step(u"Sent again"_s), qPrintable(names()));
    QCOMPARE(step(u"Try 1"_s)->state, State::Failed);
    QCOMPARE(step(u"Try 1"_s)->fact, u"Customer unknown, TypeScript 2.52.0"_s);
    QCOMPARE(step(u"Try 2"_s)->state, State::Done);
    QCOMPARE(step(u"Accepted"_s)->state, State::Done);
    QCOMPARE(step(u"Sent again"_s)->fact, u"known before, counts once, TypeScript 2.52.0"_s);
}

void TestEventLogTimeline::whatDoesNotCountSaysWhy()
{
    sendAll({usage(u"off"_s, u"image.generated"_s, u"draft"_s)});
    showTimeline("off");
    QTRY_VERIFY2(step(u"Not counted"_s), qPrintable(names()));
    QCOMPARE(step(u"Not counted"_s)->fact, u"quality is “draft”"_s);
    QCOMPARE(step(u"On the bill"_s)->state, State::Waiting);
    QVERIFY(!step(u"Invoice"_s));
}

void TestEventLogTimeline::stepsOfClosedPeriodsNameTheInvoice()
{
    TimelineFacts facts;
    facts.now = *timeFromIso("2027-01-15T00:00:00Z");
    facts.choice.row.exchange = QUuid::createUuid();
    LogRow row;
    row.at = *timeFromIso("2026-11-25T10:00:00Z");
    row.status = 200;
    row.ingested = 1;
    row.eventCount = 1;
    facts.tries = {row};
    MeterVerdict meter;
    meter.meterName = u"Images"_s;
    meter.unit = u"images"_s;
    meter.meter = MeterId{"mtr_1"};
    meter.period = Period{*timeFromIso("2026-11-21T00:00:00Z"), *timeFromIso("2026-12-21T00:00:00Z")};
    Verdict verdict;
    verdict.subscribed = true;
    verdict.meters = {meter};
    facts.choice.verdict = verdict;
    MeterUsage usage;
    usage.id = meter.meter;
    usage.consumedUnits = Decimal(12);
    usage.totalPrice = 10;
    usage.currency = "USD";
    facts.usage = {{*meter.period, {usage}}};
    const QList<TimelineStep> steps = timelineSteps(facts);
    QCOMPARE(steps.last().name, u"Invoice"_s);
    QCOMPARE(steps.last().state, State::Done);
    QCOMPARE(*steps.last().at, meter.period->end);
    QCOMPARE(steps[steps.size() - 2].fact, u"12 images, $0.10"_s);
    facts.now = row.at;
    QCOMPARE(timelineSteps(facts).last().state, State::Waiting);
    facts.usage.clear();
    const QList<TimelineStep> blind = timelineSteps(facts);
    QCOMPARE(blind[blind.size() - 2].fact, u"its amount is not known here"_s);
}

void TestEventLogTimeline::timesRunForwardOnly()
{
    const TimePoint at = *timeFromIso("2026-11-25T10:00:00Z");
    QCOMPARE(timeline::since(at, at + 412ms), u"+412 ms"_s);
    QCOMPARE(timeline::since(at, at + 1240ms), u"+1.2 s"_s);
    QCOMPARE(timeline::since(at, at + 6min), u"+6 min"_s);
    QCOMPARE(timeline::since(at, at - 1s), QString());
}

void TestEventLogTimeline::looksRight()
{
    const EventId id = makePicture(u"a lighthouse at dusk, warm light, long exposure"_s);
    QVERIFY(!id.isEmpty());
    QVERIFY(m_stack->load());
    showTimeline(id.text);
    QTRY_VERIFY2(step(u"Counted"_s) && step(u"Counted"_s)->state == State::Done, qPrintable(names()));
    looks::renderAll(*m_detail, *m_themes, u"timeline"_s);
}

QTEST_MAIN(TestEventLogTimeline)
#include "tst_eventlogtimeline.moc"
