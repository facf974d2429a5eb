// SPDX-License-Identifier: MIT
#include "outbox/outboxbench.h"

using namespace Qt::StringLiterals;

namespace {

using State = OutboxEntry::State;
using Show = OutboxQuery::Show;

QStringList idsOf(const Result<QList<OutboxEntry>> &entries)
{
    QStringList out;
    for (const OutboxEntry &entry : entries.valueOr({}))
        out.append(entry.id.string());
    return out;
}

} // namespace

// What somebody decides about events, and what is listed of them.
class TestEventChoices : public QObject, private OutboxBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void latenessIsNearInTheLastTenMinutes();
    void aLateEventGoesWithThePresentTimeAndTellsItsOwn();
    void anEventOfAnEarlierSandboxGoesToThePresentOne();
    void aLateEventIsKept();
    void aDiscardedEventStaysWithItsReason();
    void discardingNeedsAReason();
    void aSentEventMayBeResolved();
    void whatIsOnItsWayIsLeftAlone();
    void anEditedEventGoesUnderItsId();
    void anEditThatBillingRefusesIsNamed();
    void sentEventsGoAgainAsTheyAre();
    void allOrNoneOfSeveralAreStored();
    void listsAreByStateDestinationAndText();
    void listsHoldEveryDestination();
    void owedNamesEveryDestination();
    void sentBetweenIsByTheEventsOwnTime();
    void sentOnesAreReadInParts();
    void auditIsNewestFirst();
    void auditIsNarrowedByText();

private:
    // An event of an hour ago, parked.
    void parkLate(const QByteArray &id)
    {
        Event late = newEvent(id);
        late.metadata = {{"quality", MetaValue::ofText(u"hd"_s)}};
        QVERIFY(waited(m_outbox->enqueueAll({late})));
        m_clock.advance(std::chrono::hours{1} + 1us);
        m_outbox->setDeliver(m_service.deliver());
        QTRY_COMPARE(entry(id).state, State::Parked);
    }
    QStringList page(Show show, const QByteArray &destination = {}, const QString &text = {})
    {
        return idsOf(waited(m_outbox->page({.show = show, .destination = destination, .text = text}, 1000)));
    }
    void sendAll()
    {
        m_outbox->setDeliver(m_service.deliver());
        QTRY_COMPARE(m_service.open.size(), 1u);
        m_service.accept();
        QTRY_VERIFY(page(Show::Waiting, m_outbox->destination()).isEmpty());
    }
};

void TestEventChoices::latenessIsNearInTheLastTenMinutes()
{
    const TimePoint now = m_clock.now();
    using std::chrono::minutes;
    QCOMPARE(int(latenessOf(now, now)), int(Lateness::Fresh));
    QCOMPARE(int(latenessOf(now - minutes{50}, now)), int(Lateness::Fresh));
    QCOMPARE(int(latenessOf(now - minutes{50} - 1us, now)), int(Lateness::Near));
    QCOMPARE(int(latenessOf(now - minutes{60}, now)), int(Lateness::Near));
    QCOMPARE(int(latenessOf(now - minutes{60} - 1us, now)), int(Lateness::Late));
}

void TestEventChoices::aLateEventGoesWithThePresentTimeAndTellsItsOwn()
{
    const TimePoint happened = m_clock.now();
    parkLate("img_1");
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::SendNow)));
    QTRY_COMPARE(m_service.open.size(), 1u);
    const QJsonObject sent = QJsonDocument::fromJson(m_service.open.front().json.first()).object();
    QCOMPARE(sent["event_id"_L1].toString(), u"img_1"_s);
    QCOMPARE(sent["timestamp"_L1].toString().toLatin1(), toIso(m_clock.now()));
    QCOMPARE(sent["metadata"_L1]["quality"_L1].toString(), u"hd"_s);
    QCOMPARE(sent["metadata"_L1]["original_timestamp"_L1].toString().toLatin1(), toIso(happened));
    m_service.accept();
    QTRY_COMPARE(entry("img_1").state, State::Sent);
    QCOMPARE(entry("img_1").originalAt, happened);
    // Late a second time: the first time is the one that is told.
    m_clock.advance(std::chrono::hours{2});
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::SendNow)));
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(entry("img_1").originalAt, happened);
    QCOMPARE(m_service.open.front().json.first().count("original_timestamp"), 1);
    QVERIFY(m_service.open.front().json.first().contains(toIso(happened)));
}

void TestEventChoices::anEventOfAnEarlierSandboxGoesToThePresentOne()
{
    enqueue("img_1");
    m_outbox->setDestination("test");
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::SendNow)));
    QCOMPARE(entry("img_1").destination, "sandbox:1"); // never to a real service
    m_outbox->setDestination("sandbox:2");
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::Keep)));
    QCOMPARE(entry("img_1").destination, "sandbox:1");
    m_outbox->setDeliver(m_service.deliver());
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::SendNow)));
    QTRY_COMPARE_WITH_TIMEOUT(m_service.seen.value(0), QStringList{u"img_1"_s}, patience);
    m_service.accept();
    QTRY_COMPARE_WITH_TIMEOUT(entry("img_1").state, State::Sent, patience);
    QCOMPARE(entry("img_1").destination, "sandbox:2");
}

void TestEventChoices::aLateEventIsKept()
{
    parkLate("img_1");
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::Keep)));
    QVERIFY(entry("img_1").kept);
    QCOMPARE(entry("img_1").state, State::Parked);
    QVERIFY(!entry("img_1").why.isEmpty());
    reopen();
    QVERIFY(entry("img_1").kept);
}

void TestEventChoices::aDiscardedEventStaysWithItsReason()
{
    parkLate("img_1");
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::Discard, u" Paid  by hand. "_s)));
    QCOMPARE(entry("img_1").state, State::Discarded);
    QCOMPARE(entry("img_1").why, u"Paid by hand."_s);
    reopen();
    m_outbox->setDeliver(m_service.deliver());
    QCOMPARE(page(Show::Discarded), QStringList{u"img_1"_s});
    QVERIFY(page(Show::Open).isEmpty());
    QVERIFY(m_service.seen.isEmpty());
}

void TestEventChoices::discardingNeedsAReason()
{
    parkLate("img_1");
    const auto done = waited(m_outbox->resolve({{"img_1"}}, LateChoice::Discard, u"  "_s));
    QVERIFY(!done);
    QCOMPARE(done.error().field, u"reason"_s);
    QCOMPARE(entry("img_1").state, State::Parked);
}

void TestEventChoices::aSentEventMayBeResolved()
{
    QVERIFY(waited(m_outbox->enqueueAll({newEvent("img_1"), newEvent("img_2")})));
    sendAll();
    m_clock.advance(std::chrono::hours{3}); // and the service does not have them
    QVERIFY(waited(m_outbox->resolve({{"img_2"}}, LateChoice::Discard, u"A test."_s)));
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::SendNow)));
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen.last(), QStringList{u"img_1"_s});
    QCOMPARE(entry("img_2").state, State::Discarded);
}

void TestEventChoices::whatIsOnItsWayIsLeftAlone()
{
    enqueue("img_1");
    m_outbox->setDeliver(m_service.deliver());
    QTRY_COMPARE(m_service.open.size(), 1u);
    QVERIFY(waited(m_outbox->resolve({{"img_1"}}, LateChoice::Discard, u"No."_s)));
    QCOMPARE(entry("img_1").state, State::Sending);
    const auto edit = waited(m_outbox->replaceEvent({"img_1"}, toText(newEvent("img_1"))));
    QVERIFY(!edit);
    m_service.accept();
    QTRY_COMPARE(entry("img_1").state, State::Sent);
}

void TestEventChoices::anEditedEventGoesUnderItsId()
{
    m_outbox->setDeliver(m_service.deliver());
    enqueue("img_1");
    QTRY_COMPARE(m_service.open.size(), 1u);
    m_service.answer(failure(Error::Kind::Invalid, 400));
    QTRY_COMPARE(entry("img_1").state, State::Parked);
    Event mended = newEvent("img_1");
    mended.customer = {"cus_right"};
    QVERIFY(waited(m_outbox->replaceEvent({"img_1"}, toText(mended))));
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.open.front().json.first(), toText(mended));
    m_service.accept();
    QTRY_COMPARE(entry("img_1").state, State::Sent);
}

void TestEventChoices::anEditThatBillingRefusesIsNamed()
{
    enqueue("img_1");
    const auto refusedField = [this](const Event &event) {
        const auto done = waited(m_outbox->replaceEvent({"img_1"}, toText(event)));
        return done ? QString() : done.error().kind == Error::Kind::Invalid ? done.error().field : u"?"_s;
    };
    QCOMPARE(refusedField(newEvent("img_2")), u"event_id"_s);
    Event nobody = newEvent("img_1");
    nobody.customer = {""};
    QCOMPARE(refusedField(nobody), u"customer_id"_s);
    Event old = newEvent("img_1");
    *old.at -= std::chrono::hours{2};
    QCOMPARE(refusedField(old), u"timestamp"_s);
    QVERIFY(!waited(m_outbox->replaceEvent({"img_1"}, "{")));
    QVERIFY(!waited(m_outbox->replaceEvent({"img_x"}, toText(newEvent("img_x")))));
    QCOMPARE(entry("img_1").json, toText(newEvent("img_1")));
}

void TestEventChoices::sentEventsGoAgainAsTheyAre()
{
    enqueue("img_1");
    enqueue("img_2");
    sendAll();
    const QByteArray before = entry("img_1").json;
    QVERIFY(waited(m_outbox->resend({{"img_1"}, {"img_1"}}))); // once, however often it is named
    QTRY_COMPARE(m_service.open.size(), 1u);
    QCOMPARE(m_service.seen.last(), QStringList{u"img_1"_s});
    QCOMPARE(m_service.open.front().json.first(), before);
}

void TestEventChoices::allOrNoneOfSeveralAreStored()
{
    enqueue("img_2");
    Event other = newEvent("img_2");
    other.name = "image.edited";
    const auto refused = waited(m_outbox->enqueueAll({newEvent("img_1"), other, newEvent("img_3")}));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Invalid);
    QCOMPARE(page(Show::All), QStringList{u"img_2"_s});
    // The same content is no trouble, in one call or two.
    const auto fine = waited(
        m_outbox->enqueueAll({newEvent("img_1"), newEvent("img_2"), newEvent("img_1"), newEvent("img_3")}));
    QVERIFY(fine);
    QCOMPARE(fine->size(), 4);
    QCOMPARE(page(Show::All).size(), 3);
}

void TestEventChoices::listsAreByStateDestinationAndText()
{
    enqueue("img_1");
    sendAll();
    m_clock.advance(1s);
    m_outbox->setDestination("test");
    Event marked = newEvent("img_2");
    marked.metadata = {{"prompt", MetaValue::ofText(u"100%_Zebra"_s)}};
    QVERIFY(waited(m_outbox->enqueueAll({marked})));
    QTRY_COMPARE(m_service.open.size(), 1u); // on its way is waiting too
    QCOMPARE(page(Show::Waiting), QStringList{u"img_2"_s});
    QVERIFY(page(Show::Waiting, "sandbox:1").isEmpty());
    QCOMPARE(page(Show::Sent), QStringList{u"img_1"_s});
    QVERIFY(page(Show::Sent, "test").isEmpty());
    QCOMPARE(page(Show::All), (QStringList{u"img_1"_s, u"img_2"_s}));
    QCOMPARE(page(Show::All, {}, u"zebra"_s), QStringList{u"img_2"_s});
    QCOMPARE(page(Show::All, {}, u"%_z"_s), QStringList{u"img_2"_s});
    QVERIFY(page(Show::All, {}, u"a%e"_s).isEmpty()); // signs stand for themselves
    QCOMPARE(page(Show::All, {}, u"IMG_1"_s), QStringList{u"img_1"_s});
    m_service.answer(failure(Error::Kind::Invalid, 422));
    QTRY_COMPARE(page(Show::Parked), QStringList{u"img_2"_s});
    QCOMPARE(page(Show::Open, {}, u"it failed"_s), QStringList{u"img_2"_s});
    QCOMPARE(idsOf(waited(m_outbox->page({.show = Show::All}, 1, 1))), QStringList{u"img_2"_s});
}

// Each reset of the sandbox is a new world: somebody who tries things out has hundreds.
void TestEventChoices::listsHoldEveryDestination()
{
    constexpr int worlds = 230;
    QStringList all;
    for (int i = 0; i < worlds; ++i) {
        const QByteArray id = "img_" + QByteArray::number(i);
        m_clock.advance(1s);
        QVERIFY(waited(
            m_outbox->enqueue(newEvent(id), image(id), "sandbox:" + QByteArray::number(i * 7 % worlds))));
        all.append(QString::fromLatin1(id));
    }
    QCOMPARE(page(Show::All), all);
    QCOMPARE(page(Show::Open), all);
    QCOMPARE(page(Show::Open, {}, u"IMG_"_s), all);
    QCOMPARE(idsOf(waited(m_outbox->page({.show = Show::Open}, 3, 150))), all.mid(150, 3));
    QCOMPARE(waited(m_outbox->owed())->size(), worlds);
}

void TestEventChoices::owedNamesEveryDestination()
{
    const TimePoint first = m_clock.now();
    enqueue("img_1");
    m_clock.advance(1s);
    m_outbox->setDestination("test");
    enqueue("img_2");
    enqueue("img_3");
    const auto owed = waited(m_outbox->owed());
    QCOMPARE(owed->size(), 2);
    QCOMPARE(owed->at(0), (OutboxOwed{.destination = "sandbox:1", .waiting = 1, .oldest = first}));
    QCOMPARE(owed->at(1), (OutboxOwed{.destination = "test", .waiting = 2, .oldest = m_clock.now()}));
    // Where a picture was ordered decides, not what is open when it is there.
    QVERIFY(waited(m_outbox->enqueue(newEvent("img_4"), image("img_4"), "sandbox:1")));
    QCOMPARE(waited(m_outbox->owed())->at(0).waiting, 2);
}

void TestEventChoices::sentBetweenIsByTheEventsOwnTime()
{
    const TimePoint start = m_clock.now();
    for (const QByteArray &id : {"img_1"_ba, "img_2"_ba, "img_3"_ba}) {
        enqueue(id);
        m_clock.advance(1min);
    }
    const auto between = [&](TimePoint from, TimePoint until) {
        return idsOf(waited(m_outbox->sentBetween("sandbox:1", from, until, 10)));
    };
    QVERIFY(between(start, start + 1h).isEmpty()); // not sent yet
    sendAll();
    QCOMPARE(between(start, start + 1h).size(), 3);
    QCOMPARE(between(start + 1min, start + 2min), QStringList{u"img_2"_s});
    QVERIFY(idsOf(waited(m_outbox->sentBetween("test", start, start + 1h, 10))).isEmpty());
}

// Many events of one moment: the row, not the time, says where a part ends.
void TestEventChoices::sentOnesAreReadInParts()
{
    const TimePoint start = m_clock.now();
    QStringList all;
    for (int i = 0; i < 7; ++i) {
        all.append(u"img_%1"_s.arg(i));
        enqueue(all.last().toLatin1());
        if (i == 4)
            m_clock.advance(1s);
    }
    sendAll();
    QStringList read;
    QList<OutboxEntry> part;
    TimePoint from = start;
    qint64 after = 0;
    do {
        part = *waited(m_outbox->sentBetween("sandbox:1", from, start + 1h, 2, after));
        QVERIFY(part.size() <= 2);
        for (const OutboxEntry &entry : part) {
            read.append(entry.id.string());
            from = entry.eventAt;
            after = entry.seq;
        }
    } while (part.size() == 2);
    QCOMPARE(read, all);
}

void TestEventChoices::auditIsNewestFirst()
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(waited(m_outbox->addAudit({.at = m_clock.now(),
            .method = "POST",
            .target = "/events/ingest",
            .status = 200 + i,
            .events = i})));
    reopen();
    const auto rows = waited(m_outbox->audit(3));
    QCOMPARE(rows->size(), 3);
    QCOMPARE(rows->first().status, 204);
    QCOMPARE(rows->first().target, "/events/ingest"_ba);
    const auto older = waited(m_outbox->audit(10, rows->last().seq));
    QCOMPARE(older->size(), 2);
    QCOMPARE(older->last().status, 200);
}

void TestEventChoices::auditIsNarrowedByText()
{
    for (const QByteArray &target : {"/events/ingest"_ba, "/meters?page=100%"_ba, "/products"_ba})
        QVERIFY(waited(m_outbox->addAudit({.at = m_clock.now(),
            .method = "POST",
            .target = target,
            .status = target == "/products" ? 503 : 200,
            .what = u"Call of %1"_s.arg(target.size()),
            .failure = target == "/products" ? u"The service is busy."_s : QString()})));
    const auto found = [&](const QString &text) {
        QList<QByteArray> targets;
        const auto rows = waited(m_outbox->audit(10, 0, text));
        for (const AuditRow &row : *rows)
            targets.append(row.target);
        return targets;
    };
    QCOMPARE(found(u"post"_s).size(), 3);
    QCOMPARE(found(u"EVENTS"_s), QList<QByteArray>{"/events/ingest"});
    QCOMPARE(found(u"0%"_s), QList<QByteArray>{"/meters?page=100%"});
    QCOMPARE(found(u"503"_s), QList<QByteArray>{"/products"});
    QCOMPARE(found(u"is busy"_s), QList<QByteArray>{"/products"});
    QCOMPARE(found(u"call of 9"_s), QList<QByteArray>{"/products"});
    QVERIFY(found(u"nowhere"_s).isEmpty());
}

QTEST_GUILESS_MAIN(TestEventChoices)
#include "tst_eventchoices.moc"
