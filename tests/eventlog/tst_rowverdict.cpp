// SPDX-License-Identifier: MIT
#include "eventlog/rowverdict.h"
#include "eventlog/samples.h"
#include "eventlog/verdictwords.h"

#include <QTest>

using namespace samples;
using Kind = RowVerdict::Kind;

namespace {

Event good(const QByteArray &id = "img_1")
{
    return eventOf(id, "image.generated", quality(u"hd"_s));
}

MeterVerdict unpriced()
{
    Meter meter = imageMeter();
    meter.is.name = u"All Images Meter"_s;
    meter.is.filter.reset();
    return judged(good(), meter);
}

RowVerdict of(const Exchange &exchange, const QList<MeterVerdict> &meters, const SentBefore &sent = {})
{
    const LogRow line = row(exchange);
    return verdictOf(line, {{line.event(), samples::verdictOf(line.event().text, meters)}}, sent);
}

} // namespace

class TestRowVerdict : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void freeAndPaid();
    void acceptedUntilTheVerdictIsThere();
    void nearMissStandsBeforeAMeterWithoutPrice();
    void countsWithoutPrice();
    void refusalsAreNamed();
    void earlierEventIsADuplicate();
    void lostAnswerIsQueuedUntilItArrives();
    void otherSendersAreNotQueued();
    void batchesAreSummedUp();
    void otherCallsHaveNoChip();
};

void TestRowVerdict::freeAndPaid()
{
    QCOMPARE(of(ingest({good()}), {unit(7)}), (RowVerdict{Kind::Free, u"Free 7 of 10"_s}));
    QCOMPARE(of(ingest({good()}), {unit(11)}), (RowVerdict{Kind::Paid, u"$0.05"_s}));
    QCOMPARE(of(ingest({good()}), {unit(11), unit(12)}), (RowVerdict{Kind::Paid, u"$0.10"_s}));
}

void TestRowVerdict::acceptedUntilTheVerdictIsThere()
{
    QCOMPARE(verdictOf(row(ingest({good()})), {}), (RowVerdict{Kind::None, u"Accepted"_s}));
    QCOMPARE(of(ingest({good()}), {}), (RowVerdict{Kind::NotCounted, u"No meter yet"_s}));
}

void TestRowVerdict::nearMissStandsBeforeAMeterWithoutPrice()
{
    const MeterVerdict draft = judged(eventOf("img_1", "image.generated", quality(u"draft"_s)));
    QCOMPARE(
        of(ingest({good()}), {draft, unpriced()}), (RowVerdict{Kind::NotCounted, u"quality is “draft”"_s}));
}

void TestRowVerdict::countsWithoutPrice()
{
    const MeterVerdict other = judged(eventOf("img_1", "video.rendered", {}));
    QCOMPARE(of(ingest({good()}), {other, unpriced()}), (RowVerdict{Kind::Counted, u"Counted, no price"_s}));
    Verdict verdict = samples::verdictOf("img_1", {unpriced()});
    verdict.subscribed = false;
    QCOMPARE(chipOf(verdict), (RowVerdict{Kind::Counted, u"Counted, no subscription"_s}));
}

void TestRowVerdict::refusalsAreNamed()
{
    Event late = good();
    late.at = morning - 61min;
    QCOMPARE(of(ingest({late}, 400, "{}"), {}), (RowVerdict{Kind::Refused, u"1 h 1 min old"_s}));
    const QByteArray customer
        = R"({"code":"INVALID_REQUEST_BODY","message":"events[0].customer_id is unknown"})";
    QCOMPARE(of(ingest({good()}, 400, customer), {}), (RowVerdict{Kind::Refused, u"Customer unknown"_s}));
}

void TestRowVerdict::earlierEventIsADuplicate()
{
    const QString when = words::localTime(morning);
    QCOMPARE(of(ingest({good()}), {unit(11)}, {.earlier = morning, .later = {}}),
        (RowVerdict{Kind::Duplicate, u"Sent before at %1"_s.arg(when)}));
    QCOMPARE(of(ingest({good()}, 200, "{\"ingested_count\":0}"), {unit(11)}),
        (RowVerdict{Kind::Duplicate, u"Sent before"_s}));
}

void TestRowVerdict::lostAnswerIsQueuedUntilItArrives()
{
    QCOMPARE(of(ingest({good()}, 503, "{}"), {}), (RowVerdict{Kind::Queued, u"Queued, try 2"_s}));
    QCOMPARE(of(ingest({good()}, 503, "{}"), {}, {.earlier = {}, .later = morning}),
        (RowVerdict{Kind::None, u"Sent at %1"_s.arg(words::localTime(morning))}));
}

void TestRowVerdict::otherSendersAreNotQueued()
{
    Exchange exchange = ingest({good()}, 503, "{}");
    exchange.sender = {Sender::Kind::Sdk, u"TypeScript"_s, u"2.52.0"_s};
    QCOMPARE(of(exchange, {}), (RowVerdict{Kind::Refused, u"Service failed"_s}));
}

void TestRowVerdict::batchesAreSummedUp()
{
    const LogRow batch = row(ingest({good("a"), good("b"), good("c")}));
    const Verdict free = samples::verdictOf("a", {unit(10)});
    const Verdict paid = samples::verdictOf("b", {unit(11)});
    const Verdict missed
        = samples::verdictOf("c", {judged(eventOf("c", "image.generated", quality(u"draft"_s)))});
    QCOMPARE(verdictOf(batch, {}), (RowVerdict{Kind::None, u"3 accepted"_s}));
    QCOMPARE(verdictOf(batch, {{{"a"}, free}, {{"b"}, paid}, {{"c"}, paid}}),
        (RowVerdict{Kind::Paid, u"3 counted, $0.10"_s}));
    QCOMPARE(verdictOf(batch, {{{"a"}, free}, {{"b"}, free}, {{"c"}, free}}),
        (RowVerdict{Kind::Counted, u"3 counted"_s}));
    QCOMPARE(verdictOf(batch, {{{"a"}, free}, {{"b"}, paid}, {{"c"}, missed}}),
        (RowVerdict{Kind::NotCounted, u"2 of 3 counted"_s}));
}

void TestRowVerdict::otherCallsHaveNoChip()
{
    Exchange get;
    get.method = "GET";
    get.target = "/meters";
    get.status = 200;
    QCOMPARE(verdictOf(row(get), {}), RowVerdict());
    get.status = 401;
    QCOMPARE(verdictOf(row(get), {}), (RowVerdict{Kind::Refused, u"Wrong key"_s}));
}

QTEST_GUILESS_MAIN(TestRowVerdict)
#include "tst_rowverdict.moc"
