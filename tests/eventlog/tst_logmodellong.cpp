// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/logsamples.h"
#include "eventlog/verdictwords.h"

using namespace samples;

class TestLogModelLong : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void earlierRowsFillTheirPlaces();
    void longLogKeepsRecordsAndFewRows();
    void paintedRowsAreAskedForOnce();
    void droppedRowsLeavePinnedOnes();
    void pausedRowsWait();
    void rowsThatNobodyCanJudgeAreSettled();
};

void TestLogModelLong::earlierRowsFillTheirPlaces()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    LogNames names;
    model.setNames(names);
    model.open({.rows = 5, .newest = {numbered(4), numbered(5)}, .records = {}});
    QCOMPARE(model.rowCount(), 5);
    QVERIFY(!model.filled());
    QVERIFY(!model.record(0).is(LogRecord::Filled));
    QCOMPARE(text(model, 0, LogModel::From), QString());
    QSignalSpy read(&model, &LogModel::earlierRead);
    model.earlier({recordOf(numbered(2), names), recordOf(numbered(3), names)});
    QCOMPARE(model.firstFilled(), 1);
    QCOMPARE(text(model, 1, LogModel::From), u"App"_s);
    QCOMPARE(text(model, 1, LogModel::EventIdColumn), QString());
    model.append({numbered(6)});
    model.earlier({recordOf(numbered(1), names)});
    model.flush();
    QVERIFY(model.filled());
    QCOMPARE(read.count(), 2);
    QCOMPARE(model.rowCount(), 6);
    for (int row = 0; row < 6; ++row)
        QCOMPARE(model.rowOfNumber(row + 1), row);
    QCOMPARE(model.rowOfNumber(7), -1);
}

void TestLogModelLong::longLogKeepsRecordsAndFewRows()
{
    constexpr int many = 200'000;
    LogModel model;
    LogNames names;
    model.setNames(names);
    const LogRow like = line("img_1");
    QList<qint64> first;
    for (int n = 1; n <= many; n += 1000) {
        QList<LogRow> rows;
        for (int i = n; i < n + 1000; ++i) {
            LogRow row = like;
            row.rowNumber = i;
            row.exchange = QUuid::createUuid();
            row.events = {EventId{"img_" + QByteArray::number(i)}};
            rows.append(row);
            first.append(i);
        }
        model.append(rows);
    }
    model.flush();
    QCOMPARE(model.rowCount(), many);
    QCOMPARE(int(names.size()), 6); // sender, target, name, customer, quality and the empty one
    int whole = 0;
    for (int row = 0; row < many; ++row)
        whole += model.whole(row) != nullptr;
    QCOMPARE(whole, LogRowCache::newest);
    QVERIFY(!model.whole(0));
    QCOMPARE(model.row(0).eventName, "image.generated");
    QCOMPARE(model.row(many - 1).event().text, "img_200000");

    QList<LogRow> read; // pages that are looked at do not stay for ever
    for (int n = 1; n <= 20'000; ++n) {
        read.append(like);
        read.last().rowNumber = n;
        read.last().exchange = QUuid::createUuid();
    }
    for (qsizetype at = 0; at < read.size(); at += 200)
        model.takeRows(first.mid(at, 200), read.mid(at, 200));
    whole = 0;
    for (int row = 0; row < many; ++row)
        whole += model.whole(row) != nullptr;
    QCOMPARE(whole, LogRowCache::newest + LogRowCache::others);
    QVERIFY(model.whole(19'999));
    model.drop(first.first(150'000));
    QCOMPARE(model.rowCount(), 50'000);
    QCOMPARE(model.rowOfNumber(150'001), 0);
    QCOMPARE(text(model, 49'999, LogModel::EventIdColumn), u"img_200000"_s);
}

void TestLogModelLong::paintedRowsAreAskedForOnce()
{
    LogModel model;
    LogNames names;
    model.setNames(names);
    model.open({.rows = 3, .newest = {numbered(3)}, .records = {}});
    model.earlier({recordOf(numbered(1), names), recordOf(numbered(2), names)});
    QSignalSpy wanted(&model, &LogModel::rowsWanted);
    for (int i = 0; i < 2; ++i) {
        for (int row = 0; row < 3; ++row)
            text(model, row, LogModel::EventIdColumn);
    }
    QTRY_COMPARE(wanted.count(), 1); // one question a frame
    QCOMPARE(wanted[0][0].value<QList<qint64>>(), QList<qint64>({1, 2}));
    text(model, 0, LogModel::EventIdColumn);
    QSignalSpy changed(&model, &LogModel::changed);
    LogRow again = numbered(2);
    again.acceptedBefore = morning - 1min;
    model.takeRows({1, 2}, {numbered(1), again});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(text(model, 0, LogModel::EventIdColumn), u"img_1"_s);
    QCOMPARE(text(model, 1, LogModel::VerdictColumn),
        u"Sent before at %1"_s.arg(words::localTime(morning - 1min)));
    QCOMPARE(model.rowOf(again.exchange), 1);
}

void TestLogModelLong::droppedRowsLeavePinnedOnes()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<LogRow> rows;
    for (int n = 1; n <= 9; ++n)
        rows.append(numbered(n));
    model.append(rows);
    model.flush();
    model.drop({1, 2, 4, 5});
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.record(0).number, 3u);
    QCOMPARE(model.record(1).number, 6u);
    model.drop({6, 7});
    QCOMPARE(model.record(0).number, 3u);
    QCOMPARE(model.record(1).number, 8u);
    QCOMPARE(text(model, 2, LogModel::EventIdColumn), u"img_9"_s);
    model.drop({3, 8, 9});
    QCOMPARE(model.rowCount(), 0);
    model.append({numbered(10)});
    model.flush();
    QCOMPARE(text(model, 0, LogModel::EventIdColumn), u"img_10"_s);
}

void TestLogModelLong::pausedRowsWait()
{
    LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append({numbered(1)});
    model.setPaused(true);
    QCOMPARE(model.rowCount(), 1); // what had come before
    QSignalSpy held(&model, &LogModel::held);
    model.append({numbered(2), numbered(3)});
    QCOMPARE(model.paused(), 2);
    QCOMPARE(held.last()[0].toInt(), 2);
    QCoreApplication::processEvents();
    model.flush();
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowOfNumber(2), -1);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setPaused(false);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.paused(), 0);
}

void TestLogModelLong::rowsThatNobodyCanJudgeAreSettled()
{
    LogModel model;
    LogNames names;
    model.setNames(names);
    model.open({.rows = 3, .newest = {numbered(3)}, .records = {}});
    model.earlier({recordOf(numbered(1), names), recordOf(numbered(2), names)});
    connect(&model, &LogModel::rowsWanted, &model, [&](const QList<qint64> &wanted) {
        QTimer::singleShot(0, &model, [&model, wanted] { model.takeRows(wanted, {numbered(2)}); });
    });
    connect(&model, &LogModel::verdictsWanted, &model, [&](const QList<EventId> &events) {
        QTimer::singleShot(0, &model, [&model, events] {
            model.setVerdicts({{{"img_2"}, verdictOf("img_2", {unit(11)})}});
            model.answered(events);
        });
    });
    QSignalSpy judged(&model, &LogModel::judged);
    model.judge({3, 2, 1}); // without a verdict, judged, and gone
    QTRY_COMPARE(judged.count(), 1);
    QCOMPARE(int(model.record(1).verdict), int(RowVerdict::Kind::Paid) + 1);
    QCOMPARE(int(model.record(2).verdict), int(RowVerdict::Kind::None) + 1);
    QCOMPARE(text(model, 2, LogModel::VerdictColumn), u"Accepted"_s);
}

QTEST_GUILESS_MAIN(TestLogModelLong)
#include "tst_logmodellong.moc"
