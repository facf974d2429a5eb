// SPDX-License-Identifier: MIT
#include "eventlog/samples.h"

#include <QTest>

using namespace samples;
using Kind = Refusal::Kind;

Q_DECLARE_METATYPE(Exchange)

namespace {

Exchange refused(const QList<Event> &events, const QByteArray &message = "no")
{
    return ingest(events, 400, "{\"code\":\"INVALID_REQUEST_BODY\",\"message\":\"" + message + "\"}");
}

Event good(const QByteArray &id = "e1")
{
    return eventOf(id, "image.generated", quality(u"hd"_s));
}

Event at(TimePoint when)
{
    Event event = good();
    event.at = when;
    return event;
}

Exchange withBody(const QByteArray &body, int status)
{
    Exchange exchange = ingest({}, status, "{\"code\":\"INVALID_REQUEST_BODY\",\"message\":\"no\"}");
    exchange.requestBody = body;
    return exchange;
}

Event withPairs(int pairs)
{
    Event event = good();
    event.metadata.clear();
    for (int i = 0; i < pairs; ++i)
        event.metadata.append({"k" + QByteArray::number(i), MetaValue::ofNumber("1")});
    return event;
}

} // namespace

class TestLogRow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsTheFirstEventOfAnIngest();
    void countsABatch();
    void otherCallsHaveNoEvent();
    void namesTheRefusal_data();
    void namesTheRefusal();
    void ageIsMeasuredAgainstTheRequest();
    void failureWithoutAnAnswerIsNamed();
    void aCutBodyIsNotCalledBroken();
    void aCutBatchKeepsItsFirstEvent();
};

void TestLogRow::showsTheFirstEventOfAnIngest()
{
    const LogRow row = samples::row(ingest({good("img_1")}));
    QVERIFY(row.ingest);
    QCOMPARE(row.event(), EventId{"img_1"});
    QCOMPARE(row.eventName, "image.generated");
    QCOMPARE(row.customer, "cus_1");
    QCOMPARE(row.quality, "hd");
    QCOMPARE(row.eventCount, 1);
    QCOMPARE(row.ingested, 1);
    QCOMPARE(row.refusal, Refusal());
}

void TestLogRow::countsABatch()
{
    QList<Event> events;
    for (int i = 0; i < 13; ++i)
        events.append(good("e" + QByteArray::number(i)));
    QCOMPARE(samples::row(ingest(events)).events.size(), 13);
    for (int i = 13; i < 1000; ++i)
        events.append(good("e" + QByteArray::number(i)));
    const LogRow large = samples::row(ingest(events));
    QCOMPARE(large.eventCount, 1000);
    QCOMPARE(large.events.size(), 1); // the ids of a large batch stay in the store
}

void TestLogRow::otherCallsHaveNoEvent()
{
    Exchange get;
    get.method = "GET";
    get.target = "/events/ingest";
    get.status = 200;
    const LogRow row = samples::row(get);
    QVERIFY(!row.ingest);
    QVERIFY(row.events.isEmpty());
}

void TestLogRow::namesTheRefusal_data()
{
    QTest::addColumn<Exchange>("exchange");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const Exchange &exchange, Kind kind) {
        QTest::newRow(name) << exchange << int(kind);
    };
    row("H14 unknown customer", refused({good()}, "events[0].customer_id is not a customer"),
        Kind::CustomerUnknown);
    row("H9 61 minutes old", refused({at(morning - 61min)}), Kind::TooOld);
    row("H9 6 minutes ahead", refused({at(morning + 6min)}), Kind::TooFarAhead);
    row("H5 id twice", refused({good("a"), good("b"), good("a")}), Kind::RepeatedId);
    row("H7 no events", withBody("{\"events\":[]}", 422), Kind::NoEvents);
    row("H7 1001 events", refused(QList<Event>(1001, good())), Kind::TooManyEvents);
    row("H12 51 pairs", refused({withPairs(51)}), Kind::BadMetadata);
    row("H16 without a name", withBody(R"({"events":[{"event_id":"a","customer_id":"c"}]})", 422),
        Kind::BadField);
    row("H16 broken JSON", withBody("{\"events\":[", 422), Kind::BadJson);
    row("H11 no zone",
        withBody(
            R"({"events":[{"event_id":"a","customer_id":"c","event_name":"n","timestamp":"2026-01-05T10:30:00"}]})",
            422),
        Kind::BadField);
    row("H15 wrong key", ingest({good()}, 401, "{}"), Kind::WrongKey);
    row("too large", ingest({good()}, 413, "{}"), Kind::TooLarge);
    row("rate", ingest({good()}, 429, "{}"), Kind::RateLimited);
    row("server", ingest({good()}, 503, "<html>"), Kind::Server);
    row("something else", refused({good()}, "not today"), Kind::Other);
    row("fine", ingest({good()}), Kind::None);
}

void TestLogRow::namesTheRefusal()
{
    QFETCH(Exchange, exchange);
    QFETCH(int, kind);
    QCOMPARE(int(samples::row(exchange).refusal.kind), kind);
}

void TestLogRow::ageIsMeasuredAgainstTheRequest()
{
    const LogRow row = samples::row(refused({at(morning - 61min)}));
    QCOMPARE(row.refusal.by, microseconds(61min));
    QCOMPARE(row.refusal.field, u"events[0].timestamp"_s);
    QCOMPARE(row.refusal.code, u"INVALID_REQUEST_BODY"_s);
}

void TestLogRow::failureWithoutAnAnswerIsNamed()
{
    Exchange exchange = ingest({good()}, 0);
    exchange.failure = Error{.kind = Error::Kind::Network, .message = u"Connection refused."_s};
    const LogRow row = samples::row(exchange);
    QVERIFY(row.failed());
    QCOMPARE(int(row.refusal.kind), int(Kind::NoAnswer));
    QCOMPARE(row.refusal.message, u"Connection refused."_s);
}

// What the sandbox keeps of a body over its limit.
Exchange cutTo(Exchange exchange, qsizetype bytes)
{
    exchange.requestBody = exchange.requestBody.left(bytes) + "\u2026(1.4 MB more)";
    return exchange;
}

void TestLogRow::aCutBodyIsNotCalledBroken()
{
    QList<Event> events;
    for (int i = 0; i < 1001; ++i)
        events.append(good("e" + QByteArray::number(i)));
    Exchange exchange = cutTo(refused(events, "events holds 1001, at most 1000 fit"), 40 * 1024);
    exchange.events.clear(); // refused before they were read
    const LogRow row = samples::row(exchange);
    QCOMPARE(int(row.refusal.kind), int(Kind::Other));
    QCOMPARE(row.refusal.code, u"INVALID_REQUEST_BODY"_s);
    QCOMPARE(row.refusal.message, u"events holds 1001, at most 1000 fit"_s);
    QCOMPARE(row.eventName, "image.generated");
    QCOMPARE(row.eventCount, 0);
}

void TestLogRow::aCutBatchKeepsItsFirstEvent()
{
    QList<Event> events;
    for (int i = 0; i < 900; ++i)
        events.append(good("e" + QByteArray::number(i)));
    const Exchange sent = ingest(events);
    for (const qsizetype bytes : {20'000, 20'040, 20'080, 20'120}) {
        const LogRow row = samples::row(cutTo(sent, bytes));
        QCOMPARE(row.event(), EventId{"e0"});
        QCOMPARE(row.eventName, "image.generated");
        QCOMPARE(row.eventCount, 900);
        QCOMPARE(row.ingested, 900);
    }
}

QTEST_GUILESS_MAIN(TestLogRow)
#include "tst_logrow.moc"
