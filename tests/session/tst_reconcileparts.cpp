// SPDX-License-Identifier: MIT
#include "reconcilebench.h"

#include <numeric>
#include <random>

using namespace Qt::StringLiterals;

using Kind = ReconcileRow::Kind;

// Comparing more events than one list holds: in parts, whatever the order of the list.
class ReconcilePartsTest : public QObject, ReconcileBench {
    Q_OBJECT
    using ReconcileBench::event;

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void manyEventsAreReadInParts();
    void noOrderOfTheListIsAssumed();
    void manyAtOneMomentAreReadByPages();
    void ofManyTheNewestRowsAreKept();
    void anEventThatMovedIsDifferent();
};

// Two pages hold 200: what is more is asked for by shorter spans.
void ReconcilePartsTest::manyEventsAreReadInParts()
{
    QCOMPARE(sendEvents(1300).size(), 1300);
    Reconcile inParts(m_bench->session(), {.pages = 2, .entries = 70});
    const Call<Reconciliation> call = inParts.compare(query());
    QSignalSpy progress(call.progress(), &CallProgress::stage);
    const auto found = resultOf(call);
    QVERIFY(found);
    QCOMPARE(found->sent, 1300);
    QCOMPARE(found->same, 1300);
    QCOMPARE(found->read, 1300);
    QVERIFY(found->rows.isEmpty());
    QVERIFY(progress.size() > 13);
}

// Several batches are under way at a time: a later one may arrive first, and the list is by arrival.
void ReconcilePartsTest::noOrderOfTheListIsAssumed()
{
    QList<int> places(140);
    std::iota(places.begin(), places.end(), 0);
    std::shuffle(places.begin(), places.end(), std::mt19937(7));
    for (const QList<int> &order : {QList<int>{4, 0, 1, 2, 3, 5, 6}, places}) {
        const int count = 1400 / int(order.size());
        for (const int batch : order) {
            QList<Event> events;
            for (int i = 0; i < count; ++i)
                events.append(event(m_sent + batch * count + i));
            QVERIFY(resultOf((*m_bench)->client().ingest(events)));
        }
        QCOMPARE(sendEvents(1400).size(), 1400);
        Reconcile inParts(m_bench->session(), {.pages = 2, .entries = 300});
        const auto found = resultOf(inParts.compare(query()));
        QVERIFY(found);
        QCOMPARE(found->sent, m_sent);
        QCOMPARE(found->same, m_sent);
        QVERIFY(found->rows.isEmpty());
    }
}

void ReconcilePartsTest::manyAtOneMomentAreReadByPages()
{
    QList<Event> events;
    for (int i = 0; i < 450; ++i) {
        events.append(event(i));
        events.last().at = m_bench->session().now() - 5s;
    }
    QVERIFY(resultOf(m_bench->session().outbox().enqueueAll(events)));
    QVERIFY(settled());
    Reconcile inParts(m_bench->session(), {.pages = 2, .entries = 100});
    const auto found = resultOf(inParts.compare(query()));
    QVERIFY(found);
    QCOMPARE(found->same, 450);
    QVERIFY(found->rows.isEmpty());
}

// Every one is counted; so many are listed that they can be shown and mended.
void ReconcilePartsTest::ofManyTheNewestRowsAreKept()
{
    const QList<EventId> ids = sendEvents(490);
    changeEvents([](const QJsonArray &) { return QJsonArray(); });
    m_bench->clock->advance(10min);
    Reconcile few(m_bench->session(), {.pages = 1, .entries = 7, .mostRows = 25});
    const auto found = resultOf(few.compare(query()));
    QVERIFY(found);
    QCOMPARE(found->sent, 490);
    QCOMPARE(found->count(Kind::Missing), 490);
    QCOMPARE(found->rows.size(), 25);
    QVERIFY(!found->listsAll());
    QList<EventId> newest(ids.cbegin(), ids.cbegin() + 25);
    std::ranges::reverse(newest);
    QCOMPARE(mendPlan(*found, m_bench->session().now()).again, newest);
    QVERIFY(compared().listsAll());
}

// Each side finds it by itself, hours apart.
void ReconcilePartsTest::anEventThatMovedIsDifferent()
{
    const QList<EventId> ids = sendEvents(5);
    const QByteArray elsewhere = toIso(m_bench->session().now() - 3h);
    changeEvents([&](QJsonArray events) {
        for (qsizetype i = 0; i < events.size(); ++i) {
            QJsonObject event = events[i].toObject();
            if (event["event_id"_L1].toString() == ids[2].string())
                event["timestamp"_L1] = QString::fromLatin1(elsewhere);
            events[i] = event;
        }
        return events;
    });
    const Reconciliation found = compared();
    QCOMPARE(found.same, 4);
    QCOMPARE(found.count(Kind::Different), 1);
    QCOMPARE(found.count(Kind::Missing) + found.count(Kind::NotYet) + found.count(Kind::Unknown), 0);
    QCOMPARE(found.rows.size(), 1);
    QCOMPARE(found.rows.first().id, ids[2]);
    QCOMPARE(found.rows.first().member, u"timestamp"_s);
    QCOMPARE(found.rows.first().theirs.toLatin1(), elsewhere);
}

QTEST_GUILESS_MAIN(ReconcilePartsTest)
#include "tst_reconcileparts.moc"
