// SPDX-License-Identifier: MIT
#include "eventlog/logbench.h"

#include <QFileInfo>

using namespace samples;

class TestLogKeeping : public QObject, LogBench {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_log.reset(); }
    void marksStayWithTheirRows();
    void manyRowsAreMarkedInParts();
    void theOldestGoOverTheLimitButPinnedOnesStay();
    void unpinnedRowsGoAfterAll();
    void rowsGoByAge();
    void spaceIsUsedAgain();
    void clearedRowsComeBackUntilTheNextStart();
    void theNextClearTakesTheLastOnesForGood();
    void aClearedRowThatComesAgainIsShown();
    void verdictsAreRemembered();
    void smallTextsAreKept();

private:
    QList<qint64> numbers()
    {
        QList<qint64> numbers;
        for (const LogRow &row : all())
            numbers.append(row.rowNumber);
        return numbers;
    }
};

void TestLogKeeping::init()
{
    m_log.reset();
    for (const QString &name : {u"log.db"_s, u"log.db-wal"_s, u"log.db-shm"_s})
        QFile::remove(m_dir.filePath(name));
    openLog();
}

void TestLogKeeping::marksStayWithTheirRows()
{
    m_log->append(numberedFrom(1, 3));
    QSignalSpy marked(m_log.get(), &EventLog::marked);
    const LogMark mark{.pinned = true, .colour = 3, .note = u"look here"_s};
    QVERIFY(waited(m_log->setMark({1, 3}, mark)));
    QTRY_COMPARE(marked.count(), 1);
    QCOMPARE(marked[0][0].value<QList<qint64>>(), (QList<qint64>{1, 3}));
    QCOMPARE(marked[0][1].value<LogMark>(), mark);
    openLog();
    QCOMPARE(m_opening.newest.at(0).mark, mark);
    QCOMPARE(m_opening.newest.at(1).mark, LogMark());
    QVERIFY(m_opening.records.at(2).is(LogRecord::Pinned) && m_opening.records.at(2).is(LogRecord::Noted));
    QCOMPARE(m_opening.records.at(2).colour, 3);
    QVERIFY(waited(m_log->setMark({1}, {})));
    openLog();
    QCOMPARE(m_opening.newest.at(0).mark, LogMark());
    QVERIFY(!m_opening.records.at(0).is(LogRecord::Pinned));
    QCOMPARE(m_opening.newest.at(2).mark, mark);
}

void TestLogKeeping::manyRowsAreMarkedInParts()
{
    m_log->append(numberedFrom(1, 4500));
    const QList<qint64> every = numbers();
    QList<qint64> told;
    connect(m_log.get(), &EventLog::marked, m_log.get(), [&](const QList<qint64> &rows) {
        QVERIFY(rows.size() <= 2000);
        told += rows;
    });
    QVERIFY(waited(m_log->setMark(every, {.pinned = false, .colour = 2, .note = {}})));
    QTRY_COMPARE_WITH_TIMEOUT(told, every, patience);
    QCOMPARE(waited(m_log->rows({1, 4500}))->last().mark.colour, 2);
}

void TestLogKeeping::theOldestGoOverTheLimitButPinnedOnesStay()
{
    m_log->append(numberedFrom(1, 2000));
    QVERIFY(waited(m_log->setMark({2, 5}, {.pinned = true, .colour = 0, .note = {}})));
    QList<qint64> dropped;
    connect(
        m_log.get(), &EventLog::dropped, m_log.get(), [&](const QList<qint64> &rows) { dropped += rows; });
    m_log->setLimit({.rows = 100, .days = 0});
    QTRY_COMPARE_WITH_TIMEOUT(dropped.size(), 1900, patience);
    QCOMPARE(dropped.first(), 1);
    QVERIFY(std::ranges::is_sorted(dropped) && !dropped.contains(2) && !dropped.contains(5));
    QCOMPARE(numbers().first(3), (QList<qint64>{2, 5, 1903}));
    m_log->append(numberedFrom(3001, 10)); // what comes in is stored and pushes the oldest out
    QTRY_COMPARE_WITH_TIMEOUT(dropped.size(), 1910, patience);
    QCOMPARE(numbers().size(), 100);
    openLog();
    QCOMPARE(m_log->limit(), (LogLimit{.rows = 100, .days = 0}));
    QCOMPARE(m_opening.rows, 100);
    QVERIFY(waited(m_log->tries({"img_1"}))->isEmpty());
    QCOMPARE(waited(m_log->tries({"img_2"}))->size(), 1);
}

void TestLogKeeping::unpinnedRowsGoAfterAll()
{
    m_log->append(numberedFrom(1, 20));
    QVERIFY(waited(m_log->setMark({1}, {.pinned = true, .colour = 0, .note = {}})));
    m_log->setLimit({.rows = 10, .days = 0});
    QTRY_COMPARE_WITH_TIMEOUT(numbers().size(), 10, patience);
    QCOMPARE(numbers().first(), 1);
    QVERIFY(waited(m_log->setMark({1}, {})));
    m_log->append({numbered(99)});
    QTRY_COMPARE_WITH_TIMEOUT(numbers().first(), 12, patience);
}

void TestLogKeeping::rowsGoByAge()
{
    const TimePoint now = SystemClock().now();
    QList<Exchange> exchanges = numberedFrom(1, 6);
    for (int i = 0; i < 6; ++i)
        exchanges[i].at = now - std::chrono::days(6 - i) + std::chrono::hours(1);
    m_log->append(exchanges);
    QVERIFY(waited(m_log->setMark({1}, {.pinned = true, .colour = 0, .note = {}})));
    m_log->setLimit({.rows = 1000, .days = 3});
    QTRY_COMPARE_WITH_TIMEOUT(numbers(), (QList<qint64>{1, 4, 5, 6}), patience);
}

void TestLogKeeping::spaceIsUsedAgain()
{
    m_log->setLimit({.rows = 1000, .days = 0});
    const auto fill = [this](qint64 from) {
        for (qint64 seq = from; seq < from + 4000; seq += 500) {
            m_log->append(numberedFrom(seq, 500));
            QVERIFY(waited(m_log->newest(1)));
        }
        QTRY_COMPARE_WITH_TIMEOUT(numbers().size(), 1000, patience);
        openLog(); // which writes the log of changes into the file
    };
    fill(1);
    const qint64 size = QFileInfo(m_dir.filePath(u"log.db"_s)).size();
    fill(5001);
    fill(10001);
    QVERIFY(QFileInfo(m_dir.filePath(u"log.db"_s)).size() < size * 3 / 2);
}

void TestLogKeeping::clearedRowsComeBackUntilTheNextStart()
{
    m_log->append(numberedFrom(1, 30));
    QSignalSpy opened(m_log.get(), &EventLog::opened);
    QVERIFY(!m_log->canUndoClear());
    QCOMPARE(*waited(m_log->clear()), 30);
    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(m_log->canUndoClear());
    QCOMPARE(m_opening.rows, 0);
    QVERIFY(all().isEmpty() && waited(m_log->rows({1, 2}))->isEmpty());
    QVERIFY(waited(m_log->tries({"img_3"}))->isEmpty());
    m_log->append({numbered(31)});
    QCOMPARE(numbers(), QList<qint64>{31});
    QCOMPARE(*waited(m_log->undoClear()), 30);
    QTRY_COMPARE(opened.count(), 2);
    QVERIFY(!m_log->canUndoClear());
    QCOMPARE(m_opening.rows, 31);
    QCOMPARE(numbers().size(), 31);
    QCOMPARE(*waited(m_log->clear()), 31);
    openLog();
    QVERIFY(!m_log->canUndoClear());
    QCOMPARE(m_opening.rows, 0);
    QCOMPARE(m_log->cursor(), 31);
    QCOMPARE(*waited(m_log->undoClear()), 0);
    QVERIFY(all().isEmpty());
}

void TestLogKeeping::theNextClearTakesTheLastOnesForGood()
{
    m_log->append(numberedFrom(1, 3));
    QCOMPARE(*waited(m_log->clear()), 3);
    m_log->append(numberedFrom(4, 2));
    QCOMPARE(*waited(m_log->clear()), 2);
    QCOMPARE(*waited(m_log->undoClear()), 2);
    QCOMPARE(numbers(), (QList<qint64>{4, 5}));
}

void TestLogKeeping::aClearedRowThatComesAgainIsShown()
{
    const Exchange exchange = numbered(1);
    m_log->append({exchange, numbered(2)});
    QCOMPARE(*waited(m_log->clear()), 2);
    m_log->append({exchange});
    QCOMPARE(numbers(), QList<qint64>{3});
    QCOMPARE(*waited(m_log->undoClear()), 1);
    QCOMPARE(numbers(), (QList<qint64>{2, 3})); // once, not twice
}

void TestLogKeeping::verdictsAreRemembered()
{
    m_log->append(numberedFrom(1, 3));
    QVERIFY(waited(m_log->newest(1)));
    const LogNames::Id words = m_log->names().idOf("Not counted: name differs");
    m_log->keepVerdicts({{2, {quint8(5), words}}, {77, {quint8(1), words}}});
    openLog(); // what waits is written at the end
    QCOMPARE(m_opening.records.at(1).verdict, 5);
    QCOMPARE(m_log->names().text(m_opening.records.at(1).words), "Not counted: name differs"_ba);
    QCOMPARE(m_opening.records.at(0).verdict, 0);
}

void TestLogKeeping::smallTextsAreKept()
{
    QCOMPARE(m_log->setting(u"columns"_s), QString());
    m_log->setSetting(u"columns"_s, u"Time “wide”"_s);
    QCOMPARE(m_log->setting(u"columns"_s), u"Time “wide”"_s);
    openLog();
    QCOMPARE(m_log->setting(u"columns"_s), u"Time “wide”"_s);
}

QTEST_GUILESS_MAIN(TestLogKeeping)
#include "tst_logkeeping.moc"
