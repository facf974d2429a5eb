// SPDX-License-Identifier: MIT
#include "faults/deliverybench.h"
#include "faults/mishapcases.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Standing = OutboxStanding::Kind;
Q_DECLARE_METATYPE(MishapCase)

// Each way in which the service or the way to it can fail while events are sent, on a connection that was
// made for it and on one that had been used: when all is well again every event has arrived once, none lies
// aside, nothing went elsewhere, and what a person read meanwhile was the right sentence.
class TestDeliveryFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void overHttp_data();
    void overHttp() { play(*m_http); }
    void overTls_data();
    void overTls() { play(*m_https); }
    void thereAreManyKinds();
    void cleanupTestCase();

private:
    struct Seen {
        QByteArray kind;
        bool reused = false;
        qsizetype met = 0;
        QString sentence;
        QString wait;
    };
    void addRows(const QList<MishapCase> &cases) const;
    void play(DeliveryBench &bench);
    void meet(DeliveryBench &bench, const MishapCase &kind, Seen &seen);
    void mend(DeliveryBench &bench, const MishapCase &kind);

    std::unique_ptr<FaultProxy> m_elsewhere;
    Certificates m_certificates;
    std::unique_ptr<DeliveryBench> m_http;
    std::unique_ptr<DeliveryBench> m_https;
    QList<Seen> m_table; // of those that ended well
    qsizetype m_begun = 0;
    QSet<QByteArray> m_kinds;
};

void TestDeliveryFaults::initTestCase()
{
    m_elsewhere = std::make_unique<FaultProxy>(quint16(1));
    m_http = std::make_unique<DeliveryBench>(DeliveryBench::Options{});
    m_https = std::make_unique<DeliveryBench>(
        DeliveryBench::Options{.tls = m_certificates.server(Certificates::Kind::Good),
            .network = {.proxy = NetworkOptions::Proxy::None, .caFile = m_certificates.caFile()},
            .deadline = 2s});
}

void TestDeliveryFaults::addRows(const QList<MishapCase> &cases) const
{
    QTest::addColumn<MishapCase>("kind");
    QTest::addColumn<bool>("reused");
    for (const MishapCase &kind : cases) {
        QTest::addRow("%s, fresh", kind.name.constData()) << kind << false;
        QTest::addRow("%s, reused", kind.name.constData()) << kind << true;
    }
}

void TestDeliveryFaults::overHttp_data()
{
    addRows(connectionCases() + answerCases() + statusCases() + retryAfterCases()
        + redirectCases(m_elsewhere->url().toEncoded()));
}

void TestDeliveryFaults::overTls_data()
{
    addRows(tlsCases(m_certificates));
}

void TestDeliveryFaults::play(DeliveryBench &bench)
{
    QFETCH(MishapCase, kind);
    QFETCH(bool, reused);
    ++m_begun;
    Seen seen{.kind = kind.name, .reused = reused, .met = 0, .sentence = {}, .wait = {}};
    bench.proxy().heal();
    bench.clock()->advance(61s); // past every wait
    bench.outbox().sendNow(); // what a row that failed has left
    QVERIFY(bench.waitUntilQuiet());
    const QSet<QByteArray> before = bench.arrived();
    bench.connectAnew();
    QVERIFY(!reused || bench.talkOnce());
    bench.proxy().forgetSeen();
    kind.begin(bench.proxy());

    const QList<Event> events = bench.newEvents(kind.events);
    const auto enqueued = bench.outbox().enqueueAll(events);
    meet(bench, kind, seen);
    if (QTest::currentTestFailed())
        return;
    QVERIFY(enqueued.future().isFinished() && enqueued.future().result().ok());
    if (kind.meetsRequest) {
        // Tries go on, so that one of them takes the connection that is there.
        const auto metOn = [&](bool used) {
            return std::ranges::any_of(bench.proxy().seen(),
                [&](const FaultProxy::Seen &one) { return one.faulted && (one.before > 0) == used; });
        };
        QTRY_VERIFY(metOn(reused));
    }
    seen.met = bench.proxy().faulted();
    mend(bench, kind);
    QVERIFY(bench.waitUntilQuiet());
    QSet<QByteArray> expected = before;
    for (const Event &event : events)
        expected.insert(event.id.text);
    const QSet<QByteArray> arrived = bench.arrived();
    QVERIFY2(arrived == expected, qPrintable(u"%1 of %2"_s.arg(arrived.size()).arg(expected.size())));
    QCOMPARE(m_elsewhere->accepted(), 0);
    m_kinds.insert(kind.name);
    m_table.append(seen);
}

// Waits for what a person is told, and compares it.
void TestDeliveryFaults::meet(DeliveryBench &bench, const MishapCase &kind, Seen &seen)
{
    QString told;
    OutboxStanding standing;
    const QObject context;
    connect(&bench.outbox(), &Outbox::failed, &context,
        [&](const QList<EventId> &, const Error &error, TimePoint nextTry) {
            told = error.message;
            standing = bench.outbox().standing();
            standing.nextTry = nextTry; // that of this failure: the wait may be over by now
        });
    connect(&bench.outbox(), &Outbox::parked, &context, [&](const EventId &, const QString &why) {
        told = why;
        standing = bench.outbox().standing();
    });
    if (kind.sentence.isEmpty()) {
        QTRY_VERIFY(bench.proxy().faulted() > 0);
        QVERIFY(bench.waitUntilQuiet());
        QCOMPARE(told, QString());
        return;
    }
    QTRY_VERIFY_WITH_TIMEOUT(
        kind.parks ? bench.outbox().counts().parked == kind.events : !told.isEmpty(), 30000);
    const QString place
        = kind.name.startsWith("TLS") ? bench.proxy().url(u"localhost"_s).authority() : bench.place();
    const auto placed = [&](QString sentence) { return sentence.replace(u"%1"_s, place); };
    QVERIFY2(told == placed(kind.sentence) || told == placed(kind.orSentence), qPrintable(told));
    seen.sentence = told;
    if (kind.parks)
        return;
    QCOMPARE(standing.kind, kind.standing);
    if (standing.stopped()) {
        QVERIFY(standing.nextTry == TimePoint{});
        return;
    }
    const auto wait = std::chrono::duration_cast<milliseconds>(standing.nextTry - bench.clock()->now());
    seen.wait = u"%1 ms"_s.arg(wait.count());
    QCOMPARE(wait.count(), kind.wait.value_or(30ms).count());
}

void TestDeliveryFaults::mend(DeliveryBench &bench, const MishapCase &kind)
{
    bench.proxy().heal();
    if (kind.name.startsWith("TLS"))
        bench.proxy().setTls(m_certificates.server(Certificates::Kind::Good));
    // What still meets the mishap would stop the outbox once more, behind the press below.
    QTRY_COMPARE_WITH_TIMEOUT(bench.outbox().standing().inFlight, 0, 30000);
    bench.clock()->advance(61s);
    bench.outbox().sendNow();
    if (!kind.parks)
        return;
    const auto parked = bench.outbox().page({.show = OutboxQuery::Show::Parked}, 100);
    QTRY_VERIFY(parked.future().isFinished());
    for (const OutboxEntry &entry : *parked.future().result())
        bench.outbox().retry(entry.id);
}

void TestDeliveryFaults::thereAreManyKinds()
{
    QVERIFY(m_kinds.size() >= 30);
    QCOMPARE(m_table.size(), 2 * m_kinds.size());
}

void TestDeliveryFaults::cleanupTestCase()
{
    qInfo("%-42s %-7s %4s  %-9s %s", "kind", "on", "met", "next try", "shown");
    for (const Seen &seen : m_table) {
        qInfo("%-42s %-7s %4lld  %-9s %s", seen.kind.constData(), seen.reused ? "reused" : "fresh",
            qlonglong(seen.met), qPrintable(seen.wait), qPrintable(seen.sentence));
    }
    qInfo("%lld of %lld rows, %lld kinds, in which every event arrived once", qlonglong(m_table.size()),
        qlonglong(m_begun), qlonglong(m_kinds.size()));
    m_http.reset();
    m_https.reset();
}

QTEST_GUILESS_MAIN(TestDeliveryFaults)
#include "tst_deliveryfaults.moc"
