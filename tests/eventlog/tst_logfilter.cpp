// SPDX-License-Identifier: MIT
#include "eventlog/logfilter.h"
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
};

void TestLogFilter::finds_data()
{
    QTest::addColumn<bool>("found");
    for (const char *query : {"ingest", "INGEST", "post", "img_7f", "image.gen", "cus_1", "sender:typescript",
             "sender:2.52", "status:200", "status:2xx", "status:2", "event:IMG_7F", "event:image.generated",
             "verdict:draft", "verdict:not-counted", "customer:cus_1", "draft", "ingest sender:type draft",
             "\"is “draft”\"", "Event:img"})
        QTest::newRow(query) << true;
    for (const char *query : {"meters", "sender:python", "status:4xx", "status:400", "event:cus_1",
             "verdict:paid", "customer:image", "ingest sender:python", "sender:img_7f", "verdict:count"})
        QTest::newRow(query) << false;
}

void TestLogFilter::finds()
{
    QFETCH(bool, found);
    Exchange exchange = ingest({eventOf("img_7f3a", "image.generated", quality(u"draft"_s))});
    exchange.sender = {Sender::Kind::Sdk, u"TypeScript"_s, u"2.52.0"_s};
    const RowVerdict verdict{RowVerdict::Kind::NotCounted, u"quality is “draft”"_s};
    QCOMPARE(LogFilter(QString::fromUtf8(QTest::currentDataTag())).matches(row(exchange), verdict), found);
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

QTEST_GUILESS_MAIN(TestLogFilter)
#include "tst_logfilter.moc"
