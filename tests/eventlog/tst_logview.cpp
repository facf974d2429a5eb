// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logsamples.h"
#include "eventlog/logview.h"

using namespace samples;

class TestLogView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsTheLog();
    void followsVerdicts();
    void scopeLeavesOwnReadsOut();
    void longLogIsLookedThroughInSlices();
    void olderRowsComeInFront();
    void sortsByAnyColumn();
    void newRowsComeInOrder();
    void manyNewRowsComeInOrder();
    void selectionStaysWhenTheOrderChanges();
    void longLogIsSortedElsewhere();
    void droppedRowsLeave();
    void pinnedRowsAlone();
    void unfoldedEventsMoveWithTheirRequest();
    void cancelKeepsWhatWasFound();
};

void TestLogView::followsTheLog()
{
    LogModel log;
    LogView view(log, nullptr);
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    log.append({line("img_1"), line("sdk_2"), line("img_3")});
    log.flush();
    QCOMPARE(view.rowCount(), 3);
    view.setQuery(u"event:img"_s);
    QCOMPARE(ids(view), QStringList({u"img_1"_s, u"img_3"_s}));
    QCOMPARE(view.total(), 3);
    QSignalSpy inserted(&view, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&view, &QAbstractItemModel::modelReset);
    log.append({line("img_4"), line("sdk_5")});
    log.flush();
    QCOMPARE(view.rowCount(), 3);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(inserted[0][1].toInt(), 2);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(view.logRow(2), 3);
    QCOMPARE(view.rowOfEvent({"img_4"}), 2);
    QCOMPARE(view.rowOfEvent({"sdk_5"}), -1);
    QCOMPARE(view.rowOfNumber(4), 2);
    QCOMPARE(view.rowOfExchange(log.row(3).exchange), 2);
    log.replace({line("sdk_1")});
    QCOMPARE(view.rowCount(), 0);
    view.setQuery({});
    QCOMPARE(view.rowCount(), 1);
}

void TestLogView::followsVerdicts()
{
    LogModel log;
    LogView view(log, nullptr);
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    log.append({line("img_1"), line("img_2"), line("img_3")});
    log.flush();
    view.setQuery(u"verdict:paid"_s);
    QCOMPARE(view.rowCount(), 0);
    log.setVerdicts(
        {{{"img_1"}, verdictOf("img_1", {unit(11)})}, {{"img_3"}, verdictOf("img_3", {unit(12)})}});
    QCOMPARE(view.rowCount(), 2);
    QSignalSpy changed(&view, &QAbstractItemModel::dataChanged);
    log.setVerdicts(
        {{{"img_1"}, verdictOf("img_1", {unit(3)})}, {{"img_3"}, verdictOf("img_3", {unit(12)})}});
    QCOMPARE(ids(view), QStringList{u"img_3"_s});
    QCOMPARE(changed.count(), 1);
}

void TestLogView::scopeLeavesOwnReadsOut()
{
    LogModel log;
    LogView view(log, nullptr);
    log.append({line("img_1"), ownRead(), line("img_2")});
    log.flush();
    QCOMPARE(view.rowCount(), 2);
    QCOMPARE(view.total(), 2);
    view.setScope(LogView::Scope::All);
    QCOMPARE(view.rowCount(), 3);
    QCOMPARE(view.total(), 3);
}

void TestLogView::longLogIsLookedThroughInSlices()
{
    LogModel log;
    QList<LogRow> rows(200'000, line("img_1"));
    rows.first().target = "/first";
    log.replace(rows);
    LogView view(log, nullptr);
    QTRY_COMPARE(view.rowCount(), int(rows.size()));
    QCOMPARE(view.logRow(199'999), 199'999);
    QSignalSpy scanned(&view, &LogView::scanned);
    view.setQuery(u"path:ingest"_s);
    QVERIFY(view.scanning());
    QVERIFY(view.rowCount() > 0); // the newest are there at once
    QVERIFY(view.rowCount() < int(rows.size()));
    QTRY_VERIFY(!view.scanning());
    QVERIFY(scanned.count() > 0);
    QCOMPARE(view.rowCount(), int(rows.size()) - 1);
    QCOMPARE(view.logRow(0), 1);
    view.setQuery(u"path:/first"_s);
    QCOMPARE(view.rowCount(), 0);
    QTRY_COMPARE(view.rowCount(), 1);
    QCOMPARE(view.logRow(0), 0);
}

void TestLogView::olderRowsComeInFront()
{
    LogModel log;
    LogNames names;
    log.setNames(names);
    LogView view(log, nullptr);
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    log.open({.rows = 5, .newest = {numbered(4), numbered(5)}, .records = {}});
    QCOMPARE(view.rowCount(), 2); // rows that are still read are not listed
    QVERIFY(view.scanning());
    const QPersistentModelIndex kept = view.index(0, LogModel::EventIdColumn);
    QSignalSpy inserted(&view, &QAbstractItemModel::rowsInserted);
    log.earlier({recordOf(numbered(2), names), recordOf(numbered(3), names)});
    QTRY_COMPARE(view.rowCount(), 4);
    QCOMPARE(inserted[0][1].toInt(), 0);
    QCOMPARE(kept.row(), 2);
    log.append({numbered(6)});
    log.flush();
    log.earlier({recordOf(numbered(1), names)});
    QTRY_COMPARE(view.rowCount(), 6);
    QVERIFY(!view.scanning());
    for (int row = 0; row < 6; ++row)
        QCOMPARE(view.logRow(row), row);
}

void TestLogView::sortsByAnyColumn()
{
    LogModel log;
    LogView view(log, nullptr);
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    LogRow slow = line("slow");
    slow.took = 2s;
    LogRow curl = line("curl", morning, 401);
    curl.sender = {Sender::Kind::Tool, u"curl"_s, u"8.5.0"_s};
    LogRow zebra = line("zebra");
    zebra.eventName = "Zebra";
    log.append({slow, curl, zebra});
    log.flush();
    QVERIFY(!view.sorted());
    view.sortBy(LogModel::Time, Qt::DescendingOrder);
    QVERIFY(view.sorted());
    QCOMPARE(ids(view), QStringList({u"zebra"_s, u"curl"_s, u"slow"_s}));
    view.sortBy(LogModel::Latency, Qt::DescendingOrder);
    QCOMPARE(ids(view), QStringList({u"slow"_s, u"curl"_s, u"zebra"_s}));
    view.sortBy(LogModel::Status, Qt::DescendingOrder);
    QCOMPARE(ids(view).first(), u"curl"_s);
    view.sortBy(LogModel::From, Qt::AscendingOrder);
    QCOMPARE(ids(view), QStringList({u"slow"_s, u"zebra"_s, u"curl"_s}));
    view.sortBy(LogModel::EventName, Qt::DescendingOrder);
    QCOMPARE(ids(view).first(), u"zebra"_s);
    view.sortBy(LogModel::VerdictColumn, Qt::DescendingOrder);
    QCOMPARE(ids(view).first(), u"curl"_s);
    view.sortBy(LogModel::EventIdColumn, Qt::AscendingOrder); // which records do not know
    QCOMPARE(ids(view).first(), u"curl"_s);
    view.sortBy(LogModel::Time, Qt::AscendingOrder);
    QVERIFY(!view.sorted());
    QCOMPARE(ids(view), QStringList({u"slow"_s, u"curl"_s, u"zebra"_s}));
}

void TestLogView::newRowsComeInOrder()
{
    LogModel log;
    LogView view(log, nullptr);
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    view.sortBy(LogModel::Latency, Qt::AscendingOrder);
    QSignalSpy reset(&view, &QAbstractItemModel::modelReset);
    for (const int ms : {50, 20, 90, 20, 60}) {
        LogRow row = line("ms_" + QByteArray::number(ms));
        row.took = milliseconds(ms);
        log.append({row});
        log.flush();
    }
    QCOMPARE(ids(view), QStringList({u"ms_20"_s, u"ms_20"_s, u"ms_50"_s, u"ms_60"_s, u"ms_90"_s}));
    QVERIFY(view.row(0).rowNumber < view.row(1).rowNumber);
    QCOMPARE(view.rowOfNumber(3), 4);
    QCOMPARE(reset.count(), 0);
}

void TestLogView::manyNewRowsComeInOrder()
{
    LogModel log;
    LogView view(log, nullptr);
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    view.sortBy(LogModel::Latency, Qt::DescendingOrder);
    for (int batch = 0; batch < 3; ++batch) {
        QList<LogRow> rows;
        for (int i = 0; i < 200; ++i) {
            rows.append(line("img"));
            rows.last().took = milliseconds(i * 7919 % 997 + batch);
        }
        log.append(rows);
        log.flush();
    }
    QCOMPARE(view.rowCount(), 600);
    for (int row = 1; row < 600; ++row)
        QVERIFY(view.row(row - 1).took >= view.row(row).took);
    QList<qint64> gone;
    for (int number = 1; number <= 600; number += 3)
        gone.append(number);
    log.drop(gone);
    QCOMPARE(view.rowCount(), 400);
    for (int row = 1; row < 400; ++row)
        QVERIFY(view.row(row - 1).took >= view.row(row).took);
}

void TestLogView::selectionStaysWhenTheOrderChanges()
{
    LogModel log;
    LogView view(log, nullptr);
    QList<LogRow> rows;
    for (int i = 0; i < 100; ++i) {
        rows.append(line("img_" + QByteArray::number(i)));
        rows.last().took = milliseconds(i * 37 % 101);
    }
    log.append(rows);
    log.flush();
    const QPersistentModelIndex chosen = view.index(42, LogModel::EventIdColumn);
    view.sortBy(LogModel::Latency, Qt::AscendingOrder);
    QCOMPARE(chosen.data().toString(), u"img_42"_s);
    QVERIFY(chosen.row() != 42);
    view.sortBy(LogModel::Time, Qt::AscendingOrder);
    QCOMPARE(chosen.row(), 42);
}

void TestLogView::longLogIsSortedElsewhere()
{
    LogModel log;
    QList<LogRow> rows(50'000, line("img_1"));
    for (qsizetype i = 0; i < rows.size(); ++i)
        rows[i].took = microseconds(i * 7919 % 50'021);
    log.replace(rows);
    LogView view(log, nullptr);
    QTRY_VERIFY(!view.scanning());
    view.sortBy(LogModel::Latency, Qt::AscendingOrder);
    QVERIFY(view.scanning()); // on the pool
    LogRow quick = line("quick");
    quick.took = 0us;
    log.append({quick});
    log.flush();
    log.drop({1, 2, 3}); // the ones with 0, 7919 and 15838
    QTRY_VERIFY(!view.scanning());
    QCOMPARE(view.rowCount(), 49'998);
    QCOMPARE(text(view, 0), u"quick"_s);
    for (int row = 1; row < view.rowCount(); ++row)
        QVERIFY(view.row(row - 1).took <= view.row(row).took);
}

void TestLogView::droppedRowsLeave()
{
    LogModel log;
    LogView view(log, nullptr);
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<LogRow> rows;
    for (int n = 1; n <= 8; ++n)
        rows.append(numbered(n));
    log.append(rows);
    log.flush();
    QSignalSpy removed(&view, &QAbstractItemModel::rowsRemoved);
    log.drop({1, 2, 3});
    QCOMPARE(removed.count(), 1);
    QCOMPARE(ids(view).first(), u"img_4"_s);
    log.drop({4, 6});
    QCOMPARE(ids(view), QStringList({u"img_5"_s, u"img_7"_s, u"img_8"_s}));
}

void TestLogView::pinnedRowsAlone()
{
    LogModel log;
    LogView view(log, nullptr);
    log.append({numbered(1), numbered(2), numbered(3)});
    log.flush();
    view.setPinnedOnly(true);
    QCOMPARE(view.rowCount(), 0);
    log.mark({3, 1}, {.pinned = true, .colour = 0, .note = {}});
    QCOMPARE(ids(view), QStringList({u"img_1"_s, u"img_3"_s}));
    log.mark({1}, {});
    QCOMPARE(ids(view), QStringList{u"img_3"_s});
    view.setPinnedOnly(false);
    view.setQuery(u"is:pinned"_s);
    QCOMPARE(ids(view), QStringList{u"img_3"_s});
}

void TestLogView::unfoldedEventsMoveWithTheirRequest()
{
    LogModel log;
    LogView view(log, nullptr);
    const QAbstractItemModelTester tester(&view, QAbstractItemModelTester::FailureReportingMode::QtTest);
    LogRow batch = row(ingest({eventOf("a", "image.generated", {}), eventOf("b", "image.generated", {})}));
    batch.took = 50ms;
    LogRow quick = line("quick");
    quick.took = 1ms;
    log.append({batch, quick});
    log.flush();
    view.setExpanded(0, true);
    QCOMPARE(ids(view), QStringList({u"a +1"_s, u"a"_s, u"b"_s, u"quick"_s}));
    const QPersistentModelIndex second = view.index(2, LogModel::EventIdColumn);
    view.sortBy(LogModel::Latency, Qt::AscendingOrder);
    QCOMPARE(ids(view), QStringList({u"quick"_s, u"a +1"_s, u"a"_s, u"b"_s}));
    QCOMPARE(second.row(), 3);
    LogRow slower = line("slower");
    slower.took = 20ms;
    log.append({slower});
    log.flush();
    QCOMPARE(ids(view), QStringList({u"quick"_s, u"slower"_s, u"a +1"_s, u"a"_s, u"b"_s}));
    QCOMPARE(view.rowOfEvent({"slower"}), 1);
    log.drop({1});
    QCOMPARE(ids(view), QStringList({u"quick"_s, u"slower"_s}));
}

void TestLogView::cancelKeepsWhatWasFound()
{
    LogModel log;
    log.replace(QList<LogRow>(200'000, line("img_1")));
    LogView view(log, nullptr);
    view.setQuery(u"path:ingest"_s);
    const int found = view.rowCount();
    QVERIFY(found > 0);
    QVERIFY(view.scanning());
    QSignalSpy scanned(&view, &LogView::scanned);
    view.cancel();
    QVERIFY(!view.scanning());
    QCOMPARE(scanned.count(), 1);
    QCOMPARE(view.rowCount(), found);
    log.append({line("img_2")}); // new rows are still listed
    log.flush();
    QCOMPARE(view.rowCount(), found + 1);
}

QTEST_GUILESS_MAIN(TestLogView)
#include "tst_logview.moc"
