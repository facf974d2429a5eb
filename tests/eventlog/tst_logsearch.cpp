// SPDX-License-Identifier: MIT
#include "eventlog/logbench.h"
#include "eventlog/logsearch.h"

#include <QFileInfo>

using namespace samples;

class TestLogSearch : public QObject, LogBench {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_log.reset(); }
    void oneRuleForRowsAndTexts_data();
    void oneRuleForRowsAndTexts();
    void newestComeFirst();
    void clearedRowsAndOtherWorldsAreNotFound();
    void anEmptyLogIsFinishedAtOnce();
    void deletingGivesItUp();
    void theLogOfChangesStaysShort();
    void rowsThatComeInAreTested();

private:
    std::vector<quint32> foundBy(const LogWanted &wanted);
};

void TestLogSearch::init()
{
    m_log.reset();
    for (const QString &name : {u"log.db"_s, u"log.db-wal"_s, u"log.db-shm"_s})
        QFile::remove(m_dir.filePath(name));
    openLog();
}

std::vector<quint32> TestLogSearch::foundBy(const LogWanted &wanted)
{
    std::vector<quint32> rows;
    const std::unique_ptr<LogSearch> search(m_log->search(wanted, nullptr));
    qint64 downTo = std::numeric_limits<qint64>::max();
    connect(search.get(), &LogSearch::found, search.get(), [&](const std::vector<quint32> &found, qint64 to) {
        QVERIFY(to < downTo);
        for (const quint32 row : found)
            QVERIFY(row > to && row <= downTo);
        downTo = to;
        rows.insert(rows.end(), found.begin(), found.end());
    });
    QSignalSpy finished(search.get(), &LogSearch::finished);
    if (!finished.wait(patience))
        QTest::qFail("the search did not finish", __FILE__, __LINE__);
    if (search->percent() != 100)
        QTest::qFail("not all was looked at", __FILE__, __LINE__);
    return rows;
}

void TestLogSearch::oneRuleForRowsAndTexts_data()
{
    QTest::addColumn<LogWanted>("wanted");
    QTest::addColumn<bool>("holds");
    const auto words = [](const QStringList &texts) { return LogWanted{texts, {}, {}, {}}; };
    const auto without = [](const QStringList &texts) { return LogWanted{{}, texts, {}, {}}; };
    QTest::newRow("nothing asked") << LogWanted() << true;
    QTest::newRow("in the request") << words({u"image.generated"_s}) << true;
    QTest::newRow("either case") << words({u"IMAGE.Generated"_s}) << true;
    QTest::newRow("in the answer") << words({u"Ingested_count"_s}) << true;
    QTest::newRow("in the target") << words({u"Events/INGEST"_s}) << true;
    QTest::newRow("in an id") << words({u"img_17"_s}) << true;
    QTest::newRow("one letter") << words({u"}"_s}) << true;
    QTest::newRow("not there") << words({u"image.regenerated"_s}) << false;
    QTest::newRow("both must be there") << words({u"hd"_s, u"nowhere"_s}) << false;
    QTest::newRow("in different texts") << words({u"hd"_s, u"ingested"_s}) << true;
    QTest::newRow("without") << without({u"nowhere"_s}) << true;
    QTest::newRow("without what is there") << without({u"HD"_s}) << false;
    QTest::newRow("an id") << LogWanted{{}, {}, {u"IMG_1"_s}, {}} << true;
    QTest::newRow("no id, though a text") << LogWanted{{}, {}, {u"image"_s}, {}} << false;
    QTest::newRow("without an id") << LogWanted{{}, {}, {}, {u"img_17"_s}} << false;
    QTest::newRow("other letters as they are") << words({u"grün"_s}) << true;
    QTest::newRow("only ASCII has two cases") << words({u"GRÜN"_s}) << false;
    QTest::newRow("longer than any text") << words({QString(4000, u'x')}) << false;
    QTest::newRow("longer than a skip") << words({QString(300, u'Y')}) << true;
}

void TestLogSearch::oneRuleForRowsAndTexts()
{
    QFETCH(const LogWanted, wanted);
    Exchange exchange = numbered(17);
    exchange.requestBody += "grün " + QByteArray(301, 'y');
    m_log->append({exchange});
    QVERIFY(waited(m_log->newest(1)));
    QTEST(::holds(exchange, wanted), "holds");
    QTEST(!foundBy(wanted).empty(), "holds");
    QTEST(!waited(m_log->holding({1}, wanted))->isEmpty(), "holds");
}

void TestLogSearch::newestComeFirst()
{
    QList<Exchange> exchanges = numberedFrom(1, 9000);
    std::vector<quint32> expected;
    for (int i = 8999; i >= 0; --i) {
        if (i % 7 == 0) {
            exchanges[i].answerBody = "{\"word\":\"Needle\"}";
            expected.push_back(quint32(i + 1));
        }
    }
    m_log->append(exchanges);
    QVERIFY(waited(m_log->newest(1)));
    QVERIFY(foundBy({.words = {u"needle"_s}, .without = {}, .ids = {}, .withoutIds = {}}) == expected);
    QCOMPARE(foundBy({.words = {}, .without = {u"needle"_s}, .ids = {}, .withoutIds = {}}).size(),
        9000 - expected.size());
}

void TestLogSearch::clearedRowsAndOtherWorldsAreNotFound()
{
    const LogWanted wanted{.words = {u"image"_s}, .without = {}, .ids = {}, .withoutIds = {}};
    m_log->append(numberedFrom(1, 10));
    QCOMPARE(*waited(m_log->clear()), 10);
    m_log->append(numberedFrom(11, 2));
    QVERIFY(waited(m_log->setWorld("sandbox:2")));
    m_log->append(numberedFrom(1, 3));
    QVERIFY(waited(m_log->newest(1)));
    QVERIFY(foundBy(wanted) == (std::vector<quint32>{15, 14, 13}));
    QVERIFY(waited(m_log->setWorld("sandbox:1")));
    QVERIFY(foundBy(wanted) == (std::vector<quint32>{12, 11}));
}

void TestLogSearch::anEmptyLogIsFinishedAtOnce()
{
    QVERIFY(foundBy({.words = {u"a"_s}, .without = {}, .ids = {}, .withoutIds = {}}).empty());
}

void TestLogSearch::deletingGivesItUp()
{
    m_log->append(numberedFrom(1, 5000));
    QVERIFY(waited(m_log->newest(1)));
    for (int i = 0; i < 20; ++i) {
        LogSearch *search
            = m_log->search({.words = {u"image"_s}, .without = {}, .ids = {}, .withoutIds = {}}, this);
        bool told = false;
        connect(search, &LogSearch::found, this, [&] {
            QVERIFY(!told);
            told = true;
            delete search; // from its own signal
        });
        QTRY_VERIFY_WITH_TIMEOUT(told, patience);
    }
    delete m_log->search({.words = {u"image"_s}, .without = {}, .ids = {}, .withoutIds = {}}, this);
}

// Searches one after the other while rows come in: no snapshot lasts long enough to keep the log of changes.
void TestLogSearch::theLogOfChangesStaysShort()
{
    const LogWanted wanted{.words = {u"nowhere"_s}, .without = {}, .ids = {}, .withoutIds = {}};
    for (int round = 0; round < 40; ++round) {
        m_log->append(numberedFrom(round * 1000 + 1, 1000));
        QVERIFY(waited(m_log->newest(1)));
        QVERIFY(foundBy(wanted).empty());
    }
    QVERIFY(QFileInfo(m_dir.filePath(u"log.db"_s)).size() > 16'000'000);
    QVERIFY(QFileInfo(m_dir.filePath(u"log.db-wal"_s)).size() < 14'000'000);
}

void TestLogSearch::rowsThatComeInAreTested()
{
    QList<Exchange> exchanges = numberedFrom(1, 4);
    exchanges[2].requestBody += "needle";
    m_log->append(exchanges);
    const LogWanted wanted{.words = {u"Needle"_s}, .without = {}, .ids = {}, .withoutIds = {}};
    QCOMPARE(*waited(m_log->holding({4, 3, 2, 99}, wanted)), QList<qint64>{3});
}

QTEST_GUILESS_MAIN(TestLogSearch)
#include "tst_logsearch.moc"
