// SPDX-License-Identifier: MIT
#include "outbox/outboxbench.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

// How events leave: in order, in batches, again after a failure, and to the right place.
class TestOutboxSend : public QObject, private OutboxBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void keepsOrderWithTwoBatchesInFlight();
    void batchStaysUnderItsLimits();
    void rowsInSendingGoOutAgainAfterReopen();
    void failedSendWaitsTwiceAsLongEachTime();
    void waitingTimeSurvivesReopenAndAClockSetBack();
    void refusedBatchIsSplitAndTheBadOneParked();
    void parkedOneCanBeTriedAgain();
    void lateEventIsParkedWithItsReason();
    void wrongKeyPausesUntilAsked();
    void nothingGoesToAnotherDestination();
    void answerOfTheOldDestinationDoesNotHoldUpTheNew();
    void mayDieWhileABatchIsUnderWay();
    void eventsOfASandboxMayBeAheadOfTheClock();
    void aLateEventBehindANewerOneIsMarkedToo();
};

void TestOutboxSend::keepsOrderWithTwoBatchesInFlight()
{
    m_limits.eventsPerBatch = 100;
    reopen();
    for (int i = 0; i < 250; ++i)
        m_outbox->enqueue(newEvent("img_" + QByteArray::number(i)), image("img_" + QByteArray::number(i)));
    QVERIFY(waited(m_outbox->flushed()));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 2u);
    QCOMPARE(m_service.seen[0].size(), 100);
    QCOMPARE(m_service.seen[1].size(), 100);
    QCOMPARE(waited(m_outbox->entries())->size(), 250); // and the third batch has not left meanwhile
    QCOMPARE(m_service.open.size(), 2u);
    m_service.accept();
    QTRY_COMPARE(m_service.seen.size(), 3);
    m_service.accept();
    m_service.accept();
    QTRY_COMPARE(m_outbox->counts().waiting(), 0);
    const QStringList order = m_service.seen[0] + m_service.seen[1] + m_service.seen[2];
    QCOMPARE(order.size(), 250);
    for (int i = 0; i < 250; ++i)
        QCOMPARE(order[i], u"img_%1"_s.arg(i));
}

void TestOutboxSend::batchStaysUnderItsLimits()
{
    m_limits.bytesPerBatch = 256 * 1024;
    reopen();
    for (int i = 0; i < 8; ++i) {
        const QByteArray id = "img_" + QByteArray::number(i);
        Event large = newEvent(id);
        for (int k = 0; k < 120; ++k)
            large.metadata.append({"key" + QByteArray::number(k), MetaValue::ofText(QString(500, u'x'))});
        QVERIFY(waited(m_outbox->enqueue(large, image(id)))); // about 61 kB each
    }
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[0].size(), 4);
    qsizetype bytes = 0;
    for (const QByteArray &json : m_service.open.front().json)
        bytes += json.size();
    QVERIFY(bytes <= 256 * 1024);
}

void TestOutboxSend::rowsInSendingGoOutAgainAfterReopen()
{
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    const QByteArray first = m_service.open.front().json.first();
    reopen();
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
    m_service = {};
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.open.front().json.first(), first);
}

void TestOutboxSend::failedSendWaitsTwiceAsLongEachTime()
{
    m_outbox->setDeliver(m_service.deliver());
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    enqueue("img_1");
    const QList<Error::Kind> kinds
        = {Error::Kind::Network, Error::Kind::Timeout, Error::Kind::Server, Error::Kind::RateLimited};
    for (int i = 0; i < kinds.size(); ++i) {
        QTRY_COMPARE(m_service.open.size(), 1u);
        m_service.answer(failure(kinds[i], 503));
        QTRY_COMPARE(failed.count(), i + 1);
        QCOMPARE(failed[i][2].value<TimePoint>(), m_clock.now() + 1ms);
    }
    QCOMPARE(m_triesAsked, (QList{1, 2, 3, 4}));
    QTRY_COMPARE(m_service.open.size(), 1u);
    const OutboxEntry waiting = entry("img_1");
    QCOMPARE(waiting.tries, 4);
    QCOMPARE(waiting.nextAt, m_clock.now() + 1ms);
    QCOMPARE(waiting.lastError, failure(Error::Kind::RateLimited, 503));
    m_service.accept();
    QTRY_COMPARE(entry("img_1").state, OutboxEntry::State::Sent);
    QCOMPARE(m_service.seen.size(), 5);
}

void TestOutboxSend::waitingTimeSurvivesReopenAndAClockSetBack()
{
    m_delay = 50s;
    m_outbox->setDeliver(m_service.deliver());
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Network));
    QTRY_COMPARE(failed.count(), 1);
    reopen();
    m_outbox->setDeliver(m_service.deliver());
    QCOMPARE(waited(m_outbox->entries())->size(), 1);
    QCOMPARE(m_service.seen.size(), 1); // still waiting
    m_clock.advance(51s);
    reopen();
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.seen.size(), 2); // due by now
}

void TestOutboxSend::refusedBatchIsSplitAndTheBadOneParked()
{
    QSignalSpy sent(m_outbox.get(), &Outbox::sent);
    QSignalSpy parked(m_outbox.get(), &Outbox::parked);
    for (const QByteArray &id : {"img_1"_ba, "img_bad"_ba, "img_3"_ba})
        enqueue(id);
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Invalid, 400));
    for (int done = 0; done < 3; ++done) {
        QTRY_VERIFY(!m_service.open.empty());
        QCOMPARE(m_service.open.front().json.size(), 1);
        if (m_service.open.front().json.first().contains("img_bad"))
            m_service.answer(failure(Error::Kind::Invalid, 400));
        else
            m_service.accept();
    }
    QTRY_COMPARE(sent.count(), 2);
    QTRY_COMPARE(parked.count(), 1);
    QCOMPARE(parked[0][0].value<EventId>(), EventId{"img_bad"});
    const QList<QStringList> order{
        {u"img_1"_s, u"img_bad"_s, u"img_3"_s}, {u"img_1"_s}, {u"img_bad"_s}, {u"img_3"_s}};
    QCOMPARE(m_service.seen, order);
    const OutboxEntry bad = entry("img_bad");
    QCOMPARE(bad.state, OutboxEntry::State::Parked);
    QCOMPARE(bad.why, u"It failed."_s);
    QCOMPARE(bad.lastError->status, 400);
    QTRY_COMPARE(m_outbox->counts().parked, 1);
    QCOMPARE(m_triesAsked, QList<int>()); // no waiting for what waiting does not mend
}

void TestOutboxSend::parkedOneCanBeTriedAgain()
{
    QSignalSpy parked(m_outbox.get(), &Outbox::parked);
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Invalid, 400));
    QTRY_COMPARE(parked.count(), 1);
    m_outbox->retry({"img_1"});
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.accept();
    QTRY_COMPARE(entry("img_1").state, OutboxEntry::State::Sent);
}

void TestOutboxSend::lateEventIsParkedWithItsReason()
{
    QSignalSpy parked(m_outbox.get(), &Outbox::parked);
    enqueue("img_old");
    m_clock.advance(std::chrono::hours{1});
    enqueue("img_new");
    m_clock.advance(1us);
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.seen, (QList<QStringList>{{u"img_new"_s}}));
    QCOMPARE(parked.count(), 1);
    QCOMPARE(entry("img_old").state, OutboxEntry::State::Parked);
    QCOMPARE(entry("img_old").why, u"The event is older than 1 hour. The service accepts it no longer."_s);
}

void TestOutboxSend::wrongKeyPausesUntilAsked()
{
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Unauthorized, 401));
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(failed[0][2].value<TimePoint>(), TimePoint());
    QVERIFY(m_outbox->paused());
    enqueue("img_2");
    QCOMPARE(waited(m_outbox->entries())->size(), 2);
    QCOMPARE(m_service.seen.size(), 1);
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
    m_outbox->sendNow();
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], (QStringList{u"img_1"_s, u"img_2"_s}));
}

void TestOutboxSend::nothingGoesToAnotherDestination()
{
    enqueue("img_1");
    m_outbox->setDestination("test");
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_2");
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen, (QList<QStringList>{{u"img_2"_s}}));
    QTRY_COMPARE(m_outbox->counts().waiting(), 1); // the other world's one is not counted
    m_service.accept();
    QTRY_COMPARE(entry("img_2").state, OutboxEntry::State::Sent);
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
    m_outbox->setDestination("sandbox:1");
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], QStringList{u"img_1"_s});
}

void TestOutboxSend::answerOfTheOldDestinationDoesNotHoldUpTheNew()
{
    QSignalSpy failed(m_outbox.get(), &Outbox::failed);
    m_delay = 60s;
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_outbox->setDestination("test");
    m_service.answer(failure(Error::Kind::Unauthorized, 401));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!m_outbox->paused());
    enqueue("img_2");
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], QStringList{u"img_2"_s});
}

void TestOutboxSend::mayDieWhileABatchIsUnderWay()
{
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_outbox.reset();
    m_service.accept();
    QCoreApplication::sendPostedEvents(); // the late answer finds nobody
    open();
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
}

void TestOutboxSend::eventsOfASandboxMayBeAheadOfTheClock()
{
    Event ahead = newEvent("img_ahead");
    *ahead.at += std::chrono::hours{24 * 30};
    QVERIFY(waited(m_outbox->enqueueAll({ahead})));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.seen.size(), 1);
}

// Behind the newest the batch goes on with the oldest, which was stored right after it.
void TestOutboxSend::aLateEventBehindANewerOneIsMarkedToo()
{
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_0");
    QTRY_COMPARE(m_service.open.size(), 1u); // and stays under way: the queue reads on from there
    Event newer = newEvent("img_1");
    newer.at = m_clock.now() + 1s;
    Event late = newEvent("img_2");
    late.at = m_clock.now() - 60s;
    QVERIFY(waited(m_outbox->enqueueAll({newer, late})));
    QTRY_COMPARE(m_service.open.size(), 2u);
    QCOMPARE(m_service.seen[1], (QStringList{u"img_1"_s, u"img_2"_s}));
    m_service.accept();
    m_service.accept();
    QTRY_COMPARE(entry("img_1").state, OutboxEntry::State::Sent);
    QTRY_COMPARE(entry("img_2").state, OutboxEntry::State::Sent);
    QCOMPARE(m_service.seen.size(), 2);
}

QTEST_GUILESS_MAIN(TestOutboxSend)
#include "tst_outboxsend.moc"
