// SPDX-License-Identifier: MIT
#include "eventlog/log.h"
#include "eventlog/samples.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace samples;

namespace {

template<typename T>
Result<T> waited(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }))
        return Error{.kind = Error::Kind::Timeout, .message = u"The call did not finish."_s};
    return call.future().result();
}

Exchange numbered(qint64 seq, const QByteArray &id = "img_1")
{
    Exchange exchange = ingest({eventOf(id, "image.generated", quality(u"hd"_s))});
    exchange.seq = seq;
    return exchange;
}

} // namespace

class TestEventLog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_log.reset(); }
    void sameExchangeTwiceIsOneRow();
    void keepsTheCursorOverARestart();
    void wholeExchangeComesBackWithoutItsSecrets();
    void failureComesBack();
    void worldsAreKeptApart();
    void recordsFromAnyThread();
    void clearForgetsRowsAndKeepsTheCursor();
    void startShowsTheNewest();
    void garbageIsRefusedWithASentence();

private:
    void open();
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EventLog> m_log;
};

void TestEventLog::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    open();
}

void TestEventLog::open()
{
    m_log.reset();
    auto opened = EventLog::open(m_dir->path());
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    m_log = std::move(*opened);
    const QSignalSpy told(m_log.get(), &EventLog::opened);
    QVERIFY(waited(m_log->setWorld("sandbox:1")));
    QTRY_COMPARE(told.count(), 1);
}

void TestEventLog::sameExchangeTwiceIsOneRow()
{
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    Exchange exchange = numbered(0);
    m_log->record(exchange); // the transport's own record
    QTRY_COMPARE(appended.count(), 1);
    exchange.seq = 4; // and the sandbox's
    m_log->append({exchange, exchange});
    QCOMPARE(waited(m_log->newest())->size(), 1);
    QCOMPARE(m_log->cursor(), 4);
    QCOMPARE((*waited(m_log->exchange(exchange.id)))->seq, 4);
    QCOMPARE(appended.count(), 1);
}

void TestEventLog::keepsTheCursorOverARestart()
{
    m_log->append({numbered(1), numbered(2), numbered(3)});
    open();
    QCOMPARE(m_log->cursor(), 3);
    m_log->append({numbered(0)}); // a call to a real service moves nothing
    QVERIFY(waited(m_log->newest()));
    QCOMPARE(m_log->cursor(), 3);
}

void TestEventLog::wholeExchangeComesBackWithoutItsSecrets()
{
    const Exchange exchange = numbered(1);
    m_log->record(exchange);
    const auto found = waited(m_log->exchange(exchange.id));
    QVERIFY(*found);
    Exchange expected = exchange;
    expected.requestHead = masked(expected.requestHead);
    QCOMPARE(**found, expected);
    m_log.reset();
    for (const QString &name : {u"log.db"_s, u"log.db-wal"_s}) {
        QFile file(m_dir->filePath(name));
        QVERIFY(
            !file.exists() || (file.open(QIODevice::ReadOnly) && !file.readAll().contains("Bearer secret")));
    }
}

void TestEventLog::failureComesBack()
{
    Exchange exchange = numbered(1);
    exchange.status = 0;
    exchange.answerBody.clear();
    exchange.failure = Error{.kind = Error::Kind::Timeout, .message = u"No answer in 10 s."_s};
    m_log->record(exchange);
    const auto found = waited(m_log->exchange(exchange.id));
    QCOMPARE((*found)->failure, exchange.failure);
    QVERIFY(!*waited(m_log->exchange(QUuid::createUuid())));
}

void TestEventLog::worldsAreKeptApart()
{
    QSignalSpy opened(m_log.get(), &EventLog::opened);
    QSignalSpy appended(m_log.get(), &EventLog::appended);
    const Exchange exchange = numbered(9);
    m_log->record(exchange);
    QCOMPARE(*waited(m_log->setWorld("sandbox:2")), 0);
    m_log->record(exchange); // the same id again, in another world
    QCOMPARE(waited(m_log->newest())->size(), 1);
    QCOMPARE(*waited(m_log->setWorld("sandbox:1")), 9);
    QTRY_COMPARE(opened.count(), 2);
    QCOMPARE(opened[0][0].value<LogOpening>().newest.size(), 0);
    QCOMPARE(opened[1][0].value<LogOpening>().newest.size(), 1);
}

void TestEventLog::recordsFromAnyThread()
{
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([this, t] {
                for (int i = 0; i < 100; ++i)
                    m_log->record(numbered(t * 100 + i + 1));
            });
        }
    }
    QCOMPARE(waited(m_log->newest())->size(), 400);
    QCOMPARE(m_log->cursor(), 400);
}

void TestEventLog::clearForgetsRowsAndKeepsTheCursor()
{
    QSignalSpy opened(m_log.get(), &EventLog::opened);
    m_log->append({numbered(5)});
    QVERIFY(waited(m_log->clear()));
    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(waited(m_log->newest())->isEmpty());
    open();
    QCOMPARE(m_log->cursor(), 5);
}

void TestEventLog::startShowsTheNewest()
{
    QList<Exchange> exchanges;
    for (int i = 1; i <= 30; ++i)
        exchanges.append(numbered(i, "img_" + QByteArray::number(i)));
    m_log->append(exchanges);
    const auto rows = waited(m_log->newest(10));
    QCOMPARE(rows->size(), 10);
    QCOMPARE(rows->first().event(), EventId{"img_21"});
    LogRow last = samples::row(exchanges.last());
    last.rowNumber = 30;
    QCOMPARE(rows->last(), last); // as it was when it came in
}

void TestEventLog::garbageIsRefusedWithASentence()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(u"log.db"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(4096, '?'));
    file.close();
    const auto opened = EventLog::open(dir.path());
    QVERIFY(!opened);
    QCOMPARE(
        opened.error().message, u"“log.db” is not a file of this program. Move it away and start again."_s);
}

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_eventlog.moc"
