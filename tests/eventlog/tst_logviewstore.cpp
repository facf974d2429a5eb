// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logsamples.h"
#include "eventlog/logview.h"

#include <QTemporaryDir>

using namespace samples;

namespace {

// A log with its model, as LogFollower joins them.
struct Log {
    Log()
        : log(*EventLog::open(folder.path()))
    {
        model.setNames(log->names());
        QObject::connect(log.get(), &EventLog::opened, &model, &LogModel::open);
        QObject::connect(log.get(), &EventLog::earlier, &model, &LogModel::earlier);
        QObject::connect(log.get(), &EventLog::appended, &model, &LogModel::append);
        QObject::connect(log.get(), &EventLog::dropped, &model, &LogModel::drop);
        QObject::connect(log.get(), &EventLog::marked, &model, &LogModel::mark);
        QObject::connect(&model, &LogModel::rowsWanted, &model, [this](const QList<qint64> &wanted) {
            whenDone(log->rows(wanted), &model,
                [this, wanted](const auto &rows) { model.takeRows(wanted, rows.valueOr({})); });
        });
        (void)log->setWorld("sandbox");
    }

    QTemporaryDir folder;
    std::unique_ptr<EventLog> log;
    LogModel model;
};

} // namespace

class TestLogViewStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void unfoldsTheEventsOfARequest();
    void findsWordsInThePayload();
    void newRowsAreLookedThrough();
    void wordsMayStandInTheSender();
    void rowsNobodyHasJudgedAreAskedFor();
};

void TestLogViewStore::unfoldsTheEventsOfARequest()
{
    Log bench;
    LogView view(bench.model, bench.log.get());
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    bench.log->append({ingest({eventOf("one", "image.generated", {})}),
        ingest({eventOf("a", "image.generated", quality(u"hd"_s)), eventOf("b", "image.upscaled", {}),
            eventOf("c", "image.generated", {})}),
        ingest({eventOf("two", "image.generated", {})})});
    QTRY_COMPARE(view.rowCount(), 3);
    QVERIFY(!view.isExpandable(0));
    QVERIFY(view.isExpandable(1));
    view.setExpanded(1, true);
    QVERIFY(view.isExpanded(1));
    QTRY_COMPARE(view.rowCount(), 6);
    QCOMPARE(ids(view), QStringList({u"one"_s, u"a +2"_s, u"a"_s, u"b"_s, u"c"_s, u"two"_s}));
    QCOMPARE(text(view, 3, LogModel::EventName), u"image.upscaled"_s);
    QCOMPARE(text(view, 2, LogModel::Quality), u"hd"_s);
    QCOMPARE(text(view, 2, LogModel::Time), QString());
    QVERIFY(!view.eventAt(1));
    QCOMPARE(*view.eventAt(4), 2);
    QVERIFY(!view.isExpandable(3));
    QCOMPARE(view.row(3).events, QList<EventId>{{"b"}});
    QCOMPARE(view.row(3).exchange, view.row(1).exchange);
    bench.model.setVerdicts({{{"b"}, verdictOf("b", {unit(11)})}});
    QCOMPARE(text(view, 3, LogModel::VerdictColumn), u"$0.05"_s);
    view.setExpanded(1, false);
    QCOMPARE(view.rowCount(), 3);
    QVERIFY(!view.isExpanded(1));
}

void TestLogViewStore::findsWordsInThePayload()
{
    Log bench;
    LogView view(bench.model, bench.log.get());
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<Exchange> all;
    for (int i = 0; i < 50; ++i) {
        const QString prompt = i % 10 == 0 ? u"a Lighthouse"_s : u"a harbour"_s;
        all.append(ingest({eventOf(
            "img_" + QByteArray::number(i), "image.generated", {{"prompt", MetaValue::ofText(prompt)}})}));
    }
    bench.log->append(all);
    QTRY_COMPARE(view.rowCount(), 50);
    view.setQuery(u"lighthouse"_s);
    QTRY_COMPARE(ids(view), QStringList({u"img_0"_s, u"img_10"_s, u"img_20"_s, u"img_30"_s, u"img_40"_s}));
    QTRY_VERIFY(!view.scanning());
    view.setQuery(u"lighthouse id:img_3"_s);
    QTRY_COMPARE(ids(view), QStringList{u"img_30"_s});
    view.setQuery(u"-lighthouse id:img_4"_s);
    QTRY_COMPARE(view.rowCount(), 10); // 4 and 41 to 49
    view.setQuery(u"lighthouse status:4xx"_s);
    QTRY_VERIFY(!view.scanning());
    QCOMPARE(view.rowCount(), 0);
}

void TestLogViewStore::newRowsAreLookedThrough()
{
    Log bench;
    LogView view(bench.model, bench.log.get());
    view.setQuery(u"lighthouse"_s);
    const auto send = [&](const QByteArray &id, const QString &prompt) {
        bench.log->append(
            {ingest({eventOf(id, "image.generated", {{"prompt", MetaValue::ofText(prompt)}})})});
    };
    send("img_1", u"a harbour"_s);
    send("img_2", u"a lighthouse"_s);
    QTRY_COMPARE(ids(view), QStringList{u"img_2"_s});
    send("img_3", u"two lighthouses"_s);
    QTRY_COMPARE(ids(view), QStringList({u"img_2"_s, u"img_3"_s}));
    QCOMPARE(view.total(), 3);
}

void TestLogViewStore::wordsMayStandInTheSender()
{
    Log bench;
    LogView view(bench.model, bench.log.get());
    Exchange curl = ingest({eventOf("img_1", "image.generated", quality(u"hd"_s))});
    curl.sender = {Sender::Kind::Tool, u"curl"_s, u"8.5.0"_s};
    Exchange other = ingest({eventOf("img_2", "image.generated", quality(u"curl"_s))});
    Exchange draft = ingest({eventOf("img_3", "image.generated", quality(u"draft"_s))});
    draft.sender = curl.sender;
    bench.log->append({curl, other, draft});
    QTRY_COMPARE(view.rowCount(), 3);
    view.setQuery(u"curl"_s);
    QTRY_COMPARE(ids(view), QStringList({u"img_1"_s, u"img_2"_s, u"img_3"_s}));
    view.setQuery(u"curl metadata"_s); // one in the sender, one in the payload
    QTRY_COMPARE(ids(view), QStringList({u"img_1"_s, u"img_2"_s, u"img_3"_s}));
    view.setQuery(u"-curl"_s);
    QTRY_VERIFY(!view.scanning());
    QCOMPARE(view.rowCount(), 0);
}

void TestLogViewStore::rowsNobodyHasJudgedAreAskedFor()
{
    Log bench;
    LogView view(bench.model, bench.log.get());
    QList<Exchange> all;
    for (int i = 0; i < 450; ++i)
        all.append(ingest({eventOf("img_" + QByteArray::number(i), "image.generated", quality(u"hd"_s))}));
    bench.log->append(all);
    QTRY_COMPARE(view.rowCount(), 450);
    QList<qsizetype> asked;
    connect(&bench.model, &LogModel::verdictsWanted, this, [&](const QList<EventId> &events) {
        asked.append(events.size());
        Verdicts known;
        for (const EventId &event : events)
            known.insert(event, verdictOf(event.text, {unit(event.text.endsWith('7') ? 11 : 3)}));
        QTimer::singleShot(0, this, [&bench, events, known] {
            bench.model.setVerdicts(known);
            bench.model.answered(events);
        });
    });
    view.setQuery(u"verdict:paid"_s);
    QVERIFY(view.scanning());
    QTRY_COMPARE(view.rowCount(), 45);
    QTRY_VERIFY(!view.scanning());
    QCOMPARE(asked, QList<qsizetype>({200, 200, 50}));
    QCOMPARE(view.percent(), 100);
}

QTEST_GUILESS_MAIN(TestLogViewStore)
#include "tst_logviewstore.moc"
