// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logsamples.h"
#include "eventlog/verdictwords.h"

using namespace samples;

class TestLogModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsArriveAsOneRange();
    void clearEmptiesWhatWaitsToo();
    void formatsItsColumns();
    void verdictsChangeOneRange();
    void sameEventLaterIsADuplicate();
    void failedRowLearnsThatItsEventWentLater();
    void oddNamesAreOffered();
    void findsARowByItsExchange();
    void headersStandOverAnEmptyList();
    void verdictsArePaintedRowsFirst();
    void verdictsAreRememberedInTheRecord();
    void marksReachTheRow();
};

void TestLogModel::rowsArriveAsOneRange()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int i = 0; i < 50; ++i)
        model.append({line("img_" + QByteArray::number(i))});
    QCOMPARE(model.rowCount(), 0);
    QTRY_COMPARE(model.rowCount(), 50);
    QCOMPARE(inserted.count(), 1);
    model.append({line("img_50"), line("img_51")});
    model.flush();
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(inserted[1][1].toInt(), 50);
    QCOMPARE(inserted[1][2].toInt(), 51);
}

void TestLogModel::clearEmptiesWhatWaitsToo()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append({line("img_1")});
    model.flush();
    model.append({line("img_2")});
    model.clear();
    model.flush();
    QCOMPARE(model.rowCount(), 0);
    model.replace({line("img_3"), line("img_4")});
    QCOMPARE(model.rowCount(), 2);
}

void TestLogModel::formatsItsColumns()
{
    LogModel model;
    Exchange get;
    get.id = QUuid::createUuid();
    get.at = morning + 520ms;
    get.took = 4400us;
    get.sender = {Sender::Kind::Sdk, u"TypeScript"_s, u"2.52.0"_s};
    get.method = "GET";
    get.target = "/subscriptions/sub_1/usage-history?page_size=1";
    get.status = 200;
    Exchange lost
        = ingest({eventOf("a", "image.generated", quality(u"hd"_s)), eventOf("b", "image.generated", {})}, 0);
    lost.took = 1230ms;
    model.append({row(get), row(lost)});
    model.flush();
    const QString time = QLocale().toString(toDateTime(get.at).toLocalTime(), u"d MMM hh:mm:ss.zzz"_s);
    QCOMPARE(text(model, 0, LogModel::Time), time);
    QCOMPARE(
        model.index(0, LogModel::Time).data(Qt::ToolTipRole).toString(), QString::fromLatin1(toIso(get.at)));
    QCOMPARE(text(model, 0, LogModel::From), u"TypeScript 2.52.0"_s);
    QCOMPARE(text(model, 0, LogModel::Request), u"GET …/usage-history"_s);
    QCOMPARE(text(model, 0, LogModel::Status), u"200"_s);
    QCOMPARE(text(model, 0, LogModel::Latency), u"4 ms"_s);
    QCOMPARE(text(model, 0, LogModel::EventIdColumn), QString());
    QCOMPARE(text(model, 1, LogModel::From), u"App"_s);
    QCOMPARE(text(model, 1, LogModel::Request), u"POST /events/ingest"_s);
    QCOMPARE(text(model, 1, LogModel::Status), u"none"_s);
    QCOMPARE(text(model, 1, LogModel::Latency), u"1.23 s"_s);
    QCOMPARE(text(model, 1, LogModel::EventIdColumn), u"a +1"_s);
    QCOMPARE(text(model, 1, LogModel::EventName), u"image.generated"_s);
    QCOMPARE(text(model, 1, LogModel::Quality), u"hd"_s);
    QCOMPARE(model.headerData(LogModel::Quality, Qt::Horizontal, Qt::DisplayRole).toString(), u"quality"_s);
}

void TestLogModel::verdictsChangeOneRange()
{
    LogModel model;
    model.append({line("img_1"), line("img_2"), line("img_3")});
    model.flush();
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setVerdicts(
        {{{"img_1"}, verdictOf("img_1", {unit(10)})}, {{"img_3"}, verdictOf("img_3", {unit(11)})}});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed[0][0].toModelIndex().row(), 0);
    QCOMPARE(changed[0][1].toModelIndex().row(), 2);
    QCOMPARE(text(model, 0, LogModel::VerdictColumn), u"Free 10 of 10"_s);
    QCOMPARE(text(model, 1, LogModel::VerdictColumn), u"Accepted"_s);
    QCOMPARE(text(model, 2, LogModel::VerdictColumn), u"$0.05"_s);
    QCOMPARE(model.index(2, 0).data(LogModel::VerdictRole).value<RowVerdict>().kind, RowVerdict::Kind::Paid);
    QVERIFY(model.verdictFor({"img_3"}));
    model.append({line("img_9")}); // a verdict may be there before its row
    model.setVerdicts({{{"img_9"}, verdictOf("img_9", {unit(12)})}});
    model.flush();
    QCOMPARE(text(model, 3, LogModel::VerdictColumn), u"$0.05"_s);
}

void TestLogModel::sameEventLaterIsADuplicate()
{
    LogModel model;
    model.append({line("img_1")});
    model.flush();
    model.setVerdicts({{{"img_1"}, verdictOf("img_1", {unit(11)})}});
    model.append({line("img_1", morning + 1min)});
    model.flush();
    QCOMPARE(text(model, 0, LogModel::VerdictColumn), u"$0.05"_s);
    QCOMPARE(text(model, 1, LogModel::VerdictColumn), u"Sent before at %1"_s.arg(words::localTime(morning)));
}

void TestLogModel::failedRowLearnsThatItsEventWentLater()
{
    LogModel model;
    model.append({line("img_1", morning, 503)});
    model.flush();
    QCOMPARE(text(model, 0, LogModel::VerdictColumn), u"Queued, try 2"_s);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.append({line("img_1", morning + 1s)});
    model.flush();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(text(model, 0, LogModel::VerdictColumn), u"Sent at %1"_s.arg(words::localTime(morning + 1s)));
    QCOMPARE(text(model, 1, LogModel::VerdictColumn), u"Accepted"_s);
}

void TestLogModel::oddNamesAreOffered()
{
    LogModel model;
    const Event odd = eventOf("img_1", "Image.generated", quality(u"hd"_s));
    model.append({row(ingest({odd}))});
    model.flush();
    QVERIFY(!model.index(0, LogModel::EventName).data(LogModel::NameCheckRole).isValid());
    model.setVerdicts({{{"img_1"}, verdictOf("img_1", {judged(odd)})}});
    const auto check = model.index(0, LogModel::EventName).data(LogModel::NameCheckRole).value<NameCheck>();
    QCOMPARE(check.oddInTyped, QList<int>{0});
}

void TestLogModel::findsARowByItsExchange()
{
    LogModel model;
    const LogRow second = line("img_2");
    model.append({line("img_1"), second, line("img_3")});
    model.flush();
    QCOMPARE(model.rowOf(second.exchange), 1);
    QCOMPARE(model.rowOf(QUuid::createUuid()), -1);
}

void TestLogModel::headersStandOverAnEmptyList()
{
    LogModel log;
    log.setShownKey(u"tier"_s);
    QCOMPARE(log.headerData(LogModel::Quality, Qt::Horizontal, Qt::DisplayRole).toString(), u"tier"_s);
    QCOMPARE(
        log.headerData(LogModel::VerdictColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"Verdict"_s);
}

void TestLogModel::verdictsArePaintedRowsFirst()
{
    LogModel model;
    model.append({line("img_1"), line("img_2"), line("img_3", morning, 500)});
    model.flush();
    QSignalSpy wanted(&model, &LogModel::verdictsWanted);
    text(model, 1, LogModel::VerdictColumn);
    text(model, 2, LogModel::VerdictColumn); // refused: nothing to ask
    QTRY_COMPARE(wanted.count(), 1);
    QCOMPARE(wanted[0][0].value<QList<EventId>>(), QList<EventId>{{"img_2"}});
    text(model, 1, LogModel::VerdictColumn);
    text(model, 0, LogModel::VerdictColumn);
    QTRY_COMPARE(wanted.count(), 2);
    QCOMPARE(wanted[1][0].value<QList<EventId>>(), QList<EventId>{{"img_1"}});
}

void TestLogModel::verdictsAreRememberedInTheRecord()
{
    LogModel model;
    LogNames names;
    model.setNames(names);
    model.append({line("img_1"), line("img_2", morning, 401)});
    model.flush();
    QCOMPARE(int(model.record(0).verdict), 0);
    QCOMPARE(int(model.record(1).verdict), int(RowVerdict::Kind::Refused) + 1);
    QSignalSpy seen(&model, &LogModel::verdictsSeen);
    model.setVerdicts({{{"img_1"}, verdictOf("img_1", {unit(11)})}});
    QCOMPARE(seen.count(), 1);
    QCOMPARE(names.text(model.record(0).words), "$0.05");

    LogModel later; // as after a restart
    later.setNames(names);
    later.open({.rows = 1, .newest = {}, .records = {}});
    later.earlier({model.record(0)});
    QCOMPARE(text(later, 0, LogModel::VerdictColumn), u"$0.05"_s);
    QCOMPARE(later.verdict(0).kind, RowVerdict::Kind::Paid);
}

void TestLogModel::marksReachTheRow()
{
    LogModel model;
    model.append({numbered(1), numbered(2)});
    model.flush();
    QSignalSpy changed(&model, &LogModel::changed);
    model.mark({2, 77}, {.pinned = true, .colour = 3, .note = u"look"_s});
    QCOMPARE(changed[0][0].value<QList<qint64>>(), QList<qint64>{2});
    QVERIFY(model.record(1).is(LogRecord::Pinned));
    QVERIFY(model.record(1).is(LogRecord::Noted));
    QCOMPARE(int(model.record(1).colour), 3);
    QCOMPARE(model.row(1).mark.note, u"look"_s);
    model.mark({2}, {});
    QVERIFY(!model.record(1).is(LogRecord::Pinned));
    QVERIFY(model.row(1).mark.isEmpty());
}

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
