// SPDX-License-Identifier: MIT
#include "eventlog/logbench.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace samples;

class TestLogStore : public QObject, LogBench {
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { m_log.reset(); }
    void openingTellsTheNewestThenTheRest();
    void rowsComeInWhileEarlierOnesAreTold();
    void aRowSaysWhatOthersSayOfItsEvent();
    void triesComeOldestFirst();
    void anyIdIsFoundAgain();
    void everyIdIsKnownAfterARestart();
    void sharedTextsKeepTheirNumbers();
    void anOlderFileIsSteppedUp();
    void aTornEndCatchesUp_data();
    void aTornEndCatchesUp();

private:
    void startOver();
};

void TestLogStore::startOver()
{
    m_log.reset();
    for (const QString &name : {u"log.db"_s, u"log.db-wal"_s, u"log.db-shm"_s})
        QFile::remove(m_dir.filePath(name));
    openLog();
}

void TestLogStore::openingTellsTheNewestThenTheRest()
{
    startOver();
    constexpr int rows = EventLog::rowsAtStart + 1203;
    m_log->append(numberedFrom(1, rows));
    QVERIFY(waited(m_log->newest(1)));
    openLog();
    QTRY_COMPARE_WITH_TIMEOUT(int(m_earlier.size()), 1203, patience);
    QCOMPARE(m_opening.rows, rows);
    QCOMPARE(m_opening.newest.size(), EventLog::rowsAtStart);
    QCOMPARE(m_opening.records.size(), size_t(EventLog::rowsAtStart));
    QCOMPARE(qint64(m_earlier.back().number) + 1, m_opening.newest.first().rowNumber);
    for (size_t i = 0; i < m_earlier.size(); ++i)
        QCOMPARE(m_earlier[i].number, quint32(i + 1));
    const LogRow &last = m_opening.newest.last();
    QCOMPARE(last.event(), EventId{"img_" + QByteArray::number(rows)});
    QCOMPARE(m_opening.records.back(), recordOf(last, m_log->names()));
    const auto first = waited(m_log->rows({1}));
    QCOMPARE(m_earlier.front(), recordOf(first->first(), m_log->names()));
}

void TestLogStore::rowsComeInWhileEarlierOnesAreTold()
{
    startOver();
    m_log->append(numberedFrom(1, EventLog::rowsAtStart + 100));
    QVERIFY(waited(m_log->newest(1)));
    openLog();
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    m_log->append({numbered(9001)});
    QTRY_COMPARE_WITH_TIMEOUT(appended.count(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_earlier.size(), size_t(100), patience);
    QCOMPARE(appended[0][0].value<QList<LogRow>>().first().rowNumber, EventLog::rowsAtStart + 101);
}

void TestLogStore::aRowSaysWhatOthersSayOfItsEvent()
{
    startOver();
    Exchange failed = numbered(1, "img_same");
    failed.status = 503;
    Exchange late = numbered(4, "img_same");
    late.status = 503;
    m_log->append({failed, numbered(2, "img_same"), numbered(3, "img_same"), late});
    const QList<LogRow> rows = all();
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0].acceptedLater, std::optional(morning + 2s));
    QVERIFY(!rows[1].acceptedBefore && !rows[1].acceptedLater);
    QCOMPARE(rows[2].acceptedBefore, std::optional(morning + 2s));
    QVERIFY(!rows[3].acceptedLater); // the event was in already
    QCOMPARE(*waited(m_log->rows({3, 1, 77})), (QList<LogRow>{rows[0], rows[2]}));
}

void TestLogStore::triesComeOldestFirst()
{
    startOver();
    Exchange refused = numbered(1, "img_wanted");
    refused.status = 400;
    refused.events.clear(); // the receiver did not read them
    QList<Event> many;
    for (int i = 0; i < 150; ++i)
        many.append(eventOf("img_" + QByteArray::number(i), "image.generated", quality(u"hd"_s)));
    many.append(eventOf("img_wanted", "image.generated", quality(u"hd"_s)));
    Exchange batch = ingest(many);
    batch.seq = 2;
    m_log->append({refused, batch, numbered(3), numbered(4, "img_wanted")});
    const auto tries = waited(m_log->tries({"img_wanted"}));
    QCOMPARE(tries->size(), 3);
    QCOMPARE((*tries)[0].exchange, refused.id);
    QCOMPARE((*tries)[1].exchange, batch.id);
    QCOMPARE((*tries)[1].events.size(), 1); // the table's part of a large batch
    QCOMPARE((*waited(m_log->exchange(batch.id)))->events, batch.events);
    QVERIFY(waited(m_log->tries({"img_none"}))->isEmpty());
    QList<Exchange> often;
    for (int i = 0; i < EventLog::triesAtMost + 50; ++i)
        often.append(numbered(10 + i, "img_often"));
    m_log->append(often);
    const auto newest = waited(m_log->tries({"img_often"}));
    QCOMPARE(newest->size(), EventLog::triesAtMost);
    QCOMPARE(newest->last().exchange, often.last().id);
}

void TestLogStore::anyIdIsFoundAgain()
{
    startOver();
    const QList<QByteArray> ids{"a\nb", "back\\slash\\n", "\\", "", "bild_\xc3\xbc"};
    Exchange exchange = numbered(1);
    exchange.events = ids;
    m_log->append({exchange});
    QCOMPARE((*waited(m_log->exchange(exchange.id)))->events, ids);
    for (const QByteArray &id : ids)
        QCOMPARE(waited(m_log->tries({id}))->size(), 1);
}

// More than wait in memory: some ids are in the table, some are on their way, some are read again from their
// rows.
void TestLogStore::everyIdIsKnownAfterARestart()
{
    startOver();
    constexpr int batch = 10;
    QList<Exchange> exchanges;
    for (int i = 0; i < 4000; ++i) {
        QList<Event> events;
        for (int k = 0; k < batch; ++k)
            events.append(eventOf("img_" + QByteArray::number(i * batch + k), "image.generated", {}));
        exchanges.append(ingest(events));
    }
    for (qsizetype i = 0; i < exchanges.size(); i += 500) {
        m_log->append(exchanges.mid(i, 500));
        QVERIFY(waited(m_log->newest(1)));
        if (i == 3000)
            openLog();
    }
    openLog();
    QCOMPARE(m_opening.rows, 4000);
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    for (int round = 0; round < 2; ++round) { // while what is known is still read, and after
        m_log->append(exchanges);
        QCOMPARE(all().size(), 4000);
        QCOMPARE(appended.count(), 0);
    }
    for (const int i : {0, 1234, 2999, 3000, 3250, 3999}) {
        const auto tries = waited(m_log->tries({exchanges[i].events.last()}));
        QCOMPARE(tries->size(), 1);
        QCOMPARE(tries->first().exchange, exchanges[i].id);
    }
}

void TestLogStore::sharedTextsKeepTheirNumbers()
{
    startOver();
    m_log->append({numbered(1)});
    QVERIFY(waited(m_log->newest(1)));
    openLog();
    const LogNames::Id target = m_log->names().find("/events/ingest");
    QVERIFY(target != LogNames::none);
    QCOMPARE(m_opening.records.at(0).target, target);
    Exchange other = numbered(2);
    other.target = "/meters";
    m_log->append({other});
    QVERIFY(waited(m_log->newest(1)));
    openLog();
    QCOMPARE(m_log->names().text(m_opening.records.at(1).target), "/meters"_ba);
    QCOMPARE(m_opening.records.at(0).target, target);
}

void TestLogStore::anOlderFileIsSteppedUp()
{
    m_log.reset();
    for (const QString &name : {u"log.db"_s, u"log.db-wal"_s, u"log.db-shm"_s})
        QFile::remove(m_dir.filePath(name));
    const QUuid id = QUuid::createUuid();
    {
        QSqlDatabase old = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
        old.setDatabaseName(m_dir.filePath(u"log.db"_s));
        QVERIFY(old.open());
        QSqlQuery sql(old);
        QVERIFY(
            sql.exec(u"CREATE TABLE exchanges(n INTEGER PRIMARY KEY, world BLOB NOT NULL, id BLOB NOT NULL,"
                     " seq INTEGER, at INTEGER, took INTEGER, sender_kind INTEGER, sender_name TEXT,"
                     " sender_version TEXT, retry INTEGER, method BLOB, target BLOB, status INTEGER, ingest"
                     " INTEGER, events BLOB, event_count INTEGER, ingested INTEGER, event_name BLOB, customer"
                     " BLOB, quality BLOB, refusal INTEGER, refusal_field TEXT, refusal_by INTEGER,"
                     " refusal_code TEXT, refusal_message TEXT, failure_kind INTEGER, failure_message TEXT,"
                     " request_head BLOB, answer_head BLOB, request_body BLOB, answer_body BLOB)"_s));
        QVERIFY(sql.exec(u"CREATE TABLE worlds(world BLOB PRIMARY KEY, cursor INTEGER NOT NULL)"_s));
        QVERIFY(sql.exec(u"INSERT INTO worlds VALUES(CAST('sandbox:1' AS BLOB), 7)"_s));
        QVERIFY(sql.exec(u"PRAGMA user_version=1"_s));
        sql.prepare(
            u"INSERT INTO exchanges VALUES(5, ?, ?, 7, 1800000000000000, 7000, 1, 'Python', '1.2.3', 2,"
            " 'POST', '/events/ingest', 200, 1, ?, 2, 2, 'image.generated', 'cus_1', 'hd', 0, '', 0, '',"
            " '', NULL, '', ?, '', ?, '{}')"_s);
        sql.addBindValue("sandbox:1"_ba);
        sql.addBindValue(id.toRfc4122());
        sql.addBindValue("img_1"_ba.toBase64(QByteArray::OmitTrailingEquals) + ' '
            + "img 2"_ba.toBase64(QByteArray::OmitTrailingEquals));
        sql.addBindValue("content-type: application/json\n"_ba);
        sql.addBindValue("{\"events\":[]}"_ba);
        QVERIFY(sql.exec());
        old.close();
    }
    QSqlDatabase::removeDatabase(u"old"_s);
    openLog();
    QVERIFY(QFile::exists(m_dir.filePath(u"log.db.v1"_s)));
    QCOMPARE(m_log->cursor(), 7);
    QCOMPARE(m_opening.rows, 1);
    const LogRow &row = m_opening.newest.at(0);
    QCOMPARE(row.rowNumber, 5);
    QCOMPARE(row.events, (QList<EventId>{{"img_1"}, {"img 2"}}));
    QCOMPARE(row.sender, (Sender{Sender::Kind::Sdk, u"Python"_s, u"1.2.3"_s}));
    QCOMPARE(row.customer, "cus_1"_ba);
    const auto exchange = waited(m_log->exchange(id));
    QVERIFY(exchange && *exchange);
    QCOMPARE((*exchange)->requestHead, (Headers{{"content-type", "application/json"}}));
    QCOMPARE(waited(m_log->tries({"img 2"}))->size(), 1);
    openLog(); // once is enough
    QCOMPARE(m_opening.rows, 1);
}

void TestLogStore::aTornEndCatchesUp_data()
{
    QTest::addColumn<int>("percent"); // of the log of changes that reached the disk
    QTest::newRow("whole") << 100;
    QTest::newRow("nearly whole") << 97;
    QTest::newRow("half") << 50;
    QTest::newRow("nothing") << 0;
}

// What a killed program leaves: the file and its log of changes, cut anywhere.
void TestLogStore::aTornEndCatchesUp()
{
    QFETCH(const int, percent);
    startOver();
    const QList<Exchange> exchanges = numberedFrom(1, 400);
    for (qsizetype i = 0; i < exchanges.size(); i += 20) {
        m_log->append(exchanges.mid(i, 20));
        QVERIFY(waited(m_log->newest(1)));
    }
    QFile changes(m_dir.filePath(u"log.db-wal"_s));
    QFile file(m_dir.filePath(u"log.db"_s));
    QVERIFY(changes.open(QIODevice::ReadOnly) && file.open(QIODevice::ReadOnly));
    const QByteArray torn = changes.readAll();
    const QByteArray whole = file.readAll();
    QVERIFY(torn.size() > 100'000);
    m_log.reset();
    const auto put = [this](const QString &name, const QByteArray &content) {
        QFile out(m_dir.filePath(name));
        return out.open(QIODevice::WriteOnly) && out.write(content) == content.size();
    };
    QFile::remove(m_dir.filePath(u"log.db-shm"_s));
    QVERIFY(put(u"log.db"_s, whole) && put(u"log.db-wal"_s, torn.left(torn.size() * percent / 100)));
    openLog();
    QCOMPARE(m_log->cursor(), m_opening.rows); // the cursor is as far as the rows are
    QCOMPARE(m_opening.rows == 400, percent == 100);
    QCOMPARE(m_opening.newest.size(), m_opening.rows);
    m_log->append(exchanges.mid(m_log->cursor())); // what the sandbox tells from there
    const QList<LogRow> rows = all();
    QCOMPARE(rows.size(), 400);
    for (int i = 0; i < 400; ++i)
        QCOMPARE(rows[i].exchange, exchanges[i].id);
}

QTEST_GUILESS_MAIN(TestLogStore)
#include "tst_logstore.moc"
