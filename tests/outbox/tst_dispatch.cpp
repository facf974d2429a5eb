// SPDX-License-Identifier: MIT
#include "outbox/deliveryrules.h"
#include "outbox/outboxbench.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace Qt::StringLiterals;

namespace {

using Kind = OutboxStanding::Kind;
using State = OutboxEntry::State;

QByteArray numbered(int i)
{
    return "img_" + QByteArray::number(i);
}

Delivered failed(int status, std::optional<bool> again = {}, std::optional<milliseconds> wait = {})
{
    return {.failure = failure(Error::Kind::Invalid, status), .retryAfter = wait, .again = again};
}

} // namespace

// What becomes of a batch by the class of its failure, on a real workspace.
class TestDispatch : public QObject, private OutboxBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void whatPassesIsTriedAgainUnderTheSameIds_data();
    void whatPassesIsTriedAgainUnderTheSameIds();
    void whatSomebodyMustMendStopsAll_data();
    void whatSomebodyMustMendStopsAll();
    void anotherDestinationEndsAStop();
    void oneBadEventIsFoundByHalvesAndTheOthersGoOn();
    void tooLargeARequestIsHalvedAndTheNextOnesAreSmaller();
    void aSingleEventThatIsTooLargeIsParked();
    void retryAfterIsObeyedUpToTheLongestWait();
    void whatIsToComeAgainComesAgain();
    void whatIsNotToComeAgainWaitsTheLongest_data();
    void whatIsNotToComeAgainWaitsTheLongest();
    void failuresTogetherAreOneAndTheNextTryIsAlone();
    void aBatchTheServiceCannotBearDoesNotKeepTheOthers();
    void theCapHoldsBackWhatIsMore();
    void eventsAheadOfTheClockWait();
    void aClockSetBackDoesNotHoldUpTheNextTry();
    void aFullDiskLosesNothingAndSaysSo();
    void whatCannotBeMarkedGoesAgain();

private:
    QList<Event> events(int count) const
    {
        QList<Event> out;
        for (int i = 0; i < count; ++i)
            out.append(newEvent(numbered(i)));
        return out;
    }
    // Answers by itself: `rule` says what becomes of a request.
    Deliver ruled(std::function<Delivered(const Shipment &)> rule)
    {
        return [this, rule = std::move(rule)](const Shipment &shipment) {
            QStringList ids;
            for (const EventId &id : shipment.ids)
                ids.append(id.string());
            m_service.seen.append(ids);
            const CallSource<Delivered> source;
            source.finish(rule(shipment));
            return source.call();
        };
    }
    int countOf(OutboxQuery::Show show) { return int(waited(m_outbox->page({.show = show}, 5000))->size()); }
};

void TestDispatch::whatPassesIsTriedAgainUnderTheSameIds_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("standing");
    const auto row = [](const char *name, Error::Kind kind, int status, Kind standing = Kind::Waiting) {
        QTest::newRow(name) << int(kind) << status << int(standing);
    };
    row("network", Error::Kind::Network, 0, Kind::Offline);
    row("time", Error::Kind::Timeout, 0);
    row("unreadable", Error::Kind::Protocol, 0);
    row("unreadable 200", Error::Kind::Protocol, 200);
    row("408", Error::Kind::Timeout, 408);
    row("409", Error::Kind::Conflict, 409);
    row("425", Error::Kind::Invalid, 425);
    row("429", Error::Kind::RateLimited, 429);
    for (const int status : {500, 502, 503, 504, 599})
        row(QByteArray::number(status).constData(), Error::Kind::Server, status);
}

void TestDispatch::whatPassesIsTriedAgainUnderTheSameIds()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(int, standing);
    m_delay = 60s;
    QVERIFY(waited(m_outbox->enqueueAll(events(3))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(entry("img_0").state, State::Sending);
    m_service.answer(Delivered{.failure = failure(Error::Kind(kind), status)});
    QTRY_COMPARE(int(m_outbox->standing().kind), standing);
    QCOMPARE(m_outbox->standing().nextTry, m_clock.now() + 60s);
    QCOMPARE(m_outbox->standing().error->status, status);
    QTRY_COMPARE(entry("img_0").state, State::Queued);
    QCOMPARE(entry("img_0").tries, 1);
    m_outbox->sendNow();
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen[1], m_service.seen[0]);
    m_service.accept();
    QTRY_COMPARE(countOf(OutboxQuery::Show::Sent), 3);
    QTRY_COMPARE(m_outbox->standing(), OutboxStanding());
}

void TestDispatch::whatSomebodyMustMendStopsAll_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("standing");
    const auto row = [](const char *name, Error::Kind kind, int status, Kind standing) {
        QTest::newRow(name) << int(kind) << status << int(standing);
    };
    row("401", Error::Kind::Unauthorized, 401, Kind::KeyRefused);
    row("403", Error::Kind::Unauthorized, 403, Kind::KeyRefused);
    for (const int status : {301, 302, 303, 307, 308})
        row(QByteArray::number(status).constData(), Error::Kind::Protocol, status, Kind::WrongAddress);
    row("404", Error::Kind::NotFound, 404, Kind::WrongAddress);
    row("405", Error::Kind::Invalid, 405, Kind::WrongAddress);
    row("not sent at all", Error::Kind::Invalid, 0, Kind::WrongAddress);
}

void TestDispatch::whatSomebodyMustMendStopsAll()
{
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(int, standing);
    QVERIFY(waited(m_outbox->enqueueAll(events(2))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind(kind), status));
    QTRY_COMPARE(int(m_outbox->standing().kind), standing);
    QVERIFY(m_outbox->paused());
    QCOMPARE(m_outbox->standing().nextTry, TimePoint());
    QVERIFY(waited(m_outbox->enqueueAll({newEvent("img_new")})));
    QCOMPARE(countOf(OutboxQuery::Show::Waiting), 3);
    QCOMPARE(m_service.seen.size(), 1);
    QVERIFY(m_triesAsked.isEmpty());
    m_outbox->sendNow();
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], (QStringList{u"img_0"_s, u"img_1"_s, u"img_new"_s}));
}

void TestDispatch::anotherDestinationEndsAStop()
{
    QVERIFY(waited(m_outbox->enqueueAll(events(1))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Unauthorized, 401));
    QTRY_VERIFY(m_outbox->paused());
    m_outbox->setDestination("sandbox:1"); // with a new key, say
    QVERIFY(!m_outbox->paused());
    QTRY_COMPARE(m_service.seen.size(), 2);
}

void TestDispatch::oneBadEventIsFoundByHalvesAndTheOthersGoOn()
{
    QSignalSpy parked(m_outbox.get(), &Outbox::parked);
    QVERIFY(waited(m_outbox->enqueueAll(events(3000))));
    m_outbox->setDeliver(ruled([](const Shipment &shipment) {
        if (shipment.ids.contains(EventId{"img_1357"}))
            return Delivered{.failure = Error{.kind = Error::Kind::Invalid,
                                 .message = u"events[7].customer_id is nobody's."_s,
                                 .status = 422}};
        return Delivered{.ingested = int(shipment.ids.size())};
    }));
    QTRY_COMPARE(countOf(OutboxQuery::Show::Sent), 2999);
    QTRY_COMPARE(parked.count(), 1);
    const OutboxEntry bad = entry("img_1357");
    QCOMPARE(bad.state, State::Parked);
    QCOMPARE(bad.why, u"events[7].customer_id is nobody's."_s);
    QCOMPARE(bad.lastError->status, 422);
    QVERIFY2(m_service.seen.size() <= 24, qPrintable(QString::number(m_service.seen.size())));
    QVERIFY(m_triesAsked.isEmpty()); // no waiting for what waiting does not mend
    for (const QStringList &ids : m_service.seen)
        QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), ids.size());
}

void TestDispatch::tooLargeARequestIsHalvedAndTheNextOnesAreSmaller()
{
    m_limits.firstFlights = 1;
    m_limits.mostFlights = 1;
    reopen();
    QVERIFY(waited(m_outbox->enqueueAll(events(4000))));
    int refused = 0;
    m_outbox->setDeliver(ruled([&refused](const Shipment &shipment) {
        if (shipment.ids.size() <= 300)
            return Delivered{.ingested = int(shipment.ids.size())};
        ++refused;
        return failed(413);
    }));
    QTRY_COMPARE_WITH_TIMEOUT(countOf(OutboxQuery::Show::Sent), 4000, patience);
    QVERIFY2(refused <= 4, qPrintable(QString::number(refused)));
}

void TestDispatch::aSingleEventThatIsTooLargeIsParked()
{
    QVERIFY(waited(m_outbox->enqueueAll(events(1))));
    m_outbox->setDeliver(ruled([](const Shipment &) { return failed(413); }));
    QTRY_COMPARE(entry("img_0").state, State::Parked);
    QCOMPARE(m_service.seen.size(), 1);
}

void TestDispatch::retryAfterIsObeyedUpToTheLongestWait()
{
    m_delay = 60s;
    QVERIFY(waited(m_outbox->enqueueAll(events(1))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failed(429, {}, 5ms)); // sooner than our own wait
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failed(503, {}, std::chrono::hours{2}));
    QTRY_COMPARE(m_outbox->standing().nextTry, m_clock.now() + 60s);
    QCOMPARE(m_service.seen.size(), 2);
}

void TestDispatch::whatIsToComeAgainComesAgain()
{
    QVERIFY(waited(m_outbox->enqueueAll(events(2))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failed(400, true));
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen[1], m_service.seen[0]); // the same request
}

// A fault of the service is none of the events', whatever the header says: no event is lost by it.
void TestDispatch::whatIsNotToComeAgainWaitsTheLongest_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {408, 409, 425, 429, 500, 503})
        QTest::addRow("%d", status) << status;
}

void TestDispatch::whatIsNotToComeAgainWaitsTheLongest()
{
    QFETCH(const int, status);
    QVERIFY(waited(m_outbox->enqueueAll(events(2))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failed(status, false, 1s));
    QTRY_COMPARE(m_outbox->standing().nextTry, m_clock.now() + m_limits.longestWait);
    QVERIFY(waited(m_outbox->flushed()));
    QCOMPARE(countOf(OutboxQuery::Show::Parked), 0);
    m_outbox->sendNow();
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen[1], m_service.seen[0]);
    m_service.accept();
    QTRY_COMPARE(countOf(OutboxQuery::Show::Sent), 2);
}

void TestDispatch::failuresTogetherAreOneAndTheNextTryIsAlone()
{
    m_limits.eventsPerBatch = 2;
    m_limits.firstFlights = 3;
    reopen();
    m_triesAsked.clear();
    QVERIFY(waited(m_outbox->enqueueAll(events(6))));
    m_delay = 50ms;
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 3u);
    QCOMPARE(m_outbox->standing().inFlight, 3);
    for (int i = 0; i < 3; ++i)
        m_service.answer(failed(503));
    QTRY_COMPARE(m_triesAsked, (QList{1, 1, 1})); // not 1, 2, 3
    QTRY_COMPARE(m_service.open.size(), 1u);
    QVERIFY(waited(m_outbox->flushed()));
    QCOMPARE(m_service.open.size(), 1u);
    m_service.accept();
    QTRY_COMPARE(m_service.open.size(), 2u);
}

void TestDispatch::aBatchTheServiceCannotBearDoesNotKeepTheOthers()
{
    m_limits.eventsPerBatch = 1;
    reopen();
    QVERIFY(waited(m_outbox->enqueueAll(events(20))));
    m_outbox->setDeliver(ruled([](const Shipment &shipment) {
        return shipment.ids.contains(EventId{"img_0"}) ? failed(500) : Delivered{.ingested = 1};
    }));
    QTRY_COMPARE_WITH_TIMEOUT(countOf(OutboxQuery::Show::Sent), 19, patience);
    QVERIFY(entry("img_0").tries >= 3);
}

void TestDispatch::theCapHoldsBackWhatIsMore()
{
    m_limits.capWindow = 400ms;
    reopen();
    m_outbox->setCap(3);
    QVERIFY(waited(m_outbox->enqueueAll(events(5))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen[0].size(), 3);
    m_service.accept();
    QTRY_COMPARE(m_outbox->standing().kind, Kind::Capped);
    QVERIFY(m_outbox->standing().nextTry > m_clock.now());
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen[1].size(), 2);
}

void TestDispatch::eventsAheadOfTheClockWait()
{
    m_outbox->setDestination("test");
    Event ahead = newEvent("img_ahead");
    *ahead.at += std::chrono::minutes{6};
    QVERIFY(waited(m_outbox->enqueueAll({ahead, newEvent("img_now")})));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.seen, (QList<QStringList>{{u"img_now"_s}}));
    m_service.accept();
    QTRY_COMPARE(entry("img_now").state, State::Sent);
    QCOMPARE(m_service.seen.size(), 1);
    m_clock.advance(std::chrono::minutes{1});
    m_outbox->sendNow();
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], QStringList{u"img_ahead"_s});
}

void TestDispatch::aClockSetBackDoesNotHoldUpTheNextTry()
{
    m_delay = 20ms;
    QVERIFY(waited(m_outbox->enqueueAll(events(1))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failed(503));
    QTRY_COMPARE(m_triesAsked.size(), 1);
    m_clock.advance(-std::chrono::hours{24});
    QTRY_COMPARE(m_service.seen.size(), 2);
}

void TestDispatch::aFullDiskLosesNothingAndSaysSo()
{
    QVERIFY(waited(m_outbox->enqueueAll(events(10))));
    QVERIFY(waited(m_outbox->boundFile(1)));
    Event large = newEvent("img_large");
    for (int k = 0; k < 40; ++k)
        large.metadata.append({"key" + QByteArray::number(k), MetaValue::ofText(QString(500, u'x'))});
    const auto stored = waited(m_outbox->enqueueAll({large}));
    QVERIFY(!stored);
    QCOMPARE(stored.error().kind, Error::Kind::Storage);
    QCOMPARE(stored.error().message, u"The disk is full. Nothing stored before is lost."_s);
    QCOMPARE(countOf(OutboxQuery::Show::Waiting), 10);
    QVERIFY(waited(m_outbox->boundFile(0)));
    QVERIFY(waited(m_outbox->enqueueAll({large})));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen[0].size(), 11);
}

// Another program holds the file while the answer is there: the event goes again under its id.
void TestDispatch::whatCannotBeMarkedGoesAgain()
{
    QSignalSpy storeFailed(m_outbox.get(), &Outbox::storeFailed);
    QVERIFY(waited(m_outbox->enqueueAll(events(1))));
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_delay = 60s;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        db.setDatabaseName(m_dir->filePath(u"workspace.db"_s));
        QVERIFY(db.open());
        QVERIFY(QSqlQuery(db).exec(u"BEGIN IMMEDIATE"_s));
        m_service.accept();
        QTRY_COMPARE_WITH_TIMEOUT(storeFailed.count(), 1, patience);
        QVERIFY(QSqlQuery(db).exec(u"ROLLBACK"_s));
    }
    QSqlDatabase::removeDatabase(u"other"_s);
    QCOMPARE(m_outbox->standing().error->kind, Error::Kind::Storage);
    QCOMPARE(entry("img_0").state, State::Queued);
    m_outbox->sendNow();
    QTRY_COMPARE(m_service.seen.size(), 2);
    QCOMPARE(m_service.seen[1], m_service.seen[0]);
    m_service.accept();
    QTRY_COMPARE(entry("img_0").state, State::Sent);
}

QTEST_GUILESS_MAIN(TestDispatch)
#include "tst_dispatch.moc"
