// SPDX-License-Identifier: MIT
#include "eventlog/logfiltersieve.h"
#include "eventlog/samples.h"

#include <QTest>

using namespace samples;

class TestLogFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void emptyLetsAllThrough();
    void halfTypedTokenAsksForNothing();
    void valueThatCannotBeReadIsNamed();
    void timeOfDayIsLocal();
    void splitsTextsFromTheRest();
    void recordNobodyHasJudgedWaits();
};

void TestLogFilter::finds_data()
{
    QTest::addColumn<bool>("found");
    for (const char *query : {"ingest", "INGEST", "post", "img_7f", "image.gen", "cus_1", "sender:typescript",
             "sender:2.52", "status:200", "status:2xx", "status:2", "event:IMG_7F", "event:image.generated",
             "verdict:draft", "verdict:not-counted", "customer:cus_1", "draft", "ingest sender:type draft",
             "\"is “draft”\"", "Event:img", "sdk:typescript", "quality:draft", "id:img_7f", "method:post",
             "path:ingest", "-status:400", "-python", "retry:0", "took:<100000", "after:2000-01-01",
             "before:2999-01-01T10:30", "-before:2000-01-01", "pinned:yes", "pinned:y", "colour:2",
             "colour:any", "is:pinned", "-is:imported", "-is:failed"})
        QTest::newRow(query) << true;
    for (const char *query :
        {"meters", "sender:python", "status:4xx", "status:400", "event:cus_1", "verdict:paid", "quality:dra",
            "id:image", "method:get", "-status:200", "-draft", "retry:1", "took:>100000", "before:2000-01-01",
            "after:2999-01-01", "customer:image", "ingest sender:python", "sender:img_7f", "verdict:count",
            "pinned:no", "colour:3", "colour:none", "is:imported", "is:noted", "is:failed"})
        QTest::newRow(query) << false;
}

void TestLogFilter::finds()
{
    QFETCH(bool, found);
    Exchange exchange = ingest({eventOf("img_7f3a", "image.generated", quality(u"draft"_s))});
    exchange.sender = {Sender::Kind::Sdk, u"TypeScript"_s, u"2.52.0"_s};
    const RowVerdict verdict{RowVerdict::Kind::NotCounted, u"quality is “draft”"_s};
    LogRow is = row(exchange);
    is.mark = {.pinned = true, .colour = 2, .note = {}};
    const LogFilter filter(QString::fromUtf8(QTest::currentDataTag()));
    QCOMPARE(filter.matches(is, verdict), found);
    if (filter.asksTexts())
        return; // ids and payloads are the store's to look through
    LogNames names;
    LogRecord record = recordOf(is, names);
    record.verdict = quint8(int(verdict.kind) + 1);
    record.words = names.idOf(verdict.words.toUtf8());
    QCOMPARE(LogSieve(filter, names).lets(record), found);
}

void TestLogFilter::splitsTextsFromTheRest()
{
    const LogFilter filter(u"sunset -draft id:img_7 -id:img_8 status:4xx"_s);
    QVERIFY(filter.asksTexts());
    const LogWanted wanted = filter.wanted();
    QCOMPARE(wanted.words, QStringList{u"sunset"_s});
    QCOMPARE(wanted.without, QStringList{u"draft"_s});
    QCOMPARE(wanted.ids, QStringList{u"img_7"_s});
    QCOMPARE(wanted.withoutIds, QStringList{u"img_8"_s});
    QCOMPARE(filter.wanted({0}).words, QStringList());
    QCOMPARE(filter.highlights(), QStringList({u"sunset"_s, u"img_7"_s}));
    QVERIFY(LogFilter(u"status:4xx verdict:paid"_s).wanted().isEmpty());
}

void TestLogFilter::recordNobodyHasJudgedWaits()
{
    LogNames names;
    LogRecord record = recordOf(row(ingest({eventOf("a", "image.generated", {})})), names);
    LogSieve sieve(LogFilter(u"verdict:paid status:200"_s), names);
    QVERIFY(!sieve.lets(record));
    QVERIFY(sieve.unjudged(record));
    QVERIFY(!LogSieve(LogFilter(u"verdict:paid status:400"_s), names).unjudged(record));
    record.verdict = quint8(int(RowVerdict::Kind::Paid) + 1);
    QVERIFY(sieve.lets(record));
    QVERIFY(!sieve.unjudged(record));
    const LogRecord refused = recordOf(row(ingest({eventOf("b", "x", {})}, 401)), names);
    QVERIFY(LogSieve(LogFilter(u"verdict:refused"_s), names).lets(refused)); // its record tells
}

void TestLogFilter::emptyLetsAllThrough()
{
    QVERIFY(LogFilter(u"   "_s).isEmpty());
    QVERIFY(LogFilter().matches(LogRow(), RowVerdict()));
}

void TestLogFilter::halfTypedTokenAsksForNothing()
{
    QVERIFY(LogFilter(u"sender:"_s).isEmpty());
}

void TestLogFilter::valueThatCannotBeReadIsNamed()
{
    const LogFilter filter(u"took:fast after:25:99 after:noon retry:>one draft"_s);
    QCOMPARE(
        filter.unread(), QStringList({u"took:fast"_s, u"after:25:99"_s, u"after:noon"_s, u"retry:>one"_s}));
    QCOMPARE(filter, filter);
    QVERIFY(!filter.isEmpty());
    QVERIFY(LogFilter(u"took:>"_s).isEmpty());
}

void TestLogFilter::timeOfDayIsLocal()
{
    LogRow late;
    const QDateTime at(QDate(2026, 11, 25), QTime(10, 30, 5));
    late.at = TimePoint{milliseconds{at.toMSecsSinceEpoch()}};
    QVERIFY(LogFilter(u"after:10:30"_s).matches(late, {}));
    QVERIFY(LogFilter(u"after:10:30:05 before:10:31"_s).matches(late, {}));
    QVERIFY(!LogFilter(u"after:10:31"_s).matches(late, {}));
    QVERIFY(LogFilter(u"after:2026-11-25T10:30"_s).matches(late, {}));
    QVERIFY(!LogFilter(u"before:2026-11-25"_s).matches(late, {}));
}

QTEST_GUILESS_MAIN(TestLogFilter)
#include "tst_logfilter.moc"
