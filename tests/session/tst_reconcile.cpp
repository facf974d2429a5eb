// SPDX-License-Identifier: MIT
#include "reconcilebench.h"

using namespace Qt::StringLiterals;

using Kind = ReconcileRow::Kind;

Q_DECLARE_METATYPE(Event)

// What this program sent, compared with what the embedded server holds.
class ReconcileTest : public QObject, ReconcileBench {
    Q_OBJECT
    using ReconcileBench::event;

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void differencesAreFound_data();
    void differencesAreFound();
    void numbersKeepAllTheirDigits();
    void everythingIsThere();
    void missingIsNotVisibleYetForAMinute();
    void missingGoesAgainUnderTheSameIds();
    void missingOlderThanAnHourNeedsAChoice();
    void otherContentIsNamedByItsMember();
    void othersAndUnknownOnesAreToldApart();
    void waitingAndParkedOnesAreNamedApart();
    void oneCustomerAlone();
    void cancelEndsIt();
    void billingThatGoesElsewhereEndsIt();
    void failedReadingSaysWhy();
};

void ReconcileTest::differencesAreFound_data()
{
    QTest::addColumn<QByteArray>("ours");
    QTest::addColumn<QByteArray>("theirs");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *name, const QByteArray &ours, const QByteArray &theirs,
                         const QString &member) { QTest::newRow(name) << ours << theirs << member; };
    const auto number = [](const QByteArray &digits) {
        return "{\"event_id\":\"a\",\"customer_id\":\"c\",\"event_name\":\"n\",\"metadata\":{\"n\":" + digits
            + "}}";
    };
    const auto at = [](const QByteArray &time) {
        return "{\"event_id\":\"a\",\"customer_id\":\"c\",\"event_name\":\"n\",\"timestamp\":\"2026-11-21T10:"
               "00:00"
            + time + "\"}";
    };
    row("the same", number("1"), number("1"), {});
    row("written in another way", number("1"), number("1.0"), {});
    row("with an exponent", number("1000"), number("1e3"), {});
    row("the last digit", number("0.1234567890123456781"), number("0.1234567890123456782"), u"metadata.n"_s);
    row("past two to the 53", number("9007199254740993"), number("9007199254740992"), u"metadata.n"_s);
    row("a text is no number", number("1"), number("\"1\""), u"metadata.n"_s);
    row("a truth is no text", number("true"), number("\"true\""), u"metadata.n"_s);
    row("microseconds", at(".123456Z"), at(".123457Z"), u"timestamp"_s);
    row("cut to milliseconds", at(".123456Z"), at(".123Z"), {});
    row("rounded to milliseconds", at(".123956Z"), at(".124Z"), {});
    row("another millisecond", at(".123456Z"), at(".125Z"), u"timestamp"_s);
    row("cut to seconds", at(".723456Z"), at("Z"), {});
    row("one more member", number("1"), at("Z"), u"metadata.n"_s);
    row("one member less", at("Z"), number("1"), u"metadata.n"_s);
}

void ReconcileTest::differencesAreFound()
{
    QFETCH(QByteArray, ours);
    QFETCH(QByteArray, theirs);
    QFETCH(QString, member);
    const auto first = exactEvent(ours);
    const auto second = exactEvent(theirs);
    QVERIFY(first && second);
    const auto difference = differenceOf(*first, *second);
    QCOMPARE(difference.has_value(), !member.isEmpty());
    if (difference)
        QCOMPARE(difference->member, member);
}

void ReconcileTest::numbersKeepAllTheirDigits()
{
    const QByteArray list = "{\"items\":[{\"event_id\":\"a\",\"customer_id\":\"c\",\"event_name\":\"n\","
                            "\"timestamp\":\"2026-11-21T10:00:00Z\",\"business_id\":\"b\",\"metadata\":null},"
                            "{\"event_id\":\"b\",\"customer_id\":\"c\",\"event_name\":\"n\","
                            "\"timestamp\":\"2026-11-21T10:00:00Z\",\"business_id\":\"b\","
                            "\"metadata\":{\"x\":\"7\",\"n\":0.12345678901234567890}}]}";
    const auto events = exactEvents(list);
    QVERIFY(events);
    QCOMPARE(events->size(), 2);
    QVERIFY(events->at(0).metadata.isEmpty());
    const QMap<QByteArray, MetaValue> values{{events->at(1).metadata[0].key, events->at(1).metadata[0].value},
        {events->at(1).metadata[1].key, events->at(1).metadata[1].value}};
    QCOMPARE(values["n"], MetaValue::ofNumber("0.12345678901234567890"));
    QCOMPARE(values["x"], MetaValue::ofText(u"7"_s));
}

void ReconcileTest::everythingIsThere()
{
    QCOMPARE(sendEvents(250).size(), 250);
    const Reconciliation found = compared();
    QCOMPARE(found.sent, 250);
    QCOMPARE(found.same, 250);
    QCOMPARE(found.read, 250);
    QVERIFY(found.rows.isEmpty());
}

void ReconcileTest::missingIsNotVisibleYetForAMinute()
{
    sendEvents(3);
    changeEvents([](QJsonArray events) {
        events.removeFirst();
        return events;
    });
    QCOMPARE(compared().count(Kind::NotYet), 1);
    QCOMPARE(compared().count(Kind::Missing), 0);
    m_bench->clock->advance(61s);
    QCOMPARE(compared().count(Kind::NotYet), 0);
    QCOMPARE(compared().count(Kind::Missing), 1);
}

void ReconcileTest::missingGoesAgainUnderTheSameIds()
{
    const QList<EventId> ids = sendEvents(120);
    changeEvents([](const QJsonArray &events) {
        QJsonArray kept;
        for (qsizetype i = 0; i < events.size(); ++i) {
            if (i % 10 != 0)
                kept.append(events[i]);
        }
        return kept;
    });
    m_bench->clock->advance(10min);
    const Reconciliation found = compared();
    QCOMPARE(found.sent, 120);
    QCOMPARE(found.same, 108);
    QCOMPARE(found.count(Kind::Missing), 12);
    const MendPlan plan = mendPlan(found, m_bench->session().now());
    QCOMPARE(plan.again.size(), 12);
    QVERIFY(plan.late.isEmpty());
    QVERIFY(resultOf(m_bench->session().outbox().resend(plan.again)));
    QVERIFY(settled());
    QCOMPARE(compared().same, 120);
    QVERIFY(compared().rows.isEmpty());
    for (const EventId &id : ids)
        QVERIFY(resultOf((*m_bench)->client().event(id)));
}

void ReconcileTest::missingOlderThanAnHourNeedsAChoice()
{
    const QList<EventId> ids = sendEvents(2);
    changeEvents([](const QJsonArray &) { return QJsonArray(); });
    m_bench->clock->advance(61min);
    const MendPlan plan = mendPlan(compared(), m_bench->session().now());
    QVERIFY(plan.again.isEmpty());
    QCOMPARE(QSet<EventId>(plan.late.begin(), plan.late.end()), QSet<EventId>(ids.begin(), ids.end()));
    Outbox &outbox = m_bench->session().outbox();
    QVERIFY(resultOf(outbox.resolve({ids[0]}, LateChoice::SendNow)));
    QVERIFY(resultOf(outbox.resolve({ids[1]}, LateChoice::Discard, u"It was a test."_s)));
    QVERIFY(settled());
    const auto there = resultOf((*m_bench)->client().event(ids[0]));
    QVERIFY(there);
    QVERIFY(*there->at > m_bench->session().now() - 1min);
    const Reconciliation found = compared();
    QCOMPARE(found.sent, 1);
    QCOMPARE(found.same, 1);
    QVERIFY(found.rows.isEmpty());
}

void ReconcileTest::otherContentIsNamedByItsMember()
{
    const QList<EventId> ids = sendEvents(3);
    changeEvents([&ids](QJsonArray events) {
        for (qsizetype i = 0; i < events.size(); ++i) {
            QJsonObject event = events[i].toObject();
            if (event["event_id"_L1].toString() == ids[1].string()) {
                QJsonObject metadata = event["metadata"_L1].toObject();
                metadata["quality"_L1] = u"draft"_s;
                event["metadata"_L1] = metadata;
            }
            events[i] = event;
        }
        return events;
    });
    const Reconciliation found = compared();
    QCOMPARE(found.same, 2);
    QCOMPARE(found.rows.size(), 1);
    QCOMPARE(found.rows.first().kind, Kind::Different);
    QCOMPARE(found.rows.first().id, ids[1]);
    QCOMPARE(found.rows.first().member, u"metadata.quality"_s);
    QCOMPARE(found.rows.first().ours, u"\"hd\""_s);
    QCOMPARE(found.rows.first().theirs, u"\"draft\""_s);
}

void ReconcileTest::othersAndUnknownOnesAreToldApart()
{
    sendEvents(1);
    Event foreign = event(900001);
    foreign.id = {"cron-job-7"};
    foreign.at = m_bench->session().now();
    Event unknown = event(900002);
    unknown.at = m_bench->session().now();
    QVERIFY(resultOf((*m_bench)->client().ingest({foreign, unknown})));
    const Reconciliation found = compared();
    QCOMPARE(found.same, 1);
    QCOMPARE(found.ids(Kind::Foreign), (QList<EventId>{foreign.id}));
    QCOMPARE(found.ids(Kind::Unknown), (QList<EventId>{unknown.id}));
    QVERIFY(mendPlan(found, m_bench->session().now()).again.isEmpty());
}

void ReconcileTest::waitingAndParkedOnesAreNamedApart()
{
    Event wrong = event(1);
    wrong.customer = {"cus_nobody"};
    QVERIFY(resultOf(m_bench->session().outbox().enqueueAll({wrong})));
    QTRY_COMPARE(m_bench->session().outbox().counts().parked, 1);
    addFault("{\"path\":\"/events/ingest\",\"times\":1000,\"status\":503,\"retry_after\":30}");
    QVERIFY(resultOf(m_bench->session().outbox().enqueueAll({event(2)})));
    QTRY_VERIFY(m_bench->session().outbox().standing().error.has_value());
    const Reconciliation found = compared();
    QCOMPARE(found.sent, 0);
    QCOMPARE(found.ids(Kind::Waiting), (QList<EventId>{event(2).id}));
    QCOMPARE(found.ids(Kind::Parked), (QList<EventId>{wrong.id}));
}

void ReconcileTest::oneCustomerAlone()
{
    sendEvents(2);
    const auto other
        = resultOf((*m_bench)->client().createCustomer({u"bob@example.com"_s, u"Bob"_s, {}, {}}));
    QVERIFY(other);
    Event his = event(5);
    his.customer = other->id;
    QVERIFY(resultOf(m_bench->session().outbox().enqueueAll({his})));
    QVERIFY(settled());
    QCOMPARE(compared(other->id).sent, 1);
    QCOMPARE(compared(other->id).read, 1);
    QCOMPARE(compared(m_customer).sent, 2);
    QCOMPARE(compared().sent, 3);
}

void ReconcileTest::cancelEndsIt()
{
    sendEvents(5);
    const Call<Reconciliation> call = m_reconcile->compare(query());
    call.cancel();
    const auto found = resultOf(call);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Cancelled);
}

void ReconcileTest::billingThatGoesElsewhereEndsIt()
{
    sendEvents(5);
    const Call<Reconciliation> call = m_reconcile->compare(query());
    m_bench->session().enter(Destination::Mode::Test, "test");
    const auto found = resultOf(call);
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Conflict);
}

void ReconcileTest::failedReadingSaysWhy()
{
    addFault("{\"method\":\"GET\",\"path\":\"/events\",\"times\":1000,\"status\":403}");
    const auto found = resultOf(m_reconcile->compare(query()));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Unauthorized);
    QVERIFY(!found.error().message.isEmpty());
}

QTEST_GUILESS_MAIN(ReconcileTest)
#include "tst_reconcile.moc"
